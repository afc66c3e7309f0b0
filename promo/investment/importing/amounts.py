"""What offices write where a number or a date belongs, as a value and the words it leaves out. Pure.

amount("khoảng 1.234,5 ha", AREA)  ->  Loose(Decimal("1234.5"), "khoảng 1.234,5 ha")
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from promo.core.text import fold
from promo.sheets import parsing
from promo.sheets.kinds import CellError


@dataclass(frozen=True)
class Loose:
    """A value that says less than its cell: `words` go into the text field `into`."""

    value: Any
    words: str = ""
    into: str = "note"


@dataclass(frozen=True)
class Measure:
    """How an amount is written. `units`: name, folded -> factor; a unit of `refused` cannot be converted."""

    places: int
    units: dict[str, Decimal] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    # The unit of the field itself, to say in messages.
    unit: str = ""


AREA = Measure(
    places=2,
    units={
        "ha": Decimal(1),
        "hecta": Decimal(1),
        "hec ta": Decimal(1),
        "m2": Decimal("0.0001"),
        "m²": Decimal("0.0001"),
        "met vuong": Decimal("0.0001"),
        "km2": Decimal(100),
        "km²": Decimal(100),
    },
    unit="ha",
)
_TRILLION = {f"{word}{tail}": factor for word, factor in (("ty", 1), ("ti", 1), ("nghin ty", 1000), ("ngan ty", 1000))
             for tail in ("", " dong", " vnd", " d")}  # fmt: skip
_MILLION = {f"{word}{tail}": Decimal("0.001") for word in ("trieu", "tr") for tail in ("", " dong", " vnd", " d")}
CAPITAL = Measure(
    places=3,
    units={
        **{word: Decimal(factor) for word, factor in _TRILLION.items()},
        **_MILLION,
        **dict.fromkeys(("dong", "vnd", "d"), Decimal("0.000000001")),
    },
    refused=("usd", "trieu usd", "ty usd", "tr usd", "$", "trieu do la my", "do la my", "eur", "trieu eur"),
    unit="tỷ đồng",
)
DISTANCE = Measure(places=1, units={"km": Decimal(1), "m": Decimal("0.001")}, unit="km")
PERCENT = Measure(places=1, units={"%": Decimal(1)}, unit="%")
RENT = Measure(
    places=2,
    units=dict.fromkeys(("usd", "usd/m2", "usd/m²", "$/m2", "$/m²", "$"), Decimal(1)),
    refused=("dong/m2", "vnd/m2", "d/m2", "trieu dong/m2", "dong/m²", "vnd/m²"),
    unit="USD/m²",
)

_NUMBER = r"(?:\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?|\d[\d.,]*)"
_ABOUT = (
    r"(?:(?:khoang|du kien|uoc|uoc tinh|tam tinh|tren|hon|duoi|gan|toi thieu|toi da|it nhat|ca\.?|[~≈><≥≤±])\s*:?\s*)+"
)
_AMOUNT = re.compile(
    rf"(?P<about>{_ABOUT})?(?P<first>{_NUMBER})\s*(?P<unit1>[^\d\s(),.;-][^\d(),;-]*?)?"
    rf"(?:\s*(?:-|–|—|÷|~|\bden\b|\btoi\b)\s*(?P<last>{_NUMBER})\s*(?P<unit>[^\d\s(),.;-].*?)?)?\s*(?P<rest>[(;,]\s*\D.*|\(.*)?"
)
_UNIT_OF_M2 = re.compile(r"(?P<head>.*?)(?P<unit>(?:k?m2|k?m²|(?:usd|\$|dong|vnd|d|trieu dong)\s*/\s*m[2²]))$")
_IN_PARENTHESES = re.compile(r"\(([^()]*)\)")
_UNIT_LINE = re.compile(r"(?:don vi(?: tinh)?|dvt)\s*:?\s*(.+)")


def number(text: str) -> Decimal:
    """ "1.234,5", "1 234,5", "199.87", "12.500". Raises InvalidOperation.

    A point before three digits marks thousands, as Vietnamese is written; a comma is before the decimals.
    """
    digits = re.sub(r"\s", "", text).rstrip(".,")
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?|[1-9]\d{0,2}(?:,\d{3})+\.\d+", digits):
        return Decimal(digits.replace(",", ""))
    if digits.count(".") + digits.count(",") > 1:
        raise InvalidOperation
    return Decimal(digits.replace(",", "."))


def amount(cell: Any, measure: Measure, factor: Decimal | None = Decimal(1)) -> Decimal | Loose:
    """`factor` is that of the column's unit, where the cell names none; None: it has none. Raises CellError."""
    if isinstance(cell, bool | date | datetime):
        raise CellError(
            _("The cell holds a date or a truth value, and a number is expected: look at the cell's format.")
        )
    if isinstance(cell, int | float | Decimal):
        return _rounded(parsing.to_decimal(cell) * _known(factor, measure, cell), measure)
    words = parsing.one_line(cell)
    folded = fold(words).strip()
    if not any(letter.isdigit() for letter in folded):
        # "Nhà đầu tư đề xuất", "chưa xác định": no number is known, and the words say why.
        return Loose(None, words if any(letter.isalpha() for letter in folded) else "")
    # The 2 of m² is part of the unit.
    unit_of_area = _UNIT_OF_M2.fullmatch(folded)
    tail = ""
    if unit_of_area:
        folded, tail = unit_of_area["head"].strip(), re.sub(r"\s", "", unit_of_area["unit"])
    match = _AMOUNT.fullmatch(folded)
    if match is None:
        raise _no_amount(cell, measure)
    unit = tail or (match["unit"] or match["unit1"] or "").strip(" .:")
    try:
        first = number(match["first"])
        if match["last"]:
            number(match["last"])
    except InvalidOperation:
        raise _no_amount(cell, measure) from None
    value = _rounded(first * (_factor(unit, measure, cell) if unit else _known(factor, measure, cell)), measure)
    is_rough = bool(match["about"] or match["last"] or match["rest"])
    return Loose(value, words) if is_rough else value


