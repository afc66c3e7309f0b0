"""On which days an event takes place, by the solar or the Vietnamese lunar calendar. Pure, without the database.

Lunar dates are those of Việt Nam (UTC+7), from `lunar_vn`; the Chinese calendar (UTC+8) differs in some years.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lunar_vn import LunarDate, convert_lunar_to_solar, convert_solar_to_lunar

# Years whose dates can be computed.
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True)
class Span:
    """First and last day, solar, both included."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Day:
    day: int
    month: int


@dataclass(frozen=True)
class Rule:
    """Every `every_years`-th year, counted from `anchor_year`, from `first` to `last`.

    A last day that comes before the first in the calendar is in the year after: 28/12 to 3/1. `in_first` and
    `in_leap` say in which of the two months of a year with a leap month of that number.
    """

    first: Day
    last: Day
    lunar: bool
    in_first: bool = True
    in_leap: bool = False
    every_years: int = 1
    anchor_year: int | None = None

    def spans(self, first_year: int, last_year: int) -> Iterator[Span]:
        """The spans of these calendar years, in order. A lunar year begins at Tết, in January or February."""
        for year in range(max(first_year, FIRST_YEAR), min(last_year, LAST_YEAR) + 1):
            if (year - (self.anchor_year or 0)) % self.every_years == 0:
                yield from self._of(year)

    def _of(self, year: int) -> Iterator[Span]:
        next_year = year + ((self.last.month, self.last.day) < (self.first.month, self.first.day))
        if not self.lunar:
            yield Span(_solar(self.first, year), _solar(self.last, next_year))
            return
        leap = has_leap_month(year, self.first.month)
        if self.in_first or not leap:
            yield Span(_lunar(self.first, year), self._end(next_year, leap=False))
        if self.in_leap and leap:
            yield Span(_lunar(self.first, year, leap=True), self._end(next_year, leap=True))

    def _end(self, year: int, *, leap: bool) -> date:
        """What begins in a leap month and ends in the same month ends in the leap month."""
        return _lunar(self.last, year, leap=leap and self.last.month == self.first.month)


def lunar_of(day: date) -> LunarDate:
    """The day by the lunar calendar: its `day`, `month`, `year` and whether the month is a `leap` month."""
    return convert_solar_to_lunar(day.day, day.month, day.year)


def has_leap_month(year: int, month: int) -> bool:
    """Whether the lunar year has this month twice."""
    first = _convert(1, month, year, leap=True)
    # The library passes over the question in some years that have no leap month: what does it call that day itself?
    return first is not None and lunar_of(first).leap


def _solar(day: Day, year: int) -> date:
    """29 February is the 28th in common years, and so for any day the month does not have."""
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def _lunar(day: Day, year: int, *, leap: bool = False) -> date:
    """Day 30 of a month of 29 days is its last day."""
    first = _convert(1, day.month, year, leap=leap)
    if first is None:
        raise ValueError(f"The lunar year {year} has no leap month {day.month}.")
    if day.day == 30 and _month_length(first) == 29:
        return first + timedelta(days=28)
    return first + timedelta(days=day.day - 1)


def _month_length(first: date) -> int:
    later = first + timedelta(days=29)
    return 29 if lunar_of(later).day == 1 else 30


def _convert(day: int, month: int, year: int, *, leap: bool) -> date | None:
    try:
        return convert_lunar_to_solar(day, month, year, int(leap))
    except ValueError:
        return None
