"""Import: a file, then what it would change, then the change."""

import io
import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from promo.languages.exchange import importing, summary
from promo.languages.exchange.archives import UPLOAD
from promo.languages.exchange.bundle import ExchangeError
from promo.languages.exchange.reports import CONFLICTS, ERRORS, WRITTEN, ObjectReport, Outcome, Report, Result
from promo.languages.views.board import portal_choices
from promo.languages.worddiff import Piece, word_diff

# How long a file that was looked at waits for the click that imports it.
_WAITS = 60 * 60
# What a report shows; its numbers count everything.
_OBJECTS_SHOWN = 100
_TEXTS_SHOWN = 100
_NAMED = 5


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("XLIFF, PO or XLSX as it was exported here, or a ZIP of such files; 20 MB at most."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlf,.xliff,.po,.xlsx,.zip"}),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("The file is empty."),
        },
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > UPLOAD.file_bytes:
            raise forms.ValidationError(
                _("The file is larger than %(limit)d MB.") % {"limit": UPLOAD.file_bytes // 1024 // 1024}
            )
        return upload


def import_view(request: HttpRequest) -> HttpResponse:
    if not portal_choices(request.user):
        raise PermissionDenied
    if request.method == "POST" and "apply" in request.POST:
        return _apply(request)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        raw = upload.read()
        try:
            report = Report(list(importing.examine_all(upload.name, io.BytesIO(raw), request.user, UPLOAD)))
        except ExchangeError as error:
            form.add_error("file", str(error))
        else:
            return _show(request, upload.name, raw, report)
    context = {"form": form, **_head()}
    return TemplateResponse(request, "languages/import.html", context)


def _head() -> dict[str, Any]:
    return {
        "page_title": _("Import translations"),
        "header_icon": "upload",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("translation_board"), "label": _("Translations")},
            {"url": "", "label": _("Import translations")},
        ],
    }


# --- The report --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A text of the report."""

    outcome: Outcome
    label: str
    tone: str
    source: list[Piece]
    target: list[Piece]


@dataclass(frozen=True)
class Section:
    """An object of the report: what is wrong with it first."""

    report: ObjectReport
    tone: str
    counts: str
    rows: list[Row]
    more: int


def _show(request: HttpRequest, name: str, raw: bytes, report: Report) -> HttpResponse:
    key = ""
    if report.changes or report.comments or report.finals:
        key = uuid.uuid4().hex
        cache.set(_cache_key(request.user, key), (name, raw), _WAITS)
    objects = sorted(report.objects, key=_urgency)
    context = {
        "report": report,
        "key": key,
        "file_name": name,
        "tiles": _tiles(report),
        "sections": [_section(one) for one in objects[:_OBJECTS_SHOWN]],
        "more": max(0, len(objects) - _OBJECTS_SHOWN),
        "has_final": any(
            outcome.approved and outcome.result in WRITTEN
            for one in report.objects
            if not one.is_refused
            for outcome in one.outcomes
        ),
        **_head(),
    }
    return TemplateResponse(request, "languages/import_report.html", context)


def _urgency(one: ObjectReport) -> int:
    if one.is_refused:
        return 0
    if one.has_conflicts:
        return 1
    return 2 if one.changes or one.comments or one.finals else 3


_TONES = {0: "refused", 1: "conflict", 2: "good", 3: "same"}


def _tiles(report: Report) -> list[dict[str, Any]]:
    """The numbers of the whole file."""
    made = []
    for result, label in summary.LABELS.items():
        if report.counts[result]:
            made.append({"count": report.counts[result], "label": label, "tone": _tone(result)})
    return made


def _tone(result: Result) -> str:
    if result in ERRORS:
        return "refused"
    if result in CONFLICTS:
        return "conflict"
    return "good" if result in WRITTEN else "same"


def _section(one: ObjectReport) -> Section:
    order = {"refused": 0, "conflict": 1, "good": 2}
    shown = [outcome for outcome in one.outcomes if _tone(outcome.result) in order or outcome.comment is not None]
    shown.sort(key=lambda outcome: order.get(_tone(outcome.result), 3))
    return Section(
        one,
        _TONES[_urgency(one)],
        summary.counts_in_words(one.counts),
        [_row(outcome) for outcome in shown[:_TEXTS_SHOWN]],
        max(0, len(shown) - _TEXTS_SHOWN),
    )


def _row(outcome: Outcome) -> Row:
    source: list[Piece] = [("same", outcome.source)]
    if outcome.result == Result.SOURCE_CHANGED:
        source = word_diff(outcome.source_in_file, outcome.source)
    target: list[Piece] = [("same", outcome.after)]
    if outcome.before and outcome.result in (Result.CHANGED, Result.TARGET_CHANGED):
        target = word_diff(outcome.before, outcome.after)
    label = str(summary.LABELS[outcome.result]) if _tone(outcome.result) != "same" else _("comment")
    return Row(outcome, label, _tone(outcome.result), source, target)


# --- The change --------------------------------------------------------------------------------


def _cache_key(user: Any, key: str) -> str:
    return f"translation-import-{user.pk}-{key}"


def _apply(request: HttpRequest) -> HttpResponse:
    key = _cache_key(request.user, request.POST["apply"][:64])
    kept = cache.get(key)
    if kept is None:
        messages.error(request, _("The file is no longer there: choose it again."))
        return redirect("translation_import")
    name, raw = kept
    try:
        report = Report(
            list(importing.apply_all(name, io.BytesIO(raw), request.user, UPLOAD, reviewed="reviewed" in request.POST))
        )
    except ExchangeError as error:
        messages.error(request, str(error))
        return redirect("translation_import")
    cache.delete(key)
    return _said(request, report)


def _said(request: HttpRequest, report: Report) -> HttpResponse:
    """What was written, with ways to the desks, and what was not."""
    done = [one for one in report.objects if one.translation and not one.is_refused and (one.written or one.comments)]
    if done:
        text = ngettext("%(count)s text imported.", "%(count)s texts imported.", report.written)
        text %= {"count": report.written}
        messages.success(request, text if len(report.objects) == 1 else format_html("{} {}", text, _links(done)))
    else:
        messages.warning(request, _("Nothing was imported."))
    for one in report.refused[:_NAMED]:
        messages.warning(request, f"{one.name}: {summary.line_of(one)}")
    if len(report.refused) > _NAMED:
        messages.warning(request, _("and %(count)d more") % {"count": len(report.refused) - _NAMED})
    if len(report.objects) == 1 and done and done[0].translation:
        return redirect(done[0].translation.desk_url)
    return redirect("translation_import")


def _links(done: list[ObjectReport]) -> str:
    desks = [
        (one.translation.desk_url, f"{one.title} ({one.language_label})") for one in done[:_NAMED] if one.translation
    ]
    links = format_html_join(" · ", '<a href="{}">{}</a>', desks)
    if len(done) <= _NAMED:
        return links
    return format_html("{} {}", links, _("and %(count)d more") % {"count": len(done) - _NAMED})
