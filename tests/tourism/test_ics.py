"""Calendar files, read by a calendar's parser."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from promo.core.publishing import publish_language, withdraw_language
from promo.tourism.models import EventPage, Occurrence
from tests.factories import EventPageFactory
from tests.tourism.dates import change

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2027, 3, 17)
VI, EN = "/vi/le-hoi/", "/en/festivals/"
INTRODUCTION = ("Rước nước, rước kiệu. " * 18).strip()


def read(client: Any, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def entries(calendar: Any) -> dict[date, Any]:
    """By first day."""
    found = {}
    for entry in calendar.walk("VEVENT"):
        start = entry.decoded("dtstart")
        found[start.date() if isinstance(start, datetime) else start] = entry
    return found


def entry_of(client: Any, day: date, address: str = VI + "calendar.ics") -> Any:
    return entries(read(client, address))[day]


def test_each_year_is_an_entry_of_whole_days(client: Any, festival: Any) -> None:
    calendar = read(client, VI + "calendar.ics")
    assert list(entries(calendar)) == [date(2026, 3, 28), NEXT_YEAR, date(2028, 3, 5)]
    entry = entries(calendar)[NEXT_YEAR]
    assert entry["dtstart"].params["VALUE"] == entry["dtend"].params["VALUE"] == "DATE"
    # The first day that is free again.
    assert entry.decoded("dtend") == date(2027, 3, 20)
    assert (entry["status"], entry["sequence"], entry["transp"]) == ("CONFIRMED", 0, "TRANSPARENT")
    assert "10–12 tháng Hai âm lịch" in entry["description"]
    assert calendar["method"] == "PUBLISH"
    assert calendar["x-wr-calname"] == calendar["name"] == "Lễ hội · Hưng Yên"


def test_nothing_rings(client: Any, festival: Any) -> None:
    assert not read(client, VI + "calendar.ics").walk("VALARM")
    assert not read(client, VI + "le-hoi-da-hoa/event.ics").walk("VALARM")


def test_the_zone_is_that_of_vietnam(client: Any, festival: Any) -> None:
    EventPage.objects.filter(pk=festival.pk).update(last_day=10, start_time=time(8), end_time=time(11, 30))
    EventPage.objects.get(pk=festival.pk).save()
    calendar = read(client, VI + "calendar.ics")
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "Asia/Ho_Chi_Minh"
    (standard,) = zone.walk("STANDARD")
    assert standard.decoded("tzoffsetto") == timedelta(hours=7)
    entry = entries(calendar)[NEXT_YEAR]
    assert entry["dtstart"].params["TZID"] == "Asia/Ho_Chi_Minh"
    here = ZoneInfo("Asia/Ho_Chi_Minh")
    assert entry.decoded("dtstart") == datetime(2027, 3, 17, 8, tzinfo=here)
    assert entry.decoded("dtend") == datetime(2027, 3, 17, 11, 30, tzinfo=here)
    # What the zone itself says of a winter's and a summer's day is what the world's database says.
    for month in (1, 7):
        moment = datetime(2027, month, 1, 12)
        assert zone.to_tz().utcoffset(moment) == moment.replace(tzinfo=here).utcoffset()


def test_cancelled(client: Any, festival: Any) -> None:
    before = entry_of(client, NEXT_YEAR)
    change(festival, NEXT_YEAR, "cancelled", note="Đê đang sửa.")
    entry = entry_of(client, NEXT_YEAR)
    assert entry["uid"] == before["uid"]
    assert (entry["status"], entry["sequence"]) == ("CANCELLED", 1)
    assert "Đê đang sửa." in entry["description"]
    assert entry["summary"] != before["summary"] and "Lễ hội Đa Hòa" in entry["summary"]


def test_moved_and_moved_back_is_the_same_entry(client: Any, festival: Any) -> None:
    before = entry_of(client, NEXT_YEAR)
    change(festival, NEXT_YEAR, "moved", starts_on=date(2027, 4, 1))
    moved = entry_of(client, date(2027, 4, 1))
    assert NEXT_YEAR not in entries(read(client, VI + "calendar.ics"))
    assert moved["uid"] == before["uid"]
    assert moved["sequence"] == 1
    assert moved.decoded("dtend") == date(2027, 4, 4)
    assert "17–19 tháng 3 năm 2027" in moved["description"]
    festival.changes_vi = []
    festival.save()
    back = entry_of(client, NEXT_YEAR)
    assert (back["uid"], back["sequence"]) == (before["uid"], 2)


def test_what_has_not_changed_is_the_same_file(client: Any, festival: Any, clock: Any) -> None:
    first = client.get(EN + "calendar.ics")
    clock(date(2026, 12, 31))
    festival.save()
    again = client.get(EN + "calendar.ics", HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304


def test_an_event_that_is_withdrawn_leaves_the_feed(client: Any, festival: Any) -> None:
    first = client.get(EN + "calendar.ics")
    withdraw_language(festival, "en")
    again = client.get(EN + "calendar.ics", HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 200
    assert not Calendar.from_ical(again.content).walk("VEVENT")
    assert client.get("/en/festivals/le-hoi-da-hoa/event.ics").status_code == 404


def test_one_feed_for_each_kind_language_and_portal(client: Any, calendar: Any, festival: Any, commune: Any) -> None:
    from tests.factories import EventIndexPageFactory

    EventPageFactory(
        parent=calendar,
        title="Hội chợ nhãn",
        slug="hoi-cho",
        kind="fair",
        calendar="solar",
        first_day=24,
        first_month=7,
    )
    own = EventIndexPageFactory(parent=commune, title="Lễ hội", slug="le-hoi")
    EventPageFactory(parent=own, title="Hội làng", first_day=15, first_month=1)

    def titles(address: str, host: str = "testserver") -> set[str]:
        response = client.get(address, HTTP_HOST=host)
        return {str(entry["summary"]) for entry in Calendar.from_ical(response.content).walk("VEVENT")}

    assert titles(VI + "calendar.ics") == {"Lễ hội Đa Hòa", "Hội chợ nhãn"}
    assert titles(VI + "calendar-fair.ics") == {"Hội chợ nhãn"}
    assert titles(VI + "calendar-festival.ics") == {"Lễ hội Đa Hòa"}
    assert titles(VI + "calendar-meeting.ics") == set()
    assert titles(EN + "calendar.ics") == {"Da Hoa festival"}
    assert titles(VI + "calendar.ics", "me-so.testserver") == {"Hội làng"}
    for address in (VI + "calendar-nothing.ics", "/fr/le-hoi/calendar.ics", VI + "event.ics"):
        assert client.get(address).status_code == 404
    # In another language the entry is another one's text and the same event.
    assert entry_of(client, NEXT_YEAR)["uid"] == entry_of(client, NEXT_YEAR, EN + "calendar.ics")["uid"]
    for feed in client.get(VI).context["subscriptions"]:
        address = feed["url"].removeprefix("http://testserver")
        assert client.get(address).status_code == 200
        assert feed["webcal"] == f"webcal://testserver{address}"


def test_lines_are_folded_at_75_octets_and_no_letter_is_torn(client: Any, festival: Any) -> None:
    title = "Lễ hội đền Đa Hòa – Dạ Trạch thờ Chử Đồng Tử, Tiên Dung và Tây Sa công chúa; \\ ngày mồng mười"
    EventPage.objects.filter(pk=festival.pk).update(title_vi=title, introduction_vi=INTRODUCTION)
    publish_language(festival, "lo", {"title": "ບຸນ ຈື ດົ່ງ ຕື – ຕຽນ ຢຸງ, ແຂວງຮຶງອຽນ ປະຈຳປີ"})
    content = client.get(VI + "calendar.ics").content
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()  # each line by itself is whole UTF-8
    assert b"\n" not in content.replace(b"\r\n", b"")
    entry = entries(Calendar.from_ical(content))[NEXT_YEAR]
    assert entry["summary"] == title
    assert INTRODUCTION in entry["description"]


def test_one_event_has_its_dates_to_come(client: Any, festival: Any) -> None:
    response = client.get(VI + "le-hoi-da-hoa/event.ics")
    assert response["Content-Disposition"] == 'attachment; filename="le-hoi-da-hoa.ics"'
    days = list(entries(Calendar.from_ical(response.content)))
    assert days[0] == NEXT_YEAR and days == sorted(days)
    assert entries(read(client, VI + "le-hoi-da-hoa/event.ics"))[NEXT_YEAR]["uid"] == entry_of(client, NEXT_YEAR)["uid"]


def test_more_events_cost_no_more_queries(client: Any, calendar: Any, festival: Any) -> None:
    def cost() -> int:
        client.get(VI + "calendar.ics")
        with CaptureQueriesContext(connection) as queries:
            client.get(VI + "calendar.ics")
        return len(queries)

    few = cost()
    for number in range(5):
        EventPageFactory(parent=calendar, title=f"Hội {number}", first_day=number + 1, first_month=3)
    assert Occurrence.objects.count() > 30
    assert cost() == few
