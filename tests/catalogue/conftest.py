"""A list of five destinations in three communes: made once for all tests here."""

from collections.abc import Iterator
from typing import Any

import pytest

from promo.portals.models import HomePage
from tests.factories import DestinationIndexPageFactory, DestinationPageFactory, PortalFactory, UnitFactory
from tests.shared import shared_data


@pytest.fixture(scope="package")
def world(django_db_setup: Any, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    with shared_data(django_db_blocker):
        yield _make_world()


def _make_world() -> dict[str, Any]:
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


def fresh(made: Any) -> Any:
    """As it is in the database now."""
    return type(made).objects.get(pk=made.pk)


@pytest.fixture
def province(world: Any, db: Any) -> HomePage:
    return fresh(world["province"])


@pytest.fixture
def places(world: Any, db: Any) -> Any:
    return fresh(world["places"])


@pytest.fixture
def communes(world: Any, db: Any) -> Any:
    return [fresh(unit) for unit in world["communes"]]


@pytest.fixture
def entries(world: Any, db: Any) -> Any:
    return [fresh(page) for page in world["entries"]]
