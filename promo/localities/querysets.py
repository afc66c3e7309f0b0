"""Asking for units: which are in force, which belong together, in whose alphabet they stand."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from modeltranslation.manager import MultilingualManager, MultilingualQuerySet

from promo.core.languages import column

if TYPE_CHECKING:
    from promo.localities.models import AdministrativeUnit


class UnitQuerySet(MultilingualQuerySet):
    def in_force(self, on: date | None = None) -> Self:
        """Units that exist on a day (today); both dates of validity count in, an unknown one is open."""
        on = on or timezone.localdate()
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        )

    def former(self, on: date | None = None) -> Self:
        """Units that no longer exist on a day (today)."""
        return self.filter(valid_until__lt=on or timezone.localdate())

    def children_of(self, unit: "AdministrativeUnit") -> Self:
        return self.filter(parent=unit)

    def alphabetical(self, language: str) -> Self:
        """In the order of a language's own alphabet, on every database."""
        return self.order_by(column_of_sort_name(language), "code")

    def without_boundaries(self) -> Self:
        """Leave outlines in the database: one may be 30 KB, and only a map draws them."""
        return self.defer("boundary")

    def with_boundaries(self) -> Self:
        return self.filter(boundary__isnull=False)

    def with_successions(self) -> Self:
        """Fetch predecessors and successors along: two queries for however many units."""
        units = self.model._default_manager.without_boundaries()
        return self.prefetch_related(
            models.Prefetch("predecessors", queryset=units), models.Prefetch("successors", queryset=units)
        )


def column_of_sort_name(language: str) -> str:
    return column("sort_name", language)


class UnitManager(MultilingualManager.from_queryset(UnitQuerySet)):
    pass
