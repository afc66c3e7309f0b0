"""Products, with the certificates that give them stars (Decision 148/QĐ-TTg of 2023)."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from promo.catalogue.models import CardFacts, CatalogueEntry, CataloguePage
from promo.core.blocks.base import TEXT_FEATURES
from promo.core.fields import BodyField
from promo.core.languages import public_language
from promo.core.querysets import PageQuerySet
from promo.enquiries.pages import TakesEnquiries
from promo.leaflets.leaf import Leaf
from promo.leaflets.pages import HasCatalogue, HasLeaflet
from promo.ocop import certificates
from promo.ocop.models.enterprises import EnterprisePage
from promo.ocop.models.markets import MarketsField
from promo.places.models import Located
from promo.portals.models.pages import IntroducedPage

MONTH = [MinValueValidator(1), MaxValueValidator(12)]


def season_months(first: int, last: int | None) -> list[int]:
    """Months (1 to 12) of a season in order, also one that runs over the end of the year."""
    last = last or first
    return [(first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1)]


class MarketplaceLink(blocks.StructBlock):
    label = blocks.CharBlock(label=_("name of the shop or marketplace"), max_length=60)
    url = blocks.URLBlock(label=_("address"))

    class Meta:
        icon = "link"
        label = _("Link")


class ProductPage(TakesEnquiries, HasLeaflet, CatalogueEntry, Located, IntroducedPage):
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
    asks_for_goods = True
    enquiry_fields = ("quantity",)

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

    @cached_property
    def certificate_in_force(self) -> Any:
        """The certificate a reader may see; None without one."""
        return certificates.in_force(self.certificates.all())

    @cached_property
    def maker(self) -> Any:
        """Who makes it, where the public may read of it in Vietnamese at least; without its body."""
        if self.enterprise_id is None:
            return None
        found = EnterprisePage.objects.filter(pk=self.enterprise_id, live=True).select_related("image")
        return found.only_columns_of(public_language(), bodies=False).first()

    def shown_stars(self, today: date | None = None) -> int:
        """The stars a reader may see: 0 unless a certificate is in force."""
        return certificates.shown(self.stars, self.stars_until, today)

    def in_season(self, month: int | None = None) -> bool:
        """Whether the month (1 to 12; without one, this month) lies in its season."""
        return self.season_from is not None and (month or timezone.localdate().month) in season_months(
            self.season_from, self.season_to
        )

    def clean(self) -> None:
        super().clean()
        if self.price_from is not None and self.price_to is not None and self.price_to < self.price_from:
            raise ValidationError({"price_to": gettext("The highest price is below the lowest.")})
        if self.price_from is None and self.price_to is not None:
            raise ValidationError({"price_from": gettext("Give the lowest price, too, or put the only one here.")})
        if (self.season_from is None) != (self.season_to is None):
            missing = "season_from" if self.season_from is None else "season_to"
            raise ValidationError({missing: gettext("Give both months, or neither; one month alone is both.")})
        if self.mark_number and not self.mark:
            raise ValidationError({"mark": gettext("Which mark has this number?")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        update_fields = kwargs.get("update_fields")
        if update_fields is None or "certificates" in update_fields:
            self.stars, self.stars_until = certificates.standing(self.certificates.all())
            if update_fields is not None:
                kwargs["update_fields"] = {*update_fields, "stars", "stars_until"}
        super().save(*args, **kwargs)

    @classmethod
    def card_facts(cls, keys: list[int], language: str) -> dict[int, CardFacts]:
        from promo.ocop.facts import product_cards

        return product_cards(keys, language)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.ocop.showing import product_context

        return {**super().get_context(request, *args, **kwargs), **product_context(self, request)}

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        from promo.ocop.structured import product_nodes

        return product_nodes(self, request)

    def leaf(self, request: HttpRequest) -> Leaf:
        from promo.ocop.leaves import product_leaf

        return product_leaf(self, request)


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

    def clean(self) -> None:
        super().clean()
        self._fill_in_expiry()
        found = certificates.problems(self)
        if found:
            raise ValidationError(found)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._fill_in_expiry()
        super().save(*args, **kwargs)

    def _fill_in_expiry(self) -> None:
        """36 months where nothing is said; and again where the day of issue is corrected that it was made from."""
        if not self.issued_on:
            return
        if self.expires_on and self.pk:
            before = Certificate.objects.filter(pk=self.pk).values_list("issued_on", "expires_on").first()
            if (
                before
                and before[0] != self.issued_on
                and self.expires_on == before[1] == certificates.expiry(before[0])
            ):
                self.expires_on = None
        if not self.expires_on:
            self.expires_on = certificates.expiry(self.issued_on)


class ProductIndexPage(HasCatalogue, CataloguePage):
    files: ClassVar[dict[str, str]] = {"catalogue.xlsx": "workbook_file"}

    entry_model = "ocop.ProductPage"
    filterset = "promo.ocop.filters.ProductFilter"
    template = "ocop/product_index_page.html"
    page_description = _("Lists the products, with filters; download as a spreadsheet or a PDF.")
    subpage_types = ["ocop.ProductPage"]

    class Meta:
        verbose_name = _("list of products")
        verbose_name_plural = _("lists of products")

    def in_order(self, entries: PageQuerySet, language: str) -> PageQuerySet:
        """Most stars first, then what the area is known for, then by name."""
        from promo.ocop.facts import best_first

        return best_first(entries, language)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.ocop.showing import by_commune
        from promo.ocop.workbook import catalogue_files

        context = super().get_context(request, *args, **kwargs)
        listing = context["listing"]
        return {
            **context,
            "listing": {**listing, "files": catalogue_files(listing)},
            "communes": by_commune(listing),
        }

    def catalogue_count(self, request: HttpRequest) -> int:
        from promo.catalogue.listing import filters_of

        return filters_of(self, request, public_language()).qs.count()

    def catalogue_leaves(self, request: HttpRequest) -> list[Leaf]:
        from promo.ocop.leaves import catalogue_leaves

        return catalogue_leaves(self, request)

    def workbook_file(self, request: HttpRequest) -> HttpResponse:
        from promo.ocop.workbook import products_workbook

        return products_workbook(self, request)
