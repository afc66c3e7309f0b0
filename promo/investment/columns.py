"""What a project has for readers: one list of columns for its page, the comparison, each download and the import.

A column reads its typed value from `Values`, the project's fields in one language; `words` writes that value as the
active language does. So a number is the same number wherever it stands.

    reading = reading_of(projects, language, portal)
    for values in rows(projects, language):
        cells = [column.value(values, reading) for column in COLUMNS]

All of it is called while `language` is spoken (`core.languages.speaking`): labels and choices are in the active one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import islice
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from promo.core.languages import SOURCE, column
from promo.core.numbers import shortest
from promo.core.querysets import PageQuerySet
from promo.core.translated import translated_fields
from promo.investment.models import ProjectPage
from promo.investment.models.choices import (
    Clearance,
    Form,
    Group,
    LandState,
    PlanState,
    Section,
    Selection,
    Status,
)
from promo.investment.reading import Reading, reading_of

__all__ = [
    "COLUMNS",
    "Batch",
    "Column",
    "Part",
    "Reading",
    "Type",
    "Values",
    "batches",
    "by_name",
    "reading_of",
    "rows",
    "values_of",
]

# Field of the model -> its value; of a translated field the text in the language, Vietnamese where it has none.
Values = dict[str, Any]
# The same of several projects: field -> its value of each.
Batch = dict[str, Sequence[Any]]
# As many are read at once.
_BATCH = 500


class Type(Enum):
    """What `Column.value` gives; None, or "" of texts, where nothing is known."""

    TEXT = "text"  # str
    CHOICE = "choice"  # str, the label; the code is `Column.code`
    INTEGER = "integer"  # int
    NUMBER = "number"  # Decimal, without trailing zeros
    DATE = "date"  # date
    URL = "url"  # str, in full


class Part(Enum):
    """Where a column stands on the project's page."""

    HEAD = ""  # in the head or elsewhere, in no table
    PROJECT = "project"
    LAND = "land"
    CALL = "call"
    CONTACT = "contact"
    SOURCE = "source"


@dataclass(frozen=True)
class Column:
    """`fields` are what it is read from, the first the one that an import writes, if it writes any."""

    name: str
    label: Any
    type: Type
    fields: tuple[str, ...]
    part: Part
    unit: Any = ""
    choices: tuple[tuple[str, Any], ...] = ()
    read: Callable[[Values, Reading], Any] | None = None
    # Whether the page says when it has changed (`promo.investment.history`); of texts, the Vietnamese one.
    followed: bool = False
    # Whether an office's list can say it; all others are computed.
    written: bool = True

    def value(self, values: Values, reading: Reading) -> Any:
        """Of the column's type, in the language of the reading."""
        if self.read is not None:
            return self.read(values, reading)
        found = values[self.fields[0]]
        if self.type is Type.NUMBER:
            return shortest(found)
        if self.type is Type.CHOICE:
            return self.choice_label(found)
        if self.type is Type.TEXT:
            return found or ""
        return found

    def code(self, values: Values) -> Any:
        """What is stored: the code of a choice, the key of a record."""
        return values[self.fields[0]]

    def choice_label(self, code: str | None) -> str:
        return capfirst(str(dict(self.choices).get(code, ""))) if code else ""

    def words(self, value: Any) -> str:
        """The value as the active language writes it, without the unit."""
        if value is None or value == "":
            return ""
        if self.type is Type.NUMBER:
            return number_format(value, use_l10n=True, force_grouping=True)
        if isinstance(value, date):
            return date_format(value)
        return str(value)

    def full_words(self, value: Any) -> str:
        """With the unit: “199.87 ha”."""
        words = self.words(value)
        return f"{words} {self.unit}" if words and self.unit else words

    @property
    def heading(self) -> str:
        """The label with its unit, for the head of a table: “Area, ha”."""
        if not self.unit:
            return str(self.label)
        return gettext("%(label)s, %(unit)s") % {"label": self.label, "unit": self.unit}


def _capital_usd(values: Values, reading: Reading) -> Decimal | None:
    return shortest(reading.dollars(values["capital"]))


def _commune(values: Values, reading: Reading) -> str:
    return reading.commune_name(values["commune_id"])


def _park(values: Values, reading: Reading) -> str:
    return reading.park_name(values["park_id"])


def _incentives(values: Values, reading: Reading) -> str:
    found = reading.incentives_for(values["group"], reading.park_kind(values["park_id"]), values["capital"])
    return "; ".join(incentive.name for incentive in found)


def _invented(values: Values, reading: Reading) -> str:
    return gettext("Invented example") if values["fictional"] else ""


def _url(values: Values, reading: Reading) -> str:
    return reading.url(values["path"], values["public_path"])


def _text(name: str, label: Any, part: Part, field: str = "", **more: Any) -> Column:
    return Column(name, label, Type.TEXT, (field or name,), part, **more)


def _choice(name: str, label: Any, part: Part, choices: Any) -> Column:
    return Column(name, label, Type.CHOICE, (name,), part, choices=tuple(choices.choices), followed=True)


def _number(name: str, label: Any, part: Part, unit: Any) -> Column:
    return Column(name, label, Type.NUMBER, (name,), part, unit=unit, followed=True)


def _day(name: str, label: Any, part: Part, *, followed: bool = False) -> Column:
    return Column(name, label, Type.DATE, (name,), part, followed=followed)


