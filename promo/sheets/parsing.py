"""What people type into cells, as values: dates, numbers, prices, yes and no, coordinates. Pure.

Each function takes a cell's value as read (text, number, truth value, date) and raises CellError.
"""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from promo.core.text import fold
from promo.sheets.kinds import CellError

_SHOWN = 40
_YES = {"co", "x", "yes", "y", "true", "1", "dung", "v", "✓", "✔", "☑"}
_NO = {"khong", "no", "n", "false", "0", "sai", "☐"}
_MONTH = re.compile(r"(?:thang|month|t)?\s*\.?\s*(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?")
_IN_WORDS = re.compile(r"(?:ngay\s+)?(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})")
_CURRENCY = re.compile(r"(?:vnd|vnđ|dong|đồng|đ|₫|d)\s*$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|—|~|den|đến|to)\s*", re.IGNORECASE)
_FACTORS = {"k": 1000, "nghin": 1000, "ngan": 1000, "tr": 1_000_000, "trieu": 1_000_000}


def shorten(value: Any) -> str:
    text = plain(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def plain(value: Any) -> str:
    """A cell's value as text: composed letters, no odd spaces; numbers as people write them in a code."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    text = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    text = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cf"))
    return text.strip()


def one_line(value: Any) -> str:
    return " ".join(plain(value).split())


def to_date(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = fold(plain(value))
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_FIRST.fullmatch(text) or _IN_WORDS.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        raise CellError(_("There is no such day: “%(value)s”.") % {"value": shorten(value)}) from None
    raise CellError(_("“%(value)s” is no date. Write it like 31/12/2026.") % {"value": shorten(value)})


def to_decimal(value: Any) -> Decimal:
    """Numbers as they are, and texts with a comma or a point before the decimals: 85,5 and 85.5."""
    if isinstance(value, bool):
        raise CellError(_("Write a number."))
    if isinstance(value, (int, float, Decimal)):
        return _finite(Decimal(str(value)), value)
    text = plain(value).replace(" ", "")
    if re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+", text):
        text = text.replace(".", "")
    elif re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+", text):
        text = text.replace(",", "")
    try:
        return _finite(Decimal(text.replace(",", ".")), value)
    except InvalidOperation:
        raise _no_number(value) from None


def _finite(number: Decimal, value: Any) -> Decimal:
    if not number.is_finite() or abs(number) > Decimal(10) ** 15:
        raise _no_number(value)
    return number


def _no_number(value: Any) -> CellError:
    return CellError(_("“%(value)s” is no number. Write digits only, such as 85,5.") % {"value": shorten(value)})


def to_whole(value: Any) -> int:
    number = to_decimal(value)
    if number != number.to_integral_value():
        raise CellError(_("“%(value)s” is no whole number.") % {"value": shorten(value)})
    return int(number)


def to_price(value: Any) -> Decimal:
    """đồng: 120000, "120.000đ", "120,000 VND", "120k", "1,5 triệu"."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        number = to_decimal(value)
    else:
        number = _price_of(plain(value), value)
    if number < 0:
        raise CellError(_("A price is not below zero."))
    return number.quantize(Decimal(1))


def _price_of(text: str, value: Any) -> Decimal:
    folded = fold(_CURRENCY.sub("", text.strip())).replace(" ", "")
    match = re.fullmatch(r"([\d.,]+)(k|nghin|ngan|tr|trieu)?(?:d|dong|vnd)?", folded)
    if not match:
        raise CellError(
            _("“%(value)s” is no price. Write it in đồng, such as 120000 or 120.000đ.") % {"value": shorten(value)}
        )
    digits, unit = match.groups()
    if unit:
        return to_decimal(digits) * _FACTORS[unit]
    # A point or comma before three digits marks thousands: nobody writes parts of a đồng.
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        return Decimal(re.sub(r"[.,]", "", digits))
    return to_decimal(digits)


def to_prices(value: Any) -> tuple[Decimal, Decimal | None]:
    """One price, or two: "120.000 - 150.000đ", "100-150k"."""
    if isinstance(value, str):
        parts = _RANGE.split(plain(value))
        if len(parts) == 2 and all(parts):
            first, last = parts
            unit = re.search(r"(k|nghìn|ngàn|tr|triệu)\s*(?:đ|đồng|vnd)?\s*$", last, re.IGNORECASE)
            if unit and re.fullmatch(r"[\d.,\s]+", first):
                first += unit[1]
            return to_price(first), to_price(last)
    return to_price(value), None


def to_truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = fold(one_line(value))
    if word in _YES | _NO:
        return word in _YES
    raise CellError(_("“%(value)s” is neither yes nor no. Write “có” or “không”.") % {"value": shorten(value)})


def to_month(value: Any) -> int:
    if isinstance(value, (date, datetime)):
        raise CellError(_("This is a date. Write the month alone, from 1 to 12."))
    match = _MONTH.fullmatch(fold(one_line(value)))
    month = int(match[1]) if match else 0
    if not 1 <= month <= 12:
        raise CellError(_("“%(value)s” is no month. Write a number from 1 to 12.") % {"value": shorten(value)})
    return month


def to_stars(value: Any) -> int:
    """ "4", "4 sao", "OCOP 4 sao", "★★★★", "bốn sao"."""
    word = fold(one_line(value))
    if set(word) == {"★"} or set(word) == {"*"}:
        return len(word)
    for number, name in ((3, "ba sao"), (4, "bon sao"), (5, "nam sao")):
        if word == name:
            return number
    match = re.fullmatch(r"(?:ocop\s*)?(?:hang\s*)?(\d)(?:\s*(?:sao|star|stars|★|\*))?", word)
    stars = int(match[1]) if match else 0
    if stars not in (3, 4, 5):
        raise CellError(_("“%(value)s” is no OCOP rank. Write 3, 4 or 5.") % {"value": shorten(value)})
    return stars


_DEGREES = re.compile(
    r"""(\d{1,3})[°º]\s*(?:(\d{1,2})['′’]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)(?:["″”]|'')\s*)?([NSEWBDĐ]?)"""
)


def to_degrees(value: Any) -> float:
    """20.8347, "20,8347", "20°50'05\\"N"."""
    if isinstance(value, str):
        text = plain(value).upper()
        if match := _DEGREES.fullmatch(text.strip()):
            whole, minutes, seconds, side = match.groups()
            degrees = int(whole) + int(minutes or 0) / 60 + float((seconds or "0").replace(",", ".")) / 3600
            return round(-degrees if side in ("S", "W") else degrees, 6)
    try:
        return float(to_decimal(value))
    except CellError:
        raise CellError(
            _("“%(value)s” is no coordinate. Write decimal degrees, such as 20.8347.") % {"value": shorten(value)}
        ) from None


def to_position(value: Any) -> tuple[float, float]:
    """Latitude and longitude in one cell, as maps give them: "20.8347, 105.9012"."""
    text = plain(value)
    parts = [part for part in re.split(r"\s*[;\n]\s*|\s*,\s+|\s+(?=\d)", text) if part]
    if len(parts) == 1 and text.count(",") == 1 and "." in text:
        parts = text.split(",")
    if len(parts) != 2:
        raise CellError(
            _("“%(value)s” is no position. Write latitude and longitude, such as 20.8347, 105.9012.")
            % {"value": shorten(value)}
        )
    return to_degrees(parts[0].rstrip(",")), to_degrees(parts[1])
