"""Views for signed-in staff: the pattern page, and the bar on public pages."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse

from promo.core.models import BasePage
from promo.core.sites import site_of
from promo.portals.patterns import samples


@permission_required("wagtailadmin.access_admin")
def pattern_library(request: HttpRequest) -> HttpResponse:
    """Every component alone: with long texts in several scripts, empty, and without a picture."""
    return render(request, "pages/pattern_library.html", samples())


@permission_required("wagtailadmin.access_admin")
def userbar(request: HttpRequest, page_id: int) -> HttpResponse:
    """What the staff script puts on a public page: links to edit it and to see its state."""
    page = get_object_or_404(BasePage, pk=page_id)
    permissions = page.permissions_for_user(request.user)
    if not permissions.can_edit():
        return HttpResponse(status=204)
    request.site_entry = site_of(request)  # type: ignore[attr-defined]
    return TemplateResponse(request, "components/userbar.html", {"page": page})
