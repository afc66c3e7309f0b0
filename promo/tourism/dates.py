"""When events take place, as pages say it: next time, this year's and next year's days, words for them."""

from collections.abc import Iterable
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from promo.core.cards import Row
from promo.core.languages import column, language_tag
from promo.tourism.lunar_words import lunar_span
from promo.tourism.occurrences import rule_of
from promo.tourism.recurrence import Day, lunar_of

if TYPE_CHECKING:
    from promo.tourism.models import EventPage, Occurrence

# With a country, which knows on which day weeks begin.
_LOCALES = {
    "vi": "vi_VN",
    "en": "en_GB",
    "zh-hans": "zh_Hans_CN",
    "ja": "ja_JP",
    "ko": "ko_KR",
    "fr": "fr_FR",
    "lo": "lo_LA",
}
# Spans of days of one month, one year, and others, where CLDR's are of figures alone or not as the house writes them.
_DAY, _MONTH, _YEAR = "d", "M", "y"
_SPANS = {
    "vi": {
        _DAY: ("d–", "d MMMM 'năm' y"),
        _MONTH: ("d MMMM – ", "d MMMM 'năm' y"),
        _YEAR: ("d MMMM 'năm' y – ", "d MMMM 'năm' y"),
    },
    "lo": {_DAY: ("d–", "d MMMM y"), _MONTH: ("d MMMM – ", "d MMMM y"), _YEAR: ("d MMMM y – ", "d MMMM y")},
}


@cache
def locale_of(language: str) -> Locale:
    """Babel's locale of a public language."""
    return Locale.parse(_LOCALES.get(language) or language_tag(language).replace("-", "_"))


def next_times(keys: Iterable[int], today: date | None = None) -> dict[int, "Occurrence"]:
    """By event: its occurrence that is going on or comes next; none for those that have none. One query.

    What is cancelled does not take place; the event's page says so.
    """
    from promo.tourism.models import Occurrence

    today = today or timezone.localdate()
    rows = Occurrence.objects.filter(event__in=list(keys), ends_on__gte=today).exclude(state=Occurrence.State.CANCELLED)
    found: dict[int, Occurrence] = {}
    for row in rows:
        found.setdefault(row.event_id, row)
    return found


def next_time(event: "EventPage", today: date | None = None) -> "Occurrence | None":
    """The event's occurrence that is going on or comes next; from the prefetched ones if there are."""
    today = today or timezone.localdate()
    if "occurrences" not in getattr(event, "_prefetched_objects_cache", {}):
        return next_times([event.pk], today).get(event.pk)
    coming = [row for row in event.occurrences.all() if row.ends_on >= today and row.state != row.State.CANCELLED]
    return min(coming, key=lambda row: (row.starts_on, row.ends_on), default=None)


def format_span(start: date, end: date, language: str) -> str:
    """“28–30 March 2026”, “28 March – 1 April 2026”, “28 March 2026”."""
    locale = locale_of(language)
    if start == end:
        return format_date(start, _day_pattern(language, start), locale=locale)
    difference = _YEAR if start.year != end.year else _MONTH if start.month != end.month else _DAY
    # In full: CLDR's patterns are of shortened names of months.
    patterns = (_SPANS.get(language) or locale.interval_formats["yMMMd"])[difference]
    return "".join(
        format_date(
            day, _ordinal(part if "MMMM" in part else part.replace("MMM", "MMMM"), day, language), locale=locale
        )
        for day, part in zip((start, end), patterns, strict=True)
    )


def _day_pattern(language: str, day: date) -> str:
    if language in _SPANS:
        return _SPANS[language][_DAY][1]
    return _ordinal(locale_of(language).date_formats["long"].pattern, day, language)


def _ordinal(pattern: str, day: date, language: str) -> str:
    """French counts the first of a month: “1er mars”, which CLDR leaves to those who write."""
    return pattern.replace("d", "d'er'", 1) if language == "fr" and day.day == 1 else pattern


def format_month(month: date, language: str) -> str:
    """“March 2026”, as a heading has it."""
    return capfirst(format_skeleton("yMMMM", month, locale=locale_of(language)))


def month_name(month: date, language: str) -> str:
    """“March”. Not the name that stands alone: Babel 2.18 gives the first language's it was asked for to all others."""
    return capfirst(format_date(month, "MMMM", locale=locale_of(language)))


def format_weekday(day: date, language: str, width: str = "wide") -> str:
    """“Saturday”; `width` "short" for columns."""
    return locale_of(language).days["format"][width][day.weekday()]


def lunar_words(event: "EventPage", language: str) -> str:
    """“10th–12th of the second lunar month”; "" for what goes by the solar calendar or takes place once."""
    rule = rule_of(event)
    if rule is None or not rule.lunar:
        return ""
    return lunar_span(rule.first, rule.last, language, leap=not rule.in_first)


def hours_words(start: time | None, end: time | None) -> str:
    """“08:00–17:00”, “from 08:00”."""
    if start is None:
        return ""
    begin = time_format(start, "H:i")
    return f"{begin}–{time_format(end, 'H:i')}" if end else gettext("from %(time)s") % {"time": begin}


def lunar_day_words(day: date, language: str) -> str:
    """The day by the lunar calendar: “10th of the second lunar month”."""
    lunar = lunar_of(day)
    found = Day(lunar.day, lunar.month)
    return lunar_span(found, found, language, leap=lunar.leap)


def years_of(rows: Iterable["Occurrence"], language: str, today: date | None = None) -> list[dict[str, Any]]:
    """This year's and next year's dates among `rows`, each with its words and state."""
    today = today or timezone.localdate()

    def label(row: "Occurrence") -> str:
        if row.state == row.State.CANCELLED or (row.state != row.State.PLANNED and row.ends_on >= today):
            return capfirst(str(row.get_state_display()))
        return gettext("Over") if row.ends_on < today else ""

    return [
        {
            "year": row.starts_on.year,
            "when": format_span(row.starts_on, row.ends_on, language),
            "state": row.state,
            "state_label": label(row),
        }
        for row in rows
        if row.starts_on.year in (today.year, today.year + 1)
    ]


def events_at(page: Any, language: str) -> list[dict[str, Any]]:
    """The events that take place at a destination, in two queries: {"url", "title", "when", "years"}.

    `when` is the rule in words, or the next date of what has none; `years` this year's and next year's dates. What
    took place once and is over is left out.
    """
    from promo.tourism.models import EventPage

    events = list(
        EventPage.objects.filter(destination=page.pk)
        .live_in(language)
        .only_columns_of(language, bodies=False)
        .prefetch_related("occurrences")
        .order_by("path")
    )
    found = []
    for event in events:
        coming = next_time(event)
        years = years_of(event.occurrences.all(), language)
        if coming is None and (event.rhythm == event.Rhythm.ONCE or not years):
            continue
        row = Row(event.pk, event.path, event.title, "", getattr(event, column("public_path", language)), None, None)
        words = lunar_words(event, language)
        when = words or (format_span(coming.starts_on, coming.ends_on, language) if coming else years[0]["when"])
        found.append({"url": row.url(language, None), "title": event.title, "when": when, "years": years})
    return found
