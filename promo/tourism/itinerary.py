"""A route's stops as a reader sees them, and what they add up to.

Queries: the stops' rows, and their positions; none for what the shelf has.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils.formats import number_format, time_format
from django.utils.translation import gettext

from promo.core import shelf
from promo.core.cards import mixed_rows
from promo.core.languages import SOURCE, public_language
from promo.places.models import Place
from promo.tourism.facts import minutes_words, stops_words

Position = tuple[float, float]


@dataclass(frozen=True)
class Stop:
    """`url` is empty where the stop's page is not public in the reader's language: its name is Vietnamese then."""

    number: int
    day: int
    title: str
    url: str
    introduction: str
    image: Any
    position: Position | None
    arrival: str
    departure: str
    stay: str
    minutes: int
    distance: str
    km: Decimal | None
    note: str

    @property
    def foreign(self) -> bool:
        return not self.url and public_language() != SOURCE


def positions_of(keys: Iterable[int]) -> dict[int, Position]:
    """Positions of pages, remembered until the content changes."""

    def read(missing: list[int]) -> dict[int, Position]:
        rows = Place.objects.filter(page_id__in=missing).values_list("page_id", "latitude", "longitude")
        return {key: (latitude, longitude) for key, latitude, longitude in rows}

    return shelf.in_bulk("position", keys, read)


def itinerary(stops: Any, request: HttpRequest | None) -> list[Stop]:
    """The stops that are public, in order and numbered; a page that was taken down is left out."""
    language = public_language()
    values = [block.value for block in stops if block.value.get("page") is not None and block.value["page"].live]
    pages = [value["page"] for value in values]
    readable = {page.pk: page.content_type_id for page in pages if page.published_in(language)}
    rows = {row.pk: row for row in mixed_rows(readable.items(), language)}
    positions = positions_of({page.pk for page in pages})
    made = []
    for number, (value, page) in enumerate(zip(values, pages, strict=True), 1):
        row = rows.get(page.pk)
        minutes, km, arrival = value["minutes"] or 0, value["distance_km"], value["time"]
        made.append(
            Stop(
                number=number,
                day=value["day"] or 1,
                title=row.title if row else page.text_in("title", SOURCE) or "",
                url=row.url(language, request) if row else "",
                introduction=row.introduction if row else "",
                image=row.image if row else None,
                position=positions.get(page.pk),
                arrival=time_format(arrival) if arrival else "",
                departure=time_format(_later(arrival, minutes)) if arrival and minutes else "",
                stay=minutes_words(minutes) if minutes else "",
                minutes=minutes,
                distance=km_words(km),
                km=km,
                note=value["note"] or "",
            )
        )
    return made


def days(stops: list[Stop]) -> list[dict[str, Any]]:
    """The stops day by day; the day has a heading only where there are several."""
    numbers = list(dict.fromkeys(stop.day for stop in stops))
    return [
        {
            "number": number,
            "heading": gettext("Day %(number)s") % {"number": number} if len(numbers) > 1 else "",
            "stops": [stop for stop in stops if stop.day == number],
        }
        for number in numbers
    ]


def totals(stops: list[Stop]) -> dict[str, Any]:
    distance = sum((stop.km for stop in stops if stop.km), Decimal(0))
    minutes = sum(stop.minutes for stop in stops)
    return {
        "stops": len(stops),
        "distance": km_words(distance),
        "stay": minutes_words(minutes) if minutes else "",
    }


def stored_stops(stops: Any) -> list[dict[str, Any]]:
    """The stored values of a StreamField's blocks, which costs no query: choosers stay keys."""
    return [block["value"] for block in stops.raw_data] if stops else []


def stop_keys(stops: Any) -> list[int]:
    """Keys of the pages a route stops at, in order."""
    return [value["page"] for value in stored_stops(stops) if value.get("page")]


def summary(stops: Any) -> tuple[str, ...]:
    """How many stops and how far, from the stored blocks alone: what a card says."""
    values = stored_stops(stops)
    distance = sum((Decimal(str(value.get("distance_km") or 0)) for value in values), Decimal(0))
    return stops_words(len(values)) if values else "", km_words(distance)


def km_words(km: Decimal | None) -> str:
    """“4.5 km”, in the active language's way of writing numbers."""
    if not km:
        return ""
    plain = km.quantize(Decimal(1)) if km == km.to_integral_value() else km.quantize(Decimal("0.1"))
    return gettext("%(number)s km") % {"number": number_format(plain, force_grouping=True)}


def points(stops: list[Stop]) -> list[dict[str, Any]]:
    """The stops that have a position, for the small map."""
    return [
        {
            "lat": stop.position[0],
            "lon": stop.position[1],
            "title": stop.title,
            "url": stop.url,
            "number": stop.number,
        }
        for stop in stops
        if stop.position
    ]


def _later(moment: time, minutes: int) -> time:
    return (datetime.combine(date(2000, 1, 1), moment) + timedelta(minutes=minutes)).time()
