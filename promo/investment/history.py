"""What changed in a public project is kept, and shown on its page: "Area corrected on 12 March 2026"."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from promo.core.languages import SOURCE
from promo.investment.models import ProjectChange, ProjectPage

# More would push the project itself off its page; all stay in the database.
MOST_SHOWN = 30


@contextmanager
def recording(page: ProjectPage, update_fields: Any = None) -> Iterator[None]:
    """Notes what a save changes of a page that was public before it and is afterwards. One query."""
    before = _stored(page) if page.pk and _may_change(update_fields) else None
    yield
    # The row, not the instance: a save of some fields leaves the others as they were.
    after = _stored(page) if before else None
    if before and after:
        ProjectChange.objects.bulk_create(
            ProjectChange(project=page, column=name, before=value, after=after[name], changed_on=timezone.localdate())
            for name, value in before.items()
            if value != after[name]
        )


def _followed() -> dict[str, str]:
    """Name of each column that is followed -> the field it is stored in."""
    from promo.investment.columns import COLUMNS

    return {column.name: column.fields[0] for column in COLUMNS if column.followed}


def _may_change(update_fields: Any) -> bool:
    if update_fields is None:
        return True
    named = {*update_fields, *(f"{name}_id" for name in update_fields)}
    return bool(named & set(_followed().values()))


def _stored(page: ProjectPage) -> dict[str, Any] | None:
    """The followed columns as they are stored; None of a page that is not public."""
    fields = _followed()
    row = (
        ProjectPage.objects.filter(pk=page.pk, live=True)
        .order_by()
        .rewrite(False)
        .values_list(*fields.values())
        .first()
    )
    return {name: as_json(value) for name, value in zip(fields, row, strict=True)} if row else None


def as_json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value.normalize())
    return value.isoformat() if isinstance(value, date | datetime) else value or None


def changes_of(page: ProjectPage, language: str) -> list[dict[str, Any]]:
    """What its page says of changes, the newest first, in the active language; a fixed number of queries."""
    from promo.catalogue.filters import units
    from promo.investment.columns import by_name
    from promo.investment.reading import Reading, park_names

    if not page.pk:
        return []
    found = list(page.changes.all()[:MOST_SHOWN])
    keys = {
        name: {value for change in found if change.column == name for value in (change.before, change.after) if value}
        for name in ("commune", "park")
    }
    reading = Reading(
        language or SOURCE,
        communes={key: unit.public_full_name for key, unit in units(keys["commune"]).items()},
        parks=park_names(keys["park"], language),
    )
    rows = []
    for change in found:
        try:
            column = by_name(change.column)
        except KeyError:
            continue  # of a column there is no longer
        before, after = (
            column.full_words(column.value({column.fields[0]: _typed(column, value)}, reading))
            for value in (change.before, change.after)
        )
        rows.append({"label": column.label, "before": before, "after": after, "date": change.changed_on})
    return rows


def _typed(column: Any, value: Any) -> Any:
    from promo.investment.columns import Type

    if value is None:
        return None
    if column.type is Type.NUMBER:
        return Decimal(value)
    return date.fromisoformat(value) if column.type is Type.DATE else value
