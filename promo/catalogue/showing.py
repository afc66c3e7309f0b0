"""What every page with a place shows beside its own texts: facts, map, what is near, leaflet."""

from importlib import import_module
from typing import Any

from django.http import HttpRequest

from promo.core.languages import public_language, shown_language
from promo.core.portals import portal_of

# How far "nearby" goes, and how many there are room for.
NEAR_KM = 15
NEAR_LIMIT = 6


def visit(page: Any, request: HttpRequest, facts: list[dict[str, Any]]) -> dict[str, Any]:
    """Context of a page with a place; a fixed number of queries."""
    position = position_of(page)
    return {
        "facts": facts,
        "share": {"url": page.full_url_in(shown_language(request)), "title": page.title},
        "leaflet_url": page.leaflet_url(request),
        "directions": directions(position),
        "position": position,
        "points": [point(page, position)] if position else [],
        "nearby": nearby(page, position),
    }


def position_of(page: Any) -> tuple[float, float] | None:
    if page.latitude is None or page.longitude is None:
        return None
    return page.latitude, page.longitude


def point(page: Any, position: tuple[float, float]) -> dict[str, Any]:
    return {"lat": position[0], "lon": position[1], "title": page.title, "url": "", "number": 0}


def directions(position: tuple[float, float] | None) -> list[dict[str, str]]:
    """Links that open a map with the way there: nothing is asked of anybody before the reader follows one."""
    if position is None:
        return []
    place = f"{position[0]:.5f},{position[1]:.5f}"
    latitude, longitude = place.split(",")
    return [
        {"name": "Google Maps", "url": f"https://www.google.com/maps/dir/?api=1&destination={place}"},
        {
            "name": "OpenStreetMap",
            "url": f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=16/{latitude}/{longitude}",
        },
    ]


def nearby(page: Any, position: tuple[float, float] | None) -> list[dict[str, Any]]:
    if position is None or getattr(page, "is_preview", False):
        return []
    try:
        near = import_module("promo.places.near").near
    except ImportError:
        return []
    return near(position, public_language(), portal_of(page), exclude=page.pk, limit=NEAR_LIMIT, km=NEAR_KM)
