"""Outlines of projects and parks: GeoJSON that somebody has pasted."""

import math
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import F
from django.utils.translation import gettext

from promo.localities.geometry import area, point_inside
from promo.localities.models.units import LATITUDES, LONGITUDES
from promo.localities.outlines import polygons

MOST_POSITIONS = 5000


def outlines_of(model: Any) -> Callable[[Any, int], Iterator[tuple[int, dict[str, Any]]]]:
    """For a layer of the map: outlines of its places, the `most` largest, one query."""

    def read(places: Any, most: int) -> Iterator[tuple[int, dict[str, Any]]]:
        sites = model.objects.filter(pk__in=places.order_by().values("page_id"), outline__isnull=False)
        largest = sites.order_by(F("area").desc(nulls_last=True), "pk").rewrite(False)[:most]
        return ((key, outline) for key, outline in largest.values_list("pk", "outline") if outline)

    return read


def point_within(outline: dict[str, Any] | None) -> tuple[float, float] | None:
    """Latitude and longitude of a point well inside of the largest polygon."""
    if not outline:
        return None
    # Some programs give a height as well.
    flat = [[[(position[0], position[1]) for position in ring] for ring in rings] for rings in polygons(outline)]
    x, y = point_inside(max(flat, key=lambda rings: area(rings[0])))
    return round(y, 6), round(x, 6)


def outline_problem(outline: Any) -> str:
    """What is wrong with it, in the active language; empty where nothing is, or where there is none."""
    if outline is None:
        return ""
    kind = outline.get("type") if isinstance(outline, dict) else None
    coordinates = outline.get("coordinates") if isinstance(outline, dict) else None
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list) or not coordinates:
        return gettext("An outline is GeoJSON: a Polygon or MultiPolygon with its coordinates.")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    rings = [ring for polygon in polygons if isinstance(polygon, list) for ring in polygon]
    if not rings or not all(_is_ring(ring) for ring in rings):
        return gettext("Each ring of the outline needs four positions or more, and ends where it begins.")
    positions = [position for ring in rings for position in ring]
    if len(positions) > MOST_POSITIONS:
        return gettext("The outline has too many positions. Simplify it first.")
    if not all(_is_here(position) for position in positions):
        return gettext("The outline lies outside Việt Nam. GeoJSON gives the longitude first, then the latitude.")
    return ""


def _is_ring(ring: Any) -> bool:
    return (
        isinstance(ring, list)
        and len(ring) >= 4
        and ring[0] == ring[-1]
        and all(isinstance(position, list) and len(position) in (2, 3) for position in ring)
    )


def _is_here(position: list[Any]) -> bool:
    longitude, latitude = position[:2]
    if not all(type(number) in (int, float) and math.isfinite(number) for number in position):
        return False
    return LONGITUDES[0] <= longitude <= LONGITUDES[1] and LATITUDES[0] <= latitude <= LATITUDES[1]
