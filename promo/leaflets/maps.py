"""The map on a leaflet: the places' own drawing, in the colours of the portal and with all its style in attributes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.template.loader import render_to_string

from promo.leaflets.leaf import Point
from promo.places.drawing import small_map

# Of the drawing for one on paper: its names are then some 7 points high.
UNITS_PER_MILLIMETRE = 7


def numbered(point: Point, number: int) -> Point:
    return replace(point, number=number)


def drawn(points: tuple[Point, ...], line: bool, size: tuple[int, int], colours: dict[str, str]) -> str:
    """A map of `size` millimetres as HTML; empty without a point."""
    if not points:
        return ""
    width, height = (side * UNITS_PER_MILLIMETRE for side in size)
    found = small_map(points, line, width=width, height=height)
    context = {"map": found, "colours": colours, "names": list(_names(found)), "width": size[0], "height": size[1]}
    return render_to_string("leaflets/pdf/map.html", context)


def _names(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Words on the map, in millimetres. WeasyPrint sets words inside of SVG letter by letter, which takes the marks
    of Lao off their letters: they lie above the drawing.
    """
    shapes = (shape for shape in found["svg_paths"] if shape["named"])
    for label in (*shapes, *found["labels"]):
        yield {"x": _mm(label["x"]), "y": _mm(label["y"]), "words": label["name"], "kind": "name"}
    if found["scale"]:
        yield {"x": _mm(found["scale"]["x"] + 4), "y": _mm(found["scale"]["y"] - 9), "words": found["scale"]["words"],
               "kind": "scale"}  # fmt: skip


def _mm(units: float) -> float:
    return round(units / UNITS_PER_MILLIMETRE, 2)
