"""What each row of a sheet would do, without writing anything. The import runs the same code."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from promo.sheets import between, matching
from promo.sheets.asking import ask_the_model
from promo.sheets.drafts import Drafts
from promo.sheets.kinds import CellError, ChildGroup, SheetField, SheetKind
from promo.sheets.known import Known
from promo.sheets.reading import Bad, Row, Table

# What empties a field; an empty cell leaves it as it is.
EMPTY = ("-", "–", "—")
NEW, CHANGED, SAME, WRONG, GONE = "new", "changed", "same", "wrong", "gone"
# Pages that the list no longer has are counted from here: no sheet has so many rows.
GONE_FROM = 2_000_000


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell; `name` of its field is empty for what concerns the whole row."""

    name: str
    message: str


@dataclass
class Examined:
    """A row, and what it would do to its page."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    # What keeps nothing from being written, but should be looked at.
    doubts: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # (field, before, after), in words.
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    page: Any = None
    title: str = ""
    # Of a page that the list no longer has.
    gone: bool = False
    # Whether its model asks for something that the list has not; see `SheetKind.lacking`.
    is_lacking: bool = False

    @property
    def state(self) -> str:
        if self.gone:
            return GONE
        if self.problems:
            return WRONG
        if self.page is None:
            return NEW
        return CHANGED if self.changes else SAME

    def wrong(self, name: str, message: str) -> None:
        if not any(problem.name == name and problem.message == message for problem in self.problems):
            self.problems.append(Problem(name, message))

    def doubtful(self, name: str, message: str) -> None:
        self.doubts.append(Problem(name, message))


def examine(kind: SheetKind, table: Table, columns: dict[str, str], known: Known, rights: Any) -> Iterator[Examined]:
    """One for each row of the table, in its order; the same number of queries for however many rows."""
    headings = {one.index: one.text for one in table.headings}
    fields = {
        int(index): kind.by_name[name].under(headings.get(int(index), ""), table.titles)
        for index, name in columns.items()
        if name in kind.by_name
    }
    kept = between.sort_out(kind, table, columns)
    rows = [_values(row, fields, known) for row in kept.rows]
    for row in rows:
        _complete(kind, row, kept.sections.get(row.number, ""), table, known)
    matching.match(kind, known.portal, rows)
    rows += _gone(kind, known.portal, {row.page for row in rows})
    drafts = Drafts(kind, [row.page for row in rows if row.page is not None], known)
    for row in rows:
        _judge(kind, row, drafts, known, rights)
        if not row.gone or row.changes:
            yield row


def _complete(kind: SheetKind, row: Examined, section: str, table: Table, known: Known) -> None:
    """What a row says by where it stands."""
    if section and kind.section and kind.section not in row.values and not _is_wrong(row, kind.section):
        # A heading that is no such value is a heading all the same.
        with contextlib.suppress(CellError):
            row.values[kind.section] = kind.by_name[kind.section].read(section, known)
    if kind.tidy is not None:
        kind.tidy(row, table)
    if row.number in table.hidden:
        row.notes.append(_("This row is hidden in the sheet."))


def _gone(kind: SheetKind, portal: Any, there: set[Any]) -> list[Examined]:
    """Public pages that no row of the list means."""
    if kind.gone is None:
        return []
    one = kind.by_name[kind.gone.field]
    pages = matching.pages_of(kind.page_model, portal).filter(live=True).exclude(pk__in=there - {None})
    pages = pages.exclude(**{f"{one.target}__in": kind.gone.but}).order_by("pk")
    return [
        Examined(GONE_FROM + number, {one.name: kind.gone.value}, page=pk, gone=True)
        for number, pk in enumerate(pages.values_list("pk", flat=True))
    ]


def _values(row: Row, fields: dict[int, SheetField], known: Known) -> Examined:
    made = Examined(row.number)
    for index, one in fields.items():
        if index not in row.cells:
            continue
        cell = row.cells[index]
        if isinstance(cell, Bad):
            made.wrong(one.name, cell.problem)
            continue
        if isinstance(cell, str) and cell.strip() in EMPTY:
            if one.required:
                made.wrong(one.name, _("“%(label)s” cannot be emptied.") % {"label": one.label})
            else:
                made.values[one.name] = one.nothing()
            continue
        try:
            made.values[one.name] = one.read(cell, known)
        except CellError as error:
            made.wrong(one.name, str(error))
            continue
        if doubt := one.doubt(cell):
            made.doubtful(one.name, doubt)
    title = made.values.get("title")
    made.title = title if isinstance(title, str) else ""
    return made


def _judge(kind: SheetKind, row: Examined, drafts: Drafts, known: Known, rights: Any) -> None:
    """Compare with the page and look for what its model would refuse."""
    page = drafts.page(row.page)
    if row.page is None:
        for one in kind.fields:
            if one.required and one.name not in row.values and not _is_wrong(row, one.name):
                row.wrong(one.name, _missing(kind, row, one))
    else:
        row.title = row.title or getattr(page, "title_vi", "") or ""
        if refusal := drafts.refusal(page, rights):
            row.wrong("", refusal)
    row.changes = _settled(kind, page, row, known)
    assign(kind, page, row, known)
    for group in kind.groups:
        child = assign_child(kind, group, page, drafts.children(page, group), row, known)
        if child is not None:
            for check in group.checks:
                _note(row, check(child, row.values))
            ask_the_model(child, group.fields, row)
    for check in kind.checks:
        _note(row, check(page, row.values))
    if not row.problems and (row.page is None or row.changes):
        lacking = list(kind.lacking(page)) if kind.lacking is not None else []
        row.is_lacking = bool(lacking)
        for missing in lacking:
            row.doubtful(missing.name, missing.message)
        ask_the_model(page, kind.fields, row, {missing.target for missing in lacking})


def _missing(kind: SheetKind, row: Examined, one: SheetField) -> str:
    if one.name == "title" and any(row.values.get(name) for name in kind.keys):
        return _("No page has this code yet, and a new one needs a name: look at the code, or write the name.")
    return _("“%(label)s” is missing.") % {"label": one.label}


def _note(row: Examined, found: Iterable[tuple[str, str]]) -> None:
    for name, message in found:
        row.wrong(name, message)


def _is_wrong(row: Examined, name: str) -> bool:
    return any(problem.name == name for problem in row.problems)


def _settled(kind: SheetKind, page: Any, row: Examined, known: Known) -> list[tuple[str, str, str]]:
    """Settle the row's values, drop those that change nothing, and say what the others change."""
    changes = []
    for one in kind.fields:
        if one.name not in row.values:
            continue
        try:
            value = one.settle(page, row.values[one.name], known)
        except CellError as error:
            row.wrong(one.name, str(error))
            continue
        row.values[one.name] = value
        now = one.now(page)
        if value != now:
            # What a new page would have by itself is nothing that anybody wrote.
            before = one.words(now, known) if row.page is not None else ""
            changes.append((str(one.label), before, one.words(value, known)))
        else:
            del row.values[one.name]
    return changes


