"""When it is next: on the event's page, at its destination, on the home page, in the form."""

from datetime import date, time, timedelta
from typing import Any

import lxml.html
import pytest
from django.urls import reverse

from promo.core.languages import TARGETS
from promo.core.publishing import publish_languages, withdraw_language
from promo.portals.models import HomePage
from promo.tourism.models import EventPage
from tests.factories import EventPageFactory
from tests.tourism.conftest import TODAY, shared_today
from tests.tourism.dates import change

pytestmark = pytest.mark.django_db
PLACE, EVENT = "/vi/diem-den/den-da-hoa/", "/vi/le-hoi/le-hoi-da-hoa/"
NEXT_YEAR = date(2027, 3, 17)


@shared_today
def at_temple(festival: Any, temple: Any) -> Any:
    festival.destination = temple
    festival.save()
    return festival


def words(client: Any, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(lxml.html.fromstring(response.content).find(".//main").text_content().split())


# --- At the destination ------------------------------------------------------------------------


def test_a_destination_tells_its_festival_of_this_year_and_next(client: Any, at_temple: Any) -> None:
    (found,) = client.get(PLACE).context["festivals"]
    assert found["title"] == "Lễ hội Đa Hòa"
    assert found["url"] == EVENT
    assert found["when"] == "10–12 tháng Hai âm lịch"
    assert [(row["year"], row["when"]) for row in found["years"]] == [
        (2026, "28–30 tháng 3 năm 2026"),
        (2027, "17–19 tháng 3 năm 2027"),
    ]
    assert found["years"][0]["state_label"] and not found["years"][1]["state_label"]


def test_in_each_language_by_its_own_words(client: Any, at_temple: Any, temple: Any) -> None:
    for page in (at_temple, temple, at_temple.get_parent(), temple.get_parent()):
        publish_languages(page, {code: {"title": f"{code} {page.pk}"} for code in TARGETS})
    expected = {
        "en": "17–19 March 2027",
        "fr": "17–19 mars 2027",
        "ja": "2027年3月17日～19日",
        "ko": "2027년 3월 17일~19일",
        "zh-hans": "2027年3月17日至19日",
        "lo": "17–19 ມີນາ 2027",
    }
    temple = type(temple).objects.get(pk=temple.pk)
    for code, when in expected.items():
        festivals = client.get(temple.url_in(code)).context["festivals"]
        assert festivals[0]["years"][1]["when"].replace("〜", "～") == when, code


def test_what_is_not_in_the_language_is_not_told(client: Any, at_temple: Any) -> None:
    withdraw_language(at_temple, "en")
    assert client.get("/en/places/da-hoa-temple/").context["festivals"] == []


def test_a_cancelled_year_is_said_there_and_the_next_one_counts(client: Any, at_temple: Any) -> None:
    change(at_temple, NEXT_YEAR, "cancelled")
    (found,) = client.get(PLACE).context["festivals"]
    assert found["years"][1]["state_label"]
    assert client.get(EVENT).context["kicker"].endswith("5–7 tháng 3 năm 2028")


def test_what_was_once_and_is_over_is_left_out(client: Any, at_temple: Any) -> None:
    EventPageFactory(
        parent=at_temple.get_parent(),
        title="Đã qua",
        rhythm="once",
        starts_on=TODAY - timedelta(days=9),
        destination=at_temple.destination,
    )
    assert [row["title"] for row in client.get(PLACE).context["festivals"]] == ["Lễ hội Đa Hòa"]


# --- The event's own page ----------------------------------------------------------------------


def test_an_event_tells_both_years_where_and_how_to_get_there(client: Any, at_temple: Any) -> None:
    destination = at_temple.destination
    destination.getting_there_vi = "<p>Đi theo đê tả sông Hồng.</p>"
    destination.save()
    response = client.get(EVENT)
    dates = response.context["dates"]
    assert [row["when"] for row in dates] == ["28–30 tháng 3 năm 2026", "17–19 tháng 3 năm 2027"]
    assert [(row["is_next"], row["is_over"]) for row in dates] == [(False, True), (True, False)]
    text = words(client, EVENT)
    assert "Đi theo đê tả sông Hồng." in text
    assert "2.026" not in text and "2.027" not in text
    facts = {row["label"]: row["value"] for row in response.context["facts"]}
    assert "Đền Đa Hòa" in facts.values() and "17–19 tháng 3 năm 2027" in facts.values()
    assert response.context["calendar_file"] == f"{EVENT}event.ics"
    # It has the place's dot, having none of its own.
    assert (at_temple.latitude, at_temple.longitude) == (destination.latitude, destination.longitude)
    # The way is told in the language or not at all.
    assert client.get("/en/festivals/da-hoa-festival/").context["getting_there"] == ""


def test_a_moved_year_names_both_its_days_and_the_note(client: Any, at_temple: Any) -> None:
    change(at_temple, NEXT_YEAR, "moved", starts_on=date(2027, 4, 1), note="Vì nước lớn.")
    row = client.get(EVENT).context["dates"][1]
    assert (row["when"], row["instead_of"]) == ("1–3 tháng 4 năm 2027", "17–19 tháng 3 năm 2027")
    assert row["note"] == "Vì nước lớn." and row["label"] and row["is_next"]


def test_on_its_days_it_is_on(client: Any, at_temple: Any, clock: Any) -> None:
    clock(date(2027, 3, 18))
    at_temple.save()
    row = next(row for row in client.get(EVENT).context["dates"] if row["is_next"])
    assert row["when"] == "17–19 tháng 3 năm 2027" and row["label"] and not row["is_over"]


def test_an_event_that_is_over_says_so_and_offers_no_file(client: Any, calendar: Any) -> None:
    EventPageFactory(parent=calendar, title="Đã qua", rhythm="once", starts_on=TODAY - timedelta(days=9))
    context = client.get("/vi/le-hoi/da-qua/").context
    assert context["note"] and context["calendar_file"] == ""
    assert context["dates"][0]["is_over"]


# --- On the home page --------------------------------------------------------------------------


def whats_on(client: Any, address: str = "/vi/") -> list[dict[str, Any]]:
    parts = client.get(address).context["parts"]
    return [part for part in parts if part["template"] == "home/whats_on.html"]


@shared_today
def home(province: Any) -> Any:
    page = HomePage.objects.get(pk=province.pk)
    page.body_vi = [{"type": "whats_on", "value": {"heading": ""}, "id": "1"}]
    page.save()
    publish_languages(page, {"en": {"body": page.body_vi}})
    return page


def test_the_home_page_has_the_next_three_each_once(client: Any, home: Any, calendar: Any, festival: Any) -> None:
    for number in range(1, 5):
        day = TODAY + timedelta(days=number)
        found = EventPageFactory(
            parent=calendar, title=f"Hội {number}", en=f"Event {number}", rhythm="once", starts_on=day
        )
        if number == 1:
            change(found, day, "cancelled")
    (part,) = whats_on(client)
    assert part["are_events"]
    assert [item["title"] for item in part["items"]] == ["Hội 2", "Hội 3", "Hội 4"]
    assert part["url"] == "/vi/le-hoi/"
    (part,) = whats_on(client, "/en/")
    assert [item["title"] for item in part["items"]] == ["Event 2", "Event 3", "Event 4"]
    assert part["url"] == "/en/festivals/"


def test_without_events_the_home_page_has_stories_or_nothing(client: Any, home: Any, article: Any) -> None:
    (part,) = whats_on(client)
    assert not part["are_events"] and [item["title"] for item in part["items"]] == ["Lễ hội mùa xuân"]
    article.unpublish()
    assert whats_on(client) == []


# --- In the form -------------------------------------------------------------------------------


def test_the_form_shows_what_its_fields_amount_to(english_admin: Any, province: Any) -> None:
    def dates(**fields: Any) -> str:
        response = english_admin.get(reverse("tourism_event_dates"), fields)
        assert response.status_code == 200
        return response.content.decode()

    rule = {"rhythm": "yearly", "calendar": "lunar", "first_day": 10, "first_month": 2, "leap_month": "first"}
    html = dates(**rule, every_years=1)
    assert "17 tháng 3 năm 2027" in html and "mồng 10 tháng Hai âm lịch" in html
    once = {"rhythm": "once", "starts_on": "2027-05-01", "calendar": "solar", "leap_month": "first", "every_years": 1}
    assert "1 tháng 5 năm 2027" in dates(**once)
    for broken in ({}, {"rhythm": "x"}, {**rule, "first_month": 99, "every_years": 1}, {**rule, "every_years": "x"}):
        assert "<table" not in dates(**broken)


def test_a_change_must_name_a_day_of_the_rule(festival: Any) -> None:
    from django.core.exceptions import ValidationError

    festival.changes_vi = [{"type": "change", "value": {"planned": date(2027, 3, 16), "kind": "cancelled"}}]
    with pytest.raises(ValidationError) as refused:
        festival.full_clean()
    assert "17 tháng 3 năm 2027" in str(refused.value)


def test_the_hours_of_one_day(client: Any, calendar: Any) -> None:
    EventPageFactory(
        parent=calendar,
        title="Chợ phiên",
        rhythm="once",
        starts_on=NEXT_YEAR,
        start_time=time(7),
        end_time=time(11, 30),
    )
    assert "07:00–11:30" in words(client, "/vi/le-hoi/cho-phien/")
    assert EventPage.objects.get(slug="cho-phien").is_one_day
