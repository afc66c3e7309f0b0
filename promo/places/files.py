"""The files beside a map's page: its places, their outlines and those below them as GeoJSON, a popup's text, the frame."""

import hashlib
import json
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.http import http_date, parse_etags

from promo.core import versions
from promo.core.cards import Row, mixed_rows
from promo.core.languages import column, public_language
from promo.core.portals import portal_of
from promo.core.versions import Remembered
from promo.places.areas import outlines
from promo.places.filters import Asked, places_of
from promo.places.listing import all_lines, matching_lines
from promo.places.tiles import outlines_in, tile_asked

GEOJSON = "application/geo+json"
# Of a degree: a metre.
DIGITS = 5

# Finished files by address: a filter that many follow is made once. Each is some hundred kilobytes.
_finished: Remembered = Remembered(size=16)
# Of outlines, by tile: some kilobytes each.
_tiles: Remembered = Remembered(size=256)
_changed: Remembered = Remembered(size=1)
_A_MONTH = 30 * 24 * 3600


def map_geojson(page: Any, request: HttpRequest) -> HttpResponse:
    """The places that the query string asks for, in the reader's language (RFC 7946)."""
    asked = Asked.read(request.GET)
    return conditional(request, asked.query(), lambda: _collection(page, request, asked))


def area_geojson(page: Any, request: HttpRequest) -> HttpResponse:
    """Outlines of the units in the portal's area, each with its name and its portal's address."""
    return conditional(request, "", lambda: outlines(portal_of(page), request))


def outline_geojson(page: Any, request: HttpRequest) -> HttpResponse:
    """What land the places in a tile take up (`?tile=3254/1799`), in no words: the place of the same id has them."""
    tile = tile_asked(request.GET.get("tile", ""))
    if tile is None:
        raise Http404
    return conditional(request, f"{tile[0]}/{tile[1]}", lambda: outlines_in(page, tile), _tiles)


def popup_html(page: Any, request: HttpRequest) -> HttpResponse:
    """What a place's popup shows besides its title: picture and introduction."""
    key = request.GET.get("place", "")
    if not (key.isascii() and key.isdecimal() and len(key) < 10):
        raise Http404
    language = public_language()
    found = places_of(portal_of(page), language).filter(pk=int(key)).values_list("pk", "page__content_type_id")
    rows = mixed_rows(found, language)
    if not rows:
        raise Http404
    return popup("places/popup.html", {"row": rows[0]})


def popup(template: str, context: dict[str, Any]) -> HttpResponse:
    """A piece of a page that the script puts into a popup."""
    response = HttpResponse(render_to_string(template, context))
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=settings.PAGE_MAX_AGE, stale_while_revalidate=600)
    return response


def embed_html(page: Any, request: HttpRequest) -> HttpResponse:
    """The map alone, for a frame on anybody's page."""
    from promo.places.showing import map_settings

    asked = Asked.read(request.GET)
    full_url, query = page.full_url_in(public_language()), asked.query()
    context = {
        "page": page,
        "settings": map_settings(page, request, query, embedded=True),
        "full_url": f"{full_url}?{query}" if query else full_url,
        "tiles_credit": settings.MAP_TILES_CREDIT,
    }
    response = HttpResponse(render_to_string("places/embed.html", context, request))
    response["X-Robots-Tag"] = "noindex"
    # Nothing on it can be clicked into doing anything: others may frame it.
    response.xframe_options_exempt = True  # type: ignore[attr-defined]
    response._csp_replace = {"frame-ancestors": ["*"]}  # type: ignore[attr-defined]
    return response


def conditional(
    request: HttpRequest, query: str, make: Callable[[], dict[str, Any]], memory: Remembered = _finished
) -> HttpResponse:
    """The file with an ETag that is known before it is made: for whoever has it already nothing is read.

    `query` is what the file depends on besides its address, always in the same order.
    """
    # What the file depends on: the content, and where it is asked for.
    where = (request.get_host(), request.path_info, query)
    tag = hashlib.sha256(repr((versions.current(), _release(), where)).encode()).hexdigest()[:32]
    theirs = {value.removeprefix("W/") for value in parse_etags(request.headers.get("If-None-Match", ""))}
    if f'"{tag}"' in theirs:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(memory.get(where, lambda: _dump(make())), content_type=GEOJSON)
        if not request.META.get("QUERY_STRING"):
            response["X-Page-Cache"] = "keep"
    response["ETag"] = f'"{tag}"'
    response["Last-Modified"] = http_date(_changed.get("at", _changed_at))
    # Anybody may put the places on a map of their own.
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=settings.PAGE_MAX_AGE, stale_while_revalidate=600)
    return response


def _changed_at() -> float:
    """When the content was first seen as it is now; the same in all processes."""
    return cache.get_or_set(f"content-seen-{versions.current()}", time.time, _A_MONTH)


def _release() -> str:
    return getattr(staticfiles_storage, "manifest_hash", "")


def _dump(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _collection(page: Any, request: HttpRequest, asked: Asked) -> dict[str, Any]:
    language = public_language()
    portal = portal_of(page)
    columns = ("page_id", "layer", "kind", "latitude", "longitude", "page__path")
    texts = tuple(f"page__{column(field, language)}" for field in ("title", "public_path"))
    rows = places_of(portal, language).filter(asked.condition()).values_list(*columns, *texts)
    points = [
        point_feature(
            key,
            latitude,
            longitude,
            title=title,
            url=Row(key, path, "", "", public_path, None, None).url(language, request),
            layer=layer,
            kind=kind,
        )
        for key, layer, kind, latitude, longitude, path, title, public_path in rows
    ]
    lines = all_lines(portal, language, request)
    wanted = {id(line) for line in matching_lines(lines, asked)}
    routes = [
        _feature(
            line.key,
            {"type": "LineString", "coordinates": [_position(*position) for position in line.positions]},
            title=line.title,
            url=line.url,
            layer=layer.key,
            kind="",
        )
        for layer, line in lines
        if id(line) in wanted
    ]
    return {"type": "FeatureCollection", "features": points + routes}


def point_feature(key: int, latitude: float, longitude: float, **properties: str) -> dict[str, Any]:
    """A place: its script reads `title`, `url`, `layer` and `kind`."""
    return _feature(key, {"type": "Point", "coordinates": _position(latitude, longitude)}, **properties)


def _feature(key: int, geometry: dict[str, Any], **properties: str) -> dict[str, Any]:
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": properties}


def _position(latitude: float, longitude: float) -> list[float]:
    """As GeoJSON has it: longitude first."""
    return [round(longitude, DIGITS), round(latitude, DIGITS)]
