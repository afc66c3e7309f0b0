from promo.tourism.models.calendars import EventIndexPage
from promo.tourism.models.destinations import DestinationIndexPage, DestinationPage
from promo.tourism.models.dishes import DishIndexPage, DishPage
from promo.tourism.models.events import EventPage
from promo.tourism.models.occurrences import Occurrence
from promo.tourism.models.routes import RouteIndexPage, RoutePage
from promo.tourism.models.venues import VenueIndexPage, VenuePage

__all__ = [
    "DestinationIndexPage",
    "DestinationPage",
    "DishIndexPage",
    "DishPage",
    "EventIndexPage",
    "EventPage",
    "Occurrence",
    "RouteIndexPage",
    "RoutePage",
    "VenueIndexPage",
    "VenuePage",
]
