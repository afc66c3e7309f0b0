"""Reading a CSV file that somebody saved from a spreadsheet."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from promo.localities.importing.problems import Problems


def row_label(number: int) -> str:
    """Where a row is; the heading is row 1, as a spreadsheet counts."""
    return _("row %(number)d") % {"number": number}


def read_table(
    path: Path, required: Sequence[str], optional: Sequence[str], problems: Problems
) -> Iterator[tuple[str, dict[str, str]]]:
    """(label, row) of each row with the right number of columns, trimmed and in Unicode's composed form."""
    text = _read_text(path, problems)
    if text is None:
        return
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        problems.add(path, "", _("this is not CSV: %(error)s.") % {"error": error})
        return
    heading = [name.strip() for name in rows[0]] if rows else []
    if not _is_heading(path, heading, required, optional, problems):
        return
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heading):
            reason = _("%(found)d columns instead of %(expected)d") % {"found": len(cells), "expected": len(heading)}
            problems.add(path, row_label(number), reason)
            continue
        values = (unicodedata.normalize("NFC", cell).strip() for cell in cells)
        yield row_label(number), dict(zip(heading, values, strict=True))


def _read_text(path: Path, problems: Problems) -> str | None:
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.add(path, "", _("the file cannot be read: %(error)s.") % {"error": error.strerror})
        return None
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        problems.add(path, "", _("this is an Excel workbook, not CSV: save it as “CSV UTF-8”."))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        problems.add(path, row_label(row), _("the file is not in UTF-8: save it as “CSV UTF-8”."))
        return None
    if "\0" in text:
        problems.add(path, "", _("this is not CSV: it holds binary data."))
        return None
    return text


def _is_heading(
    path: Path, heading: list[str], required: Sequence[str], optional: Sequence[str], problems: Problems
) -> bool:
    missing = [name for name in required if name not in heading]
    unknown = [name for name in heading if name not in (*required, *optional)]
    if not missing and not unknown and len(set(heading)) == len(heading):
        return True
    if len(heading) == 1 and heading[0].replace(";", ",").replace("\t", ",").split(",") == list(required):
        reason = _("the columns are not separated by commas")
    else:
        reason = _("the columns must be %(expected)s; found %(found)s") % {
            "expected": ", ".join(required),
            "found": ", ".join(heading) or "—",
        }
    problems.add(path, row_label(1), reason)
    return False
