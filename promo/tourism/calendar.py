"""The page of a portal's calendar: a month day by day, what is coming, a year at a glance, feeds.

The address says all: `?month=2027-03&kind=festival`. Four queries, however many events there are.
"""

import re
from calendar import Calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst

from promo.core.languages import public_language, shown_language
from promo.core.portals import portal_of
from promo.tourism import schedule
from promo.tourism.dates import (
    format_month,
    format_span,
    format_weekday,
    hours_words,
    locale_of,
    lunar_day_words,
    month_name,
)
from promo.tourism.models import EventPage, Occurrence
from promo.tourism.recurrence import lunar_of
from promo.tourism.schedule import Entry

FIRST_YEAR, LAST_YEAR = 1990, 2050
# How far, in months from today, search engines are led.
NEAR_MONTHS = 18
COMING = 10
# In a month of the year at a glance.
AT_A_GLANCE = 4

_MONTH = re.compile(r"\A([0-9]{4})-([0-9]{2})\Z")


def calendar_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Context of an `EventIndexPage`. A month that there is not, or is too far away, is a 404."""
    language, today = public_language(), timezone.localdate()
    month = asked_month(request.GET.get("month", ""), today)
    kind = request.GET.get("kind", "")
    kind = kind if kind in EventPage.Kind.values else ""
    portal = portal_of(page)
    url = page.url_in(language, request) or ""
    if portal is None:
        return {"coming": [], "unlisted": True}
    kinds = schedule.kinds_of(portal, language)
    shown = {"language": language, "request": request, "today": today, "url": url, "kind": kind}
    last = next_month(month, 1) - timedelta(days=1)
    entries = schedule.between(portal, language, month, last, kind)
    return {
        "month": _month(month, entries, shown),
        "month_nav": _navigation(month, shown),
        "note": _note(month, today),
        "coming": [item(entry, shown) for entry in schedule.coming(portal, language, COMING, kind, today=today)],
        "year": _year(schedule.year_at_a_glance(portal, language, month.year, AT_A_GLANCE, kind), month, shown),
        "kinds": _kinds(kinds, month, shown),
        "subscriptions": _subscriptions(page, kinds, kind, request),
        "unlisted": bool(kind) or _is_far(month, today),
    }


def asked_month(text: str, today: date) -> date:
    """The first day of the month in the address, this month's if there is none."""
    if not text:
        return today.replace(day=1)
    found = _MONTH.match(text)
    if not found or not (FIRST_YEAR <= int(found[1]) <= LAST_YEAR and 1 <= int(found[2]) <= 12):
        raise Http404
    return date(int(found[1]), int(found[2]), 1)


def next_month(month: date, step: int) -> date:
    years, rest = divmod(month.year * 12 + month.month - 1 + step, 12)
    return date(years, rest + 1, 1)


def _is_far(month: date, today: date) -> bool:
    return abs((month.year - today.year) * 12 + month.month - today.month) > NEAR_MONTHS


def _address(month: date, shown: dict[str, Any], kind: str | None = None) -> str:
    """Each view has one address: this month, and all kinds, are the plain one."""
    kind = shown["kind"] if kind is None else kind
    query = {} if month == shown["today"].replace(day=1) else {"month": f"{month:%Y-%m}"}
    if kind:
        query["kind"] = kind
    return shown["url"] + (f"?{urlencode(query)}" if query else "")


def _month_link(month: date, shown: dict[str, Any]) -> dict[str, Any]:
    return {
        "label": format_month(month, shown["language"]),
        "url": _address(month, shown),
        "rel": "nofollow" if _is_far(month, shown["today"]) else "",
    }


def _navigation(month: date, shown: dict[str, Any]) -> dict[str, Any]:
    before, after, now = next_month(month, -1), next_month(month, 1), shown["today"].replace(day=1)
    return {
        "previous": _month_link(before, shown) if before.year >= FIRST_YEAR else None,
        "next": _month_link(after, shown) if after.year <= LAST_YEAR else None,
        "now": _month_link(now, shown) if now != month else None,
    }


def _note(month: date, today: date) -> str:
    """Why a month far away may say less, or more, than it should: "reckoned", "past" or ""."""
    if month > schedule.last_kept_day(today):
        return "reckoned"
    return "past" if month.year < today.year - 1 else ""


def item(entry: Entry, shown: dict[str, Any]) -> dict[str, Any]:
    """An entry as lists print it."""
    return {
        "title": entry.title,
        "url": entry.url(shown["language"], shown["request"]),
        "date": entry.starts_on,
        "when": format_span(entry.starts_on, entry.ends_on, shown["language"]),
        "hours": hours_words(entry.start_time, entry.end_time),
        "kind": entry.kind,
        "kind_label": capfirst(str(EventPage.Kind(entry.kind).label)),
        "place": entry.place,
        "state": entry.state,
        "state_label": "" if entry.state == Occurrence.State.PLANNED else state_label(entry.state),
        "is_on": entry.starts_on <= shown["today"] <= entry.ends_on and not entry.cancelled,
    }


def state_label(state: str) -> str:
    return capfirst(str(Occurrence.State(state).label))


# --- The month ---------------------------------------------------------------------------------


