"""Maps of units as SVG, from our own boundaries.

A map that leaves out Hoàng Sa or Trường Sa breaks the law: no island is ever dropped for being small or
far away. One that would be too small to see is drawn as a dot, and the two archipelagos are named.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from promo.core.versions import Remembered
from promo.localities.geometry import Point, Ring, area, bounds, point_inside, simplify
from promo.localities.models import AdministrativeUnit

# In pixels of the map: what thinning may move a line by, the least size of an island, the room at the edge.
# A map of many outlines is thinned more, so that even the whole country is less than 25 KB.
FINE, COARSE = 0.35, 0.9
MANY_POSITIONS = 4000
DOT = 1.2
MARGIN = 4
# Of a name as the style sheet writes it on phones, where it is largest.
LETTER_WIDTH, LETTER_HEIGHT = 13, 25

# West, south, east and north of the seas in which no island belongs to anything else.
ARCHIPELAGOS: tuple[tuple[Promise, tuple[float, float, float, float]], ...] = (
    (_("Hoàng Sa archipelago"), (110.5, 15.0, 113.5, 18.0)),
    (_("Trường Sa archipelago"), (109.8, 6.5, 118.0, 12.3)),
)


@dataclass(frozen=True)
class View:
    """Equirectangular, with degrees of longitude shortened as they are at the middle of the map."""

    west: float
    north: float
    per_degree_east: float
    per_degree_south: float
    tolerance: float

    def place(self, position: Sequence[float]) -> Point:
        x = MARGIN + (position[0] - self.west) * self.per_degree_east
        return x, MARGIN + (self.north - position[1]) * self.per_degree_south


@dataclass(frozen=True)
class Drawing:
    path: str
    label: Point


_drawings = Remembered(size=1024)


def area_map(
    units: list[AdministrativeUnit],
    *,
    current: AdministrativeUnit | None = None,
    url_for: Callable[[AdministrativeUnit], str | None] | None = None,
    width: int = 720,
) -> dict[str, Any]:
    """What an SVG of `units` needs: `view_box`; `svg_paths`, each {d, name, code, url, x, y, named, current},
    those that hold others first; `labels` of the archipelagos in sight, each {name, x, y}.

    x and y are where the name goes; not `named` where it would lie on another name. Paths want
    `fill-rule="evenodd"`. Units without a boundary are left out; without any, `svg_paths` is empty.
    """
    drawn = [unit for unit in units if unit.boundary]
    if not drawn:
        return {"svg_paths": [], "labels": [], "view_box": f"0 0 {width} 0"}
    shapes = {unit.code: polygons(unit.boundary) for unit in drawn}
    view, height = _view([ring for shape in shapes.values() for polygon in shape for ring in polygon], width)
    holders = {unit.parent_id for unit in drawn}
    paths = []
    for unit in sorted(drawn, key=lambda unit: unit.pk not in holders):
        drawing = drawn_in(view, unit.code, shapes[unit.code])
        paths.append(
            {
                "d": drawing.path,
                "name": unit.public_name,
                "code": unit.code,
                "url": url_for(unit) if url_for else None,
                "x": round(drawing.label[0], 1),
                "y": round(drawing.label[1], 1),
                # A unit that holds the others is the ground they lie on.
                "current": current is not None and unit.code == current.code and unit.pk not in holders,
                "holds": unit.pk in holders,
            }
        )
    _name(paths, width, height)
    return {"svg_paths": paths, "labels": sea_labels(shapes, view), "view_box": f"0 0 {width} {height}"}


def _name(paths: list[dict[str, Any]], width: int, height: int) -> None:
    """Set `named`, and move names in from the edge: the units' own before that of what holds them."""
    taken: list[tuple[float, float, float, float]] = []
    for path in sorted(paths, key=lambda path: path["holds"]):
        half = len(path["name"]) * LETTER_WIDTH / 2
        path["x"] = round(min(max(path["x"], half + MARGIN), max(width - half - MARGIN, half + MARGIN)), 1)
        box = (path["x"] - half, path["y"] - LETTER_HEIGHT, path["x"] + half, path["y"] + LETTER_HEIGHT / 3)
        path["named"] = not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken
        )
        if path["named"]:
            taken.append(box)


