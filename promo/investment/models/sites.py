"""What projects and parks both say of the land they stand on."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from promo.core.blocks.base import TEXT_FEATURES
from promo.core.fields import BodyField
from promo.investment.models.choices import Route
from promo.places.models import Located
from promo.portals.models.pages import IntroducedPage


class DistanceBlock(blocks.StructBlock):
    to = blocks.ChoiceBlock(choices=Route.choices, label=_("to"))
    name = blocks.CharBlock(
        label=_("name"), max_length=80, help_text=_("“Nội Bài”, “motorway 5B, Lý Thường Kiệt exit”")
    )
    km = blocks.DecimalBlock(label=_("distance, km"), min_value=0, max_value=3000, max_digits=6, decimal_places=1)

    class Meta:
        icon = "arrow-right"
        label = _("Distance")


class InvestmentSite(Located, IntroducedPage):
    """Abstract: an area of land with a date and a source for its figures."""

    area = models.DecimalField(
        _("area, ha"), max_digits=10, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    # GeoJSON Polygon or MultiPolygon, WGS 84.
    outline = models.JSONField(_("outline"), null=True, blank=True)
    utilities = RichTextField(_("electricity, water, roads, waste water"), blank=True, features=TEXT_FEATURES)
    distances = BodyField([("distance", DistanceBlock())], verbose_name=_("distances"), blank=True)
    legal_basis = RichTextField(_("legal basis"), blank=True, features=TEXT_FEATURES)
    # Of all figures of the page: an office's list has one date.
    as_of = models.DateField(_("figures as of"), null=True, blank=True)
    source = models.CharField(
        _("source of the figures"),
        max_length=150,
        blank=True,
        help_text=_("The list or decision, with its number and date."),
    )
    contact_name = models.CharField(_("person in charge"), max_length=100, blank=True)
    contact_title = models.CharField(_("title and office"), max_length=120, blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=60, blank=True)
    contact_email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Questions from the portal's form go there.")
    )
    fictional = models.BooleanField(
        _("invented example"), default=False, help_text=_("A line on the page says so, in every language.")
    )

    site_untranslated: ClassVar[tuple[str, ...]] = ("code", "contact_name", "contact_phone", "contact_email")
    contact_panel = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_title_vi")]),
            FieldRowPanel([FieldPanel("contact_phone"), FieldPanel("contact_email")]),
        ],
        heading=_("Person in charge"),
    )
    source_panel = MultiFieldPanel(
        [FieldRowPanel([FieldPanel("as_of"), FieldPanel("source_vi")]), FieldPanel("legal_basis_vi")],
        heading=_("Date, source, legal basis"),
    )

    class Meta:
        abstract = True
