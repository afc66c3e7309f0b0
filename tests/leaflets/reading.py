"""What is in a PDF, and in a document before it becomes one: enough of a reader for these tests."""

import re
import zlib
from typing import Any

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_FONT = re.compile(rb"/FontName\s*/([^\s/<>\[\]()]+)")


def _readable(data: bytes) -> bytes:
    """The file with the streams that hold its objects unpacked."""
    parts = [data]
    for stream in _STREAM.findall(data):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(parts)


def page_count(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", _readable(data)))


def embedded_fonts(data: bytes) -> set[str]:
    """Names of the fonts in the file. Raises AssertionError where one is only named, not embedded."""
    readable = _readable(data)
    names = {name.decode() for name in _FONT.findall(readable)}
    assert len(re.findall(rb"/FontFile[23]?\b", readable)) >= len(names), names
    return names


def text_of(laid: Any, page: int | None = None) -> str:
    """The words of a laid out document, or of one of its pages, in reading order."""
    pages = laid.document.pages if page is None else [laid.document.pages[page]]
    found = [
        box.text
        for one in pages
        for box in one._page_box.descendants(placeholders=True)
        if getattr(box, "text", None) and box.element_tag not in ("svg", "title")
    ]
    return re.sub(r"\s+", " ", " ".join(found))
