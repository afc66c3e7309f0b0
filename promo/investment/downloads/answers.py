"""Files as answers: who has the newest already is told so, everything else is handed out in pieces."""

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.utils import formatdate
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from promo.core import quotas, versions
from promo.core.languages import speaking
from promo.core.sites import serving, site_of
from promo.core.text import slugify
from promo.investment.downloads import records, texts, workbook
from promo.investment.downloads.asking import Asked, asked
from promo.investment.models import ProjectIndexPage
from promo.leaflets.views.common import page_response

# Workbooks that one visitor may have made in ten minutes: one of 10,000 projects takes seconds.
MOST_WORKBOOKS = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Format:
    """`pieces` gives the file bit by bit; a workbook has none, as its table of contents comes last."""

    label: Any
    kind: str
    content_type: str
    pieces: Callable[[Asked], Iterator[bytes]] | None = None

    @property
    def media_type(self) -> str:
        return self.content_type.partition(";")[0]


# Name of the file beside the list -> what it is.
FORMATS: dict[str, Format] = {
    "projects.xlsx": Format(_("Spreadsheet"), "XLSX", XLSX),
    "projects.csv": Format(_("Table for spreadsheet programs"), "CSV", "text/csv; charset=utf-8", texts.people_csv),
    "projects-plain.csv": Format(
        _("Table for programs"), "CSV", "text/csv; charset=utf-8; header=present", texts.plain_csv
    ),
    "projects.json": Format(_("Data with codes"), "JSON", "application/json", records.json_records),
    "projects.geojson": Format(_("Outlines and points"), "GeoJSON", "application/geo+json", records.geojson_features),
}


def download(page: ProjectIndexPage, request: HttpRequest) -> HttpResponseBase:
    """The file that the address names."""
    name = request.path.rpartition("/")[2]
    if name not in FORMATS:
        raise Http404
    wanted, made = asked(page, request), FORMATS[name]
    etag, changed = marks(wanted, name)
    known = get_conditional_response(request, etag=etag, last_modified=changed)
    if known is not None:
        return _headed(known, etag, changed)
    if made.pieces is None and request.method != "HEAD" and not _may_make(request):
        return _too_often(page, request, wanted)
    return _headed(_answer(request, wanted, made, name), etag, changed)


def _may_make(request: HttpRequest) -> bool:
    return quotas.within(request, "workbooks", {quotas.TEN_MINUTES: MOST_WORKBOOKS})


def _too_often(page: ProjectIndexPage, request: HttpRequest, wanted: Asked) -> HttpResponse:
    """In the reader's language, with the table that is made without effort."""
    url = page.url_in(wanted.language, request) or "/"
    query = f"?{wanted.query}" if wanted.query else ""
    context = {"list_url": url + query, "table_url": f"{url}projects.csv{query}"}
    response = page_response(request, wanted.language, "investment/too_often.html", context, status=429)
    response["Retry-After"] = str(quotas.TEN_MINUTES)
    return response


def _answer(request: HttpRequest, wanted: Asked, made: Format, name: str) -> HttpResponseBase:
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=made.content_type)
    elif made.pieces is None:
        # Deleted by the system when the response is closed.
        file = tempfile.TemporaryFile()  # noqa: SIM115
        workbook.write_workbook(file, wanted)
        file.seek(0)
        response = FileResponse(file, content_type=made.content_type)
    else:
        spoken = _spoken(request, wanted.language, made.pieces(wanted))
        response = StreamingHttpResponse(spoken, content_type=made.content_type)
    response["Content-Disposition"] = disposition(wanted.page.title, wanted.language, name)
    return response


def _spoken(request: HttpRequest, language: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pieces are made after the view has returned: each one in the language and on the host of the request."""
    site = site_of(request)
    while True:
        with speaking(language), serving(site):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def marks(wanted: Asked, name: str) -> tuple[str, int]:
    """ETag and time of the last change.

    What a file says hangs on what is published and on the day (exchange rate, incentives). When that was changed last
    nobody notes: it is the time at which somebody first asked for it as it is now.
    """
    now, version, today = int(timezone.now().timestamp()), versions.current(), timezone.localdate()
    key = f"downloads-since:{version}:{today}"
    cache.add(key, now, settings.PAGE_CACHE_SECONDS + 2 * 24 * 60 * 60)
    digest = hashlib.sha256(repr((version, today, wanted.page.pk, wanted.language, wanted.query, name)).encode())
    return f'"{digest.hexdigest()[:32]}"', cache.get(key, now)


def _headed(response: HttpResponseBase, etag: str, changed: int) -> HttpResponseBase:
    response["ETag"], response["Last-Modified"] = etag, formatdate(changed, usegmt=True)
    response["X-Robots-Tag"] = "noindex"
    # Programs of other sites may read what is open.
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=min(settings.PAGE_MAX_AGE, _seconds_of_today_left()))
    return response


def _seconds_of_today_left() -> int:
    now = timezone.localtime()
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(0, int((midnight - now).total_seconds()))


def disposition(title: str, language: str, file: str) -> str:
    """Saved under the list's title: in ASCII for old programs, and as it is (RFC 6266, RFC 8187)."""
    extension = file.rpartition(".")[2]
    suffix = "-plain" if file.endswith("-plain.csv") else ""
    name = "".join(" " if c in '/\\:*?"<>|' or not c.isprintable() else c for c in title)
    name = " ".join(name.split())[:80].strip(" .") or "projects"
    plain = f"{slugify(title)[:60].strip('-') or 'projects'}{suffix}-{language}.{extension}"
    star = content_disposition_header(True, f"{name}{suffix} ({language}).{extension}") or ""
    parameter = star.partition("; ")[2]
    return f'attachment; filename="{plain}"' + (f"; {parameter}" if parameter.startswith("filename*") else "")
