"""What a page type derives from to have a leaflet."""

from django.db import models
from django.http import HttpRequest

from promo.leaflets.leaf import Leaf


class HasLeaflet(models.Model):
    """Abstract, for pages: they can be printed and folded."""

    class Meta:
        abstract = True

    def leaf(self, request: HttpRequest) -> Leaf:
        """The page in the reader's language. Raises NotImplementedError where the type has none."""
        raise NotImplementedError
