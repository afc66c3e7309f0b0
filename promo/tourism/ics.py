"""Dates of events as iCalendar: a portal's feed, and the file of one event (RFC 5545, 7986).

Each year's event is an entry of its own: rules of recurrence know no lunar calendar. Its UID is made of the page and
the planned day, so that what is moved or cancelled is taken over; it is the same in all languages. Nothing depends on
the moment of asking: what has not changed is the same file, byte for byte.
"""

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vDuration, vText, vUri

from promo.core.languages import SOURCE, column, public_language
from promo.core.portals import portal_of
from promo.core.querysets import live_q
from promo.portals.scope import within
from promo.tourism.dates import format_span, hours_words, lunar_words
from promo.tourism.models import EventPage, Occurrence

ZONE = "Asia/Ho_Chi_Minh"
# How far back and ahead a feed goes, from the first of January: what is over leaves it once a year.
YEARS_BACK, YEARS_AHEAD = 0, 2
_REFRESH = timedelta(days=1)
_CONTENT_TYPE = "text/calendar; charset=utf-8"


def feed_response(page: Any, request: HttpRequest, kind: str) -> HttpResponse:
    """All dates of a portal's events of a kind (all for "") in the reader's language; two queries."""
    language, this_year = public_language(), timezone.localdate().year
    begin, end = date(this_year - YEARS_BACK, 1, 1), date(this_year + YEARS_AHEAD, 12, 31)
    portal = portal_of(page)
    events = _events(portal, language, kind)
    rows = Occurrence.objects.filter(
        within(portal, "event__"), live_q(language, "event__"), ends_on__gte=begin, starts_on__lte=end
    )
    rows = rows.filter(event__kind=kind) if kind else rows
    name = f"{page.title} · {portal.full_name}" if portal else str(page.title)
    if kind:
        name = f"{capfirst(str(EventPage.Kind(kind).label))} · {name}"
    url = f"{page.full_url_in(language)}calendar{'-' + kind if kind else ''}.ics"
    return _response(rows.order_by("starts_on", "ends_on", "event__path"), events, name=name, url=url)


def event_response(event: EventPage, request: HttpRequest) -> HttpResponse:
    """The dates to come of one event, and those under way; of what is over, the last."""
    rows = list(event.occurrences.all())
    coming = [row for row in rows if row.ends_on >= timezone.localdate()]
    url = f"{event.full_url_in(public_language())}event.ics"
    response = _response(coming or rows[-1:], {event.pk: event}, name=event.title, url=url)
    response["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
    return response


def _events(portal: Any, language: str, kind: str) -> dict[int, EventPage]:
    """A portal's events with what an entry says of them, and no more: a row of a page has some two hundred columns."""
    events = EventPage.objects.filter(within(portal)).live_in(language)
    names = {
        column(field, code)
        for field in ("title", "introduction", "address", "changes", "public_path", "published_at")
        for code in (language, SOURCE)
    }
    names |= {"path", "depth", "live", "last_published_at", "translation_key", "latitude", "longitude", "kind"}
    names |= {"start_time", "end_time", "rhythm", "calendar", "first_day", "first_month", "last_day", "last_month"}
    names |= {"leap_month", "every_years", "anchor_year"}
    # Past modeltranslation's own `only`, which takes a bare name to mean all its languages.
    found = QuerySet.only(events.filter(kind=kind) if kind else events, *names)
    return {event.pk: event for event in found.order_by()}


def _response(rows: Iterable[Occurrence], events: dict[int, EventPage], *, name: str, url: str) -> HttpResponse:
    """Without Last-Modified: an event that is taken back leaves no later date, and its reader would never be told."""
    language = public_language()
    calendar = Calendar()
    calendar.add("prodid", f"-//Dat Lanh//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("url", url)
    calendar.add("source", vUri(url), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText(vDuration(_REFRESH).to_ical().decode()))
    calendar.add_component(_zone())
    for row in rows:
        event = events.get(row.event_id)
        if event is not None:
            calendar.add_component(_entry(row, event, language))
    return HttpResponse(calendar.to_ical(), content_type=_CONTENT_TYPE)


def _entry(row: Occurrence, event: EventPage, language: str) -> Event:
    entry = Event()
    modified = max(filter(None, (row.changed_at, event.last_published_at, event.published_in(language))))
    modified = modified.astimezone(UTC).replace(microsecond=0)
    entry.add("uid", str(uuid.uuid5(event.translation_key, row.planned_on.isoformat())))
    entry.add("dtstamp", modified)
    entry.add("last-modified", modified)
    entry.add("sequence", row.sequence)
    cancelled, moved = row.state == Occurrence.State.CANCELLED, row.state == Occurrence.State.MOVED
    # Some calendars show what is cancelled like anything else.
    entry.add("summary", gettext("Cancelled: %(title)s") % {"title": event.title} if cancelled else event.title)
    entry.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    for key, moment in _moments(row, event):
        entry.add(key, moment)
    entry.add("transp", "TRANSPARENT")
    entry.add("categories", [capfirst(str(event.get_kind_display()))])
    url = event.full_url_in(language) or ""
    entry.add("url", url)
    if event.address:
        entry.add("location", event.address)
    if event.latitude is not None and event.longitude is not None:
        entry.add("geo", (event.latitude, event.longitude))
    note = next((change.value["note"] for change in event.changes if change.value["planned"] == row.planned_on), "")
    planned = format_span(row.planned_on, row.planned_on + (row.ends_on - row.starts_on), language)
    lines = [
        gettext("This year's event is cancelled.") if cancelled else "",
        gettext("Instead of %(date)s.") % {"date": planned} if moved else "",
        note or "",
        event.introduction or "",
        lunar_words(event, language),
        hours_words(event.start_time, event.end_time) if row.starts_on != row.ends_on else "",
        url,
    ]
    entry.add("description", "\n".join(filter(None, lines)))
    return entry


def _moments(row: Occurrence, event: EventPage) -> Iterable[tuple[str, date | datetime]]:
    """Begin and end. Hours of an event of several days are those of each day, which an entry cannot say: whole days."""
    if event.start_time is None or row.starts_on != row.ends_on:
        yield "dtstart", row.starts_on
        # The first day that is free again.
        yield "dtend", row.ends_on + timedelta(days=1)
        return
    yield "dtstart", _at(row.starts_on, event.start_time)
    if event.end_time is not None and event.end_time > event.start_time:
        yield "dtend", _at(row.ends_on, event.end_time)


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=timezone.get_default_timezone())


def _zone() -> Timezone:
    """Việt Nam keeps one time all year; before the thirteenth of June 1975 the south was an hour ahead."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", datetime(1975, 6, 13))
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone
