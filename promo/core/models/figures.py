"""Figures that live: a population, an area, a count of visitors, each with its date and source."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import CollectionMember
from wagtail.search import index

from promo.core import versions
from promo.core.languages import in_source
from promo.core.translated import TranslatedRecord


class Figure(TranslatedRecord, CollectionMember, index.Indexed, models.Model):
    """One figure, kept in one place and shown wherever it is pointed at.

    Its collection says whose it is: people of another portal neither see nor change it.
    """

    key = models.SlugField(
        _("key"), max_length=80, unique=True, help_text=_("A short name that imports know the figure by.")
    )
    label = models.CharField(_("what is counted"), max_length=120)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)
    decimals = models.PositiveSmallIntegerField(_("decimals shown"), default=0)
    unit = models.CharField(_("unit"), max_length=60, blank=True, help_text=_("For example: ha, people, m²."))
    as_of = models.DateField(_("as of"))
    source = models.CharField(_("source"), max_length=250, help_text=_("The document the value is taken from."))
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    untranslated_fields = ("key",)
    # Some languages say a number without a word for what is counted.
    omissible_fields = ("unit",)

    panels = [
        FieldPanel("label_vi"),
        FieldRowPanel([FieldPanel("value"), FieldPanel("decimals"), FieldPanel("unit_vi")]),
        FieldRowPanel([FieldPanel("as_of"), FieldPanel("source_vi")]),
        FieldPanel("key"),
        FieldPanel("collection"),
    ]
    search_fields = [
        index.SearchField("label_vi"),
        index.AutocompleteField("label_vi"),
        index.FilterField("collection"),
    ]

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ("key",)

    def __str__(self) -> str:
        return f"{self.label}: {self.formatted} {self.unit}".strip()

    @property
    def formatted(self) -> str:
        """The value as the active language writes numbers: 18.720 in Vietnamese, 18,720 in English."""
        return number_format(self.value, decimal_pos=self.decimals, use_l10n=True, force_grouping=True)

    def save(self, *args: Any, **kwargs: Any) -> None:
        before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        super().save(*args, **kwargs)
        as_of = self._meta.get_field("as_of").to_python(self.as_of)
        if before and (before.value != Decimal(self.value) or before.as_of != as_of):
            # Vietnamese, whatever the interface of who changes it speaks.
            with in_source():
                FigureHistory.objects.create(figure=self, value=before.value, as_of=before.as_of, source=before.source)
        versions.bump()


class FigureHistory(models.Model):
    """A value a figure had before."""

    figure = models.ForeignKey(Figure, verbose_name=_("figure"), on_delete=models.CASCADE, related_name="history")
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)
    as_of = models.DateField(_("as of"))
    source = models.CharField(_("source"), max_length=250)
    replaced_at = models.DateTimeField(_("replaced at"), auto_now_add=True)

    class Meta:
        verbose_name = _("earlier value")
        verbose_name_plural = _("earlier values")
        ordering = ("-as_of", "-pk")

    def __str__(self) -> str:
        return f"{self.value} ({self.as_of})"
