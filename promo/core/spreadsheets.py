"""Workbooks (XLSX) of unknown people read, and our own written, so that no cell is ever a formula by accident."""

import io
import re
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from promo.core import archives
from promo.core.archives import FileError, Limits

# What a cell of a spreadsheet holds.
MAX_LENGTH = 32_767
# Programs take what begins with one of these for a formula, at the latest in a CSV file.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What XML would lose or refuse, and text that looks like the way of writing it.
_TO_ESCAPE = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_LOST = "\ufffd"
_XML = (".xml", ".rels", ".vml")


def escape(text: str) -> str:
    return _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: letter(int(match[1], 16)), text)


def letter(code: int) -> str:
    """The letter of a code that a file names; � for what is none and no database takes."""
    return _LOST if not 0 < code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)


# --- Writing -----------------------------------------------------------------------------------


def looks_like_formula(text: str) -> bool:
    return text[:1] in _FORMULA


def put_text(cell: Any, text: str) -> Any:
    """Text that stays text, whatever it begins with, also when somebody types into the cell."""
    written = escape(text)
    cell.value = written or None
    cell.data_type = "s" if written else "n"
    cell.number_format = "@"
    if looks_like_formula(written):
        cell.quotePrefix = True
    return cell


def csv_text(text: str) -> str:
    """A CSV file cannot say "this is text": an apostrophe keeps spreadsheet programs from calculating."""
    return f"'{text}" if looks_like_formula(text) else text


def from_csv_text(text: str) -> str:
    return text[1:] if text[:1] == "'" and looks_like_formula(text[1:]) else text


# --- Reading -----------------------------------------------------------------------------------


def check_workbook(raw: bytes, limits: Limits) -> None:
    """A workbook is an archive, too, and its parts are XML. Raises FileError."""
    with archives.opened(io.BytesIO(raw)) as archive:
        members = archive.infolist()
        archives.check(members, limits)
        for member in members:
            if not member.filename.endswith(_XML):
                continue
            end = b""
            for piece in archives.pieces(archive, member):
                # UTF-16 has a zero beside each of these letters.
                text = end + piece.replace(b"\0", b"")
                if b"<!DOCTYPE" in text:
                    raise FileError(
                        _(
                            "The workbook has a document type declaration (DOCTYPE), which can do harm. "
                            "Nothing of it was read."
                        )
                    )
                end = text[-16:]


class Reader(ExcelReader):
    """Reads Excel's table of texts as it is: openpyxl drops every `x005F_` from it, which is half of an escape."""

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            for _event, node in iterparse(source):
                if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                    self.shared_strings.append(Text.from_tree(node).content)
                    node.clear()


def open_workbook(raw: bytes, *, values: bool) -> Any:
    """For reading only, checked before. With `values`, a formula is what it gave when the file was saved."""
    try:
        reader = Reader(io.BytesIO(raw), read_only=True, data_only=values, keep_links=False)
        reader.read()
    except FileError:
        raise
    except Exception as error:  # openpyxl lets through whatever it stumbles over
        raise unreadable() from error
    return reader.wb


def unreadable() -> FileError:
    return FileError(_("This is no readable workbook: it is damaged or incomplete. Save it once more as .xlsx."))
