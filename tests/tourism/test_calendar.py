"""The page of the calendar: months, kinds, what is coming, the year; and what an address may ask for."""

from datetime import date, timedelta
from typing import Any

import lxml.html
import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from promo.tourism import schedule
from promo.tourism.calendar import asked_month, next_month
from promo.tourism.models import Occurrence
from tests.factories import EventPageFactory
from tests.tourism.conftest import TODAY
from tests.tourism.dates import change

pytestmark = pytest.mark.django_db
VI, EN = "/vi/le-hoi/", "/en/festivals/"
NEXT_YEAR = date(2027, 3, 17)


def shown(client: Any, address: str = VI, **query: str) -> Any:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.context


def bars(context: Any) -> list[tuple[int, str, int, bool, bool]]:
    """(day, title, days long, begun before this week of the month, going on after it) of the month's bars."""
    return [
        (day["date"].day, slot["item"]["title"], slot["days"], slot["from_before"], slot["goes_on"])
        for week in context["month"]["weeks"]
        for day in week
        if day
        for slot in day["slots"]
        if slot and slot["bar"]
    ]


def once(calendar: Any, title: str, first: date, last: date | None = None, **fields: Any) -> Any:
    return EventPageFactory(
        parent=calendar, title=title, rhythm="once", starts_on=first, ends_on=last, **{"kind": "culture", **fields}
    )


# --- A month -----------------------------------------------------------------------------------


def test_this_month_by_itself_and_any_other_by_address(client: Any, festival: Any) -> None:
    context = shown(client)
    assert context["month"]["value"] == "2026-11"
    assert context["month_nav"]["now"] is None
    assert context["month_nav"]["next"]["url"] == f"{VI}?month=2026-12"
    march = shown(client, EN, month="2027-03")
    assert march["month"]["label"] == "March 2027"
    assert bars(march) == [(17, "Da Hoa festival", 3, False, False)]
    assert march["month_nav"]["now"]["url"] == EN
    # Back to this month there is one address, the plain one.
    assert shown(client, month="2026-12")["month_nav"]["previous"]["url"] == VI


def test_what_lasts_over_weeks_and_months_is_a_bar_in_each_of_them(client: Any, calendar: Any) -> None:
    # From Thursday, 26 November to Tuesday, 8 December.
    once(calendar, "Tuần văn hóa", date(2026, 11, 26), date(2026, 12, 8))
    assert bars(shown(client)) == [(26, "Tuần văn hóa", 4, False, True), (30, "Tuần văn hóa", 1, True, True)]
    december = shown(client, month="2026-12")
    assert bars(december) == [(1, "Tuần văn hóa", 6, True, True), (7, "Tuần văn hóa", 2, True, False)]
    tree = lxml.html.fromstring(client.get(VI, {"month": "2026-12"}).content)
    # On a phone the month is the list of days on which something begins, or is under way as the month begins.
    assert [int(cell.find(".//b").text) for cell in tree.find_class("has-events")] == [1]


def test_what_overlaps_stands_in_lanes_of_its_own(client: Any, calendar: Any) -> None:
    once(calendar, "Dài", date(2026, 11, 9), date(2026, 11, 12))
    once(calendar, "Ngắn", date(2026, 11, 10))
    once(calendar, "Sau", date(2026, 11, 13))
    days = {day["date"].day: day for week in shown(client)["month"]["weeks"] for day in week if day}
    assert [slot["item"]["title"] for slot in days[10]["slots"]] == ["Dài", "Ngắn"]
    assert [slot and slot["item"]["title"] for slot in days[13]["slots"]] == ["Sau"]
    assert days[14]["slots"] == []


def test_weeks_begin_as_the_reader_is_used_to(client: Any, festival: Any) -> None:
    assert shown(client)["month"]["weekdays"][0]["full"] == "Thứ Hai"
    assert shown(client, "/ja/祭り/")["month"]["weekdays"][0]["full"] == "日曜日"


def test_days_carry_the_lunar_calendar(client: Any, festival: Any) -> None:
    days = {day["date"].day: day for week in shown(client, month="2027-02")["month"]["weeks"] for day in week if day}
    assert (days[6]["lunar"], days[6]["lunar_words"]) == ("1/1", "mồng 1 tháng Giêng âm lịch")
    assert days[7]["lunar"] == "2"
    assert [day for day in days if days[day]["is_today"]] == []
    assert [day["date"].day for week in shown(client)["month"]["weeks"] for day in week if day and day["is_today"]] == [
        TODAY.day
    ]


