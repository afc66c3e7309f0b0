"""Where something is: commune and coordinates."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from promo.core.languages import column
from promo.localities.models.units import LATITUDES, LONGITUDES
from promo.places.positions import position_problem
from promo.sheets import parsing
from promo.sheets.kinds import CellError, SheetField
from promo.sheets.known import Known


@dataclass(frozen=True, kw_only=True)
class UnitField(SheetField):
    """An administrative unit by its name or code."""

    def read(self, cell: Any, known: Known) -> int:
        words = parsing.one_line(cell)
        found = known.find_units(words)
        if isinstance(cell, int) and not found:
            found = known.find_units(words.zfill(5))
        if not found:
            raise CellError(
                _("There is no commune “%(value)s” today. Write its name since July 2025, or its five-digit code.")
                % {"value": parsing.shorten(cell)}
            )
        if len(found) > 1:
            raise CellError(
                _("Several communes are called “%(value)s”. Write the five-digit code instead.")
                % {"value": parsing.shorten(cell)}
            )
        known.want(found[0])
        return found[0]

    def now(self, page: Any) -> int | None:
        return getattr(page, f"{self.target}_id")

    def put(self, page: Any, value: int | None, known: Known) -> None:
        setattr(page, self.target, known.unit(value))

    def nothing(self) -> None:
        return None

    def words(self, value: Any, known: Known) -> str:
        return known.unit_name(value)

    def cell(self, page: Any, language: str) -> str:
        unit = getattr(page, self.target)
        if unit is None:
            return ""
        return getattr(unit, column("full_name", language)) or unit.full_name_en or unit.full_name_vi or ""

    def explanation(self) -> str:
        return _("The commune's name since July 2025, or its code.")


@dataclass(frozen=True, kw_only=True)
class DegreesField(SheetField):
    def read(self, cell: Any, known: Known) -> float:
        degrees = parsing.to_degrees(cell)
        if not -180 <= degrees <= 180:
            raise CellError(
                _("%(value)s is no coordinate: its decimal point is missing. Write it like 20.8347.")
                % {"value": parsing.shorten(cell)}
            )
        return degrees

    def nothing(self) -> None:
        return None

    def explanation(self) -> str:
        return _("Degrees with a decimal point, WGS 84; latitude about 20, longitude about 106.")


@dataclass(frozen=True, kw_only=True)
class PositionField(SheetField):
    """Both coordinates in one cell, as one copies them from a map."""

    exported: bool = False

    @property
    def targets(self) -> tuple[str, ...]:
        return ("latitude", "longitude")

    def read(self, cell: Any, known: Known) -> tuple[float, float]:
        return parsing.to_position(cell)

    def now(self, page: Any) -> tuple[Any, Any]:
        return page.latitude, page.longitude

    def put(self, page: Any, value: Any, known: Known) -> None:
        page.latitude, page.longitude = value

    def nothing(self) -> tuple[None, None]:
        return None, None

    def words(self, value: Any, known: Known) -> str:
        return "" if value[0] is None else f"{value[0]}, {value[1]}"

    def explanation(self) -> str:
        return _("As copied from a map: 20.8347, 105.9012. Instead of the two columns latitude and longitude.")


def check_position(page: Any, values: dict[str, Any]) -> list[tuple[str, str]]:
    """What the model's own check would say too late or too briefly: swapped, half, far away."""
    latitude, longitude = page.latitude, page.longitude
    if latitude is None or longitude is None:
        return []
    name = "position" if "position" in values else "latitude"
    if _in(latitude, LONGITUDES) and _in(longitude, LATITUDES):
        return [
            (
                name,
                _("Latitude and longitude are swapped: %(latitude)s should be the longitude. Exchange the two values.")
                % {"latitude": latitude},
            )
        ]
    if not _in(latitude, LATITUDES):
        return [(name, _("Latitude %(value)s is not in Viet Nam: it should be about 20.") % {"value": latitude})]
    if not _in(longitude, LONGITUDES):
        name = "position" if "position" in values else "longitude"
        return [(name, _("Longitude %(value)s is not in Viet Nam: it should be about 106.") % {"value": longitude})]
    problem = position_problem(latitude, longitude, page.commune)
    return [(name, problem)] if problem else []


def _in(degrees: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= degrees <= bounds[1]