def assign(kind: SheetKind, page: Any, row: Examined, known: Known) -> None:
    for one in kind.fields:
        if one.name in row.values:
            one.put(page, row.values[one.name], known)


def assign_child(
    kind: SheetKind, group: ChildGroup, page: Any, children: list[Any], row: Examined, known: Known
) -> Any:
    """The page's child that the row means, with its values; None where the row says nothing of one.

    A new one is not among `children` yet.
    """
    given = {one.name: row.values[one.name] for one in group.fields if one.name in row.values}
    filled = {name: value for name, value in given.items() if value not in (None, "")}
    touched = filled or any(_is_wrong(row, one.name) for one in group.fields)
    if not touched:
        for name in given:
            del row.values[name]
        return None
    key = str(filled.get(group.key, "")).casefold()
    child = next((one for one in children if str(getattr(one, group.key)).casefold() == key), None)
    if child is None and not key and len(children) == 1:
        child = children[0]
    is_new = child is None
    if child is None:
        child = apps.get_model(group.model)()
        for one in group.fields:
            if one.required and one.name not in filled and not _is_wrong(row, one.name):
                row.wrong(one.name, f"{group.incomplete} {_('“%(label)s” is missing.') % {'label': one.label}}")
    for one in group.fields:
        if one.name not in given:
            continue
        now = None if is_new else one.now(child)
        if given[one.name] == now:
            continue
        one.put(child, given[one.name], known)
        row.changes.append((str(one.label), "" if is_new else one.words(now, known), one.words(given[one.name], known)))
    return child
