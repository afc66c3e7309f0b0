import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from promo.tourism.recurrence import Day, Rule, Span, has_leap_month

TABLE = Path(__file__).parent / "data" / "lunar-months.csv"


def months():
    """(year, month, leap) -> first day; computed by `lunar_table.py` from the positions of sun and moon."""
    with TABLE.open() as file:
        return {
            (int(row["year"]), int(row["month"]), row["leap"] == "1"): date.fromisoformat(row["first_day"])
            for row in csv.DictReader(file)
        }


def rule(first, last=None, **more):
    return Rule(Day(*first), Day(*(last or first)), **{"lunar": True, **more})


def only(rule, year):
    (span,) = rule.spans(year, year)
    return span


@pytest.mark.parametrize("first, published", [
    ((9, 1), date(2023, 1, 30)),
    ((10, 2), date(2023, 3, 1)),
    ((20, 1), date(2024, 2, 29)),
])  # fmt: skip
def test_dates_as_they_were_published(first, published):
    assert only(rule(first), published.year).starts_on == published


def test_every_day_of_sixty_years_agrees_with_the_sky():
    table = months()
    assert len(table) == 755
    for (year, month, leap), begins in table.items():
        for day in (1, 10, 29):
            spans = rule((day, month), in_first=not leap, in_leap=leap).spans(year, year)
            # A rule for the leap month alone takes the ordinary one in years without.
            assert next(spans).starts_on == begins + timedelta(days=day - 1), (year, month, leap, day)
        assert has_leap_month(year, month) == ((year, month, True) in table)


def test_day_thirty_of_a_short_month_is_its_last():
    ends = {}
    starts = sorted(months().values())
    for (year, month, leap), begins in months().items():
        later = [start for start in starts if start > begins]
        if later and not leap:
            ends[year, month] = later[0] - timedelta(days=1)
    for (year, month), last in ends.items():
        assert only(rule((30, month)), year).starts_on == last


def test_a_leap_month():
    # 2023 had the second month twice.
    assert [span.starts_on for span in rule((10, 2), in_leap=True).spans(2023, 2023)] == [
        date(2023, 3, 1),
        date(2023, 3, 31),
    ]
    assert only(rule((10, 2), in_first=False, in_leap=True), 2023).starts_on == date(2023, 3, 31)
    # In a year without one, the festival that is in the leap month takes place all the same.
    assert only(rule((10, 2), in_first=False, in_leap=True), 2024).starts_on == date(2024, 3, 19)


def test_over_the_end_of_the_year():
    assert only(rule((28, 12), (3, 1)), 2025) == Span(date(2026, 2, 15), date(2026, 2, 19))
    assert only(rule((30, 12), (2, 1), lunar=False), 2026) == Span(date(2026, 12, 30), date(2027, 1, 2))


def test_over_the_end_of_a_month():
    assert only(rule((29, 2), (2, 3)), 2026) == Span(date(2026, 4, 16), date(2026, 4, 18))
    assert only(rule((29, 2), lunar=False), 2027).starts_on == date(2027, 2, 28)
    assert only(rule((29, 2), lunar=False), 2028).starts_on == date(2028, 2, 29)


def test_every_third_year():
    found = rule((10, 2), (12, 2), every_years=3, anchor_year=2025).spans(2019, 2029)
    assert [span.starts_on.year for span in found] == [2019, 2022, 2025, 2028]


def test_years_beyond_the_calendar_have_no_dates():
    assert list(rule((1, 1)).spans(2300, 2400)) == []
