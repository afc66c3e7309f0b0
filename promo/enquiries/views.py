"""The form about a page, and the page after it. Never cached, never with a cookie."""

import re
import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from promo.core import sites
from promo.core.languages import CODES, SOURCE, column, language_tag, speaking
from promo.core.models import BasePage
from promo.core.portals import Portal, offered_languages, portal_of
from promo.core.sites import serving
from promo.enquiries import guard
from promo.enquiries.forms import HONEYPOT, TOKEN, EnquiryForm
from promo.enquiries.links import enquiry_url, thanks_url
from promo.enquiries.tasks import mail_enquiry
from promo.portals.context import portal_context


# No session, no cookie: nothing a foreign site could use in a visitor's name. What keeps robots out is `guard`.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, language: str, key: uuid.UUID) -> HttpResponse:
    """`/enquiry/<language>/<key>/`"""
    page, portal = _asked_about(request, language, key)
    with speaking(language), serving(sites.site_of(request)):
        if request.method == "POST":
            return _uncached(_received(request, language, page, portal))
        return _uncached(_form(request, language, page, portal, EnquiryForm(asks=page.enquiry_fields)))


@require_safe
def thanks(request: HttpRequest, language: str, key: uuid.UUID) -> HttpResponse:
    """`/enquiry/<language>/<key>/thanks/`: the same for everybody, so that sending again shows nothing of anybody."""
    page, portal = _asked_about(request, language, key)
    with speaking(language), serving(sites.site_of(request)):
        kept = ngettext(
            "Your question and what you told us about yourself are deleted after %(days)s day.",
            "Your question and what you told us about yourself are deleted after %(days)s days.",
            settings.ENQUIRY_DAYS,
        ) % {"days": settings.ENQUIRY_DAYS}
        context = _context(request, language, page, portal)
        return _uncached(TemplateResponse(request, "enquiries/thanks.html", {**context, "kept": kept}).render())


def _asked_about(request: HttpRequest, language: str, key: uuid.UUID) -> tuple[Any, Any]:
    """The page and its portal. Raises Http404 where there is none on this host that takes questions."""
    site = sites.site_of(request)
    found = BasePage.objects.filter(translation_key=key, live=True).select_related("content_type").first()
    model = found.content_type.model_class() if found else None
    if site is None or found is None or not site.holds(found.path) or not getattr(model, "accepts_enquiries", False):
        raise Http404
    if language not in CODES or language not in offered_languages(found):
        raise Http404
    page = model.objects.only_columns_of(language, bodies=False).get(pk=found.pk)  # type: ignore[union-attr]
    portal = portal_of(page)
    if portal is None:
        raise Http404
    return page, portal


def _received(request: HttpRequest, language: str, page: Any, portal: Portal) -> HttpResponse:
    form = EnquiryForm(request.POST, asks=page.enquiry_fields)
    token = request.POST.get(TOKEN, "")
    problems, keeps_token = _problems(request, token, str(page.translation_key))
    if not form.is_valid() and keeps_token:
        # Who has left something out need not hear that he was quick.
        problems = []
    if problems or not form.is_valid():
        return _form(
            request, language, page, portal, form, token=token if keeps_token else "", problems=problems, status=422
        )
    done = HttpResponseRedirect(thanks_url(page, language), status=303)
    used = guard.use_token(token, repr(sorted(form.content().items())))
    if used == "again":
        return done
    if used == "other":
        problem = gettext("This form has been sent already. If you have another question, send it now.")
        return _form(request, language, page, portal, form, problems=[problem], status=422)
    if not guard.may_ask(request):
        guard.release_token(token)
        problem = gettext("There were too many questions from your connection. Please try again in an hour.")
        return _form(request, language, page, portal, form, token=token, problems=[problem], status=429)
    try:
        _keep(form, page, portal, language)
    except Exception:
        guard.release_token(token)
        raise
    return done


def _problems(request: HttpRequest, token: str, key: str) -> tuple[list[str], bool]:
    """(what is wrong with the way it was sent, in words for a person; whether the token may be sent again)."""
    again = gettext("Please look through it once more and send it again. Nothing you have written is lost.")
    if not guard.is_ours(request):
        return [gettext("This came from another website."), again], False
    if request.POST.get(HONEYPOT):
        return [gettext("A field that must stay empty was filled in; it is empty now."), again], False
    state = guard.token_state(token, key)
    if state == "old":
        return [gettext("The form was open for too long."), again], False
    if state == "fresh":
        return [gettext("That was very quick."), again], True
    return ([], True) if state == "good" else ([again], False)


@transaction.atomic
def _keep(form: EnquiryForm, page: Any, portal: Any, language: str) -> None:
    enquiry = form.save(
        page_id=page.pk,
        page_title=getattr(page, column("title", SOURCE)),
        portal_id=portal.pk,
        language=language,
        consent_at=timezone.now(),
    )
    transaction.on_commit(lambda: mail_enquiry.enqueue(enquiry.pk))


def _form(
    request: HttpRequest,
    language: str,
    page: Any,
    portal: Portal,
    form: EnquiryForm,
    *,
    token: str = "",
    problems: Iterable[str] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        **_context(request, language, page, portal),
        "form": form,
        "token": token or guard.new_token(str(page.translation_key)),
        "token_name": TOKEN,
        "honeypot": HONEYPOT,
        "problems": problems,
        "has_errors": bool(problems or (form.is_bound and form.errors)),
        "action": enquiry_url(page, language),
    }
    return TemplateResponse(request, "enquiries/form.html", context, status=status).render()


def _context(request: HttpRequest, language: str, page: Any, portal: Any) -> dict[str, Any]:
    request.language = request.shown_language = language  # type: ignore[attr-defined]
    request.page = page  # type: ignore[attr-defined]
    chrome = portal_context(request) or {}
    languages = [{**row, "url": enquiry_url(page, row["code"])} for row in chrome.get("languages", [])]
    return {
        "portal": {**chrome, "languages": languages},
        "subject": page.title,
        "subject_lang": language_tag(language if page.published_in(language) else SOURCE),
        "language": language_tag(language),
        "subject_url": page.url_in(language, request) or "",
        "asks_for_goods": page.asks_for_goods,
        "subject_image": getattr(page, "image", None),
        "contact": {"email": portal.email, "phone": portal.phone, "phone_url": telephone_url(portal.phone)},
        "portal_name": portal.full_name,
    }


def telephone_url(phone: str) -> str:
    """Of the first number of a line that may hold words, too."""
    number = re.match(r"[^+\d]*(\+?[\d\s./-]*)", phone)
    digits = re.sub(r"[^+\d]", "", number[1]) if number else ""
    return f"tel:{digits}" if digits else ""


def _uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
