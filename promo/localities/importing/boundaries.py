"""Outlines from GeoJSON files (RFC 7946), checked."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from promo.localities.importing.problems import Problems
from promo.localities.importing.units import Known, misplaced


class _Invalid(Exception):  # noqa: N818
    pass


def read_boundaries(paths: Sequence[Path], problems: Problems, known: Known) -> dict[str, dict[str, Any]]:
    """Unit code -> GeoJSON geometry of every feature in the files."""
    outlines: dict[str, dict[str, Any]] = {}
    for path in paths:
        for number, feature in enumerate(_features(path, problems), start=1):
            code = _code(feature)
            where = _("feature %(number)d (%(code)s)") % {"number": number, "code": code or "—"}
            try:
                if code not in known:
                    raise _Invalid(_("there is no unit with this code"))
                if code in outlines:
                    raise _Invalid(_("the unit has an outline already"))
                outlines[code] = checked_geometry(feature.get("geometry"))
            except _Invalid as invalid:
                problems.add(path, where, str(invalid))
    return outlines


def _features(path: Path, problems: Problems) -> list[Any]:
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        problems.add(path, "", _("the file cannot be read: %(error)s.") % {"error": error.strerror})
    except ValueError as error:
        problems.add(path, "", _("this is not GeoJSON in UTF-8: %(error)s.") % {"error": error})
    else:
        features = data.get("features") if isinstance(data, dict) and data.get("type") == "FeatureCollection" else None
        if isinstance(features, list):
            return features
        problems.add(path, "", _("this is not a GeoJSON FeatureCollection."))
    return []


def _code(feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    code = properties.get("code") if isinstance(properties, dict) else None
    return code if isinstance(code, str) else ""


def checked_geometry(geometry: Any) -> dict[str, Any]:
    """The geometry with nothing but type and coordinates."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise _Invalid(_("an outline is a Polygon or a MultiPolygon, not %(kind)s") % {"kind": kind})
    coordinates = geometry.get("coordinates")
    rings = list(_rings([coordinates] if kind == "Polygon" else coordinates))
    if not rings:
        raise _Invalid(_("the outline is empty"))
    for ring in rings:
        _check_ring(ring)
    return {"type": kind, "coordinates": coordinates}


def _rings(polygons: Any) -> Iterator[list[Any]]:
    if not isinstance(polygons, list):
        raise _Invalid(_("the coordinates are not nested as their type asks"))
    for polygon in polygons:
        if not isinstance(polygon, list) or not all(isinstance(ring, list) for ring in polygon):
            raise _Invalid(_("the coordinates are not nested as their type asks"))
        yield from polygon


def _check_ring(ring: list[Any]) -> None:
    for position in ring:
        numbers = isinstance(position, list) and len(position) == 2
        if not numbers or not all(isinstance(value, int | float) and not isinstance(value, bool) for value in position):
            raise _Invalid(_("a position is not two numbers: %(position)s") % {"position": str(position)[:60]})
        reason = misplaced(position[1], position[0])
        if reason:
            raise _Invalid(reason)
    if len(ring) < 4:
        raise _Invalid(_("a ring has fewer than four positions"))
    if ring[0] != ring[-1]:
        raise _Invalid(_("a ring is not closed: its first and last positions differ"))
