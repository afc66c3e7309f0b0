"""XLSX for those who translate in a spreadsheet: a row a text, only translation, state and comment may be changed.

Every text is written as text, whatever it begins with; a formula in a file that comes back is refused.
"""

import io
from datetime import date, time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from promo.core.languages import SOURCE, language_tag
from promo.core.spreadsheets import MAX_LENGTH, escape, open_workbook, put_text, unescape, unreadable
from promo.languages.exchange import archives
from promo.languages.exchange.bundle import (
    ExchangeError,
    State,
    TextFile,
    TextUnit,
    language_code,
)
from promo.languages.names import language_label

VERSION = 1
META = "dat-lanh"
MAX_ROWS = 20_000
_COLUMNS = ("key", "what", "source", "target", "state", "comment", "previous", "seen")
_WIDTHS = (9, 26, 60, 60, 14, 30, 40, 14)
_WRITABLE = ("target", "state", "comment")


# --- Writing -----------------------------------------------------------------------------------


def write(file: TextFile) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = _("Translation")[:31]
    for number, heading in enumerate(_headings(file.language), 1):
        _style_heading(_put(sheet.cell(1, number), heading))
    for row, unit in enumerate(file.units, 2):
        _write_row(sheet, row, unit)
    _lay_out(sheet, len(file.units) + 1)
    _write_meta(book.create_sheet(META), file)
    book.properties.title = file.title[:255]
    book.properties.creator = ""
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _headings(language: str) -> list[str]:
    return [
        _("Place (do not change)"),
        _("What it is"),
        language_label(SOURCE),
        _("Translation: %(language)s") % {"language": language_label(language)},
        _("State"),
        _("Comment"),
        _("Earlier Vietnamese text"),
        _("Stamp (do not change)"),
    ]


def _write_row(sheet: Any, row: int, unit: TextUnit) -> None:
    what = "\n".join(text for text in (unit.context, unit.label) if text)
    if unit.max_length:
        what += "\n" + _("At most %(limit)d characters") % {"limit": unit.max_length}
    texts = (unit.key, what, unit.source, unit.target, _label(unit.state), unit.comment, unit.previous, unit.seen)
    for number, (name, text) in enumerate(zip(_COLUMNS, texts, strict=True), 1):
        cell = _put(sheet.cell(row, number), text)
        cell.alignment = Alignment(wrap_text=name not in ("key", "seen"), vertical="top")
        cell.border = Border(bottom=Side("thin", color="DDDDDD"))
        if name in _WRITABLE:
            cell.protection = Protection(locked=False)
        else:
            cell.fill = PatternFill("solid", fgColor="F4F4F6")
        if name in ("key", "seen"):
            cell.font = Font(color="9A9AA5", size=8)
    if unit.state != State.REVIEWED:
        sheet.cell(row, _COLUMNS.index("target") + 1).fill = PatternFill("solid", fgColor="FFFBE6")


def _put(cell: Cell, text: str) -> Cell:
    if len(escape(text)) > MAX_LENGTH:
        raise ExchangeError(
            _("“%(text)s…” is too long for a cell of a spreadsheet. Choose XLIFF or PO for this object.")
            % {"text": text[:40]}
        )
    return put_text(cell, text)


def _style_heading(cell: Cell) -> None:
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor="0A7069")
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def _lay_out(sheet: Any, last_row: int) -> None:
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.column_dimensions[get_column_letter(_COLUMNS.index("seen") + 1)].hidden = True
    sheet.freeze_panes = "D2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    # Without a password: it keeps hands from slipping, not people from what they mean to do.
    sheet.protection.sheet = True
    for freedom in ("formatCells", "formatColumns", "formatRows", "autoFilter", "sort"):
        setattr(sheet.protection, freedom, False)
    choices = ",".join(_label(state) for state in (State.DRAFT, State.REVIEWED))
    validation = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(_COLUMNS.index("state") + 1)
    validation.add(f"{letter}2:{letter}{max(last_row, 2)}")
    sheet.add_data_validation(validation)


