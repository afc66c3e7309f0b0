"""What only sheets of products and enterprises have: markets, prices, certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promo.core.languages import SOURCE
from promo.core.text import fold
from promo.ocop.models.markets import country_names
from promo.sheets import parsing
from promo.sheets.kinds import CellError, SheetField
from promo.sheets.known import Known

INCOMPLETE = gettext_lazy("Stars stand on a certificate: its number, issuer and day of issue are needed, too.")

# What people write for a country beside the names that CLDR has.
_SYNONYMS = {"my": "US", "hoa ky": "US", "usa": "US", "uk": "GB", "han quoc": "KR", "trung quoc": "CN"}


@dataclass(frozen=True, kw_only=True)
class CountriesField(SheetField):
    """Countries by name or code, between commas."""

    def read(self, cell: Any, known: Known) -> tuple[str, ...]:
        words = {fold(name): code for language in ("en", SOURCE) for code, name in country_names(language).items()}
        codes = []
        for part in parsing.plain(cell).replace("\n", ",").replace(";", ",").split(","):
            name = fold(part).strip()
            if not name:
                continue
            code = _SYNONYMS.get(name) or words.get(name) or name.upper()
            if code not in country_names(SOURCE):
                raise CellError(
                    _("“%(value)s” is no country. Write countries with commas between them, such as Nhật Bản, Pháp.")
                    % {"value": parsing.shorten(part)}
                )
            codes.append(code)
        return tuple(dict.fromkeys(codes))

    def now(self, page: Any) -> tuple[str, ...]:
        return tuple(getattr(page, self.target) or ())

    def put(self, page: Any, value: tuple[str, ...], known: Known) -> None:
        setattr(page, self.target, list(value))

    def nothing(self) -> tuple[str, ...]:
        return ()

    def words(self, value: Any, known: Known) -> str:
        return ", ".join(country_names(SOURCE).get(code, code) for code in value)

    def cell(self, page: Any, language: str) -> str:
        names = country_names(language)
        return ", ".join(names.get(code, code) for code in self.now(page))

    def explanation(self) -> str:
        return _("Countries with commas between them: Nhật Bản, Pháp.")


def in_force_longest(certificates: Sequence[Any]) -> Any:
    return max(certificates, key=lambda one: (one.expires_on or one.issued_on, one.issued_on), default=None)


def check_prices(page: Any, values: dict[str, Any]) -> list[tuple[str, str]]:
    if page.price_from is not None and page.price_to is not None and page.price_to < page.price_from:
        name = "price" if "price" in values else "price_to"
        return [(name, _("The highest price is below the lowest. Exchange the two."))]
    return []


def check_certificate(certificate: Any, values: dict[str, Any]) -> list[tuple[str, str]]:
    begun, ended = certificate.issued_on, certificate.expires_on
    if begun and ended and ended < begun:
        return [("expires_on", _("The certificate ends before it was issued: look at both dates."))]
    return []
