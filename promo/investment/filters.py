"""What lists of projects and of parks are filtered by, and the orders of the list of projects."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import django_filters
from django import forms
from django.db.models import BooleanField, Case, CharField, F, Q, QuerySet, Value, When
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from promo.catalogue.filters import CommuneFacet, EntryFilter, Facet, Flag
from promo.catalogue.models import sort_name_column
from promo.core import shelf
from promo.core.languages import public_language
from promo.investment.models import ParkPage
from promo.investment.models.choices import Form, Group, Section, Status
from promo.investment.reading import park_names
from promo.investment.selection import chosen_keys, is_map

# Values of `sort` -> label. "-" is the other way round; without any: those that call first, by name.
ORDERS = {
    "name": _("Name"),
    "-area": _("Largest area"),
    "area": _("Smallest area"),
    "-capital": _("Most capital"),
    "capital": _("Least capital"),
    "-called_on": _("Newest call"),
}


class Ranges(Facet):
    """From `bounds` (1, 10, 100): below 1, from 1 to below 10, and so on. `words(low, high)` is a range's label."""

    def __init__(self, field: str, bounds: tuple[int, ...], words: Callable[..., str], **kwargs: Any) -> None:
        ends = (None, *bounds, None)
        self.ranges = [(low, high) for low, high in pairwise(ends)]
        self.of, self.words = field, words
        super().__init__(self._labels, expression=self._range, **kwargs)

    @staticmethod
    def _key(low: int | None, high: int | None) -> str:
        return f"{low or 0}-{'' if high is None else high}"

    def _labels(self) -> list[tuple[str, str]]:
        return [(self._key(low, high), self.words(low, high)) for low, high in self.ranges]

    def _range(self) -> Case:
        whens = []
        for low, high in self.ranges:
            condition = Q(**{f"{self.of}__isnull": False})
            if low is not None:
                condition &= Q(**{f"{self.of}__gte": Decimal(low)})
            if high is not None:
                condition &= Q(**{f"{self.of}__lt": Decimal(high)})
            whens.append(When(condition, then=Value(self._key(low, high))))
        return Case(*whens, default=Value(""), output_field=CharField())


def _range_words(low: int | None, high: int | None, unit: str) -> str:
    if low is None:
        return gettext("below %(high)s %(unit)s") % {"high": _number(high), "unit": unit}
    if high is None:
        return gettext("from %(low)s %(unit)s") % {"low": _number(low), "unit": unit}
    return gettext("%(low)s to %(high)s %(unit)s") % {"low": _number(low), "high": _number(high), "unit": unit}


def _number(number: int | None) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)


def area_words(low: int | None, high: int | None) -> str:
    return _range_words(low, high, gettext("ha"))


def capital_words(low: int | None, high: int | None) -> str:
    return _range_words(low, high, gettext("billion VND"))


class ParkFacet(Facet):
    """Parks that have projects, by name."""

    single = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(self._parks, expression=self._public_park, label=_("Industrial park or cluster"), **kwargs)

    @staticmethod
    def _public_park() -> Case:
        # A park that is a draft is nobody's business.
        return Case(When(park__live=True, then=F("park_id")), default=Value(None))

    @staticmethod
    def _parks() -> list[tuple[int, str]]:
        language = public_language()
        parks = ParkPage.objects.filter(live=True).order_by(f"listed__{sort_name_column(language)}", "path")
        keys = list(parks.rewrite(False).values_list("pk", flat=True))
        names = shelf.in_bulk(f"park name {language}", keys, lambda missing: park_names(set(missing), language))
        return [(key, names[key][0]) for key in keys if key in names]


def is_real() -> Case:
    """Expression: whether it is no invented example."""
    return Case(When(fictional=False, then=Value(True)), default=Value(False), output_field=BooleanField())


def is_unplaced() -> Case:
    """Expression: whether it has no position, and so is on no map."""
    return Case(When(latitude=None, then=Value(True)), default=Value(False), output_field=BooleanField())


class SortField(forms.CharField):
    def clean(self, value: Any) -> str:
        return value if value in ORDERS else ""


class SortFilter(django_filters.Filter):
    """The order of the result; what has no value stands last."""

    field_class = SortField

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if not value:
            return qs
        language = public_language()
        name = f"listed__{sort_name_column(language)}"
        if value == "name":
            return qs.order_by(name, "path")
        field = F(value.removeprefix("-"))
        first = field.desc(nulls_last=True) if value.startswith("-") else field.asc(nulls_last=True)
        return qs.order_by(first, name, "path")


class ProjectFilter(EntryFilter):
    status = Facet(Status.choices, label=_("Status"))
    group = Facet(Group.choices, label=_("Sector"))
    commune = CommuneFacet()
    section = Facet(Section.choices, label=_("Section of the economy (VSIC)"))
    form = Facet(Form.choices, label=_("Form of investment"))
    area = Ranges("area", (5, 20, 50, 100), area_words, label=_("Area"))
    capital = Ranges("capital", (100, 500, 1000, 5000), capital_words, label=_("Capital"))
    park = ParkFacet()
    real = Flag(_("Without invented examples"), expression=is_real)
    unplaced = Flag(_("Without a position on the map"), expression=is_unplaced)
    sort = SortFilter()

    # Chosen from a list: there are too many to show.
    section.single = True

    def sorting(self) -> str:
        """One of ORDERS, or "" for the list's own order."""
        self.form.is_valid()
        return self.form.cleaned_data.get("sort", "")  # type: ignore[no-any-return]

    def kept(self) -> list[tuple[str, str]]:
        """Order, view and shortlist stay whatever is filtered."""
        order = self.sorting()
        found = [("sort", order)] if order else []
        if self.request and is_map(self.request):
            found.append(("view", "map"))
        return [*found, *(("chosen", str(key)) for key in (chosen_keys(self.request) if self.request else ()))]


class ParkFilter(EntryFilter):
    kind = Facet(ParkPage.Kind.choices, label=_("Kind"))
    state = Facet(ParkPage.State.choices, label=_("State"))
    commune = CommuneFacet()
    area = Ranges("area", (50, 100, 200), area_words, label=_("Area"))
    real = Flag(_("Without invented examples"), expression=is_real)
