"""A batch wherever it is: preview, progress or result."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from promo.core.models import BasePage
from promo.sheets.examining import GONE_FROM
from promo.sheets.models import ImportBatch, ImportedRow
from promo.sheets.undoing import open_rows
from promo.sheets.views.common import batch_of, head, paged, person
from promo.sheets.views.preview import preview

_PAGE = 50
# Seconds after which somebody should look whether a worker runs at all.
_PATIENCE = 20

State, Done, Undone = ImportBatch.State, ImportedRow.Done, ImportedRow.Undone


def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch, kind, index, rights = batch_of(request, batch_id)
    if batch.state == State.UPLOADED:
        return redirect("sheets_columns", batch.pk)
    if batch.state == State.CHECKED:
        return preview(request, batch, kind, index, rights)
    if batch.is_working and not batch.is_stopped:
        return TemplateResponse(
            request, "sheets/progress.html", {"batch": batch, **_progress(batch), **head(batch.file_name, 4)}
        )
    return _result(request, batch, kind, index)


def progress(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch, _kind, _index, _rights = batch_of(request, batch_id)
    return JsonResponse({**_progress(batch), "ready": not batch.is_working or batch.is_stopped})


def _progress(batch: ImportBatch) -> dict[str, Any]:
    total = batch.rows.exclude(done=Done.FAILED).count() if batch.state == State.UNDOING else batch.total
    return {
        "done": batch.done,
        "total": total,
        "percent": 100 * batch.done // max(total, 1),
        "waits": batch.heard_at is None,
        "is_late": batch.heard_at is None
        and batch.finished_at is not None
        and (timezone.now() - batch.finished_at).total_seconds() > _PATIENCE,
    }


def _result(request: HttpRequest, batch: ImportBatch, kind: Any, index: Any) -> HttpResponse:
    rows = batch.rows.all()
    counts = {
        "created": rows.filter(done=Done.CREATED).count(),
        "changed": rows.filter(done=Done.CHANGED).count(),
        "failed": rows.filter(done=Done.FAILED).count(),
        "left": rows.filter(undone=Undone.LEFT).count(),
        "undone": rows.filter(undone=Undone.YES).count(),
    }
    listed = paged(rows.order_by("number"), request, _PAGE)
    pages = BasePage.objects.in_bulk([row.page_id for row in listed["page"] if row.page_id])
    counted = batch.report.get("counts", {})
    context = {
        "batch": batch,
        "kind": kind,
        "index": index,
        "person": person(batch.user),
        "counts": counts,
        "left_out": counted.get("wrong", 0) if batch.skip_wrong else 0,
        "same": counted.get("same", 0),
        "problem": batch.report.get("problem", ""),
        **listed,
        "rows": [_row(row, pages.get(row.page_id)) for row in listed["page"]],
        "may_undo": batch.state in (State.DONE, State.FAILED, State.RUNNING, State.UNDONE)
        and open_rows(batch).exists(),
        "may_go_on": batch.state == State.FAILED or batch.is_stopped,
        **head(batch.file_name),
    }
    return TemplateResponse(request, "sheets/result.html", context)


def _row(row: ImportedRow, page: BasePage | None) -> dict[str, Any]:
    state = ""
    if page is not None:
        state = _("public") if page.live and not page.has_unpublished_changes else _("draft")
        if page.live and page.has_unpublished_changes:
            state = _("public, with a draft")
    tone = {Done.CREATED: "good", Done.CHANGED: "changed", Done.FAILED: "wrong"}[row.done]
    if row.undone:
        tone = "wrong" if row.undone == Undone.LEFT else "same"
    number = "–" if row.number >= GONE_FROM else row.number
    return {
        "row": row,
        "number": number,
        "page": page,
        "state": state,
        "tone": tone,
        "title": (page and page.title_vi) or row.title,
    }
