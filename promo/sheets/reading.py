"""A spreadsheet somebody sends as headings and rows of plain values, whatever its format."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from promo.core import archives
from promo.core.archives import MB, FileError, Limits
from promo.sheets import headings as found_headings
from promo.sheets.headings import Merged
from promo.sheets.parsing import one_line

# Of the file as it is uploaded, and of a workbook unpacked: its parts are XML, which shrinks well.
UPLOAD_BYTES = 20 * MB
LIMITS = Limits(file_bytes=150 * MB, total_bytes=250 * MB, files=2000)
MAX_COLUMNS = 120
MAX_ROWS = 5000
# Some programs write every row there could be: after so many without a word, nothing follows.
MAX_EMPTY_ROWS = 2000
# How far down a title, a date or an empty line may push the headings.
HEADING_WITHIN = 20
# The row of the template that shows how to fill it in.
EXAMPLE = "VÍ-DỤ"


@dataclass(frozen=True)
class Bad:
    """A cell without a value that could be used, and why."""

    problem: str


@dataclass(frozen=True)
class Heading:
    index: int
    text: str

    @property
    def letter(self) -> str:
        return str(get_column_letter(self.index + 1))


@dataclass(frozen=True)
class Row:
    """`number` as the spreadsheet program counts; `cells` by index of the column, without empty ones."""

    number: int
    cells: dict[int, Any]


@dataclass
class Table:
    headings: list[Heading] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    heading_row: int = 1
    sheet: str = ""
    # Names of the sheets one could read instead.
    sheets: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # What stands above the headings: what the list is, its date, its unit.
    titles: list[str] = field(default_factory=list)
    # Row -> over how many columns its widest cell is merged.
    across: dict[int, int] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()

    def samples(self, index: int, count: int = 3) -> list[str]:
        found = (row.cells[index] for row in self.rows if index in row.cells)
        texts = ("…" if isinstance(value, Bad) else one_line(value) for value in found)
        return [text for text, _number in zip(dict.fromkeys(texts), range(count), strict=False)]


def read(raw: bytes, name: str, is_heading: Callable[[str], bool], sheet: str = "") -> Table:
    """`is_heading` says whether a text is the heading of some field. Raises FileError."""
    from promo.sheets import csvfiles, workbooks

    if len(raw) > UPLOAD_BYTES:
        raise FileError(_("The file is larger than %(limit)d MB.") % {"limit": UPLOAD_BYTES // MB})
    if not raw.strip():
        raise FileError(_("The file is empty."))
    if raw[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise FileError(
            _(
                "This is a workbook of the old format (.xls), or one with a password. Open it in your spreadsheet "
                "program, save it as “Excel Workbook (.xlsx)” without a password, and choose that file."
            )
        )
    if archives.is_zip(raw):
        return workbooks.read(raw, is_heading, sheet)
    if name.lower().endswith((".xlsx", ".xlsm", ".ods")):
        raise FileError(_("This is no readable workbook: it is damaged or incomplete. Save it once more as .xlsx."))
    return csvfiles.read(raw, is_heading)


def gather(
    lines: Iterable[tuple[int, dict[int, Any]]], is_heading: Callable[[str], bool], merged: Sequence[Merged] = ()
) -> Table:
    """A table of (number, cells) of each row. Raises FileError for too many rows, or none."""
    table = Table()
    lines = found_headings.filled_down(lines, merged)
    first: list[tuple[int, dict[int, Any]]] = []
    rest = _without_the_empty(lines, table)
    for number, cells in rest:
        first.append((number, cells))
        if number >= HEADING_WITHIN or len(first) >= HEADING_WITHIN:
            break
    if not first:
        raise FileError(_("There is nothing in the sheet."))
    block = found_headings.find(first, is_heading, merged)
    table.heading_row, headings = first[block.last][0], block.texts
    table.titles = found_headings.titles(first[: block.first])
    for left, top, right, _bottom in merged:
        table.across[top] = max(table.across.get(top, 0), right - left + 1)
    for number, cells in _both(first[block.last + 1 :], rest):
        if not table.rows and found_headings.numbers_columns(cells):
            continue
        if EXAMPLE in cells.values():
            table.notes.append(_("Row %(row)d is the template's example and is left out.") % {"row": number})
            continue
        if len(table.rows) >= MAX_ROWS:
            raise FileError(
                _("The sheet has more than %(limit)s rows, which is too many for one import. Import it in parts.")
                % {"limit": f"{MAX_ROWS:,}".replace(",", ".")}
            )
        table.rows.append(Row(number, cells))
    if not table.rows:
        raise FileError(_("The sheet has headings in row %(row)d and nothing below them.") % {"row": table.heading_row})
    used = {index for row in table.rows for index in row.cells}
    for index in sorted(used | set(headings)):
        table.headings.append(Heading(index, headings.get(index, "")))
    _say_what_stands_twice(table)
    return table


def _without_the_empty(
    lines: Iterable[tuple[int, dict[int, Any]]], table: Table
) -> Iterator[tuple[int, dict[int, Any]]]:
    empty = 0
    for number, cells in lines:
        if cells:
            empty = 0
            yield number, cells
            continue
        empty += 1
        if empty >= MAX_EMPTY_ROWS:
            table.notes.append(
                _("Reading ended at row %(row)d, after %(count)d empty rows.") % {"row": number, "count": empty}
            )
            return


def _both(first: Iterable[Any], rest: Iterator[Any]) -> Iterator[Any]:
    yield from first
    yield from rest


def _say_what_stands_twice(table: Table) -> None:
    places: dict[str, list[str]] = {}
    for heading in table.headings:
        if heading.text:
            places.setdefault(heading.text.casefold(), []).append(heading.letter)
    for heading in table.headings:
        letters = places.pop(heading.text.casefold(), [])
        if len(letters) > 1:
            table.notes.append(
                _("The heading “%(heading)s” stands in several columns (%(letters)s): look at what each becomes.")
                % {"heading": heading.text, "letters": ", ".join(letters)}
            )
