"""`/catalogue.ttl`, `/catalogue.jsonld`, and the files of versions."""

import hashlib

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from promo.core.languages import SOURCE, speaking
from promo.core.sites import serving, site_of
from promo.investment.models import DatasetPage, DatasetVersion
from promo.investment.opendata.catalogue import catalogue

TURTLE, JSON_LD = "text/turtle; charset=utf-8", "application/ld+json"


@require_safe
def catalogue_file(request: HttpRequest, syntax: str) -> HttpResponse:
    """The catalogue of the host's portal, `syntax` "ttl" or "jsonld"."""
    site = site_of(request)
    if site is None:
        raise Http404
    with speaking(SOURCE), serving(site):
        graph = catalogue(site)
    if graph is None:
        raise Http404
    text = graph.turtle() if syntax == "ttl" else graph.json_ld()
    response = HttpResponse(text, content_type=TURTLE if syntax == "ttl" else JSON_LD)
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=settings.PAGE_MAX_AGE)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def version_file(page: DatasetPage, request: HttpRequest) -> HttpResponseBase:
    """`version.csv?number=2026-11-26` beside the dataset: the same for ever."""
    found = get_object_or_404(DatasetVersion, dataset=page.pk, number=request.GET.get("number", ""))
    etag, changed = f'"{found.digest[:32]}"', int(found.issued_at.timestamp())
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag, last_modified=changed)
    if response is None:
        try:
            file = found.file.open("rb")
        except OSError:
            raise Http404 from None
        response = FileResponse(file, content_type="text/csv; charset=utf-8; header=present")
        response["Content-Disposition"] = f'attachment; filename="{page.slug}-{found.number}.csv"'
    response["ETag"] = etag
    response["Last-Modified"] = f"{found.issued_at:%a, %d %b %Y %H:%M:%S} GMT"
    response["X-Robots-Tag"] = "noindex"
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    return response
