"""RSS and Atom of every list of articles in every language."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from promo.core.languages import language_tag, speaking
from promo.core.pictures import share_url
from promo.core.portals import portal_of
from promo.core.sites import serving, site_of
from promo.core.views import find
from promo.editorial.models.listings import ListingPage

ITEMS = 30
FORMATS = {"rss": Rss201rev2Feed, "atom": Atom1Feed}


def _printable(text: str) -> str:
    """Without the control characters that come along from a word processor: XML has no way to write them."""
    return "".join(character for character in text or "" if character >= " " or character in "\t\n")


class ListingFeed(Feed):
    """The newest articles of one list. Links are canonical: a reader far away has no host to be relative to."""

    def __init__(self, listing: ListingPage, language: str, kind: str) -> None:
        self.listing = listing
        self.language = language_tag(language)
        self.code = language
        self.feed_type = FORMATS[kind]
        self.kind = kind

    def title(self) -> str:
        portal = portal_of(self.listing)
        return _printable(f"{self.listing.title} · {portal.full_name if portal else ''}")

    def description(self) -> str:
        return _printable(self.listing.introduction)

    subtitle = description

    def link(self) -> str:
        return self.listing.full_url_in(self.code) or ""

    def feed_url(self) -> str:
        return f"{self.link()}{self.kind}.xml"

    def items(self) -> list[Any]:
        from promo.editorial.models.articles import ArticlePage

        keys = [page.pk for page in self.listing.articles(self.code)[:ITEMS]]
        articles = ArticlePage.objects.only_columns_of(self.code, bodies=False).select_related("image").in_bulk(keys)
        return [articles[key] for key in keys if key in articles]

    def item_title(self, item: Any) -> str:
        return _printable(item.title)

    def item_description(self, item: Any) -> str:
        return _printable(item.introduction)

    def item_link(self, item: Any) -> str:
        return item.full_url_in(self.code)

    def item_guid(self, item: Any) -> str:
        # The permanent address: renaming an article must not make it new in every reader.
        return f"urn:uuid:{item.translation_key}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Any) -> datetime | None:
        return item.published_in(self.code)

    def item_updateddate(self, item: Any) -> datetime | None:
        return item.last_published_at or item.published_in(self.code)

    def item_enclosure_url(self, item: Any) -> str | None:
        url = share_url(item.image)
        if not url:
            return None
        origin = (item.full_url_in(self.code) or "").split(f"/{self.code}/", 1)[0]
        return origin + url if url.startswith("/") else url

    item_enclosure_mime_type = "image/jpeg"
    # RSS demands a length and feed readers ignore it; the file's would cost a look at storage each.
    item_enclosure_length = 0


def feed(request: HttpRequest, language: str, path: str, kind: str) -> HttpResponse:
    site = site_of(request)
    if site is None:
        raise Http404
    with speaking(language), serving(site):
        listing = find(site, language, path)
        if not isinstance(listing, ListingPage) or not listing.published_in(language):
            raise Http404
        response = ListingFeed(listing, language, kind)(request)
    response["X-Page-Cache"] = "keep"
    patch_cache_control(response, public=True, max_age=settings.PAGE_MAX_AGE)
    return response
