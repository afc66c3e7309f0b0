from datetime import date, time
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from promo.tourism.models import Occurrence
from promo.tourism.occurrences import sync
from tests.factories import EventPageFactory
from tests.tourism.conftest import TODAY
from tests.tourism.dates import change


def dates(event):
    return list(event.occurrences.values_list("starts_on", "ends_on", "state"))


def save(event, **fields):
    for name, value in fields.items():
        setattr(event, name, value)
    event.save()


class TestDates:
    def test_last_year_to_five_years_on(self, festival):
        assert [start.year for start, _end, _state in dates(festival)] == list(range(2025, 2032))

    def test_the_festival_of_this_year_and_next(self, festival):
        found = dates(festival)
        assert (date(2026, 3, 28), date(2026, 3, 30), "planned") in found
        assert (date(2027, 3, 17), date(2027, 3, 19), "planned") in found

    def test_what_took_place_stays_when_the_rule_changes(self, calendar, clock):
        clock(date(2026, 1, 5))
        festival = EventPageFactory(parent=calendar, title="Hội", first_day=10, first_month=2)
        clock(TODAY)
        save(festival, first_day=11)
        starts = [start for start, _end, _state in dates(festival)]
        assert date(2026, 3, 28) in starts and date(2026, 3, 29) not in starts
        assert date(2027, 3, 17) not in starts and date(2027, 3, 18) in starts

    def test_what_was_over_when_it_was_entered_follows_the_rule(self, festival):
        save(festival, first_day=11)
        starts = [start for start, _end, _state in dates(festival)]
        assert date(2026, 3, 28) not in starts and date(2026, 3, 29) in starts

    def test_once(self, festival):
        save(festival, rhythm="once", starts_on=date(2031, 5, 1), ends_on=date(2031, 5, 3))
        assert (date(2031, 5, 1), date(2031, 5, 3), "planned") in dates(festival)
        assert not festival.occurrences.filter(starts_on__year=2032).exists()

    def test_every_third_year(self, festival):
        save(festival, every_years=3, anchor_year=2025)
        years = [start.year for start, _end, _state in dates(festival) if start > TODAY]
        assert years and all(later - earlier == 3 for earlier, later in pairwise(years))


NEXT = date(2027, 3, 17)


class TestChanges:
    def test_cancelled_and_back(self, festival):
        row = change(festival, NEXT, "cancelled")
        assert (row.state, row.sequence) == ("cancelled", 1)
        assert row.starts_on == date(2027, 3, 17)
        save(festival, changes_vi=[])
        row.refresh_from_db()
        assert (row.state, row.sequence) == ("planned", 2)

    def test_moved_keeps_its_length(self, festival):
        row = change(festival, NEXT, "moved", starts_on=date(2027, 4, 1))
        assert (row.starts_on, row.ends_on, row.state) == (date(2027, 4, 1), date(2027, 4, 3), "moved")

    def test_saving_again_changes_nothing(self, festival):
        change(festival, NEXT, "cancelled")
        before = list(festival.occurrences.values_list("pk", "sequence", "changed_at"))
        festival.save()
        assert list(festival.occurrences.values_list("pk", "sequence", "changed_at")) == before

    def test_a_draft_moves_no_date(self, festival):
        before = dates(festival)
        festival.first_day = 11
        festival.save_revision()
        assert dates(festival) == before
        festival.get_latest_revision().publish()
        assert dates(festival) != before


def test_the_new_year_comes_by_command(festival, capsys):
    newest = festival.occurrences.last()
    newest.delete()
    call_command("refresh_occurrences")
    assert festival.occurrences.filter(planned_on=newest.planned_on).exists()
    assert "1 dates written" in capsys.readouterr().out


def test_more_events_cost_no_more_queries(calendar):
    def count(events):
        Occurrence.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            sync(events)
        return len(queries)

    events = [
        EventPageFactory(parent=calendar, title=f"Hội {number}", first_day=number, first_month=3)
        for number in range(1, 8)
    ]
    assert count(events[:1]) == count(events)


@pytest.mark.parametrize("fields, field", [
    ({"rhythm": "once"}, "starts_on"),
    ({"rhythm": "once", "starts_on": date(2027, 5, 3), "ends_on": date(2027, 5, 1)}, "ends_on"),
    ({"first_day": None}, "first_day"),
    ({"last_month": None}, "last_month"),
    ({"first_day": 31}, "first_day"),
    ({"calendar": "solar", "first_day": 30}, "first_day"),
    ({"every_years": 3}, "anchor_year"),
    ({"last_day": 10, "start_time": time(9), "end_time": time(8)}, "end_time"),
])  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(festival, fields, field):
    for name, value in fields.items():
        setattr(festival, name, value)
    with pytest.raises(ValidationError) as refused:
        festival.full_clean()
    assert list(refused.value.message_dict) == [field]
