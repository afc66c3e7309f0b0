from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from promo.portals.models import HomePage
from tests.factories import (
    DestinationIndexPageFactory,
    DestinationPageFactory,
    EventIndexPageFactory,
    EventPageFactory,
    PortalFactory,
)
from tests.shared import shared_data

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """It is nine in the morning of TODAY, or of the day this is called with."""

    def turn_to(day: date) -> None:
        now = datetime.combine(day, time(9), tzinfo=timezone.get_default_timezone())
        monkeypatch.setattr(timezone, "now", lambda: now)

    turn_to(TODAY)
    return turn_to


@pytest.fixture(scope="package")
def shared_province(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Any]:
    with shared_data(django_db_blocker):
        yield PortalFactory(key="33", name="Hưng Yên", kind="province", host="testserver")


@pytest.fixture
def province(shared_province: Any, db: Any) -> Any:
    return HomePage.objects.get(pk=shared_province.pk)


@pytest.fixture
def calendar(province: Any) -> Any:
    return EventIndexPageFactory(parent=province, title="Lễ hội", slug="le-hoi", en="Festivals", ja="祭り")


@pytest.fixture
def temple(province: Any) -> Any:
    index = DestinationIndexPageFactory(parent=province, title="Điểm đến", slug="diem-den", en="Places")
    return DestinationPageFactory(
        parent=index,
        title="Đền Đa Hòa",
        slug="den-da-hoa",
        en="Da Hoa temple",
        latitude=20.8825,
        longitude=105.9235,
        address_vi="Xã Mễ Sở, tỉnh Hưng Yên",
    )


@pytest.fixture
def festival(calendar: Any) -> Any:
    """28 to 30 March 2026, 17 to 19 March 2027."""
    return EventPageFactory(
        parent=calendar,
        title="Lễ hội Đa Hòa",
        slug="le-hoi-da-hoa",
        en="Da Hoa festival",
        first_day=10,
        first_month=2,
        last_day=12,
        last_month=2,
    )
