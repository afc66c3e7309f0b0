"""Which events of a portal fall into a span of days.

From last year to five years on they are rows (docs/adr/0012). What is later is reckoned from the rules, which say
nothing yet of changes; what is earlier is what rows have kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import ExtractMonth, RowNumber
from django.http import HttpRequest
from django.utils import timezone

from promo.core.cards import Row
from promo.core.languages import SOURCE, column
from promo.core.querysets import live_q
from promo.portals.scope import within
from promo.tourism.models import EventPage, Occurrence
from promo.tourism.occurrences import YEARS_AHEAD, rule_of


@dataclass(frozen=True)
class Entry:
    """An event at one of its times, with what lists say of it. Days are solar, both included."""

    event: int
    path: str
    title: str
    public_path: str
    kind: str
    place: str
    start_time: time | None
    end_time: time | None
    starts_on: date
    ends_on: date
    state: str = str(Occurrence.State.PLANNED)
    number: int = 0  # how many of its month there are, in a year at a glance

    def url(self, language: str, request: HttpRequest | None) -> str:
        return Row(self.event, self.path, self.title, "", self.public_path, None, None).url(language, request)

    @property
    def cancelled(self) -> bool:
        return self.state == Occurrence.State.CANCELLED


def last_kept_day(today: date | None = None) -> date:
    """The last day whose events are rows."""
    return date((today or timezone.localdate()).year + YEARS_AHEAD, 12, 31)


def _text_columns(language: str, prefix: str = "") -> list[str]:
    """Columns of an event that an entry is made of. Each once: a query that is put in order counts its columns."""
    names = ["path", "kind", "start_time", "end_time", column("public_path", language)]
    names += [column(field, code) for field in ("title", "address") for code in dict.fromkeys((language, SOURCE))]
    return [prefix + name for name in names]


def _entry(key: int, texts: dict[str, Any], language: str, *when: Any) -> Entry:
    def text(field: str) -> str:
        return texts[column(field, language)] or texts[column(field, SOURCE)] or ""

    public_path = texts[column("public_path", language)]
    hours = texts["start_time"], texts["end_time"]
    return Entry(key, texts["path"], text("title"), public_path, texts["kind"], text("address"), *hours, *when)


def _rows(portal: Any, language: str, kind: str) -> QuerySet:
    rows = Occurrence.objects.filter(within(portal, "event__"), live_q(language, "event__"))
    return rows.filter(event__kind=kind) if kind else rows


def _read(rows: QuerySet, language: str, *more: str) -> list[Entry]:
    names = _text_columns(language)
    found = rows.values_list("event_id", *_text_columns(language, "event__"), "starts_on", "ends_on", "state", *more)
    last = len(names) + 1
    return [_entry(row[0], dict(zip(names, row[1:last], strict=True)), language, *row[last:]) for row in found]


def between(portal: Any, language: str, first: date, last: date, kind: str = "") -> list[Entry]:
    """What takes place on these days, in order; one query."""
    if first > last_kept_day():
        return _reckoned(portal, language, first, last, kind)
    rows = _rows(portal, language, kind).filter(starts_on__lte=last, ends_on__gte=first)
    return _read(rows.order_by("starts_on", "ends_on", "event__path"), language)


def coming(
    portal: Any, language: str, limit: int, kind: str = "", *, today: date | None = None, cancelled: bool = True
) -> list[Entry]:
    """What is going on or comes next, each event once; what was cancelled as well, if wanted. One query."""
    today = today or timezone.localdate()
    order = (F("starts_on").asc(), F("ends_on").asc(), F("pk").asc())
    nearest = Window(RowNumber(), partition_by=F("event_id"), order_by=order)
    rows = _rows(portal, language, kind).filter(ends_on__gte=today)
    if not cancelled:
        rows = rows.exclude(state=Occurrence.State.CANCELLED)
    rows = rows.annotate(nearest=nearest).filter(nearest=1)
    return _read(rows.order_by("starts_on", "ends_on", "event__path")[:limit], language)


def year_at_a_glance(portal: Any, language: str, year: int, most: int, kind: str = "") -> list[Entry]:
    """What begins in each month of a year, at most so many a month, with how many there are; one query."""
    month = ExtractMonth("starts_on")
    order = (F("starts_on").asc(), F("ends_on").asc(), F("event__path").asc())
    rows = (
        _rows(portal, language, kind)
        .filter(starts_on__year=year)
        .annotate(
            place_in_month=Window(RowNumber(), partition_by=month, order_by=order),
            in_month=Window(Count("pk"), partition_by=month),
        )
        .filter(place_in_month__lte=most)
    )
    return _read(rows.order_by(*order), language, "in_month")


def kinds_of(portal: Any, language: str) -> set[str]:
    """The kinds of events the portal has; one query."""
    events = EventPage.objects.filter(within(portal)).live_in(language).order_by()
    return set(events.values_list("kind", flat=True).distinct())


def _reckoned(portal: Any, language: str, first: date, last: date, kind: str) -> list[Entry]:
    """By the rules alone, and by the dates of what takes place once."""
    events = EventPage.objects.filter(within(portal)).live_in(language)
    if kind:
        events = events.filter(kind=kind)
    rule = ("rhythm", "starts_on", "ends_on", "calendar", "first_day", "first_month", "last_day", "last_month")
    names = {*_text_columns(language), *rule, "leap_month", "every_years", "anchor_year"}
    found = []
    # Past modeltranslation's own `only`, which takes a bare name to mean all its languages.
    for event in QuerySet.only(events.order_by("path"), *names):
        texts = {name: getattr(event, name) for name in _text_columns(language)}
        found += [_entry(event.pk, texts, language, start, end) for start, end in _spans(event, first, last)]
    return sorted(found, key=lambda entry: (entry.starts_on, entry.ends_on, entry.path))


def _spans(event: EventPage, first: date, last: date) -> Iterable[tuple[date, date]]:
    rule = rule_of(event)
    if rule is not None:
        spans = [(span.starts_on, span.ends_on) for span in rule.spans(first.year - 1, last.year)]
    else:
        spans = [(event.starts_on, event.ends_on or event.starts_on)] if event.starts_on else []
    return [(start, end) for start, end in spans if start <= last and end >= first]
