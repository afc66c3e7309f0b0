"""Which page a row means: by its code, else by its tax code, else by its name."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from promo.core.languages import SOURCE, column
from promo.core.portals import portal_paths
from promo.sheets.kinds import SheetKind

if TYPE_CHECKING:
    from promo.sheets.examining import Examined


def pages_of(model: Any, portal: Any) -> Any:
    """The pages of a type on a portal, without those of the portals below it."""
    pages = model.objects.filter(path__startswith=portal.path)
    for path in portal_paths():
        if path.startswith(portal.path) and path != portal.path:
            pages = pages.exclude(path__startswith=path)
    return pages


def situation(kind: SheetKind, portal: Any) -> list[Any]:
    """What an import of a list found, to be compared: if it is the same later, so is what the import would do."""
    names = [kind.by_name[name].target for name in (*kind.keys, *kind.ties)]
    values = ("pk", "latest_revision", "live", "locked_by", column("title", SOURCE), *names)
    return list(pages_of(kind.page_model, portal).order_by("pk").values_list(*values))


def match(kind: SheetKind, portal: Any, rows: list["Examined"]) -> None:
    """Give each row the primary key of its page; None for a new one."""
    by_key: dict[str, dict[str, list[int]]] = {name: {} for name in kind.keys}
    by_title: dict[str, list[int]] = {}
    without_code: set[int] = set()
    ties: dict[int, list[Any]] = {}
    names = [kind.by_name[name].target for name in (*kind.keys, *kind.ties)]
    for pk, title, *values in (
        pages_of(kind.page_model, portal).order_by("pk").values_list("pk", column("title", SOURCE), *names)
    ):
        keys, ties[pk] = values[: len(kind.keys)], values[len(kind.keys) :]
        for name, value in zip(kind.keys, keys, strict=True):
            if value:
                by_key[name].setdefault(_norm(value), []).append(pk)
        if not any(keys):
            without_code.add(pk)
        by_title.setdefault(_norm(title or ""), []).append(pk)
    seen: dict[int | tuple[str, str], int] = {}
    for row in rows:
        _find(kind, row, by_key, by_title, without_code, ties)
        for place in _places(kind, row):
            if place in seen:
                row.wrong(
                    "", _("This row and row %(row)d are about the same. Leave one of them out.") % {"row": seen[place]}
                )
            else:
                seen[place] = row.number


def _norm(text: str) -> str:
    return " ".join(str(text).split()).casefold()


def _places(kind: SheetKind, row: "Examined") -> list[Any]:
    """What no two rows of a sheet may have in common."""
    if row.page is not None:
        return [row.page]
    keys: list[Any] = [(name, _norm(row.values[name])) for name in kind.keys if row.values.get(name)]
    if keys or not row.title:
        return keys
    tie = next(((name, row.values[name]) for name in reversed(kind.ties) if row.values.get(name) is not None), ())
    return [("title", _norm(row.title), *tie)]


def _ties(kind: SheetKind, row: "Examined") -> list[Any]:
    return [row.values.get(name) for name in kind.ties]


def _same_thing(given: list[Any], there: list[Any]) -> int:
    """How many ties agree; -1 where the first one says that it is another thing, and no other one contradicts that."""
    pairs = [(one, other) for one, other in zip(given, there, strict=True) if None not in (one, other)]
    agree = sum(one == other for one, other in pairs)
    differs = bool(given) and None not in (given[0], there[0]) and given[0] != there[0]
    return -1 if differs and not agree else agree


def _find(
    kind: SheetKind,
    row: "Examined",
    by_key: dict[str, dict[str, list[int]]],
    by_title: dict[str, list[int]],
    without_code: set[int],
    ties: dict[int, list[Any]],
) -> None:
    given = [name for name in kind.keys if row.values.get(name)]
    for name in given:
        found = by_key[name].get(_norm(row.values[name]), [])
        if len(found) > 1:
            row.wrong(name, _("Several pages have this code. Give each a code of its own on its page."))
            return
        if found:
            row.page = found[0]
            return
    if not row.title:
        return
    # By its name only where no code says that it is another one.
    found = by_title.get(_norm(row.title), [])
    if given:
        found = [pk for pk in found if pk in without_code]
    if kind.ties:
        agreeing = {pk: _same_thing(_ties(kind, row), ties[pk]) for pk in found}
        found = [pk for pk in found if agreeing[pk] >= 0 and agreeing[pk] == max(agreeing.values())]
    if len(found) > 1:
        row.wrong(
            "title",
            _("Several pages are called “%(title)s”. Write the code of the one you mean.") % {"title": row.title},
        )
    elif found:
        row.page = found[0]
        row.notes.append(_("Recognised by its name."))
