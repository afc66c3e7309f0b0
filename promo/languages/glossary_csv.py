"""The glossary as CSV, for spreadsheets: UTF-8, headed in Vietnamese; English headings are read, too."""

import csv
import io
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from promo.core.text import fold
from promo.languages.glossary_files import Row, clean, language_code
from promo.languages.models import GlossaryTerm

# Field: heading, other headings that are understood. Words of the file format, not of the interface.
COLUMNS = {
    "language": ("Ngôn ngữ", "language", "ma ngon ngu"),
    "term": ("Thuật ngữ tiếng Việt", "term", "thuat ngu", "tieng viet"),
    "translation": ("Bản dịch", "translation", "cach dich"),
    "note": ("Ghi chú", "note", "notes"),
    "kind": ("Loại", "kind"),
    "rule": ("Quy tắc", "rule"),
}
KINDS = {
    "place": "địa danh",
    "person": "nhân vật",
    "title": "cơ quan, chức danh",
    "relic": "di tích",
    "term": "thuật ngữ",
}
RULES = {"use": "dùng", "keep": "không dịch", "forbid": "cấm dùng"}
_REQUIRED = ("language", "term", "translation")
# What a spreadsheet would take for a formula, and what we have put before it.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")


def write(terms: Iterable[GlossaryTerm]) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow([headings[0] for headings in COLUMNS.values()])
    for term in terms:
        texts = (term.language, term.term, term.translation, term.note, KINDS[term.kind], RULES[term.rule])
        writer.writerow(["'" + text if _FORMULA.match(text) else text for text in texts])
    # With a mark, by which spreadsheets know it is UTF-8.
    return made.getvalue().encode("utf-8-sig")


def parse(raw: bytes) -> tuple[list[Row], list[str]]:
    """(rows, problems). The heading is row 1, as a spreadsheet counts."""
    text, problem = _decode(raw)
    if problem:
        return [], [problem]
    # A spreadsheet set to Vietnamese separates by semicolons: the comma is for decimals there.
    first = text.lstrip("\r\n").splitlines()[0]
    separator = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    heading: dict[str, int] | None = None
    rows: list[Row] = []
    problems: list[str] = []
    begins = 1
    try:
        for cells in reader:
            place = _("row %(number)d") % {"number": begins}
            begins = reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if heading is None:
                heading, problems = _heading(cells, place)
                if problems:
                    return [], problems
                continue
            _add(rows, problems, place, cells, heading)
    except csv.Error as error:
        problems.append(_("row %(number)d: this is not CSV (%(error)s).") % {"number": reader.line_num, "error": error})
    return rows, problems


def _decode(raw: bytes) -> tuple[str, str]:
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "", _("This is an Excel workbook, not CSV: save it as “CSV UTF-8”.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        return "", _("row %(number)d: the file is not in UTF-8. Save it as “CSV UTF-8”.") % {"number": row}
    if "\0" in text:
        return "", _("This is not CSV: it holds binary data.")
    return text, ""


def _heading(cells: list[str], place: str) -> tuple[dict[str, int], list[str]]:
    """Field -> its column."""
    names = {fold(name): field for field, headings in COLUMNS.items() for name in (*headings, field)}
    found: dict[str, int] = {}
    problems = []
    for number, cell in enumerate(cells):
        field = names.get(fold(clean(cell)))
        if field in found:
            problems.append(_("%(place)s: the column “%(name)s” is there twice.") % {"place": place, "name": cell})
        elif field:
            found[field] = number
    missing = [COLUMNS[field][0] for field in _REQUIRED if field not in found]
    if missing:
        problems.append(
            _("%(place)s: these columns are missing: %(names)s. The first row must name the columns.")
            % {"place": place, "names": ", ".join(missing)}
        )
    return found, problems


def _add(rows: list[Row], problems: list[str], place: str, cells: list[str], heading: dict[str, int]) -> None:
    if len(cells) <= max(heading[field] for field in _REQUIRED):
        problems.append(_("%(place)s: only %(count)d columns.") % {"place": place, "count": len(cells)})
        return
    texts = {field: _text(cells[number]) for field, number in heading.items() if number < len(cells)}
    language = language_code(texts["language"])
    kind = _choice(texts.get("kind", ""), KINDS)
    rule = _choice(texts.get("rule", ""), RULES)
    for name, written, understood in (
        (_("unknown language"), texts["language"], language),
        (_("unknown kind"), texts.get("kind"), kind),
        (_("unknown rule"), texts.get("rule"), rule),
    ):
        if understood == "":
            problems.append(f"{place}: {name} “{written}”.")
    if language and kind != "" and rule != "":
        rows.append(Row(place, language, texts["term"], texts["translation"], texts.get("note"), kind, rule))


def _text(cell: str) -> str:
    return clean(cell[1:] if _ESCAPED.match(cell) else cell)


def _choice(written: str, choices: dict[str, str]) -> str | None:
    """The code of a word; None if nothing is written, empty if it is not understood."""
    wanted = fold(written)
    if not wanted:
        return None
    return next((code for code, word in choices.items() if wanted in (code, fold(word))), "")
