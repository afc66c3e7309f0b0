"""What the files hold, into the database; only what differs is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from promo.core.languages import CODES, SOURCE, column, in_source
from promo.core.progress import progress
from promo.localities.importing.units import REFORM, UnitRecord
from promo.localities.models import AdministrativeUnit, Succession
from promo.localities.querysets import column_of_sort_name

BATCH = 500
ENGLISH = "en" if "en" in CODES else None
# The bare columns too: they mirror the Vietnamese ones.
WRITTEN = (
    "kind",
    "parent",
    *("name", column("name", SOURCE), "full_name", column("full_name", SOURCE)),
    *((column("name", "en"), column("full_name", "en")) if ENGLISH else ()),
    *(column_of_sort_name(code) for code in CODES),
    *("latitude", "longitude", "valid_from", "valid_until"),
)


@dataclass(frozen=True)
class Counts:
    created: int
    updated: int
    unchanged: int


def write_units(records: Iterable[UnitRecord], outlines: dict[str, dict[str, Any]]) -> Counts:
    """Create and update units, parents before their children. Runs in the caller's transaction."""
    units = {unit.code: unit for unit in AdministrativeUnit.objects.all()}
    total, created = 0, 0
    updated: set[str] = set()
    with in_source():
        for level in _levels(list(records), set(units)):
            new, changed = [], []
            for record in progress(level, "Units"):
                unit = units.get(record.code)
                if unit is None:
                    unit = units[record.code] = AdministrativeUnit(code=record.code, boundary=outlines.get(record.code))
                    _fill(unit, record, units)
                    new.append(unit)
                elif _fill(unit, record, units):
                    changed.append(unit)
            AdministrativeUnit.objects.bulk_create(new, batch_size=BATCH)
            # Without modeltranslation's rewriting, which takes `name` and `name_vi` for the same column.
            AdministrativeUnit.objects.rewrite(False).bulk_update(changed, WRITTEN, batch_size=BATCH)
            total += len(level)
            created += len(new)
            updated.update(unit.code for unit in changed)
        redrawn = [units[code] for code, outline in outlines.items() if units[code].boundary != outline]
        for unit in redrawn:
            unit.boundary = outlines[unit.code]
        AdministrativeUnit.objects.bulk_update(redrawn, ["boundary"], batch_size=BATCH)
    updated.update(unit.code for unit in redrawn)
    return Counts(created, len(updated), max(0, total - created - len(updated)))


def _levels(records: list[UnitRecord], written: set[str]) -> Iterable[list[UnitRecord]]:
    """Groups of records whose parents are in the database or in an earlier group."""
    own = {record.code for record in records}
    done = written - own
    while records:
        level = [record for record in records if not record.parent_code or record.parent_code in done]
        if not level:
            raise ValueError("Units are part of themselves: " + ", ".join(record.code for record in records))
        yield level
        done |= {record.code for record in level}
        records = [record for record in records if record.code not in done]


def _fill(unit: AdministrativeUnit, record: UnitRecord, units: dict[str, AdministrativeUnit]) -> bool:
    """Give the unit the record's values; whether that changed anything."""
    before = [getattr(unit, name) for name in _attributes()]
    renamed = unit.name_vi != record.name or unit.full_name_vi != record.full_name
    unit.kind = record.kind
    unit.parent = units[record.parent_code] if record.parent_code else None
    unit.name_vi, unit.full_name_vi = record.name, record.full_name
    for field, text in (("name", record.name_en), ("full_name", record.full_name_en)):
        # English the desk has approved stays, unless the Vietnamese it translates is no longer the name.
        if ENGLISH and text and (renamed or not getattr(unit, column(field, "en"))):
            setattr(unit, column(field, "en"), text)
    unit.latitude, unit.longitude = record.latitude, record.longitude
    unit.valid_from = record.valid_from or unit.valid_from or record.default_from
    unit.valid_until = record.valid_until
    for name, key in unit.sort_names().items():
        setattr(unit, name, key)
    return before != [getattr(unit, name) for name in _attributes()]


def _attributes() -> list[str]:
    return ["parent_id" if name == "parent" else name for name in WRITTEN]


def write_successions(links: Iterable[tuple[str, str]]) -> int:
    """Create the successions that are missing; how many those were."""
    keys = dict(AdministrativeUnit.objects.order_by().values_list("code", "pk"))
    known = set(Succession.objects.values_list("predecessor_id", "successor_id"))
    missing = [pair for pair in ((keys[old], keys[new]) for old, new in links) if pair not in known]
    Succession.objects.bulk_create(
        [Succession(predecessor_id=old, successor_id=new, on=REFORM) for old, new in missing], batch_size=BATCH
    )
    return len(missing)
