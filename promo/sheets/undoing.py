"""A whole import taken back: what it made is removed, what it changed is as before; what was edited since is left alone."""

from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import ReferenceIndex, Revision

from promo.core.languages import NAMES, SOURCE, in_source
from promo.sheets.applying import take_back
from promo.sheets.importing import claim, language_of
from promo.sheets.models import ImportBatch, ImportedRow
from promo.sheets.rights import Rights

State, Done, Undone = ImportBatch.State, ImportedRow.Done, ImportedRow.Undone

# Sent with `page`, which an import made and its undoing would remove; a receiver that answers with a text says why not.
removing = Signal()


def open_rows(batch: ImportBatch) -> Any:
    """What there is to undo, last row first."""
    return batch.rows.filter(undone=Undone.NO).exclude(done=Done.FAILED).order_by("-number")


def edited_since(rows: Any) -> dict[int, str]:
    """Row key -> what happened to its page since the import; those with nothing are left out."""
    found = {}
    for row in rows.select_related("page"):
        if row.page is not None and (reason := _touched(row)):
            found[row.pk] = reason
    return found


def _touched(row: ImportedRow) -> str:
    page = row.page
    if page.latest_revision_id != row.before["ours"]:
        return _("Edited since.")
    if row.done == Done.CREATED:
        others = [NAMES[code] for code in page.live_languages if code != SOURCE]
        if others:
            return _("Translated since: %(names)s.") % {"names": ", ".join(others)}
        if page.numchild:
            return _("There are pages below it.")
        for _receiver, answer in removing.send(sender=ImportedRow, page=page):
            if answer:
                return str(answer)
    return ""


def run(batch_id: int) -> None:
    batch = claim(batch_id, (State.UNDOING,), State.UNDOING)
    if batch is None:
        return
    with override(language_of(batch.user)):
        rights = Rights(batch.user)
        for row in list(open_rows(batch)):
            _undo(row, batch, rights)
            ImportBatch.objects.filter(pk=batch.pk).update(
                done=batch.rows.exclude(undone=Undone.NO).count(), heard_at=timezone.now()
            )
    ImportBatch.objects.filter(pk=batch.pk).update(state=State.UNDONE, finished_at=timezone.now())


@transaction.atomic
def _undo(row: ImportedRow, batch: ImportBatch, rights: Rights) -> None:
    with in_source():
        problem = _undo_page(row, batch, rights)
        if not problem and row.picture is not None:
            _forget_picture(row)
    row.undone, row.problem = (Undone.LEFT if problem else Undone.YES), problem
    row.save(update_fields=["undone", "problem", "page", "picture"])


def _undo_page(row: ImportedRow, batch: ImportBatch, rights: Rights) -> str:
    """Empty when done, else why not."""
    if row.page is None:
        return ""
    touched = _touched(row)
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
    if was_published and public is not None:
        _save(page, public, batch).publish(user=batch.user)
        page.refresh_from_db()
    elif was_published and not row.before["public"]:
        page.unpublish(user=batch.user)
        page.refresh_from_db()
    if not (was_published and public is not None and public.pk == latest.pk):
        revision = _save(page, latest, batch)
        if page.live and public is not None and public.pk == latest.pk:
            # Nothing was drafted before: nothing is now.
            type(page).objects.filter(pk=page.pk).update(
                has_unpublished_changes=False, live_revision=revision, draft_title=page.title_vi
            )
    return ""


def _save(page: Any, revision: Any, batch: ImportBatch) -> Any:
    """A new revision that says what an old one said."""
    old = revision.as_object()
    return old.save_revision(user=batch.user, log_action="wagtail.revert", previous_revision=revision, clean=False)


def _forget_picture(row: ImportedRow) -> None:
    """A picture that came with the row and stands nowhere else."""
    picture, row.picture = row.picture, None
    row.save(update_fields=["picture"])
    if not ReferenceIndex.get_references_to(picture).exists():
        picture.delete()
