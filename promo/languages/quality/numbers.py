"""Numbers and dates: each of the source's is in the translation, written as its language writes it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from promo.core.languages import SOURCE
from promo.languages.quality import number_words
from promo.languages.quality.issue import Issue, error, warning
from promo.languages.quality.verbatim import without_fixed_parts

_OTHER_DIGITS = str.maketrans("໐໑໒໓໔໕໖໗໘໙０１２３４５６７８９", "01234567890123456789")
_SPACES = " \u00a0\u202f\u2009"
_PHONE = re.compile(rf"(?<![\w+])(?:\+84|0)[{_SPACES}.\-]?\d(?:[{_SPACES}.\-]?\d){{7,9}}(?!\w)")
_DATE = re.compile(r"(?<![\d/.,])(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})(?![\d/])")
_MONTH = re.compile(
    r"(?<![\d/])(?:\d{1,2}/)?(\d{1,2})/\d{4}(?![\d/])|(?<![\d/])\d{1,2}/(\d{1,2})(?![\d/])"
    r"|[Tt]háng (\d{1,2})\b(?:\s*[–-]\s*(\d{1,2})\b)?"
)
_HOUR = re.compile(r"\s*(?:h\b|h\d|giờ|:\d\d)")
# Names of measures, roads and codes ("m2", "QL39") are no numbers to compare.
_RUN = re.compile(r"(?<!\w)\d+(?:[.,]\d+)*")
_SMALL = 20
_OFTEN_IN_SIGNS = 100


@dataclass(frozen=True)
class Wanted:
    """A number of the source."""

    text: str
    values: tuple[Decimal, ...]  # any of them will do
    month: int = 0
    hour: bool = False


def check(source: str, target: str, language: str) -> list[Issue]:
    source, target = (without_fixed_parts(text).translate(_OTHER_DIGITS) for text in (source, target))
    found, source, target = _phones(source, target)
    found += _dates(source, target, language)
    given = values_in(target, language)
    multiplied = given | _multiplied(target, language)
    signs = number_words.signs(target) if language.split("-")[0] in ("zh", "ja") else set()
    for wanted in _numbers(source):
        if any(value in given or value in multiplied for value in wanted.values):
            continue
        issue = _missing(wanted, target, language, signs)
        if issue:
            found.append(issue)
    return found


def _missing(wanted: Wanted, target: str, language: str, signs: set[Decimal]) -> Issue | None:
    value = wanted.values[0]
    if not value or (wanted.text in target and not _is_number(wanted.text)):
        return None
    if wanted.month and number_words.says_month(wanted.month, target, language):
        return None
    if wanted.hour and 12 < value < 24 and value - 12 in values_in(target, language):
        return None
    if number_words.in_words(value, target, language):
        return None
    if set(wanted.values) & signs:
        if value < _OFTEN_IN_SIGNS:
            return None
        return warning("number_words", _("%(number)s is in words here: is it the same?") % {"number": wanted.text})
    if value in values_in(target, SOURCE):
        return warning(
            "number_format",
            _("Write %(right)s, not %(wrong)s: in this language, numbers are written so.")
            % {"right": written(value, language), "wrong": wanted.text},
        )
    message = _("The number %(number)s is missing.") % {"number": wanted.text}
    return warning("number", message) if value <= _SMALL else error("number", message)


# --- Numbers ---------------------------------------------------------------------------------


@lru_cache(maxsize=32)
def separators(language: str) -> tuple[str, str]:
    """(of thousands, of decimals), as the public pages print them; a space stands for any."""
    thousand, decimal = (get_format(name, language) for name in ("THOUSAND_SEPARATOR", "DECIMAL_SEPARATOR"))
    return (" " if str(thousand).isspace() else str(thousand)), str(decimal)


@lru_cache(maxsize=32)
def _pattern(language: str) -> re.Pattern[str]:
    thousand, decimal = separators(language)
    group = f"[{_SPACES}]" if thousand == " " else re.escape(thousand)
    decimals = rf"(?:{re.escape(decimal)}\d+)?"
    return re.compile(rf"(?<![\d])\d{{1,3}}(?:{group}\d{{3}})+(?!\d){decimals}|\d+{decimals}")


def values_in(text: str, language: str) -> set[Decimal]:
    """Values of the digits in a text, read as the language writes numbers."""
    thousand, _decimal = separators(language)
    found = set()
    for match in _pattern(language).findall(text):
        found.add(_value(match, language))
        if thousand == " " and re.search(rf"[{_SPACES}]", match):
            # "en 12 104 communes" may be two numbers.
            found |= {Decimal(part.replace(",", ".")) for part in re.split(rf"[{_SPACES}]", match)}
    return found


def _is_number(text: str) -> bool:
    """In the source; "2.1.3" is none."""
    return bool(_pattern(SOURCE).fullmatch(text))


def _value(text: str, language: str) -> Decimal:
    thousand, decimal = separators(language)
    bare = re.sub(rf"[{_SPACES}]", "", text) if thousand == " " else text.replace(thousand, "")
    return Decimal(bare.replace(decimal, "."))


def written(value: Decimal, language: str) -> str:
    thousand, decimal = separators(language)
    whole, _point, rest = f"{value:,}".partition(".")
    return whole.replace(",", "\u202f" if thousand == " " else thousand) + (decimal + rest if rest else "")


def _numbers(source: str) -> Iterator[Wanted]:
    months = {
        match.start(group): int(match[group])
        for match in _MONTH.finditer(source)
        for group in (1, 2, 3, 4)
        if match[group]
    }
    months |= {match.start(3): int(match[3]) for match in _DATE.finditer(source)}
    for match in _RUN.finditer(source):
        text = match[0]
        if not _is_number(text):
            # A section or a version (2.1.3): its parts.
            for part in re.split("[.,]", text):
                yield Wanted(text, (Decimal(part),))
            continue
        value = _value(text, SOURCE)
        values = [value]
        after = source[match.end() : match.end() + 12].lstrip()
        for word, power in number_words.MULTIPLES[SOURCE].items():
            if after.lower().startswith(word):
                values.append(value * 10**power)
                break
        hour = bool(_HOUR.match(source, match.end()))
        yield Wanted(text, tuple(values), months.get(match.start(), 0), hour)


def _multiplied(text: str, language: str) -> set[Decimal]:
    """ "1.5 million" -> 1500000; "3万5千" is left to the eye."""
    found = set()
    units = number_words.MULTIPLES.get(language.split("-")[0], {})
    for match in _pattern(language).finditer(text):
        after = text[match.end() : match.end() + 12].lstrip().lower()
        for word, power in units.items():
            if after.startswith(word):
                found.add(_value(match[0], language) * 10**power)
    return found


# --- Telephones and dates --------------------------------------------------------------------


def _phones(source: str, target: str) -> tuple[list[Issue], str, str]:
    """What is wrong with telephone numbers, and both texts without them."""
    found = []
    there = {_national(match[0]) for match in _PHONE.finditer(target)}
    for match in _PHONE.finditer(source):
        if _national(match[0]) not in there:
            message = _("The telephone number %(number)s is missing or changed.") % {"number": match[0].strip()}
            found.append(error("phone", message))
    return found, _PHONE.sub(" ", source), _PHONE.sub(" ", target)


def _national(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    return "0" + digits[2:].removeprefix("0") if phone.startswith("+84") else digits


def _dates(source: str, target: str, language: str) -> list[Issue]:
    """A date in figures whose day and month have changed places."""
    found = []
    given = {(int(match[1]), int(match[3]), int(match[4])) for match in _DATE.finditer(target)}
    for match in _DATE.finditer(source):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        if day != month and (month, day, year) in given and (day, month, year) not in given:
            message = _("%(date)s: day and month have changed places.") % {"date": match[0]}
            found.append(error("date", message))
    return found
