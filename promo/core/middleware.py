"""What every request passes: is this host ours, and do we have the page already."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host
from django.utils.cache import get_conditional_response

from promo.core import versions
from promo.core.languages import CODES
from promo.core.others import at_work
from promo.core.sites import site_map

Handler = Callable[[HttpRequest], HttpResponse]


class HostMiddleware:
    """Answer only for the hosts of the map of sites (and EXTRA_HOSTS); others get 400.

    Stands in for ALLOWED_HOSTS, so that a new portal's host works the moment the portal exists.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        versions.forget_for_this_request()
        host = request._get_raw_host()
        entry = site_map().for_host(host)
        if entry is None and not self._is_extra(host):
            return HttpResponse("400: no portal answers at this host.", status=400, content_type="text/plain")
        request.site_entry = entry  # type: ignore[attr-defined]
        return self.get_response(request)

    @staticmethod
    def _is_extra(host: str) -> bool:
        domain, _port = split_domain_port(host)
        return bool(domain) and validate_host(domain, settings.EXTRA_HOSTS)


def head_without_body(get_response: Handler) -> Handler:
    """A HEAD is answered like a GET, with its length and without its body, which gunicorn would warn of."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return middleware


def know_who_works(get_response: Handler) -> Handler:
    """In the admin, pages are called as the one who looks may know them (`promo.core.others`)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/admin/"):
            return get_response(request)
        with at_work(request.user):
            return get_response(request)

    return middleware


class PageCacheMiddleware:
    """Keep whole public pages until the next publish anywhere (the content version is in their key).

    Only what carries the header `X-Page-Cache: keep`, which the public views set, is kept: no page that
    depends on more than its address can end up here.
    """

    header = "X-Page-Cache"

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = self._key(request)
        if key:
            kept = cache.get(key)
            if kept is not None:
                status, headers, content = kept
                response = HttpResponse(content, status=status, headers=headers)
                # Who has it already is told so, as for pages that are made anew.
                return get_conditional_response(request, etag=headers.get("ETag"), response=response) or response
        response = self.get_response(request)
        keep = response.headers.pop(self.header, None)
        if key and keep and response.status_code == 200 and not response.cookies:
            cache.set(
                key, (response.status_code, dict(response.headers), response.content), settings.PAGE_CACHE_SECONDS
            )
        return response

    @staticmethod
    def _key(request: HttpRequest) -> str | None:
        language = request.path_info[1:].split("/", 1)[0]
        query = request.META.get("QUERY_STRING", "")
        # A page number is the only query the pages know; anything else is not worth a place.
        if (
            request.method != "GET"
            or language not in CODES
            or not (query == "" or (query[:5] == "page=" and query[5:].isdigit()))
        ):
            return None
        # The hash of the static files' manifest: a new release must not serve pages that name the old files.
        release = getattr(staticfiles_storage, "manifest_hash", "")
        return f"page:{versions.current()}:{release}:{request.get_host()}:{request.path_info}:{query}"
