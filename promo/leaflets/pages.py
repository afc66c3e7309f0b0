"""What a page type derives from to have a leaflet, or a catalogue."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse

from promo.core.languages import shown_language
from promo.leaflets.leaf import Leaf


class HasLeaflet(models.Model):
    """Abstract, for pages: `leaflet.pdf` beside the page (`?paper=a4` or `a5`)."""

    files: ClassVar[dict[str, str]] = {"leaflet.pdf": "leaflet_file"}

    class Meta:
        abstract = True

    def leaf(self, request: HttpRequest) -> Leaf:
        """The page in the reader's language. Raises NotImplementedError where the type has none."""
        raise NotImplementedError

    def leaflet_file(self, request: HttpRequest) -> HttpResponse:
        from promo.leaflets.views import leaflet

        return leaflet(self, request)

    def leaflet_url(self, request: HttpRequest) -> str:
        """In the language the page's own texts are in: where the reader's is missing, there is no other leaflet."""
        page: Any = self
        return f"{page.url_in(shown_language(request), request)}leaflet.pdf"


class HasCatalogue(models.Model):
    """Abstract, for listings: `catalogue.pdf`, all entries with picture, facts and stars."""

    files: ClassVar[dict[str, str]] = {"catalogue.pdf": "catalogue_file"}

    class Meta:
        abstract = True

    def catalogue_count(self, request: HttpRequest) -> int:
        """How many entries there are in the reader's language; one query. Many are made in the background."""
        raise NotImplementedError

    def catalogue_leaves(self, request: HttpRequest) -> Sequence[Leaf]:
        """The entries in the reader's language, in the listing's order, in a fixed number of queries."""
        raise NotImplementedError

    def catalogue_file(self, request: HttpRequest) -> HttpResponse:
        from promo.leaflets.views import catalogue

        return catalogue(self, request)
