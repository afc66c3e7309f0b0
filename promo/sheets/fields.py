"""Fields of plain columns: text, choices, numbers, dates, addresses."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from promo.core.languages import SOURCE
from promo.core.text import fold
from promo.sheets import parsing
from promo.sheets.kinds import CellError, SheetField
from promo.sheets.known import Known


@dataclass(frozen=True, kw_only=True)
class TextField(SheetField):
    lines: bool = False

    def read(self, cell: Any, known: Known) -> str:
        return parsing.plain(cell) if self.lines else parsing.one_line(cell)

    def now(self, page: Any) -> str:
        text = super().now(page) or ""
        return parsing.plain(text) if self.lines else parsing.one_line(text)

    def cell(self, page: Any, language: str) -> str:
        return super().cell(page, language) or ""


@dataclass(frozen=True, kw_only=True)
class CodeField(TextField):
    """A code, a tax code, a telephone number: text, whatever it looks like."""

    # Excel takes zeros off what it holds for a number; given a length, they are put back.
    digits: tuple[int, ...] = ()

    def read(self, cell: Any, known: Known) -> str:
        text = super().read(cell, known)
        if isinstance(cell, (int, float)) and not isinstance(cell, bool) and self.digits:
            fitting = [length for length in self.digits if len(text) in (length, length - 1)]
            return text.zfill(fitting[0]) if fitting else text
        return text

    def explanation(self) -> str:
        return str(self.help) or _("Format the column as text, so that zeros in front stay.")


@dataclass(frozen=True, kw_only=True)
class TaxCodeField(CodeField):
    digits: tuple[int, ...] = (10,)

    def read(self, cell: Any, known: Known) -> str:
        text = super().read(cell, known).replace(" ", "")
        bare = text.replace("-", "")
        if not bare.isdecimal() or len(bare) not in (10, 12, 13):
            raise CellError(
                _("“%(value)s” is no tax code: it has 10 digits, 13 with a branch (0101234567-001), or 12.")
                % {"value": parsing.shorten(cell)}
            )
        return f"{bare[:10]}-{bare[10:]}" if len(bare) == 13 else bare


@dataclass(frozen=True, kw_only=True)
class ChoiceField(SheetField):
    """One of a model's choices, by its Vietnamese or English label, whatever the case and the marks."""

    options: Any = ()
    # What else people write for a value.
    synonyms: tuple[tuple[str, Any], ...] = ()

    def _by_word(self) -> dict[str, Any]:
        words = {fold(word): value for word, value in self.synonyms}
        for value, label in self.options:
            words[fold(str(value))] = value
            for language in (SOURCE, "en"):
                with override(language):
                    words[fold(str(label))] = value
        return words

    def read(self, cell: Any, known: Known) -> Any:
        found = self._by_word().get(fold(parsing.one_line(cell)))
        if found is None:
            raise CellError(
                _("“%(value)s” is none of the choices. Choose one of: %(choices)s.")
                % {"value": parsing.shorten(cell), "choices": "; ".join(self.choices())}
            )
        return found

    def now(self, page: Any) -> Any:
        value = super().now(page)
        return "" if value is None else value

    def nothing(self) -> Any:
        return ""

    def put(self, page: Any, value: Any, known: Known) -> None:
        column = page._meta.get_field(self.target)
        setattr(page, self.target, None if value == "" and column.null else value)

    def words(self, value: Any, known: Known) -> str:
        return next((str(label) for option, label in self.options if option == value), str(value or ""))

    def cell(self, page: Any, language: str) -> str:
        value = getattr(page, self.target)
        with override(language):
            return next((capitalised(str(label)) for option, label in self.options if option == value), "")

    def choices(self) -> list[str]:
        return [capitalised(str(label)) for _value, label in self.options]

    def explanation(self) -> str:
        return str(self.help) or _("One of the list.")


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, kw_only=True)
class TruthField(SheetField):
    def read(self, cell: Any, known: Known) -> bool:
        return parsing.to_truth(cell)

    def nothing(self) -> bool:
        return False

    def words(self, value: Any, known: Known) -> str:
        return _("yes") if value else _("no")

    def cell(self, page: Any, language: str) -> str:
        with override(language):
            return capitalised(_("yes")) if getattr(page, self.target) else ""

    def choices(self) -> list[str]:
        return [capitalised(_("yes")), capitalised(_("no"))]

    def explanation(self) -> str:
        return str(self.help) or _("“Có” or “Không”.")


