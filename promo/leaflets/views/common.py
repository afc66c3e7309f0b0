"""What the views of leaflets share: files with their names, pages in the portal's frame."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, http_date
from django.utils.translation import gettext

from promo.core import sites
from promo.core.languages import CODES
from promo.core.portals import get_portal, portal_paths
from promo.core.sites import SiteEntry
from promo.core.text import slugify
from promo.leaflets.drafts import PAPERS
from promo.leaflets.models import LeafletJob
from promo.portals.context import portal_context


def paper_of(value: str) -> str:
    """Anything that is no paper of ours means the first."""
    return value if value in PAPERS else PAPERS[0]


def host_of(request: HttpRequest, language: str) -> tuple[SiteEntry, Any]:
    """The host and its portal. Raises Http404 where there is none that speaks the language."""
    site = sites.site_of(request)
    pk = portal_paths().get(site.tree_path) if site else None
    portal = get_portal(pk) if pk else None
    if site is None or portal is None or language not in CODES or language not in portal.offered_languages:
        raise Http404
    return site, portal


def job_url(job: LeafletJob) -> str:
    return reverse("leaflets:job", args=[job.language, job.key])


def to_job(job: LeafletJob) -> HttpResponse:
    """To the page that says how far it is."""
    return uncached(HttpResponseRedirect(job_url(job), status=303))


def file_response(job: LeafletJob) -> HttpResponse:
    """The finished file. Its address is no page of its own for search engines: the page it is made of is."""
    with job.file.open("rb") as file:
        response = HttpResponse(file.read(), content_type="application/pdf")
    response["Content-Disposition"] = disposition(job.title, job.language)
    response["ETag"] = f'"{job.key.hex}"'
    response["Last-Modified"] = http_date(job.changed_at.timestamp())
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=settings.PAGE_MAX_AGE)
    return response


def disposition(title: str, language: str) -> str:
    """Shown, and saved under its title: in ASCII for old programs, and as it is (RFC 6266, RFC 8187)."""
    name = "".join(" " if c in '/\\:*?"<>|' or not c.isprintable() else c for c in title)
    name = " ".join(name.split())[:80].strip(" .") or "leaflet"
    plain = f"{slugify(title)[:60].strip('-') or 'leaflet'}-{language}.pdf"
    star = content_disposition_header(False, f"{name} ({language}).pdf") or ""
    _inline, _semicolon, parameter = star.partition("; ")
    return f'inline; filename="{plain}"' + (f"; {parameter}" if parameter.startswith("filename*") else "")


def page_response(
    request: HttpRequest, language: str, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page in the portal's frame that belongs to no page of the tree. To be called while the language is spoken."""
    request.language = request.shown_language = language  # type: ignore[attr-defined]
    chrome = portal_context(request) or {}
    path, query = request.path, request.META.get("QUERY_STRING", "")
    if "languages" in chrome and path.startswith(f"/leaflets/{language}/"):
        rest = path[len(f"/leaflets/{language}/") :]
        # A job is in one language; its address in another leads to choosing anew.
        rest = "" if rest else rest + (f"?{query}" if query else "")
        chrome = {
            **chrome,
            "languages": [{**row, "url": f"/leaflets/{row['code']}/{rest}"} for row in chrome["languages"]],
        }
    context = {"portal": chrome, "portal_name": chrome.get("full_name", ""), **context}
    return uncached(TemplateResponse(request, template, context, status=status).render())


def refusal(request: HttpRequest, language: str, words: str, *, back: str, status: int = 503) -> HttpResponse:
    """Why there is no leaflet now, and the way back."""
    response = page_response(
        request, language, "leaflets/refusal.html", {"words": words, "back_url": back}, status=status
    )
    response["Retry-After"] = "600"
    return response


def too_many(request: HttpRequest, language: str, back: str) -> HttpResponse:
    words = gettext("Many leaflets are being made at the moment. Please try again in ten minutes.")
    return refusal(request, language, words, back=back)


def too_often(request: HttpRequest, language: str, back: str) -> HttpResponse:
    words = gettext("Many leaflets were made for your connection. Please try again in an hour.")
    return refusal(request, language, words, back=back, status=429)


def uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