_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")
# Of units as small as these nobody writes three decimals.
_SMALL = Decimal("0.001")


def doubt(cell: Any, measure: Measure, factor: Decimal | None = Decimal(1)) -> str:
    """What to say of a text that an English reader would read otherwise: "1.234", "1,234". Empty for any other cell.

    A number that is one in the spreadsheet is never doubted, whatever it looks like there.
    """
    if not isinstance(cell, str):
        return ""
    folded = fold(parsing.one_line(cell)).strip()
    unit_of_area = _UNIT_OF_M2.fullmatch(folded)
    match = _AMOUNT.fullmatch(unit_of_area["head"].strip() if unit_of_area else folded)
    if match is None:
        return ""
    unit = re.sub(r"\s", "", unit_of_area["unit"]) if unit_of_area else match["unit"] or match["unit1"] or ""
    if measure.units.get(unit.strip(" .:"), factor or 1) < _SMALL:
        return ""
    for digits in (match["first"], match["last"] or ""):
        digits = digits.rstrip(".,")
        if _POINT.fullmatch(digits):
            return _(
                "“%(value)s” is read as %(thousands)s. If the point stands before decimals, write %(decimals)s."
            ) % {
                "value": parsing.shorten(cell),
                "thousands": digits.replace(".", ""),
                "decimals": digits.replace(".", ","),
            }
        if _COMMA.fullmatch(digits):
            return _(
                "“%(value)s” is read with decimals after the comma. If the comma marks thousands, write %(thousands)s."
            ) % {"value": parsing.shorten(cell), "thousands": digits.replace(",", "")}
    return ""


