"""Units, outlines and successions from files into the database: all of it, or nothing and every reason why."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from promo.core import versions
from promo.localities.importing.boundaries import read_boundaries
from promo.localities.importing.problems import ImportProblems, Problems
from promo.localities.importing.successions import former_code, read_successions
from promo.localities.importing.units import known_units, read_units
from promo.localities.importing.writing import write_successions, write_units

DATA = Path(__file__).resolve().parents[1] / "data"
UNITS = DATA / "administrative-units.csv"
BOUNDARIES = (DATA / "boundaries" / "provinces.geojson", DATA / "boundaries" / "demo-communes.geojson")
SUCCESSIONS = DATA / "demo-successions.csv"

__all__ = ["ImportProblems", "ImportResult", "former_code", "import_units"]


@dataclass(frozen=True)
class ImportResult:
    """How many units and successions were, or in a dry run would be, written."""

    created: int
    updated: int
    unchanged: int
    successions: int


def import_units(
    *,
    units: Path | None = None,
    boundaries: Sequence[Path] = (),
    successions: Path | None = None,
    dry_run: bool = False,
) -> ImportResult:
    """Import the files named, or the package's own data where none is named. Importing again changes nothing.

    Raises ImportProblems, with every bad row, before anything is written.
    """
    if not (units or boundaries or successions):
        units, boundaries, successions = UNITS, BOUNDARIES, SUCCESSIONS
    problems = Problems()
    known = known_units()
    records = read_units(units, problems, known) if units else {}
    known |= {code: record.known for code, record in records.items()}
    outlines = read_boundaries(boundaries, problems, known)
    former, links = read_successions(successions, problems, known) if successions else ({}, [])
    problems.raise_if_any()

    with transaction.atomic():
        counts = write_units([*records.values(), *former.values()], outlines)
        written = write_successions(links)
        if dry_run:
            transaction.set_rollback(True)
        elif counts.created or counts.updated or written:
            versions.bump()
    return ImportResult(counts.created, counts.updated, counts.unchanged, written)
