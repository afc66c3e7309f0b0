"""Numbers in the forms of the admin, as people type them where its language is spoken: 1.234,5.

A browser's input of the type "number" goes by the browser's language, and drops what it does not know without a word:
2,5 becomes 25, and 120.000 becomes 120.
"""

from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from wagtail import blocks
from wagtail.admin.forms.models import register_form_field_override


def shortest(number: Decimal | None) -> Decimal | None:
    """Without trailing zeros, and never with an exponent: 300, not 300.00 or 3E+2."""
    if number is None:
        return None
    found = number.normalize()
    return found.quantize(Decimal(1)) if found.as_tuple().exponent > 0 else found  # type: ignore[operator]


class NumberInput(forms.TextInput):
    """A line of text, with the keys of a number on a phone. 110, not 110,000, which some read as a hundred thousand."""

    def __init__(self) -> None:
        super().__init__(attrs={"inputmode": "decimal"})

    def format_value(self, value: Any) -> str | None:
        return super().format_value(shortest(value) if isinstance(value, Decimal) else value)  # type: ignore[no-any-return]


def register() -> None:
    """For every decimal number of a page or record."""
    register_form_field_override(
        models.DecimalField, override=lambda field: {"localize": True, "widget": NumberInput()}
    )


class NumberBlock(blocks.DecimalBlock):
    """The same in a body."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.field.localize = True
        self.field.widget = NumberInput()
        self.field.widget.is_localized = True
