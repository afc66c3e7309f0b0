"""One page of each type of tourism, and all its texts."""

from datetime import date
from typing import Any

from promo.core.languages import CODES, TARGETS, column, in_source
from promo.core.publishing import publish_languages
from promo.core.translated import translated_fields
from tests.factories import (
    DestinationIndexPageFactory,
    DestinationPageFactory,
    DishIndexPageFactory,
    DishPageFactory,
    EventIndexPageFactory,
    EventPageFactory,
    RouteIndexPageFactory,
    RoutePageFactory,
    VenueIndexPageFactory,
    VenuePageFactory,
)

HERE = {"latitude": 20.8825, "longitude": 105.9235}


def indexes_of(portal: Any) -> dict[str, Any]:
    return {
        "destinations": DestinationIndexPageFactory(parent=portal, title="Điểm đến", slug="diem-den"),
        "dishes": DishIndexPageFactory(parent=portal, title="Ẩm thực", slug="am-thuc"),
        "venues": VenueIndexPageFactory(parent=portal, title="Ăn ở", slug="an-o"),
        "routes": RouteIndexPageFactory(parent=portal, title="Hành trình", slug="hanh-trinh"),
        "events": EventIndexPageFactory(parent=portal, title="Lễ hội", slug="le-hoi"),
    }


def entries_of(indexes: dict[str, Any], *, full: bool) -> dict[str, Any]:
    """One entry below each index: with everything its type knows, or with no more than it must have."""
    where = HERE if full else {}
    rule = {"first_day": 10, "first_month": 2}
    more: dict[str, dict[str, Any]] = {
        "destination": {"kind": "temple", "rank": "special", "decision_number": "1820/QĐ-TTg", "step_free": True},
        "dish": {"kind": "dish"},
        "venue": {"kind": "stay", "price_band": 2, "phone": "0221 000 0001", "fictional": True},
        "route": {"duration": "weekend", "transport": "boat"},
        "event": {"last_day": 12, "last_month": 2},
    }
    if not full:
        more = {kind: {} for kind in more}
    return {
        "destination": DestinationPageFactory(
            parent=indexes["destinations"], title="Đền", slug="den", **where, **more["destination"]
        ),
        "dish": DishPageFactory(parent=indexes["dishes"], title="Chè sen", slug="che-sen", **where, **more["dish"]),
        "venue": VenuePageFactory(parent=indexes["venues"], title="Nhà vườn", slug="nha", **where, **more["venue"]),
        "route": RoutePageFactory(parent=indexes["routes"], title="Một ngày", slug="mot-ngay", **more["route"]),
        "event": EventPageFactory(parent=indexes["events"], title="Hội", slug="hoi", **where, **rule, **more["event"]),
    }


def texts_of(page: Any, code: str, stops: list[Any]) -> dict[str, Any]:
    """All texts of a page in a language; `Mục <code>` tells them apart."""
    found: dict[str, Any] = {}
    for field in translated_fields(type(page)):
        if field == "title":
            found[field] = f"Mục {code} {page.pk}"
        elif field == "body":
            found[field] = [{"type": "text", "id": "1", "value": f"<p>Mục {code} body</p>"}]
        elif field == "stops":
            found[field] = [
                {
                    "type": "stop",
                    "id": str(number),
                    "value": {
                        "page": stop.pk,
                        "day": number,
                        "time": "08:00",
                        "minutes": 90,
                        "distance_km": "4.5",
                        "note": f"Mục {code} note",
                    },
                }
                for number, stop in enumerate(stops, 1)
            ]
        elif field == "changes":
            value = {"planned": date(2027, 3, 17).isoformat(), "kind": "confirmed", "note": f"Mục {code} change"}
            found[field] = [{"type": "change", "id": "1", "value": value}]
        elif field != "search_description":
            found[field] = f"Mục {code} {field}"
    return found


def fill(page: Any, stops: list[Any]) -> None:
    """All texts in all languages."""
    for field, value in texts_of(page, "vi", stops).items():
        setattr(page, column(field, "vi"), value)
    with in_source():
        page.save()
    slugs = dict.fromkeys(TARGETS, page.slug)
    publish_languages(page, {code: texts_of(page, code, stops) for code in TARGETS}, local_slugs=slugs)


def name(page: Any) -> None:
    """In all languages by its title alone."""
    publish_languages(
        page,
        {code: {"title": f"Mục {code} {page.pk}"} for code in TARGETS},
        local_slugs=dict.fromkeys(TARGETS, page.slug),
    )


def address(page: Any, code: str, home: Any) -> str:
    """The path at the portal's own host."""
    row = type(page).objects.get(pk=page.pk)
    path = getattr(row, column("public_path", code)).removeprefix(getattr(home, column("public_path", code)))
    assert code in CODES
    return f"/{code}/{path}"
