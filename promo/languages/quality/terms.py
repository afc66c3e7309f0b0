"""The glossary's rules: what must be said so, what must stay, what must not be said."""

import re
import unicodedata
from functools import lru_cache

from django.utils.translation import gettext as _

from promo.core.text import fold
from promo.languages.glossary import Terms, composed
from promo.languages.models import GlossaryTerm
from promo.languages.quality.issue import Issue, error, warning
from promo.languages.quality.verbatim import without_fixed_parts

_LATIN = re.compile(r"[a-z]")
_IGNORED = re.compile(r"[\s・·‧\u200b]+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})


def check(source: str, target: str, language: str, terms: Terms) -> list[Issue]:
    found: list[Issue] = []
    wanted: dict[str, list[GlossaryTerm]] = {}
    for hit in terms.find(without_fixed_parts(composed(source))):
        for term in hit.terms:
            if term.rule != GlossaryTerm.Rule.FORBID:
                wanted.setdefault(term.term, []).append(term)
    for name, rows in wanted.items():
        translations = list(dict.fromkeys(row.translation or row.term for row in rows))
        if any(says(target, translation) for translation in translations):
            continue
        if all(row.rule == GlossaryTerm.Rule.KEEP for row in rows):
            found.append(warning("term", _("“%(term)s” is never translated: write it as it is.") % {"term": name}))
        else:
            found.append(
                warning(
                    "term",
                    _("“%(term)s” is “%(translation)s” in the glossary.")
                    % {"term": name, "translation": "” / “".join(translations[:3])},
                )
            )
    return found + _forbidden(target, terms)


def _forbidden(target: str, terms: Terms) -> list[Issue]:
    """A forbidden word that is part of an allowed translation ("Hoang Sa (Paracel)") is allowed."""
    rows = [term for term in terms.forbidden if says(target, term.translation, exactly=True)]
    if not rows:
        return []
    rest = normal(target)
    for translation in terms.allowed:
        if any(normal(row.translation) in normal(translation) for row in rows):
            rest = rest.replace(normal(translation), " · ")
    found = []
    for row in rows:
        if says(rest, row.translation, exactly=True):
            message = _("“%(words)s” must not be used.") % {"words": row.translation}
            right = [t.translation for t in terms if t.term == row.term and t.rule == GlossaryTerm.Rule.USE]
            if right:
                message += " " + _("Write “%(translation)s”.") % {"translation": right[0]}
            found.append(error("forbidden", f"{message} {row.note}".strip()))
    return found


def normal(text: str) -> str:
    """For comparing: Latin letters without marks and case, other scripts without spaces and dots between parts."""
    return fold(unicodedata.normalize("NFKC", text).translate(_APOSTROPHES))


def says(target: str, words: str, exactly: bool = False) -> bool:
    """Whether `words` stand in `target`; in Latin letters whole, in the singular or plural.

    Unless `exactly`, others may stand between them: "Chairman of the Hung Yen People's Committee".
    """
    searched, wanted = normal(target), normal(words.strip())
    if not wanted:
        return False
    if not _LATIN.search(wanted):
        return _IGNORED.sub("", wanted) in _IGNORED.sub("", searched)
    return bool(_pattern(wanted, exactly).search(searched))


@lru_cache(maxsize=8192)
def _pattern(wanted: str, exactly: bool) -> re.Pattern[str]:
    parts = [
        rf"{re.escape(part)}(?:e?s|x)?" if part[-1].isalnum() else re.escape(part)
        for part in re.findall(r"[\w']+|[^\w\s']", wanted)
    ]
    between = r"[\s\-]*" if exactly else r"[\s\-]*(?:[\w']+[\s\-]+){0,3}?"
    # Digits and other scripts may follow directly: "OCOP产品".
    return re.compile(rf"(?<![a-z]){between.join(parts)}(?![a-z])")
