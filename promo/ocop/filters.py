"""What lists of products and of enterprises are filtered by."""

import json
from typing import Any

from django.db.models import BooleanField, Case, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from promo.catalogue.filters import CommuneFacet, EntryFilter, Facet, Flag
from promo.core.languages import public_language
from promo.ocop.certificates import stars_today
from promo.ocop.models import EnterprisePage, ProductPage
from promo.ocop.models.markets import country_choices


def in_season() -> Case:
    """Expression: whether this month lies in a product's season, also one that runs over the end of the year."""
    month = timezone.localdate().month
    begun, goes_on = Q(season_from__lte=month), Q(season_to__gte=month)
    within_the_year = Q(season_from__lte=F("season_to")) & begun & goes_on
    over_its_end = Q(season_from__gt=F("season_to")) & (begun | goes_on)
    one_month = Q(season_to=None, season_from=month)
    return _truth(within_the_year | over_its_end | one_month)


def is_real() -> Case:
    """Expression: whether it is no invented example."""
    return _truth(Q(fictional=False))


def _truth(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


class MarketFacet(Facet):
    """Countries of a list in one column: an entry may have several."""

    single = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            lambda: country_choices(public_language()), expression=self._as_text, label=_("Export market"), **kwargs
        )

    @staticmethod
    def _as_text() -> Cast:
        # A list in JSON is compared by no database in the same way; its text is.
        return Cast("export_markets", TextField())

    def values_of(self, found: Any) -> tuple[str, ...]:
        return tuple(json.loads(found)) if found else ()

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        if not value:
            return qs
        condition = Q()
        for code in value:
            condition |= Q(**{f"{self.column}__contains": f'"{code}"'})
        return qs.annotate(**{self.column: self.expression()}).filter(condition)


class ProductFilter(EntryFilter):
    commune = CommuneFacet()
    group = Facet(ProductPage.Group.choices, label=_("Group"))
    stars = Facet([(5, "★★★★★"), (4, "★★★★"), (3, "★★★")], expression=stars_today, label=_("Stars"))
    mark = Facet(ProductPage.Mark.choices, label=_("Protected mark"))
    season = Flag(_("In season now"), expression=in_season)
    signature = Flag(_("Signature products"))
    real = Flag(_("Without invented examples"), expression=is_real)


class EnterpriseFilter(EntryFilter):
    commune = CommuneFacet()
    kind = Facet(EnterprisePage.Kind.choices, label=_("Kind"))
    market = MarketFacet()
    real = Flag(_("Without invented examples"), expression=is_real)
