"""What changed in a public project is kept, and shown on its page: "Area corrected on 12 March 2026"."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.html import format_html

from promo.core.languages import SOURCE, column, language_tag
from promo.core.translated import translated_fields
from promo.investment.models import ProjectChange, ProjectPage

# Letters of a text whose old and new wording are shown. Of longer ones, readers learn that they have changed.
MOST_WORDING = 80
# Stands for the wording of a text that is not kept.
LONGER = True
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
            ProjectChange(project=page, column=name, before=old, after=new, changed_on=timezone.localdate())
            for name, old, new in _differing(before, after)
        )


def _differing(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name, old in before.items():
        new = after[name]
        if old == new:
            continue
        if any(isinstance(value, str) and len(value) > MOST_WORDING for value in (old, new)):
            old, new = old and LONGER, new and LONGER
        yield name, old, new


def _followed() -> dict[str, str]:
    """Name of each column that is followed -> the field it is stored in, of texts the Vietnamese one."""
    from promo.investment.columns import COLUMNS

    texts = set(translated_fields(ProjectPage))
    fields = {found.name: found.fields[0] for found in COLUMNS if found.followed}
    return {name: column(field, SOURCE) if field in texts else field for name, field in fields.items()}


def _may_change(update_fields: Any) -> bool:
    if update_fields is None:
        return True
    # A key by the name of its relation, a text by its bare name: both are ways to write it.
    named = {
        *update_fields,
        *(f"{name}_id" for name in update_fields),
        *(column(name, SOURCE) for name in update_fields),
    }
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
    if isinstance(value, str):
        # Broken into other lines it is the same text.
        value = " ".join(value.split())
    return value.isoformat() if isinstance(value, date | datetime) else value or None


def changes_of(page: ProjectPage, language: str) -> list[dict[str, Any]]:
    """What its page says of changes, the newest first, in the active language; a fixed number of queries.

    `kind`: "from", "now" or "no longer", with wordings; "changed", "added" or "removed" of longer texts.
    """
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
    texts = set(translated_fields(ProjectPage))
    rows: list[dict[str, Any]] = []
    for change in found:
        try:
            changed = by_name(change.column)
        except KeyError:
            continue  # of a column there is no longer
        is_foreign = changed.fields[0] in texts and reading.language != SOURCE
        before, after = (_words(changed, value, reading, is_foreign) for value in (change.before, change.after))
        row = {
            "label": changed.label,
            "before": before,
            "after": after,
            "date": change.changed_on,
            "kind": _kind(change.before, change.after),
        }
        # Somebody who saves three times has corrected a text once.
        if row not in rows or before or after:
            rows.append(row)
    return rows


def _words(changed: Any, value: Any, reading: Any, is_foreign: bool) -> str:
    """`is_foreign`: a Vietnamese wording on a page in another language, which says so."""
    if value is LONGER:
        return ""
    words = changed.full_words(changed.value({changed.fields[0]: _typed(changed, value)}, reading))
    return format_html('<span lang="{}">{}</span>', language_tag(SOURCE), words) if words and is_foreign else words


def _kind(before: Any, after: Any) -> str:
    # By identity: a key may be 1.
    if before is LONGER or after is LONGER:
        return "changed" if before and after else "added" if after else "removed"
    return "from" if before and after else "now" if after else "no longer"


def _typed(column: Any, value: Any) -> Any:
    from promo.investment.columns import Type

    if value is None:
        return None
    if column.type is Type.NUMBER:
        return Decimal(value)
    return date.fromisoformat(value) if column.type is Type.DATE else value
