"""What an engine must leave alone, hidden from it as elements with ids, and put back afterwards.

`Đất <1>nhãn</1> Khoái Châu` goes out as `Đất <span id="t1">nhãn</span> <span id="k1" translate="no">Khoai
Chau</span>`: the glossary's words are in place already.
"""

import re
from html import escape

from django.core.exceptions import ValidationError
from lxml import etree, html

from promo.languages.glossary import Terms, composed
from promo.languages.models import GlossaryTerm
from promo.languages.quality.verbatim import fixed_parts
from promo.languages.segments import inline
from promo.languages.segments.inline import TagToken

_CJK = r"\u3040-\u30ff\u3400-\u9fff\u3000-\u303f\uff00-\uffef"
_CJK_GAP = re.compile(rf"(?<=[{_CJK}])[ \u00a0]+(?=[{_CJK}])")


class LostMaskError(ValidationError):
    """What was hidden has not come back as it went."""


class Masked:
    """A source text as an engine gets it."""

    def __init__(self, source: str, rich: bool, terms: Terms) -> None:
        self._rich = rich
        self._kept: dict[str, str] = {}
        self._tags: set[str] = set()
        parts = inline.tokens(source) if rich else [source]
        hidden = "".join(self._tag(part) if isinstance(part, TagToken) else self._words(part, terms) for part in parts)
        self.markup = bool(self._kept or self._tags)
        self.text = hidden if self.markup else "".join(part for part in parts if isinstance(part, str))

    def _tag(self, token: TagToken) -> str:
        if token.kind == "close":
            return "</span>"
        self._tags.add(f"t{token.number}")
        return f'<br id="t{token.number}">' if token.kind == "alone" else f'<span id="t{token.number}">'

    def _words(self, text: str, terms: Terms) -> str:
        text = composed(text)
        places = [(match.start(), match.end(), match[0]) for match in fixed_parts(text)]
        # HTML knows no line breaks.
        places += [(match.start(), match.end(), "\n") for match in re.finditer("\n", text)]
        for hit in terms.find(text):
            said = _said(hit.terms, text[hit.start : hit.end])
            if said and all(hit.end <= start or hit.start >= end for start, end, _text in places):
                places.append((hit.start, hit.end, said))
        made, end = "", 0
        for start, stop, said in sorted(places):
            key = f"k{len(self._kept) + 1}"
            self._kept[key] = said
            made += escape(text[end:start], quote=False)
            words = f'<span id="{key}" translate="no" class="notranslate">{escape(said, quote=False)}</span>'
            made += f'<br id="{key}">' if said == "\n" else words
            end = stop
        return made + escape(text[end:], quote=False)

    def restore(self, answer: str, language: str) -> str:
        """The translation in the notation of units. Raises LostMaskError."""
        if not answer.strip():
            raise LostMaskError("empty")
        parts: list[str | TagToken] = [answer]
        if self.markup:
            try:
                root = html.fragment_fromstring(answer, create_parent="div")
            except (etree.ParserError, ValueError) as error:
                raise LostMaskError("markup") from error
            seen: list[str] = []
            parts = self._read(root, seen)
            if sorted(seen) != sorted([*self._kept, *self._tags]):
                raise LostMaskError("lost")
        text = inline.tagged(parts) if self._rich else "".join(str(part) for part in parts)
        return _CJK_GAP.sub("", text) if language.split("-")[0] in ("zh", "ja") else text

    def _read(self, element: html.HtmlElement, seen: list[str]) -> list[str | TagToken]:
        parts: list[str | TagToken] = [element.text or ""]
        for child in element:
            key = child.get("id") if isinstance(child.tag, str) else None
            if key is None or (key not in self._kept and key not in self._tags):
                raise LostMaskError("unknown")
            seen.append(key)
            if key in self._kept:
                parts.append(self._kept[key])
            elif child.tag == "br":
                parts.append(TagToken(int(key[1:]), "alone"))
            else:
                number = int(key[1:])
                parts += [TagToken(number, "open"), *self._read(child, seen), TagToken(number, "close")]
            parts.append(child.tail or "")
        return [part for part in parts if part != ""]


def _said(terms: tuple[GlossaryTerm, ...], text: str) -> str:
    """What the glossary wants there; empty if it only forbids."""
    for term in terms:
        if term.rule == GlossaryTerm.Rule.USE:
            return term.translation
    return text if any(term.rule == GlossaryTerm.Rule.KEEP for term in terms) else ""
