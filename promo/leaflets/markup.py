"""Rich text as the few kinds of paragraph a leaflet has. Nothing of its markup survives that could fetch or run."""

import re
import unicodedata
from dataclasses import dataclass

import lxml.html
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from lxml import etree

# Kept, under these names; of everything else only the text, and of some not even that.
_INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "sub": "sub", "sup": "sup"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {"p", "div", "blockquote", "dd", "dt", "figcaption", "section", "article", "td", "th", "tr", "table"}
_DROPPED = {
    *("script", "style", "template", "iframe", "object", "embed", "svg", "math", "noscript", "head", "title"),
    *("form", "select", "textarea", "button", "audio", "video", "canvas", "img", "picture", "link", "meta", "base"),
}
_SPACE = re.compile(r"[ \t\r\n\f]+")
# Kept of what is not printable: white space, where a word of Lao may break, joiners.
_UNSEEN = "\t\r\n\f\u200b\u200c\u200d\u2060"
# Where a text may end early: after a sentence, in the scripts of our seven languages.
_SENTENCE = re.compile(r"[.!?…](?=\s)|[。！？]")

# Longer than any paragraph that is still read from paper; more than a folded sheet takes.
MOST_LETTERS = 1500
MOST_PARAGRAPHS = 150
# A page's text is larger only by accident or malice.
MOST_MARKUP = 400_000


@dataclass(frozen=True)
class Paragraph:
    """`kind` is "text", "heading", "point" or "step" (of a numbered list, with its `number`)."""

    kind: str
    html: SafeString
    number: int = 0


def paragraphs(html: str) -> list[Paragraph]:
    """What a leaflet sets of `html`, at most MOST_PARAGRAPHS."""
    if not html.strip():
        return []
    try:
        root = lxml.html.fragment_fromstring(html[:MOST_MARKUP], create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    reader = _Reader()
    reader.read(root)
    reader.end()
    return reader.found[:MOST_PARAGRAPHS]


class _Reader:
    """Walks the tree and gathers inline text until a block ends."""

    def __init__(self) -> None:
        self.found: list[Paragraph] = []
        self.parts: list[str] = []
        self.emphasis: list[str] = []
        self.kind, self.number = "text", 0
        self.letters = 0

    def text(self, text: str | None) -> None:
        clean = _SPACE.sub(" ", visible(text or ""))
        room = MOST_LETTERS - self.letters
        if clean and room > 0:
            self.letters += len(clean)
            self.parts.append(str(escape(clean if len(clean) <= room else shortened(clean, room))))

    def end(self) -> None:
        # A block inside of emphasis ends the paragraph, and the emphasis goes on in the next.
        html = "".join([*self.parts, *(f"</{tag}>" for tag in reversed(self.emphasis))]).strip()
        while html.startswith("<br>"):
            html = html[4:].lstrip()
        if _has_text(html):
            self.found.append(Paragraph(self.kind, mark_safe(html), self.number))
        self.parts, self.letters = [f"<{tag}>" for tag in self.emphasis], 0

    def block(self, element: lxml.html.HtmlElement, kind: str, number: int = 0) -> None:
        self.end()
        before = self.kind, self.number
        self.kind, self.number = kind, number
        self.read(element)
        self.end()
        self.kind, self.number = before

    def read(self, element: lxml.html.HtmlElement) -> None:
        self.text(element.text)
        step = 0
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if len(self.found) > MOST_PARAGRAPHS:
                return
            if tag in _HEADINGS:
                self.block(child, "heading")
            elif tag == "li":
                step += 1
                self.block(child, "step" if element.tag == "ol" else "point", step if element.tag == "ol" else 0)
            elif tag in ("ul", "ol") or tag in _BLOCKS:
                self.block(child, self.kind)
            elif tag == "br":
                self.parts.append("<br>")
            elif tag in _INLINE:
                self.parts.append(f"<{_INLINE[tag]}>")
                self.emphasis.append(_INLINE[tag])
                self.read(child)
                self.parts.append(f"</{self.emphasis.pop()}>")
            elif tag and tag not in _DROPPED:
                self.read(child)
            self.text(child.tail)


def visible(text: str) -> str:
    """Without what XML forbids and no font shows. Spaces that do not break stay, and breaks without a space."""
    return "".join(c for c in text if c.isprintable() or c in _UNSEEN or unicodedata.category(c) == "Zs").replace(
        "\ufffd", ""
    )


def _has_text(html: str) -> bool:
    return bool(re.sub(r"<[^>]*>|&nbsp;|\s", "", html))


def shortened(text: str, most: int) -> str:
    """At most `most` characters of `text`: up to the last sentence if one ends in its second half, else with …"""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    ends = [match.end() for match in _SENTENCE.finditer(head + " ")]
    if ends and ends[-1] > most // 2:
        return head[: ends[-1]].rstrip()
    cut = head.rpartition(" ")[0] if " " in head[most // 2 :] else head
    return cut.rstrip(" ,;:–-") + "…"