def _write_meta(sheet: Any, file: TextFile) -> None:
    rows = {
        "version": str(VERSION),
        "original": file.original,
        "source": SOURCE,
        "language": language_tag(file.language),
        "title": file.title,
    }
    for row, (name, text) in enumerate(rows.items(), 1):
        _put(sheet.cell(row, 1), name)
        _put(sheet.cell(row, 2), text)
    sheet.sheet_state = "hidden"


def _label(state: str) -> str:
    return str(State(state).label)


def _states() -> dict[str, str]:
    """Words for the states, in the languages the admin speaks -> state."""
    found = {state.value: state.value for state in State}
    for language in ("en", SOURCE):
        with override(language):
            found |= {_label(state).lower(): state.value for state in State}
    return found


# --- Reading -----------------------------------------------------------------------------------


def read(raw: bytes) -> list[TextFile]:
    archives.check_workbook(raw)
    try:
        book = open_workbook(raw, values=False)
        sheets = {name: _rows(book[name]) for name in book.sheetnames[:4]}
    except ExchangeError:
        raise
    except Exception as error:  # openpyxl lets through whatever it stumbles over
        raise unreadable() from error
    meta = {str(row[0].value): _plain(row[1]) for row in sheets.pop(META, []) if len(row) > 1}
    if not meta.get("original") or not sheets:
        raise ExchangeError(
            _(
                "This workbook was not exported here: its hidden sheet “%(sheet)s” is missing. Export the object again "
                "and copy the translations into that file."
            )
            % {"sheet": META}
        )
    if meta.get("version") != str(VERSION):
        raise ExchangeError(_("This workbook was made for another version of the portal. Export the object again."))
    states = _states()
    rows = next(iter(sheets.values()))
    return [
        TextFile(
            original=meta["original"].strip(),
            language=language_code(meta.get("language", "")),
            units=tuple(unit for row in rows[1:] if (unit := _unit_of(row, states)) is not None),
            title=meta.get("title", ""),
            language_written=meta.get("language", ""),
            source_written=meta.get("source", ""),
        )
    ]


def _rows(sheet: Any) -> list[tuple[Any, ...]]:
    sheet.reset_dimensions()
    found = []
    for number, row in enumerate(sheet.iter_rows(max_col=len(_COLUMNS)), 1):
        if number > MAX_ROWS:
            raise ExchangeError(_("The workbook has more than %(count)d rows.") % {"count": MAX_ROWS})
        found.append(row)
    return found


def _unit_of(row: tuple[Any, ...], states: dict[str, str]) -> TextUnit | None:
    cells = dict(zip(_COLUMNS, row, strict=False))
    if all(cell.value is None for cell in row):
        return None
    texts = {name: _plain(cell) for name, cell in cells.items() if name not in ("what", "previous")}
    target = texts.get("target", "")
    state = states.get(texts.get("state", "").strip().lower(), State.DRAFT)
    if not target.strip():
        state = State.EMPTY
    elif state == State.EMPTY:
        state = State.DRAFT
    return TextUnit(
        key=texts.get("key", "").strip(),
        source=texts.get("source", ""),
        target=target,
        state=state,
        comment=texts.get("comment", "").strip(),
        seen=texts.get("seen", "").strip(),
        place=_("row %(row)d") % {"row": next(cell.row for cell in row if cell.value is not None)},
    )


def _plain(cell: Any) -> str:
    """A cell's text; what is no text but could pass for it only by guessing is refused."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        raise _refused(cell, _("an error (%(value)s)") % {"value": value})
    if cell.data_type != "f":
        if isinstance(value, str):
            return unescape(value)
        if isinstance(value, bool):
            raise _refused(cell, _("a truth value"))
        if isinstance(value, int):
            return str(value)
        if isinstance(value, float):
            raise _refused(cell, _("a number"))
        if isinstance(value, (date, time, timedelta)):
            raise _refused(cell, _("a date"))
    raise _refused(cell, _("a formula"))


def _refused(cell: Any, what: str) -> ExchangeError:
    return ExchangeError(
        _(
            "Cell %(cell)s holds %(what)s instead of a text. Format the cell as text and type the translation again "
            "(a text that begins with = needs an apostrophe before it)."
        )
        % {"cell": f"{cell.column_letter}{cell.row}", "what": what}
    )
