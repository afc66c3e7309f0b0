"""What a listing shows for a query string: filters with counts, cards, pager, ways out of an empty result.

Queries: the grouped count, the page's rows, what its cards say besides, and once until something is published the
names of communes. None more for more entries.
"""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import gettext, ngettext

from promo.catalogue.counting import Chosen, Counts, count
from promo.catalogue.filters import EntryFilter, Facet, search_words
from promo.catalogue.models import CardFacts, CataloguePage
from promo.core.cards import cards, rows_of
from promo.core.pagination import CountedPaginator, asked_page, page_links

PER_PAGE = 24


def filters_of(page: CataloguePage, request: HttpRequest, language: str) -> EntryFilter:
    """The page's filters bound to the query string; `.qs` are the entries they leave."""
    return import_string(page.filterset)(request.GET, queryset=page.entries(language), request=request)


def listing(page: CataloguePage, request: HttpRequest, language: str) -> dict[str, Any]:
    filters = filters_of(page, request, language)
    facets, chosen, search = filters.facets(), filters.chosen(), filters.search()
    counts = count(filters.queryset, facets, search_words(search))
    url = page.url_in(language, request) or ""
    view = _View(url, facets, chosen, search, counts, filters.kept())
    matching = counts.matching(chosen)
    shown = asked_page(CountedPaginator(filters.qs, PER_PAGE, matching), request.GET.get("page", "1"))
    return {
        "url": url,
        # The whole list, and what its form sends along: without filters, but in the order and with the shortlist.
        "all_url": view.address({}, ""),
        "kept": view.kept,
        "query": view.address().partition("?")[2],
        "search": search,
        "facets": view.facets(),
        "active": view.active(),
        "is_filtered": bool(chosen or search),
        "cards": page.entry_cards(shown.object_list, request, language) if matching else [],
        "first_position": (shown.number - 1) * PER_PAGE + 1,
        "count": matching,
        "count_words": count_words(matching),
        "total": counts.total(),
        "suggestions": [] if matching else view.suggestions(),
        "paginator": page_links(shown, view.address()),
    }


def count_words(number: int) -> str:
    return ngettext("%(count)s result", "%(count)s results", number) % {"count": number}


def entry_cards(entries: Any, request: HttpRequest, language: str) -> list[dict[str, Any]]:
    """Cards of a queryset of one entry type, in its order, with what that type's cards say besides. Two queries."""
    rows = rows_of(entries, language)
    facts = entries.model.card_facts([row.pk for row in rows], language) if rows else {}
    return [
        {**card, **asdict(facts.get(row.pk, CardFacts()))}
        for row, card in zip(rows, cards(rows, request, kickers=False), strict=True)
    ]


class _View:
    """The filters as the template prints them."""

    def __init__(
        self,
        url: str,
        facets: dict[str, Facet],
        chosen: Chosen,
        search: str,
        counts: Counts,
        kept: list[tuple[str, str]],
    ) -> None:
        self.url, self.all, self.chosen, self.search, self.counts = url, facets, chosen, search, counts
        self.kept = kept
        self.by_option = {name: counts.by_option(name, chosen) for name in facets}
        self.labels = {
            name: facet.labels({*self.by_option[name], *chosen.get(name, [])}) for name, facet in facets.items()
        }

    def address(self, chosen: Chosen | None = None, search: str | None = None) -> str:
        """The list's address with these filters (those in use), always in the same order."""
        search = self.search if search is None else search
        query = urlencode(
            [
                *([("q", search)] if search else []),
                *(
                    (name, value)
                    for name, values in (self.chosen if chosen is None else chosen).items()
                    for value in values
                ),
                *self.kept,
            ]
        )
        return f"{self.url}?{query}" if query else self.url

    def facets(self) -> list[dict[str, Any]]:
        """Those that can tell entries apart, or are in use."""
        total = self.counts.total()
        shown = []
        for name, facet in self.all.items():
            chosen = self.chosen.get(name, [])
            options = [
                {
                    "value": value,
                    "label": label,
                    "count": self.by_option[name].get(value, 0),
                    "chosen": value in chosen,
                }
                for value, label in self.labels[name].items()
            ]
            if chosen or self._distinguishes(name, total):
                shown.append(
                    {
                        "name": name,
                        "label": facet.label,
                        "single": facet.single,
                        "flag": len(facet.options()) == 1,
                        "any": any(option["chosen"] for option in options),
                        "options": options,
                    }
                )
        return shown

    def _distinguishes(self, name: str, total: int) -> bool:
        by_option: dict[str, int] = {}
        for group in self.counts.groups:
            for value in group.options[name]:
                by_option[value] = by_option.get(value, 0) + group.entries
        return any(entries < total for entries in by_option.values())

    def active(self) -> list[dict[str, Any]]:
        """The filters in use, each with the address of the list without it."""
        rows = [
            {"label": self.labels[name][value], "url": self.address(self._without(name, value))}
            for name, values in self.chosen.items()
            for value in values
        ]
        if self.search:
            # Translators: what somebody has looked for, in quotation marks.
            quoted = gettext("“%(words)s”") % {"words": self.search}
            rows.insert(0, {"label": quoted, "url": self.address(search="")})
        return rows

    def _without(self, name: str, value: str = "") -> Chosen:
        """What is chosen, without one option; without a value without the whole facet."""
        left = [other for other in self.chosen[name] if value and other != value]
        rest = {other: values for other, values in self.chosen.items() if other != name}
        return {key: rest.get(key, left) for key in self.chosen if key in rest or left}

    def suggestions(self) -> list[dict[str, Any]]:
        """Which one filter to drop for a result, the widest first."""
        found = []
        for name, values in self.chosen.items():
            chosen = self._without(name)
            label = ", ".join(self.labels[name][value] for value in values)
            found.append((self.counts.matching(chosen), label, self.address(chosen)))
        if self.search:
            number = self.counts.matching(self.chosen, searched=False)
            quoted = gettext("“%(words)s”") % {"words": self.search}
            found.append((number, quoted, self.address(search="")))
        return [
            {"label": label, "url": url, "count_words": count_words(number)}
            for number, label, url in sorted(found, key=lambda row: -row[0])
            if number
        ]
