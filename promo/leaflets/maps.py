"""The map on a leaflet: the places' own drawing, in the colours of the portal and with all its style in attributes."""

from dataclasses import replace

from django.template.loader import render_to_string

from promo.leaflets.leaf import Point
from promo.places.drawing import small_map

# Of the drawing for one on paper: its names are then some 7 points high.
UNITS_PER_MILLIMETRE = 7


def numbered(point: Point, number: int) -> Point:
    return replace(point, number=number)


def svg(points: tuple[Point, ...], line: bool, size: tuple[int, int], colours: dict[str, str], family: str) -> str:
    """A map of `size` millimetres; empty without a point."""
    if not points:
        return ""
    width, height = (side * UNITS_PER_MILLIMETRE for side in size)
    drawn = small_map(points, line, width=width, height=height)
    return render_to_string("leaflets/pdf/map.html", {"map": drawn, "colours": colours, "family": family})
