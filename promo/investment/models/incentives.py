"""What the state gives an investor, by sector, area and time."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from promo.core import versions
from promo.core.blocks.base import TEXT_FEATURES
from promo.core.translated import TranslatedRecord
from promo.investment.models.choices import Group
from promo.portals.models.pages import PARENTS, IntroducedPage


class Incentive(TranslatedRecord, models.Model):
    """One rule: to whom it applies, what it gives, on what ground, until when. Empty conditions apply to all."""

    class Kind(models.TextChoices):
        INCOME_TAX = "income_tax", _("corporate income tax")
        IMPORT_DUTY = "import_duty", _("import duty")
        LAND = "land", _("land rent and land-use fee")
        SUPPORT = "support", _("support and services")

    class Place(models.TextChoices):
        ANYWHERE = "", _("anywhere")
        PARK = "park", _("in an industrial park")
        CLUSTER = "cluster", _("in an industrial cluster")
        OUTSIDE = "outside", _("outside parks and clusters")

    portal = models.ForeignKey(
        "portals.HomePage", verbose_name=_("portal"), on_delete=models.CASCADE, related_name="incentives"
    )
    key = models.SlugField(_("key"), max_length=80, help_text=_("A short name that imports know it by."))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.INCOME_TAX)
    name = models.CharField(_("name"), max_length=150)
    text = RichTextField(_("what it gives"), features=TEXT_FEATURES)
    condition = models.CharField(_("further conditions"), max_length=250, blank=True)
    groups = models.JSONField(_("groups"), default=list, blank=True)
    place = models.CharField(_("where"), max_length=20, choices=Place.choices, blank=True, default=Place.ANYWHERE)
    least_capital = models.DecimalField(
        _("from a capital of, million VND"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    legal_basis = models.CharField(_("legal basis"), max_length=250)
    legal_url = models.URLField(_("address of the document"), blank=True)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_to = models.DateField(_("in force until"), null=True, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    untranslated_fields: ClassVar[tuple[str, ...]] = ("key", "legal_url")

    panels = [
        FieldPanel("name_vi"),
        FieldPanel("text_vi"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("place"), FieldPanel("least_capital")]),
                FieldPanel("groups"),
                FieldPanel("condition_vi"),
            ],
            heading=_("To whom it applies"),
        ),
        FieldPanel("legal_basis_vi"),
        FieldPanel("legal_url"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to"), FieldPanel("sort_order")]),
        FieldPanel("key"),
    ]

    class Meta:
        verbose_name = _("incentive")
        verbose_name_plural = _("incentives")
        ordering = ("sort_order", "pk")
        constraints = [models.UniqueConstraint(fields=["portal", "key"], name="one_incentive_a_key")]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        super().clean()
        problems: dict[str, Any] = {}
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            problems["valid_to"] = gettext("It would end before it begins.")
        unknown = set(self.groups or ()) - set(Group.values)
        if unknown:
            problems["groups"] = gettext("Unknown groups: %(names)s") % {"names": ", ".join(sorted(map(str, unknown)))}
        if problems:
            raise ValidationError(problems)

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        versions.bump()

    def is_in_force(self, today: date | None = None) -> bool:
        today = today or timezone.localdate()
        return (self.valid_from is None or self.valid_from <= today) and (
            self.valid_to is None or today <= self.valid_to
        )


class IncentiveFinderPage(IntroducedPage):
    """Answers "what applies to me" for a group, a place and a capital."""

    template = "investment/incentive_finder_page.html"
    # Until its public page is built.
    is_creatable = False
    page_description = _("Finds the incentives for a sector, a place and a capital.")
    parent_page_types = PARENTS
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("finder of incentives")
        verbose_name_plural = _("finders of incentives")
