"""Rows of the register of units, checked."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from promo.localities.importing.problems import Problems
from promo.localities.importing.tables import read_table
from promo.localities.models import AdministrativeUnit, Kind
from promo.localities.models.units import LATITUDES, LONGITUDES

REQUIRED = ("code", "parent_code", "kind", "name", "name_en", "full_name", "full_name_en", "latitude", "longitude")
OPTIONAL = ("valid_from", "valid_until")
WITHOUT_PARENT = (Kind.PROVINCE, Kind.CITY)
# Resolution 202/2025/QH15 and Law 72/2025: provinces merged and districts abolished from this day.
REFORM = date(2025, 7, 1)

Known = dict[str, tuple[str, str]]


@dataclass
class UnitRecord:
    """A unit as a file has it. `valid_from` None: as the database has it, else `default_from`."""

    code: str
    kind: str
    name: str
    full_name: str
    name_en: str = ""
    full_name_en: str = ""
    parent_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    default_from: date | None = REFORM

    @property
    def known(self) -> tuple[str, str]:
        return self.name, self.parent_code


def known_units() -> Known:
    """Code -> (Vietnamese name, parent's code) of the units in the database."""
    rows = AdministrativeUnit.objects.order_by().values_list("code", "name_vi", "parent__code")
    return {code: (name or "", parent or "") for code, name, parent in rows}


def read_units(path: Path, problems: Problems, known: Known) -> dict[str, UnitRecord]:
    rows = list(read_table(path, REQUIRED, OPTIONAL, problems))
    # A bad parent row is its own problem, not its children's.
    codes = {row["code"] for _label, row in rows} | set(known)
    parents = {row["code"]: row["parent_code"] for _label, row in rows}
    records: dict[str, UnitRecord] = {}
    seen: dict[str, str] = {}
    for label, row in rows:
        reasons = [*_texts(row), *_parent(row, codes, parents)]
        if row["code"] in seen:
            reasons.append(_("code %(code)s is in %(row)s already") % {"code": row["code"], "row": seen[row["code"]]})
        seen.setdefault(row["code"], label)
        latitude, longitude = _coordinates(row, reasons)
        valid_from, valid_until = (_date(row.get(name, ""), reasons) for name in OPTIONAL)
        if valid_from and valid_until and valid_until < valid_from:
            reasons.append(_("it ends before it begins"))
        for reason in reasons:
            problems.add(path, label, reason)
        if not reasons:
            texts: dict[str, Any] = {name: row[name] for name in REQUIRED[:7]}
            records[row["code"]] = UnitRecord(
                **texts,
                latitude=latitude,
                longitude=longitude,
                valid_from=valid_from,
                valid_until=valid_until,
            )
    return records


def _texts(row: dict[str, str]) -> list[str]:
    reasons = [
        _("the column %(name)s is empty") % {"name": name} for name in ("code", "name", "full_name") if not row[name]
    ]
    if row["kind"] not in Kind.values:
        reasons.append(_("unknown kind “%(kind)s”") % {"kind": row["kind"]})
    for name in ("code", "name", "name_en", "full_name", "full_name_en"):
        limit = AdministrativeUnit._meta.get_field(name.removesuffix("_en")).max_length
        if len(row[name]) > limit:
            reasons.append(_("the column %(name)s is longer than %(limit)d") % {"name": name, "limit": limit})
    return reasons


def _parent(row: dict[str, str], codes: set[str], parents: dict[str, str]) -> list[str]:
    code, parent = row["code"], row["parent_code"]
    if not parent:
        return [] if row["kind"] in WITHOUT_PARENT or row["kind"] not in Kind.values else [_("the parent is not named")]
    if parent not in codes:
        return [_("there is no unit %(code)s to be its parent") % {"code": parent}]
    above, steps = parent, 0
    while above and above != code and steps <= len(parents):
        above, steps = parents.get(above, ""), steps + 1
    return [_("it is part of itself")] if above == code else []


def _coordinates(row: dict[str, str], reasons: list[str]) -> tuple[float | None, float | None]:
    if not row["latitude"] and not row["longitude"]:
        return None, None
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError:
        given = f"{row['latitude']}, {row['longitude']}"
        reasons.append(_("latitude and longitude are not two numbers: %(given)s") % {"given": given})
        return None, None
    reason = misplaced(latitude, longitude)
    if reason:
        reasons.append(reason)
    return latitude, longitude


def misplaced(latitude: float, longitude: float) -> str:
    """Why a point cannot be in Viet Nam; empty if it can."""
    if _within(latitude, LATITUDES) and _within(longitude, LONGITUDES):
        return ""
    given = {"latitude": latitude, "longitude": longitude}
    if _within(longitude, LATITUDES) and _within(latitude, LONGITUDES):
        return _("latitude and longitude are swapped: %(latitude)s, %(longitude)s") % given
    return _("outside Viet Nam: latitude %(latitude)s, longitude %(longitude)s") % given


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def _date(text: str, reasons: list[str]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        reasons.append(_("not a date like 2025-07-01: %(given)s") % {"given": text})
        return None
