"""Pages of one list made and revised by the hundred.

The rows are those that Wagtail's `add_child`, `save_revision` and `publish` leave; a test compares them. But a page is
saved once, not three times, and what can be written for many pages at once is: revisions, the log, what a page notes of
its revisions. Nothing is validated here: `examining` does that before the first write.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils import timezone
from wagtail.models import COMMENTS_RELATION_NAME, Comment, PageLogEntry, Revision
from wagtail.signals import page_published, published
from wagtail.utils.timestamps import ensure_utc

from promo.core import text
from promo.core.models import BasePage

# What a page notes of its revisions.
_POINTERS = ("latest_revision", "latest_revision_created_at", "live_revision", "has_unpublished_changes", "draft_title")


@dataclass
class Held:
    """A page that is there: its row, what it says publicly, and its draft to write on (often the same instance)."""

    row: Any
    draft: Any
    public_title: str
    live_before: int | None
    latest_before: int | None


@dataclass
class _Written:
    row: Any
    page: Any
    revision: Revision
    is_new: bool
    is_published: bool
    # What it was called publicly, if publishing renames it.
    old_title: str = ""
    # Of what older revision it says the same.
    restored: Revision | None = None


class Pages:
    """Within a transaction: `lock`, then any number of `add` and `revise`, then `finish`."""

    def __init__(self, model: Any, index: Any, user: Any) -> None:
        self.model, self.index, self.user = model, index, user
        self._written: list[_Written] = []
        self._made = 0

    def lock(self) -> None:
        """Nobody else adds pages to the list until the transaction ends."""
        self._parent = BasePage.objects.select_for_update().get(pk=self.index.pk)
        last = self._parent.get_children().order_by("path").values_list("path", flat=True).last()
        self._last = BasePage._str2int(last[-BasePage.steplen :]) if last else 0

    def hold(self, keys: list[int]) -> dict[int, Held]:
        """Pages by key, locked, each as it is drafted. Five queries, and some for each page that has a draft."""
        rows = self.model.objects.select_for_update().in_bulk(keys)
        commented = set(Comment.objects.filter(page__in=rows).values_list("page_id", flat=True))
        for row in rows.values():
            if row.pk not in commented:
                setattr(row, COMMENTS_RELATION_NAME, [])
        return {pk: self._held(row) for pk, row in rows.items()}

    def _held(self, row: Any) -> Held:
        if row.latest_revision_id is None or (row.live and row.live_revision_id is None):
            self._give_first_revision(row)
        draft = row
        if row.has_unpublished_changes:
            draft = row.get_latest_revision_as_object()
            draft.live_revision_id = row.live_revision_id
        return Held(row, draft, row.title_vi, row.live_revision_id, row.latest_revision_id)

    def _give_first_revision(self, row: Any) -> None:
        """Of a page that was made without one: what undoing goes back to."""
        revision = self._revision_of(row)
        revision.save()
        if row.latest_revision_id is None:
            row.latest_revision, row.latest_revision_created_at = revision, revision.created_at
        if row.live:
            row.live_revision = revision
        names = ("latest_revision_id", "latest_revision_created_at", "live_revision_id")
        BasePage.objects.filter(pk=row.pk).update(**{name: getattr(row, name) for name in names})

    def add(self, page: Any, *, publish: bool) -> Revision:
        """A new page below the list. Raises ValidationError if its address is taken in a language."""
        parent = self._parent
        page.depth = parent.depth + 1
        page.path = BasePage._get_path(parent.path, page.depth, self._last + 1)
        page.slug, page.locale_id, page.draft_title = self._free_slug(page), parent.locale_id, page.title_vi
        page.live, page.has_unpublished_changes = publish, not publish
        if publish:
            page.first_published_at = page.last_published_at = timezone.now()
        # Known to Wagtail by these names: what it would ask the database for.
        page._cached_parent_obj, page._is_site_root = parent, False
        page.save(clean=False, log_action=None)
        self._last, self._made = self._last + 1, self._made + 1
        # A list that says it has no children is not asked for them.
        parent.numchild += 1
        setattr(page, COMMENTS_RELATION_NAME, [])
        return self._note(_Written(page, page, self._revision_of(page), True, publish))

    def _free_slug(self, page: Any) -> str:
        base = text.slugify(page.title_vi) or "trang"
        taken = set(self._parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
        number, slug = 1, base
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        return slug

    def restore(self, row: Any, old: Revision, *, publish: bool) -> Revision:
        """A new revision that says what an old one said."""
        draft = row.with_content_json(old.content)
        draft.live_revision_id = row.live_revision_id
        held = Held(row, draft, row.title_vi, row.live_revision_id, row.latest_revision_id)
        return self.revise(held, set(), publish=publish, restored=old)

    def revise(self, held: Held, columns: set[str], *, publish: bool, restored: Revision | None = None) -> Revision:
        """A new revision of a page; `columns` are those that may differ from the row of a page without a draft."""
        page, now = held.draft, timezone.now()
        page.draft_title = held.row.draft_title = page.title_vi
        page.has_unpublished_changes = held.row.has_unpublished_changes = not publish
        page._is_site_root = False
        if publish:
            page.live = held.row.live = True
            page.first_published_at = page.first_published_at or now
            page.last_published_at = now
            # Its place on the map follows where the position is named.
            names = {*columns, *_POINTERS[3:], "live", "first_published_at", "last_published_at", "published_at_vi"}
            page.save(clean=False, update_fields=sorted(names) if page is held.row else None)
        elif page.title_vi != held.public_title:
            self._tell_search(held)
        old_title = held.public_title if publish and page.title_vi != held.public_title else ""
        return self._note(_Written(held.row, page, self._revision_of(page), False, publish, old_title, restored))

    def _tell_search(self, held: Held) -> None:
        """Pages are found in the admin by their drafted titles. The row itself: a draft's state is not public yet."""
        row = self.model.objects.get(pk=held.row.pk)
        row.draft_title, row._is_site_root = held.draft.draft_title, False
        row.save(clean=False, update_fields=["draft_title"])

    def _note(self, one: _Written) -> Revision:
        self._written.append(one)
        return one.revision

    def _revision_of(self, page: Any) -> Revision:
        return Revision(
            content_type=page.get_content_type(),
            base_content_type=page.get_base_content_type(),
            object_id=str(page.pk),
            user=self.user,
            created_at=timezone.now(),
            content=page.serializable_data(),
            object_str=str(page),
        )

    def finish(self) -> None:
        """Write what was gathered. Twelve queries at most, however many pages."""
        written, self._written = self._written, []
        Revision.objects.bulk_create([one.revision for one in written])
        for one in written:
            one.row.latest_revision, one.row.latest_revision_created_at = one.revision, one.revision.created_at
            if one.is_published:
                one.row.live_revision = one.revision
            for name in _POINTERS:
                setattr(one.page, name, getattr(one.row, name))
        if written:
            BasePage.objects.bulk_update([one.row for one in written], _POINTERS)
        if self._made:
            BasePage.objects.filter(pk=self._parent.pk).update(numchild=F("numchild") + self._made)
            self._made = 0
        PageLogEntry.objects.bulk_create([entry for one in written for entry in self._log(one)])
        again = [str(one.page.pk) for one in written if one.is_published and not one.is_new]
        if again:
            scheduled = Revision.page_revisions.filter(object_id__in=again, approved_go_live_at__isnull=False)
            scheduled.update(approved_go_live_at=None)
        for one in written:
            if one.is_published:
                sent = {"instance": one.page, "revision": one.revision}
                page_published.send(type(one.page), **sent)
                published.send(type(one.page), **sent)

    def _log(self, one: _Written) -> list[PageLogEntry]:
        data = {"title": {"old": one.old_title, "new": one.page.title_vi}} if one.old_title else {}
        actions: list[tuple[str, dict[str, Any]]] = [("wagtail.create", {})] if one.is_new else []
        if one.restored is None:
            actions.append(("wagtail.edit", {}))
        else:
            was = {"id": one.restored.pk, "created": ensure_utc(one.restored.created_at)}
            actions.append(("wagtail.revert", {"revision": was}))
        if one.is_published:
            actions += [("wagtail.rename", data)] if data else []
            actions.append(("wagtail.publish", data))
        return [
            PageLogEntry(
                content_type=one.revision.content_type,
                label=one.page.get_admin_display_title(),
                action=action,
                timestamp=timezone.now(),
                data=data,
                user=self.user,
                page=one.page,
                revision=None if action == "wagtail.create" else one.revision,
                content_changed=action != "wagtail.rename",
            )
            for action, data in actions
        ]
