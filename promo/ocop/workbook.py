"""The list of products as a workbook for buyers, in their language: what the list's filters leave.

Not the sheet that staff export and import again: that one has their codes, and certificates that have ended.
"""

import hashlib
import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import formatdate
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from promo.catalogue.facts import commune_names, invented_words
from promo.catalogue.listing import filters_of
from promo.core import versions
from promo.core.languages import SOURCE, column, public_language
from promo.core.sites import owner_of
from promo.core.spreadsheets import put_text
from promo.core.text import slugify
from promo.ocop import certificates
from promo.ocop.facts import maker_names, season_words
from promo.ocop.models import ProductPage
from promo.ocop.models.markets import market_names

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# How long a made file is kept for the next who asks for the same.
KEPT_SECONDS = 3600
_HEADING = PatternFill("solid", fgColor="0E5A52")
_TOP = Alignment(vertical="top", wrap_text=True)


def catalogue_files(listing: dict[str, Any]) -> list[dict[str, str]]:
    """The list as files, with the filters in use; none of an empty list."""
    if not listing["count"]:
        return []
    query = f"?{listing['query']}" if listing["query"] else ""
    return [
        {"url": f"{listing['url']}catalogue.xlsx{query}", "label": gettext("Spreadsheet"), "type": "XLSX"},
        {"url": f"{listing['url']}catalogue.pdf{query}", "label": gettext("Catalogue to print"), "type": "PDF"},
    ]


def products_workbook(page: Any, request: HttpRequest) -> HttpResponse:
    """With an ETag that changes when anything is published, and at midnight, when stars may end."""
    language = public_language()
    filters = filters_of(page, request, language)
    wanted = (versions.current(), timezone.localdate(), page.pk, language, filters.chosen(), filters.search())
    digest = hashlib.sha256(repr(wanted).encode()).hexdigest()[:32]
    etag = f'"{digest}"'
    unchanged = get_conditional_response(request, etag=etag) if "If-None-Match" in request.headers else None
    if unchanged is not None:
        return unchanged
    made, changed = cache.get(f"catalogue:{digest}") or (None, None)
    if made is None:
        made, changed = workbook_of(filters.qs, language), int(timezone.now().timestamp())
        cache.set(f"catalogue:{digest}", (made, changed), KEPT_SECONDS)
    response = HttpResponse(made, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = _disposition(page, language)
    response["ETag"], response["Last-Modified"] = etag, formatdate(changed, usegmt=True)
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=_seconds_of_today_left(300))
    return get_conditional_response(request, etag=etag, last_modified=changed, response=response)


def _disposition(page: Any, language: str) -> str:
    """The list's own name in the reader's letters, and before it a plain one for programs that know no others."""
    name = f"{page.text_in('title', language) or page.title_vi}.xlsx".replace("/", "-").replace("\\", "-")
    header = content_disposition_header(True, name) or ""
    if "filename*" not in header:
        return header
    plain = slugify(page.title_vi)[:80].strip("-") or "catalogue"
    return header.replace("attachment; ", f'attachment; filename="{plain}-{language}.xlsx"; ', 1)


def _seconds_of_today_left(most: int) -> int:
    """No cache keeps a file past midnight, when stars may end."""
    now = timezone.localtime()
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(0, min(most, int((midnight - now).total_seconds())))


# --- The workbook ------------------------------------------------------------------------------


def workbook_of(products: Any, language: str) -> bytes:
    """One row a product; two queries, and one for communes that are not on the shelf."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("Products")[:31])
    columns = _columns()
    for number, (_label, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth = "landscape", 1
    sheet.print_title_rows = "1:1"
    sheet.append([_heading(sheet, label) for label, _width in columns])
    for row in _rows(products, language):
        sheet.append([_cell(sheet, value) for value in row])
    book.properties.creator, book.properties.created = "", datetime(2000, 1, 1)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _columns() -> list[tuple[str, int]]:
    """(heading, width), in the order of `_rows`."""
    return [
        (gettext("Product"), 36),
        (gettext("Group"), 20),
        (gettext("Stars"), 10),
        (gettext("Made by"), 32),
        (gettext("Price from (VND)"), 14),
        (gettext("Price to (VND)"), 14),
        (gettext("Price is for"), 14),
        (gettext("Season"), 22),
        (gettext("Protected mark"), 24),
        (gettext("Number of the mark"), 18),
        (gettext("Growing-area code"), 20),
        (gettext("Export markets"), 28),
        (gettext("Commune or ward"), 22),
        (gettext("About it"), 60),
        (gettext("Remark"), 18),
        (gettext("Page"), 50),
    ]


def _rows(products: Any, language: str) -> Iterator[list[Any]]:
    found = list(products.rewrite(False).values(*_names(language)))
    communes = commune_names(row["commune_id"] for row in found)
    makers = maker_names((row["enterprise_id"] for row in found), language)
    groups, marks = dict(ProductPage.Group.choices), dict(ProductPage.Mark.choices)
    today = timezone.localdate()

    def text(row: dict[str, Any], field: str) -> str:
        return row[column(field, language)] or row[column(field, SOURCE)] or ""

    for row in found:
        months = season_words(row["season_from"], row["season_to"]) if row["season_from"] else ""
        yield [
            text(row, "title"),
            capfirst(str(groups.get(row["group"], ""))),
            certificates.shown(row["stars"], row["stars_until"], today) or None,
            makers.get(row["enterprise_id"], ""),
            row["price_from"],
            row["price_to"],
            text(row, "price_unit"),
            ", ".join(filter(None, (months, text(row, "season")))),
            capfirst(str(marks.get(row["mark"], ""))),
            row["mark_number"],
            row["growing_area_code"],
            ", ".join(market_names(row["export_markets"], language)),
            communes.get(row["commune_id"], ""),
            text(row, "introduction"),
            invented_words() if row["fictional"] else "",
            _address(row["path"], row[column("public_path", language)], language),
        ]


def _names(language: str) -> list[str]:
    texts = ("title", "introduction", "price_unit", "season")
    return [
        *("path", "group", "stars", "stars_until", "enterprise_id", "commune_id", "price_from", "price_to"),
        *("season_from", "season_to", "mark", "mark_number", "growing_area_code", "export_markets", "fictional"),
        *dict.fromkeys(column(field, code) for field in texts for code in (language, SOURCE)),
        column("public_path", language),
    ]


def _address(path: str, public_path: str, language: str) -> str:
    site = owner_of(path)
    return site.root_url + site.page_path(language, public_path) if site else ""


def _heading(sheet: Any, text: str) -> Any:
    cell = put_text(WriteOnlyCell(sheet), text)
    cell.font, cell.fill, cell.alignment = Font(bold=True, color="FFFFFF"), _HEADING, _TOP
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    """Numbers are numbers; all else is text, whatever it begins with."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        cell = put_text(WriteOnlyCell(sheet), value)
    else:
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "#,##0"
    cell.alignment = _TOP
    return cell
