"""A whole import taken back, after a question."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from promo.sheets import undoing
from promo.sheets.models import ImportBatch, ImportedRow
from promo.sheets.tasks import undo_import
from promo.sheets.views.common import batch_of, head
from promo.sheets.views.preview import set_to_work

_SHOWN = 50
State, Done, Undone = ImportBatch.State, ImportedRow.Done, ImportedRow.Undone
_UNDOABLE = (State.DONE, State.FAILED, State.RUNNING, State.UNDOING, State.UNDONE)


def undo(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch, kind, _index, _rights = batch_of(request, batch_id)
    at_work = batch.is_working and not batch.is_stopped
    if at_work or batch.state not in _UNDOABLE:
        return redirect("sheets_batch", batch.pk)
    rows = undoing.open_rows(batch)
    if not rows.exists():
        return redirect("sheets_batch", batch.pk)
    if request.method == "POST":
        batch.undo_edited = request.POST.get("edited") == "undo"
        batch.user = request.user
        batch.done = 0
        batch.rows.filter(undone=Undone.LEFT).update(undone=Undone.NO, problem="")
        set_to_work(batch, State.UNDOING, undo_import)
        return redirect("sheets_batch", batch.pk)
    edited = undoing.edited_since(rows)
    left = [row for row in rows.select_related("page").order_by("number") if row.pk in edited]
    context = {
        "batch": batch,
        "kind": kind,
        "created": rows.filter(done=Done.CREATED).exclude(pk__in=edited).count(),
        "changed": rows.filter(done=Done.CHANGED).exclude(pk__in=edited).count(),
        "edited": [{"row": row, "reason": edited[row.pk]} for row in left[:_SHOWN]],
        "edited_count": len(left),
        "edited_more": max(0, len(left) - _SHOWN),
        **head(_("Undo an import")),
    }
    return TemplateResponse(request, "sheets/undo.html", context)
