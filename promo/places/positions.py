"""Whether a position can be right: in the land, the right way round, in its commune."""

import math
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from promo.core.versions import Remembered
from promo.localities.geometry import Ring, bounds, depth
from promo.localities.models import AdministrativeUnit
from promo.localities.models.units import LATITUDES, LONGITUDES, Kind
from promo.localities.outlines import ARCHIPELAGOS, polygons

# Degrees. Outlines are thinned to some 400 m, and piers and rafts lie off the coast.
OFF_THE_LAND = 0.02
OUT_OF_THE_COMMUNE = 0.03

Box = tuple[float, float, float, float]
# A polygon with the box around it.
Shape = tuple[Box, list[Ring]]

_lands: Remembered = Remembered(size=1)


def position_problem(latitude: float | None, longitude: float | None, unit: Any = None) -> str:
    """What is wrong with a position in degrees, in the active language; empty where nothing is.

    `unit` is the AdministrativeUnit the position should lie in, or None. Where no unit has an outline, only
    the bounds of the country are known.
    """
    if latitude is None or longitude is None:
        return ""
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return gettext("Coordinates are numbers of degrees, such as 20.8347 and 105.9012.")
    if _is_in_bounds(longitude, latitude):
        return gettext("Latitude and longitude seem to be swapped: in Việt Nam the latitude is the smaller number.")
    if not _is_in_bounds(latitude, longitude):
        return gettext(
            "This position is outside Việt Nam. Latitude lies between 8 and 24, longitude between 102 and 118."
        )
    point = (longitude, latitude)
    land = _lands.get("land", _read_land)
    if land and not _is_in_an_archipelago(point) and not _is_near(point, land, OFF_THE_LAND):
        return gettext("This position is in the sea or abroad. Look at the coordinates once more.")
    if unit is not None and unit.boundary and not _is_near(point, _shapes(unit.boundary), OUT_OF_THE_COMMUNE):
        return gettext("This position is more than 3 km outside %(unit)s. Correct the coordinates or the commune.") % {
            "unit": str(unit)
        }
    return ""


def _is_in_bounds(latitude: float, longitude: float) -> bool:
    return LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]


def _is_in_an_archipelago(point: tuple[float, float]) -> bool:
    """Among the islets and reefs of Hoàng Sa and Trường Sa, of which outlines show the largest only."""
    x, y = point
    return any(west <= x <= east and south <= y <= north for _name, (west, south, east, north) in ARCHIPELAGOS)


def _read_land() -> list[Shape]:
    """All polygons of the provinces of today."""
    provinces = AdministrativeUnit.objects.filter(kind__in=(Kind.PROVINCE, Kind.CITY)).exclude(boundary=None)
    today = timezone.localdate()
    return [shape for unit in provinces if unit.is_in_force(today) for shape in _shapes(unit.boundary)]


def _shapes(boundary: dict[str, Any]) -> list[Shape]:
    return [(bounds(rings[:1]), rings) for rings in polygons(boundary)]


def _is_near(point: tuple[float, float], shapes: list[Shape], distance: float) -> bool:
    x, y = point
    return any(
        west - distance <= x <= east + distance
        and south - distance <= y <= north + distance
        and depth(point, rings) >= -distance
        for (west, south, east, north), rings in shapes
    )
