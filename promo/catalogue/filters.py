"""Filters of a listing.

A facet is a filter whose options carry counts. Its values are read for all entries in one grouped query
(`promo.catalogue.counting`), so what it filters by must be an expression of the database.
Whatever stands in the query string that a facet does not know is left out, as if it were not there.
"""

from collections.abc import Callable, Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from promo.core import shelf
from promo.core.languages import public_language
from promo.core.text import fold
from promo.localities.models import AdministrativeUnit
from promo.localities.querysets import column_of_sort_name

# More of either is nobody's search.
_LONGEST_SEARCH = 100
_MOST_WORDS = 8
_MOST_VALUES = 30


def search_words(text: str) -> list[str]:
    """What is looked for, word by word, without marks: each must be found."""
    return fold(text.replace("\x00", " ")[:_LONGEST_SEARCH]).split()[:_MOST_WORDS]


def search_q(words: Iterable[str]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(listed__words__contains=word)
    return condition


class SearchField(forms.CharField):
    def clean(self, value: Any) -> str:
        return " ".join(str(value or "").replace("\x00", " ").split())[:_LONGEST_SEARCH]


class SearchFilter(django_filters.CharFilter):
    """By title and address, in any language, with and without marks."""

    field_class = SearchField

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        words = search_words(value)
        return qs.filter(search_q(words)) if words else qs


class ValuesField(forms.MultipleChoiceField):
    """The values of a facet that exist, each once, in the order of the options."""

    def clean(self, value: Any) -> list[str]:
        given = [str(item) for item in value or []][:_MOST_VALUES]
        return [key for key, _label in self.choices if key in given]


class Facet(django_filters.Filter):
    """Options with counts; several chosen ones widen the result. `choices` are (value, label), or make them.

    `expression` is what entries are grouped and filtered by: the name of a field, or an expression that is made anew
    for each request. A facet whose options all hold for the same entries leaves itself out.
    """

    field_class = ValuesField
    # Whether one of many is chosen from a list, instead of some of a few by boxes.
    single = False

    def __init__(
        self,
        choices: Iterable[tuple[Any, Any]] | Callable[[], Iterable[tuple[Any, Any]]] = (),
        *,
        expression: str | Callable[[], Any] = "",
        **kwargs: Any,
    ) -> None:
        self._choices = choices
        self._expression = expression
        super().__init__(**kwargs)

    @property
    def field(self) -> forms.Field:
        self.extra["choices"] = self.options()
        return super().field

    @property
    def column(self) -> str:
        """Name of the annotation entries are grouped by."""
        return f"facet_{self.field_name}"

    def expression(self) -> Any:
        if callable(self._expression):
            return self._expression()
        return F(self._expression or self.field_name)

    def options(self) -> list[tuple[str, Any]]:
        """All options there can be, in order."""
        choices = self._choices() if callable(self._choices) else self._choices
        return [(str(value), label) for value, label in choices if value not in ("", None)]

    def labels(self, values: set[str]) -> dict[str, str]:
        """Labels of these values, in the order they are shown; without those that do not exist."""
        return {value: capfirst(str(label)) for value, label in self.options() if value in values}

    def values_of(self, found: Any) -> tuple[str, ...]:
        """The options an entry with this value of the expression belongs to."""
        return () if found in ("", None) else (str(found),)

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        if not value:
            return qs
        return qs.annotate(**{self.column: self.expression()}).filter(**{f"{self.column}__in": value})


class Flag(Facet):
    """One box: only entries for which the expression is true."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__([("1", label)], label=label, **kwargs)

    def values_of(self, found: Any) -> tuple[str, ...]:
        return ("1",) if found else ()

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        return qs.annotate(**{self.column: self.expression()}).filter(**{self.column: True}) if value else qs


class CommunesField(forms.MultipleChoiceField):
    def clean(self, value: Any) -> list[str]:
        keys = [item for item in value or [] if item.isascii() and item.isdecimal() and len(item) < 10][:1]
        return [key for key in keys if int(key) in units([int(key)])]


class CommuneFacet(Facet):
    """Communes that have entries, in the reader's alphabet."""

    field_class = CommunesField
    single = True

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Commune or ward"))
        super().__init__(expression="commune_id", **kwargs)

    def labels(self, values: set[str]) -> dict[str, str]:
        name = column_of_sort_name(public_language())
        found = units([int(value) for value in values]).values()
        return {
            str(unit.pk): unit.public_name for unit in sorted(found, key=lambda unit: (getattr(unit, name), unit.code))
        }


def units(keys: Iterable[int | None]) -> dict[int, Any]:
    """Units by key, remembered until the content changes."""
    return shelf.in_bulk("unit", keys, AdministrativeUnit.objects.without_boundaries().in_bulk)


class EntryFilter(django_filters.FilterSet):
    """Base of all listings' filters: the search. Facets are declared below it, in the order they are shown."""

    q = SearchFilter(label=_("Name or address"))

    @classmethod
    def facets(cls) -> dict[str, Facet]:
        return {name: found for name, found in cls.base_filters.items() if isinstance(found, Facet)}

    def chosen(self) -> dict[str, list[str]]:
        """Values chosen of each facet that has some; read from the query string and known to exist."""
        self.form.is_valid()
        return {name: self.form.cleaned_data[name] for name in self.facets() if self.form.cleaned_data.get(name)}

    def search(self) -> str:
        self.form.is_valid()
        return self.form.cleaned_data.get("q", "")

    def kept(self) -> list[tuple[str, str]]:
        """What stands in every address of the list besides its filters: an order, a shortlist."""
        return []
