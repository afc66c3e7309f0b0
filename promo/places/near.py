"""What is near a position."""

import math
from typing import Any

from django.db.models import ExpressionWrapper, F, FloatField
from django.utils.formats import number_format
from django.utils.translation import gettext

from promo.core.cards import cards, mixed_rows
from promo.core.querysets import live_q
from promo.places import layers
from promo.places.models import Place
from promo.portals.scope import within

EARTH_RADIUS_KM = 6371.0088
KM_PER_DEGREE = math.pi * EARTH_RADIUS_KM / 180


def near(
    position: tuple[float, float],
    language: str,
    portal: Any,
    *,
    exclude: int | None = None,
    limit: int = 6,
    km: float = 15,
) -> list[dict[str, Any]]:
    """Cards of what the portal has within `km` of a position (latitude, longitude), the nearest first.

    Each is as `core.cards` makes it, with "distance" in words and "kind_label". `exclude` is a page's key. One query
    for the dots and those of the cards, however many there are.
    """
    if portal is None:
        return []
    found = [
        (distance, key, content_type, layer, kind)
        for key, content_type, layer, kind, *place in _candidates(position, language, portal, exclude, limit, km)
        if (distance := distance_km(position, (place[0], place[1]))) <= km
    ]
    found.sort()
    rows = {row.pk: row for row in mixed_rows([(key, of_type) for _km, key, of_type, *_rest in found], language)}
    shown = [(rows[key], distance, layer, kind) for distance, key, _type, layer, kind in found if key in rows]
    return [
        {**card, "distance": distance_words(distance), "kind_label": layers.kind_label(layer, kind)}
        for card, (_row, distance, layer, kind) in zip(
            cards([row for row, *_rest in shown], None, kickers=False), shown, strict=True
        )
    ]


def _candidates(
    position: tuple[float, float], language: str, portal: Any, exclude: int | None, limit: int, km: float
) -> Any:
    """The `limit` nearest dots in a box around the position, by the flat measure a database can sort by."""
    latitude, longitude = position
    shortening = max(math.cos(math.radians(latitude)), 0.01)
    north, east = km / KM_PER_DEGREE, km / KM_PER_DEGREE / shortening
    up, across = F("latitude") - latitude, (F("longitude") - longitude) * shortening
    dots = Place.objects.filter(
        within(portal, "page__"),
        live_q(language, "page__"),
        latitude__range=(latitude - north, latitude + north),
        longitude__range=(longitude - east, longitude + east),
    )
    if exclude is not None:
        dots = dots.exclude(page_id=exclude)
    flat = ExpressionWrapper(up * up + across * across, output_field=FloatField())
    columns = ("page_id", "page__content_type_id", "layer", "kind", "latitude", "longitude")
    return dots.order_by(flat, "page_id").values_list(*columns)[:limit]


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Between two positions, along the great circle."""
    latitude, other_latitude = math.radians(one[0]), math.radians(other[0])
    half_up, half_across = (other_latitude - latitude) / 2, math.radians(other[1] - one[1]) / 2
    chord = math.sin(half_up) ** 2 + math.cos(latitude) * math.cos(other_latitude) * math.sin(half_across) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def distance_words(km: float) -> str:
    """“350 m”, “1.2 km”, “2 km”, in the active language's way of writing numbers."""
    metres = round(km * 100) * 10
    if metres < 1000:
        return gettext("%(number)s m") % {"number": max(metres, 10)}
    # Rounded here: Django cuts off what it has no room for.
    rounded = round(km, 1 if km < 9.95 else 0)
    return gettext("%(number)s km") % {"number": number_format(rounded, 0 if float(rounded).is_integer() else 1)}
