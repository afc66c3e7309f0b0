"""Numbers in the forms of the admin, as people type them where its language is spoken: 1.234,5.

A browser's input of the type "number" goes by the browser's language, and drops what it does not know without a word:
2,5 becomes 25, and 120.000 becomes 120.
"""

from django import forms
from django.db import models
from wagtail import blocks
from wagtail.admin.forms.models import register_form_field_override


def number_input() -> forms.TextInput:
    """A line of text, with the keys of a number on a phone."""
    return forms.TextInput(attrs={"inputmode": "decimal"})


def register() -> None:
    """For every decimal number of a page or record."""
    register_form_field_override(
        models.DecimalField, override=lambda field: {"localize": True, "widget": number_input()}
    )


class NumberBlock(blocks.DecimalBlock):
    """The same in a body."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.field.localize = True
        self.field.widget = number_input()
        self.field.widget.is_localized = True
