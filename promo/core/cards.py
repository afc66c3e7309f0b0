"""Pages as cards: what a list, a block or the home page shows of them, in a fixed number of queries.

Cards are read as plain rows. A page type has some ninety columns and its instances remember their
tree and relations; a list of cards needs a dozen columns and none of that.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest

from promo.core import shelf
from promo.core.languages import SOURCE, column, public_language
from promo.core.models import BasePage
from promo.core.pictures import Picture
from promo.core.portals import portal_of
from promo.core.sites import owner_of, site_of
from promo.core.trail import STEP, places

if TYPE_CHECKING:
    from promo.core.querysets import PageQuerySet


@dataclass(frozen=True)
class Row:
    """What a card needs of a page; `path` is its place in the tree."""

    pk: int
    path: str
    title: str
    introduction: str
    public_path: str
    date: datetime | None
    image: Picture | None

    def url(self, language: str, request: HttpRequest | None) -> str:
        site = site_of(request)
        if site is not None and site.holds(self.path):
            return site.page_path(language, self.public_path)
        owner = owner_of(self.path)
        return owner.root_url + owner.page_path(language, self.public_path) if owner else ""


def _has(model: Any, field: str) -> bool:
    try:
        model._meta.get_field(field)
    except FieldDoesNotExist:
        return False
    return True


def rows_of(queryset: "PageQuerySet", language: str) -> list[Row]:
    """Rows of a queryset of one page type, in its order; one query."""
    model = queryset.model
    names = ["pk", "path", column("public_path", language), column("published_at", SOURCE)]
    names += [column("title", language), column("title", SOURCE)]
    has_introduction, has_image = _has(model, "introduction"), _has(model, "image")
    if has_introduction:
        names += [column("introduction", language), column("introduction", SOURCE)]
    if has_image:
        names += Picture.columns(language, "image__")
    rows = []
    for pk, path, public_path, date, title, source_title, *more in queryset.rewrite(False).values_list(*names):
        introduction = more[0] or more[1] or "" if has_introduction else ""
        image = Picture.from_row(more[2 * has_introduction :]) if has_image else None
        shown_date = date if model.is_story else None
        rows.append(Row(pk, path, title or source_title or "", introduction, public_path, shown_date, image))
    return rows


def mixed_rows(keys: Iterable[tuple[int, int]], language: str) -> list[Row]:
    """Rows of pages of any type, by (key, content type) and in that order.

    One query a page type for those that are not on the shelf; none once they are.
    """
    types = dict(keys)
    rows = shelf.in_bulk(
        f"row {language}", types, lambda missing: _read_rows({pk: types[pk] for pk in missing}, language)
    )
    return [rows[pk] for pk in types if pk in rows]


def _read_rows(types: dict[int, int], language: str) -> dict[int, Row]:
    rows: dict[int, Row] = {}
    for content_type in set(types.values()):
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None:
            keys = [pk for pk, found in types.items() if found == content_type]
            rows.update({row.pk: row for row in rows_of(model.objects.filter(pk__in=keys).order_by(), language)})
    return rows


def cards(rows: Iterable[Row], request: HttpRequest | None, *, kickers: bool = True) -> list[dict[str, Any]]:
    """Cards of rows, in order, without a query once their columns are remembered.

    `kickers`: whether each card names the column it is from.
    """
    rows = list(rows)
    language = public_language()
    site = site_of(request)
    columns = places({row.path[:-STEP] for row in rows}, language) if kickers else {}
    result = []
    for row in rows:
        portal = portal_of(row)
        place = columns.get(row.path[:-STEP])
        result.append(
            {
                "title": row.title,
                "url": row.url(language, request),
                "introduction": row.introduction,
                "image": row.image,
                "date": row.date,
                "kicker": place.title if place and place.public else "",
                "kicker_url": place.url(language, site) if place and place.public else "",
                "unit_name": portal.title if portal else "",
            }
        )
    return result


def queryset_cards(
    queryset: "PageQuerySet", request: HttpRequest | None, *, kickers: bool = True
) -> list[dict[str, Any]]:
    """Cards of a queryset of base pages of any type, in its order."""
    rows = mixed_rows(queryset.values_list("pk", "content_type_id"), public_language())
    return cards(rows, request, kickers=kickers)


def cards_of(pages: Iterable[BasePage | None], request: HttpRequest | None) -> list[dict[str, Any]]:
    """Cards of base pages (as choosers give them) that are public in the reader's language, in their order."""
    language = public_language()
    keys = [(page.pk, page.content_type_id) for page in pages if page is not None and page.published_in(language)]
    return cards(mixed_rows(keys, language), request)
