"""What is known of one year's event besides its rule: cancelled, other dates, confirmed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from promo.core.languages import SOURCE
from promo.tourism.recurrence import Span


class ChangeBlock(blocks.StructBlock):
    """One year's event is cancelled, takes place at another time, or is confirmed."""

    planned = blocks.DateBlock(
        label=_("first day by the rule"),
        help_text=_("The solar date under “When it takes place”, even if it takes place on other days."),
    )
    kind = blocks.ChoiceBlock(
        label=_("what is known"),
        choices=[
            ("confirmed", _("confirmed by the organiser")),
            ("moved", _("other dates")),
            ("cancelled", _("cancelled")),
        ],
    )
    starts_on = blocks.DateBlock(label=_("new first day"), required=False)
    ends_on = blocks.DateBlock(label=_("new last day"), required=False, help_text=_("As many days as before if empty."))
    note = blocks.CharBlock(
        label=_("note to visitors"), required=False, max_length=200, help_text=_("For example why, or until when.")
    )

    class Meta:
        icon = "warning"
        label = _("Change")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        starts_on, ends_on = cleaned["starts_on"], cleaned["ends_on"]
        errors = {}
        if cleaned["kind"] == "moved":
            if not starts_on:
                errors["starts_on"] = ValidationError(gettext("Give the day on which it takes place instead."))
            elif ends_on and ends_on < starts_on:
                errors["ends_on"] = ValidationError(gettext("The event ends before it begins."))
        elif starts_on or ends_on:
            errors["kind"] = ValidationError(gettext("New days belong to “other dates”."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


def change_problem(changes: Iterable[Any], spans: Iterable[Span], today: date) -> str:
    """What is wrong with the changes to come, if they say of a day what the rule does not have, or twice; else ""."""
    from promo.tourism.dates import format_span

    starts = sorted(span.starts_on for span in spans)
    seen: set[date] = set()
    for change in changes:
        planned = change.value["planned"]
        if planned in seen:
            return gettext("There are two changes for %(date)s. Keep one.") % {
                "date": format_span(planned, planned, SOURCE)
            }
        seen.add(planned)
        # What lies behind us stays, whatever the rule has become.
        if planned and planned >= today and planned not in starts and starts:
            nearest = min(starts, key=lambda start: abs(start - planned))
            return gettext("By the rule, nothing begins on %(date)s. The nearest first day is %(nearest)s.") % {
                "date": format_span(planned, planned, SOURCE),
                "nearest": format_span(nearest, nearest, SOURCE),
            }
    return ""
