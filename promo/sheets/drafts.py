"""The pages a sheet is about as their editors see them, in a fixed number of queries."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from wagtail.models import Revision, WorkflowState

from promo.sheets.kinds import ChildGroup, SheetKind
from promo.sheets.known import Known


class Drafts:
    """Read by key, not one by one. What somebody has drafted counts, public or not: imports go on from there."""

    def __init__(self, kind: SheetKind, keys: list[int], known: Known) -> None:
        self._kind = kind
        # `in_bulk` reads in as many queries as the database needs for that many keys.
        self._pages = kind.page_model.objects.in_bulk(keys)
        drafted = [page for page in self._pages.values() if page.has_unpublished_changes and page.latest_revision_id]
        rows = Revision.objects.in_bulk([page.latest_revision_id for page in drafted])
        contents = {
            page.pk: rows[page.latest_revision_id].content for page in drafted if page.latest_revision_id in rows
        }
        self._children = {group.relation: self._children_of(group, contents) for group in kind.groups}
        names = {target for one in kind.fields for target in one.targets}
        for page in self._pages.values():
            if page.pk in contents:
                _take(page, contents[page.pk], names)
            self._look_ahead(page, known)
        for page in self._pages.values():
            if getattr(page, "commune_id", None):
                page.commune = known.unit(page.commune_id)
        self._waiting = waiting_for_approval(self._pages)

    def _look_ahead(self, page: Any, known: Known) -> None:
        known.want_image(getattr(page, "image_id", None))
        known.want(getattr(page, "commune_id", None))

    def _children_of(self, group: ChildGroup, contents: dict[int, dict[str, Any]]) -> dict[int, list[Any]]:
        model = apps.get_model(group.model)
        found: dict[int, list[Any]] = {}
        public = [pk for pk in self._pages if pk not in contents]
        for child in model.objects.filter(**{f"{group.parent_field}__in": public}).order_by("sort_order", "pk"):
            found.setdefault(getattr(child, f"{group.parent_field}_id"), []).append(child)
        for pk, content in contents.items():
            for row in content.get(group.relation) or []:
                child = model()
                _take(child, row)
                found.setdefault(pk, []).append(child)
        return found

    def page(self, key: int | None) -> Any:
        """A page as it is drafted; an empty one for a row that will make its own."""
        return self._kind.page_model() if key is None else self._pages[key]

    def children(self, page: Any, group: ChildGroup) -> list[Any]:
        return self._children[group.relation].get(page.pk, []) if page.pk else []

    def refusal(self, page: Any, rights: Any) -> str:
        """Why this page may not be changed by the person who imports; empty if it may."""
        if not rights.may_edit(page):
            return _("You may not edit this page.")
        if page.locked and page.locked_by_id != rights.user.pk:
            return _("Somebody has locked this page. Have it unlocked first.")
        key = str(page.pk)
        if key in self._waiting and self._waiting[key] != rights.user.pk and not rights.may_publish:
            return _("This page waits for approval and cannot be changed meanwhile.")
        return ""


def waiting_for_approval(pages: Iterable[int]) -> dict[str, int | None]:
    """Those of the pages that are handed in -> who did it. Keys are texts, as the database has them."""
    states = WorkflowState.objects.active().filter(
        base_content_type__app_label="core",
        base_content_type__model="basepage",
        object_id__in=[str(pk) for pk in pages],
    )
    return dict(states.values_list("object_id", "requested_by_id"))


def _take(instance: Any, content: dict[str, Any], names: set[str] | None = None) -> None:
    """A revision's fields into an instance, without asking whether what they point at is still there."""
    for one in instance._meta.concrete_fields:
        if one.primary_key or one.name not in content or (names is not None and one.name not in names):
            continue
        value = content[one.name]
        if one.is_relation or isinstance(value, (list, dict)):
            setattr(instance, one.attname, value)
        else:
            setattr(instance, one.attname, one.to_python(value))