COLUMNS: tuple[Column, ...] = (
    Column("number", _("No."), Type.INTEGER, ("number",), Part.HEAD),
    _text("code", _("Code"), Part.PROJECT),
    _text("name", _("Project"), Part.HEAD, "title", followed=True),
    _choice("status", _("Status"), Part.PROJECT, Status),
    _choice("group", _("Sector"), Part.PROJECT, Group),
    _choice("section", _("Section of the economy (VSIC)"), Part.PROJECT, Section),
    _text("objective", _("Objective"), Part.PROJECT, followed=True),
    _text("capacity", _("Products or capacity"), Part.PROJECT, followed=True),
    _number("area", _("Area"), Part.PROJECT, _("ha")),
    _number("capital", _("Capital"), Part.PROJECT, _("billion VND")),
    Column(
        "capital_usd",
        _("Capital in US dollars"),
        Type.NUMBER,
        ("capital",),
        Part.PROJECT,
        unit=_("million USD"),
        read=_capital_usd,
        written=False,
    ),
    _choice("form", _("Form of investment"), Part.PROJECT, Form),
    Column("commune", _("Commune or ward"), Type.TEXT, ("commune_id",), Part.LAND, read=_commune, followed=True),
    _text("place", _("Location"), Part.LAND, "address", followed=True),
    Column("park", _("Industrial park or cluster"), Type.TEXT, ("park_id",), Part.LAND, read=_park, followed=True),
    _choice("provincial_plan", _("In the provincial plan"), Part.LAND, PlanState),
    _choice("construction_plan", _("In the construction plan"), Part.LAND, PlanState),
    _text("plan_note", _("About the plans"), Part.LAND, followed=True),
    _choice("land", _("Land now"), Part.LAND, LandState),
    _choice("clearance", _("Site clearance"), Part.LAND, Clearance),
    _text("utilities", _("Electricity, water, roads, waste water"), Part.LAND, followed=True),
    _number("km_highway", _("To the motorway"), Part.LAND, _("km")),
    _number("km_port", _("To the port"), Part.LAND, _("km")),
    _number("km_airport", _("To the airport"), Part.LAND, _("km")),
    _text("distances_note", _("Measured to"), Part.LAND, followed=True),
    _day("called_on", _("Called on"), Part.CALL, followed=True),
    _choice("selection", _("How the investor is chosen"), Part.CALL, Selection),
    _day("chosen_on", _("Investor chosen on"), Part.CALL, followed=True),
    _text("investor", _("Investor"), Part.CALL, followed=True),
    Column(
        "incentives",
        _("Incentives that apply"),
        Type.TEXT,
        ("group", "park_id", "capital"),
        Part.HEAD,
        read=_incentives,
        written=False,
    ),
    _text("legal_basis", _("Legal basis"), Part.CALL, followed=True),
    _text("note", _("Note of the list"), Part.CALL, followed=True),
    _text("contact_name", _("Person in charge"), Part.CONTACT),
    _text("contact_title", _("Title and office"), Part.CONTACT),
    _text("contact_phone", _("Telephone"), Part.CONTACT),
    _text("contact_email", _("E-mail"), Part.CONTACT),
    _day("as_of", _("Figures as of"), Part.SOURCE),
    _text("source", _("Source of the figures"), Part.SOURCE, followed=True),
    Column(
        "latitude", _("Latitude"), Type.NUMBER, ("latitude",), Part.HEAD, unit="°", read=lambda v, _r: v["latitude"]
    ),
    Column(
        "longitude", _("Longitude"), Type.NUMBER, ("longitude",), Part.HEAD, unit="°", read=lambda v, _r: v["longitude"]
    ),
    Column("invented", _("Invented example"), Type.TEXT, ("fictional",), Part.HEAD, read=_invented, written=False),
    Column("page", _("Page"), Type.URL, ("public_path", "path"), Part.HEAD, read=_url, written=False),
)


def by_name(name: str) -> Column:
    """Raises KeyError."""
    return _by_name()[name]


@cache
def _by_name() -> dict[str, Column]:
    return {found.name: found for found in COLUMNS}


def rows(projects: PageQuerySet, language: str, columns: tuple[Column, ...] = COLUMNS) -> Iterator[Values]:
    """`Values` of each project, in the queryset's order, one query."""
    for batch in batches(projects, language, columns):
        for line in zip(*batch.values(), strict=True):
            yield dict(zip(batch, line, strict=True))


def batches(projects: PageQuerySet, language: str, columns: tuple[Column, ...] = COLUMNS) -> Iterator[Batch]:
    """The same by columns, some hundred projects at a time: streamed, so that 10,000 need no more memory."""
    fields = ["pk", *dict.fromkeys(field for found in columns for field in found.fields)]
    texts = _texts() & set(fields)
    names = [column(field, language) if field in texts or field == "public_path" else field for field in fields]
    translated = [field for field in fields if field in texts and language != SOURCE]
    found = projects.rewrite(False).values_list(*names, *(column(field, SOURCE) for field in translated))
    lines = found.iterator(chunk_size=_BATCH)
    while read := list(islice(lines, _BATCH)):
        by_column = list(zip(*read, strict=True))
        batch: Batch = dict(zip(fields, by_column, strict=False))
        for field, sources in zip(translated, by_column[len(fields) :], strict=True):
            batch[field] = [text or source for text, source in zip(batch[field], sources, strict=True)]
        yield batch


def values_of(page: Any, language: str) -> Values:
    """The same of a page that is read already."""
    texts = _texts()
    values: Values = {"pk": page.pk}
    for field in {field for found in COLUMNS for field in found.fields}:
        if field in texts:
            values[field] = page.text_in(field, language) or page.text_in(field, SOURCE)
        else:
            values[field] = page.text_in(field, language) if field == "public_path" else getattr(page, field)
    return values


@cache
def _texts() -> frozenset[str]:
    return frozenset(translated_fields(ProjectPage))
