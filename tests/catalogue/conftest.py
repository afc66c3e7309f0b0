"""A list of five destinations in three communes: made once for all tests here."""

from typing import Any

from promo.portals.models import HomePage
from tests.factories import DestinationIndexPageFactory, DestinationPageFactory, PortalFactory, UnitFactory
from tests.shared import shared


@shared
def world() -> dict[str, Any]:
    """Five destinations: two temples, one of them special; a relic, a garden, a garden without a commune."""
    province = PortalFactory(key="33", name="Hưng Yên", kind="province", host="testserver")
    places = DestinationIndexPageFactory(
        parent=province,
        title="Điểm đến",
        slug="diem-den",
        en="Places to see",
        ja="見どころ",
        zh_hans="景点",
        ko="가 볼 곳",
        fr="Lieux à voir",
        lo="ສະຖານທີ່",
    )
    communes = [
        UnitFactory(name_vi=name, full_name_vi=f"Xã {name}", name_en=english, parent=province.unit)
        for name, english in (("Đông Tảo", "Dong Tao"), ("Mễ Sở", "Me So"), ("Ân Thi", "An Thi"))
    ]
    rows = (
        ("Đền Đa Hòa", "Da Hoa temple", "temple", "special", 1),
        ("Chùa Ngăm", "Ngam pagoda", "temple", "", 0),
        ("Am Tiên", "Am Tien", "relic", "national", 0),
        ("Vườn nhãn", "Longan orchard", "garden", "", 1),
        ("Ổi Đông Dư", "Guava garden", "garden", "", None),
    )
    entries = [
        DestinationPageFactory(
            parent=places,
            title=title,
            en=english,
            kind=kind,
            rank=rank,
            decision_number="1",
            commune=None if commune is None else communes[commune],
        )
        for title, english, kind, rank, commune in rows
    ]
    return {"province": province, "places": places, "communes": communes, "entries": entries}


@shared
def province(world: Any) -> HomePage:
    return world["province"]


@shared
def places(world: Any) -> Any:
    return world["places"]


@shared
def communes(world: Any) -> Any:
    return world["communes"]


@shared
def entries(world: Any) -> Any:
    return world["entries"]
