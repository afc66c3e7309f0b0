"""A province with a map, two communes with outlines, and four places and a route in it."""

import uuid
from typing import Any

import pytest

from tests.factories import (
    DestinationIndexPageFactory,
    DestinationPageFactory,
    MapPageFactory,
    RouteIndexPageFactory,
    RoutePageFactory,
    UnitFactory,
    VenueIndexPageFactory,
    VenuePageFactory,
)


def square(west: float, south: float, side: float = 0.1) -> dict[str, Any]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def communes(province: Any) -> list[Any]:
    unit = province.unit
    unit.boundary = square(105.8, 20.7, 0.4)
    unit.save()
    return [
        UnitFactory(name_vi=name, full_name_vi=f"Xã {name}", parent=unit, boundary=square(west, 20.8))
        for name, west in (("Mễ Sở", 105.85), ("Đông Tảo", 105.95))
    ]


@pytest.fixture
def map_page(province: Any) -> Any:
    return MapPageFactory(
        parent=province, title="Bản đồ", slug="ban-do", en="Map", ja="地図", zh_hans="地图", ko="지도", fr="Carte", lo="ແຜນທີ່"
    )  # fmt: skip


@pytest.fixture
def index(province: Any) -> Any:
    return DestinationIndexPageFactory(parent=province, title="Điểm đến", slug="diem-den", en="Places to see")


@pytest.fixture
def temple(index: Any, communes: Any) -> Any:
    return DestinationPageFactory(
        parent=index, title="Đền Đa Hòa", en="Da Hoa temple", kind="temple", latitude=20.86, longitude=105.9,
        commune=communes[0], address_vi="Thôn Đa Hòa",
    )  # fmt: skip


@pytest.fixture
def places(province: Any, index: Any, temple: Any, communes: Any) -> dict[str, Any]:
    """Temple and garden in Mễ Sở, museum in Đông Tảo (Vietnamese only), an inn without a commune."""
    inns = VenueIndexPageFactory(parent=province, title="Ăn ở", slug="an-o", en="Eat and stay")
    return {
        "temple": temple,
        "garden": DestinationPageFactory(
            parent=index, title="Vườn nhãn", en="Longan garden", kind="garden", latitude=20.861, longitude=105.91,
            commune=communes[0],
        ),
        "museum": DestinationPageFactory(
            parent=index, title="Nhà trưng bày", kind="museum", latitude=20.87, longitude=106.0, commune=communes[1]
        ),
        "inn": VenuePageFactory(
            parent=inns, title="Nhà nghỉ Ven Sông", en="Riverside inn", kind="stay", latitude=20.85, longitude=105.88
        ),
    }  # fmt: skip


@pytest.fixture
def route(province: Any, places: Any) -> Any:
    routes = RouteIndexPageFactory(parent=province, title="Hành trình", slug="hanh-trinh", en="Routes")
    stops = [
        {"type": "stop", "id": str(uuid.uuid4()), "value": {"page": places[name].pk}} for name in ("temple", "museum")
    ]
    return RoutePageFactory(parent=routes, title="Một ngày ven sông", en="A day on the river", stops_vi=stops)
