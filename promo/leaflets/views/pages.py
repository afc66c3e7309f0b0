"""`leaflet.pdf` and `catalogue.pdf`, beside the pages they are made of."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from promo.core import sites, versions
from promo.core.languages import public_language
from promo.core.portals import portal_of
from promo.leaflets import drafts, engine, making
from promo.leaflets.drafts import Draft
from promo.leaflets.models import LeafletJob
from promo.leaflets.sources import catalogue_draft, maker_of
from promo.leaflets.views import common

# A catalogue of more entries is made by the worker.
AT_ONCE = 10
_MOST_QUERY = 500


def leaflet(page: Any, request: HttpRequest) -> HttpResponse:
    """The page's leaflet in the reader's language: found, made now, or left to the worker while another is made."""
    language, paper = public_language(), common.paper_of(request.GET.get("paper", ""))
    back = page.url_in(language, request) or "/"
    problem = engine.problem(language)
    if problem:
        return common.refusal(request, language, problem, back=back)
    try:
        leaf = page.leaf(request)
    except NotImplementedError:
        raise Http404 from None
    draft = drafts.single(leaf, portal_of(page), language, paper)
    return _answer(request, making.key_of(draft.digest()), draft, _about(page, request, draft, "leaflet"), back)


def catalogue(page: Any, request: HttpRequest) -> HttpResponse:
    """The listing's catalogue, of what its filters leave."""
    language, paper = public_language(), common.paper_of(request.GET.get("paper", ""))
    back = page.url_in(language, request) or "/"
    problem = engine.problem(language)
    if problem:
        return common.refusal(request, language, problem, back=back)
    count = page.catalogue_count(request)
    if not count:
        raise Http404
    if count <= AT_ONCE:
        draft = catalogue_draft(page, request, portal_of(page), language, paper)
        about = _about(page, request, draft, "catalogue")
        return _answer(request, making.key_of(draft.digest()), draft, about, back)
    about = _about(page, request, None, "catalogue", paper)
    # Everything a catalogue says hangs on the content version; today's date stands on it.
    key = making.key_of("catalogue", versions.current(), timezone.localdate(), sorted(about.items(), key=str))
    return _answer(request, key, None, about, back)


def document(
    page: Any, request: HttpRequest, kind: str, *, title: str, query: str = "", at_once: bool = False
) -> HttpResponse:
    """What an upper app has printed (`sources.register`) of a page, for a query string in one order."""
    language, paper = public_language(), drafts.PAPERS[0]
    back = page.url_in(language, request) or "/"
    problem = engine.problem(language)
    if problem:
        return common.refusal(request, language, problem, back=back)
    if len(query) > _MOST_QUERY:
        raise Http404
    about = {**_about(page, request, None, kind, paper), "query": query, "title": title[:200]}
    key = making.key_of(kind, versions.current(), timezone.localdate(), sorted(about.items(), key=str))
    draft = None
    if at_once and making.finished(key) is None:
        draft = maker_of(kind)(page, request, portal_of(page), language, paper)
    return _answer(request, key, draft, about, back)


def _about(page: Any, request: HttpRequest, draft: Draft | None, kind: str, paper: str = "") -> dict[str, Any]:
    """The columns of the job."""
    query = _filters(request) if kind == "catalogue" else ""
    portal, site = portal_of(page), sites.site_of(request)
    if portal is None or site is None:
        raise Http404
    return {
        "portal_id": portal.pk,
        "kind": kind,
        "site_id": site.site_id,
        "language": public_language(),
        "paper": draft.paper if draft else paper,
        "title": page.title[:200],
        "pages": [str(page.translation_key)],
        "query": query,
    }


def _filters(request: HttpRequest) -> str:
    """The list's filters, in one order. Raises Http404 where there are more than anybody sets."""
    filters = sorted((name, value) for name, values in request.GET.lists() for value in values)
    query = urlencode([(name, value) for name, value in filters if value and name not in ("paper", "page")])
    if len(query) > _MOST_QUERY:
        raise Http404
    return query


def _answer(request: HttpRequest, key: Any, draft: Draft | None, about: dict[str, Any], back: str) -> HttpResponse:
    """The file if it is there or can be made now (a draft is given), else the page that waits for it."""
    job = making.finished(key)
    if job is None:
        known = LeafletJob.objects.filter(key=key).exists()
        if not known and not making.may_make(request):
            return common.too_often(request, about["language"], back)
        job = making.make_now(key, draft, **about) if draft else None
    if job is None:
        try:
            job = making.hand_over(key, **about)
        except making.TooManyError:
            return common.too_many(request, about["language"], back)
    if job.state != LeafletJob.State.DONE:
        return common.to_job(job)
    return common.file_response(job)
