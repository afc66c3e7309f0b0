"""From an address to a page: one query to find it, none to link it."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import override

from promo.core import addresses, shelf
from promo.core.languages import CODES, NAMES, SOURCE, column, preferred, speaking
from promo.core.models import BasePage, PortalImage
from promo.core.portals import offered_languages, portal_of
from promo.core.sites import SiteEntry, serving, site_of


def front_door(request: HttpRequest) -> HttpResponse:
    """`/`: to the reader's language. The one answer that depends on more than the address."""
    site = _site(request)
    root = BasePage.objects.get(pk=site.root_page_id)
    response = HttpResponseRedirect(
        f"/{preferred(request.headers.get('Accept-Language', ''), offered_languages(root))}/"
    )
    patch_vary_headers(response, ["Accept-Language"])
    patch_cache_control(response, private=True, max_age=0)
    return response


def permanent(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """`/id/<uuid>/`: the address that outlives every rename, on QR codes and in datasets."""
    page = get_object_or_404(BasePage, translation_key=key, live=True)
    offered = set(offered_languages(page))
    languages = [code for code in page.live_languages if code in offered]
    language = preferred(request.headers.get("Accept-Language", ""), languages or [SOURCE])
    url = page.url_in(language, request)
    if url is None:
        raise Http404
    response = HttpResponseRedirect(url)
    patch_vary_headers(response, ["Accept-Language"])
    patch_cache_control(response, private=True, max_age=0)
    return response


def page(request: HttpRequest, language: str, path: str) -> HttpResponse:
    """`/<language>/<path>`: the page, its Vietnamese text with a notice, or the 404 that helps."""
    site = _site(request)
    with speaking(language), serving(site):
        found = find(site, language, path)
        if found is None:
            return _elsewhere(request, site, language, path)
        if language not in offered_languages(found):
            return not_found(request, language, found)
        if found.published_in(language):
            return _publish_headers(render_page(request, found, language, shown=language))
        return _not_in_language(request, found, language)


def page_file(request: HttpRequest, language: str, path: str, name: str) -> HttpResponse:
    """`/<language>/<path><name>`: a file the page offers beside itself, by its `files`."""
    site = _site(request)
    with speaking(language), serving(site):
        found = find(site, language, path)
        method = found.all_files().get(name) if found else None
        if found is None or method is None:
            raise Http404
        if language not in offered_languages(found) or not found.published_in(language):
            return not_found(request, language, found)
        request.language = request.shown_language = language  # type: ignore[attr-defined]
        request.page = found  # type: ignore[attr-defined]
        response = getattr(found, method)(request)
        return response if response.has_header("Cache-Control") else _publish_headers(response)


def add_slash(request: HttpRequest, language: str, path: str | None = None) -> HttpResponse:
    """The same address with the slash that ends all of them."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(
        f"/{language}/{path + '/' if path else ''}" + (f"?{query}" if query else ""), status=301
    )


def find(site: SiteEntry, language: str, path: str) -> BasePage | None:
    """The live page at a path (below the language) of a site, with its own type.

    Two queries at first, one when the address is known: an address keeps its page until something is published.
    """
    key = addresses.path_key(site.full_path(language, path))
    known = shelf.in_bulk(f"route {language}", [key], lambda keys: _routes(language, keys)).get(key)
    model = ContentType.objects.get_for_id(known[1]).model_class() if known else None
    if known is None or model is None:
        return None
    found = model.objects.only_columns_of(language).filter(pk=known[0]).order_by().first()
    if found is not None and getattr(found, "image_id", None):
        images = shelf.in_bulk("picture", [found.image_id], PortalImage.objects.in_bulk)
        found.image = images.get(found.image_id)
    return found


def _routes(language: str, keys: list[str]) -> dict[str, tuple[int, int]]:
    """Address digest -> (page, content type), of live pages."""
    name = column("path_key", language)
    rows = BasePage.objects.filter(live=True, **{f"{name}__in": keys}).order_by().rewrite(False)
    return {key: (pk, content_type) for key, pk, content_type in rows.values_list(name, "pk", "content_type_id")}


def render_page(request: HttpRequest, found: BasePage, language: str, *, shown: str) -> HttpResponse:
    """The page as a finished response: interface in `language`, its own texts in `shown`."""
    request.language = language  # type: ignore[attr-defined]
    request.shown_language = shown  # type: ignore[attr-defined]
    request.page = found  # type: ignore[attr-defined]
    if not hasattr(request, "site_entry"):
        request.site_entry = None  # type: ignore[attr-defined]
    method_refused = found.check_request_method(request)
    if method_refused is not None:
        return method_refused
    with override(shown):
        context = found.get_context(request)
    response = TemplateResponse(request, found.get_template(request), context)
    # Rendered here and not by the handler, while the language is still spoken.
    return response.render()


def _site(request: HttpRequest) -> SiteEntry:
    site = site_of(request)
    if site is None:
        raise Http404
    return site


def _publish_headers(response: HttpResponse) -> HttpResponse:
    response["X-Page-Cache"] = "keep"
    patch_cache_control(response, public=True, max_age=settings.PAGE_MAX_AGE, stale_while_revalidate=600)
    return response


def _not_in_language(request: HttpRequest, found: BasePage, language: str) -> HttpResponse:
    """The page exists, but not in this language: the portal says which of two answers it wants."""
    portal = portal_of(found)
    if portal is not None and portal.shows_source_text:
        request.missing_language = language  # type: ignore[attr-defined]
        response = render_page(request, found, language, shown=SOURCE)
        response["X-Robots-Tag"] = "noindex"
        return _publish_headers(response)
    return not_found(request, language, found)


def _elsewhere(request: HttpRequest, site: SiteEntry, language: str, path: str) -> HttpResponse:
    """An old address, or another language's words: redirect. Else 404."""
    full = site.full_path(language, path)
    candidates: list[BasePage] = []
    moved = addresses.follow_changes(language, full)
    if moved is not None:
        candidates.append(moved)
    for code in CODES:
        if code != language:
            found = BasePage.objects.filter(
                live=True, **{column("path_key", code): addresses.path_key(site.full_path(code, path))}
            ).first()
            if found is not None:
                candidates.append(found)
                break
    for candidate in candidates:
        if candidate.live and site.holds(candidate.path):
            url = candidate.url_in(language, request)
            if url and url != request.path:
                return HttpResponseRedirect(url, status=301)
    return not_found(request, language, None)


def not_found(request: HttpRequest, language: str, found: BasePage | None) -> HttpResponse:
    """The 404 page in the reader's language, with the languages the page does exist in."""
    languages = []
    if found is not None:
        languages = [
            {"code": code, "name": NAMES[code], "url": found.url_in(code, request)}
            for code in found.live_languages
            if code in offered_languages(found)
        ]
    request.language = language  # type: ignore[attr-defined]
    request.page = found  # type: ignore[attr-defined]
    html = render_to_string("404.html", {"page_languages": languages, "language": language, "missing": found}, request)
    return HttpResponse(html, status=404)


def handle_404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 404 for addresses outside the pages (`/anything`), in the source language."""
    first = request.path_info[1:].split("/", 1)[0]
    language = first if first in CODES else SOURCE
    if not hasattr(request, "site_entry"):
        request.site_entry = None  # type: ignore[attr-defined]
    with speaking(language):
        return not_found(request, language, None)


def handle_500(request: HttpRequest) -> HttpResponse:
    """A page that needs nothing that may have failed: no context, no database, no language."""
    from django.template import loader

    return HttpResponse(loader.get_template("500.html").render(), status=500)


def health(request: HttpRequest) -> HttpResponse:
    """For load balancers: 200 with "ok" once the database answers."""
    BasePage.objects.only("pk").first()
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


def media(request: HttpRequest, path: str, document_root: Any) -> HttpResponse:
    """Uploaded pictures, where no web server in front serves them. Nothing there may run as a page."""
    from django.views.static import serve

    if not path.startswith(("images/", "original_images/")):
        raise Http404
    response = serve(request, path, document_root=document_root)
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    patch_cache_control(response, public=True, max_age=31_536_000, immutable=path.startswith("images/"))
    return response
