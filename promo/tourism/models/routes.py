"""Routes: an ordered day or weekend."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from promo.catalogue.models import CardFacts, CatalogueEntry, CataloguePage
from promo.core.blocks.base import PageChooser
from promo.core.fields import BodyField
from promo.core.languages import SOURCE, column, shown_language
from promo.core.numbers import NumberBlock
from promo.leaflets.leaf import Leaf
from promo.leaflets.pages import HasLeaflet
from promo.portals.models.pages import IntroducedPage
from promo.tourism import facts, itinerary, leaves, structured


class StopBlock(blocks.StructBlock):
    """A stop: a page with a place, when, how long, how far from the stop before."""

    page = PageChooser(label=_("place"))
    day = blocks.IntegerBlock(label=_("day"), min_value=1, max_value=14, default=1)
    time = blocks.TimeBlock(label=_("arrival"), required=False)
    minutes = blocks.IntegerBlock(label=_("stay, minutes"), required=False, min_value=1, max_value=1440)
    distance_km = NumberBlock(
        label=_("from the stop before, km"), required=False, min_value=0, max_value=2000, decimal_places=1
    )
    note = blocks.TextBlock(label=_("what to do there"), required=False)

    class Meta:
        icon = "location"
        label = _("Stop")


class StopsBlock(blocks.StreamBlock):
    """None yet or at least two stops, each later than the one before."""

    stop = StopBlock()

    class Meta:
        label = _("Stops")

    def clean(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        cleaned = super().clean(value, *args, **kwargs)
        problems = order_problems([block.value for block in cleaned])
        if problems:
            raise StreamBlockValidationError(
                block_errors={
                    number: StructBlockValidationError(block_errors={name: ValidationError(problem)})
                    for number, (name, problem) in problems.items()
                }
            )
        if len(cleaned) == 1:
            raise StreamBlockValidationError(
                non_block_errors=ValidationError([gettext("A route has at least two stops.")])
            )
        return cleaned


def order_problems(stops: list[Any]) -> dict[int, tuple[str, str]]:
    """Stops that come before the one before them: number in the list -> (field, what is wrong)."""
    problems = {}
    day, free_from = 1, None
    for number, stop in enumerate(stops):
        if stop["day"] < day:
            problems[number] = ("day", gettext("The stop before is on day %(number)s already.") % {"number": day})
            continue
        if stop["day"] > day:
            day, free_from = stop["day"], None
        if stop["time"] is None:
            continue
        starts = timedelta(hours=stop["time"].hour, minutes=stop["time"].minute)
        if free_from is not None and starts < free_from:
            until = f"{free_from.seconds // 3600:02d}:{free_from.seconds // 60 % 60:02d}"
            problems[number] = ("time", gettext("The stop before lasts until %(time)s.") % {"time": until})
        free_from = starts + timedelta(minutes=stop["minutes"] or 0)
    return problems


class RoutePage(HasLeaflet, CatalogueEntry, IntroducedPage):
    class Duration(models.TextChoices):
        HALF_DAY = "half_day", _("half a day")
        DAY = "day", _("one day")
        WEEKEND = "weekend", _("weekend")
        LONGER = "longer", _("longer")

    class Transport(models.TextChoices):
        WALK = "walk", _("on foot")
        BICYCLE = "bicycle", _("by bicycle")
        MOTORBIKE = "motorbike", _("by motorbike")
        CAR = "car", _("by car or coach")
        BOAT = "boat", _("by boat")

    duration = models.CharField(
        _("duration"), max_length=20, choices=Duration.choices, default=Duration.DAY, db_index=True
    )
    transport = models.CharField(
        _("transport"), max_length=20, choices=Transport.choices, default=Transport.CAR, db_index=True
    )
    _stops: list[itinerary.Stop] | None = None

    stops = BodyField(StopsBlock(), verbose_name=_("stops"), blank=True)

    template = "tourism/route_page.html"
    page_description = _("A day or a weekend: stops in order, with times and distances.")
    parent_page_types = ["tourism.RouteIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *IntroducedPage.content_panels[:-1],
        FieldRowPanel([FieldPanel("duration"), FieldPanel("transport")]),
        FieldPanel("stops_vi"),
        IntroducedPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("route")
        verbose_name_plural = _("routes")

    @classmethod
    def card_facts(cls, keys: list[int], language: str) -> dict[int, CardFacts]:
        rows = facts.card_rows(cls, keys, "duration", "transport", column("stops", SOURCE))
        return {
            key: CardFacts(
                facts.card_label(cls.Duration.choices, duration),
                tuple(
                    filter(
                        None,
                        (facts.card_label(cls.Transport.choices, transport), *itinerary.summary(stops)),
                    )
                ),
            )
            for key, duration, transport, stops in rows
        }

    def visible_stops(self, request: HttpRequest | None) -> list[itinerary.Stop]:
        """Read once: the page, its structured data and its leaflet all go by them."""
        if self._stops is None:
            self._stops = itinerary.itinerary(self.stops, request)
        return self._stops

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        stops = self.visible_stops(request)
        return {
            **super().get_context(request, *args, **kwargs),
            "kicker": capfirst(str(self.get_duration_display())),
            "facts": facts.route_facts(self, itinerary.totals(stops)),
            "days": itinerary.days(stops),
            "points": itinerary.points(stops),
            "leaflet_url": self.leaflet_url(request),
            "share": {"url": self.full_url_in(shown_language(request)), "title": self.title},
        }

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return structured.route(self, request, self.visible_stops(request))

    def leaf(self, request: HttpRequest) -> Leaf:
        stops = self.visible_stops(request)
        return leaves.route(self, request, stops, facts.route_facts(self, itinerary.totals(stops)))


class RouteIndexPage(CataloguePage):
    entry_model = "tourism.RoutePage"
    filterset = "promo.tourism.filters.RouteFilter"
    template = "catalogue/index_page.html"
    page_description = _("Lists the routes, with filters.")
    subpage_types = ["tourism.RoutePage"]

    class Meta:
        verbose_name = _("list of routes")
        verbose_name_plural = _("lists of routes")
