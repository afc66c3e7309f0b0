"""What the screens share: whose batch it is, the steps, the head of the page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from promo.portals.models import HomePage
from promo.sheets import kinds
from promo.sheets.kinds import SheetKind
from promo.sheets.models import ImportBatch
from promo.sheets.rights import Rights, index_of


def kind_or_404(key: str) -> SheetKind:
    try:
        return kinds.get(key)
    except KeyError:
        raise Http404 from None


def place(user: Any, portal_id: int, kind_key: str) -> tuple[Any, SheetKind, Any, Rights]:
    """(portal, kind, list, rights there). Raises PermissionDenied for who may not add pages to that list."""
    kind = kind_or_404(kind_key)
    portal = get_object_or_404(HomePage.objects.select_related("unit"), pk=portal_id)
    index = index_of(kind, portal)
    rights = Rights(user)
    if index is None or not rights.may("add", index.path):
        raise PermissionDenied
    return portal, kind, index, rights.at(index)


def batch_of(request: HttpRequest, batch_id: int) -> tuple[ImportBatch, SheetKind, Any, Rights]:
    batch = get_object_or_404(ImportBatch.objects.select_related("portal__unit", "user"), pk=batch_id)
    _portal, kind, index, rights = place(request.user, batch.portal_id, batch.kind)
    return batch, kind, index, rights


def person(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user is not None else ""


def paged(rows: Any, request: HttpRequest, size: int) -> dict[str, Any]:
    """A part of the rows, as the address asks for it."""
    page = Paginator(rows, size).get_page(request.GET.get("p"))
    return {"page": page, "elided_page_range": page.paginator.get_elided_page_range(page.number)}


def head(title: str, step: int = 0) -> dict[str, Any]:
    """`step`: which of the four one is at; 0 for a page that is none of them."""
    labels = (_("Choose the file"), _("Match the columns"), _("Look over"), _("Import"))
    return {
        "page_title": title,
        "header_icon": "table",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("sheets"), "label": _("Import spreadsheets")},
            *([{"url": "", "label": title}] if title != _("Import spreadsheets") else []),
        ],
        "steps": [
            {"number": number, "label": label, "is_now": number == step, "is_done": number < step}
            for number, label in enumerate(labels, 1)
        ]
        if step
        else [],
    }
