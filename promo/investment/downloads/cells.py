"""Rows of a file: the values of all columns, read as fast as 10,000 of them need.

What a value is, `promo.investment.columns` says. Here only what is the same for all rows is done once: labels of
choices, incentives of projects that fulfil the same conditions.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import Any

from django.urls import reverse

from promo.core.sites import owner_of
from promo.investment.columns import COLUMNS, Column, Part, Reading, Type, Values, rows
from promo.investment.downloads.asking import Asked

Read = Callable[[Values], Any]

# What is no column for people: the permanent address, and the outline on the map.
IDENTIFIER = Column("id", "", Type.URL, ("translation_key",), Part.HEAD, written=False)
OUTLINE = Column("outline", "", Type.TEXT, ("outline",), Part.HEAD, written=False)


def values_of_all(asked: Asked, *more: Column) -> Iterator[Values]:
    return rows(asked.projects, asked.language, (*COLUMNS, *more))


def readers(reading: Reading, columns: tuple[Column, ...] = COLUMNS) -> list[Read]:
    """For each column a function that gives `column.value(values, reading)`; numbers as they are stored."""
    return [_reader(column, reading) for column in columns]


def _reader(column: Column, reading: Reading) -> Read:
    if column.name == "incentives":
        return _incentives(column, reading)
    if column.read is not None:
        return partial(_computed, column.read, reading)
    field = column.fields[0]
    if column.type is Type.CHOICE:
        labels = {code: column.choice_label(code) for code, _label in column.choices}
        return lambda values: labels.get(values[field], "")
    if column.type is Type.TEXT:
        return lambda values: values[field] or ""
    return itemgetter(field)


def _computed(read: Callable[[Values, Reading], Any], reading: Reading, values: Values) -> Any:
    return read(values, reading)


def _incentives(column: Column, reading: Reading) -> Read:
    """Capital decides by the thresholds it reaches, and there are few of them."""
    thresholds = sorted({rule.least_capital for rule in reading.incentives if rule.least_capital is not None})
    known: dict[tuple[Any, ...], Any] = {}

    def read(values: Values) -> Any:
        capital = values["capital"]
        reached = None if capital is None else bisect_right(thresholds, capital)
        key = (values["group"], values["park_id"], reached)
        if key not in known:
            known[key] = column.value(values, reading)
        return known[key]

    return read


def number(value: Decimal | float | int) -> float | int:
    """For a file: 300, not 300.0. A double holds all digits that a column of ours has."""
    found = float(value)
    return int(found) if found.is_integer() else found


def identifiers() -> Callable[[Values], str]:
    """Of a project: its permanent address, in full."""
    # The rest of the address is the key: to look the route up for each row would take longer than all the rest.
    nobody = "00000000-0000-0000-0000-000000000000"
    before, after = reverse("permanent", args=[nobody]).split(nobody)

    def read(values: Values) -> str:
        site = owner_of(values["path"])
        return f"{site.root_url}{before}{values['translation_key']}{after}" if site else ""

    return read
