"""Projects calling for investment."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from promo.catalogue.models import CatalogueEntry, CataloguePage
from promo.enquiries.pages import TakesEnquiries
from promo.investment.models.choices import (
    Clearance,
    Form,
    Group,
    LandState,
    PlanState,
    Section,
    Selection,
    Status,
)
from promo.investment.models.sites import InvestmentSite
from promo.leaflets.pages import HasLeaflet
from promo.portals.models.pages import IntroducedPage


class ProjectPage(TakesEnquiries, HasLeaflet, CatalogueEntry, InvestmentSite):
    """One project of the list, with what an investor asks next."""

    map_layer = "projects"

    number = models.PositiveIntegerField(_("number in the list"), null=True, blank=True)
    group = models.CharField(_("group"), max_length=20, choices=Group.choices, default=Group.INDUSTRY, db_index=True)
    section = models.CharField(_("section of the economy (VSIC)"), max_length=1, choices=Section.choices, blank=True)
    form = models.CharField(_("form of investment"), max_length=20, choices=Form.choices, default=Form.ANY)
    selection = models.CharField(_("selection of the investor"), max_length=20, choices=Selection.choices, blank=True)
    objective = models.TextField(_("objective"), max_length=600, blank=True)
    capacity = models.CharField(_("products or capacity"), max_length=150, blank=True)
    # Millions of VND: lists say "billion", and small projects are a few hundred million.
    capital = models.DecimalField(
        _("capital, million VND"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    provincial_plan = models.CharField(_("provincial plan"), max_length=20, choices=PlanState.choices, blank=True)
    construction_plan = models.CharField(_("construction plan"), max_length=20, choices=PlanState.choices, blank=True)
    plan_note = models.CharField(_("about the plans"), max_length=150, blank=True)
    land = models.CharField(_("land now"), max_length=20, choices=LandState.choices, blank=True)
    clearance = models.CharField(_("site clearance"), max_length=20, choices=Clearance.choices, blank=True)
    park = models.ForeignKey(
        "investment.ParkPage",
        verbose_name=_("in the park"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="projects",
    )
    status = models.CharField(_("state"), max_length=20, choices=Status.choices, default=Status.CALLING, db_index=True)
    called_on = models.DateField(_("called on"), null=True, blank=True)
    call_period = models.CharField(_("period of the call"), max_length=60, blank=True, help_text=_("“2026–2030”"))
    chosen_on = models.DateField(_("investor chosen on"), null=True, blank=True)
    investor = models.CharField(_("investor"), max_length=150, blank=True)
    note = models.CharField(_("note of the list"), max_length=150, blank=True)

    untranslated_fields: ClassVar[tuple[str, ...]] = (*InvestmentSite.site_untranslated, "call_period", "investor")

    template = "investment/project_page.html"
    # Until its public page is built.
    is_creatable = False
    page_description = _("A project that calls for investment, with its figures, state and contact.")
    parent_page_types = ["investment.ProjectIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *IntroducedPage.content_panels[:-1],
        FieldRowPanel([FieldPanel("code"), FieldPanel("number"), FieldPanel("status")]),
        FieldRowPanel([FieldPanel("group"), FieldPanel("section"), FieldPanel("form")]),
        FieldPanel("objective_vi", widget=AdminAutoHeightTextInput),
        FieldPanel("capacity_vi"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("area"), FieldPanel("capital")]),
                FieldRowPanel([FieldPanel("selection"), FieldPanel("called_on"), FieldPanel("call_period")]),
                FieldRowPanel([FieldPanel("chosen_on"), FieldPanel("investor")]),
            ],
            heading=_("Size and call"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("provincial_plan"), FieldPanel("construction_plan")]),
                FieldPanel("plan_note_vi"),
                FieldRowPanel([FieldPanel("land"), FieldPanel("clearance")]),
                PageChooserPanel("park"),
            ],
            heading=_("Plans and land"),
        ),
        FieldPanel("utilities_vi"),
        FieldPanel("distances_vi"),
        InvestmentSite.location_panel,
        FieldPanel("outline"),
        InvestmentSite.source_panel,
        InvestmentSite.contact_panel,
        FieldPanel("note_vi"),
        FieldPanel("fictional"),
        IntroducedPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("project calling for investment")
        verbose_name_plural = _("projects calling for investment")

    @property
    def map_kind(self) -> str:
        return self.group

    @property
    def list_weight(self) -> int:
        """Those that still call stand first."""
        return Status.values.index(self.status)

    def clean(self) -> None:
        super().clean()
        today = timezone.localdate()
        problems: dict[str, Any] = {}
        if (self.area is not None or self.capital is not None) and not self.as_of:
            problems["as_of"] = gettext("Of what day are the figures? Readers must know how old they are.")
        if self.status == Status.CHOSEN and not self.chosen_on:
            problems["chosen_on"] = gettext("On what day was the investor chosen?")
        if self.chosen_on and self.chosen_on > today:
            problems["chosen_on"] = gettext("This day is still to come.")
        if self.as_of and self.as_of > today:
            problems["as_of"] = gettext("This day is still to come.")
        if problems:
            raise ValidationError(problems)


class ProjectIndexPage(CataloguePage):
    entry_model = "investment.ProjectPage"
    filterset = "promo.investment.filters.ProjectFilter"
    # Until its public page is built.
    is_creatable = False
    template = "investment/project_index_page.html"
    page_description = _("The list of projects: filters, map, comparison and downloads.")
    subpage_types = ["investment.ProjectPage"]

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")