def test_at_the_edges_of_the_calendar(client: Any, festival: Any) -> None:
    first, last = shown(client, month="1990-01"), shown(client, month="2050-12")
    assert first["month_nav"]["previous"] is None and first["month_nav"]["next"]
    assert last["month_nav"]["next"] is None and last["month_nav"]["previous"]
    assert (first["note"], last["note"], shown(client)["note"]) == ("past", "reckoned", "")
    assert first["unlisted"] and last["unlisted"] and not shown(client, month="2027-01")["unlisted"]
    assert 'content="noindex"' in client.get(VI, {"month": "2050-12"}).content.decode()


def test_years_away_are_reckoned_from_the_rule(client: Any, calendar: Any, festival: Any) -> None:
    once(calendar, "Đại hội", date(2040, 3, 20))
    assert not Occurrence.objects.filter(starts_on__range=(date(2035, 1, 1), date(2039, 12, 31))).exists()
    assert bars(shown(client, month="2040-03")) == [
        (20, "Đại hội", 1, False, False),
        (22, "Lễ hội Đa Hòa", 3, False, False),
    ]
    assert bars(shown(client, month="2040-03", kind="festival")) == [(22, "Lễ hội Đa Hòa", 3, False, False)]
    # The last month that is kept and the first that is reckoned say the same rule.
    kept = schedule.last_kept_day()
    assert schedule.between(calendar.get_parent().specific, "vi", kept, kept + timedelta(days=90)) is not None
    assert bars(shown(client, month=f"{kept.year + 1}-03"))


@pytest.mark.parametrize("month", [
    "2026-13", "2026-00", "1989-12", "2051-01", "9999-12", "0000-01", "2026-1", "2026", "x", "2026-11-24",
    "２０２６-１１", "٢٠٢٦-١١", " 2026-11", "2026-11\n", "2026-11\x00", "-2026-11", "2026-11'--", "<script>", "1e9-01",
    "9" * 5000,
])  # fmt: skip
def test_a_month_there_is_not(month: str) -> None:
    with pytest.raises(Http404):
        asked_month(month, TODAY)


def test_what_else_an_address_may_hold(client: Any, festival: Any) -> None:
    for month in ("2026-13", "1989-12", "<script>alert(1)</script>", "9" * 5000):
        response = client.get(VI, {"month": month})
        assert response.status_code == 404
        assert "<script>alert" not in response.content.decode()
    for query in ("month=", "kind=nothing", "kind=<script>alert(1)</script>", "kind=%00", "page=-1", "a[]=1&;&&=", "%"):
        response = client.get(f"{VI}?{query}")
        assert response.status_code == 200, query
        assert "<script>alert" not in response.content.decode()
        assert response.context["kind"] == "" if "kind" in response.context else True
    assert shown(client, kind="nothing")["month"]["value"] == "2026-11"


