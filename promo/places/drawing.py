"""Small maps, drawn on the server: points, the land they take up, a line through them, on the outlines around them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from promo.core.languages import public_language
from promo.core.versions import Remembered
from promo.localities.geometry import Ring, bounds, depth, simplify
from promo.localities.models import AdministrativeUnit
from promo.localities.models.units import Kind
from promo.localities.outlines import COARSE, FINE, MARGIN, View, drawn_in, polygons, sea_labels
from promo.places.near import KM_PER_DEGREE, distance_words

# A map shows so many kilometres across at the least: fewer where there is land to see, more where we have no outline
# of the commune and the names around tell where it is.
LEAST_KM, LEAST_KM_OF_LAND = 8, 5
LEAST_KM_OF_NAMES, LEAST_KM_OF_LAND_AND_NAMES = 22, 15
# Room around the points, as a part of its side.
ROOM = 0.16
# A drawing of more positions is thinned more: an overview is no heavier than a view of one place.
MANY_POSITIONS = 1500
# Points further apart than this, in degrees, are shown on the whole country, with every island that belongs to it.
COUNTRYWIDE = 3.0
# Lengths of the scale bar in kilometres; it takes a quarter of the width at the most.
SCALES = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
LETTER_WIDTH, LETTER_HEIGHT = 9, 22

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Dot:
    latitude: float
    longitude: float
    title: str = ""
    url: str = ""
    number: int = 0
    # Told from the others without colour.
    square: bool = False
    # GeoJSON polygons: the land that it takes up.
    outline: dict[str, Any] | None = None


@dataclass(frozen=True)
class _Shape:
    """A unit's outline as it is needed here: its name by the reader's language, polygons, the box around them.

    Of a unit without an outline the box is its middle, and there are no polygons.
    """

    code: str
    name: str
    box: Box
    polygons: list[list[Ring]]


_shapes: Remembered = Remembered(size=128)


def dot(point: Any) -> Dot:
    """A point as pages give it (a dict with lat, lon, title, url, number, square, outline) or as leaflets do (an object
    with names).
    """
    if isinstance(point, dict):
        title, url, number = str(point.get("title") or ""), point.get("url") or "", point.get("number") or 0
        square, outline = bool(point.get("square")), point.get("outline") or None
        return Dot(point["lat"], point["lon"], title, url, number, square, outline)
    return Dot(point.latitude, point.longitude, str(getattr(point, "name", "")), "", getattr(point, "number", 0) or 0)


def small_map(points: Iterable[Any], line: bool = False, width: int = 720, height: int = 440) -> dict[str, Any]:
    """What an SVG of `points` needs, `width` by `height`; without points `dots` is empty.

    `svg_paths` as `outlines.area_map` gives them, `labels` of archipelagos in sight, `dots` each {x, y, title, url,
    number, square}, `land` the paths of what they take up, each {d, square}, `line` the points of a polyline through
    them ("" for none), `scale` {x, y, width, words}. At most two queries, none once the outlines are remembered.
    """
    dots = [dot(point) for point in points]
    if not dots:
        nothing: dict[str, Any] = {"svg_paths": [], "labels": [], "dots": [], "land": [], "line": "", "scale": None}
        return {**nothing, "view_box": f"0 0 {width} 0"}
    countrywide = _span(dots) > COUNTRYWIDE
    provinces = _provinces() if countrywide else [shape for shape in _provinces() if _meet(shape.box, _box(dots))]
    communes = [] if countrywide else [shape for province in provinces for shape in _communes(province.code)]
    outlined = [shape for shape in communes if shape.polygons]
    # Where all that is shown lies in communes we have an outline of, nothing else needs to be drawn.
    inside = all(any(_holds(shape, one) for shape in outlined) for one in dots)
    ground = [] if inside else provinces
    box = bounds([[corner for shape in ground for corner in _corners(shape.box)]]) if countrywide and ground else None
    view, window = _view(dots, width, height, box, _least_km(dots, inside))
    ground, outlined = _seen(ground, window), _seen(outlined, window)
    if sum(len(ring) for shape in (*ground, *outlined) for part in shape.polygons for ring in part) > MANY_POSITIONS:
        view = replace(view, tolerance=COARSE)
    placed = [{**vars(one), "x": round(x, 1), "y": round(y, 1)} for one, (x, y) in _places(dots, view)]
    free = _Free(placed, width, height)
    paths = [*_paths(ground, view, [], None), *_paths(outlined, view, dots, free)]
    names = [shape for shape in _seen(communes, window) if not shape.polygons]
    return {
        "view_box": f"0 0 {width} {height}",
        "width": width,
        "height": height,
        "svg_paths": paths,
        "labels": sea_labels({shape.code: shape.polygons for shape in ground}, view)
        if countrywide
        else _labels(names, view, free),
        "dots": placed,
        "land": [{"d": _land_path(one.outline, view), "square": one.square} for one in dots if one.outline],
        "line": " ".join(f"{one['x']},{one['y']}" for one in placed) if line and len(placed) > 1 else "",
        "scale": _scale(view, width, height),
    }


def _span(dots: list[Dot]) -> float:
    west, south, east, north = _box(dots)
    return max(east - west, north - south)


def _box(dots: list[Dot]) -> Box:
    """Around the dots and the land that they take up."""
    land = [part[0] for one in dots if one.outline for part in polygons(one.outline)]
    corners = [[(position[0], position[1]) for position in ring] for ring in land]
    return bounds([[(one.longitude, one.latitude) for one in dots], *corners])


def _land_path(outline: dict[str, Any], view: View) -> str:
    rings = [simplify([view.place(position) for position in ring], FINE) for part in polygons(outline) for ring in part]
    return "".join(f"M{' '.join(f'{x:.1f},{y:.1f}' for x, y in ring[:-1])}z" for ring in rings)


def _corners(box: Box) -> list[tuple[float, float]]:
    return [(box[0], box[1]), (box[2], box[3])]


def _least_km(dots: list[Dot], inside: bool) -> float:
    has_land = any(one.outline for one in dots)
    if inside:
        return LEAST_KM_OF_LAND if has_land else LEAST_KM
    return LEAST_KM_OF_LAND_AND_NAMES if has_land else LEAST_KM_OF_NAMES


def _holds(shape: _Shape, one: Dot) -> bool:
    return any(depth((one.longitude, one.latitude), rings) >= 0 for rings in shape.polygons)


def _view(dots: list[Dot], width: int, height: int, box: Box | None, least_km: float) -> tuple[View, Box]:
    """The view that holds the dots (or `box`) with room around, and the window of degrees it shows."""
    west, south, east, north = box or _box(dots)
    shortening = math.cos(math.radians((south + north) / 2))
    least = least_km / KM_PER_DEGREE
    room = 1 + 2 * ROOM
    # Degrees of latitude that a pixel is: so many that both sides have room.
    per_pixel = max((east - west) * shortening * room / width, (north - south) * room / height, least / width)
    across, up = width * per_pixel / shortening, height * per_pixel
    left, top = (west + east - across) / 2, (south + north + up) / 2
    # `View` leaves its margin at the edge; here the outlines go on beyond it.
    view = View(
        left + MARGIN * per_pixel / shortening,
        top - MARGIN * per_pixel,
        shortening / per_pixel,
        1 / per_pixel,
        FINE,
    )
    return view, (left, top - up, left + across, top)


def _places(dots: Sequence[Dot], view: View) -> list[tuple[Dot, tuple[float, float]]]:
    return [(one, view.place((one.longitude, one.latitude))) for one in dots]


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _provinces() -> list[_Shape]:
    language = public_language()
    return _shapes.get(("", language), lambda: _read(kind__in=(Kind.PROVINCE, Kind.CITY)))


def _communes(province: str) -> list[_Shape]:
    language = public_language()
    return _shapes.get((province, language), lambda: _read(parent__code=province))


def _seen(shapes: list[_Shape], window: Box) -> list[_Shape]:
    return [shape for shape in shapes if _meet(shape.box, window)]


def _read(**condition: Any) -> list[_Shape]:
    today = timezone.localdate()
    units = AdministrativeUnit.objects.filter(**condition).exclude(boundary=None, latitude=None)
    found = []
    for unit in units:
        if unit.is_in_force(today):
            parts = polygons(unit.boundary) if unit.boundary else []
            middle = [(unit.longitude, unit.latitude)]
            found.append(_Shape(unit.code, unit.public_name, bounds([part[0] for part in parts] or [middle]), parts))
    return found


class _Free:
    """Room for names: they keep off each other, off the dots and inside the picture."""

    def __init__(self, placed: list[dict[str, Any]], width: int, height: int) -> None:
        self.width, self.height = width, height
        self.taken = [(one["x"] - 16, one["y"] - 34, one["x"] + 16, one["y"] + 16) for one in placed]

    def take(self, name: str, x: float, y: float) -> bool:
        """Whether there is room, which is then taken."""
        half = len(name) * LETTER_WIDTH / 2
        box = (x - half, y - LETTER_HEIGHT, x + half, y + LETTER_HEIGHT / 3)
        fits = box[0] > 0 and box[1] > 0 and box[2] < self.width and box[3] < self.height - 30
        if not fits or any(_meet(box, other) for other in self.taken):
            return False
        self.taken.append(box)
        return True


def _paths(shapes: list[_Shape], view: View, dots: list[Dot], free: _Free | None) -> list[dict[str, Any]]:
    """Named where there is room, nowhere without `free`."""
    here = dots[0] if len(dots) == 1 else None
    paths = []
    for shape in shapes:
        drawing = drawn_in(view, shape.code, shape.polygons)
        x, y = drawing.label
        paths.append(
            {
                "d": drawing.path,
                "name": shape.name,
                "x": round(x, 1),
                "y": round(y, 1),
                "named": free is not None and free.take(shape.name, x, y),
                "current": here is not None and _holds(shape, here),
            }
        )
    return paths


def _labels(names: list[_Shape], view: View, free: _Free) -> list[dict[str, Any]]:
    """Units of which we know the middle alone, where there is room for their names."""
    found = []
    for shape in names:
        x, middle = view.place(shape.box[:2])
        # A middle is no exact place: a name that would lie on something may stand a little lower or higher.
        for y in (middle, middle + 2 * LETTER_HEIGHT, middle - 2 * LETTER_HEIGHT):
            if free.take(shape.name, x, y):
                found.append({"name": shape.name, "x": round(x, 1), "y": round(y, 1)})
                break
    return found


def _scale(view: View, width: int, height: int) -> dict[str, Any]:
    """A round length that takes a quarter of the width at the most."""
    per_km = view.per_degree_south / KM_PER_DEGREE
    km = max((km for km in SCALES if km * per_km <= width / 4), default=SCALES[0])
    return {"x": 16, "y": height - 16, "width": round(km * per_km, 1), "words": distance_words(km)}
