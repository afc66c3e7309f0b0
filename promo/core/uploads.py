"""What uploaded pictures may hide.

A polyglot is a valid picture and a valid something else: a page, a script, an archive. Browsers and
other programs that guess a file's kind by looking at it would take it for that.
"""

import re
import struct

from django.utils.translation import gettext

# Not `<?xml` or `<x:xmpmeta`: cameras and editors write XML of their own into pictures.
_MARKUP = re.compile(rb"<script|<!doctype\s+html|<html[\s>]|<iframe|<svg[\s>]|<\?php\s", re.IGNORECASE)
# A JPEG marker that is neither a stuffed byte, a restart nor a fill byte.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_EOI = 0xD9
_PADDING = b"\x00\r\n\t "


def foreign_content(data: bytes) -> str:
    """What else than a picture is in the file, in words for its uploader; empty for an honest picture."""
    if _MARKUP.search(data):
        return gettext("parts of a web page or a program")
    rest = data[end_of_picture(data) :].lstrip(_PADDING)
    # Phones and cameras append further pictures (multi-picture format, gain maps), one after the other.
    while rest[:3] == b"\xff\xd8\xff":
        rest = rest[end_of_picture(rest) :].lstrip(_PADDING)
    if not rest or _is_of_a_phone(rest):
        return ""
    return gettext("other data after the picture's end")


def _is_of_a_phone(rest: bytes) -> bool:
    """The short film of a moving picture, and Samsung's notes to itself."""
    if b"PK\x05\x06" in rest and b"PK\x03\x04" in rest:
        return False
    # The padding before it may have taken the zeros that begin its first box.
    return b"ftyp" in rest[:8] or rest.rstrip(_PADDING).endswith(b"SEFT")


def end_of_picture(data: bytes) -> int:
    """Where the picture ends; the file's length where that cannot be told (a truncated picture has no tail)."""
    try:
        if data[:2] == b"\xff\xd8":
            return _end_of_jpeg(data)
        if data[:8] == b"\x89PNG\r\n\x1a\n":
            return _end_of_png(data)
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return _end_of_gif(data)
        if data[:4] == b"RIFF":
            size = struct.unpack_from("<I", data, 4)[0]
            return min(8 + size + size % 2, len(data))
        if data[4:8] == b"ftyp":
            return _end_of_boxes(data)
    except (IndexError, struct.error):
        pass
    return len(data)


def _end_of_jpeg(data: bytes) -> int:
    at = 2
    while True:
        found = _MARKER.search(data, at)
        if not found:
            return len(data)
        marker, at = data[found.start() + 1], found.end()
        if marker == _EOI:
            return at
        # After a start of scan come its header and then coded data, which the search for a marker passes over.
        at += struct.unpack_from(">H", data, at)[0]


def _end_of_png(data: bytes) -> int:
    at = 8
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        at += 12 + length
        if kind == b"IEND":
            return at


def _end_of_gif(data: bytes) -> int:
    flags = data[10]
    at = 13 + (3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0)
    while True:
        kind = data[at]
        if kind == 0x3B:
            return at + 1
        if kind == 0x21:
            at += 2
        elif kind == 0x2C:
            flags = data[at + 9]
            at += 11 + (3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0)
        else:
            return at
        while data[at]:
            at += 1 + data[at]
        at += 1


def _end_of_boxes(data: bytes) -> int:
    """AVIF: boxes, each with its size and a name of four printable letters."""
    at = 0
    while at < len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        if size == 1:
            size = struct.unpack_from(">Q", data, at + 8)[0]
        if size == 0:
            return len(data)
        if size < 8 or at + size > len(data) or not name.isalnum():
            return at
        at += size
    return at
