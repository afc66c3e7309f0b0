"""What stays letter for letter: addresses and placeholders."""

import re
from collections import Counter

from django.utils.translation import gettext as _

from promo.languages.quality.issue import Issue, error

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»「」『』（）。，、；：！？]+", re.ASCII | re.IGNORECASE)
# Written without http: Vietnam.vn, asean.mofa.gov.vn
_HOST = re.compile(
    r"(?<![\w@.-])(?:[\w-]+\.)+(?:vn|com|org|net|gov|edu|int|info|asia|eu|la|jp|kr|cn|fr|uk|us|io)\b(?:/[\w/.%-]*\w)?",
    re.ASCII,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
# {name}, %(name)s, %s; not "100 %de" or "5%s".
PLACEHOLDER = re.compile(r"\{[A-Za-z_][\w.]*\}|%\([A-Za-z_]\w*\)[sdif]|(?<![\d%\s])%[sd]\b|(?<!\S)%[sd]\b", re.ASCII)


def fixed_parts(text: str) -> list[re.Match[str]]:
    """Places of all links, e-mail addresses and placeholders, none within another."""
    found: list[re.Match[str]] = []
    for pattern in (_LINK, _MAIL, _HOST, PLACEHOLDER):
        for match in pattern.finditer(text):
            if all(match.end() <= other.start() or match.start() >= other.end() for other in found):
                found.append(match)
    return sorted(found, key=lambda match: match.start())


def without_fixed_parts(text: str, filler: str = " ") -> str:
    """As long as before, with `filler` in their places."""
    for match in fixed_parts(text):
        text = text[: match.start()] + filler * len(match[0]) + text[match.end() :]
    return text


def check(source: str, target: str) -> list[Issue]:
    found = [
        error("link", _("The address “%(address)s” is missing or changed.") % {"address": address})
        for address in dict.fromkeys(_addresses(source))
        if address.lower() not in target.lower()
    ]
    wanted, given = (Counter(PLACEHOLDER.findall(text)) for text in (source, target))
    found += [
        error("placeholder", _("“%(name)s” must stay exactly as in the source.") % {"name": name})
        for name in (wanted - given)
    ]
    found += [
        error("placeholder", _("“%(name)s” is not in the source.") % {"name": name})
        for name in given
        if name not in wanted
    ]
    return found


def _addresses(text: str) -> list[str]:
    """Without the punctuation of the sentence they stand in."""
    found = [match[0] for match in fixed_parts(text) if not PLACEHOLDER.fullmatch(match[0])]
    return [bare for address in found if (bare := address.rstrip(".,;:!?)]}'…"))]
