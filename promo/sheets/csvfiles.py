"""CSV files, in whatever encoding and with whatever separator a spreadsheet program wrote them."""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from promo.core.archives import FileError
from promo.core.spreadsheets import from_csv_text
from promo.sheets import reading
from promo.sheets.reading import Bad, Table

_SEPARATORS = ",;\t|"
_VIETNAMESE = set("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ")
_MARKS_OF_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read(raw: bytes, is_heading: Callable[[str], bool]) -> Table:
    text, note = decode(raw)
    separator = _separator(text)
    if separator is None:
        raise FileError(
            _("This is no spreadsheet: there are no columns in it. Save your sheet as .xlsx or as “CSV UTF-8”.")
        )
    table = reading.gather(_lines(text, separator), is_heading)
    if note:
        table.notes.append(note)
    return table


def decode(raw: bytes) -> tuple[str, str]:
    """(text, what to tell about it). Raises FileError where nobody can say what the letters are."""
    if raw.startswith(b"\xef\xbb\xbf"):
        return _as(raw, "utf-8-sig"), ""
    if raw.startswith(_MARKS_OF_UTF16):
        return _as(raw, "utf-16"), ""
    if raw[:400].count(0) > 20:
        # UTF-16 without its mark: every second byte of plain letters is zero.
        return _as(raw, "utf-16-le" if raw[1:400:2].count(0) > raw[:400:2].count(0) else "utf-16-be"), ""
    try:
        return _checked(raw.decode("utf-8")), ""
    except UnicodeDecodeError:
        pass
    try:
        text = unicodedata.normalize("NFC", raw.decode("cp1258"))
    except UnicodeDecodeError:
        raise _unreadable() from None
    foreign = [letter for letter in text.lower() if ord(letter) > 127 and letter.isalpha()]
    loose = sum(unicodedata.combining(letter) > 0 for letter in text)
    if not foreign or loose or sum(letter in _VIETNAMESE for letter in foreign) < 0.98 * len(foreign):
        raise _unreadable()
    return _checked(text), _(
        "The file was read as Vietnamese Windows-1258. If letters look wrong, save it as “CSV UTF-8” or .xlsx."
    )


def _as(raw: bytes, encoding: str) -> str:
    try:
        return _checked(raw.decode(encoding))
    except UnicodeDecodeError:
        raise _unreadable() from None


def _checked(text: str) -> str:
    """Not every file without letters of its own is a text."""
    sample = text[:20_000]
    if "\0" in sample or sum(unicodedata.category(letter) == "Cc" and letter not in "\r\n\t" for letter in sample) > 5:
        raise FileError(_("This is no spreadsheet. Choose a file that ends in .xlsx or .csv."))
    return text


def _unreadable() -> FileError:
    return FileError(
        _(
            "The Vietnamese letters of this file cannot be read (an old encoding such as TCVN3 or VNI?). "
            "Save the sheet as .xlsx or as “CSV UTF-8” and choose that file."
        )
    )


def _separator(text: str) -> str | None:
    """What stands most often between the columns of the first lines, outside quotation marks."""
    outside = "".join(part for number, part in enumerate(text[:20_000].split('"')) if number % 2 == 0)
    lines = [line for line in outside.splitlines() if line.strip()][:12]
    counts = {mark: sum(min(line.count(mark), 1) * 100 + line.count(mark) for line in lines) for mark in _SEPARATORS}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else None


def _lines(text: str, separator: str) -> Iterator[tuple[int, dict[int, Any]]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileError(
                _("Row %(row)d cannot be read: a quotation mark is missing, or a cell is far too long.")
                % {"row": number}
            ) from error
        yield (
            number,
            {index: _value(cell) for index, cell in enumerate(row[: reading.MAX_COLUMNS]) if cell.strip()},
        )


def _value(cell: str) -> Any:
    text = cell.strip()
    if text.startswith("="):
        return Bad(_("The cell is a formula, which is not calculated here. Write the value itself."))
    return from_csv_text(text)
