"""A route's stops: their order, what they add up to, and what is left out."""

from datetime import time
from decimal import Decimal
from typing import Any

import lxml.html
import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError

from promo.core.languages import speaking
from promo.core.publishing import publish_languages
from promo.tourism.facts import minutes_words
from promo.tourism.itinerary import km_words
from promo.tourism.models.routes import StopsBlock, order_problems
from tests.factories import DestinationPageFactory, RouteIndexPageFactory, RoutePageFactory
from tests.tourism.conftest import shared_today


def stop(page: Any, **value: Any) -> dict[str, Any]:
    return {"type": "stop", "value": {"page": page.pk, "day": 1, **value}}


@shared_today
def sandbank(temple: Any) -> Any:
    return DestinationPageFactory(parent=temple.get_parent(), title="Bãi Tự Nhiên", latitude=20.88, longitude=105.91)


@shared_today
def route(temple: Any, sandbank: Any) -> Any:
    parent = RouteIndexPageFactory(parent=temple.get_parent().get_parent(), title="Hành trình", slug="hanh-trinh")
    first = stop(temple, time="08:30", minutes=90, note="Đếm mái đền.")
    second = stop(sandbank, time="10:10", minutes=40, distance_km="0.5")
    third = stop(temple, day=2, distance_km="14")
    return RoutePageFactory(parent=parent, title="Cuối tuần", stops_vi=[first, second, third])


def shown(client: Any, address: str = "/vi/hanh-trinh/cuoi-tuan/") -> Any:
    response = client.get(address)
    assert response.status_code == 200
    return response


@pytest.mark.django_db
def test_stops_day_by_day_with_times_and_distance(client: Any, route: Any) -> None:
    days = shown(client).context["days"]
    assert [[found.title for found in day["stops"]] for day in days] == [["Đền Đa Hòa", "Bãi Tự Nhiên"], ["Đền Đa Hòa"]]
    first, second = days[0]["stops"]
    assert (first.arrival, first.departure, first.distance) == ("08:30", "10:00", "")
    assert (second.arrival, second.departure, second.distance) == ("10:10", "10:50", "0,5 km")
    assert first.note == "Đếm mái đền." and first.url == "/vi/diem-den/den-da-hoa/"
    values = [row["value"] for row in shown(client).context["facts"]]
    assert "14,5 km" in values and "2 giờ 10 phút" in values
    assert len(shown(client).context["points"]) == 3


@pytest.mark.django_db
def test_what_was_taken_down_is_left_out_and_what_is_not_translated_is_named_in_vietnamese(
    client: Any, route: Any, sandbank: Any, django_capture_on_commit_callbacks: Any
) -> None:
    publish_languages(route, {"en": {"title": "Weekend", "stops": route.stops_vi}})
    publish_languages(route.get_parent(), {"en": {"title": "Routes"}})
    tree = lxml.html.fromstring(shown(client, "/en/routes/weekend/").content)
    (foreign,) = tree.xpath("//h3[@lang='vi']")
    assert foreign.text_content() == "Bãi Tự Nhiên" and not foreign.xpath(".//a")
    with django_capture_on_commit_callbacks(execute=True):
        sandbank.unpublish()
    assert [found.title for day in shown(client).context["days"] for found in day["stops"]] == ["Đền Đa Hòa"] * 2


def test_stops_come_one_after_the_other() -> None:
    def at(day: int, hour: int | None, minutes: int | None = None) -> dict[str, Any]:
        return {"day": day, "time": hour and time(hour), "minutes": minutes}

    assert order_problems([at(1, 8, 60), at(1, 9), at(1, None), at(2, 7)]) == {}
    assert set(order_problems([at(1, 8, 90), at(1, 9)])) == {1}
    assert order_problems([at(2, 8), at(1, 9)])[1][0] == "day"
    assert order_problems([at(1, 9), at(1, 8)])[1][0] == "time"


@pytest.mark.django_db
def test_a_route_of_one_stop_is_refused(temple: Any) -> None:
    block = StopsBlock()
    one = block.to_python([stop(temple)])
    with pytest.raises(StreamBlockValidationError):
        block.clean(one)
    with pytest.raises(ValidationError):
        block.clean(block.to_python([stop(temple, time="10:00"), stop(temple, time="09:00")]))
    assert len(block.clean(block.to_python([stop(temple), stop(temple)]))) == 2


@pytest.mark.parametrize(("language", "km", "minutes"), [
    ("vi", "4,5 km", "1 giờ 30 phút"), ("en", "4.5 km", "1 h 30 min"), ("fr", "4,5 km", "1 h 30 min"),
])  # fmt: skip
def test_figures_as_each_language_writes_them(language: str, km: str, minutes: str) -> None:
    with speaking(language):
        assert km_words(Decimal("4.5")).replace("\xa0", " ") == km
        assert minutes_words(90).replace("\xa0", " ") == minutes
        assert km_words(Decimal("5.0")).startswith("5 ")
