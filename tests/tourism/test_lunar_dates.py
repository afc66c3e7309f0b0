"""The festivals of the demonstration, year by year, against new moons and solar terms reckoned by PyEphem.

The table is made by `lunar_table.py`, which knows nothing of the product's calendar.
"""

import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from promo import demo
from promo.tourism.models import EventPage
from promo.tourism.occurrences import rule_of
from tests.tourism.test_recurrence import months

FOLDER = Path(demo.__file__).parent / "content" / "events"
RULE = {field.name for field in EventPage._meta.get_fields()} & {
    *("rhythm", "calendar", "first_day", "first_month", "last_day", "last_month"),
    *("leap_month", "every_years", "anchor_year"),
}
FIRST, LAST = 1990, 2050


def lunar_festivals() -> dict[str, dict[str, Any]]:
    found = {}
    for file in sorted(FOLDER.glob("*.toml")):
        content = tomllib.loads(file.read_text())
        if content.get("calendar", "lunar") == "lunar" and content.get("rhythm", "yearly") == "yearly":
            found[file.stem] = {name: value for name, value in content.items() if name in RULE}
    return found


FESTIVALS = lunar_festivals()
TABLE = months()
# First day of a month -> the day before the next one.
LAST_DAYS = {first: later - timedelta(days=1) for first, later in pairwise(sorted(TABLE.values()))}


def day_by_the_sky(year: int, month: int, day: int) -> date:
    """The day of the lunar year by the table; day 30 of a short month is its last."""
    begins = TABLE[year, month, False]
    return min(begins + timedelta(days=day - 1), LAST_DAYS[begins])


def test_there_are_festivals_to_compare() -> None:
    assert len(FESTIVALS) >= 4


@pytest.mark.parametrize("name", FESTIVALS)
def test_each_year_from_1990_to_2050_agrees_with_the_sky(name: str) -> None:
    fields = FESTIVALS[name]
    rule = rule_of(EventPage(**fields))
    assert rule is not None and rule.every_years == 1
    assert fields.get("leap_month", "first") == "first"
    last = fields.get("last_day", fields["first_day"]), fields.get("last_month", fields["first_month"])
    assert last[1] >= fields["first_month"], "what goes over the end of a year is not compared here"
    expected = [
        (day_by_the_sky(year, fields["first_month"], fields["first_day"]), day_by_the_sky(year, last[1], last[0]))
        for year in range(FIRST, LAST + 1)
    ]
    assert [(span.starts_on, span.ends_on) for span in rule.spans(FIRST, LAST)] == expected
    assert len(expected) == 61


def test_the_table_itself_holds_the_published_dates() -> None:
    """9/1 at Am Tiên in 2023, 10/2 at Đa Hòa in 2023, 20/1 in 2024, as the press and the organisers had them."""
    assert day_by_the_sky(2023, 1, 9) == date(2023, 1, 30)
    assert day_by_the_sky(2023, 2, 10) == date(2023, 3, 1)
    assert day_by_the_sky(2024, 1, 20) == date(2024, 2, 29)
