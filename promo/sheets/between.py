"""Rows of a list that are no entries: headings between them, subtotals, remarks below. Pure."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from promo.core.text import fold
from promo.sheets.kinds import SheetKind
from promo.sheets.parsing import one_line
from promo.sheets.reading import Bad, Row, Table

_MARK = r"(?:[IVXLC]{1,6}|[A-HĐ])"
# The number of a section alone in its cell, and one before its name.
_MARK_ALONE = re.compile(rf"{_MARK}\s*[.)/]?")
_MARKED = re.compile(r"(?:[IVXLC]{1,6}\s*[.)/:–-]|[A-HĐ]\s*[.)/])\s*\S.*")
_MARK_BEFORE = re.compile(rf"^{_MARK}\s*[.)/:–-]\s*")
_SECTION_WORDS = re.compile(r"(?:phan|nhom|linh vuc)\s+\S.*")
_TOTAL = re.compile(
    r"(?:tong cong|tong so|cong)(?:\s*[:(.].*|\s+(?:[ivx]+|[a-h]|linh vuc|nhom|muc|toan)\b.*|\s*)|tong\s*:?"
)
_TOTAL_LONG = re.compile(r"(?:tong cong|tong so)\b.*")
_REMARK = re.compile(
    r"(?:ghi chu|nguon|luu y|chu thich|noi nhan)\s*:.*|\(?\*+\)?\s*\S.*"
    r"|(?:nguoi lap|tm\.|kt\.|tl\.|chu tich|truong phong|giam doc|thu truong)(?:$|\W.*)"
    r"|.{0,40},?\s*ngay\s.{1,12}\s*thang\s.{1,8}\s*nam\s.{0,8}"
)
_NAMED = 8
_SHOWN = 40
_LONGEST_NUMBER = 8
# A row merged over so many columns says one thing.
_WIDE = 3


@dataclass
class Sorted:
    """`sections`: number of a row -> the heading it stands under."""

    rows: list[Row] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def sort_out(kind: SheetKind, table: Table, columns: dict[str, str]) -> Sorted:
    found, section = Sorted(), ""
    left: dict[str, list[tuple[int, str]]] = {"section": [], "total": [], "remark": []}
    of_field = {name: int(index) for index, name in columns.items()}
    number = of_field.get(kind.number, -1) if kind.number else -1
    last = max((row.number for row in table.rows if _counts(row.cells.get(number))), default=0)
    for row in table.rows:
        words = [one_line(value) for _index, value in sorted(row.cells.items()) if not isinstance(value, Bad)]
        what = _what(kind, table, row, words, number, last) if words else ""
        if not what:
            found.rows.append(row)
            if section:
                found.sections[row.number] = section
            continue
        text = _longest_name(words)
        left[what].append((row.number, text))
        if what == "section":
            section = _MARK_BEFORE.sub("", text)
    found.notes = _notes(left)
    return found


def _longest_name(words: list[str]) -> str:
    """Of a mark, a name and sums the name."""
    named = [word for word in words[:3] if not _MARK_ALONE.fullmatch(word)]
    return named[0] if named else words[0]


def _counts(value: Any) -> bool:
    """Whether a cell has the number of an entry: "Total: 4 projects" is none."""
    text = "" if value is None or isinstance(value, Bad) else str(value).strip()
    return len(text) <= _LONGEST_NUMBER and any(letter.isdigit() for letter in text)


def _what(kind: SheetKind, table: Table, row: Row, words: list[str], number: int, last: int) -> str:
    first = fold(words[0])
    folded = [fold(word) for word in words[:2]]
    numbered = _counts(row.cells.get(number))
    if not numbered and any(_TOTAL.fullmatch(word) or (kind.listed and _TOTAL_LONG.fullmatch(word)) for word in folded):
        return "total"
    texts = [value for value in row.cells.values() if isinstance(value, str)]
    few = len(row.cells) <= 2 and len(texts) == len(row.cells)
    if few and _REMARK.fullmatch(first):
        return "remark"
    if kind.listed and _MARK_ALONE.fullmatch(words[0]) and len(words) > 1 and (few or min(row.cells) == number):
        return "section"
    if len(row.cells) == 1 and (_MARKED.fullmatch(words[0]) or (kind.listed and _SECTION_WORDS.fullmatch(first))):
        return "section"
    if kind.listed and not numbered and len(row.cells) == 1 and table.across.get(row.number, 0) >= _WIDE:
        return "section" if row.number < last else "remark"
    if number >= 0 and last and not numbered and few and row.number > last:
        return "remark"
    return ""


def _notes(left: dict[str, list[tuple[int, str]]]) -> list[str]:
    words = {
        "section": _("Left out, as headings between the rows: %(rows)s."),
        "total": _("Left out, as totals: %(rows)s."),
        "remark": _("Left out, as remarks: %(rows)s."),
    }
    notes = []
    for what, rows in left.items():
        if not rows:
            continue
        named = [
            _("row %(row)d “%(text)s”") % {"row": number, "text": text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"}
            for number, text in rows[:_NAMED]
        ]
        named += ["…"] if len(rows) > _NAMED else []
        notes.append(words[what] % {"rows": ", ".join(named)})
    return notes
