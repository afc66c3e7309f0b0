"""Products, with the certificates that give them stars (Decision 148/QĐ-TTg of 2023)."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from promo.catalogue.models import CataloguePage
from promo.core.blocks.base import TEXT_FEATURES
from promo.core.fields import BodyField
from promo.leaflets.pages import HasLeaflet
from promo.ocop.models.markets import MarketsField
from promo.places.models import Located
from promo.portals.models.pages import IntroducedPage

MONTH = [MinValueValidator(1), MaxValueValidator(12)]


class MarketplaceLink(blocks.StructBlock):
    label = blocks.CharBlock(label=_("name of the shop or marketplace"), max_length=60)
    url = blocks.URLBlock(label=_("address"))

    class Meta:
        icon = "link"
        label = _("Link")


class ProductPage(HasLeaflet, Located, IntroducedPage):
    """An OCOP product, or a signature product without stars.

    `stars` and `stars_until` repeat the certificate in force longest, so that lists can ask for it
    (`ocop.certificates`); whoever shows stars asks `shown_stars`, which knows today.
    """

    class Group(models.TextChoices):
        FOOD = "food", _("food")
        DRINK = "drink", _("drinks")
        HERB = "herb", _("medicinal herbs")
        CRAFT = "craft", _("handicrafts")
        ORNAMENTAL = "ornamental", _("ornamental plants and animals")
        TOURISM = "tourism", _("community and eco-tourism, tourist sites")

    class Mark(models.TextChoices):
        INDICATION = "indication", _("geographical indication")
        CERTIFICATION = "certification", _("certification mark")
        COLLECTIVE = "collective", _("collective mark")
        TRADEMARK = "trademark", _("trademark")

    map_layer = "products"

    group = models.CharField(_("group"), max_length=20, choices=Group.choices, default=Group.FOOD, db_index=True)
    enterprise = models.ForeignKey(
        "ocop.EnterprisePage",
        verbose_name=_("made by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="products",
    )
    signature = models.BooleanField(
        _("signature product"), default=False, help_text=_("What the area is known for, with or without stars.")
    )
    stars = models.PositiveSmallIntegerField(_("stars"), null=True, editable=False, db_index=True)
    stars_until = models.DateField(_("stars until"), null=True, editable=False, db_index=True)
    price_from = models.DecimalField(
        _("price from, VND"), max_digits=12, decimal_places=0, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    price_to = models.DecimalField(
        _("price to, VND"), max_digits=12, decimal_places=0, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    price_unit = models.CharField(_("for"), max_length=64, blank=True, help_text=_("“kg”, “box of 500 g”"))
    season_from = models.PositiveSmallIntegerField(_("season from month"), null=True, blank=True, validators=MONTH)
    season_to = models.PositiveSmallIntegerField(_("season to month"), null=True, blank=True, validators=MONTH)
    season = models.CharField(_("season in words"), max_length=150, blank=True)
    mark = models.CharField(_("protected mark"), max_length=20, choices=Mark.choices, blank=True)
    mark_number = models.CharField(_("number of the mark"), max_length=60, blank=True)
    growing_area_code = models.CharField(_("growing-area code"), max_length=60, blank=True)
    export_markets = MarketsField(_("export markets"), default=list, blank=True)
    how_to_use = RichTextField(_("how to use and keep it"), blank=True, features=TEXT_FEATURES)
    links = BodyField([("link", MarketplaceLink())], verbose_name=_("where to buy it online"), blank=True)
    fictional = models.BooleanField(
        _("invented example"), default=False, help_text=_("A line on the page says so, in every language.")
    )

    untranslated_fields: ClassVar[tuple[str, ...]] = ("code", "mark_number", "growing_area_code", "links")

    template = "ocop/product_page.html"
    # Until its public page is built.
    is_creatable = False
    page_description = _("A product with its stars, maker, season, price and story.")
    parent_page_types = ["ocop.ProductIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *IntroducedPage.content_panels[:-1],
        FieldRowPanel([FieldPanel("group"), FieldPanel("code")]),
        PageChooserPanel("enterprise"),
        FieldPanel("signature"),
        InlinePanel("certificates", heading=_("Certificates"), label=_("Certificate")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("price_from"), FieldPanel("price_to"), FieldPanel("price_unit_vi")]),
                FieldRowPanel([FieldPanel("season_from"), FieldPanel("season_to")]),
                FieldPanel("season_vi"),
            ],
            heading=_("Price and season"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("mark"), FieldPanel("mark_number")]),
                FieldPanel("growing_area_code"),
                FieldPanel("export_markets"),
            ],
            heading=_("Origin and markets"),
        ),
        FieldPanel("how_to_use_vi"),
        FieldPanel("links"),
        Located.location_panel,
        FieldPanel("fictional"),
        IntroducedPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")

    @property
    def map_kind(self) -> str:
        return self.group


class Certificate(Orderable):
    """Stars given by a decision, in force 36 months from the day of issue."""

    product = ParentalKey(ProductPage, on_delete=models.CASCADE, related_name="certificates")
    stars = models.PositiveSmallIntegerField(_("stars"), choices=[(3, "★★★"), (4, "★★★★"), (5, "★★★★★")])
    score = models.DecimalField(
        _("score"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("3 stars: 50 to 69 points; 4 stars: 70 to 89; 5 stars: 90 to 100."),
    )
    decision_number = models.CharField(_("number of the decision"), max_length=60)
    issuer = models.CharField(_("issued by"), max_length=150)
    issued_on = models.DateField(_("issued on"))
    expires_on = models.DateField(
        _("in force until"), blank=True, null=True, help_text=_("Left empty: 36 months from the day of issue.")
    )
    file = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("certificate"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        FieldRowPanel([FieldPanel("stars"), FieldPanel("score")]),
        FieldRowPanel([FieldPanel("decision_number"), FieldPanel("issuer")]),
        FieldRowPanel([FieldPanel("issued_on"), FieldPanel("expires_on")]),
        FieldPanel("file"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")

    def __str__(self) -> str:
        return f"{self.stars}★ {self.decision_number}"


class ProductIndexPage(CataloguePage):
    entry_model = "ocop.ProductPage"
    filterset = "promo.ocop.filters.ProductFilter"
    # Until its public page is built.
    is_creatable = False
    page_description = _("Lists the products, with filters; download as a spreadsheet or a PDF.")
    subpage_types = ["ocop.ProductPage"]

    class Meta:
        verbose_name = _("list of products")
        verbose_name_plural = _("lists of products")
