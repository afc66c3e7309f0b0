"""Schema.org of an event, as Google's rich results want it: each coming date with its state, place and organiser."""

from datetime import date, datetime, time

from django.http import HttpRequest
from django.utils import timezone

from promo.catalogue.structured import Node, about_id, common, geo, page_nodes, postal_address
from promo.core.languages import shown_language
from promo.core.portals import portal_of
from promo.tourism.event_page import Time, destination_card, next_of, times_of
from promo.tourism.models import EventPage, Occurrence
from promo.tourism.structured import is_free, organisation

_TYPES = {"festival": "Festival", "fair": "ExhibitionEvent", "meeting": "BusinessEvent"}
_STATES = {
    Occurrence.State.CANCELLED: "https://schema.org/EventCancelled",
    Occurrence.State.MOVED: "https://schema.org/EventRescheduled",
}
_SCHEDULED = "https://schema.org/EventScheduled"


def event_nodes(event: EventPage, request: HttpRequest) -> list[Node]:
    """The page, the date that comes next and what was cancelled before it; of what is over, the last date."""
    today = timezone.localdate()
    times = times_of(event, request)
    coming = next_of(times, today)
    cancelled = [
        found
        for found in times
        if found.ends_on >= today
        and found.state == Occurrence.State.CANCELLED
        and (not coming or found.starts_on < coming.starts_on)
    ]
    shown = [coming] if coming else cancelled[:1] or times[-1:]
    if not shown:
        return page_nodes(event, request, {"@type": "Thing", **common(event, request)})
    nodes = page_nodes(event, request, _node(event, request, shown[0]))
    if coming:
        url = event.full_url_in(shown_language(request)) or ""
        nodes += [
            {"publisher": None, **_node(event, request, row), "@id": f"{about_id(url)}-{row.planned_on}", "url": url}
            for row in cancelled
        ]
    return nodes


def _node(event: EventPage, request: HttpRequest, found: Time) -> Node:
    node = common(event, request) | {
        "@type": _TYPES.get(event.kind, "Event"),
        "startDate": _moment(found.starts_on, event.start_time),
        "endDate": _moment(found.ends_on, event.end_time if event.start_time else None),
        "eventStatus": _STATES.get(Occurrence.State(found.state), _SCHEDULED),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _location(event, request),
        "organizer": _organizer(event, request),
    }
    if found.state == Occurrence.State.MOVED:
        node["previousStartDate"] = _moment(found.planned_on, event.start_time)
    if is_free(event):
        node["isAccessibleForFree"] = True
        node["offers"] = {
            "@type": "Offer",
            "price": 0,
            "priceCurrency": "VND",
            "availability": "https://schema.org/InStock",
            "url": event.full_url_in(shown_language(request)),
        }
    return node


def _moment(day: date, at: time | None) -> str:
    if at is None:
        return day.isoformat()
    return datetime.combine(day, at, tzinfo=timezone.get_default_timezone()).isoformat()


def _location(event: EventPage, request: HttpRequest) -> Node:
    """Where it is: at least the portal's own place, as a location without an address counts for nothing."""
    portal = portal_of(event)
    where = destination_card(event, request)
    name = where["title"] if where else event.address or (portal.full_name if portal else event.title)
    address = postal_address(event) or {
        "@type": "PostalAddress",
        **({"addressLocality": portal.full_name} if portal else {}),
        "addressCountry": "VN",
    }
    node: Node = {"@type": "Place", "name": name, "address": address}
    if where:
        node["url"] = request.build_absolute_uri(where["url"])
    if event.latitude is not None and event.longitude is not None:
        node["geo"] = geo(event.latitude, event.longitude)
    return node


def _organizer(event: EventPage, request: HttpRequest) -> Node | None:
    if event.organiser:
        return {"@type": "Organization", "name": event.organiser, **({"url": event.website} if event.website else {})}
    return organisation(event, request)