def _known(factor: Decimal | None, measure: Measure, cell: Any) -> Decimal:
    if factor is None:
        raise CellError(
            _("“%(value)s” is in another currency. Write it in %(unit)s.")
            % {"value": parsing.shorten(cell), "unit": measure.unit}
        )
    return factor


def _factor(unit: str, measure: Measure, cell: Any) -> Decimal:
    if unit in measure.refused:
        return _known(None, measure, cell)
    if unit not in measure.units:
        raise _no_amount(cell, measure)
    return measure.units[unit]


def unit_above(heading: str, titles: Iterable[str], measure: Measure) -> str:
    """The unit that a heading names in parentheses or at its end, or that stands in a line above the list; folded."""
    known = {*measure.units, *measure.refused}
    folded = fold(heading)
    parts = [part for found in _IN_PARENTHESES.findall(folded) for part in re.split(r"[;,]", found)]
    parts += [re.split(r"[,;:]", folded)[-1], *re.findall(r"\(([^()]*)$", folded)]
    for title in titles:
        if match := _UNIT_LINE.search(fold(title)):
            parts += re.split(r"[;,]", match[1])
    for part in parts:
        words = re.sub(r"^(?:don vi(?: tinh)?|dvt)\s*:?\s*", "", part.strip()).strip(" .()")
        if words in known:
            return words
    return ""


def _rounded(value: Decimal, measure: Measure) -> Decimal:
    if value < 0:
        raise CellError(_("The number is below zero."))
    return value.quantize(Decimal(1).scaleb(-measure.places), ROUND_HALF_UP)


def _no_amount(cell: Any, measure: Measure) -> CellError:
    return CellError(
        _("“%(value)s” is no number in %(unit)s. Write one number, such as 12,5; the rest belongs in the note.")
        % {"value": parsing.shorten(cell), "unit": measure.unit or "1"}
    )


# --- Dates -------------------------------------------------------------------------------------

_SHORT_YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{2})")
_NO_DAY = re.compile(
    r"(?:(?:thang|quy|nam|dau nam|cuoi nam|giai doan)\s*)?(?:\d{1,2}|i{1,3}|iv)?\s*[/\-–]?\s*(?:nam\s*)?20\d\d"
    r"(?:\s*[-–]\s*20\d\d)?"
)
_DAY_IN_TEXT = re.compile(
    r"(?:ngay|den)\s+(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})"
    r"|(?:ngay\s+)(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})"
)
_FIRST_DAY, _SERIALS = date(1899, 12, 30), range(36526, 73051)


def day(cell: Any) -> date:
    """ "12/3/26", "ngày 12/3/2026", and the number by which Excel counts days. Raises CellError."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in _SERIALS:
        return _FIRST_DAY + timedelta(days=int(cell))
    if isinstance(cell, str):
        words = re.sub(r"^\s*(?:ngày|Ngày|NGÀY)\s+(?=\d{1,2}\s*[/.\-])", "", parsing.one_line(cell))
        if match := _SHORT_YEAR.fullmatch(words):
            words = f"{match[1]}/{match[2]}/20{match[3]}"
        return parsing.to_date(words)
    return parsing.to_date(cell)


def loose_day(cell: Any) -> date | Loose:
    """A day, or nothing for a month, a quarter or years: a day that nobody named is not invented."""
    if isinstance(cell, int) and not isinstance(cell, bool) and 2000 <= cell < 2100:
        return Loose(None, str(cell))
    if isinstance(cell, str) and _NO_DAY.fullmatch(fold(parsing.one_line(cell)).strip()):
        return Loose(None, parsing.one_line(cell))
    return day(cell)


def day_in(titles: Iterable[str]) -> date | None:
    """The last day named above a list: "kèm theo Quyết định số … ngày 12/3/2026"."""
    found = None
    for title in titles:
        for match in _DAY_IN_TEXT.finditer(fold(title)):
            numbers = [int(one) for one in match.groups() if one]
            try:
                found = date(numbers[2], numbers[1], numbers[0])
            except ValueError:
                continue
    return found
