"""What a map's query string asks for, and how many places each option would leave.

    layer=destinations&layer=dishes&kind=destinations.temple&commune=12&q=den

What it does not know is left out, as if it were not there.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from promo.core.querysets import live_q
from promo.core.text import fold
from promo.places import layers
from promo.places.models import Place
from promo.portals.scope import within

# More of either is nobody's search.
LONGEST_SEARCH = 100
MOST_WORDS = 8


@dataclass(frozen=True)
class Asked:
    """What is asked for: layers (none: all), one kind ("layer.kind"), one commune's key, words to be found."""

    layers: tuple[str, ...] = ()
    kind: str = ""
    commune: int = 0
    search: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "Asked":
        known = [layer.key for layer in layers.all_layers() if layer.key in query.getlist("layer")[:50]]
        commune = query.get("commune", "")
        return cls(
            tuple(known),
            _known_kind(query.get("kind", ""), known),
            int(commune) if commune.isascii() and commune.isdecimal() and len(commune) < 10 else 0,
            " ".join(query.get("q", "").replace("\x00", " ").split())[:LONGEST_SEARCH].strip(),
        )

    def __bool__(self) -> bool:
        return self != Asked()

    @property
    def words(self) -> list[str]:
        return fold(self.search).split()[:MOST_WORDS]

    def query(self) -> str:
        """The query string of this view, always in the same order."""
        pairs = [
            ("q", self.search),
            *(("layer", key) for key in self.layers),
            ("kind", self.kind),
            ("commune", str(self.commune or "")),
        ]
        return urlencode([pair for pair in pairs if pair[1]])

    def without(self, field: str) -> "Asked":
        return replace(self, **{field: getattr(Asked(), field)})

    def holds(self, group: "Group") -> bool:
        return (
            (not self.layers or group.layer in self.layers)
            and (not self.kind or self.kind == f"{group.layer}.{group.kind}")
            and (not self.commune or self.commune == group.commune)
        )

    def condition(self) -> Q:
        condition = words_q(self.words)
        if self.layers:
            condition &= Q(layer__in=self.layers)
        if self.kind:
            layer, _dot, kind = self.kind.partition(".")
            condition &= Q(layer=layer, kind=kind)
        if self.commune:
            condition &= Q(commune=self.commune)
        return condition


def _known_kind(value: str, chosen: list[str]) -> str:
    key, _dot, kind = value.partition(".")
    layer = layers.get_layer(key)
    if layer is None or (chosen and key not in chosen) or kind not in dict(layer.kinds):
        return ""
    return value


def words_q(words: list[str]) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(words__contains=word)
    return condition


@dataclass(frozen=True)
class Group:
    """Places of the same layer, kind and commune; `found` of them have the searched words."""

    layer: str
    kind: str
    commune: int
    places: int
    found: int


def places_of(portal: Any, language: str) -> QuerySet[Place]:
    """All places the portal shows in `language`, in the order of its pages."""
    if portal is None:
        return Place.objects.none()
    # A layer that no app brings any more has no name to be shown by.
    known = [layer.key for layer in layers.all_layers()]
    return Place.objects.filter(within(portal, "page__"), live_q(language, "page__"), layer__in=known).order_by(
        "page__path"
    )


class Counts:
    """From one grouped query, whose rows are the combinations that occur and not the places."""

    def __init__(self, places: QuerySet[Place], asked: Asked) -> None:
        found = Count("pk", filter=words_q(asked.words)) if asked.words else Count("pk")
        rows = places.order_by().values_list("layer", "kind", "commune").annotate(places=Count("pk"), found=found)
        self.groups = [Group(layer, kind, commune or 0, number, hits) for layer, kind, commune, number, hits in rows]

    @cached_property
    def total(self) -> int:
        return sum(group.places for group in self.groups)

    def matching(self, asked: Asked) -> int:
        return sum(group.found if asked.search else group.places for group in self.groups if asked.holds(group))

    def by(self, field: str, asked: Asked) -> dict[Any, int]:
        """Each option of a field that any place has -> the places it would leave, given the other fields."""
        others = asked.without(field)
        if field == "layers":
            # A kind belongs to a layer: choosing another layer gives it up.
            others = others.without("kind")
        counts: dict[Any, int] = {}
        for group in self.groups:
            option = {"layers": group.layer, "kind": f"{group.layer}.{group.kind}", "commune": group.commune}[field]
            counts[option] = counts.get(option, 0) + (group.found if others.holds(group) else 0)
        return counts
