"""Workbooks to take along: the empty one, what is there already, what was wrong."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from promo.core.archives import FileError
from promo.core.languages import SOURCE
from promo.sheets import forms_xlsx, importing
from promo.sheets.export import CONTENT_TYPE, file_name, workbook
from promo.sheets.known import Known
from promo.sheets.matching import pages_of
from promo.sheets.views.common import batch_of, place


def attachment(raw: bytes, name: str) -> HttpResponse:
    response = HttpResponse(raw, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def template(request: HttpRequest, portal_id: int, kind_key: str) -> HttpResponse:
    portal, kind, _index, _rights = place(request.user, portal_id, kind_key)
    raw = forms_xlsx.template(kind, Known(portal))
    return attachment(raw, file_name(_("Template %(kind)s") % {"kind": kind.label}))


def export(request: HttpRequest, portal_id: int, kind_key: str) -> HttpResponse:
    """What is on the portal, drafts included, to be changed and imported again."""
    portal, kind, _index, _rights = place(request.user, portal_id, kind_key)
    raw = workbook(kind.key, pages_of(kind.page_model, portal).order_by("path"), SOURCE)
    return attachment(raw, file_name(f"{kind.label} {portal.title_vi}"))


def wrong_rows(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch, _kind, _index, _rights = batch_of(request, batch_id)
    if not batch.report.get("rows"):
        raise Http404
    try:
        table = importing.read_table(batch)
    except (FileError, FileNotFoundError):
        messages.error(request, _("The file is no longer there: choose it again."))
        return redirect("sheets_batch", batch.pk)
    stem = batch.file_name.rpartition(".")[0] or batch.file_name
    return attachment(forms_xlsx.wrong_rows(table, batch.report), file_name(f"{stem} {_('wrong rows')}"))
