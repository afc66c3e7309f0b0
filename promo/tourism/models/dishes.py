"""Dishes, specialities and crafts."""

import re
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import RichTextField

from promo.catalogue.models import CardFacts, CatalogueEntry, CataloguePage
from promo.core.blocks.base import TEXT_FEATURES
from promo.core.languages import SOURCE, column
from promo.leaflets.leaf import Leaf
from promo.leaflets.pages import HasLeaflet
from promo.places.models import Located
from promo.portals.models.pages import IntroducedPage
from promo.tourism import facts, leaves, showing, structured

# A dash, a dot, a number with a dot or bracket: the page numbers steps itself.
_MARK = re.compile(r"^\s*(?:[-–•*+]\s+|\d{1,2}[.)]\s+)")


class DishPage(HasLeaflet, CatalogueEntry, Located, IntroducedPage):
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

    @property
    def ingredient_list(self) -> list[str]:
        return lines_of(self.ingredients)

    @property
    def step_list(self) -> list[str]:
        return lines_of(self.steps)

    @classmethod
    def card_facts(cls, keys: list[int], language: str) -> dict[int, CardFacts]:
        rows = facts.card_rows(cls, keys, "kind", column("season", language), column("season", SOURCE))
        return {
            key: CardFacts(facts.card_label(cls.Kind.choices, kind), tuple(filter(None, (season or source,))))
            for key, kind, season, source in rows
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "kicker": facts.kind_label(self),
            "ingredients": self.ingredient_list,
            "steps": self.step_list,
            "where_to_try": self.where_to_try,
            **showing.visit(self, request, facts.dish_facts(self)),
        }

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return structured.dish(self, request, self.ingredient_list, self.step_list)

    def leaf(self, request: HttpRequest) -> Leaf:
        return leaves.dish(self, request, self.ingredient_list, self.step_list)


def lines_of(text: str | None) -> list[str]:
    """Lines with something in them, without the dash or number an editor may have put before them."""
    return [line for line in (_MARK.sub("", raw).strip() for raw in (text or "").splitlines()) if line]


class DishIndexPage(CataloguePage):
    entry_model = "tourism.DishPage"
    filterset = "promo.tourism.filters.DishFilter"
    template = "catalogue/index_page.html"
    page_description = _("Lists dishes, specialities and crafts, with filters.")
    subpage_types = ["tourism.DishPage"]

    class Meta:
        verbose_name = _("list of dishes and crafts")
        verbose_name_plural = _("lists of dishes and crafts")
