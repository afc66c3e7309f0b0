"""The form of an event shows what its fields amount to: the next dates, solar and lunar."""

from datetime import date
from typing import Any

from django.forms import Media
from django.forms.widgets import Script
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.admin.panels import Panel

from promo.core.languages import SOURCE
from promo.tourism.occurrences import Planned, planned

SHOWN = 6


def next_dates(event: Any, today: date | None = None) -> list[dict[str, str]]:
    """The next dates of an event as it stands in the form, saved or not; none where it says too little."""
    today = today or timezone.localdate()
    return [_words(row) for row in planned(event, today) if row.ends_on >= today][:SHOWN]


def _words(row: Planned) -> dict[str, str]:
    from promo.tourism.dates import format_span, format_weekday, lunar_day_words
    from promo.tourism.models import Occurrence

    return {
        "when": format_span(row.starts_on, row.ends_on, SOURCE),
        "weekday": format_weekday(row.starts_on, SOURCE),
        "lunar": lunar_day_words(row.starts_on, SOURCE),
        "first_day": row.planned_on.isoformat(),
        "state": "" if row.state == "planned" else capfirst(str(Occurrence.State(row.state).label)),
    }


class DatesPanel(Panel):
    """Read-only. A script keeps it in step with the fields while they are filled in."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "tourism/admin/dates_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {
                **(super().get_context_data(parent_context) or {}),
                "dates": next_dates(self.instance),
                "url": reverse("tourism_event_dates"),
                "failed": gettext("The dates could not be worked out just now. Save a draft to see them."),
            }

        @property
        def media(self) -> Media:
            return Media(js=[Script("js/event-dates.js", type="module")])
