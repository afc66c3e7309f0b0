"""The land under a map: outlines of the units in a portal's area as GeoJSON."""

from itertools import pairwise
from typing import Any

from django.http import HttpRequest

from promo.core.languages import public_language
from promo.localities.geometry import Ring, area, point_inside
from promo.localities.outlines import polygons
from promo.portals.maps import units_on_map
from promo.portals.models import HomePage

# Of a degree: ten metres, finer than our outlines are.
DIGITS = 4


def outlines(portal: Any, request: HttpRequest | None) -> dict[str, Any]:
    """Two queries. Each feature has the unit's name, where the name goes, and its portal's address if it has one."""
    units = units_on_map(portal, whole=False) if portal is not None else []
    language = public_language()
    homes = {
        home.unit_id: home.url_in(language, request)
        for home in HomePage.objects.live_in(language).filter(unit__in=units).defer_streamfields()
    }
    return {"type": "FeatureCollection", "features": [_feature(unit, portal, homes) for unit in units]}


def _feature(unit: Any, portal: Any, homes: dict[int, str | None]) -> dict[str, Any]:
    parts = polygons(unit.boundary)
    # The name goes on the mainland, not out to the middle of the islands.
    x, y = point_inside(max(parts, key=lambda rings: area(rings[0])))
    current = unit.pk == portal.unit_id
    return {
        "type": "Feature",
        "id": unit.pk,
        "geometry": {
            "type": "MultiPolygon",
            "coordinates": [[_rounded(ring) for ring in rings] for rings in parts],
        },
        "properties": {
            "name": unit.public_name,
            "url": "" if current else homes.get(unit.pk) or "",
            "label": [round(x, DIGITS), round(y, DIGITS)],
            "current": current,
        },
    }


def _rounded(ring: Ring) -> list[list[float]]:
    """Without positions that rounding makes the same as the one before; a ring keeps its four."""
    rounded = [[round(position[0], DIGITS), round(position[1], DIGITS)] for position in ring]
    kept = [rounded[0], *(here for before, here in pairwise(rounded) if here != before)]
    return kept if len(kept) > 3 else [[position[0], position[1]] for position in ring]
