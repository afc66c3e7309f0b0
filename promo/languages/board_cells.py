"""What stands in the board's rows, heads and cells."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promo.languages.models import Translation
from promo.languages.names import initials, language_label

State = Translation.State

# State -> icon of Wagtail's sprite. The words stand beside it everywhere: colour alone says nothing.
ICONS = {
    State.MISSING: "radio-empty",
    State.WORK: "edit",
    State.READY: "check",
    State.REVIEW: "glasses",
    State.LIVE: "circle-check",
    State.OUTDATED: "rotate",
}


@dataclass(frozen=True)
class Column:
    """A language's head: how far the whole portal is."""

    language: str
    label: str
    native: str
    percent: int
    words_todo: int
    query: str
    chosen: bool

    @property
    def short_words(self) -> str:
        """43 210 words as "43k": there is little room."""
        count = self.words_todo
        if count < 10_000:
            text = number_format(count)
        elif count < 1_000_000:
            text = f"{number_format(count // 1000)}k"
        else:
            text = f"{number_format(count / 1_000_000, 1)}M"
        return words_text(count, text)


@dataclass(frozen=True)
class Chip:
    """A state, how many translations are in it, and the address that shows them."""

    value: str
    label: str
    icon: str
    count: int
    query: str
    chosen: bool


@dataclass(frozen=True)
class Cell:
    url: str
    language: str
    state: str
    state_label: str
    icon: str
    percent: int
    words: str
    age: str
    person: str
    initials: str
    due: str
    is_overdue: bool
    chosen: bool
    summary: str

    @property
    def has_bar(self) -> bool:
        return self.state not in (State.MISSING, State.LIVE)


@dataclass(frozen=True)
class Row:
    key: str
    url: str
    title: str
    kind: str
    section: str
    words: str
    depth: int
    is_section: bool
    is_live: bool
    cells: list[Cell]
    # A heading to put above the row: the section that begins here.
    heading: str = ""


def kind_name(model: Any) -> str:
    """What a page type or kind of record is called."""
    return capfirst(str(model._meta.verbose_name)) if model is not None else ""


def words_text(count: int, written: str = "") -> str:
    return ngettext("%(count)s word", "%(count)s words", count) % {"count": written or number_format(count)}


def age_of(moment: datetime | None) -> str:
    """How long ago, in one short word or two; empty if nobody knows."""
    if moment is None:
        return ""
    days = (timezone.localdate() - timezone.localdate(moment)).days
    if days < 1:
        return _("today")
    if days < 14:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    if days < 60:
        return ngettext("%(count)s week", "%(count)s weeks", days // 7) % {"count": days // 7}
    if days < 730:
        return ngettext("%(count)s month", "%(count)s months", days // 30) % {"count": days // 30}
    return ngettext("%(count)s year", "%(count)s years", days // 365) % {"count": days // 365}


def make_cell(original: dict[str, Any], row: dict[str, Any], person: str, *, chosen: bool) -> Cell:
    """A cell from plain rows: `original`'s title and date, `row`'s state and counters."""
    today = timezone.localdate()
    state = State(row["state"])
    total = row.get("units_total") or 0
    percent = 100 * row["units_done"] // total if total else 100 * (state == State.LIVE)
    moment = original["changed_at"] if state in (State.MISSING, State.OUTDATED) else row.get("changed_at")
    age = age_of(moment or original["changed_at"])
    due = row.get("due")
    has_work = state not in (State.LIVE, State.REVIEW)
    is_overdue = due is not None and due < today and has_work
    words = row["words_todo"]
    said = [f"{original['title']} – {language_label(row['language'])}: {state.label}"]
    if state not in (State.LIVE, State.MISSING):
        said.append(f"{percent} %")
    if words:
        said.append(ngettext("%(count)s word to do", "%(count)s words to do", words) % {"count": words})
    if row.get("live") and state != State.LIVE:
        said.append(_("an earlier version is public"))
    if person:
        said.append(_("given to %(name)s") % {"name": person})
    if due and has_work:
        said.append((_("overdue since %(day)s") if is_overdue else _("due %(day)s")) % {"day": f"{due:%d/%m/%Y}"})
    return Cell(
        url=reverse("translation_desk", args=[row["original_id"], row["language"]]),
        language=row["language"],
        state=state.value,
        state_label=str(state.label),
        icon=ICONS[state],
        percent=percent,
        words=words_text(words) if words else "",
        age=age,
        person=person,
        initials=initials(person),
        due=f"{due.day}/{due.month}" if due and has_work else "",
        is_overdue=is_overdue,
        chosen=chosen,
        summary=", ".join(said),
    )
