"""The list on paper: landscape, in the portal's colours, with page numbers; made like leaflets are."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from promo.catalogue.facts import invented_words
from promo.core.languages import speaking
from promo.core.numbers import shortest
from promo.investment.columns import Batch, Type, by_name
from promo.investment.downloads.asking import Asked, asked
from promo.investment.downloads.cells import batches_of_all, lines, readers
from promo.investment.downloads.notes import Totals, notes_of
from promo.investment.models import ProjectIndexPage
from promo.leaflets import codes, drafts
from promo.leaflets.drafts import Draft
from promo.leaflets.items import plain
from promo.leaflets.views import document

KIND = "projects"
# More than that, nobody prints: the note says how many there are, and where.
MOST_ROWS = 600
# As many are made while the reader waits.
AT_ONCE = 40
_SHOWN = ("number", "name", "group", "commune", "park", "area", "capital", "capital_usd", "form", "status", "called_on")
_COLUMNS = tuple(by_name(name) for name in _SHOWN)
_STYLE = Path(__file__).parent / "list.css"


class ListDraft(Draft):
    """A draft with its own template and style; its size is that of the style's pages."""

    def html(self, usable: frozenset[str] | None = None) -> str:
        with speaking(self.language):
            return render_to_string("investment/pdf/projects.html", self.context)

    @property
    def css(self) -> str:
        return "\n".join([_STYLE.read_text(), self.context["theme"]])


def printed_list(page: ProjectIndexPage, request: HttpRequest) -> HttpResponse:
    wanted = asked(page, request)
    few = wanted.projects.order_by().count() <= AT_ONCE
    return document(page, request, KIND, title=page.title, query=wanted.query, at_once=few)


def list_draft(page: Any, request: HttpRequest, portal: Any, language: str, paper: str) -> Draft:
    wanted = asked(page, request)
    begun = drafts.begun(KIND, paper, portal, language, page.title)
    rows, totals = _rows(wanted)
    notes = [(label, _words(value)) for label, value in notes_of(wanted, totals)]
    left_out = max(0, totals.rows - MOST_ROWS)
    context = {
        **begun.context,
        "heads": [{"label": column.heading, "class": _class(column)} for column in _COLUMNS],
        "rows": rows,
        "notes": notes,
        "view": wanted.view,
        "left_out": left_out,
        "most": MOST_ROWS,
        "address": wanted.address,
        "qr": codes.qr(page.full_url_in(language) or "", gettext("QR code of the page")),
    }
    return ListDraft(KIND, paper, language, context)


def _rows(wanted: Asked) -> tuple[list[dict[str, Any]], Totals]:
    """The first rows as words; totals are those of all."""
    reads = [*readers(wanted.reading, _COLUMNS), _invented]
    rows: list[dict[str, Any]] = []
    totals = Totals()
    for batch in batches_of_all(wanted):
        for *values, invented in islice(lines(batch, reads), max(0, MOST_ROWS - totals.rows)):
            cells = [
                {"words": plain(_cell(column, value), 300), "class": _class(column)}
                for column, value in zip(_COLUMNS, values, strict=True)
            ]
            rows.append({"cells": cells, "note": invented_words() if invented else ""})
        totals.add(batch)
    return rows, totals


def _invented(batch: Batch) -> Iterable[bool]:
    return batch["fictional"]


def _cell(column: Any, value: Any) -> str:
    return str(column.words(shortest(value) if column.type is Type.NUMBER else value))


def _class(column: Any) -> str:
    return "number" if column.type in (Type.NUMBER, Type.INTEGER) else column.name


def _words(value: str | date | Decimal | int) -> str:
    """As the list writes it."""
    if isinstance(value, str):
        return value
    return by_name("as_of" if isinstance(value, date) else "area").words(
        shortest(value) if isinstance(value, Decimal) else value
    )
