"""Industrial parks and clusters."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from promo.catalogue.models import CardFacts, CatalogueEntry, CataloguePage
from promo.enquiries.pages import TakesEnquiries
from promo.investment.models.sites import INVEST_PARENTS, InvestmentSite, hectares
from promo.leaflets.leaf import Leaf
from promo.leaflets.pages import HasLeaflet
from promo.portals.models.pages import IntroducedPage


def _rent(label: Any) -> models.DecimalField:
    return models.DecimalField(
        label, max_digits=8, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )


class ParkPage(TakesEnquiries, HasLeaflet, CatalogueEntry, InvestmentSite):
    class Kind(models.TextChoices):
        PARK = "park", _("industrial park")
        CLUSTER = "cluster", _("industrial cluster")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("park", "planned")
        BUILDING = "building", _("being built")
        OPEN = "open", _("in operation")

    map_layer = "parks"

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.PARK, db_index=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.PLANNED, db_index=True)
    developer = models.CharField(_("developer"), max_length=150, blank=True)
    decision_number = models.CharField(_("decision"), max_length=60, blank=True)
    decision_date = models.DateField(_("date of the decision"), null=True, blank=True)
    leasable = hectares(_("land for lease, ha"))
    occupancy = models.DecimalField(
        _("occupied, %"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    rent_from = _rent(_("rent from, USD/m² for the whole term"))
    rent_to = _rent(_("rent to, USD/m² for the whole term"))
    sectors = models.CharField(_("sectors that are welcome"), max_length=150, blank=True)

    untranslated_fields: ClassVar[tuple[str, ...]] = (*InvestmentSite.site_untranslated, "developer", "decision_number")

    template = "investment/park_page.html"
    page_description = _("An industrial park or cluster with its land, rent, utilities and projects.")
    parent_page_types = ["investment.ParkIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *IntroducedPage.content_panels[:-1],
        FieldRowPanel([FieldPanel("kind"), FieldPanel("state"), FieldPanel("code")]),
        FieldPanel("developer"),
        FieldRowPanel([FieldPanel("decision_number"), FieldPanel("decision_date")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("area"), FieldPanel("leasable"), FieldPanel("occupancy")]),
                FieldRowPanel([FieldPanel("rent_from"), FieldPanel("rent_to")]),
                FieldPanel("sectors_vi"),
            ],
            heading=_("Land and rent"),
        ),
        *InvestmentSite.site_panels,
        IntroducedPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("industrial park or cluster")
        verbose_name_plural = _("industrial parks and clusters")

    @property
    def list_weight(self) -> int:
        """Parks before clusters."""
        return ParkPage.Kind.values.index(self.kind)

    def problems(self) -> dict[str, Any]:
        found = super().problems()
        if self.leasable is not None and self.area is not None and self.leasable > self.area:
            found["leasable"] = gettext("More land for lease than there is.")
        if self.rent_to is not None and self.rent_from is None:
            found["rent_from"] = gettext("Give the lowest rent, too, or put the only one here.")
        if self.rent_from is not None and self.rent_to is not None and self.rent_to < self.rent_from:
            found["rent_to"] = gettext("The highest rent is below the lowest.")
        return found

    @classmethod
    def card_facts(cls, keys: list[int], language: str) -> dict[int, CardFacts]:
        from promo.investment.facts import park_cards

        return park_cards(keys, language)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.investment.showing import park_context

        return {**super().get_context(request, *args, **kwargs), **park_context(self, request)}

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        from promo.investment.structured import park_nodes

        return park_nodes(self, request)

    def leaf(self, request: HttpRequest) -> Leaf:
        from promo.investment.leaves import park_leaf

        return park_leaf(self, request)


class ParkIndexPage(CataloguePage):
    entry_model = "investment.ParkPage"
    filterset = "promo.investment.filters.ParkFilter"
    template = "catalogue/index_page.html"
    page_description = _("Lists industrial parks and clusters, with filters.")
    parent_page_types = INVEST_PARENTS
    subpage_types = ["investment.ParkPage"]

    class Meta:
        verbose_name = _("list of industrial parks")
        verbose_name_plural = _("lists of industrial parks")
