"""An event's own page: when it takes place this year and next, what is known of it, what its leaflet says."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext

from promo.catalogue.facts import Fact, address_facts, contact_facts, fact, kept
from promo.core.cards import queryset_cards
from promo.core.languages import column, public_language
from promo.leaflets.content import body_pictures, body_sections, fact_pairs, permanent_address, point_of
from promo.leaflets.leaf import Leaf
from promo.tourism.dates import format_span, format_weekday, hours_words, lunar_day_words, lunar_words
from promo.tourism.models import DestinationPage, EventPage, Occurrence
from promo.tourism.occurrences import Planned, planned
from promo.tourism.showing import visit

# A date of an event: a row, or of a draft what the rule and its changes say.
Time = Occurrence | Planned


def times_of(event: EventPage, request: HttpRequest) -> list[Time]:
    """All dates that are kept of the event, in order; of a draft in preview, those it would have."""
    if getattr(request, "is_preview", False):
        return sorted(planned(event, timezone.localdate()), key=lambda time: (time.starts_on, time.ends_on))
    if not hasattr(event, "_times"):
        event._times = list(event.occurrences.all())
    return event._times


def shown_times(times: Iterable[Time], today: date) -> list[Time]:
    """This year's and next year's, and whatever comes next; of what is over for good, the last."""
    times = list(times)
    coming = next_of(times, today)
    shown = [time for time in times if time.starts_on.year in (today.year, today.year + 1) or time is coming]
    return shown or times[-1:]


def next_of(times: Iterable[Time], today: date) -> Time | None:
    """What is going on or comes next and does take place."""
    return next((time for time in times if time.ends_on >= today and time.state != Occurrence.State.CANCELLED), None)


def notes_of(event: EventPage) -> dict[date, str]:
    """By planned day, what the changes say to visitors."""
    return {change.value["planned"]: change.value["note"] for change in event.changes if change.value.get("note")}


def event_context(event: EventPage, request: HttpRequest) -> dict[str, Any]:
    language, today = public_language(), timezone.localdate()
    times = times_of(event, request)
    coming = next_of(times, today)
    rows = date_rows(event, times, language, today)
    label = capfirst(str(event.get_kind_display()))
    ended = coming is None and bool(times) and times[-1].ends_on < today
    url = event.full_url_in(language) or ""
    return {
        "kicker": " · ".join(filter(None, (label, span(coming, language) if coming else ""))),
        "dates": rows,
        "rule": rule_words(event, language),
        "note": gettext("This event is over.") if ended and event.rhythm == event.Rhythm.ONCE else "",
        "getting_there": getting_there(event, language),
        "calendar_file": f"{event.url_in(language, request)}event.ics" if coming and url else "",
        **visit(event, request, event_facts(event, coming, request)),
    }


def span(time: Time, language: str) -> str:
    return format_span(time.starts_on, time.ends_on, language)


def date_rows(event: EventPage, times: list[Time], language: str, today: date) -> list[dict[str, Any]]:
    """The dates as the page prints them."""
    coming, notes = next_of(times, today), notes_of(event)
    rows = []
    for time in shown_times(times, today):
        moved, cancelled = time.state == Occurrence.State.MOVED, time.state == Occurrence.State.CANCELLED
        length = time.ends_on - time.starts_on
        rows.append(
            {
                "date": time.starts_on,
                "year": str(time.starts_on.year),
                "when": span(time, language),
                "weekdays": _weekdays(time, language),
                "lunar": lunar_day_words(time.starts_on, language) if moved or not lunar_words(event, language) else "",
                "instead_of": format_span(time.planned_on, time.planned_on + length, language) if moved else "",
                "state": time.state,
                "label": _label(time, today),
                "note": notes.get(time.planned_on, ""),
                "is_next": time is coming,
                "is_over": time.ends_on < today,
                "is_cancelled": cancelled,
            }
        )
    return rows


def _weekdays(time: Time, language: str) -> str:
    days = [format_weekday(day, language) for day in dict.fromkeys((time.starts_on, time.ends_on))]
    return capfirst(" – ".join(days))


def _label(time: Time, today: date) -> str:
    if time.state == Occurrence.State.CANCELLED:
        return gettext("Cancelled")
    if time.ends_on < today:
        return gettext("Over")
    if time.starts_on <= today:
        return gettext("On now")
    if time.state == Occurrence.State.MOVED:
        return gettext("New dates")
    return gettext("Confirmed") if time.state == Occurrence.State.CONFIRMED else ""


def rule_words(event: EventPage, language: str) -> str:
    """“10th–12th of the second lunar month · every year”; "" for what takes place once."""
    if event.rhythm == event.Rhythm.ONCE:
        return ""
    number = event.every_years or 1
    often = gettext("every year") if number == 1 else gettext("every %(number)s years") % {"number": number}
    return " · ".join(filter(None, (lunar_words(event, language), often)))


def event_facts(event: EventPage, coming: Time | None, request: HttpRequest) -> list[Fact]:
    language = public_language()
    rule = rule_words(event, language)
    where = destination_card(event, request)
    return kept(
        [
            fact(gettext("Next time"), span(coming, language) if coming else "", note=rule),
            # Where no time is to come, the rule still tells.
            fact(gettext("When"), "" if coming else rule),
            fact(gettext("Hours"), hours_words(event.start_time, event.end_time)),
            fact(gettext("Venue"), where["title"] if where else "", url=where["url"] if where else ""),
            *address_facts(event),
            fact(gettext("Organiser"), event.organiser),
            fact(gettext("Ticket"), event.ticket),
            *contact_facts(event),
        ]
    )


def destination_card(event: EventPage, request: HttpRequest | None) -> dict[str, Any] | None:
    """The destination it takes place at, as a card, where that is public in the language; one query a page."""
    if not hasattr(event, "_destination_card"):
        live = DestinationPage.objects.filter(pk=event.destination_id).live_in(public_language())
        found = queryset_cards(live, request, kickers=False) if event.destination_id else []
        event._destination_card = found[0] if found else None
    return event._destination_card


def getting_there(event: EventPage, language: str) -> str:
    """How to get to the destination it takes place at, where that is told in the language."""
    if event.destination_id is None:
        return ""
    live = DestinationPage.objects.filter(pk=event.destination_id).live_in(language).order_by().rewrite(False)
    return live.values_list(column("getting_there", language), flat=True).first() or ""


def event_leaf(event: EventPage, request: HttpRequest) -> Leaf:
    language, today = public_language(), timezone.localdate()
    times = times_of(event, request)
    rows = date_rows(event, times, language, today)
    return Leaf(
        title=event.title,
        address=permanent_address(event),
        kicker=capfirst(str(event.get_kind_display())),
        introduction=event.introduction or "",
        picture=event.image,
        facts=fact_pairs(event_facts(event, next_of(times, today), request)),
        sections=tuple(section for section in body_sections(event.body) if section.html),
        pictures=body_pictures(event.body),
        points=point_of(event),
        # Paper stays longer than a page: both years, with what is known of them.
        rows_title=gettext("Dates"),
        rows=tuple(
            {"time": row["year"], "title": row["when"], "text": row["label"] or row["note"], "distance": ""}
            for row in rows
            if not row["is_over"]
        ),
    )
