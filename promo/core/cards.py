"""Pages as cards: what a list, a block or the home page shows of them, in a fixed number of queries."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from promo.core.languages import public_language
from promo.core.models import BasePage, PortalImage
from promo.core.portals import portal_of

if TYPE_CHECKING:
    from promo.core.querysets import PageQuerySet


def specific_pages(queryset: "PageQuerySet", language: str) -> list[BasePage]:
    """The pages of a queryset with their own types and without bodies; one query a page type."""
    rows = list(queryset.values_list("pk", "content_type_id"))
    by_type: dict[int, list[int]] = {}
    for pk, content_type in rows:
        by_type.setdefault(content_type, []).append(pk)
    from django.contrib.contenttypes.models import ContentType

    pages: dict[int, BasePage] = {}
    for content_type, keys in by_type.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None:
            for page in model.objects.filter(pk__in=keys).only_columns_of(language, bodies=False):
                pages[page.pk] = page
    return [pages[pk] for pk, _content_type in rows if pk in pages]


def cards(
    pages: Iterable[BasePage], request: HttpRequest | None, *, kickers: dict[str, tuple[str, str]] | None = None
) -> list[dict[str, Any]]:
    """Cards of specific pages, in order; two queries for all their pictures and columns together.

    `kickers` maps the tree path of a column to its (title, url), where the caller knows them.
    """
    pages = list(pages)
    language = public_language()
    image_keys = {page.image_id for page in pages if getattr(page, "image_id", None)}
    images = PortalImage.objects.in_bulk(image_keys) if image_keys else {}
    if kickers is None:
        kickers = columns_of(pages, request, language)
    result = []
    for page in pages:
        portal = portal_of(page)
        kicker, kicker_url = kickers.get(page.path[:-4], ("", ""))
        result.append(
            {
                "title": page.text_in("title", language) or page.title,
                "url": page.url_in(language, request),
                "introduction": getattr(page, "introduction", ""),
                "image": images.get(getattr(page, "image_id", None)),
                "date": getattr(page, "display_date", None),
                "kicker": kicker,
                "kicker_url": kicker_url,
                "unit_name": portal.title if portal else "",
            }
        )
    return result


def columns_of(pages: list[BasePage], request: HttpRequest | None, language: str) -> dict[str, tuple[str, str]]:
    """The parents of `pages` by tree path: title and address. One query."""
    parents = (
        BasePage.objects.filter(path__in={page.path[:-4] for page in pages}).live_in(language).only_columns_of(language)
    )
    return {parent.path: (parent.title, parent.url_in(language, request) or "") for parent in parents}


def cards_of(keys: list[int], request: HttpRequest | None) -> list[dict[str, Any]]:
    """Cards of the pages with these keys that are public in the reader's language, in the order given."""
    language = public_language()
    pages = {page.pk: page for page in specific_pages(BasePage.objects.filter(pk__in=keys).live_in(language), language)}
    return cards([pages[key] for key in keys if key in pages], request)
