import functools
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import (
    DestinationIndexPageFactory,
    DestinationPageFactory,
    EventIndexPageFactory,
    EventPageFactory,
    PortalFactory,
)
from tests.shared import shared

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """It is nine in the morning of TODAY, or of the day this is called with."""
    turn_to(monkeypatch, TODAY)
    return functools.partial(turn_to, monkeypatch)


def turn_to(patch: pytest.MonkeyPatch, day: date) -> None:
    now = datetime.combine(day, time(9), tzinfo=timezone.get_default_timezone())
    patch.setattr(timezone, "now", lambda: now)


def shared_today(maker: Callable[..., Any]) -> Any:
    """As `shared`, at nine in the morning of TODAY."""

    @functools.wraps(maker)
    def made(*given: Any) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            turn_to(patch, TODAY)
            return maker(*given)

    return shared(made)


@shared_today
def province() -> Any:
    return PortalFactory(key="33", name="Hưng Yên", kind="province", host="testserver")


@shared_today
def calendar(province: Any) -> Any:
    return EventIndexPageFactory(parent=province, title="Lễ hội", slug="le-hoi", en="Festivals", ja="祭り")


@shared_today
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


@shared_today
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
