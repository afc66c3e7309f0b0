"""The dates of an event, kept as rows (docs/adr/0012)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from promo.core import versions
from promo.core.languages import SOURCE, column
from promo.tourism.recurrence import Day, Rule, Span

if TYPE_CHECKING:
    from promo.tourism.models import EventPage

YEARS_BACK, YEARS_AHEAD = 1, 5


@dataclass(frozen=True)
class Planned:
    """An occurrence as event and changes say it is."""

    planned_on: date
    starts_on: date
    ends_on: date
    state: str


def rule_of(event: "EventPage") -> Rule | None:
    """The event's rule; None for what takes place once, has no days yet, or days that no calendar has."""
    if event.rhythm != event.Rhythm.YEARLY or not (event.first_day and event.first_month):
        return None
    first = Day(event.first_day, event.first_month)
    last = Day(event.last_day or first.day, event.last_month or first.month)
    if not all(1 <= day.day <= 31 and 1 <= day.month <= 12 for day in (first, last)):
        return None
    return Rule(
        first,
        last,
        lunar=event.calendar == event.Calendar.LUNAR,
        in_first=event.leap_month != event.LeapMonth.LEAP,
        in_leap=event.leap_month != event.LeapMonth.FIRST,
        every_years=event.every_years or 1,
        anchor_year=event.anchor_year,
    )


def spans_of(event: "EventPage", today: date) -> list[Span]:
    """By the rule alone, from last year to five years on; of a single event its one span, whenever it is."""
    if event.rhythm == event.Rhythm.ONCE:
        return [Span(event.starts_on, event.ends_on or event.starts_on)] if event.starts_on else []
    rule = rule_of(event)
    if rule is None:
        return []
    # A lunar year ends in the solar one after it.
    spans = rule.spans(today.year - YEARS_BACK - 1, today.year + YEARS_AHEAD)
    return [span for span in spans if span.ends_on.year >= today.year - YEARS_BACK]


def planned(event: "EventPage", today: date) -> list[Planned]:
    """The spans with the event's changes made to them, in the order of their planned days."""
    changes = {change.value["planned"]: change.value for change in getattr(event, column("changes", SOURCE))}
    found = []
    for span in spans_of(event, today):
        state, starts_on, ends_on = "planned", span.starts_on, span.ends_on
        change = changes.get(span.starts_on)
        if change and change["kind"] in ("cancelled", "confirmed"):
            state = change["kind"]
        elif change and change["starts_on"]:
            state, starts_on = "moved", change["starts_on"]
            ends_on = change["ends_on"] or starts_on + (span.ends_on - span.starts_on)
        found.append(Planned(span.starts_on, starts_on, ends_on, state))
    return found


def sync(events: Iterable["EventPage"], today: date | None = None) -> int:
    """Make the occurrences of these events what they should be; returns how many rows were written.

    A row that stays the same is left alone, so that calendars do not take over what has not changed.
    """
    from promo.tourism.models import Occurrence

    events = list(events)
    today = today or timezone.localdate()
    written = 0
    with transaction.atomic():
        rows: dict[int, dict[date, Occurrence]] = {event.pk: {} for event in events}
        for row in Occurrence.objects.filter(event__in=[event.pk for event in events]):
            rows[row.event_id][row.planned_on] = row
        added, gone = [], []
        for event in events:
            known = rows[event.pk]
            over = {row.planned_on.year for row in known.values() if _took_place(row, today)}
            for wanted in planned(event, today):
                row = known.pop(wanted.planned_on, None)
                if row is not None:
                    if _take_over(row, wanted):
                        row.save()
                        written += 1
                elif wanted.ends_on >= today or wanted.planned_on.year not in over:
                    added.append(Occurrence(event_id=event.pk, changed_at=timezone.now(), **vars(wanted)))
            gone += [row.pk for row in known.values() if not _took_place(row, today)]
        Occurrence.objects.bulk_create(added)
        Occurrence.objects.filter(pk__in=gone).delete()
        written += len(added) + len(gone)
        if written:
            versions.bump()
    return written


def _took_place(row: Any, today: date) -> bool:
    """Whether it is over and was announced before: such a row stays as it was, whatever the rule has become.

    What was over when it was worked out is by the rule alone, and follows it when that is put right.
    """
    return row.ends_on < today and timezone.localdate(row.changed_at) <= row.ends_on


def _take_over(row: Any, wanted: Planned) -> bool:
    if (row.starts_on, row.ends_on, row.state) == (wanted.starts_on, wanted.ends_on, wanted.state):
        return False
    row.starts_on, row.ends_on, row.state = wanted.starts_on, wanted.ends_on, wanted.state
    row.sequence += 1
    row.changed_at = timezone.now()
    return True
