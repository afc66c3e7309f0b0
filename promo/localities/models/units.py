"""Administrative units of today and of before."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from promo.core import versions
from promo.core.languages import CODES, NAMES, SOURCE, column, public_language
from promo.core.text import sort_key
from promo.core.translated import TranslatedRecord
from promo.localities.querysets import UnitManager, column_of_sort_name

# Who reads no Vietnamese can still read a name without its marks: "Khoai Chau" in a Japanese text.
FALLBACKS = tuple(code for code in ("en", SOURCE) if code in CODES)

# The land and sea of Viet Nam, from the reefs of Trường Sa (7.2° N, 117.8° E) to Lũng Cú and A Pa Chải.
LATITUDES = (6.5, 24.0)
LONGITUDES = (102.0, 118.0)


class Kind(models.TextChoices):
    PROVINCE = "province", _("province")
    CITY = "city", _("centrally run city")
    COMMUNE = "commune", _("commune")
    WARD = "ward", _("ward")
    SPECIAL_ZONE = "special_zone", _("special zone")
    # Abolished on 1 July 2025, kept as names to browse by.
    DISTRICT = "district", _("rural district (former)")
    URBAN_DISTRICT = "urban_district", _("urban district (former)")
    PROVINCIAL_TOWN = "provincial_town", _("town (former)")
    PROVINCIAL_CITY = "provincial_city", _("provincial city (former)")
    TOWN = "town", _("township (former)")


class AdministrativeUnit(TranslatedRecord):
    """A unit with its dates of validity. Tiers are not fixed: a unit has a parent or none."""

    code = models.CharField(
        _("code"), max_length=100, unique=True, help_text=_("The official code; imports recognise the unit by it.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, db_index=True)
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.CharField(_("name"), max_length=80, help_text=_("Without its kind: “Khoái Châu”."))
    full_name = models.CharField(_("full name"), max_length=120, help_text=_("With its kind: “Xã Khoái Châu”."))
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_until = models.DateField(_("in force until"), null=True, blank=True, help_text=_("The last day it existed."))
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(LATITUDES[0]), MaxValueValidator(LATITUDES[1])],
        help_text=_("Of a point inside the unit (WGS 84)."),
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(LONGITUDES[0]), MaxValueValidator(LONGITUDES[1])],
    )
    boundary = models.JSONField(_("outline"), null=True, blank=True, help_text=_("A GeoJSON polygon or multipolygon."))
    successors = models.ManyToManyField(
        "self",
        verbose_name=_("successors"),
        through="localities.Succession",
        through_fields=("predecessor", "successor"),
        symmetrical=False,
        related_name="predecessors",
    )

    objects = UnitManager()

    # Sort names are digits made from the names: nothing a translator should see.
    untranslated_fields = ("code", *(column_of_sort_name(code) for code in CODES))

    panels = [
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("full_name_vi")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("code")]),
        FieldPanel("parent"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        MultiFieldPanel([FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])], heading=_("On the map")),
    ]

    class Meta:
        verbose_name = _("administrative unit")
        verbose_name_plural = _("administrative units")
        ordering = (column_of_sort_name(SOURCE), "code")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return getattr(self, column("full_name", SOURCE)) or self.code

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        # From the row, not from this instance: its copy of the other languages' names may be stale.
        names = type(self)._base_manager.filter(pk=self.pk).values(*(column("name", code) for code in CODES)).get()
        sort_names = AdministrativeUnit(**names).sort_names()
        type(self)._base_manager.filter(pk=self.pk).update(**sort_names)
        for name, value in sort_names.items():
            setattr(self, name, value)
        versions.bump()

    @property
    def public_name(self) -> str:
        """The name for the reader of this page: in their language, else without marks, else Vietnamese."""
        return self._for_the_reader("name")

    @property
    def public_full_name(self) -> str:
        return self._for_the_reader("full_name")

    def _for_the_reader(self, field: str, language: str | None = None) -> str:
        texts = (getattr(self, column(field, code)) for code in (language or public_language(), *FALLBACKS))
        return next((text for text in texts if text), "")

    def is_in_force(self, on: date | None = None) -> bool:
        on = on or timezone.localdate()
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_until is None or on <= self.valid_until)

    @property
    def predecessors_list(self) -> list["AdministrativeUnit"]:
        """Units that became this one, in the reader's alphabet. No query after `with_successions()`."""
        return _in_the_readers_order(self.predecessors.all())

    @property
    def successors_list(self) -> list["AdministrativeUnit"]:
        """Units this one became."""
        return _in_the_readers_order(self.successors.all())

    def sort_names(self) -> dict[str, str]:
        """Column -> key: each language orders by the name its readers see."""
        return {column_of_sort_name(code): sort_key(self._for_the_reader("name", code), code) for code in CODES}

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": gettext("The unit ends before it begins.")})
        above, seen = self.parent, {self.pk}
        while above is not None and self.pk is not None:
            if above.pk in seen:
                raise ValidationError({"parent": gettext("A unit cannot be part of itself.")})
            seen.add(above.pk)
            above = above.parent


def _in_the_readers_order(units: Any) -> list[AdministrativeUnit]:
    name = column_of_sort_name(public_language())
    return sorted(units, key=lambda unit: (getattr(unit, name), unit.code))


# Not modeltranslation's: a key must not fall back to another language's, nor be offered for translation.
for _code in CODES:
    AdministrativeUnit.add_to_class(
        column_of_sort_name(_code),
        models.CharField(
            f"{NAMES[_code]}: sort name", max_length=120, blank=True, default="", editable=False, db_index=True
        ),
    )
