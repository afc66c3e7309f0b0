"""Routes: an ordered day or weekend."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from promo.catalogue.models import CataloguePage
from promo.core.blocks.base import PageChooser
from promo.core.fields import BodyField
from promo.leaflets.pages import HasLeaflet
from promo.portals.models.pages import IntroducedPage


class StopBlock(blocks.StructBlock):
    """A stop: a page with a place, when, how long, how far from the stop before."""

    page = PageChooser(label=_("place"))
    day = blocks.IntegerBlock(label=_("day"), min_value=1, max_value=14, default=1)
    time = blocks.TimeBlock(label=_("arrival"), required=False)
    minutes = blocks.IntegerBlock(label=_("stay, minutes"), required=False, min_value=1, max_value=1440)
    distance_km = blocks.DecimalBlock(
        label=_("from the stop before, km"), required=False, min_value=0, max_value=2000, decimal_places=1
    )
    note = blocks.TextBlock(label=_("what to do there"), required=False)

    class Meta:
        icon = "location"
        label = _("Stop")


class RoutePage(HasLeaflet, IntroducedPage):
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
    stops = BodyField([("stop", StopBlock())], verbose_name=_("stops"), blank=True)

    template = "tourism/route_page.html"
    # Until its public page is built.
    is_creatable = False
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


class RouteIndexPage(CataloguePage):
    entry_model = "tourism.RoutePage"
    filterset = "promo.tourism.filters.RouteFilter"
    # Until its public page is built.
    is_creatable = False
    page_description = _("Lists the routes, with filters.")
    subpage_types = ["tourism.RoutePage"]

    class Meta:
        verbose_name = _("list of routes")
        verbose_name_plural = _("lists of routes")
