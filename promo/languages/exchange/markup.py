"""What the two XLIFF formats have in common: safe reading, tags as elements, characters that XML cannot hold."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from promo.languages.exchange.bundle import ExchangeError, decode
from promo.languages.segments import inline

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_END = re.compile(rb"</(?:[\w-]+:)?xliff\s*>")
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Part = str | inline.TagToken


def without_illegal(text: str) -> str:
    """For notes and labels; texts keep such characters, see `InlineWriter`."""
    return _ILLEGAL.sub(" ", text)


# --- Reading -----------------------------------------------------------------------------------


def root_of(raw: bytes) -> Any:
    """The root element. No entities, no DTD, no network; raises ExchangeError."""
    if b"<!DOCTYPE" in raw.replace(b"\0", b""):
        raise _with_doctype()
    declared = _DECLARED.match(raw)
    if not declared or declared[1].lower() in (b"utf-8", b"utf8"):
        # lxml's own words for a wrong encoding help nobody.
        decode(raw, "utf-8")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise ExchangeError(_reason(error, raw), error.lineno) from error
    except ValueError as error:
        raise ExchangeError(_("This is no readable XML. Export the file again, or ask whoever made it.")) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _with_doctype()
    return root


def _with_doctype() -> ExchangeError:
    return ExchangeError(
        _(
            "The file has a document type declaration (DOCTYPE), which can do harm. Nothing of it was read. "
            "Translation programs write XLIFF without one."
        )
    )


def _reason(error: etree.XMLSyntaxError, raw: bytes) -> str:
    text = str(error)
    if "ncoding" in text or "not proper UTF-8" in text:
        return _(
            "The letters cannot be read: the file is not in the encoding it names. Save it as UTF-8 and try again."
        )
    if not _END.search(raw[-400:].replace(b"\0", b"")):
        return _("The file breaks off here: it is incomplete. Fetch or save it once more.")
    return _("This is no readable XML (%(reason)s). Export the file again, or ask whoever made it.") % {"reason": text}


def local(element: Any) -> str:
    """Name without namespace; empty for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def child(element: Any, name: str) -> Any:
    return next((inner for inner in element if local(inner) == name), None)


def number_of(written: str | None) -> int:
    """Number of a tag from its id; 0 is none of ours and is reported as an added tag."""
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 10 else 0


def parts_of_element(element: Any, read: "InlineReader") -> list[Part]:
    """A source or target element as strings and tags."""
    parts: list[Part] = []
    if element.text:
        parts.append(element.text)
    for inner in element:
        parts += read.parts(inner)
        if inner.tail:
            parts.append(inner.tail)
    return parts


class InlineReader:
    """Which elements mean what. A format names them; anything else is read for the text in it."""

    paired: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    # Of elements that close: the attribute that names what they close, if there is one.
    references: tuple[str, ...] = ()

    def character(self, element: Any) -> str | None:
        """The character an element stands for."""
        return None

    def parts(self, element: Any) -> list[Part]:
        name = local(element)
        if not name or name in self.ignored:
            return []
        character = self.character(element)
        if character is not None:
            return [character]
        number = number_of(element.get("id"))
        if name in self.alone:
            return [inline.TagToken(number, "alone")]
        if name in self.opening:
            return [inline.TagToken(number, "open")]
        if name in self.closing:
            named = next((element.get(name) for name in self.references if element.get(name)), None)
            return [inline.TagToken(number_of(named) if named else number, "close")]
        inside = parts_of_element(element, self)
        if name in self.paired:
            return [inline.TagToken(number, "open"), *inside, inline.TagToken(number, "close")]
        return inside


# --- Writing -----------------------------------------------------------------------------------


@dataclass
class InlineWriter:
    """Fills an element with text and tags. `make` gives the element for one: "pair", "alone", "start", "end", "char"."""

    make: Any

    def fill(self, element: Any, parts: Iterable[Part]) -> None:
        parts = list(parts)
        paired = _pairs(parts)
        stack = [element]
        for place, part in enumerate(parts):
            if isinstance(part, str):
                self._text(stack[-1], part)
            elif place in paired and part.kind == "open":
                inner = self.make("pair", part.number)
                stack[-1].append(inner)
                stack.append(inner)
            elif place in paired:
                stack.pop()
            else:
                role = {"alone": "alone", "open": "start", "close": "end"}[part.kind]
                stack[-1].append(self.make(role, part.number))

    def _text(self, element: Any, text: str) -> None:
        for piece in _pieces(text):
            if _ILLEGAL.match(piece):
                element.append(self.make("char", ord(piece)))
            elif len(element):
                element[-1].tail = (element[-1].tail or "") + piece
            else:
                element.text = (element.text or "") + piece


def _pieces(text: str) -> Iterator[str]:
    end = 0
    for match in _ILLEGAL.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        yield match[0]
        end = match.end()
    if end < len(text):
        yield text[end:]


def _pairs(parts: list[Part]) -> set[int]:
    """Places of tags that can be an element with content. Those that cross others or stand alone cannot."""
    paired: set[int] = set()
    open_tags: list[tuple[int, int]] = []
    for place, part in enumerate(parts):
        if isinstance(part, str) or part.kind == "alone":
            continue
        if part.kind == "open":
            open_tags.append((part.number, place))
        elif open_tags and open_tags[-1][0] == part.number:
            paired |= {open_tags.pop()[1], place}
        else:
            # It closes a tag further out, across others: both become single marks.
            across = next((tag for tag in reversed(open_tags) if tag[0] == part.number), None)
            if across is not None:
                open_tags.remove(across)
    return paired


def document(root: Any, inline_holders: tuple[str, ...]) -> bytes:
    """The file, one element a line; never a space inside texts."""
    _lay_out(root, inline_holders, 0)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return made + b"\n"


def _lay_out(element: Any, holders: tuple[str, ...], depth: int) -> None:
    if local(element) in holders or not len(element):
        return
    element.text = "\n" + "  " * (depth + 1)
    for inner in element:
        _lay_out(inner, holders, depth + 1)
        inner.tail = "\n" + "  " * (depth + 1)
    element[-1].tail = "\n" + "  " * depth
