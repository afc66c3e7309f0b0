"""Projects calling for investment."""

from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from promo.catalogue.models import CardFacts, CatalogueEntry, CataloguePage
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
from promo.investment.models.sites import INVEST_PARENTS, InvestmentSite
from promo.investment.selection import is_comparison
from promo.leaflets.leaf import Leaf
from promo.leaflets.pages import HasLeaflet
from promo.portals.models.pages import IntroducedPage


class ProjectPage(TakesEnquiries, HasLeaflet, CatalogueEntry, InvestmentSite):
    """One project of the list, with what an investor asks next."""

    map_layer = "projects"

    number = models.PositiveIntegerField(_("number in the list"), null=True, blank=True)
    group = models.CharField(_("sector"), max_length=20, choices=Group.choices, default=Group.INDUSTRY, db_index=True)
    section = models.CharField(_("section of the economy (VSIC)"), max_length=1, choices=Section.choices, blank=True)
    form = models.CharField(_("form of investment"), max_length=20, choices=Form.choices, blank=True, default=Form.ANY)
    selection = models.CharField(_("selection of the investor"), max_length=20, choices=Selection.choices, blank=True)
    objective = models.TextField(_("objective"), blank=True)
    capacity = models.CharField(_("products or capacity"), max_length=150, blank=True)
    capital = models.DecimalField(
        _("capital, billion VND"),
        max_digits=12,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("What it is in dollars is computed by the newest exchange rate."),
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
    chosen_on = models.DateField(_("investor chosen on"), null=True, blank=True)
    investor = models.CharField(_("investor"), max_length=150, blank=True)
    note = models.CharField(_("note of the list"), max_length=150, blank=True)

    untranslated_fields: ClassVar[tuple[str, ...]] = (*InvestmentSite.site_untranslated, "investor")

    template = "investment/project_page.html"
    page_description = _("A project that calls for investment, with its figures, state and contact.")
    parent_page_types = ["investment.ProjectIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *IntroducedPage.content_panels[:-1],
        FieldRowPanel([FieldPanel("code"), FieldPanel("number"), FieldPanel("status")]),
        FieldRowPanel([FieldPanel("group"), FieldPanel("form")]),
        FieldPanel("section"),
        FieldPanel("objective_vi", widget=AdminAutoHeightTextInput),
        FieldPanel("capacity_vi"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("area"), FieldPanel("capital"), FieldPanel("called_on")]),
                FieldRowPanel([FieldPanel("selection"), FieldPanel("chosen_on")]),
                FieldPanel("investor"),
                FieldPanel("note_vi"),
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
        *InvestmentSite.site_panels,
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

    @property
    def incentive_place(self) -> str:
        """Where it is, as incentives ask: `Incentive.Place`."""
        return self.park.kind if self.park_id else "outside"

    def problems(self) -> dict[str, Any]:
        found = super().problems()
        if self.capital is not None and not self.as_of:
            found["as_of"] = gettext("Of what day are the figures? Readers must know how old they are.")
        if self.status == Status.CHOSEN and not self.chosen_on:
            found["chosen_on"] = gettext("On what day was the investor chosen?")
        if self.chosen_on and self.chosen_on > timezone.localdate():
            found["chosen_on"] = gettext("This day is still to come.")
        return found

    def save(self, *args: Any, **kwargs: Any) -> None:
        from promo.investment.history import recording

        with recording(self, kwargs.get("update_fields")):
            super().save(*args, **kwargs)

    @classmethod
    def card_facts(cls, keys: list[int], language: str) -> dict[int, CardFacts]:
        from promo.investment.facts import project_cards

        return project_cards(keys, language)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.investment.showing import project_context

        return {**super().get_context(request, *args, **kwargs), **project_context(self, request)}

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        from promo.investment.structured import project_nodes

        return project_nodes(self, request)

    def leaf(self, request: HttpRequest) -> Leaf:
        from promo.investment.leaves import project_leaf

        return project_leaf(self, request)


class ProjectIndexPage(CataloguePage):
    # See `promo.investment.downloads`.
    files: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            ("projects.xlsx", "projects.csv", "projects-plain.csv", "projects.json", "projects.geojson"), "data_file"
        ),
        "projects.pdf": "printed_file",
        "investor-pack.pdf": "pack_file",
        # Of the map that the list can be shown on.
        "map.geojson": "map_geojson",
        "area.geojson": "area_geojson",
        "outlines.geojson": "outline_geojson",
        "popup.html": "popup_html",
    }

    entry_model = "investment.ProjectPage"
    filterset = "promo.investment.filters.ProjectFilter"
    template = "investment/project_index_page.html"
    page_description = _("The list of projects: filters, comparison, shortlist and downloads.")
    parent_page_types = INVEST_PARENTS
    subpage_types = ["investment.ProjectPage"]

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")

    def entry_cards(self, entries: Any, request: HttpRequest, language: str) -> list[dict[str, Any]]:
        from promo.investment.project_list import table_rows

        return table_rows(self, entries, request, language)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.investment.project_list import comparison_context, list_context

        if is_comparison(request):
            # Projects side by side need no list.
            context = super(CataloguePage, self).get_context(request, *args, **kwargs)
            return comparison_context(self, request, context)
        return list_context(self, request, super().get_context(request, *args, **kwargs))

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "investment/comparison.html" if is_comparison(request) else self.template

    def data_file(self, request: HttpRequest) -> HttpResponseBase:
        from promo.investment.downloads.answers import download

        return download(self, request)

    def printed_file(self, request: HttpRequest) -> HttpResponseBase:
        from promo.investment.downloads.printed import printed_list

        return printed_list(self, request)

    def pack_file(self, request: HttpRequest) -> HttpResponseBase:
        from promo.investment.downloads.pack import investor_pack

        return investor_pack(self, request)

    def map_geojson(self, request: HttpRequest) -> HttpResponseBase:
        from promo.investment.project_map import map_geojson

        return map_geojson(self, request)

    def area_geojson(self, request: HttpRequest) -> HttpResponseBase:
        from promo.places.files import area_geojson

        return area_geojson(self, request)

    def outline_geojson(self, request: HttpRequest) -> HttpResponseBase:
        from promo.places.files import outline_geojson

        return outline_geojson(self, request)

    def popup_html(self, request: HttpRequest) -> HttpResponseBase:
        from promo.investment.project_map import popup_html

        return popup_html(self, request)
