"""Changing blocks that are in use: one operation for a data migration, so that no language is forgotten."""

import copy
import json
from collections.abc import Callable
from typing import Any

from django.db.migrations import RunPython

from promo.core.languages import columns

Blocks = list[dict[str, Any]]


def change_bodies(app_label: str, model_name: str, field: str, change: Callable[[Blocks], Blocks]) -> RunPython:
    """Apply `change` to every body of a page type: the bare column, each language's, and all revisions.

    `change` gets the stored blocks ({"type", "value", "id"}) and gives the new ones; it must keep the ids
    of what stays, by which translations find their texts. Not reversible by itself: going back does nothing.
    """

    def forwards(apps: Any, schema_editor: Any) -> None:
        model = apps.get_model(app_label, model_name)
        names = [field, *columns(field)]
        for row in model.objects.only("pk", *names).iterator(chunk_size=200):
            changed = {}
            for name in names:
                before = getattr(row, name)
                after = change(copy.deepcopy(before)) if before else before
                if after != before:
                    changed[name] = after
            if changed:
                model.objects.filter(pk=row.pk).update(**changed)
        _change_revisions(apps, names)

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

    return RunPython(forwards, RunPython.noop)
