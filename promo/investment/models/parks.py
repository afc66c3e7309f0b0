"""Industrial parks and clusters."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from promo.catalogue.models import CatalogueEntry, CataloguePage
from promo.enquiries.pages import TakesEnquiries
from promo.investment.models.choices import Status
from promo.investment.models.sites import InvestmentSite
from promo.leaflets.pages import HasLeaflet
from promo.portals.models.pages import IntroducedPage


class ParkPage(TakesEnquiries, HasLeaflet, CatalogueEntry, InvestmentSite):
    class Kind(models.TextChoices):
        PARK = "park", _("industrial park")
        CLUSTER = "cluster", _("industrial cluster")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        BUILDING = "building", _("being built")
        OPEN = "open", _("in operation")

    map_layer = "parks"

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.PARK, db_index=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.PLANNED, db_index=True)
    developer = models.CharField(_("developer"), max_length=150, blank=True)
    decision_number = models.CharField(_("decision"), max_length=60, blank=True)
    decision_date = models.DateField(_("date of the decision"), null=True, blank=True)
    leasable = models.DecimalField(
        _("land for lease, ha"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    occupancy = models.DecimalField(
        _("occupied, %"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    rent_from = models.DecimalField(
        _("rent from, USD/m² for the whole term"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    rent_to = models.DecimalField(
        _("rent to, USD/m² for the whole term"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    sectors = models.CharField(_("sectors that are welcome"), max_length=150, blank=True)

    untranslated_fields: ClassVar[tuple[str, ...]] = (*InvestmentSite.site_untranslated, "developer", "decision_number")

    template = "investment/park_page.html"
    # Until its public page is built.
    is_creatable = False
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
        FieldPanel("utilities_vi"),
        FieldPanel("distances_vi"),
        InvestmentSite.location_panel,
        FieldPanel("outline"),
        InvestmentSite.source_panel,
        InvestmentSite.contact_panel,
        FieldPanel("fictional"),
        IntroducedPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("industrial park or cluster")
        verbose_name_plural = _("industrial parks and clusters")

    def clean(self) -> None:
        super().clean()
        problems: dict[str, Any] = {}
        if self.leasable is not None and self.area is not None and self.leasable > self.area:
            problems["leasable"] = gettext("More land for lease than there is.")
        if self.rent_from is not None and self.rent_to is not None and self.rent_to < self.rent_from:
            problems["rent_to"] = gettext("The highest rent is below the lowest.")
        if problems:
            raise ValidationError(problems)

    def calling(self) -> Any:
        """Its projects that call for investment."""
        return self.projects.filter(status=Status.CALLING)


class ParkIndexPage(CataloguePage):
    entry_model = "investment.ParkPage"
    filterset = "promo.investment.filters.ParkFilter"
    # Until its public page is built.
    is_creatable = False
    template = "catalogue/index_page.html"
    page_description = _("Lists industrial parks and clusters, with filters.")
    subpage_types = ["investment.ParkPage"]

    class Meta:
        verbose_name = _("list of industrial parks")
        verbose_name_plural = _("lists of industrial parks")