@dataclass(frozen=True, kw_only=True)
class DateField(SheetField):
    def read(self, cell: Any, known: Known) -> date:
        return parsing.to_date(cell)

    def nothing(self) -> None:
        return None

    def words(self, value: Any, known: Known) -> str:
        return date_format(value, "d/m/Y") if value else ""

    def explanation(self) -> str:
        return str(self.help) or _("A date, such as 31/12/2026.")


@dataclass(frozen=True, kw_only=True)
class NumberField(SheetField):
    def read(self, cell: Any, known: Known) -> Decimal:
        return parsing.to_decimal(cell)

    def now(self, page: Any) -> Decimal | None:
        value = super().now(page)
        return None if value is None else Decimal(str(value))

    def nothing(self) -> None:
        return None

    def words(self, value: Any, known: Known) -> str:
        return "" if value is None else number_format(value)

    def explanation(self) -> str:
        return str(self.help) or _("A number, such as 85,5.")


@dataclass(frozen=True, kw_only=True)
class MonthField(NumberField):
    def read(self, cell: Any, known: Known) -> int:  # type: ignore[override]
        return parsing.to_month(cell)

    def now(self, page: Any) -> Any:
        return getattr(page, self.target)

    def choices(self) -> list[str]:
        return [str(month) for month in range(1, 13)]

    def explanation(self) -> str:
        return str(self.help) or _("A month, from 1 to 12.")


@dataclass(frozen=True, kw_only=True)
class PriceField(NumberField):
    def read(self, cell: Any, known: Known) -> Decimal:
        return parsing.to_price(cell)

    def explanation(self) -> str:
        return str(self.help) or _("In đồng: 120000, 120.000đ or 120k.")


@dataclass(frozen=True, kw_only=True)
class PricesField(SheetField):
    """One column for two: "120.000 - 150.000đ"."""

    first: str
    last: str
    exported: bool = False

    @property
    def targets(self) -> tuple[str, ...]:
        return (self.first, self.last)

    def read(self, cell: Any, known: Known) -> tuple[Decimal, Decimal | None]:
        return parsing.to_prices(cell)

    def now(self, page: Any) -> tuple[Any, Any]:
        return getattr(page, self.first), getattr(page, self.last)

    def put(self, page: Any, value: Any, known: Known) -> None:
        setattr(page, self.first, value[0])
        setattr(page, self.last, value[1])

    def nothing(self) -> tuple[None, None]:
        return None, None

    def words(self, value: Any, known: Known) -> str:
        return " – ".join(number_format(one) for one in value if one is not None)

    def explanation(self) -> str:
        return str(self.help) or _("In đồng, one price or two: 120.000 - 150.000đ.")


@dataclass(frozen=True, kw_only=True)
class StarsField(NumberField):
    def read(self, cell: Any, known: Known) -> int:  # type: ignore[override]
        return parsing.to_stars(cell)

    def now(self, page: Any) -> Any:
        return getattr(page, self.target)

    def choices(self) -> list[str]:
        return [_("%(count)d stars") % {"count": count} for count in (3, 4, 5)]

    def explanation(self) -> str:
        return str(self.help) or _("3, 4 or 5; with number, issuer and date of the decision.")


@dataclass(frozen=True, kw_only=True)
class EmailField(TextField):
    def read(self, cell: Any, known: Known) -> str:
        text = super().read(cell, known).removeprefix("mailto:")
        try:
            EmailValidator()(text)
        except ValidationError:
            raise CellError(
                _("“%(value)s” is no e-mail address. One address, such as ten@example.vn.")
                % {"value": parsing.shorten(cell)}
            ) from None
        return text


@dataclass(frozen=True, kw_only=True)
class AddressField(TextField):
    """A web address. Without its beginning it is understood, too."""

    def read(self, cell: Any, known: Known) -> str:
        return to_url(super().read(cell, known))


def to_url(text: str) -> str:
    full = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(full)
    except ValidationError:
        raise CellError(
            _("“%(value)s” is no web address. Write it in full, such as https://example.vn.")
            % {"value": parsing.shorten(text)}
        ) from None
    return full
