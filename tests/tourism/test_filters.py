"""The filters of each list of tourism: what they leave, and their counts."""

from typing import Any

import pytest

from tests.factories import (
    DestinationPageFactory,
    DishPageFactory,
    RoutePageFactory,
    UnitFactory,
    VenuePageFactory,
)
from tests.tourism.conftest import shared_today
from tests.tourism.samples import indexes_of

pytestmark = pytest.mark.django_db


def listing(client: Any, address: str, **query: Any) -> dict[str, Any]:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.context["listing"]


def titles(client: Any, address: str, **query: Any) -> set[str]:
    return {card["title"] for card in listing(client, address, **query)["cards"]}


def counts(client: Any, address: str, facet: str) -> list[int]:
    facets = {row["name"]: row for row in listing(client, address)["facets"]}
    return [option["count"] for option in facets[facet]["options"]]


@shared_today
def indexes(province: Any) -> dict[str, Any]:
    return indexes_of(province)


def test_destinations_by_kind_rank_commune_and_wheelchair(client: Any, indexes: Any, province: Any) -> None:
    unit = UnitFactory(name_vi="Mễ Sở", full_name_vi="Xã Mễ Sở", parent=province.unit)
    parent = indexes["destinations"]
    DestinationPageFactory(
        parent=parent, title="Đền", kind="temple", rank="national", decision_number="1", commune=unit
    )
    DestinationPageFactory(parent=parent, title="Chùa", kind="temple", step_free=True)
    DestinationPageFactory(parent=parent, title="Vườn", kind="garden", commune=unit)
    place = "/vi/diem-den/"
    assert titles(client, place) == {"Đền", "Chùa", "Vườn"}
    assert titles(client, place, kind="temple") == {"Đền", "Chùa"}
    assert titles(client, place, rank="national") == {"Đền"}
    assert titles(client, place, step_free="1") == {"Chùa"}
    assert titles(client, place, commune=unit.pk) == {"Đền", "Vườn"}
    assert titles(client, place, kind="garden", commune=unit.pk) == {"Vườn"}
    assert titles(client, place, kind=["temple", "garden"]) == {"Đền", "Chùa", "Vườn"}
    assert counts(client, place, "kind") == [2, 1]
    for hostile in (
        {"kind": "x' OR 1=1"},
        {"rank": "\x00"},
        {"commune": "9" * 40},
        {"step_free": "<b>"},
    ):
        assert titles(client, place, **hostile) == {"Đền", "Chùa", "Vườn"}, hostile


def test_dishes_by_kind(client: Any, indexes: Any) -> None:
    DishPageFactory(parent=indexes["dishes"], title="Bún thang", kind="dish")
    DishPageFactory(parent=indexes["dishes"], title="Hương xạ", kind="craft")
    assert titles(client, "/vi/am-thuc/", kind="craft") == {"Hương xạ"}
    assert counts(client, "/vi/am-thuc/", "kind") == [1, 1]


def test_venues_by_kind_and_price(client: Any, indexes: Any) -> None:
    VenuePageFactory(parent=indexes["venues"], title="Quán", kind="eat", price_band=1)
    VenuePageFactory(parent=indexes["venues"], title="Khách sạn", kind="stay", price_band=2)
    VenuePageFactory(parent=indexes["venues"], title="Nhà vườn", kind="stay")
    assert titles(client, "/vi/an-o/", kind="stay") == {"Khách sạn", "Nhà vườn"}
    assert titles(client, "/vi/an-o/", price_band="1") == {"Quán"}
    assert titles(client, "/vi/an-o/", price_band=["1", "2"]) == {"Quán", "Khách sạn"}


def test_routes_by_duration_and_transport(client: Any, indexes: Any) -> None:
    RoutePageFactory(parent=indexes["routes"], title="Đi bộ", duration="half_day", transport="walk")
    RoutePageFactory(parent=indexes["routes"], title="Đi thuyền", duration="weekend", transport="boat")
    assert titles(client, "/vi/hanh-trinh/", duration="weekend") == {"Đi thuyền"}
    assert titles(client, "/vi/hanh-trinh/", transport="walk") == {"Đi bộ"}
    assert titles(client, "/vi/hanh-trinh/", duration="weekend", transport="walk") == set()
