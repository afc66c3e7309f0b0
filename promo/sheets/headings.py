"""Where the headings of a sheet stand: below titles, over several rows, with merged cells above others."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from promo.sheets.parsing import one_line

# Between the parts of a heading that stands in several rows.
JOINT = " › "
# (first column, first row, last column, last row), columns from 0 and rows from 1.
Merged = tuple[int, int, int, int]
# "1", "(1)", "A", "5=3+4": the row in which an office numbers its columns.
_NUMBERED = re.compile(r"\(?\s*(\d{1,2}|[A-ZĐ])\s*\)?(?:\s*=.*)?")
_LEAST_NUMBERED = 3
# Text that is read for the headings of another line, and no more.
_LONGEST_TITLE = 300


@dataclass(frozen=True)
class Block:
    """Positions of the rows that together are the headings, and what each column is called."""

    first: int
    last: int
    texts: dict[int, str]


def find(rows: list[tuple[int, dict[int, Any]]], is_heading: Callable[[str], bool], merged: Iterable[Merged]) -> Block:
    """The row with most headings that are known, with those around it that belong to it."""
    ranges = [one for one in merged if one[1] <= rows[-1][0]]
    known = [sum(isinstance(value, str) and is_heading(value) for value in cells.values()) for _number, cells in rows]
    best = known.index(max(known))
    if not known[best]:
        # Nothing is known: a title stands alone in its row, headings do not.
        best = next((at for at, (_number, cells) in enumerate(rows) if len(cells) > 1), 0)
    first = last = best
    while first > 0 and _above(rows, first, known, ranges):
        first -= 1
    while last + 1 < len(rows) and _below(rows, last, known):
        last += 1
    block = rows[first : last + 1]
    columns = sorted({index for _number, cells in block for index in cells} | _covered(block, ranges))
    return Block(first, last, {index: _text(block, index, ranges) for index in columns})


def _above(rows: list[tuple[int, dict[int, Any]]], at: int, known: list[int], ranges: list[Merged]) -> bool:
    """Whether the row before has headings of which those in this row are parts."""
    number, cells = rows[at - 1]
    if number != rows[at][0] - 1 or len(cells) < 2 or not _all_words(cells):
        return False
    reaches = any(top <= number < bottom and left in cells for left, top, _right, bottom in ranges)
    return bool(known[at - 1]) or reaches


def _below(rows: list[tuple[int, dict[int, Any]]], at: int, known: list[int]) -> bool:
    number, cells = rows[at + 1]
    if number != rows[at][0] + 1 or not _all_words(cells):
        return False
    return known[at + 1] >= 2 or (known[at + 1] == len(cells) > 0)


def _all_words(cells: dict[int, Any]) -> bool:
    return all(isinstance(value, str) for value in cells.values())


def _covered(block: list[tuple[int, dict[int, Any]]], ranges: list[Merged]) -> set[int]:
    numbers = {number for number, _cells in block}
    found: set[int] = set()
    for left, top, right, _bottom in ranges:
        if top in numbers:
            found |= set(range(left, right + 1))
    return found


def _text(block: list[tuple[int, dict[int, Any]]], index: int, ranges: list[Merged]) -> str:
    parts: list[str] = []
    for number, cells in block:
        value = cells.get(index)
        if value is None:
            lefts = (left for left, top, right, bottom in ranges if top <= number <= bottom and left <= index <= right)
            value = next((cells[left] for left in lefts if left in cells), None)
        words = one_line(value) if isinstance(value, str | int | float) else ""
        if words and words not in parts:
            parts.append(words)
    return JOINT.join(parts)


def parts_of(heading: str) -> list[str]:
    """The whole first, then its parts from the lowest row up."""
    return list(dict.fromkeys([heading, *reversed(heading.split(JOINT))]))


def numbers_columns(cells: dict[int, Any]) -> bool:
    """Whether a row counts the columns: 1, 2, 3 …"""
    found = [_NUMBERED.fullmatch(one_line(value)) for _index, value in sorted(cells.items())]
    if len(found) < _LEAST_NUMBERED or not all(found):
        return False
    counted = [int(match[1]) for match in found if match and match[1].isdecimal()]
    return len(counted) >= _LEAST_NUMBERED - 1 and counted == list(range(counted[0], counted[0] + len(counted)))


def titles(rows: Iterable[tuple[int, dict[int, Any]]]) -> list[str]:
    """What stands above the headings, each text once."""
    texts = (one_line(value)[:_LONGEST_TITLE] for _number, cells in rows for value in cells.values())
    return list(dict.fromkeys(text for text in texts if text))


def filled_down(
    lines: Iterable[tuple[int, dict[int, Any]]], merged: Iterable[Merged]
) -> Iterable[tuple[int, dict[int, Any]]]:
    """A cell merged over several rows counts for each of them; rows with nothing of their own stay empty."""
    starts: dict[int, list[Merged]] = {}
    for one in merged:
        if one[3] > one[1]:
            starts.setdefault(one[1], []).append(one)
    # Column -> value and the last row it is for: no more than there are columns, whatever the file says.
    open_: dict[int, tuple[Any, int]] = {}
    for number, cells in lines:
        if cells:
            for index, (value, last) in list(open_.items()):
                if number > last:
                    del open_[index]
                elif index not in cells:
                    cells[index] = value
        for left, _top, _right, bottom in starts.get(number, ()):
            if left in cells:
                open_[left] = (cells[left], bottom)
        yield number, cells
