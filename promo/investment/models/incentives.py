"""What the state gives an investor, by sector, area and time."""

from datetime import date
from itertools import chain, count
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from promo.core import versions
from promo.core.text import slugify
from promo.core.translated import TranslatedRecord
from promo.investment.models.choices import Group
from promo.investment.models.sites import INVEST_PARENTS
from promo.portals.models.pages import IntroducedPage


class GroupsField(models.JSONField):
    """Groups of projects, ticked in a list."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=Group.choices,
            widget=forms.CheckboxSelectMultiple,
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
            required=False,
        )


class Incentive(TranslatedRecord, models.Model):
    """One rule: to whom it applies, what it gives, on what ground, until when. Empty conditions apply to all."""

    class Kind(models.TextChoices):
        INCOME_TAX = "income_tax", _("corporate income tax")
        IMPORT_DUTY = "import_duty", _("import duty")
        LAND = "land", _("land rent and land-use fee")
        SUPPORT = "support", _("support and services")

    class Place(models.TextChoices):
        """The values of `ParkPage.Kind`, and where there is no park."""

        ANYWHERE = "", _("anywhere")
        PARK = "park", _("in an industrial park")
        CLUSTER = "cluster", _("in an industrial cluster")
        OUTSIDE = "outside", _("outside parks and clusters")

    portal = models.ForeignKey(
        "portals.HomePage",
        verbose_name=_("portal"),
        on_delete=models.CASCADE,
        related_name="incentives",
        help_text=_("The portals below it show the incentive, too."),
    )
    key = models.SlugField(
        _("key"),
        max_length=80,
        blank=True,
        help_text=_("A short name that imports know it by. Left empty, it is made from the name."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.INCOME_TAX)
    name = models.CharField(_("name"), max_length=150)
    text = models.TextField(_("what it gives"))
    condition = models.TextField(_("further conditions"), blank=True)
    groups = GroupsField(_("groups"), default=list, blank=True, help_text=_("None: all groups."))
    place = models.CharField(_("where"), max_length=20, choices=Place.choices, blank=True, default=Place.ANYWHERE)
    least_capital = models.DecimalField(
        _("from a capital of, billion VND"),
        max_digits=12,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    legal_basis = models.TextField(_("legal basis"))
    legal_url = models.URLField(_("address of the document"), blank=True)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_to = models.DateField(_("in force until"), null=True, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    untranslated_fields: ClassVar[tuple[str, ...]] = ("key", "legal_url")
    omissible_fields: ClassVar[tuple[str, ...]] = ("condition",)

    panels = [
        # Not a chooser of pages: there are few portals, and an editor may choose his own only.
        FieldPanel("portal", widget=forms.Select),
        FieldPanel("name_vi"),
        FieldPanel("text_vi", widget=AdminAutoHeightTextInput),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("place"), FieldPanel("least_capital")]),
                FieldPanel("groups"),
                FieldPanel("condition_vi", widget=AdminAutoHeightTextInput),
            ],
            heading=_("To whom it applies"),
        ),
        FieldPanel("legal_basis_vi", widget=AdminAutoHeightTextInput),
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
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": gettext("It would end before it begins.")})
        self.key = self.key or self._free_key()

    def _free_key(self) -> str:
        base = slugify(self.name_vi or "")[:70] or "uu-dai"  # type: ignore[attr-defined]
        others = Incentive.objects.filter(portal=self.portal_id).exclude(pk=self.pk)  # type: ignore[attr-defined]
        taken = set(others.filter(key__startswith=base).values_list("key", flat=True))
        numbered = (f"{base}-{number}" for number in count(2))
        return next(key for key in chain((base,), numbered) if key not in taken)

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        versions.bump()

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        deleted = super().delete(*args, **kwargs)
        versions.bump()
        return deleted

    def is_in_force(self, today: date | None = None) -> bool:
        today = today or timezone.localdate()
        return (self.valid_from is None or self.valid_from <= today) and (
            self.valid_to is None or today <= self.valid_to
        )


class IncentiveFinderPage(IntroducedPage):
    """Answers "what applies to me" for a group, a place and a capital."""

    template = "investment/incentive_finder_page.html"
    page_description = _("Finds the incentives for a sector, a place and a capital.")
    parent_page_types = INVEST_PARENTS
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("finder of incentives")
        verbose_name_plural = _("finders of incentives")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.investment.finder import finder_context

        context = {**super().get_context(request, *args, **kwargs), **finder_context(self, request)}
        if context["finder"]["is_asked"]:
            context["head"] = {**context["head"], "robots": "noindex"}
        return context