def test_months_are_counted_over_years() -> None:
    assert next_month(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert next_month(date(2026, 1, 1), -1) == date(2025, 12, 1)


# --- Kinds, what is coming, the year -----------------------------------------------------------


def test_kinds_filter_all_of_the_page(client: Any, calendar: Any, festival: Any) -> None:
    assert shown(client)["kinds"] == []  # nothing to choose from
    once(calendar, "Hội chợ", date(2027, 3, 2), kind="fair")
    kinds = shown(client, month="2027-03")["kinds"]
    assert [(row["value"], row["current"]) for row in kinds] == [("", True), ("festival", False), ("fair", False)]
    assert kinds[2]["url"] == f"{VI}?month=2027-03&kind=fair"
    fairs = shown(client, month="2027-03", kind="fair")
    assert [title for _day, title, *_more in bars(fairs)] == ["Hội chợ"]
    assert [item["title"] for item in fairs["coming"]] == ["Hội chợ"]
    assert [item["title"] for month in fairs["year"]["months"] for item in month["items"]] == ["Hội chợ"]
    assert fairs["subscriptions"][0]["url"].endswith("calendar-fair.ics")
    assert fairs["unlisted"]


@pytest.mark.parametrize("address", [VI, EN])
def test_what_is_coming_has_each_event_once_in_order(client: Any, calendar: Any, festival: Any, address: str) -> None:
    once(calendar, "Đang diễn ra", TODAY - timedelta(days=2), TODAY + timedelta(days=2), en="Going on")
    once(calendar, "Hôm qua", TODAY - timedelta(days=1), en="Yesterday")
    change(once(calendar, "Bị hủy", TODAY + timedelta(days=5), en="Called off"), TODAY + timedelta(days=5), "cancelled")
    coming = shown(client, address)["coming"]
    names = {VI: ["Đang diễn ra", "Bị hủy", "Lễ hội Đa Hòa"], EN: ["Going on", "Called off", "Da Hoa festival"]}
    assert [item["title"] for item in coming] == names[address]
    assert [item["is_on"] for item in coming] == [True, False, False]
    assert [item["state"] for item in coming] == ["planned", "cancelled", "planned"]
    assert coming[2]["date"] == NEXT_YEAR


def test_a_cancelled_year_is_said_and_a_moved_one_stands_on_its_new_days(client: Any, festival: Any) -> None:
    change(festival, NEXT_YEAR, "cancelled")
    html = client.get(VI, {"month": "2027-03"}).content.decode()
    assert "is-cancelled" in html and "Đã hủy" in html
    change(festival, NEXT_YEAR, "moved", starts_on=date(2027, 4, 1))
    assert bars(shown(client, month="2027-03")) == []
    assert bars(shown(client, month="2027-04"))[0][:3] == (1, "Lễ hội Đa Hòa", 3)


def test_the_year_at_a_glance_names_a_few_of_each_month(client: Any, calendar: Any, festival: Any) -> None:
    for day in range(1, 7):
        once(calendar, f"Hội {day}", date(2026, 3, day))
    year = shown(client)["year"]
    assert year["number"] == "2026"
    march = year["months"][2]
    assert [item["title"] for item in march["items"]] == ["Hội 1", "Hội 2", "Hội 3", "Hội 4"]
    assert march["more"] == 3
    assert year["months"][10]["current"]
    assert [other["label"] for other in year["others"]] == ["2025", "2027"]
    assert "2,026" not in client.get(EN).content.decode() and "2.026" not in client.get(VI).content.decode()


def test_an_empty_calendar_helps(client: Any, calendar: Any) -> None:
    context = shown(client)
    assert context["coming"] == [] and context["year"] is None and context["month"]["count"] == 0
    assert len(context["subscriptions"]) == 1


def test_only_what_the_portal_has_in_the_language(client: Any, calendar: Any, festival: Any, commune: Any) -> None:
    from tests.factories import EventIndexPageFactory

    own = EventIndexPageFactory(parent=commune, title="Lễ hội", slug="le-hoi")
    once(own, "Hội làng", date(2026, 11, 28))
    once(calendar, "Chỉ tiếng Việt", date(2026, 11, 27))
    assert [item["title"] for item in shown(client, EN)["coming"]] == ["Da Hoa festival"]
    assert [item["title"] for item in shown(client)["coming"]] == ["Chỉ tiếng Việt", "Lễ hội Đa Hòa"]
    response = client.get(VI, HTTP_HOST="me-so.testserver")
    assert [item["title"] for item in response.context["coming"]] == ["Hội làng"]


# --- What it costs -----------------------------------------------------------------------------


def cost(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_more_events_and_very_many_dates_cost_no_more_queries(client: Any, calendar: Any, festival: Any) -> None:
    once(calendar, "Hội chợ", date(2027, 3, 2), kind="fair", en="Fair")
    # With a query string, or the whole page would be kept.
    addresses = [f"{VI}?month=2027-03", f"{EN}?month=2027-03", f"{VI}?month=2027-03&kind=fair", f"{VI}?month=2045-03"]
    few = [cost(client, address) for address in addresses]
    events = [
        EventPageFactory(parent=calendar, title=f"Hội {number}", en=f"Event {number}", first_day=number, first_month=5)
        for number in range(1, 11)
    ]
    assert [cost(client, address) for address in addresses] == few
    first, now = date(2025, 1, 1), timezone.now()
    days = [first + timedelta(days=3 * number) for number in range(1000)]
    Occurrence.objects.filter(event__in=events).delete()
    Occurrence.objects.bulk_create(
        Occurrence(event_id=event.pk, planned_on=day, starts_on=day, ends_on=day, changed_at=now)
        for event in events
        for day in days
    )
    assert Occurrence.objects.count() > 10_000
    assert [cost(client, address) for address in addresses[1:3]] == few[1:3]
    assert len(shown(client)["coming"]) == 10
