"""XLSX: written row by row to a temporary file, so that 10,000 projects need no more memory than ten.

All cells are written by their type; nothing is guessed from a text, so that no text becomes a formula or a link.
"""

import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import gettext
from xlsxwriter import Workbook

from promo.core.spreadsheets import MAX_LENGTH, looks_like_formula
from promo.investment.columns import COLUMNS, Column, Type
from promo.investment.downloads.asking import Asked
from promo.investment.downloads.cells import batches_of_all, lines, number, readers
from promo.investment.downloads.notes import Totals, notes_of, type_words

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# In letters of the standard font; longer texts are wrapped. A filter's arrow takes the room of three.
_NARROWEST, _WIDEST, _ARROW = 8, 48, 3
_DAY_FIRST = ("vi", "fr", "lo")
_HEAD_COLOUR = "#0E5A52"
# The most a sheet's name may have, and what it may not.
_MOST_NAME = 31
_NOT_IN_NAMES = str.maketrans("", "", "[]:*?/\\'")

Put = Callable[[int, int, Any], None]


class Measured:
    """A column's width: that of its longest line so far."""

    def __init__(self, head: str) -> None:
        self.width = min(_WIDEST, max(_NARROWEST, _longest_line(head) + _ARROW))

    def see(self, text: str) -> None:
        """No letter takes more than the room of two: texts of up to half the width need not be seen."""
        if self.width < _WIDEST:
            self.width = min(_WIDEST, max(self.width, _longest_line(text) + 1))


def _longest_line(text: str) -> int:
    return max((_width(line) for line in text.split("\n")), default=0)


def _width(line: str) -> int:
    if line.isascii():
        return len(line)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in line)
    marks = sum(unicodedata.combining(letter) > 0 for letter in line)
    return len(line) + wide - marks


class Book:
    """A workbook with the formats of ours."""

    def __init__(self, file: IO[bytes], language: str) -> None:
        self.book = Workbook(file, _OPTIONS)
        day = "dd/mm/yyyy" if language in _DAY_FIRST else "yyyy-mm-dd"
        top = {"valign": "top"}
        wrapped = {**top, "text_wrap": True}
        self.head = self.book.add_format(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": _HEAD_COLOUR, "valign": "vcenter", "text_wrap": True}
        )
        self.text = self.book.add_format(wrapped)
        # Text that stays text when somebody types into the cell.
        self.quoted = self.book.add_format({**wrapped, "quote_prefix": True, "num_format": "@"})
        self.bold = self.book.add_format({**wrapped, "bold": True})
        self.whole = self.book.add_format({**top, "num_format": "#,##0"})
        self.parts = self.book.add_format({**top, "num_format": "#,##0.###"})
        self.degrees = self.book.add_format({**top, "num_format": "0.000000"})
        self.day = self.book.add_format({**top, "num_format": day, "align": "left"})

    def put(self, sheet: Any, row: int, at: int, value: Any) -> None:
        """A cell by the type of its value."""
        if isinstance(value, str):
            self.put_text(sheet, row, at, value)
        elif isinstance(value, date):
            sheet.write_datetime(row, at, value, self.day)
        elif isinstance(value, Decimal | int | float):
            found = number(value)
            sheet.write_number(row, at, found, self.whole if isinstance(found, int) else self.parts)

    def put_text(self, sheet: Any, row: int, at: int, text: str) -> None:
        if text:
            sheet.write_string(row, at, text[:MAX_LENGTH], self.quoted if looks_like_formula(text) else self.text)


def write_workbook(file: IO[bytes], asked: Asked) -> None:
    """The list and its notes, into a file that is open for writing."""
    made = Book(file, asked.language)
    made.book.set_properties({"title": asked.page.title, "author": asked.portal.full_name if asked.portal else ""})
    # One after the other: a sheet is finished when the next is begun.
    totals = _write_projects(made, asked)
    _write_notes(made, asked, totals)
    made.book.close()


def sheet_name(text: str) -> str:
    return text.translate(_NOT_IN_NAMES).strip()[:_MOST_NAME].strip() or "1"


def _write_projects(made: Book, asked: Asked) -> Totals:
    sheet = made.book.add_worksheet(sheet_name(gettext("Projects")))
    sheet.freeze_panes(1, 3)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    # On paper on several pages side by side, each with the heads and the names.
    sheet.set_print_scale(60)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, 2)
    heads = [column.heading for column in COLUMNS]
    widths = [Measured(head) for head in heads]
    sheet.set_row(0, 32)
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, made.head)
    reads = readers(asked.reading)
    puts = [_put(made, sheet, column, widths[at], at) for at, column in enumerate(COLUMNS)]
    totals = Totals()
    for batch in batches_of_all(asked):
        for row, line in enumerate(lines(batch, reads), totals.rows + 1):
            for put, value in zip(puts, line, strict=True):
                if value is not None:
                    put(row, value)
        totals.add(batch)
    sheet.autofilter(0, 0, totals.rows, len(COLUMNS) - 1)
    for at, measured in enumerate(widths):
        sheet.set_column(at, at, measured.width)
    return totals


def _put(made: Book, sheet: Any, column: Column, measured: Measured, at: int) -> Callable[[int, Any], None]:
    """How a column's values get into its cells."""
    if column.type is Type.DATE:
        return lambda row, value: sheet.write_datetime(row, at, value, made.day)
    if column.unit == "°":
        return lambda row, value: sheet.write_number(row, at, value, made.degrees)
    if column.type in (Type.NUMBER, Type.INTEGER):

        def put_number(row: int, value: Any) -> None:
            found = number(value)
            sheet.write_number(row, at, found, made.whole if isinstance(found, int) else made.parts)

        return put_number

    write, text = sheet.write_string, made.text

    def put_text(row: int, value: str) -> None:
        if 2 * len(value) > measured.width:
            measured.see(value)
        # What begins with a letter or digit is no formula.
        if value[0].isalnum() and len(value) <= MAX_LENGTH:
            write(row, at, value, text)
        else:
            made.put_text(sheet, row, at, value)

    return put_text


def _write_notes(made: Book, asked: Asked, totals: Totals) -> None:
    sheet = made.book.add_worksheet(sheet_name(gettext("Notes")))
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 64)
    sheet.set_column(2, 3, 24)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    row = -1
    for row, (label, value) in enumerate(notes_of(asked, totals)):
        sheet.write_string(row, 0, label, made.bold)
        made.put(sheet, row, 1, value)
    row += 2
    for at, head in enumerate(
        (gettext("Column"), gettext("What it is"), gettext("Unit"), gettext("Name in other files"))
    ):
        sheet.write_string(row, at, head, made.head)
    for row, column in enumerate(COLUMNS, row + 1):  # noqa: B020
        for at, words in enumerate((str(column.label), type_words(column.type), str(column.unit), column.name)):
            made.put_text(sheet, row, at, words)
