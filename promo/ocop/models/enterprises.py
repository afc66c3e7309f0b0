"""Enterprises, cooperatives and households that make things."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from promo.catalogue.models import CardFacts, CatalogueEntry, CataloguePage
from promo.core.languages import SOURCE
from promo.enquiries.pages import TakesEnquiries
from promo.leaflets.leaf import Leaf
from promo.leaflets.pages import HasLeaflet
from promo.ocop.models.markets import MarketsField
from promo.places.models import Located
from promo.portals.models.pages import IntroducedPage


class EnterprisePage(TakesEnquiries, HasLeaflet, CatalogueEntry, Located, IntroducedPage):
    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", _("enterprise")
        COOPERATIVE = "cooperative", _("cooperative")
        HOUSEHOLD = "household", _("household business")

    map_layer = "enterprises"
    asks_for_goods = True

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.COOPERATIVE, db_index=True)
    tax_code = models.CharField(_("tax code"), max_length=20, blank=True)
    contact_person = models.CharField(_("contact person"), max_length=100, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    export_markets = MarketsField(_("export markets"), default=list, blank=True)
    fictional = models.BooleanField(
        _("invented example"), default=False, help_text=_("A line on the page says so, in every language.")
    )

    untranslated_fields: ClassVar[tuple[str, ...]] = (
        "code",
        "tax_code",
        "contact_person",
        "phone",
        "email",
        "website",
    )

    template = "ocop/enterprise_page.html"
    page_description = _("An enterprise, a cooperative or a household business with its products.")
    parent_page_types = ["ocop.EnterpriseIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *IntroducedPage.content_panels[:-1],
        FieldRowPanel([FieldPanel("kind"), FieldPanel("code"), FieldPanel("tax_code")]),
        MultiFieldPanel(
            [
                FieldPanel("contact_person"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("website"),
            ],
            heading=_("Contact"),
        ),
        Located.location_panel,
        FieldPanel("export_markets"),
        FieldPanel("fictional"),
        IntroducedPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("enterprise or cooperative")
        verbose_name_plural = _("enterprises and cooperatives")

    def name_in(self, language: str) -> str:
        """What others call it by: Vietnamese where it is not public in `language`."""
        return self.text_in("title", language if self.published_in(language) else SOURCE)

    @classmethod
    def card_facts(cls, keys: list[int], language: str) -> dict[int, CardFacts]:
        from promo.ocop.facts import enterprise_cards

        return enterprise_cards(keys, language)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.ocop.showing import enterprise_context

        # Before the head, whose structured data names the products.
        shown = enterprise_context(self, request)
        return {**super().get_context(request, *args, **kwargs), **shown}

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        from promo.ocop.structured import enterprise_nodes

        return enterprise_nodes(self, request)

    def leaf(self, request: HttpRequest) -> Leaf:
        from promo.ocop.leaves import enterprise_leaf

        return enterprise_leaf(self, request)


class EnterpriseIndexPage(CataloguePage):
    entry_model = "ocop.EnterprisePage"
    filterset = "promo.ocop.filters.EnterpriseFilter"
    template = "catalogue/index_page.html"
    page_description = _("Lists enterprises, cooperatives and households, with filters.")
    subpage_types = ["ocop.EnterprisePage"]

    class Meta:
        verbose_name = _("list of enterprises")
        verbose_name_plural = _("lists of enterprises")
