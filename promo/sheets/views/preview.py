"""The dry run's result, and the click that imports it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from promo.sheets import progress
from promo.sheets.examining import CHANGED, GONE, NEW, SAME, WRONG
from promo.sheets.forms_xlsx import problem_line
from promo.sheets.models import ImportBatch
from promo.sheets.tasks import run_import
from promo.sheets.views.common import batch_of, head, paged

_PAGE = 50
_CHANGES_SHOWN = 8
# Rows with something to look at are imported like the others: that is no state of its own.
_DOUBTFUL = "doubtful"
State, Afterwards = ImportBatch.State, ImportBatch.Afterwards


def preview(request: HttpRequest, batch: ImportBatch, kind: Any, index: Any, rights: Any) -> HttpResponse:
    counts = {**batch.report["counts"], _DOUBTFUL: sum(bool(row["doubts"]) for row in batch.report["rows"])}
    shown = request.GET.get("show", "")
    if shown not in (NEW, CHANGED, SAME, WRONG, GONE, _DOUBTFUL):
        shown = ""
    rows = [row for row in batch.report["rows"] if _is_shown(row, shown)]
    listed = paged(rows, request, _PAGE)
    good = counts[NEW] + counts[CHANGED]
    ways = _ways(index, rights)
    context = {
        "batch": batch,
        "kind": kind,
        "tiles": _tiles(counts, shown),
        "counts": counts,
        "shown": shown,
        **listed,
        "rows": [_shown(row, batch.report) for row in listed["page"]],
        "good": good,
        "sheet": batch.report["sheet"] if batch.report.get("several_sheets") else "",
        "gone": counts.get(GONE, 0),
        "gone_words": _gone_words(kind, counts.get(GONE, 0)),
        "import_words": ngettext("Import %(count)s row", "Import %(count)s rows", good) % {"count": good}
        if good
        else _("Change what is marked"),
        "ways": ways,
        "usual": batch.afterwards if batch.afterwards in [way["value"] for way in ways] else ways[0]["value"],
        **head(batch.file_name, 3),
    }
    return TemplateResponse(request, "sheets/preview.html", context)


def _tiles(counts: dict[str, int], shown: str) -> list[dict[str, Any]]:
    labels = {
        "": (_("rows in all"), "all"),
        NEW: (_("new pages"), "good"),
        CHANGED: (_("pages changed"), "changed"),
        SAME: (_("unchanged"), "same"),
        WRONG: (_("wrong"), "wrong"),
    }
    if counts[_DOUBTFUL]:
        labels[_DOUBTFUL] = (_("to be looked at"), "busy")
    if counts.get(GONE):
        labels[GONE] = (_("no longer in the list"), "changed")
    return [
        {
            "show": name,
            "count": counts[name] if name else sum(counts[state] for state in (NEW, CHANGED, SAME, WRONG)),
            "label": label,
            "tone": tone,
            "is_now": name == shown,
        }
        for name, (label, tone) in labels.items()
    ]


def _is_shown(row: dict[str, Any], shown: str) -> bool:
    if shown == _DOUBTFUL:
        return bool(row["doubts"])
    return row["state"] == shown if shown else row["state"] != GONE


def _shown(row: dict[str, Any], report: dict[str, Any]) -> dict[str, Any]:
    labels = {
        NEW: _("new"),
        CHANGED: _("changes"),
        SAME: _("unchanged"),
        WRONG: _("wrong"),
        GONE: _("no longer in the list"),
    }
    tones = {NEW: "good", CHANGED: "changed", SAME: "same", WRONG: "wrong", GONE: "changed"}
    changes = row["changes"] if row["state"] in (NEW, CHANGED, GONE) else []
    return {
        **row,
        "number": "–" if row["state"] == GONE else row["number"],
        "tone": tones[row["state"]],
        "address": reverse("wagtailadmin_pages:edit", args=[row["page"]]) if row["page"] else "",
        "states": [{"label": labels[row["state"]], "tone": tones[row["state"]]}],
        "lines": [problem_line(problem) for problem in row["problems"]],
        "doubts": [f"{_place(row, doubt, report)}: {doubt['message']}" for doubt in row["doubts"]],
        "same_words": _("The page has all of this already.") if row["state"] == SAME else "",
        "changes": changes[:_CHANGES_SHOWN],
        "more": max(0, len(changes) - _CHANGES_SHOWN),
    }


def _place(row: dict[str, Any], doubt: dict[str, str], report: dict[str, Any]) -> str:
    """Where in the file somebody has to look, in full."""
    place = {**doubt, "row": row["number"], "sheet": report.get("sheet", "")}
    if row["state"] == GONE or not doubt["column"]:
        return doubt["label"] or row["title"]
    if not place["sheet"]:
        return _("Row %(row)d, column %(column)s (%(label)s)") % place
    return _("Sheet “%(sheet)s”, row %(row)d, column %(column)s (%(label)s)") % place


def _gone_words(kind: Any, count: int) -> str:
    if not count:
        return ""
    words = ngettext(
        "%(count)d public page is no longer in the list: make it “%(label)s”",
        "%(count)d public pages are no longer in the list: make them “%(label)s”",
        count,
    )
    return words % {"count": count, "label": kind.gone.label}


def _ways(index: Any, rights: Any) -> list[dict[str, str]]:
    """What may happen to the pages afterwards, the usual way first."""
    helps = {
        Afterwards.REVIEW: _("Reviewers see the pages in their list; the public sees them once they are approved."),
        Afterwards.DRAFT: _("Nobody is told. You look over each page and hand it in yourself."),
        Afterwards.PUBLISH: _("Everybody can read the pages as soon as the import is done."),
    }
    ways = [Afterwards.REVIEW] if index.has_workflow else []
    ways.append(Afterwards.DRAFT)
    if rights.may_publish:
        ways.append(Afterwards.PUBLISH)
    labels = dict(Afterwards.choices)
    return [{"value": str(way), "label": labels[way], "help": helps[way]} for way in ways]


@require_POST
def start(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Import what was looked over, or go on with what was ended in the middle."""
    batch, _kind, index, rights = batch_of(request, batch_id)
    goes_on = batch.state == State.FAILED or (batch.state == State.RUNNING and batch.is_stopped)
    if batch.state != State.CHECKED and not goes_on:
        if batch.is_stopped and batch.state == State.UNDOING:
            return redirect("sheets_undo", batch.pk)
        return redirect("sheets_batch", batch.pk)
    if not goes_on:
        counts = batch.report["counts"]
        batch.skip_wrong = "skip_wrong" in request.POST
        if counts[WRONG] and not batch.skip_wrong:
            messages.error(request, _("There are wrong rows. Put them right, or tick that they are left out."))
            return redirect("sheets_batch", batch.pk)
        takes_gone = "gone" in request.POST and counts.get(GONE, 0) > 0
        if not counts[NEW] + counts[CHANGED] and not takes_gone:
            messages.error(request, _("There is nothing to import."))
            return redirect("sheets_batch", batch.pk)
        chosen = request.POST.get("afterwards", "")
        if chosen not in [way["value"] for way in _ways(index, rights)]:
            raise PermissionDenied
        batch.afterwards, batch.user = chosen, request.user
        batch.report["takes_gone"] = takes_gone
    set_to_work(batch, State.RUNNING, run_import)
    return redirect("sheets_batch", batch.pk)


def set_to_work(batch: ImportBatch, state: Any, task: Any) -> None:
    """Hand a batch to the worker, unless somebody else has been quicker.

    `finished_at` is the moment it was handed over until it is done.
    """
    with transaction.atomic():
        now = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if (now.state, now.heard_at, now.finished_at) != (batch.state, batch.heard_at, batch.finished_at):
            return
        progress.forget(batch.pk)
        batch.state, batch.heard_at, batch.finished_at = state, None, timezone.now()
        batch.save()
        transaction.on_commit(lambda: task.enqueue(batch.pk))


@require_POST
def discard(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Forget a file that was never imported."""
    batch, kind, _index, _rights = batch_of(request, batch_id)
    if batch.state in (State.UPLOADED, State.CHECKED):
        portal_id = batch.portal_id
        batch.delete()
        messages.success(request, _("The file is forgotten. Nothing was imported."))
        return redirect("sheets_new", portal_id, kind.key)
    return redirect("sheets_batch", batch.pk)
