"""What a file says of itself: whose it is, of what day, under which licence, in which units."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext

from promo.investment.columns import Batch, Type, by_name
from promo.investment.downloads.asking import Asked

# Label and value, each value typed: text, day or number.
Note = tuple[str, str | date | Decimal | int]


@dataclass
class Totals:
    """Gathered with the rows, so that they are those of the rows in the file."""

    rows: int = 0
    area: Decimal = Decimal(0)
    capital: Decimal = Decimal(0)
    is_invented: bool = False
    as_of: list[date] = field(default_factory=list)

    def add(self, batch: Batch) -> None:
        self.rows += len(batch["pk"])
        self.area += sum(filter(None, batch["area"]))
        self.capital += sum(filter(None, batch["capital"]))
        self.is_invented = self.is_invented or any(batch["fictional"])
        days = [*self.as_of, *filter(None, batch["as_of"])]
        # Nothing but the first and the last is kept.
        self.as_of = [min(days), max(days)] if days else []


def notes_of(asked: Asked, totals: Totals) -> list[Note]:
    reading = asked.reading
    area, capital, dollars = by_name("area"), by_name("capital"), by_name("capital_usd")
    in_dollars = reading.dollars(totals.capital) if totals.capital else None
    notes: list[Note] = [
        (gettext("List"), asked.page.title),
        (gettext("Published by"), asked.portal.full_name if asked.portal else ""),
        (gettext("Made on"), timezone.localdate()),
        *asked.view,
        (gettext("Number of projects"), totals.rows),
        (gettext("Area in all, %(unit)s") % {"unit": area.unit}, totals.area),
        (gettext("Capital in all, %(unit)s") % {"unit": capital.unit}, totals.capital),
    ]
    if in_dollars is not None and reading.rate is not None:
        notes += [
            (gettext("Capital in all, %(unit)s") % {"unit": dollars.unit}, in_dollars),
            (gettext("VND for 1 USD"), reading.rate.vnd),
            (gettext("Day of the rate"), reading.rate.day),
            (gettext("Source of the rate"), reading.rate.source),
        ]
    if totals.as_of:
        notes += [(gettext("Oldest figures"), totals.as_of[0]), (gettext("Newest figures"), totals.as_of[-1])]
    name, address = asked.licence
    notes += [
        (gettext("Source"), gettext("Each project names its own.")),
        (gettext("Licence"), name),
        (gettext("Text of the licence"), address),
        (gettext("The same on the web"), asked.address),
    ]
    if totals.is_invented:
        notes.append((gettext("Note"), gettext("Some projects are invented examples, and marked so.")))
    return [note for note in notes if note[1] != ""]


def type_words(kind: Type) -> str:
    return {
        Type.TEXT: gettext("text"),
        Type.CHOICE: gettext("one of several words"),
        Type.INTEGER: gettext("whole number"),
        Type.NUMBER: gettext("number"),
        Type.DATE: gettext("date"),
        Type.URL: gettext("address"),
    }[kind]
