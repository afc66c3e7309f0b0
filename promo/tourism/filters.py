"""What lists of tourism are filtered by."""

from django.utils.translation import gettext_lazy as _

from promo.catalogue.filters import CommuneFacet, EntryFilter, Facet, Flag
from promo.tourism.models import DestinationPage, DishPage, RoutePage, VenuePage


class DestinationFilter(EntryFilter):
    commune = CommuneFacet()
    kind = Facet(DestinationPage.Kind.choices, label=_("Kind"))
    rank = Facet(DestinationPage.Rank.choices, label=_("Rank"))
    step_free = Flag(_("Can be visited in a wheelchair"))


class DishFilter(EntryFilter):
    commune = CommuneFacet()
    kind = Facet(DishPage.Kind.choices, label=_("Kind"))


class VenueFilter(EntryFilter):
    commune = CommuneFacet()
    kind = Facet(VenuePage.Kind.choices, label=_("Kind"))
    price_band = Facet(VenuePage.PriceBand.choices, label=_("Price"))


class RouteFilter(EntryFilter):
    duration = Facet(RoutePage.Duration.choices, label=_("Duration"))
    transport = Facet(RoutePage.Transport.choices, label=_("How to travel"))
