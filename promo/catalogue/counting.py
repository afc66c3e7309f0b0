"""How many entries each option of each facet has, given all the others: from one grouped query."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from promo.catalogue.filters import Facet, search_q
from promo.core.querysets import PageQuerySet

Chosen = dict[str, list[str]]


@dataclass(frozen=True)
class Group:
    """Entries that have the same options of all facets; `found` of them have the searched words."""

    options: dict[str, tuple[str, ...]]
    entries: int
    found: int


@dataclass(frozen=True)
class Counts:
    groups: list[Group]

    def total(self) -> int:
        """All entries, unfiltered."""
        return sum(group.entries for group in self.groups)

    def matching(self, chosen: Chosen, *, searched: bool = True) -> int:
        """Entries with one of the chosen options of each facet, and the words unless `searched` is false."""
        return sum(
            group.found if searched else group.entries
            for group in self.groups
            if all(set(values) & set(group.options[name]) for name, values in chosen.items())
        )

    def by_option(self, name: str, chosen: Chosen) -> dict[str, int]:
        """Each option of a facet that any entry has -> entries it has, given what is chosen of the other facets."""
        others = {other: set(values) for other, values in chosen.items() if other != name}
        counts: dict[str, int] = {}
        for group in self.groups:
            fits = all(values & set(group.options[other]) for other, values in others.items())
            for value in group.options[name]:
                counts[value] = counts.get(value, 0) + (group.found if fits else 0)
        return counts


def count(entries: PageQuerySet, facets: dict[str, Facet], words: list[str]) -> Counts:
    """One query; its rows are the combinations of options that occur, not the entries."""
    columns = {facet.column: facet.expression() for facet in facets.values()}
    found = Count("pk", filter=search_q(words)) if words else Count("pk")
    rows: Any = entries.order_by().annotate(**columns).values(*columns).annotate(entry_count=Count("pk"), found=found)
    if not columns:
        rows = [entries.order_by().aggregate(entry_count=Count("pk"), found=found)]
    return Counts(
        [
            Group(
                {name: facet.values_of(row[facet.column]) for name, facet in facets.items()},
                row["entry_count"],
                row["found"],
            )
            for row in rows
        ]
    )
