"""Changing blocks that are in use: one operation for a data migration, so that no language is forgotten."""

import copy
import json
from collections.abc import Callable
from typing import Any

from django.db.migrations import RunPython
from django.db.models import F

from promo.core.languages import columns

Blocks = list[dict[str, Any]]


def change_bodies(app_label: str, model_name: str, field: str, change: Callable[[Blocks], Blocks]) -> RunPython:
    """Apply `change` to every body of a page type: the bare column, each language's, and all revisions.

    `change` gets the stored blocks ({"type", "value", "id"}) and gives the new ones; it must keep the ids
    of what stays, by which translations find their texts. Not reversible by itself: going back does nothing.

    The desk finds the texts again by their block and their words. What was handed in or approved there is changed
    like any revision, if the migration depends on one of `languages`.
    """

    def forwards(apps: Any, schema_editor: Any) -> None:
        model = apps.get_model(app_label, model_name)
        names = [field, *columns(field)]
        touched = []
        for row in model.objects.only("pk", *names).iterator(chunk_size=200):
            changed = {}
            for name in names:
                before = getattr(row, name)
                after = change(copy.deepcopy(before)) if before else before
                if after != before:
                    changed[name] = after
            if changed:
                model.objects.filter(pk=row.pk).update(**changed)
                touched.append(row.pk)
        _change_revisions(apps, names)
        if touched:
            _change_translations(apps, touched)

    def _change_revisions(apps: Any, names: list[str]) -> None:
        content_type = apps.get_model("contenttypes", "ContentType").objects.filter(
            app_label=app_label, model=model_name.lower()
        )
        revisions = apps.get_model("wagtailcore", "Revision").objects.filter(content_type__in=content_type)
        for revision in revisions.iterator(chunk_size=200):
            touched = False
            for name in names:
                # A revision keeps a body as JSON in JSON.
                before = json.loads(revision.content.get(name) or "[]")
                after = change(copy.deepcopy(before))
                if after != before:
                    revision.content[name] = json.dumps(after)
                    touched = True
            if touched:
                revision.save(update_fields=["content"])

    def _change_translations(apps: Any, touched: list[int]) -> None:
        try:
            originals = apps.get_model("languages", "Original").objects
        except LookupError:
            return
        mine = originals.filter(
            content_type__app_label=app_label, content_type__model=model_name.lower(), object_id__in=touched
        )
        translations = apps.get_model("languages", "Translation").objects.filter(original__in=mine)
        revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
            content_type__app_label="languages",
            content_type__model="translation",
            object_id__in=[str(pk) for pk in translations.values_list("pk", flat=True)],
        )
        for revision in revisions.iterator(chunk_size=200):
            before = revision.content.get("texts", {}).get(field)
            if before:
                revision.content["texts"][field] = change(copy.deepcopy(before))
                revision.save(update_fields=["content"])
        # Unknown until the desk looks again: a changed shape is no change of what was said in which order.
        translations.filter(arrangement=F("original__arrangement")).update(arrangement="")
        mine.update(arrangement="", text_digest="")

    return RunPython(forwards, RunPython.noop)
