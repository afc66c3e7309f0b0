"""First steps: what to import and where, the file, its columns."""

from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from promo.core.archives import MB, FileError
from promo.sheets import examining, importing, kinds, mapping, pictures, reading, rights
from promo.sheets.models import ImportBatch
from promo.sheets.views.common import batch_of, head, paged, person, place

_PAGE = 20
# Looked at and never imported: after so many of one person's, the oldest are forgotten with their files.
_WAITING = 20
_TONES = {"done": "good", "failed": "wrong", "running": "busy", "undoing": "busy"}


def overview(request: HttpRequest) -> HttpResponse:
    """What may be imported where, and what has been."""
    choices = rights.choices(rights.Rights(request.user))
    if not choices and not rights.may_import(request.user):
        raise PermissionDenied
    wanted = request.GET.get("portal", "")
    chosen = next((choice for choice in choices if str(choice[0].pk) == wanted), choices[0] if choices else None)
    mine = [Q(portal=portal, kind__in=[kind.key for kind in found]) for portal, found in choices]
    batches = ImportBatch.objects.filter(reduce(or_, mine)) if mine else ImportBatch.objects.none()
    batches = batches.select_related("user", "portal").defer("report")
    listed = paged(batches, request, _PAGE)
    labels = {kind.key: kind.label for kind in kinds.every()}
    context = {
        "portals": [portal for portal, _kinds in choices],
        "portal": chosen[0] if chosen else None,
        "kinds": chosen[1] if chosen else [],
        **listed,
        "rows": [_listed(batch, labels) for batch in listed["page"]],
        **head(_("Import spreadsheets")),
    }
    return TemplateResponse(request, "sheets/overview.html", context)


def _listed(batch: ImportBatch, labels: dict[str, Any]) -> dict[str, Any]:
    """A batch in the list of imports."""
    state, tone = batch.get_state_display(), _TONES.get(batch.state, "same")
    if batch.is_stopped:
        state, tone = _("stopped in the middle"), "wrong"
    elif batch.state in (ImportBatch.State.UPLOADED, ImportBatch.State.CHECKED):
        state = _("not imported yet")
    kind = labels.get(batch.kind, batch.kind)
    return {"batch": batch, "kind": kind, "person": person(batch.user), "state": state, "tone": tone}


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("Excel (.xlsx) or CSV; 20 MB and 5,000 rows at most."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("The file is empty."),
        },
    )
    pictures = forms.FileField(
        label=gettext_lazy("Pictures (ZIP)"),
        required=False,
        help_text=gettext_lazy(
            "Only if the sheet names pictures: one ZIP file with all of them, 300 MB at most. "
            "The column “Picture” has the files' names."
        ),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        return _not_larger(upload, reading.UPLOAD_BYTES)

    def clean_pictures(self) -> Any:
        upload = self.cleaned_data["pictures"]
        if upload is None:
            return None
        _not_larger(upload, pictures.UPLOAD_BYTES)
        try:
            pictures.Pictures(upload)
        except FileError as error:
            raise forms.ValidationError(str(error)) from error
        upload.seek(0)
        return upload


def _not_larger(upload: Any, limit: int) -> Any:
    if upload.size > limit:
        raise forms.ValidationError(_("The file is larger than %(limit)d MB.") % {"limit": limit // MB})
    return upload


def new(request: HttpRequest, portal_id: int, kind_key: str) -> HttpResponse:
    portal, kind, index, allowed = place(request.user, portal_id, kind_key)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        batch = ImportBatch(portal=portal, kind=kind.key, user=request.user)
        batch.file_name = form.cleaned_data["file"].name[-200:]
        batch.file = form.cleaned_data["file"]
        if form.cleaned_data["pictures"] and rights.collection_for(request.user, portal) is None:
            form.add_error("pictures", _("You may not add pictures here. Import without the ZIP file."))
        else:
            batch.pictures = form.cleaned_data["pictures"] or ""
            batch.afterwards = _usual(index, allowed)
            batch.save()
            try:
                table = importing.read_table(batch)
            except FileError as error:
                form.add_error("file", str(error))
                batch.delete()
            else:
                batch.columns, batch.sheet = mapping.propose(kind, portal, table), table.sheet
                batch.save()
                _forget_the_oldest(request.user)
                return redirect("sheets_columns", batch.pk)
    context = {
        "form": form,
        "portal": portal,
        "kind": kind,
        "index": index,
        **head(_("Import: %(kind)s") % {"kind": kind.label}, 1),
    }
    return TemplateResponse(request, "sheets/upload.html", context)


def _usual(index: Any, allowed: rights.Rights) -> str:
    """Where there is a workflow, pages go its way."""
    return str(ImportBatch.Afterwards.REVIEW if index.has_workflow else ImportBatch.Afterwards.DRAFT)


def _forget_the_oldest(user: Any) -> None:
    waiting = (ImportBatch.State.UPLOADED, ImportBatch.State.CHECKED)
    for batch in ImportBatch.objects.filter(user=user, state__in=waiting, rows=None)[_WAITING:]:
        batch.delete()


def columns(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Which column is what. Posting it looks the whole sheet over."""
    batch, kind, _index, _rights = batch_of(request, batch_id)
    if batch.state not in (ImportBatch.State.UPLOADED, ImportBatch.State.CHECKED):
        return redirect("sheets_batch", batch.pk)
    problem = ""
    try:
        if request.method == "POST" and "sheet" in request.POST and request.POST["sheet"] != batch.sheet:
            batch.sheet = request.POST["sheet"][:100]
            table = importing.read_table(batch)
            batch.sheet, batch.columns = table.sheet, mapping.propose(kind, batch.portal, table)
            batch.save()
            return redirect("sheets_columns", batch.pk)
        table = importing.read_table(batch)
        if request.method == "POST":
            batch.columns, problem = _chosen(request, kind, table)
            if not problem:
                batch.user = request.user
                mapping.remember(kind, batch.portal, table, batch.columns)
                importing.check(batch)
                return redirect("sheets_batch", batch.pk)
    except FileError as error:
        messages.error(request, str(error))
        return redirect("sheets_new", batch.portal_id, kind.key)
    context = {
        "batch": batch,
        "kind": kind,
        "table": table,
        "problem": problem,
        "rows": [_row(heading, table, batch.columns) for heading in table.headings],
        "fields": [{"name": one.name, "label": one.label, "required": one.name == "title"} for one in kind.every_field],
        "empties": examining.EMPTY[0],
        **head(batch.file_name, 2),
    }
    return TemplateResponse(request, "sheets/columns.html", context)


def _row(heading: reading.Heading, table: reading.Table, chosen: dict[str, str]) -> dict[str, Any]:
    return {"heading": heading, "samples": table.samples(heading.index), "field": chosen.get(str(heading.index), "")}


def _chosen(request: HttpRequest, kind: kinds.SheetKind, table: reading.Table) -> tuple[dict[str, str], str]:
    """(column -> field as posted, what is wrong with it)."""
    found: dict[str, str] = {}
    letters: dict[str, str] = {}
    problem = ""
    for heading in table.headings:
        name = request.POST.get(f"column-{heading.index}", "")
        if name not in kind.by_name:
            continue
        if name in letters:
            problem = problem or _("Columns %(first)s and %(second)s are both “%(field)s”. Choose one of them.") % {
                "first": letters[name],
                "second": heading.letter,
                "field": kind.by_name[name].label,
            }
        letters[name] = heading.letter
        found[str(heading.index)] = name
    if not {"title", *kind.keys} & set(found.values()):
        problem = _("Say which column has the name, or at least the code: without it nobody knows what a row is about.")
    return found, problem
