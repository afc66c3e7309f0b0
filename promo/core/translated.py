"""Who may write what: the columns of the target languages belong to the desk, all others to the form.

A save of an existing row, a revision, a copy: each leaves the target languages' columns alone. Only
`publish_language` writes them, by naming them in `update_fields`.
"""

from typing import Any

from django.db import models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from modeltranslation.translator import translator

from promo.core.languages import TARGETS, column, columns, in_source

# Per language, but not texts: when it was published there, its address words, its stored address.
STATE_FIELDS = ("published_at", "local_slug")
ADDRESS_FIELDS = ("public_path", "path_key")


def translated_fields(model: type[models.Model]) -> list[str]:
    """Names of the fields that hold a text in every language, inherited ones included."""
    options = translator._get_options_for_model(model)
    return sorted(options.all_fields)


def desk_columns(model: type[models.Model]) -> set[str]:
    """The columns that a form, a revision or a copy must never write."""
    owned = {column(field, code) for field in translated_fields(model) for code in TARGETS}
    names = {field.name for field in model._meta.get_fields()}
    for field in STATE_FIELDS:
        owned.update(set(columns(field, TARGETS)) & names)
    for field in ADDRESS_FIELDS:
        owned.update(set(columns(field)) & names)
    return owned


# A page's place in the tree is written by treebeard's own statements; an old instance must not undo them.
_TREE_FIELDS = {"path", "depth", "numchild"}


def form_fields(model: type[models.Model]) -> list[str]:
    """What a plain `save()` of an existing row writes: everything but the desk's columns, key and place."""
    owned = desk_columns(model) | _TREE_FIELDS
    names = [
        field.name
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in owned and field.attname != "id"
    ]
    names += [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    names += [field.name for field in get_all_child_m2m_relations(model)]
    return names


class TranslatedRecord(models.Model):
    """Abstract base of every translated model that is not a page: menus, settings, tags, pictures.

    Subclasses name their texts in their app's `translation.py`. Like a page, a record is read and
    written in Vietnamese by forms and revisions, whatever language the administrator's interface is in.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and kwargs.get("update_fields") is None and not kwargs.get("force_insert"):
            kwargs["update_fields"] = form_fields(type(self))
        with in_source():
            super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        with in_source():
            super().full_clean(*args, **kwargs)

    def serializable_data(self) -> dict[str, Any]:
        with in_source():
            data = super().serializable_data()  # type: ignore[misc]
        return {name: value for name, value in data.items() if name not in desk_columns(type(self))}

    def with_content_json(self, content: dict[str, Any]) -> "TranslatedRecord":
        with in_source():
            record = super().with_content_json(content)  # type: ignore[misc]
        for name in desk_columns(type(self)):
            setattr(record, name, getattr(self, name))
        return record
