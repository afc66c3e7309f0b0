"""A batch wherever it is: preview, progress or result."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from promo.core.models import BasePage
from promo.sheets import progress as noted
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
    seen = noted.seen(batch.pk) if batch.state == State.RUNNING else None
    done = max(batch.done, seen.done) if seen else batch.done
    return {
        "done": done,
        "total": total,
        "percent": min(100, 100 * done // max(total, 1)),
        "step": _steps()[seen.step] if seen else "",
        "waits": batch.heard_at is None,
        "is_late": batch.heard_at is None
        and batch.finished_at is not None
        and (timezone.now() - batch.finished_at).total_seconds() > _PATIENCE,
    }


def _steps() -> dict[str, str]:
    return {
        noted.CHECKING: _("The rows are being checked. Nothing is written yet."),
        noted.WAITING: _("Another import of this list is being written. This one goes on by itself after it."),
        noted.WRITING: _("The rows are being written: all of them, or none."),
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
        # A list that is imported whole begins anew: nothing of it is there.
        "begins_anew": kind.whole and batch.state != State.UNDOING,
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
    states = [{"label": row.get_done_display(), "tone": tone}]
    if row.undone:
        states.append({"label": row.get_undone_display(), "tone": "same"})
    is_doubt = row.done != Done.FAILED and not row.undone
    return {
        "number": number,
        "address": reverse("wagtailadmin_pages:edit", args=[page.pk]) if page is not None else "",
        "title": (page and page.title_vi) or row.title,
        "tone": tone,
        "states": states,
        "notes": [state] if state else [],
        "lines": [row.problem] if row.problem and not is_doubt else [],
        "doubts": [row.problem] if row.problem and is_doubt else [],
    }
