"""The next events, for home pages."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from promo.core.cards import Row
from promo.core.languages import column
from promo.core.versions import Remembered
from promo.portals.scope import within
from promo.tourism import schedule
from promo.tourism.calendar import item
from promo.tourism.models import EventIndexPage

_calendars = Remembered(size=512)


def coming_events(
    portal: Any, language: str, request: HttpRequest | None, limit: int
) -> tuple[list[dict[str, Any]], str]:
    """What takes place next on a portal, each event once, without what is cancelled; and the calendar's address."""
    today = timezone.localdate()
    entries = schedule.coming(portal, language, limit, today=today, cancelled=False)
    shown = {"language": language, "request": request, "today": today}
    return [item(entry, shown) for entry in entries], calendar_url(portal, language, request) if entries else ""


def calendar_url(portal: Any, language: str, request: HttpRequest | None) -> str:
    """The address of the portal's calendar, the first if it has several; "" where it has none in the language."""

    def read() -> Row | None:
        calendars = EventIndexPage.objects.filter(within(portal)).live_in(language).order_by("path").rewrite(False)
        found = calendars.values_list("pk", "path", column("public_path", language)).first()
        return Row(found[0], found[1], "", "", found[2], None, None) if found else None

    row = _calendars.get((portal.pk, language), read)
    return row.url(language, request) if row else ""
