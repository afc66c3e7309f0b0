"""A row of an office's list once it is read: rough values settled, and what stands above the list said of each row."""

import re
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from promo.core.text import fold
from promo.investment.importing.amounts import Loose, day_in
from promo.investment.importing.fields import IN_NOTE, Default, Parts
from promo.investment.models import ProjectChange
from promo.investment.models.choices import Status
from promo.sheets.kinds import Lacking

_LIST = re.compile(r"danh muc|danh sach|bang tong hop|bieu tong hop|kem theo|phu luc")
_LONGEST_SOURCE = 150


def tidy_project(row: Any, table: Any) -> None:
    _settle(row, "note")
    _date(row, table, ("area", "capital"))


def tidy_park(row: Any, table: Any) -> None:
    _settle(row, "utilities")
    _date(row, table, ("area",))


def lacking_of_project(page: Any) -> list[Lacking]:
    """Offices know that an investor was chosen, and often not on what day: no day is invented."""
    if page.status != Status.CHOSEN or page.chosen_on:
        return []
    message = _(
        "The investor is chosen, and the list does not say on what day: the day stays empty. Write it on the page."
    )
    return [Lacking("chosen_on", "status", message)]


def _settle(row: Any, into: str) -> None:
    """`into` has the words of values that name no field of their own."""
    words: dict[str, dict[str, str]] = {}
    for name, value in list(row.values.items()):
        label = IN_NOTE.get(name)
        if isinstance(value, Loose):
            row.values[name] = value.value
            words.setdefault(value.into if value.into != "note" else into, {})[label or name] = value.words
        elif label:
            # What was rough before and is exact now needs no words any more.
            words.setdefault("plan_note" if name.endswith("_plan") else into, {})[label] = ""
    for name, said in words.items():
        row.values[name] = Parts(row.values.get(name), said)


def _date(row: Any, table: Any, figures: tuple[str, ...]) -> None:
    """Figures have a day and a source: those of the list, where its rows name none."""
    if all(row.values.get(name) is None for name in figures):
        return
    if "as_of" not in row.values and not any(problem.name == "as_of" for problem in row.problems):
        dated = day_in(table.titles)
        row.values["as_of"] = dated or Default(None)
        note = _("No day stands above the list: figures of new pages are said to be of today.")
        if dated is None and note not in table.notes:
            table.notes.append(note)
    if "source" not in row.values and (source := _source(table.titles)):
        # A new day beside the list before would be wrong of both.
        row.values["source"] = Default(source) if isinstance(row.values.get("as_of"), Default) else source


def _source(titles: list[str]) -> str:
    """The name of the list, with the decision it belongs to if there is room."""
    named = [title.strip("() ") for title in titles if _LIST.search(fold(title))]
    while named and len(", ".join(named)) > _LONGEST_SOURCE:
        named.pop()
    return ", ".join(named)


# --- Changes -----------------------------------------------------------------------------------


def newest_changes(pages: list[int]) -> dict[int, int]:
    """The last of the changes that each project's page tells of; 0 for none."""
    found = ProjectChange.objects.filter(project__in=pages).order_by().values("project").annotate(newest=Max("pk"))
    return dict.fromkeys(pages, 0) | dict(found.values_list("project", "newest"))


def forget_changes(page: Any, newest: int) -> None:
    """What an import that is undone has changed, and undoing it has changed back, never was."""
    page.changes.filter(pk__gt=newest).delete()
