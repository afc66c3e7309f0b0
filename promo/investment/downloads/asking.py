"""What is asked for: the projects of a file, and what its notes say of them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, When
from django.http import HttpRequest
from django.utils.translation import gettext

from promo.catalogue.listing import filters_of
from promo.core.languages import public_language
from promo.core.portals import portal_of
from promo.core.querysets import PageQuerySet
from promo.investment.columns import Reading, reading_of
from promo.investment.filters import ORDERS
from promo.investment.models import DatasetPage, ProjectIndexPage
from promo.investment.selection import chosen_keys

# `?only=chosen`: the shortlist alone, in its own order.
ONLY = "only"
SHORTLIST = "chosen"


@dataclass(frozen=True)
class Asked:
    """`query` is in one order however it was typed; `view` says in words what was filtered by."""

    page: ProjectIndexPage
    language: str
    projects: PageQuerySet
    query: str
    view: tuple[tuple[str, str], ...]

    @cached_property
    def reading(self) -> Reading:
        """For all rows; a fixed number of queries."""
        return reading_of(self.projects, self.language, self.portal)

    @property
    def portal(self) -> Any:
        return portal_of(self.page)

    @property
    def address(self) -> str:
        """Of the list that shows the same, in full."""
        url = self.page.full_url_in(self.language) or ""
        return f"{url}?{self.query}" if self.query else url

    @cached_property
    def dataset(self) -> DatasetPage | None:
        """The dataset that the list is published as, if there is one."""
        found = DatasetPage.objects.filter(source=self.page.pk).live_in(self.language)
        return found.only_columns_of(self.language, bodies=False).order_by("path").first()

    @property
    def licence(self) -> tuple[str, str]:
        """(name, address): the dataset's, else the one that open data has here as a rule."""
        licence = DatasetPage.Licence(self.dataset.licence if self.dataset else DatasetPage.Licence.CC_BY)
        return str(licence.label), str(licence)


def asked(page: ProjectIndexPage, request: HttpRequest) -> Asked:
    """What the query string asks for; what is unknown in it is as if it were not there."""
    language = public_language()
    if request.GET.get(ONLY) == SHORTLIST:
        return _shortlist(page, chosen_keys(request), language)
    return listed(page, request, language)


def listed(page: ProjectIndexPage, request: HttpRequest, language: str) -> Asked:
    """What the list's filters leave, in its order."""
    filters = filters_of(page, request, language)
    facets, chosen, search, order = filters.facets(), filters.chosen(), filters.search(), filters.sorting()
    pairs = [("q", search)] if search else []
    view = [(gettext("Searched for"), search)] if search else []
    for name, values in chosen.items():
        pairs += [(name, value) for value in values]
        labels = facets[name].labels(set(values))
        view.append((str(facets[name].label), ", ".join(labels[value] for value in values if value in labels)))
    if order:
        pairs.append(("sort", order))
        view.append((gettext("Order"), str(ORDERS[order])))
    return Asked(page, language, filters.qs, urlencode(pairs), tuple(view))


def _shortlist(page: ProjectIndexPage, keys: list[int], language: str) -> Asked:
    entries = page.entries(language)
    if not keys:
        return Asked(page, language, entries.none(), urlencode([(ONLY, SHORTLIST)]), ())
    order = Case(*(When(pk=key, then=number) for number, key in enumerate(keys)))
    query = urlencode([(ONLY, SHORTLIST), *(("chosen", key) for key in keys)])
    chosen = entries.filter(pk__in=keys).order_by(order)
    return Asked(page, language, chosen, query, ((gettext("Filter"), gettext("Shortlist")),))
