"""What can come from a spreadsheet: kinds of sheets with their fields. Apps register theirs from `ready()`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from promo.core.languages import SOURCE, column
from promo.sheets.known import Known


class CellError(Exception):
    """What is wrong with a cell and what to do about it, in the interface's language."""


@dataclass(frozen=True, kw_only=True)
class SheetField:
    """One column of a sheet, and what of a page it stands for.

    `now` and `read` give values that compare equal if the cell would change nothing.
    """

    name: str
    # The heading: public, as catalogues for download have it.
    label: Any
    # What people call such a column, in any spelling.
    aliases: tuple[str, ...] = ()
    required: bool = False
    # Whether each language has it in a column of its own. Sheets write Vietnamese.
    translated: bool = False
    attribute: str = ""
    help: Any = ""
    example: Any = ""
    width: int = 22
    # Whether the export has the column; some are only another way to write what is there already.
    exported: bool = True

    def attribute_in(self, language: str) -> str:
        name = self.attribute or self.name
        return column(name, language) if self.translated else name

    @property
    def target(self) -> str:
        """The model's column that an import writes."""
        return self.attribute_in(SOURCE)

    @property
    def targets(self) -> tuple[str, ...]:
        """All model columns it writes: errors of the model's own checks are shown at this field."""
        return (self.target,)

    # --- In ---

    def under(self, heading: str, titles: Sequence[str]) -> "SheetField":
        """The field as this heading, and what stands above all, make it: in which unit its numbers are."""
        return self

    def read(self, cell: Any, known: Known) -> Any:
        """The value of a cell that is not empty. Raises CellError."""
        raise NotImplementedError

    def doubt(self, cell: Any) -> str:
        """Why somebody should look at how a cell was read; empty for one that says one thing."""
        return ""

    def now(self, page: Any) -> Any:
        return getattr(page, self.target)

    def put(self, page: Any, value: Any, known: Known) -> None:
        setattr(page, self.target, value)

    def settle(self, page: Any, value: Any, known: Known) -> Any:
        """A value that was read, now that its page is known. Raises CellError."""
        return value

    def nothing(self) -> Any:
        """The value of an emptied field."""
        return ""

    def words(self, value: Any, known: Known) -> str:
        """A value as the preview shows it."""
        return "" if value is None else str(value)

    # --- Out ---

    def cell(self, page: Any, language: str) -> Any:
        """What an exported cell holds: text, number, date or None."""
        value = getattr(page, self.attribute_in(language))
        if not value and self.translated:
            value = getattr(page, self.target)
        return value

    def choices(self) -> list[str]:
        """Words of a drop-down list, in the active language."""
        return []

    def explanation(self) -> str:
        """What may be written, for the template."""
        return str(self.help)


# (page or child with the row's values, the row's values) -> (field, what is wrong).
Check = Callable[[Any, dict[str, Any]], Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class Lacking:
    """What a model asks of a page and an office's list need not have: `target` may stay empty, which is said at `name`."""

    target: str
    name: str
    message: str


@dataclass(frozen=True, kw_only=True)
class ChildGroup:
    """Columns that together are one row of a child table, such as a certificate."""

    relation: str
    model: str
    # The field by whose value a page's child is recognised.
    key: str
    fields: tuple[SheetField, ...]
    # Said where columns of the group are filled in and required ones are not.
    incomplete: Any
    # Which of a page's children an export writes.
    shown: Callable[[Sequence[Any]], Any]
    checks: tuple[Check, ...] = ()

    @property
    def parent_field(self) -> str:
        relation = apps.get_model(self.model)._meta
        return next(one.name for one in relation.fields if one.remote_field and one.remote_field.name == self.relation)


@dataclass(frozen=True, kw_only=True)
class Gone:
    """What a page becomes, if one wants so, that a newer list no longer has."""

    field: str
    value: Any
    # Pages that say one of these are not expected in a list.
    but: tuple[Any, ...]
    label: Any


@dataclass(frozen=True, kw_only=True)
class SheetKind:
    key: str
    label: Any
    # "app.Model" of the pages and of the list they stand in.
    model: str
    index_model: str
    fields: tuple[SheetField, ...]
    # Fields by which a row's page is recognised, the first that is filled in.
    keys: tuple[str, ...] = ("code",)
    groups: tuple[ChildGroup, ...] = ()
    checks: tuple[Check, ...] = ()
    # An office's list, in which a row that begins with "A" or "II" is a heading and no entry; the field of its
    # numbering, and the one that headings between its rows say.
    listed: bool = False
    number: str = ""
    section: str = ""
    # Fields that tell pages with one name apart, the first the most certain.
    ties: tuple[str, ...] = ()
    gone: Gone | None = None
    # All rows in one transaction, or none.
    whole: bool = False
    # What may be missing of a page with the row's values. Such pages are never handed in: nobody could approve them.
    lacking: Callable[[Any], Iterable[Lacking]] | None = None
    # Called for each row once it is read, before its page is looked for: (row, table).
    tidy: Callable[[Any, Any], None] | None = None
    # What to keep of pages before they are written, by key, and what to remove once that is undone: (page, what was kept).
    remember: Callable[[list[int]], dict[int, Any]] | None = None
    forget: Callable[[Any, Any], None] | None = None
    by_name: dict[str, SheetField] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.by_name.update({one.name: one for one in self.every_field})

    @property
    def every_field(self) -> tuple[SheetField, ...]:
        return (*self.fields, *(one for group in self.groups for one in group.fields))

    def group_of(self, name: str) -> ChildGroup | None:
        return next((group for group in self.groups if any(one.name == name for one in group.fields)), None)

    @property
    def page_model(self) -> Any:
        return apps.get_model(self.model)

    @property
    def index_page_model(self) -> Any:
        return apps.get_model(self.index_model)


_KINDS: dict[str, SheetKind] = {}


def register(kind: SheetKind) -> None:
    _KINDS[kind.key] = kind


def get(key: str) -> SheetKind:
    """Raises KeyError."""
    return _KINDS[key]


def every() -> list[SheetKind]:
    return list(_KINDS.values())
