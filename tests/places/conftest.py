"""A province with a map, two communes with outlines, and four places and a route in it: made once for all tests here."""

import uuid
from typing import Any

from promo.localities.models import AdministrativeUnit
from promo.portals.models import HomePage
from tests.factories import (
    DestinationIndexPageFactory,
    DestinationPageFactory,
    MapPageFactory,
    PortalFactory,
    RouteIndexPageFactory,
    RoutePageFactory,
    UnitFactory,
    VenueIndexPageFactory,
    VenuePageFactory,
)
from tests.shared import shared


def square(west: float, south: float, side: float = 0.1) -> dict[str, Any]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@shared
def world() -> dict[str, Any]:
    """Temple and garden in Mễ Sở, museum in Đông Tảo (Vietnamese only), an inn without a commune, a route."""
    province = PortalFactory(key="33", name="Hưng Yên", kind="province", host="testserver")
    unit = province.unit
    unit.boundary = square(105.8, 20.7, 0.4)
    unit.save()
    communes = [
        UnitFactory(name_vi=name, full_name_vi=f"Xã {name}", parent=unit, boundary=square(west, 20.8))
        for name, west in (("Mễ Sở", 105.85), ("Đông Tảo", 105.95))
    ]
    index = DestinationIndexPageFactory(parent=province, title="Điểm đến", slug="diem-den", en="Places to see")
    inns = VenueIndexPageFactory(parent=province, title="Ăn ở", slug="an-o", en="Eat and stay")
    made = {
        "province": province,
        "communes": communes,
        "map_page": MapPageFactory(
            parent=province, title="Bản đồ", slug="ban-do", en="Map", ja="地図", zh_hans="地图", ko="지도", fr="Carte",
            lo="ແຜນທີ່",
        ),
        "index": index,
        "temple": DestinationPageFactory(
            parent=index, title="Đền Đa Hòa", en="Da Hoa temple", kind="temple", latitude=20.86, longitude=105.9,
            commune=communes[0], address_vi="Thôn Đa Hòa",
        ),
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
    routes = RouteIndexPageFactory(parent=province, title="Hành trình", slug="hanh-trinh", en="Routes")
    stops = [
        {"type": "stop", "id": str(uuid.uuid4()), "value": {"page": made[name].pk}} for name in ("temple", "museum")
    ]
    made["route"] = RoutePageFactory(parent=routes, title="Một ngày ven sông", en="A day on the river", stops_vi=stops)
    return made


@shared
def province(world: Any) -> HomePage:
    return world["province"]


@shared
def communes(world: Any) -> list[AdministrativeUnit]:
    return world["communes"]


@shared
def map_page(world: Any) -> Any:
    return world["map_page"]


@shared
def index(world: Any) -> Any:
    return world["index"]


@shared
def temple(world: Any) -> Any:
    return world["temple"]


@shared
def places(world: Any) -> dict[str, Any]:
    return {name: world[name] for name in ("temple", "garden", "museum", "inn")}


@shared
def route(world: Any) -> Any:
    return world["route"]
