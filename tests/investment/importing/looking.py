"""A kept workbook read as the preview reads it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from promo.sheets import between, examining, kinds, mapping, reading
from promo.sheets.known import Known
from promo.sheets.rights import Rights, index_of

WORKBOOKS = Path(__file__).parents[1] / "data" / "workbooks"
DEMO = str(Path(__file__).parents[3] / "promo/demo/content/files/danh-muc-du-an-khoai-chau.xlsx")


@dataclass
class Looked:
    table: Any
    rows: list[examining.Examined]
    notes: list[str]
    columns: dict[str, str]

    @property
    def values(self) -> list[dict[str, Any]]:
        """Of the rows that are right, each with its title; what a new page has by itself is left out."""
        return [row.values for row in self.rows if not row.problems]

    @property
    def problems(self) -> list[tuple[int, str, str]]:
        """(row, letter of the column, what is wrong)."""
        letters = {
            self.columns[str(one.index)]: one.letter for one in self.table.headings if str(one.index) in self.columns
        }
        return [
            (row.number, letters.get(problem.name, ""), problem.message)
            for row in self.rows
            for problem in row.problems
        ]


def look(portal: Any, user: Any, name: str, *, kind: str = "projects", sheet: str = "") -> Looked:
    """Raises FileError."""
    found, raw = kinds.get(kind), (WORKBOOKS / name).read_bytes()
    table = reading.read(raw, name, mapping.Guesser(found).is_heading, sheet)
    columns = mapping.propose(found, portal, table)
    rights = Rights(user).at(index_of(found, portal))
    rows = list(examining.examine(found, table, columns, Known(portal), rights))
    notes = [*table.notes, *between.sort_out(found, table, columns).notes]
    return Looked(table, rows, notes, columns)
