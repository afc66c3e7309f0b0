"""Rows of a file: the values of all columns, read as fast as 10,000 of them need.

What a value is, `promo.investment.columns` says. Here only what is the same for all rows is done once: labels of
choices, incentives of projects that fulfil the same conditions.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import Any

from django.urls import reverse

from promo.core.sites import owner_of
from promo.core.trail import STEP
from promo.investment.columns import COLUMNS, Column, Part, Reading, Type, Values, rows
from promo.investment.downloads.asking import Asked

Read = Callable[[Values], Any]

# What is no column for people: the permanent address, and the outline on the map.
IDENTIFIER = Column("id", "", Type.URL, ("translation_key",), Part.HEAD, written=False)
OUTLINE = Column("outline", "", Type.TEXT, ("outline",), Part.HEAD, written=False)


def values_of_all(asked: Asked, *more: Column) -> Iterator[Values]:
    return rows(asked.projects, asked.language, (*COLUMNS, *more))


@dataclass(frozen=True)
class Style:
    """How a file writes what is known: `text` is asked for texts that do not begin with a letter or digit."""

    nothing: Any = None
    text: Callable[[str], Any] | None = None
    figure: Callable[[Any], Any] | None = None
    day: Callable[[date], Any] | None = None


def readers(reading: Reading, columns: tuple[Column, ...] = COLUMNS, style: Style | None = None) -> list[Read]:
    """For each column a function that gives `column.value(values, reading)` in a style; numbers as they are stored.

    Each is one call for a value: with 42 columns, calls are what files cost.
    """
    return [_reader(column, reading, style or Style()) for column in columns]


def labels(column: Column, nothing: Any = "") -> Read:
    """The words of a choice."""
    field = column.fields[0]
    known = {code: column.choice_label(code) for code, _label in column.choices}
    return lambda values: known.get(values[field], nothing)


def _reader(column: Column, reading: Reading, style: Style) -> Read:
    field = column.fields[0]
    if column.type is Type.CHOICE:
        return labels(column, style.nothing)
    if column.type is Type.URL:
        return _addresses(reading)
    if column.type is Type.TEXT:
        if column.name == "incentives":
            return _text(_incentives(column, reading), style)
        return _text(_few(column, reading, field), style) if column.read else _stored(field, style)
    if column.type is Type.INTEGER:
        return itemgetter(field)
    shown = style.day if column.type is Type.DATE else style.figure
    # Of figures only dollars are computed; a position stands as it is in its field.
    computed = column.read if len(column.fields) == 1 and not column.written else None
    if computed is not None:
        return _figure(lambda values: computed(values, reading), shown, style.nothing)
    if shown is None:
        return itemgetter(field)
    nothing = style.nothing

    def read(values: Values) -> Any:
        value = values[field]
        return nothing if value is None else shown(value)

    return read


def _figure(found: Read, shown: Callable[[Any], Any] | None, nothing: Any) -> Read:
    def read(values: Values) -> Any:
        value = found(values)
        return nothing if value is None else value if shown is None else shown(value)

    return read


def _text(found: Read, style: Style) -> Read:
    nothing, guard = style.nothing, style.text
    if guard is None:
        return lambda values: found(values) or nothing

    def read(values: Values) -> Any:
        text = found(values)
        if not text:
            return nothing
        return text if text[0].isalnum() else guard(text)

    return read


def _stored(field: str, style: Style) -> Read:
    nothing, guard = style.nothing, style.text
    if guard is None:
        return lambda values: values[field] or nothing

    def read(values: Values) -> Any:
        text = values[field]
        if not text:
            return nothing
        return text if text[0].isalnum() else guard(text)

    return read


def _few(column: Column, reading: Reading, field: str) -> Read:
    """A computed text of one field that has few values: a commune, a park, whether it is invented."""
    known: dict[Any, Any] = {}

    def read(values: Values) -> Any:
        value = values[field]
        if value not in known:
            known[value] = column.value(values, reading)
        return known[value]

    return read


def _addresses(reading: Reading) -> Read:
    """Those that stand in one place are on one host."""
    hosts: dict[str, tuple[Any, str]] = {}

    def read(values: Values) -> str:
        place = values["path"][:-STEP]
        if place not in hosts:
            site = owner_of(values["path"])
            hosts[place] = site, site.root_url if site else ""
        site, root = hosts[place]
        return root + site.page_path(reading.language, values["public_path"]) if site else ""

    return read


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


def identifiers() -> Read:
    """Of a project: its permanent address, in full."""
    # The rest of the address is the key: to look the route up for each row would take longer than all the rest.
    nobody = "00000000-0000-0000-0000-000000000000"
    before, after = reverse("permanent", args=[nobody]).split(nobody)
    roots: dict[str, str] = {}

    def read(values: Values) -> str:
        place = values["path"][:-STEP]
        if place not in roots:
            site = owner_of(values["path"])
            roots[place] = f"{site.root_url}{before}" if site else ""
        return f"{roots[place]}{values['translation_key']}{after}" if roots[place] else ""

    return read
