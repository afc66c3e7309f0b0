"""Places to eat and to stay."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from promo.catalogue.models import CardFacts, CatalogueEntry, CataloguePage
from promo.leaflets.leaf import Leaf
from promo.leaflets.pages import HasLeaflet
from promo.places.models import Located
from promo.portals.models.pages import IntroducedPage
from promo.tourism import facts, leaves, showing, structured


class VenuePage(HasLeaflet, CatalogueEntry, Located, IntroducedPage):
    class Kind(models.TextChoices):
        EAT = "eat", _("place to eat")
        STAY = "stay", _("place to stay")

    class PriceBand(models.IntegerChoices):
        """What a person pays for a meal or a night; the amounts are in `tourism.prices`."""

        CHEAP = 1, _("inexpensive")
        MODERATE = 2, _("moderate")
        DEAR = 3, _("upscale")

    map_layer = "venues"

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.EAT, db_index=True)
    standard = models.CharField(
        _("standard"), max_length=100, blank=True, help_text=_("As recognised: “two-star hotel”, “homestay”.")
    )
    licence_number = models.CharField(_("number of licence or recognition"), max_length=60, blank=True)
    price_band = models.PositiveSmallIntegerField(
        _("price band"), choices=PriceBand.choices, null=True, blank=True, db_index=True
    )
    hours = models.CharField(_("opening hours"), max_length=150, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    fictional = models.BooleanField(
        _("invented example"), default=False, help_text=_("A line on the page says so, in every language.")
    )

    untranslated_fields: ClassVar[tuple[str, ...]] = ("code", "licence_number", "phone", "email", "website")

    template = "tourism/venue_page.html"
    page_description = _("A restaurant, an eating house, a hotel, a homestay.")
    parent_page_types = ["tourism.VenueIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *IntroducedPage.content_panels[:-1],
        FieldRowPanel([FieldPanel("kind"), FieldPanel("code")]),
        FieldRowPanel([FieldPanel("standard_vi"), FieldPanel("licence_number")]),
        FieldRowPanel([FieldPanel("price_band"), FieldPanel("hours_vi")]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]), FieldPanel("website")], heading=_("Contact")
        ),
        Located.location_panel,
        FieldPanel("fictional"),
        IntroducedPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("place to eat or stay")
        verbose_name_plural = _("places to eat and stay")

    @classmethod
    def card_facts(cls, keys: list[int], language: str) -> dict[int, CardFacts]:
        rows = facts.card_rows(cls, keys, "kind", "price_band", "commune_id", "fictional")
        communes = facts.commune_names(row[3] for row in rows)
        return {
            key: CardFacts(
                facts.card_label(cls.Kind.choices, kind),
                tuple(filter(None, (facts.card_label(cls.PriceBand.choices, band), communes.get(commune)))),
                note=facts.invented_words() if fictional else "",
            )
            for key, kind, band, commune, fictional in rows
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "kicker": facts.kind_label(self),
            "note": facts.invented_words() if self.fictional else "",
            **showing.visit(self, request, facts.venue_facts(self)),
        }

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return structured.venue(self, request)

    def leaf(self, request: HttpRequest) -> Leaf:
        return leaves.venue(self, request)


class VenueIndexPage(CataloguePage):
    entry_model = "tourism.VenuePage"
    filterset = "promo.tourism.filters.VenueFilter"
    template = "catalogue/index_page.html"
    page_description = _("Lists places to eat and to stay, with filters.")
    subpage_types = ["tourism.VenuePage"]

    class Meta:
        verbose_name = _("list of places to eat and stay")
        verbose_name_plural = _("lists of places to eat and stay")
