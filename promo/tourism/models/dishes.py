"""Dishes, specialities and crafts."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import RichTextField

from promo.catalogue.models import CataloguePage
from promo.core.blocks.base import TEXT_FEATURES
from promo.leaflets.pages import HasLeaflet
from promo.places.models import Located
from promo.portals.models.pages import IntroducedPage


class DishPage(HasLeaflet, Located, IntroducedPage):
    """What to taste and what is made by hand."""

    class Kind(models.TextChoices):
        DISH = "dish", _("dish")
        SPECIALITY = "speciality", _("speciality")
        CRAFT = "craft", _("craft")

    map_layer = "dishes"

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.DISH, db_index=True)
    season = models.CharField(_("season"), max_length=150, blank=True)
    ingredients = models.TextField(_("ingredients"), blank=True, help_text=_("One a line, with its quantity."))
    steps = models.TextField(_("how it is made"), blank=True, help_text=_("One step a line."))
    where_to_try = RichTextField(_("where to taste or buy it"), blank=True, features=TEXT_FEATURES)

    untranslated_fields: ClassVar[tuple[str, ...]] = ("code",)

    template = "tourism/dish_page.html"
    # Until its public page is built.
    is_creatable = False
    page_description = _("A dish, a speciality or a craft of the area.")
    parent_page_types = ["tourism.DishIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *IntroducedPage.content_panels[:-1],
        FieldRowPanel([FieldPanel("kind"), FieldPanel("code")]),
        FieldPanel("season_vi"),
        MultiFieldPanel(
            [
                FieldPanel("ingredients_vi", widget=AdminAutoHeightTextInput),
                FieldPanel("steps_vi", widget=AdminAutoHeightTextInput),
            ],
            heading=_("Recipe"),
        ),
        FieldPanel("where_to_try_vi"),
        Located.location_panel,
        IntroducedPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("dish or craft")
        verbose_name_plural = _("dishes and crafts")


class DishIndexPage(CataloguePage):
    entry_model = "tourism.DishPage"
    filterset = "promo.tourism.filters.DishFilter"
    # Until its public page is built.
    is_creatable = False
    page_description = _("Lists dishes, specialities and crafts, with filters.")
    subpage_types = ["tourism.DishPage"]

    class Meta:
        verbose_name = _("list of dishes and crafts")
        verbose_name_plural = _("lists of dishes and crafts")