def polygons(geometry: dict[str, Any]) -> list[list[Ring]]:
    """A GeoJSON Polygon or MultiPolygon as a list of polygons, each its outer ring and its holes."""
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


def _view(rings: list[Ring], width: int) -> tuple[View, int]:
    west, south, east, north = bounds(rings)
    shortening = math.cos(math.radians((south + north) / 2))
    scale = (width - 2 * MARGIN) / max((east - west) * shortening, 1e-6)
    height = math.ceil((north - south) * scale) + 2 * MARGIN
    tolerance = FINE if sum(map(len, rings)) < MANY_POSITIONS else COARSE
    return View(west, north, scale * shortening, scale, tolerance), height


def drawn_in(view: View, code: str, shape: list[list[Ring]]) -> Drawing:
    """The outline of the unit of that code, whose polygons are `shape`; remembered until the content changes."""
    return _drawings.get((code, view), lambda: _draw(shape, view))


def _draw(shape: list[list[Ring]], view: View) -> Drawing:
    placed = [[[view.place(position) for position in ring] for ring in polygon] for polygon in shape]
    thinned = [[simplify(ring, view.tolerance) for ring in polygon] for polygon in placed]
    subpaths = [_subpath(ring) for polygon in thinned for ring in polygon]
    # The name goes on the mainland, not out to the middle of the islands. Islets on the same dot are one dot.
    largest = max(thinned, key=lambda polygon: area(polygon[0]))
    return Drawing("".join(dict.fromkeys(subpaths)), point_inside(largest))


def _subpath(ring: Ring) -> str:
    """A closed ring in relative commands, with tenths of a pixel, and each rounded from where the pen really is."""
    left, top, right, bottom = bounds([ring])
    points = [(round(x * 10), round(y * 10)) for x, y in ring]
    if max(right - left, bottom - top) < DOT or len(set(points)) < 3:
        size = _number(round(DOT * 10))
        x, y = round(left + right - DOT) * 5, round(top + bottom - DOT) * 5
        return f"M{_number(x)}{_pair(y)}h{size}v{size}h-{size}z"
    steps = [
        _number(x - before_x) + _pair(y - before_y)
        for (before_x, before_y), (x, y) in pairwise(points[:-1])
        if (x, y) != (before_x, before_y)
    ]
    line = steps[0] + "".join(step if step.startswith("-") else f" {step}" for step in steps[1:])
    return f"M{_number(points[0][0])}{_pair(points[0][1])}l{line}z"


def _number(tenths: int) -> str:
    """As short as SVG allows: 12 -> "1.2", 10 -> "1", -5 -> "-.5"."""
    whole, tenth = divmod(abs(tenths), 10)
    digits = f"{whole}.{tenth}" if tenth and whole else f".{tenth}" if tenth else str(whole)
    return f"-{digits}" if tenths < 0 else digits


def _pair(tenths: int) -> str:
    """The second number of a pair, with a space before it unless its sign tells them apart."""
    digits = _number(tenths)
    return digits if digits.startswith("-") else f" {digits}"


def sea_labels(shapes: dict[str, list[list[Ring]]], view: View) -> list[dict[str, Any]]:
    """Names of the archipelagos some of whose islands are among `shapes`, each {name, x, y}."""
    labels = []
    for name, (west, south, east, north) in ARCHIPELAGOS:
        islands = [
            polygon[0]
            for shape in shapes.values()
            for polygon in shape
            if west <= polygon[0][0][0] <= east and south <= polygon[0][0][1] <= north
        ]
        if islands:
            left, low, right, high = bounds(islands)
            x, y = view.place(((left + right) / 2, (low + high) / 2))
            labels.append({"name": str(name), "x": round(x, 1), "y": round(y, 1)})
    return labels
