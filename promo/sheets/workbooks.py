"""XLSX files: Excel's own, LibreOffice's, Google's. Formulas count for what they gave when the file was saved."""

import io
import itertools
import re
from collections.abc import Callable, Iterator
from datetime import time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl.utils import column_index_from_string

from promo.core import archives
from promo.core.archives import FileError
from promo.core.spreadsheets import check_workbook, open_workbook, unescape, unreadable
from promo.sheets import reading
from promo.sheets.headings import Merged
from promo.sheets.reading import Bad, Table

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="(([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7}))"')
_HIDDEN = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*\shidden="(?:1|true)")[^>]*?\br="(\d{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_NAMED = 5
# Sheets that are looked at for the list, and the longest tag of a row that is found.
_LOOKED_AT = 30
_LONGEST_TAG = 400


def read(raw: bytes, is_heading: Callable[[str], bool], sheet: str = "") -> Table:
    check_workbook(raw, reading.LIMITS)
    names = _parts(raw)
    if "[Content_Types].xml" not in names:
        ending = _("The file is a ZIP archive and no workbook. Pictures go into the other field.")
        if "mimetype" in names:
            ending = _("This is an OpenDocument file. Save it as “Excel Workbook (.xlsx)” and choose that file.")
        raise FileError(ending)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileError(
            _("The workbook has macros, which are programs. Save it as “Excel Workbook (.xlsx)” and choose that file.")
        )
    try:
        return _read(raw, is_heading, sheet)
    except FileError:
        raise
    except Exception as error:  # openpyxl lets through whatever it stumbles over, at the latest in the rows
        raise unreadable() from error


def _parts(raw: bytes) -> list[str]:
    with archives.opened(io.BytesIO(raw)) as archive:
        return archive.namelist()


def _read(raw: bytes, is_heading: Callable[[str], bool], sheet: str) -> Table:
    book = open_workbook(raw, values=True)
    tables = {one.title: one for one in book.worksheets}
    visible = [title for title, one in tables.items() if one.sheet_state == "visible"]
    if not visible:
        raise FileError(_("The workbook has no visible sheet. Show the sheet with your rows and save it again."))
    chosen = sheet if sheet in visible else _likeliest(visible, tables, is_heading)
    has_formulas, merged, hidden = _look_at(raw, tables[chosen]._worksheet_path)
    formulas = _rows(open_workbook(raw, values=False)[chosen]) if has_formulas else None
    counted = [0]
    try:
        table = reading.gather(
            _lines(_rows(tables[chosen]), formulas, counted), is_heading, [place for _ref, place in merged]
        )
    except FileError as error:
        if len(tables) == 1:
            raise
        raise FileError(_("Sheet “%(name)s”: %(problem)s") % {"name": chosen, "problem": error}) from error
    table.sheet, table.sheets = chosen, visible
    table.hidden = frozenset(row.number for row in table.rows if row.number in hidden)
    if len(tables) > 1:
        others = [title for title in tables if title not in visible]
        table.notes.append(_("The sheet “%(name)s” is read.") % {"name": chosen})
        if others:
            table.notes.append(_("Hidden sheets are left out: %(names)s.") % {"names": ", ".join(others[:_NAMED])})
    if counted[0]:
        table.notes.append(
            ngettext(
                "%(count)d cell is a formula: its last result is taken.",
                "%(count)d cells are formulas: their last results are taken.",
                counted[0],
            )
            % {"count": counted[0]}
        )
    down = [ref for ref, (_left, top, _right, bottom) in merged if top != bottom and top > table.heading_row]
    if down:
        table.notes.append(
            _("Cells merged over several rows (%(cells)s) count for each of them.")
            % {"cells": ", ".join(down[:_NAMED])}
        )
    if table.hidden:
        rows = ", ".join(str(number) for number in sorted(table.hidden)[:_NAMED])
        table.notes.append(
            _("Hidden rows are read like the others (%(rows)s). Delete them from the sheet if they are not meant.")
            % {"rows": rows + (" …" if len(table.hidden) > _NAMED else "")}
        )
    return table


def _likeliest(visible: list[str], tables: dict[str, Any], is_heading: Callable[[str], bool]) -> str:
    """The sheet whose first rows have most known headings: a cover or a summary may stand before the list."""
    if len(visible) == 1:
        return visible[0]
    known = []
    for title in visible[:_LOOKED_AT]:
        rows = itertools.islice(_rows(tables[title]), reading.HEADING_WITHIN)
        known.append(
            max((sum(isinstance(one.value, str) and is_heading(one.value) for one in row) for row in rows), default=0)
        )
    return visible[known.index(max(known))]


def _look_at(raw: bytes, path: str) -> tuple[bool, list[tuple[str, Merged]], set[int]]:
    """Whether a sheet has formulas, which cells are merged and which rows hidden: what reading for values leaves out."""
    has_formulas, end = False, b""
    merged: dict[str, Merged] = {}
    hidden: set[int] = set()
    with archives.opened(io.BytesIO(raw)) as archive:
        for piece in archives.pieces(archive, archive.getinfo(path.lstrip("/"))):
            text = end + piece
            has_formulas = has_formulas or bool(_FORMULA.search(text))
            for ref, left, top, right, bottom in _MERGED.findall(text):
                merged[ref.decode()] = (_index(left), int(top), _index(right), int(bottom))
            hidden |= {int(number) for number in _HIDDEN.findall(text)}
            # What is cut in two by the end of a piece is whole at the beginning of the next.
            end = text[-_LONGEST_TAG:]
    return has_formulas, list(merged.items()), hidden


def _index(letters: bytes) -> int:
    return int(column_index_from_string(letters.decode())) - 1


def _rows(sheet: Any) -> Iterator[Any]:
    # What a file says of its size is often wrong, and sometimes a trap.
    sheet.reset_dimensions()
    return iter(sheet.iter_rows(max_col=reading.MAX_COLUMNS))


def _lines(
    rows: Iterator[Any], formulas: Iterator[Any] | None, counted: list[int]
) -> Iterator[tuple[int, dict[int, Any]]]:
    for number, row in enumerate(rows, 1):
        written = next(formulas, ()) if formulas is not None else ()
        cells: dict[int, Any] = {}
        for index, cell in enumerate(row):
            is_formula = index < len(written) and written[index].data_type == "f"
            value = _value(cell, is_formula=is_formula)
            if value is not None:
                counted[0] += is_formula and not isinstance(value, Bad)
                cells[index] = value
        yield number, cells


def _value(cell: Any, *, is_formula: bool) -> Any:
    value = cell.value
    if cell.data_type == "e":
        return Bad(_("The cell shows the error %(value)s. Write the value itself.") % {"value": value})
    if value is None:
        if is_formula:
            return Bad(
                _(
                    "The cell is a formula without a result. Open the file in your spreadsheet program and save it, "
                    "or write the value itself."
                )
            )
        return None
    if isinstance(value, str):
        text = unescape(value)
        return text if text.strip() else None
    if isinstance(value, (time, timedelta)):
        return str(value)
    return value
