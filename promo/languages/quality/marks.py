"""Punctuation as each language writes it."""

import re

from django.utils.translation import gettext as _

from promo.languages.quality.issue import Issue, warning
from promo.languages.quality.verbatim import without_fixed_parts

_CJK = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆ー"
_FULL_WIDTH = {",": "，", ".": "。", "!": "！", "?": "？", ";": "；", ":": "："}
_NARROW_AFTER_CJK = re.compile(rf"[{_CJK}」』”）》]([,.!?;:])(?![A-Za-z0-9/])")
_WIDE = re.compile(r"[，。！？；：、]")
_FRENCH_MISSING = re.compile(r"[^\W_]([;!?»])|[^\W\d_](:)(?=\s|$)|«(?=[^\W_])")
_SPACE_BEFORE = re.compile(r"(?<=\w)[ \u00a0]+([,.;:!?])(?=\s|$)")
_SPANISH = {"?": "¿", "!": "¡"}


def check(target: str, language: str) -> list[Issue]:
    text = without_fixed_parts(target, filler="0")
    base = language.split("-")[0]
    if base in ("zh", "ja"):
        return _narrow_marks(text, base)
    found: list[Issue] = []
    wide = _WIDE.search(text)
    if wide:
        found.append(warning("punctuation", _("“%(mark)s” is Chinese punctuation.") % {"mark": wide[0]}))
    if base == "fr":
        return found + _french(text)
    space = _SPACE_BEFORE.search(text)
    if space:
        found.append(warning("punctuation", _("There is a space before “%(mark)s”.") % {"mark": space[1]}))
    if base == "es":
        found += [
            warning("punctuation", _("“%(mark)s” is missing at the beginning.") % {"mark": opening})
            for closing, opening in _SPANISH.items()
            if text.count(closing) > text.count(opening)
        ]
    return found


def _narrow_marks(text: str, base: str) -> list[Issue]:
    found = dict.fromkeys(match[1] for match in _NARROW_AFTER_CJK.finditer(text))
    wide = {**_FULL_WIDTH, ",": "、"} if base == "ja" else _FULL_WIDTH
    return [
        warning(
            "punctuation",
            _("“%(right)s” is written here, not “%(wrong)s”.") % {"right": wide[mark], "wrong": mark},
        )
        for mark in found
    ]


def _french(text: str) -> list[Issue]:
    """Any space will do: a keyboard has no other, and browsers keep short ones together well enough."""
    match = _FRENCH_MISSING.search(text)
    if not match:
        return []
    if match[0].startswith("«"):
        return [warning("punctuation", _("French puts a space after “«”."))]
    return [warning("punctuation", _("French puts a space before “%(mark)s”.") % {"mark": match[0][-1]})]