def _month(month: date, entries: list[Entry], shown: dict[str, Any]) -> dict[str, Any]:
    """Weeks of days. Each day has its entries in lanes, so that what lasts is one bar from day to day."""
    locale = locale_of(shown["language"])
    items = {entry: item(entry, shown) for entry in entries}
    weeks = Calendar(locale.first_week_day).monthdatescalendar(month.year, month.month)
    return {
        "label": format_month(month, shown["language"]),
        "value": f"{month:%Y-%m}",
        "count": len({entry.event for entry in entries}),
        "weekdays": [
            {
                "short": format_weekday(day, shown["language"], "short"),
                "full": format_weekday(day, shown["language"]),
            }
            for day in weeks[0]
        ],
        "weeks": [_week([day if day.month == month.month else None for day in week], items, shown) for week in weeks],
    }


def _week(days: list[date | None], items: dict[Entry, dict[str, Any]], shown: dict[str, Any]) -> list[Any]:
    in_month = [day for day in days if day]
    lanes = _lanes([entry for entry in items if entry.starts_on <= in_month[-1] and entry.ends_on >= in_month[0]])
    return [_day(day, in_month, lanes, items, shown) if day else None for day in days]


def _lanes(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Entries of a week, each in the first lane that is free on all its days; the longest above the others."""
    lanes: list[list[Entry]] = []
    for entry in sorted(entries, key=lambda entry: (entry.starts_on, entry.starts_on - entry.ends_on, entry.path)):
        lane = next((lane for lane in lanes if lane[-1].ends_on < entry.starts_on), None)
        if lane is None:
            lanes.append([entry])
        else:
            lane.append(entry)
    return lanes


def _day(
    day: date, week: list[date], lanes: list[list[Entry]], items: dict[Entry, dict[str, Any]], shown: dict[str, Any]
) -> dict[str, Any]:
    slots = [
        _slot(day, week, next((e for e in lane if e.starts_on <= day <= e.ends_on), None), items) for lane in lanes
    ]
    while slots and slots[-1] is None:
        slots.pop()
    lunar = lunar_of(day)
    return {
        "date": day,
        "weekday": format_weekday(day, shown["language"]),
        "lunar": f"{lunar.day}/{lunar.month}" if lunar.day == 1 or day.day == 1 else str(lunar.day),
        "lunar_words": lunar_day_words(day, shown["language"]),
        "is_today": day == shown["today"],
        "slots": slots,
        # Days on which something begins, or is under way as the month begins: what the list on a phone consists of.
        "begins": any(slot and slot["begins"] for slot in slots),
    }


def _slot(
    day: date, week: list[date], entry: Entry | None, items: dict[Entry, dict[str, Any]]
) -> dict[str, Any] | None:
    """What a lane has on a day: a bar that begins, its going on, or nothing."""
    if entry is None:
        return None
    first_in_week = max(entry.starts_on, week[0])
    return {
        "item": items[entry],
        "bar": day == first_in_week,
        "days": (min(entry.ends_on, week[-1]) - first_in_week).days + 1,
        "begins": day == entry.starts_on or (day.day == 1 and entry.starts_on < day),
        "from_before": entry.starts_on < first_in_week,
        "goes_on": entry.ends_on > week[-1],
    }


# --- Beside it ---------------------------------------------------------------------------------


def _year(entries: list[Entry], month: date, shown: dict[str, Any]) -> dict[str, Any] | None:
    if not entries:
        return None
    by_month: dict[int, list[Entry]] = {}
    for entry in entries:
        by_month.setdefault(entry.starts_on.month, []).append(entry)
    months = []
    for number in range(1, 13):
        found = by_month.get(number, [])
        months.append(
            {
                **_month_link(month.replace(month=number), shown),
                "name": month_name(month.replace(month=number), shown["language"]),
                "current": number == month.month,
                "items": [item(entry, shown) for entry in found],
                "more": found[0].number - len(found) if found else 0,
            }
        )
    years = [month.replace(year=month.year + step) for step in (-1, 1)]
    return {
        # In words: a template would write a number with a thousands separator.
        "number": str(month.year),
        "months": months,
        "others": [
            {**_month_link(other, shown), "label": str(other.year)}
            for other in years
            if FIRST_YEAR <= other.year <= LAST_YEAR and not _is_far(other, shown["today"])
        ],
    }


def _kinds(kinds: set[str], month: date, shown: dict[str, Any]) -> list[dict[str, Any]]:
    """Links that filter; none where there is nothing to choose from."""
    if len(kinds) < 2 and not shown["kind"]:
        return []
    rows = [("", ""), *((value, label) for value, label in EventPage.Kind.choices if value in {*kinds, shown["kind"]})]
    return [
        {
            "value": value,
            "label": capfirst(str(label)),
            "url": _address(month, shown, value),
            "current": value == shown["kind"],
        }
        for value, label in rows
    ]


def _subscriptions(page: Any, kinds: set[str], kind: str, request: HttpRequest) -> list[dict[str, str]]:
    """The feeds, the chosen one first: address to subscribe to, and to copy or download."""
    base = page.full_url_in(shown_language(request)) or ""
    rows = [("", "")] + [(value, label) for value, label in EventPage.Kind.choices if value in kinds and len(kinds) > 1]
    found = []
    for value, label in sorted(rows, key=lambda row: row[0] != kind):
        url = f"{base}calendar{'-' + value if value else ''}.ics"
        found.append({"label": capfirst(str(label)), "url": url, "webcal": "webcal://" + url.partition("://")[2]})
    return found
