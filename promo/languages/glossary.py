"""The glossary at work: which of its terms a Vietnamese text holds.

A term may have several rows in a language: any of its translations will do. Vietnamese is compared without
regard to case, to the two ways of placing a tone mark (Hòa, Hoà) and to the kind of space.
"""

import re
import unicodedata
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from promo.core.versions import Remembered
from promo.languages.models import GlossaryTerm
from promo.languages.segments import inline

_WORD = re.compile(r"\w+")
# Hoà and Hòa, Thuý and Thúy: the tone on the last letter of oa, oe, uy as on the one before. Same length.
_TONES = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "oè": "òe",
    "oé": "óe",
    "oẻ": "ỏe",
    "oẽ": "õe",
    "oẹ": "ọe",
    "uỳ": "ùy",
    "uý": "úy",
    "uỷ": "ủy",
    "uỹ": "ũy",
    "uỵ": "ụy",
}
_TONE_PLACES = re.compile("|".join(_TONES))
# Numbers of official texts (151/KH-UBND) hold abbreviations that nobody translates.
_OFFICIAL_NUMBER = re.compile(r"\d+(?:/\d{4})?/[a-zđ][\w-]*")
_VERSION = "glossary-version"


@dataclass(frozen=True)
class Hit:
    """A term at its place in the composed (NFC) text, with all its rows."""

    start: int
    end: int
    terms: tuple[GlossaryTerm, ...]


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def comparable(text: str) -> str:
    """For comparing Vietnamese; as long as the composed text, so that places agree."""
    lowered = "".join(
        " " if letter.isspace() else letter.lower() if len(letter.lower()) == 1 else letter for letter in composed(text)
    )
    return _TONE_PLACES.sub(lambda match: _TONES[match[0]], lowered)


class Terms(list[GlossaryTerm]):
    """Rows of one language, with what it takes to find them quickly in many texts."""

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[str, int, tuple[GlossaryTerm, ...]]]]:
        """First word -> (comparable term, where its first word begins, its rows), the longest first."""
        rows: dict[str, list[GlossaryTerm]] = defaultdict(list)
        for term in self:
            rows[comparable(term.term.strip())].append(term)
        found: dict[str, list[tuple[str, int, tuple[GlossaryTerm, ...]]]] = defaultdict(list)
        for text, terms in rows.items():
            word = _WORD.search(text)
            if word:
                found[word[0]].append((text, word.start(), tuple(terms)))
        for candidates in found.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))
        return found

    @cached_property
    def forbidden(self) -> tuple[GlossaryTerm, ...]:
        return tuple(term for term in self if term.rule == GlossaryTerm.Rule.FORBID)

    @cached_property
    def allowed(self) -> tuple[str, ...]:
        """All translations that may be used, the longest first."""
        translations = {term.translation for term in self if term.rule == GlossaryTerm.Rule.USE and term.translation}
        return tuple(sorted(translations, key=lambda text: (-len(text), text)))

    def find(self, text: str) -> list[Hit]:
        """Hits in reading order. Where terms overlap the longest wins, then the first."""
        searched = _OFFICIAL_NUMBER.sub(lambda match: " " * len(match[0]), comparable(text))
        found: list[Hit] = []
        for word in _WORD.finditer(searched):
            for term, offset, rows in self._by_first_word.get(word[0], ()):
                start = word.start() - offset
                end = start + len(term)
                if start >= 0 and searched.startswith(term, start) and _stands_alone(searched, start, end):
                    found.append(Hit(start, end, rows))
        kept: list[Hit] = []
        for hit in sorted(found, key=lambda hit: (hit.start - hit.end, hit.start)):
            if all(hit.end <= other.start or hit.start >= other.end for other in kept):
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.start)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not before and not after


def plain_source(source: str) -> str:
    """A tagged text as it is read: a line break parts words, other tags do not."""
    parts = inline.tokens(source)
    return "".join(part if isinstance(part, str) else "\n" if part.kind == "alone" else "" for part in parts)


def terms_in(source: str, language: str, terms: Iterable[GlossaryTerm] | None = None) -> list[GlossaryTerm]:
    """The glossary's rows for what `source` holds, forbidden ones too, each once and in reading order.

    For many texts, pass `all_terms(language)` once.
    """
    hits = as_terms(all_terms(language) if terms is None else terms).find(plain_source(source))
    return list({id(term): term for hit in hits for term in hit.terms}.values())


def as_terms(terms: Iterable[GlossaryTerm]) -> Terms:
    return terms if isinstance(terms, Terms) else Terms(terms)


_remembered: Remembered = Remembered(size=32)


def all_terms(language: str) -> Terms:
    """Every row of the language; read again only after the glossary has changed."""
    stamp = cache.get(_VERSION)
    if stamp is None:
        stamp = changed()
    return _remembered.get(
        (language, stamp), lambda: Terms(GlossaryTerm.objects.filter(language=language).order_by("pk"))
    )


@receiver([post_save, post_delete], sender=GlossaryTerm)
def changed(**_signal: Any) -> str:
    """Make every process read the glossary again: now, and once the change is there for all."""
    stamp = _renew()
    if transaction.get_connection().in_atomic_block:
        transaction.on_commit(_renew)
    return stamp


def _renew() -> str:
    stamp = uuid.uuid4().hex
    cache.set(_VERSION, stamp, timeout=None)
    return stamp
