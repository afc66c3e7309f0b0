"""Routes as lines on the map."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

from promo.core.cards import Row
from promo.core.languages import SOURCE, column
from promo.core.querysets import live_q
from promo.places.layers import Line
from promo.places.models import Place
from promo.portals.scope import within
from promo.tourism.itinerary import stop_keys
from promo.tourism.models import RoutePage


def route_lines(portal: Any, language: str, request: HttpRequest | None) -> Iterator[Line]:
    """The routes of a portal that pass two places or more, in two queries."""
    names = ("pk", "path", column("title", language), column("public_path", language), column("stops", SOURCE))
    routes = list(
        RoutePage.objects.filter(within(portal)).live_in(language).order_by("path").rewrite(False).values_list(*names)
    )
    stops = {pk: stop_keys(value) for pk, _path, _title, _public, value in routes}
    keys = {key for found in stops.values() for key in found}
    rows = Place.objects.filter(live_q(SOURCE, "page__"), page_id__in=keys)
    positions = {key: (lat, lon) for key, lat, lon in rows.values_list("page_id", "latitude", "longitude")}
    for pk, path, title, public_path, _value in routes:
        passed = tuple(positions[key] for key in stops[pk] if key in positions)
        if len(passed) > 1:
            yield Line(pk, title, Row(pk, path, title, "", public_path, None, None).url(language, request), passed)
