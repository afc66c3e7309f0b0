"""Countries goods are exported to: ISO 3166 codes; Babel knows their names."""

from typing import Any

from babel import Locale
from django import forms
from django.db import models

from promo.core.languages import public_language


def country_names(language: str) -> dict[str, str]:
    """ISO 3166 code -> name in `language` (one of ours), from CLDR."""
    names = Locale.parse(language, sep="-").territories
    return {code: name for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY}


# In CLDR's list, but no market: zones, unions, unknown; and Việt Nam itself.
NO_COUNTRY = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "VN"}


class MarketsField(models.JSONField):
    """Codes of countries, chosen from a list."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return forms.MultipleChoiceField(
            choices=lambda: sorted(country_names("vi").items(), key=lambda row: row[1]),
            widget=forms.SelectMultiple(attrs={"size": 8}),
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
            required=False,
        )


def market_names(codes: list[str] | None) -> list[str]:
    """In the reader's language, in the order given; a code nobody knows stays as it is."""
    names = country_names(public_language())
    return [names.get(code, code) for code in codes or []]
