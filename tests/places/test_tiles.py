"""Tiles, and outlines made light for the map."""

import math
from typing import Any

from promo.places.tiles import TILE_ZOOM, _box, drawn, tile_asked


def tile_of(longitude: float, latitude: float) -> str:
    """As the script of the map computes it."""
    tiles = 2**TILE_ZOOM
    up = math.asinh(math.tan(math.radians(latitude))) / math.pi
    return f"{math.floor((longitude + 180) / 360 * tiles)}/{math.floor((1 - up) / 2 * tiles)}"


def test_a_tile_holds_the_places_that_the_script_asks_it_for() -> None:
    for longitude, latitude in ((105.96, 20.86), (106.6, 20.9), (104.0, 10.2), (111.9, 8.6), (105.3, 23.3)):
        tile = tile_asked(tile_of(longitude, latitude))
        assert tile is not None
        west, south, east, north = _box(tile)
        assert west <= longitude < east and south < latitude <= north
        assert 0.08 < east - west < 0.09 and 0.07 < north - south < 0.09


def test_an_outline_is_thinned_to_what_can_be_seen() -> None:
    """Five thousand positions on a circle of a kilometre: some tens are the same line."""
    steps = 5000
    ring = [
        [106 + math.sin(math.tau * step / steps) / 200, 20.8 + math.cos(math.tau * step / steps) / 200, 3.5]
        for step in range(steps)
    ]
    geometry = drawn({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})
    (((*thinned,),),) = geometry["coordinates"]
    assert 20 < len(thinned) < 120 and thinned[0] == thinned[-1]
    assert all(len(position) == 2 and position == [round(number, 5) for number in position] for position in thinned)
    assert all(abs(math.dist(position, (106, 20.8)) - 0.005) < 0.00004 for position in thinned)


def test_what_rounding_would_make_a_line_keeps_its_corners() -> None:
    corners: Any = [[106, 20.8], [106.000001, 20.8], [106.000001, 20.800001], [106, 20.8]]
    assert drawn({"type": "MultiPolygon", "coordinates": [[corners]]})["coordinates"] == [[corners]]
