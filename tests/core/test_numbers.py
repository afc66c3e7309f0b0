"""Numbers in the forms of the admin."""

from decimal import Decimal
from typing import Any

import pytest
from django.forms import ValidationError
from django.utils import translation

from promo.core.blocks.table import TableBlock
from promo.core.models import Figure
from promo.core.numbers import NumberBlock
from promo.investment.models import ProjectPage

TYPED = {
    "vi": {"2,5": "2.5", "1.850,25": "1850.25", "120.000": "120000", "1.234.567": "1234567", "12.5": "12.5", "7": "7"},
    "en": {"2.5": "2.5", "1,850.25": "1850.25", "120,000": "120000"},
}


def number_field(language: str) -> Any:
    with translation.override(language):
        return ProjectPage.get_edit_handler().get_form_class()().fields["capital"]


@pytest.mark.django_db
@pytest.mark.parametrize("language", TYPED)
def test_what_is_typed_is_read_as_the_language_writes_it(language: str) -> None:
    with translation.override(language):
        for field in (number_field(language), NumberBlock(required=False).field):
            for typed, value in TYPED[language].items():
                assert field.clean(typed) == Decimal(value), (language, typed)
            with pytest.raises(ValidationError):
                field.clean("khoảng 200")


@pytest.mark.django_db
def test_what_is_stored_is_shown_so_and_read_back_the_same() -> None:
    with translation.override("vi"):
        widget = number_field("vi").widget
        shown = widget.format_value(Decimal("1850.250"))
        assert shown == "1.850,25" and number_field("vi").clean(shown) == Decimal("1850.25")
        assert [widget.format_value(Decimal(stored)) for stored in ("110.000", "300", "0.50")] == ["110", "300", "0,5"]
        # Not of the type "number", which goes by the browser's language.
        assert 'type="text"' in widget.render("capital", Decimal("2.5")) and "2,5" in widget.render("c", Decimal("2.5"))


def test_numbers_of_a_table_are_typed_the_same_way() -> None:
    block = TableBlock().child_blocks["number"]
    with translation.override("vi"):
        assert block.get_form_state(Decimal("199.87")) == "199,87"
        assert block.clean(block.value_from_datadict({"n": "1.199,87"}, {}, "n")) == Decimal("1199.87")


@pytest.mark.django_db
def test_records_have_them_too() -> None:
    from wagtail.admin.panels import get_edit_handler

    form = get_edit_handler(Figure).get_form_class()()
    with translation.override("vi"):
        assert form.fields["value"].clean("2.514,81") == Decimal("2514.81")
