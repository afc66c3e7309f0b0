"""My leaflet: pages of the portal, chosen by ticking, in one PDF. The choice is in the address and nowhere else."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from promo.core import versions
from promo.core.cards import mixed_rows
from promo.core.languages import speaking
from promo.core.models import BasePage
from promo.core.pagination import CountedPaginator, asked_page, page_links
from promo.core.sites import SiteEntry, serving
from promo.core.trail import STEP, places
from promo.leaflets import engine, making
from promo.leaflets.models import LeafletJob
from promo.leaflets.sources import MOST_CHOSEN, chosen_pages, leaflet_types
from promo.leaflets.views import common
from promo.portals.scope import within

PER_PAGE = 60


# No session, no cookie: nothing a foreign site could use in a visitor's name. How often is limited by address.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, language: str) -> HttpResponse:
    """`/leaflets/<language>/?p=<key>&p=<key>`; posted, the choice becomes a leaflet."""
    site, portal = common.host_of(request, language)
    with speaking(language), serving(site):
        problem = engine.problem(language)
        if problem:
            return common.refusal(request, language, problem, back=portal.url_in(language, request) or "/")
        data = request.POST if request.method == "POST" else request.GET
        keys = _keys(data.getlist("p"))
        pages = chosen_pages(keys[: MOST_CHOSEN + 1], language, site)
        words = ""
        if len(keys) > MOST_CHOSEN:
            words = gettext("A leaflet takes %(count)s pages at most. Please take some off your choice.") % {
                "count": MOST_CHOSEN
            }
        elif request.method == "POST" and not pages:
            words = gettext("Please choose at least one page.")
        if request.method == "POST" and not words:
            return _made(request, language, site, portal, pages, common.paper_of(data.get("paper", "")))
        context = _context(request, language, site, portal, pages)
        return common.page_response(
            request,
            language,
            "leaflets/selection.html",
            {**context, "words": words},
            status=422 if words and request.method == "POST" else 200,
        )


def _keys(values: list[str]) -> list[uuid.UUID]:
    """Keys in their order, each once; what is none is ignored."""
    keys: dict[uuid.UUID, None] = {}
    for value in values[: MOST_CHOSEN * 4]:
        try:
            keys[uuid.UUID(value)] = None
        except ValueError:
            continue
    return list(keys)


def _made(
    request: HttpRequest, language: str, site: SiteEntry, portal: Any, pages: list[Any], paper: str
) -> HttpResponse:
    back = reverse("leaflets:selection", args=[language])
    keys = [str(page.translation_key) for page in pages]
    key = making.key_of("booklet", versions.current(), timezone.localdate(), site.site_id, language, paper, keys)
    known = LeafletJob.objects.filter(key=key).exists()
    if not known and not making.may_make(request):
        return common.too_often(request, language, back)
    try:
        job = making.hand_over(
            key,
            portal_id=portal.pk,
            kind="booklet",
            site_id=site.site_id,
            language=language,
            paper=paper,
            title=gettext("My leaflet"),
            pages=keys,
        )
    except making.TooManyError:
        return common.too_many(request, language, back)
    return common.to_job(job)


def _context(request: HttpRequest, language: str, site: SiteEntry, portal: Any, pages: list[Any]) -> dict[str, Any]:
    chosen = [page.translation_key for page in pages]
    types = ContentType.objects.get_for_models(*leaflet_types())
    offered = (
        BasePage.objects.filter(within(portal), content_type__in=types.values())
        .live_in(language)
        .exclude(translation_key__in=chosen)
        .order_by("path")
    )
    paginator = CountedPaginator(
        offered.values_list("pk", "content_type_id", "translation_key"), PER_PAGE, offered.count()
    )
    page = asked_page(paginator, request.GET.get("page", "1"))
    here = reverse("leaflets:selection", args=[language])
    query = urlencode([("p", key) for key in chosen])
    return {
        "chosen": [{"key": one.translation_key, "title": one.title} for one in pages],
        "groups": _groups(list(page.object_list), language),
        "pager": page_links(page, f"{here}?{query}" if query else here),
        "is_full": len(chosen) >= MOST_CHOSEN,
        "most": MOST_CHOSEN,
        "action": here,
    }


def _groups(rows: list[tuple[int, int, uuid.UUID]], language: str) -> list[dict[str, Any]]:
    """Pages under the titles of the lists they stand in; a query a page type for those not on the shelf."""
    keys = {pk: key for pk, _content_type, key in rows}
    cards = mixed_rows([(pk, content_type) for pk, content_type, _key in rows], language)
    columns = places({card.path[:-STEP] for card in cards}, language)
    groups: dict[str, dict[str, Any]] = {}
    for card in cards:
        place = columns.get(card.path[:-STEP])
        group = groups.setdefault(card.path[:-STEP], {"title": place.title if place else "", "entries": []})
        group["entries"].append({"key": keys[card.pk], "title": card.title, "image": card.image})
    return list(groups.values())
