from typing import Any

import pytest

from tests.factories import DestinationIndexPageFactory, DestinationPageFactory, UnitFactory


@pytest.fixture
def places(province: Any) -> Any:
    return DestinationIndexPageFactory(
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


@pytest.fixture
def communes(province: Any) -> Any:
    return [
        UnitFactory(name_vi=name, full_name_vi=f"Xã {name}", name_en=english, parent=province.unit)
        for name, english in (("Đông Tảo", "Dong Tao"), ("Mễ Sở", "Me So"), ("Ân Thi", "An Thi"))
    ]


@pytest.fixture
def entries(places: Any, communes: Any) -> Any:
    """Five destinations: two temples, one of them special; a relic, a garden, a garden without a commune."""
    rows = (
        ("Đền Đa Hòa", "Da Hoa temple", "temple", "special", 1),
        ("Chùa Ngăm", "Ngam pagoda", "temple", "", 0),
        ("Am Tiên", "Am Tien", "relic", "national", 0),
        ("Vườn nhãn", "Longan orchard", "garden", "", 1),
        ("Ổi Đông Dư", "Guava garden", "garden", "", None),
    )
    return [
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
