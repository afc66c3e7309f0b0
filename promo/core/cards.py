"""Pages as cards: what a list, a block or the home page shows of them, in a fixed number of queries."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest

from promo.core.languages import public_language
from promo.core.models import BasePage
from promo.core.portals import portal_of
from promo.core.sites import site_of
from promo.core.trail import STEP, places

if TYPE_CHECKING:
    from promo.core.querysets import PageQuerySet


def with_picture(queryset: "PageQuerySet") -> "PageQuerySet":
    """The queryset with its pages' pictures joined, where the page type has one."""
    try:
        queryset.model._meta.get_field("image")
    except FieldDoesNotExist:
        return queryset
    return queryset.select_related("image")


def specific_pages(queryset: "PageQuerySet", language: str) -> list[BasePage]:
    """The pages of a queryset in its order, with their own types and pictures and without bodies.

    One query for the keys and one a page type.
    """
    return specific_of(queryset.values_list("pk", "content_type_id"), language)


def specific_of(rows: Iterable[tuple[int, int]], language: str) -> list[BasePage]:
    """The same of (key, content type) pairs: one query a page type."""
    rows = list(rows)
    by_type: dict[int, list[int]] = {}
    for pk, content_type in rows:
        by_type.setdefault(content_type, []).append(pk)
    pages: dict[int, BasePage] = {}
    for content_type, keys in by_type.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None:
            found = with_picture(model.objects.filter(pk__in=keys).only_columns_of(language, bodies=False))
            pages.update({page.pk: page for page in found.order_by()})
    return [pages[pk] for pk, _content_type in rows if pk in pages]


def cards(pages: Iterable[BasePage], request: HttpRequest | None, *, kickers: bool = True) -> list[dict[str, Any]]:
    """Cards of specific pages, in order, without a query once their columns are remembered.

    `kickers`: whether each card names the column it is from.
    """
    pages = list(pages)
    language = public_language()
    site = site_of(request)
    columns = places({page.path[:-STEP] for page in pages}, language) if kickers else {}
    result = []
    for page in pages:
        portal = portal_of(page)
        column = columns.get(page.path[:-STEP])
        result.append(
            {
                "title": page.text_in("title", language) or page.title,
                "url": page.url_in(language, request),
                "introduction": getattr(page, "introduction", ""),
                "image": getattr(page, "image", None),
                "date": page.display_date if page.is_story else None,
                "kicker": column.title if column and column.public else "",
                "kicker_url": column.url(language, site) if column and column.public else "",
                "unit_name": portal.title if portal else "",
            }
        )
    return result


def cards_of(pages: Iterable[BasePage | None], request: HttpRequest | None) -> list[dict[str, Any]]:
    """Cards of base pages (as choosers give them) that are public in the reader's language, in their order."""
    language = public_language()
    rows = [(page.pk, page.content_type_id) for page in pages if page is not None and page.published_in(language)]
    return cards(specific_of(rows, language), request)
