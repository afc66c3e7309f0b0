"""Outlines of projects and parks: GeoJSON that somebody has pasted."""

import math
from typing import Any

from django.utils.translation import gettext

from promo.localities.models.units import LATITUDES, LONGITUDES

MOST_POSITIONS = 5000


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
