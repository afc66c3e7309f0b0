"""The land under a map: outlines of the units in a portal's area as GeoJSON, and the ways to their own pages."""

from functools import reduce
from itertools import pairwise
from operator import or_
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from promo.core.languages import public_language
from promo.core.portals import portal_of
from promo.core.sites import site_of
from promo.core.text import sort_key
from promo.core.versions import Remembered
from promo.localities.geometry import Ring, area, bounds, point_inside
from promo.localities.outlines import ARCHIPELAGOS, polygons
from promo.portals.maps import units_on_map
from promo.portals.models import HomePage, ProfilePage

# Of a degree: ten metres, finer than our outlines are.
DIGITS = 4

Collection = dict[str, Any]

_collections: Remembered = Remembered(size=64)


def outlines(portal: Any, request: HttpRequest | None) -> Collection:
    """The units as polygons, the islands of Hoàng Sa and Trường Sa as points; three queries, none once remembered.

    A unit's properties: `name`; `label`, where the name goes (None: nowhere); `url` of its portal and `profile`
    {title, url}, if it has them; `current` for the portal's own unit, `ground` if the others lie on it. An
    archipelago has `name` and `label` alone.
    """
    language, site = public_language(), site_of(request)
    key = (portal.pk if portal is not None else None, language, site.site_id if site else None)
    return _collections.get(key, lambda: _outlines(portal, language, request))


def linked_units(portal: Any, request: HttpRequest | None) -> list[dict[str, Any]]:
    """Properties of the units with a portal of their own, in the reader's alphabet."""
    found = [row["properties"] for row in outlines(portal, request)["features"] if row["properties"].get("url")]
    return sorted(found, key=lambda unit: sort_key(unit["name"], public_language()))


def _outlines(portal: Any, language: str, request: HttpRequest | None) -> Collection:
    units = units_on_map(portal, whole=True) if portal is not None else []
    homes = list(HomePage.objects.live_in(language).filter(unit__in=units).defer_streamfields())
    links = {home.unit_id: {"url": home.url_in(language, request) or ""} for home in homes}
    for profile in _profiles(homes, language):
        owner = portal_of(profile)
        if owner is not None and owner.unit_id in links:  # type: ignore[attr-defined]
            found = {"title": profile.title, "url": profile.url_in(language, request) or ""}
            links[owner.unit_id].setdefault("profile", found)  # type: ignore[attr-defined]
    holders = {unit.parent_id for unit in units}
    features = [
        _feature(unit, current=unit.pk == portal.unit_id, ground=unit.pk in holders, links=links.get(unit.pk, {}))
        for unit in sorted(units, key=lambda unit: unit.pk not in holders)
    ]
    return {"type": "FeatureCollection", "features": [*features, *_archipelagos(units)]}


def _profiles(homes: list[HomePage], language: str) -> Any:
    if not homes:
        return []
    below = reduce(or_, (Q(path__startswith=home.path) for home in homes))
    return ProfilePage.objects.live_in(language).filter(below).as_links(language).order_by("path")


def _feature(unit: Any, *, current: bool, ground: bool, links: dict[str, Any]) -> dict[str, Any]:
    parts = polygons(unit.boundary)
    # The name goes on the mainland, not out to the middle of the islands.
    x, y = point_inside(max(parts, key=lambda rings: area(rings[0])))
    # An archipelago has its own name, and the ground is named by what lies on it.
    label = None if ground or _sea_of(x, y) is not None else [round(x, DIGITS), round(y, DIGITS)]
    return {
        "type": "Feature",
        "id": unit.pk,
        "geometry": {
            "type": "MultiPolygon",
            "coordinates": [
                [_wound(_rounded(ring), hole=number > 0) for number, ring in enumerate(rings)] for rings in parts
            ],
        },
        "properties": {
            "name": unit.public_name,
            "label": label,
            "url": "" if current else links.get("url", ""),
            "profile": None if current else links.get("profile"),
            "current": current and not ground,
            "ground": ground,
        },
    }


def _sea_of(x: float, y: float) -> int | None:
    """Which archipelago a position lies in, as a number in ARCHIPELAGOS."""
    for number, (_name, (west, south, east, north)) in enumerate(ARCHIPELAGOS):
        if west <= x <= east and south <= y <= north:
            return number
    return None


def _archipelagos(units: list[Any]) -> list[dict[str, Any]]:
    """A point for each island, however small: outlines of most are too small to be seen from afar."""
    islands: dict[int, dict[tuple[float, float], None]] = {}
    for unit in units:
        for rings in polygons(unit.boundary):
            west, south, east, north = bounds(rings[:1])
            x, y = round((west + east) / 2, DIGITS), round((south + north) / 2, DIGITS)
            sea = _sea_of(x, y)
            if sea is not None:
                islands.setdefault(sea, {})[x, y] = None
    return [
        {
            "type": "Feature",
            "id": f"archipelago-{number + 1}",
            "geometry": {"type": "MultiPoint", "coordinates": [list(position) for position in found]},
            "properties": {"name": str(ARCHIPELAGOS[number][0]), "label": _middle(list(found))},
        }
        for number, found in sorted(islands.items())
    ]


def _middle(positions: list[tuple[float, float]]) -> list[float]:
    west, south, east, north = bounds([positions])
    return [round((west + east) / 2, DIGITS), round((south + north) / 2, DIGITS)]


def _wound(ring: list[list[float]], *, hole: bool) -> list[list[float]]:
    """The right-hand rule (RFC 7946, 3.1.6): outer rings counterclockwise, holes clockwise."""
    twice_area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return ring[::-1] if (twice_area < 0) != hole else ring


def _rounded(ring: Ring) -> list[list[float]]:
    """Without positions that rounding makes the same as the one before; a ring keeps its four."""
    rounded = [[round(position[0], DIGITS), round(position[1], DIGITS)] for position in ring]
    kept = [rounded[0], *(here for before, here in pairwise(rounded) if here != before)]
    return kept if len(kept) > 3 else [[position[0], position[1]] for position in ring]
