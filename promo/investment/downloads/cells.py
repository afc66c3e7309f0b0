"""Columns of a file, read as fast as 10,000 projects need: some hundred rows at a time, column by column.

What a value is, `promo.investment.columns` says. Here only what is the same for all rows is done once: labels of
choices, incentives of projects that fulfil the same conditions.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from promo.core.sites import owner_of
from promo.core.trail import STEP
from promo.investment.columns import COLUMNS, Batch, Column, Part, Reading, Type, batches
from promo.investment.downloads.asking import Asked

# The values of one column, in the order of the rows.
Read = Callable[[Batch], Iterable[Any]]

# What is no column for people: the permanent address, and the outline on the map.
IDENTIFIER = Column("id", "", Type.URL, ("translation_key",), Part.HEAD, written=False)
OUTLINE = Column("outline", "", Type.TEXT, ("outline",), Part.HEAD, written=False)


def batches_of_all(asked: Asked, *more: Column) -> Iterator[Batch]:
    return batches(asked.projects, asked.language, (*COLUMNS, *more))


def lines(batch: Batch, reads: list[Read]) -> Iterator[tuple[Any, ...]]:
    """The rows, each with the values of all columns."""
    return zip(*(read(batch) for read in reads), strict=True)


@dataclass(frozen=True)
class Style:
    """How a file writes what is known: `text` is asked for texts that do not begin with a letter or digit."""

    nothing: Any = None
    text: Callable[[str], Any] | None = None
    figure: Callable[[Any], Any] | None = None
    day: Callable[[date], Any] | None = None


def readers(reading: Reading, columns: tuple[Column, ...] = COLUMNS, style: Style | None = None) -> list[Read]:
    """For each column what gives its `column.value(values, reading)` in a style; numbers as they are stored."""
    return [_reader(column, reading, style or Style()) for column in columns]


def codes(column: Column, nothing: Any = None) -> Read:
    """Of choices what is stored."""
    field = column.fields[0]
    return lambda batch: [code or nothing for code in batch[field]]


def _reader(column: Column, reading: Reading, style: Style) -> Read:
    if column.type is Type.CHOICE:
        return _labels(column, style.nothing)
    if column.type is Type.URL:
        return _addresses(reading)
    if column.type is Type.TEXT:
        if column.name == "incentives":
            return _texts(_incentives(column, reading), style)
        return _texts(_few(column, reading) if column.read else _stored(column), style)
    if column.type is Type.INTEGER:
        return _stored(column)
    # Of figures only dollars are computed; a position stands as it is in its field.
    found = _stored(column) if column.written else _dollars(column, reading)
    return _shown(found, style.day if column.type is Type.DATE else style.figure, style.nothing)


def _stored(column: Column) -> Read:
    field = column.fields[0]
    return lambda batch: batch[field]


def _labels(column: Column, nothing: Any) -> Read:
    """The words of a choice."""
    field = column.fields[0]
    known = {code: column.choice_label(code) or nothing for code, _label in column.choices}
    return lambda batch: [known.get(code, nothing) for code in batch[field]]


def _texts(found: Read, style: Style) -> Read:
    nothing, guard = style.nothing, style.text
    if guard is None:
        return lambda batch: [text or nothing for text in found(batch)]
    return lambda batch: [nothing if not text else text if text[0].isalnum() else guard(text) for text in found(batch)]


def _shown(found: Read, shown: Callable[[Any], Any] | None, nothing: Any) -> Read:
    if shown is None:
        return found
    return lambda batch: [nothing if value is None else shown(value) for value in found(batch)]


def _dollars(column: Column, reading: Reading) -> Read:
    field = column.fields[0]
    return lambda batch: map(reading.dollars, batch[field])


class _Few(dict[Any, Any]):
    """What is computed once for each key."""

    def __init__(self, compute: Callable[[Any], Any]) -> None:
        self.compute = compute

    def __missing__(self, key: Any) -> Any:
        self[key] = found = self.compute(key)
        return found


def _few(column: Column, reading: Reading) -> Read:
    """A computed text of one field that has few values: a commune, a park, whether it is invented."""
    field = column.fields[0]
    known = _Few(lambda value: column.value({field: value}, reading))
    return lambda batch: map(known.__getitem__, batch[field])


def _incentives(column: Column, reading: Reading) -> Read:
    """Capital decides by the thresholds it reaches, and there are few of them."""
    thresholds = sorted({rule.least_capital for rule in reading.incentives if rule.least_capital is not None})
    known: dict[tuple[Any, ...], Any] = {}

    def read(batch: Batch) -> Iterator[Any]:
        for group, park, capital in zip(*(batch[field] for field in column.fields), strict=True):
            key = (group, park, None if capital is None else bisect_right(thresholds, capital))
            if key not in known:
                values = dict(zip(column.fields, (group, park, capital), strict=True))
                known[key] = column.value(values, reading)
            yield known[key]

    return read


def _addresses(reading: Reading) -> Read:
    sites = _Few(owner_of)

    def read(batch: Batch) -> Iterator[str]:
        for path, public_path in zip(batch["path"], batch["public_path"], strict=True):
            # Those that stand in one place are on one host.
            site = sites[path[:-STEP]]
            yield site.root_url + site.page_path(reading.language, public_path) if site else ""

    return read


def identifiers() -> Read:
    """Of a project: its permanent address, in full."""
    # The rest of the address is the key: to look the route up for each row would take longer than all the rest.
    nobody = "00000000-0000-0000-0000-000000000000"
    before, after = reverse("permanent", args=[nobody]).split(nobody)
    sites = _Few(owner_of)

    def read(batch: Batch) -> Iterator[str]:
        for path, key in zip(batch["path"], batch["translation_key"], strict=True):
            site = sites[path[:-STEP]]
            yield f"{site.root_url}{before}{key}{after}" if site else ""

    return read


def number(value: Decimal | float | int) -> float | int:
    """For a file: 300, not 300.0. A double holds all digits that a column of ours has."""
    found = float(value)
    return int(found) if found.is_integer() else found
