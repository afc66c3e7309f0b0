"""The list of projects on a map: those that its filters leave, and the parks as another sign.

The map's files stand beside the list and take the same filters: `map.geojson`, `popup.html`, and what all maps have.
"""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import ngettext

from promo.catalogue.facts import Fact, fact, invented_words, kept
from promo.catalogue.filters import EntryFilter
from promo.catalogue.listing import filters_of
from promo.core.cards import Row
from promo.core.languages import SOURCE, column, public_language
from promo.core.portals import portal_of
from promo.core.querysets import PageQuerySet
from promo.investment import facts
from promo.investment.columns import Values, by_name, rows
from promo.investment.models import ParkPage, ProjectIndexPage, ProjectPage
from promo.investment.reading import reading_for
from promo.places import layers
from promo.places.files import conditional, point_feature, popup
from promo.places.showing import map_settings
from promo.portals.scope import within

_LAYERS = (ProjectPage.map_layer, ParkPage.map_layer)
# What a popup says besides name, sector and link.
_SAID = tuple(by_name(name) for name in ("status", "area", "capital", "capital_usd", "commune"))
_FACTS_OF_A_PARK = 5
# Parks on the drawing that stands in for the map; a page of the list has as many projects.
_PARKS_DRAWN = 24
# What stands in the list's address besides its filters.
_NO_FILTERS = ("sort", "view", "chosen")


def map_context(page: ProjectIndexPage, request: HttpRequest, language: str, listing: dict[str, Any]) -> dict[str, Any]:
    """The map of a listing: its script's settings, the drawing instead of it, what has no position; four queries."""
    pairs = [pair for pair in parse_qsl(listing["query"]) if pair[0] not in _NO_FILTERS]
    query = urlencode(pairs)
    filters = filters_of(page, request, language)
    missing = filters.qs.order_by().filter(latitude=None).count() if listing["count"] else 0
    unplaced = urlencode([*(pair for pair in pairs if pair[0] != "unplaced"), ("unplaced", "1")])
    return {
        "settings": map_settings(page, request, query, shown=_LAYERS),
        "query": query,
        "points": [
            *_listed_points(listing["cards"]),
            *_park_points(_parks(page, filters, language), request, language),
        ],
        "signs": [layer for layer in map(layers.get_layer, _LAYERS) if layer],
        "missing_words": missing_words(missing) if missing else "",
        "missing_url": f"{listing['url']}?{unplaced}",
        "tiles_credit": settings.MAP_TILES_CREDIT if settings.MAP_TILES_URL else "",
    }


def missing_words(number: int) -> str:
    return ngettext(
        "%(count)s project has no position and is not on the map.",
        "%(count)s projects have no position and are not on the map.",
        number,
    ) % {"count": number}


def _listed_points(cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the shown page of the list has, for the drawing."""
    keys = {card["key"]: card for card in cards}
    found = ProjectPage.objects.filter(pk__in=keys).exclude(latitude=None).order_by().rewrite(False)
    return [
        {"lat": latitude, "lon": longitude, "title": keys[key]["title"], "url": keys[key]["url"]}
        for key, latitude, longitude in found.values_list("pk", "latitude", "longitude")
    ]


def _park_points(parks: PageQuerySet, request: HttpRequest, language: str) -> list[dict[str, Any]]:
    found = _placed(parks[:_PARKS_DRAWN], "kind", language)
    return [
        {"lat": latitude, "lon": longitude, "title": row.title, "url": row.url(language, request), "square": True}
        for row, _kind, latitude, longitude in found
    ]


def _parks(page: ProjectIndexPage, filters: EntryFilter, language: str) -> PageQuerySet:
    """The portal's parks with a position, narrowed by the filters that a park can fit."""
    portal = portal_of(page)
    if portal is None:
        return ParkPage.objects.none()
    parks = ParkPage.objects.filter(within(portal)).live_in(language).exclude(latitude=None).order_by("path")
    chosen = filters.chosen()
    if chosen.get("park"):
        parks = parks.filter(pk__in=chosen["park"])
    if chosen.get("commune"):
        parks = parks.filter(commune__in=chosen["commune"])
    return parks.filter(fictional=False) if chosen.get("real") else parks


def _placed(pages: PageQuerySet, kind: str, language: str) -> list[tuple[Row, str, float, float]]:
    """(page, kind, latitude, longitude) of pages that have a position; one query."""
    texts = [column("title", language), column("title", SOURCE), column("public_path", language)]
    found = pages.rewrite(False).values_list("pk", "path", kind, "latitude", "longitude", *texts)
    return [
        (Row(key, path, title or source or "", "", public_path, None, None), of_kind, latitude, longitude)
        for key, path, of_kind, latitude, longitude, title, source, public_path in found
    ]


# --- The files ---------------------------------------------------------------------------------


def map_geojson(page: ProjectIndexPage, request: HttpRequest) -> HttpResponse:
    """What the filters leave, as points in the reader's language, and the parks; two queries besides the filters'."""
    filters = filters_of(page, request, public_language())
    search = [("q", filters.search())] if filters.search() else []
    query = urlencode([*search, *((name, value) for name, values in filters.chosen().items() for value in values)])
    return conditional(request, query, lambda: _collection(page, request, filters))


def _collection(page: ProjectIndexPage, request: HttpRequest, filters: EntryFilter) -> dict[str, Any]:
    language = public_language()
    found = (
        (ProjectPage.map_layer, _placed(filters.qs.exclude(latitude=None), "group", language)),
        (ParkPage.map_layer, _placed(_parks(page, filters, language), "kind", language)),
    )
    features = [
        point_feature(
            row.pk, latitude, longitude, title=row.title, url=row.url(language, request), layer=layer, kind=kind
        )
        for layer, placed in found
        for row, kind, latitude, longitude in placed
    ]
    return {"type": "FeatureCollection", "features": features}


def popup_html(page: ProjectIndexPage, request: HttpRequest) -> HttpResponse:
    """What the popup of a project or a park says besides its name."""
    key = request.GET.get("place", "")
    if not (key.isascii() and key.isdecimal() and len(key) < 10):
        raise Http404
    language = public_language()
    for values in rows(page.entries(language).filter(pk=int(key)), language, (*_SAID, by_name("invented"))):
        shown, invented = _project_facts(page, values, language), values["fictional"]
        break
    else:
        park = _park(page, int(key), language)
        shown, invented = facts.park_facts(park, dated=False)[:_FACTS_OF_A_PARK], park.fictional
    return popup("investment/map_popup.html", {"facts": shown, "note": invented_words() if invented else ""})


def _project_facts(page: ProjectIndexPage, values: Values, language: str) -> list[Fact]:
    reading = reading_for({values["commune_id"]} - {None}, set(), language, portal_of(page))
    return kept([fact(str(found.label), found.full_words(found.value(values, reading))) for found in _SAID])


def _park(page: ProjectIndexPage, key: int, language: str) -> ParkPage:
    portal: Any = portal_of(page)
    parks = ParkPage.objects.filter(within(portal), pk=key).live_in(language) if portal else ParkPage.objects.none()
    park = parks.only_columns_of(language, bodies=False).first()
    if park is None:
        raise Http404
    return park
