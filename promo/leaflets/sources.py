"""From what is asked for to a draft: pages are read, in the language and on the host they are asked for."""

import uuid
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, QueryDict

from promo.core.languages import speaking
from promo.core.models import BasePage
from promo.core.portals import get_portal, offered_languages
from promo.core.sites import SiteEntry, serving, site_map
from promo.leaflets import drafts
from promo.leaflets.drafts import Draft
from promo.leaflets.leaf import Leaf
from promo.leaflets.models import LeafletJob
from promo.leaflets.pages import HasLeaflet

# Of a catalogue; more make no booklet that anybody prints. Pages of a selection.
MOST_ENTRIES = 600
MOST_CHOSEN = 24

# What upper apps have printed: (page, request, portal, language, paper) -> draft.
Maker = Callable[[Any, HttpRequest, Any, str, str], Draft]
_makers: dict[str, Maker] = {}


def register(kind: str, maker: Maker) -> None:
    """A document of another kind of `LeafletJob.Kind`; `views.document` hands it out."""
    _makers[kind] = maker


def maker_of(kind: str) -> Maker:
    return _makers[kind]


@lru_cache(maxsize=1)
def leaflet_types() -> tuple[type[Any], ...]:
    """Page types that have leaflets."""
    return tuple(
        model for model in apps.get_models() if issubclass(model, HasLeaflet) and model.leaf is not HasLeaflet.leaf
    )


def chosen_pages(keys: Iterable[uuid.UUID], language: str, site: SiteEntry) -> list[Any]:
    """Pages with these permanent keys that are public on the host in the language, in the order of the keys."""
    order = {key: number for number, key in enumerate(keys)}
    types = ContentType.objects.get_for_models(*leaflet_types())
    rows = (
        BasePage.objects.filter(translation_key__in=order, content_type__in=types.values())
        .live_in(language)
        .order_by()
        .values_list("pk", "content_type_id", "path")
    )
    by_type: dict[int, list[int]] = {}
    for pk, content_type, path in rows:
        if site.holds(path):
            by_type.setdefault(content_type, []).append(pk)
    found = []
    for content_type, pks in by_type.items():
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        found += model.objects.only_columns_of(language).filter(pk__in=pks).select_related("image")
    # A portal below may offer fewer languages than the host.
    offered = [page for page in found if language in offered_languages(page)]
    return sorted(offered, key=lambda page: order[page.translation_key])


def draft_of(job: LeafletJob) -> Draft:
    """The draft of a job. Raises LookupError where its host or its pages are gone."""
    site = site_map().by_id.get(job.site_id)
    if site is None:
        raise LookupError("The host is gone.")
    with speaking(job.language), serving(site):
        request = _request(site, job)
        portal = get_portal(job.portal_id)
        if job.kind == LeafletJob.Kind.CATALOGUE:
            return catalogue_draft(_listing(job), request, portal, job.language, job.paper)
        if job.kind in _makers:
            page = request.page = _listing(job)  # type: ignore[attr-defined]
            return maker_of(job.kind)(page, request, portal, job.language, job.paper)
        pages = chosen_pages([uuid.UUID(key) for key in job.pages], job.language, site)
        leaves = leaves_of(pages, request)
        if not leaves:
            raise LookupError("None of the pages is public any more.")
        if job.kind == LeafletJob.Kind.LEAFLET:
            return drafts.single(leaves[0], portal, job.language, job.paper)
        return drafts.booklet(leaves, portal, job.language, job.paper)


def leaves_of(pages: list[Any], request: HttpRequest) -> list[Leaf]:
    leaves = []
    for page in pages:
        request.page = page  # type: ignore[attr-defined]
        leaves.append(page.leaf(request))
    return leaves


def catalogue_draft(page: Any, request: HttpRequest, portal: Any, language: str, paper: str) -> Draft:
    leaves = page.catalogue_leaves(request)[:MOST_ENTRIES]
    return drafts.catalogue(leaves, page.title, page.introduction or "", portal, language, paper)


def _listing(job: LeafletJob) -> Any:
    page = BasePage.objects.filter(translation_key=job.pages[0], live=True).select_related("content_type").first()
    model: Any = page.content_type.model_class() if page else None
    if page is None or not page.published_in(job.language):
        raise LookupError("The list is not public any more.")
    return model.objects.only_columns_of(job.language).get(pk=page.pk)


def _request(site: SiteEntry, job: LeafletJob) -> HttpRequest:
    """What a page asks of a request, where none has come in."""
    request = HttpRequest()
    request.method = "GET"
    request.GET = QueryDict(job.query)
    request.META |= {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port)}
    request.site_entry = site  # type: ignore[attr-defined]
    request.language = request.shown_language = job.language  # type: ignore[attr-defined]
    return request
