"""XLSX files: Excel's own, LibreOffice's, Google's. Formulas count for what they gave when the file was saved."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promo.core import archives
from promo.core.archives import FileError
from promo.core.spreadsheets import check_workbook, open_workbook, unescape, unreadable
from promo.sheets import reading
from promo.sheets.reading import Bad, Table

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}(\d{1,7}))"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_NAMED = 5


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
    chosen = sheet if sheet in visible else visible[0]
    has_formulas, merged = _look_at(raw, tables[chosen]._worksheet_path)
    formulas = _rows(open_workbook(raw, values=False)[chosen]) if has_formulas else None
    counted = [0]
    table = reading.gather(_lines(_rows(tables[chosen]), formulas, counted), is_heading)
    table.sheet, table.sheets = chosen, visible
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
    across = [ref for ref, first, last in merged if first != last and last > table.heading_row]
    if across:
        table.notes.append(
            _("Merged cells (%(cells)s) have their value in the first row only. Unmerge them and fill each row.")
            % {"cells": ", ".join(across[:_NAMED])}
        )
    return table


def _look_at(raw: bytes, path: str) -> tuple[bool, list[tuple[str, int, int]]]:
    """Whether a sheet has formulas, and which cells are merged: what reading for values alone does not tell."""
    has_formulas, merged, end = False, [], b""
    with archives.opened(io.BytesIO(raw)) as archive:
        for piece in archives.pieces(archive, archive.getinfo(path.lstrip("/"))):
            text = end + piece
            has_formulas = has_formulas or bool(_FORMULA.search(text))
            merged += [(ref.decode(), int(first), int(last)) for ref, first, last in _MERGED.findall(text)]
            end = text[-200:]
    return has_formulas, list(dict.fromkeys(merged))


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
