"""What a page's own model says of it, before it is written."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from promo.core.languages import SOURCE, column, in_source
from promo.core.models import BasePage
from promo.core.translated import desk_columns
from promo.sheets.kinds import SheetField

if TYPE_CHECKING:
    from promo.sheets.examining import Examined


def ask_the_model(
    instance: Any, fields: Iterable[SheetField], row: "Examined", lacking: Collection[str] = frozenset()
) -> None:
    """The model's own checks of the page as it would be, and of what the row brings for a child.

    Whether its address is free is found out by writing it.
    """
    written = {target for one in fields if one.name in row.values for target in one.targets}
    names = {target: one.name for one in fields if one.exported or one.name in row.values for target in one.targets}
    others = {one.name for one in instance._meta.concrete_fields if one.is_relation}
    others |= _not_asked(instance, written)
    try:
        with in_source():
            instance.clean_fields(exclude=others)
    except ValidationError as error:
        _add(error, names, row)
    if row.problems:
        return
    if hasattr(instance, "slug"):
        # Without a parent nobody looks whether its address is free: writing it does.
        instance.get_parent = lambda *args, **kwargs: None
    try:
        with in_source():
            instance.clean()
    except ValidationError as error:
        _add(error, names, row, lacking)


def _not_asked(instance: Any, written: set[str]) -> set[str]:
    """Of a page its place and state, and what belongs to the desk; of a child what the row does not say."""
    if not isinstance(instance, BasePage):
        return {one.name for one in instance._meta.concrete_fields} - written
    inherited = {one.name for one in BasePage._meta.concrete_fields} - {column("title", SOURCE)}
    return inherited | desk_columns(type(instance))


def _add(
    error: ValidationError, names: dict[str, str], row: "Examined", lacking: Collection[str] = frozenset()
) -> None:
    found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for target, messages in found.items():
        if target in lacking:
            continue
        name = names.get(target) or names.get(column(target, SOURCE) if target else "") or ""
        for message in messages:
            row.wrong(name, message)
