"""The workbooks staff downloads: an empty one to fill in, and the rows that were wrong."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from promo.core.spreadsheets import put_text
from promo.sheets import examining, reading
from promo.sheets.export import HEADING_FILL, HEADING_FONT, saved
from promo.sheets.fields import CodeField
from promo.sheets.kinds import SheetField, SheetKind
from promo.sheets.known import Known
from promo.sheets.parsing import plain
from promo.sheets.place_fields import UnitField

_REQUIRED = PatternFill("solid", fgColor="8A3B12")
_EXAMPLE = Font(italic=True, color="7A7A85")
_WRONG = PatternFill("solid", fgColor="FDE0DD")
# As many rows as are ready to be filled in, with their drop-down lists.
_READY = 1000


def template(kind: SheetKind, known: Known) -> bytes:
    """Headings, an example, drop-down lists of choices, and a sheet that explains each column."""
    book = Workbook()
    sheet = book.active
    sheet.title = _title(str(kind.label))
    fields = [one for one in kind.every_field if one.exported]
    lists = book.create_sheet(_("Lists")[:31])
    for number, one in enumerate(fields, 1):
        letter = get_column_letter(number)
        _head(sheet.cell(1, number), one)
        _example(sheet.cell(2, number), one)
        sheet.column_dimensions[letter].width = max(one.width, len(str(one.label)) + 2)
        if isinstance(one, CodeField):
            for row in range(3, 3 + _READY // 4):
                sheet.cell(row, number).number_format = "@"
        _validate(sheet, lists, letter, number, one, known)
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "C2"
    lists.sheet_state = "hidden"
    _explain(book.create_sheet(_("Instructions")[:31]), kind, fields)
    return saved(book)


def _title(text: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", text)[:31]


def _head(cell: Any, one: SheetField) -> None:
    put_text(cell, f"{one.label} (*)" if one.required and one.name == "title" else str(one.label))
    cell.font, cell.fill = HEADING_FONT, _REQUIRED if one.name == "title" else HEADING_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def _example(cell: Any, one: SheetField) -> None:
    if isinstance(one.example, (int, float, date)):
        cell.value = one.example
        if isinstance(one.example, date):
            cell.number_format = "dd/mm/yyyy"
    else:
        put_text(cell, str(one.example))
    cell.font = _EXAMPLE


def _validate(sheet: Any, lists: Any, letter: str, number: int, one: SheetField, known: Known) -> None:
    """A list to choose from where there is one; else the explanation when the cell is entered."""
    choices = known.commune_names if isinstance(one, UnitField) else one.choices()
    if choices:
        for row, word in enumerate(choices, 1):
            put_text(lists.cell(row, number), word)
        place = f"{quote_sheetname(lists.title)}!${letter}$1:${letter}${len(choices)}"
        rule = DataValidation(type="list", formula1=place, allow_blank=True, showErrorMessage=False)
    else:
        rule = DataValidation(allow_blank=True, showErrorMessage=False)
    rule.showInputMessage = True
    rule.promptTitle = str(one.label)[:32]
    rule.prompt = one.explanation()[:250] or None
    rule.add(f"{letter}2:{letter}{_READY}")
    if choices or rule.prompt:
        sheet.add_data_validation(rule)


def _explain(sheet: Any, kind: SheetKind, fields: list[SheetField]) -> None:
    texts = [
        _("Write one row for each page. Row 2 is an example; it is not imported as long as its code stays %(code)s.")
        % {"code": reading.EXAMPLE},
        _("Only the column marked (*) must be filled in. Columns you do not need may be deleted."),
        _("A code makes it possible to change the same page later with another sheet."),
        _("An empty cell leaves what the page has. A hyphen (-) empties it."),
    ]
    for text in texts:
        sheet.append([text])
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=3)
        sheet.row_dimensions[sheet.max_row].height = 32
    sheet.append([])
    sheet.append([_("Column"), _("What to write"), _("Example")])
    for number in (1, 2, 3):
        cell = sheet.cell(sheet.max_row, number)
        cell.font, cell.fill = HEADING_FONT, HEADING_FILL
    for one in fields:
        row = sheet.max_row + 1
        words = [one.explanation()] if one.explanation() else []
        choices = one.choices()
        if choices and len(choices) < 12:
            words.append("; ".join(choices))
        example = "" if one.example == reading.EXAMPLE else plain(one.example)
        for number, text in enumerate((str(one.label), "\n".join(words), example), 1):
            cell = put_text(sheet.cell(row, number), text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).font = Font(bold=True)
    for letter, width in (("A", 30), ("B", 70), ("C", 34)):
        sheet.column_dimensions[letter].width = width


def wrong_rows(table: reading.Table, report: dict[str, Any]) -> bytes:
    """The rows that were wrong as they were sent, with a column that says what to do. It can be imported again."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("Wrong rows")[:31]
    headings = [_("What to put right"), _("Row in the file"), *(one.text for one in table.headings)]
    for number, text in enumerate(headings, 1):
        cell = put_text(sheet.cell(1, number), text)
        cell.font, cell.fill = HEADING_FONT, _REQUIRED if number == 1 else HEADING_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = 70 if number == 1 else 22
    sheet.freeze_panes = "C2"
    sent = {row.number: row.cells for row in table.rows}
    wrong = [row for row in report["rows"] if row["state"] == examining.WRONG]
    for line, row in enumerate(wrong, 2):
        cell = put_text(sheet.cell(line, 1), "\n".join(problem_line(problem) for problem in row["problems"]))
        cell.alignment, cell.fill = Alignment(wrap_text=True, vertical="top"), _WRONG
        sheet.cell(line, 2).value = row["number"]
        columns = {problem["column"] for problem in row["problems"]}
        for number, heading in enumerate(table.headings, 3):
            cell = sheet.cell(line, number)
            _as_sent(cell, sent.get(row["number"], {}).get(heading.index))
            if heading.letter in columns:
                cell.fill = _WRONG
    return saved(book)


def problem_line(problem: dict[str, str]) -> str:
    if not problem["label"]:
        return problem["message"]
    place = _("Column %(column)s, %(label)s") if problem["column"] else "%(label)s"
    return f"{place % problem}: {problem['message']}"


def _as_sent(cell: Any, value: Any) -> None:
    if value is None or isinstance(value, reading.Bad):
        return
    if isinstance(value, str):
        put_text(cell, value[:16_000])
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
