"""Fields of an office's list: rough amounts, choices in the office's words, notes that keep what a number cannot say."""

import dataclasses
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext as _

from promo.core.numbers import shortest
from promo.core.text import fold
from promo.investment.importing import amounts
from promo.investment.importing.amounts import Loose, Measure
from promo.sheets import parsing
from promo.sheets.fields import ChoiceField, CodeField, DateField, NumberField, TextField
from promo.sheets.kinds import CellError, SheetField
from promo.sheets.known import Known
from promo.sheets.reference_fields import PageField

# In the note, which is a text of the list: "Diện tích: khoảng 200 ha".
IN_NOTE = {
    "area": "Diện tích",
    "capital": "Vốn đầu tư",
    "called_on": "Kêu gọi",
    "km_highway": "Cách cao tốc",
    "km_port": "Cách cảng",
    "km_airport": "Cách sân bay",
    "leasable": "Đất cho thuê",
    "occupancy": "Lấp đầy",
    "rent_from": "Giá thuê từ",
    "rent_to": "Giá thuê đến",
    "provincial_plan": "Quy hoạch tỉnh",
    "construction_plan": "Quy hoạch xây dựng",
}
_BETWEEN = "; "
# Words for a choice that say no more than it: "Đang lập quy hoạch".
_SHORT = 24


@dataclass(frozen=True, kw_only=True)
class AmountField(NumberField):
    measure: Measure
    # None where the heading's unit cannot be converted: then each cell has to name one.
    factor: Decimal | None = Decimal(1)

    def under(self, heading: str, titles: Any) -> SheetField:
        unit = amounts.unit_above(heading, titles, self.measure)
        return dataclasses.replace(self, factor=self.measure.units.get(unit)) if unit else self

    def read(self, cell: Any, known: Known) -> Any:
        return amounts.amount(cell, self.measure, self.factor)

    def doubt(self, cell: Any) -> str:
        return amounts.doubt(cell, self.measure, self.factor)

    def words(self, value: Any, known: Known) -> str:
        return super().words(shortest(value), known)

    def explanation(self) -> str:
        return str(self.help) or _("A number in %(unit)s, such as 12,5; “khoảng 12,5” is kept in the note.") % {
            "unit": self.measure.unit
        }


@dataclass(frozen=True, kw_only=True)
class DayField(DateField):
    # A month or a year is no mistake, and no day either.
    loose: bool = False

    def read(self, cell: Any, known: Known) -> Any:
        return amounts.loose_day(cell) if self.loose else amounts.day(cell)


@dataclass(frozen=True)
class Default:
    """For pages that have nothing there yet."""

    value: Any


@dataclass(frozen=True, kw_only=True)
class AsOfField(DayField):
    """The day of the list; of one without a day, today, for pages that have none."""

    def settle(self, page: Any, value: Any, known: Known) -> date | None:
        if isinstance(value, Default):
            return cast("date | None", getattr(page, self.target) or value.value or timezone.localdate())
        return cast("date | None", value)


@dataclass(frozen=True, kw_only=True)
class SourceField(TextField):
    def settle(self, page: Any, value: Any, known: Known) -> str:
        return (self.now(page) or value.value) if isinstance(value, Default) else str(value)


@dataclass(frozen=True)
class Parts:
    """What the sheet says in a note (None: nothing), with what other columns could not say, by label."""

    text: str | None
    words: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class NoteField(TextField):
    def settle(self, page: Any, value: Any, known: Known) -> str:
        if not isinstance(value, Parts):
            return str(value)
        kept = value.text
        if kept is None:
            old = self.now(page).split(_BETWEEN)
            kept = _BETWEEN.join(part for part in old if part.partition(":")[0] not in value.words)
        said = [f"{label}: {words}" for label, words in value.words.items() if words]
        return _BETWEEN.join(part for part in (kept.rstrip("; "), *said) if part)


@dataclass(frozen=True, kw_only=True)
class WordedField(ChoiceField):
    """A choice in whatever words an office has: by patterns over the folded text, the first that is found."""

    patterns: tuple[tuple[str, Any], ...] = ()
    # Text field that keeps the words where they say more than the choice.
    into: str = ""

    def read(self, cell: Any, known: Known) -> Any:
        try:
            return super().read(cell, known)
        except CellError:
            words = parsing.one_line(cell)
            folded = fold(words)
            for pattern, value in self.patterns:
                if re.search(pattern, folded):
                    says_more = len(words) > _SHORT or any(letter.isdigit() for letter in words)
                    return Loose(value, words, self.into) if self.into and says_more else value
            raise


@dataclass(frozen=True, kw_only=True)
class ListNumberField(NumberField):
    """The number in the list: 7, "07", "7.", "7)". "II.3" and "1.2" number something else and are none."""

    def read(self, cell: Any, known: Known) -> Any:
        match = re.fullmatch(r"\(?\s*0*(\d{1,6})\s*[.)/]?", parsing.one_line(cell))
        return int(match[1]) if match else None

    def now(self, page: Any) -> Any:
        return getattr(page, self.target)


@dataclass(frozen=True, kw_only=True)
class ParkField(PageField):
    """A park by its name, also in the offices' short form, and nothing for "ngoài khu công nghiệp"."""

    def read(self, cell: Any, known: Known) -> Any:
        words = parsing.one_line(cell)
        if re.match(r"(?:ngoai|khong)\b", fold(words)):
            return None
        longer = re.sub(r"^KCN\b", "Khu công nghiệp", re.sub(r"^CCN\b", "Cụm công nghiệp", words))
        return super().read(longer, known)


@dataclass(frozen=True, kw_only=True)
class PhoneField(CodeField):
    digits: tuple[int, ...] = (10, 11)
