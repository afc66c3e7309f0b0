"""A whole import taken back: what it made is removed, what it changed is as before; what was edited since is left alone."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import ReferenceIndex, Revision

from promo.core.languages import NAMES, SOURCE, in_source
from promo.core.models import BasePage
from promo.sheets import kinds
from promo.sheets.applying import take_back
from promo.sheets.importing import claim, language_of
from promo.sheets.models import ImportBatch, ImportedRow
from promo.sheets.pages import Pages
from promo.sheets.rights import Rights

State, Done, Undone = ImportBatch.State, ImportedRow.Done, ImportedRow.Undone


def open_rows(batch: ImportBatch) -> Any:
    """What there is to undo, last row first; what was left alone may be tried again."""
    return batch.rows.exclude(undone=Undone.YES).exclude(done=Done.FAILED).order_by("-number")


def edited_since(rows: Any) -> dict[int, str]:
    """Row key -> what happened to its page since the import; those with nothing are left out."""
    rows = [row for row in rows.select_related("page") if row.page is not None]
    pointing = _pointing(row.page for row in rows if row.done == Done.CREATED)
    touched = {row.pk: _touched(row, pointing) for row in rows}
    return {key: reason for key, reason in touched.items() if reason}


def _touched(row: ImportedRow, pointing: dict[int, str]) -> str:
    page = row.page
    if page.latest_revision_id != row.before["ours"]:
        return _("Edited since.")
    if row.done == Done.CREATED:
        others = [NAMES[code] for code in page.live_languages if code != SOURCE]
        if others:
            return _("Translated since: %(names)s.") % {"names": ", ".join(others)}
        if page.numchild:
            return _("There are pages below it.")
        if page.pk in pointing:
            return _("Another page points at it: %(title)s.") % {"title": pointing[page.pk]}
    return ""


def _pointing(pages: Iterable[Any]) -> dict[int, str]:
    """Page key -> title of another page that points at it."""
    found = _references(pages).filter(base_content_type__app_label="core", base_content_type__model="basepage")
    pairs = [(int(to), int(of)) for to, of in found.values_list("to_object_id", "object_id") if to != of]
    titles = BasePage.objects.filter(pk__in={of for _to, of in pairs}).values_list("pk", "title_vi")
    named = dict(titles)
    return {to: named[of] or "" for to, of in pairs if of in named}


def run(batch_id: int) -> None:
    batch = claim(batch_id, State.UNDOING)
    if batch is None:
        return
    with override(language_of(batch.user)):
        rights = Rights(batch.user)
        before = batch.rows.filter(undone=Undone.YES).count()
        for done, row in enumerate(list(open_rows(batch)), before + 1):
            try:
                _undo(row, batch, rights)
            except (ValidationError, DatabaseError) as error:
                row.undone, row.problem = Undone.LEFT, str(getattr(error, "messages", [error])[0])
                row.save(update_fields=["undone", "problem"])
            ImportBatch.objects.filter(pk=batch.pk).update(done=done, heard_at=timezone.now())
        _forget_pictures(batch)
    batch.refresh_from_db()
    batch.drop_files()
    batch.state, batch.finished_at = State.UNDONE, timezone.now()
    batch.save()


@transaction.atomic
def _undo(row: ImportedRow, batch: ImportBatch, rights: Rights) -> None:
    with in_source():
        problem = _undo_page(row, batch, rights)
    row.undone, row.problem = (Undone.LEFT if problem else Undone.YES), problem
    row.save(update_fields=["undone", "problem", "page"])


def _undo_page(row: ImportedRow, batch: ImportBatch, rights: Rights) -> str:
    """Empty when done, else why not."""
    if row.page is None:
        return ""
    touched = _touched(row, _pointing([row.page]))
    if touched and not batch.undo_edited:
        return touched
    page = row.page.specific
    if not rights.may_edit(page):
        return _("You may not edit this page.")
    if page.live and not rights.may("publish", page.path) and (row.done == Done.CREATED or not row.before["public"]):
        return _("Published since: somebody who may publish has to take it down.")
    take_back(page, batch.user)
    if row.done == Done.CREATED:
        if page.numchild:
            return _("There are pages below it.")
        row.page = None
        row.save(update_fields=["page"])
        page.delete(user=batch.user)
        return ""
    return _restore(page, row, batch, rights)


def _restore(page: Any, row: ImportedRow, batch: ImportBatch, rights: Rights) -> str:
    """The revision from before, and what was public then."""
    keys = {key for key in (row.before["latest"], row.before["live"]) if key}
    revisions = Revision.objects.in_bulk(keys)
    latest = revisions.get(row.before["latest"])
    if latest is None:
        return _("The state before the import is no longer there.")
    public = revisions.get(row.before["live"]) if row.before["public"] else None
    was_published = page.live and page.live_revision_id not in (None, row.before["live"])
    if was_published and not rights.may("publish", page.path):
        return _("Published since: somebody who may publish has to take it down.")
    pages = Pages(type(page), None, batch.user)
    if was_published and public is not None:
        pages.restore(page, public, publish=True)
    elif was_published and not row.before["public"]:
        page.unpublish(user=batch.user)
        page.refresh_from_db()
    if not (was_published and public is not None and public.pk == latest.pk):
        pages.finish()
        revision = pages.restore(page, latest, publish=False)
        if page.live and public is not None and public.pk == latest.pk:
            # Nothing was drafted before: nothing is now.
            page.has_unpublished_changes, page.live_revision = False, revision
    pages.finish()
    kind = kinds.get(batch.kind)
    if kind.forget is not None and "kept" in row.before:
        kind.forget(page, row.before["kept"])
    # At once, not when the worker comes to it: the pictures ask who uses them.
    ReferenceIndex.create_or_update_for_object(type(page).objects.get(pk=page.pk))
    return ""


def _forget_pictures(batch: ImportBatch) -> None:
    """Pictures that came with the import and stand nowhere else, not even in a draft."""
    rows = batch.rows.filter(undone=Undone.YES, picture__isnull=False).select_related("picture")
    pictures = {row.picture_id: row.picture for row in rows}
    if not pictures:
        return
    used = {int(key) for key in _references(pictures.values()).values_list("to_object_id", flat=True)}
    drafts = BasePage.objects.filter(has_unpublished_changes=True).values_list("latest_revision__content__image")
    used |= {key for (key,) in drafts if key in pictures}
    for key, picture in pictures.items():
        if key not in used:
            picture.delete()


def _references(objects: Iterable[Any]) -> Any:
    return ReferenceIndex.get_references_to_in_bulk(list(objects))
