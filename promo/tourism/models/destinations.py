"""Destinations: relics, scenery, temples, craft villages, gardens, museums, water."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import RichTextField

from promo.catalogue.models import CardFacts, CatalogueEntry, CataloguePage
from promo.core.blocks.base import TEXT_FEATURES
from promo.leaflets.leaf import Leaf
from promo.leaflets.pages import HasLeaflet
from promo.places.models import Located
from promo.portals.models.pages import IntroducedPage
from promo.tourism import facts, leaves, showing, structured


class DestinationPage(HasLeaflet, CatalogueEntry, Located, IntroducedPage):
    class Kind(models.TextChoices):
        TEMPLE = "temple", _("pagoda or temple")
        RELIC = "relic", _("historic site")
        SCENERY = "scenery", _("scenery")
        CRAFT_VILLAGE = "craft_village", _("craft village")
        GARDEN = "garden", _("garden or orchard")
        MUSEUM = "museum", _("museum")
        WATER = "water", _("beach, river or lake")

    class Rank(models.TextChoices):
        SPECIAL = "special", _("special national relic")
        NATIONAL = "national", _("national relic")
        PROVINCIAL = "provincial", _("provincial relic")

    map_layer = "destinations"

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.RELIC, db_index=True)
    rank = models.CharField(_("rank"), max_length=20, choices=Rank.choices, blank=True, db_index=True)
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    decision_date = models.DateField(_("date of the decision"), null=True, blank=True)
    hours = models.CharField(_("opening hours"), max_length=150, blank=True)
    ticket = models.CharField(_("ticket"), max_length=150, blank=True)
    best_season = models.CharField(_("best season"), max_length=150, blank=True)
    getting_there = RichTextField(_("how to get there"), blank=True, features=TEXT_FEATURES)
    step_free = models.BooleanField(
        _("can be visited in a wheelchair"), default=False, help_text=_("A way in without steps, and room inside.")
    )
    accessibility = models.TextField(
        _("for visitors with disabilities"), blank=True, help_text=_("Steps, ramps, toilets, parking, help on site.")
    )
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    website = models.URLField(_("website"), blank=True)

    untranslated_fields: ClassVar[tuple[str, ...]] = ("code", "decision_number", "phone", "website")

    template = "tourism/destination_page.html"
    page_description = _("A place to see: temple, relic, scenery, craft village, garden, museum, water.")
    parent_page_types = ["tourism.DestinationIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *IntroducedPage.content_panels[:-1],
        FieldRowPanel([FieldPanel("kind"), FieldPanel("code")]),
        MultiFieldPanel(
            [FieldPanel("rank"), FieldRowPanel([FieldPanel("decision_number"), FieldPanel("decision_date")])],
            heading=_("Rank as a relic"),
        ),
        Located.location_panel,
        MultiFieldPanel(
            [
                FieldPanel("hours_vi"),
                FieldPanel("ticket_vi"),
                FieldPanel("best_season_vi"),
                FieldPanel("getting_there_vi"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("website")]),
            ],
            heading=_("For the visit"),
        ),
        MultiFieldPanel(
            [FieldPanel("step_free"), FieldPanel("accessibility_vi", widget=AdminAutoHeightTextInput)],
            heading=_("Access"),
        ),
        IntroducedPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("destination")
        verbose_name_plural = _("destinations")

    @property
    def list_weight(self) -> int:
        """Ranked relics first, the highest rank before the others."""
        return [*self.Rank.values, ""].index(self.rank)

    def clean(self) -> None:
        super().clean()
        if self.rank and not self.decision_number:
            raise ValidationError({"decision_number": gettext("A rank comes with the number of its decision.")})

    @classmethod
    def card_facts(cls, keys: list[int], language: str) -> dict[int, CardFacts]:
        rows = facts.card_rows(cls, keys, "kind", "rank", "commune_id")
        communes = facts.commune_names(commune for _key, _kind, _rank, commune in rows)
        return {
            key: CardFacts(
                facts.card_label(cls.Kind.choices, kind),
                tuple(filter(None, (facts.card_label(cls.Rank.choices, rank), communes.get(commune)))),
            )
            for key, kind, rank, commune in rows
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "kicker": facts.kind_label(self),
            "getting_there": self.getting_there,
            "accessibility": self.accessibility,
            "festivals": showing.festivals(self, request),
            **showing.visit(self, request, facts.destination_facts(self)),
        }

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return structured.destination(self, request)

    def leaf(self, request: HttpRequest) -> Leaf:
        return leaves.destination(self, request)


class DestinationIndexPage(CataloguePage):
    entry_model = "tourism.DestinationPage"
    filterset = "promo.tourism.filters.DestinationFilter"
    template = "catalogue/index_page.html"
    page_description = _("Lists the places to see, with filters.")
    subpage_types = ["tourism.DestinationPage"]

    class Meta:
        verbose_name = _("list of destinations")
        verbose_name_plural = _("lists of destinations")
