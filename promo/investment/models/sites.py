"""What projects and parks both say of the land they stand on."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from promo.investment.outlines import outline_problem, point_within
from promo.places.models import Located
from promo.portals.models.pages import PARENTS, IntroducedPage

# Where lists and pages of investment may stand.
INVEST_PARENTS = [*PARENTS, "investment.InvestPage"]


def hectares(label: Any) -> models.DecimalField:
    return models.DecimalField(
        label, max_digits=10, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )


def kilometres(label: Any) -> models.DecimalField:
    return models.DecimalField(
        label,
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(3000)],
    )


class OutlineFormField(forms.JSONField):
    """Empty where there is no outline, not "null"."""

    def prepare_value(self, value: Any) -> Any:
        return "" if value is None else super().prepare_value(value)


class OutlineField(models.JSONField):
    """GeoJSON, pasted into a form."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        return super().formfield(**{"form_class": OutlineFormField, "widget": AdminAutoHeightTextInput, **kwargs})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


class InvestmentSite(Located, IntroducedPage):
    """Abstract: an area of land with a date and a source for its figures."""

    area = hectares(_("area, ha"))
    outline = OutlineField(
        _("outline"), null=True, blank=True, help_text=_("GeoJSON, Polygon or MultiPolygon, WGS 84.")
    )
    utilities = models.TextField(_("electricity, water, roads, waste water"), blank=True)
    km_highway = kilometres(_("to the motorway, km"))
    km_port = kilometres(_("to the port, km"))
    km_airport = kilometres(_("to the airport, km"))
    distances_note = models.CharField(
        _("measured to"), max_length=150, blank=True, help_text=_("“Nội Bài; Hải Phòng; motorway 5B, Lý Thường Kiệt”")
    )
    legal_basis = models.TextField(_("legal basis"), blank=True)
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
    contact_email = models.EmailField(_("e-mail"), blank=True)
    fictional = models.BooleanField(
        _("invented example"), default=False, help_text=_("A line on the page says so, in every language.")
    )

    site_untranslated: ClassVar[tuple[str, ...]] = ("code", "contact_name", "contact_phone", "contact_email")
    site_panels: ClassVar[list[Any]] = [
        FieldPanel("utilities_vi", widget=AdminAutoHeightTextInput),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("km_highway"), FieldPanel("km_port"), FieldPanel("km_airport")]),
                FieldPanel("distances_note_vi"),
            ],
            heading=_("Distances"),
        ),
        Located.location_panel,
        FieldPanel("outline"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("as_of"), FieldPanel("source_vi")]),
                FieldPanel("legal_basis_vi", widget=AdminAutoHeightTextInput),
            ],
            heading=_("Date, source, legal basis"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_title_vi")]),
                FieldRowPanel([FieldPanel("contact_phone"), FieldPanel("contact_email")]),
            ],
            heading=_("Person in charge"),
        ),
        FieldPanel("fictional"),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        if self.latitude is None and self.longitude is None and not outline_problem(self.outline):
            # Who has drawn the land need not look its middle up.
            self.latitude, self.longitude = point_within(self.outline) or (None, None)
        super().clean()
        problems = self.problems()
        if problems:
            raise ValidationError(problems)

    def problems(self) -> dict[str, Any]:
        """Field -> what is wrong, in words that say what to do."""
        found: dict[str, Any] = {}
        if self.area is not None and not self.as_of:
            found["as_of"] = gettext("Of what day are the figures? Readers must know how old they are.")
        if self.as_of and self.as_of > timezone.localdate():
            found["as_of"] = gettext("This day is still to come.")
        wrong = outline_problem(self.outline)
        if wrong:
            found["outline"] = wrong
        return found
