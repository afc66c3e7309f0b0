"""Countries goods are exported to: ISO 3166 codes; Babel knows their names."""

from functools import cache
from typing import Any

from babel import Locale
from django import forms
from django.db import models

from promo.core.languages import SOURCE
from promo.core.text import sort_key


@cache
def country_names(language: str) -> dict[str, str]:
    """ISO 3166 code -> name in `language` (one of ours), from CLDR."""
    names = Locale.parse(language, sep="-").territories
    return {code: name for code, name in names.items() if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY}


def country_choices(language: str) -> list[tuple[str, str]]:
    """(code, name) in the language's alphabet."""
    return sorted(country_names(language).items(), key=lambda row: sort_key(row[1], language))


# In CLDR's list, but no market: zones, unions, unknown; and Việt Nam itself.
NO_COUNTRY = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "VN"}


class MarketsField(models.JSONField):
    """Codes of countries, chosen from a list."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return forms.MultipleChoiceField(
            choices=lambda: country_choices(SOURCE),
            widget=forms.SelectMultiple(attrs={"size": 8}),
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
            required=False,
        )


def market_names(codes: list[str] | None, language: str) -> list[str]:
    """In a language of ours, in the order given; a code nobody knows stays as it is."""
    names = country_names(language)
    return [names.get(code, code) for code in codes or []]
