"""What pages of tourism show beside their own texts: facts, map, what is near, leaflet."""

from typing import Any

from django.http import HttpRequest

from promo.catalogue.showing import visit as visit
from promo.core.languages import public_language
from promo.tourism.dates import events_at


def festivals(page: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """When the festivals of a destination are next."""
    return events_at(page, public_language())
