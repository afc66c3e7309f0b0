"""The land that a place takes up, where somebody has drawn it: outlines as GeoJSON, tile by tile.

A map shows outlines only close up, and asks for those of the tiles in sight: the file of all places has points alone.
"""

import math
from itertools import pairwise
from typing import Any

from promo.core.languages import public_language
from promo.core.portals import portal_of
from promo.localities.geometry import Ring, simplify
from promo.localities.outlines import polygons
from promo.places import layers
from promo.places.filters import places_of

Geometry = dict[str, Any]
Tile = tuple[int, int]

# Zoom of the tiles, as web maps number them (9 km wide here), and the zoom from which outlines are shown.
TILE_ZOOM, SHOWN_FROM = 12, 13
# More than a screen can tell apart.
MOST_IN_A_TILE = 200
# In degrees: what thinning may move a line by (3 m), and what rounding does to a point (1 m).
TOLERANCE, A_METRE = 0.00003, 0.00001
DIGITS = 5


def tile_asked(text: str) -> Tile | None:
    """The tile of "3254/1799" (x/y); None where that is none."""
    numbers = text.split("/")
    if len(numbers) != 2 or not all(part.isascii() and part.isdecimal() and len(part) < 6 for part in numbers):
        return None
    x, y = map(int, numbers)
    # One spelling each, so that no file is made twice.
    return (x, y) if text == f"{x}/{y}" and max(x, y) < 2**TILE_ZOOM else None


def outlines_in(page: Any, tile: Tile) -> dict[str, Any]:
    """Outlines of the portal's places whose point lies in the tile; a feature's id is that of its place.

    One query for each layer that has outlines.
    """
    west, south, east, north = _box(tile)
    places = places_of(portal_of(page), public_language()).filter(
        latitude__range=(south - A_METRE, north + A_METRE), longitude__range=(west - A_METRE, east + A_METRE)
    )
    features = [
        {"type": "Feature", "id": key, "geometry": drawn(outline), "properties": {}}
        for layer in layers.all_layers()
        if layer.outlines
        for key, outline in layer.outlines(places.filter(layer=layer.key), MOST_IN_A_TILE)
    ]
    return {"type": "FeatureCollection", "features": features}


def _box(tile: Tile) -> tuple[float, float, float, float]:
    """West, south, east and north of a tile in degrees."""
    side = 360 / 2**TILE_ZOOM
    west = tile[0] * side - 180
    south, north = (_latitude(tile[1] + 1), _latitude(tile[1]))
    return west, south, west + side, north


def _latitude(y: int) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / 2**TILE_ZOOM))))


def drawn(outline: Geometry) -> Geometry:
    """The outline as a map needs it: thinned, to the metre, the outer rings against the clock (RFC 7946, 3.1.6)."""
    return {
        "type": "MultiPolygon",
        "coordinates": [
            [_ring(ring, hole=number > 0) for number, ring in enumerate(rings)] for rings in polygons(outline)
        ],
    }


def _ring(ring: Ring, *, hole: bool) -> list[list[float]]:
    # Some programs give a height as well.
    flat = [(position[0], position[1]) for position in ring]
    rounded = [(round(x, DIGITS), round(y, DIGITS)) for x, y in simplify(flat, TOLERANCE)]
    kept = [rounded[0], *(here for before, here in pairwise(rounded) if here != before)]
    whole = kept if len(kept) > 3 else flat
    twice_area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(whole))
    return [list(position) for position in (whole[::-1] if (twice_area < 0) != hole else whole)]
