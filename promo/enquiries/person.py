"""What one person has asked: shown, handed out and erased when that person wants it (Law 91/2025)."""

import json
import logging
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from promo.enquiries.models import Enquiry
from promo.enquiries.rights import may_read_any, readable

logger = logging.getLogger(__name__)

# Of the person, and what we have noted about the question; not who of the staff has answered.
FIELDS = (
    *("name", "email", "organisation", "country", "phone", "quantity", "message", "page_title", "language"),
    *("consent_at", "created_at", "state", "answer", "handled_at"),
)


class PersonForm(forms.Form):
    email = forms.EmailField(
        label=_("The person's e-mail address"),
        help_text=_("Finds all that came from it to your portals. Answer only who writes from that address."),
    )


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest) -> HttpResponse:
    """Find, download or erase. By POST alone: an address in a URL would stay in logs and histories."""
    if not may_read_any(request.user):
        raise PermissionDenied
    form = PersonForm(request.POST or None)
    found: QuerySet[Enquiry] | None = None
    if form.is_valid():
        found = readable(request.user).of_person(form.cleaned_data["email"]).select_related("portal")
        done = _done(request, found)
        if done is not None:
            return done
    context = {
        "form": form,
        "found": found,
        "days": settings.ENQUIRY_DAYS,
        "page_title": gettext("Data of one person"),
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": gettext("Home")},
            {"url": reverse("portal_enquiries:index"), "label": gettext("Enquiries")},
            {"url": "", "label": gettext("Data of one person")},
        ],
        "header_icon": "user",
    }
    return TemplateResponse(request, "enquiries/admin/person.html", context)


def _done(request: HttpRequest, found: Any) -> HttpResponse | None:
    action = request.POST.get("action", "")
    if action == "text":
        return _download(text_of(found), "text/plain; charset=utf-8", "du-lieu-ca-nhan.txt")
    if action == "json":
        return _download(json_of(found), "application/json", "du-lieu-ca-nhan.json")
    if action == "erase":
        number = found.delete()[1].get("enquiries.Enquiry", 0)
        logger.info("%s enquiries of one person erased by user %s", number, request.user.pk)
        words = ngettext(
            "%(count)s enquiry is erased, with all it said of the person.",
            "%(count)s enquiries are erased, with all they said of the person.",
            number,
        )
        messages.success(request, words % {"count": number})
        return HttpResponseRedirect(reverse("portal_enquiries:index"))
    return None


def _download(text: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def json_of(enquiries: Any) -> str:
    rows = [
        {
            "portal": enquiry.portal.full_name,
            **{name: _plain(getattr(enquiry, name)) for name in FIELDS},
        }
        for enquiry in enquiries
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def text_of(enquiries: Any) -> str:
    """For the person: a line a field, and the question below."""
    pieces = []
    for enquiry in enquiries:
        rows = [(gettext("Portal"), enquiry.portal.full_name)]
        rows += [(_label(name), _words(enquiry, name)) for name in FIELDS]
        pieces.append("\n".join(f"{label}: {value}" for label, value in rows if value))
    return "\n\n---\n\n".join(pieces) + "\n"


def _label(name: str) -> str:
    return capfirst(str(Enquiry._meta.get_field(name).verbose_name))


def _words(enquiry: Enquiry, name: str) -> str:
    if name == "state":
        return str(enquiry.get_state_display())
    value = getattr(enquiry, name)
    if hasattr(value, "astimezone"):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return str(value or "")


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
