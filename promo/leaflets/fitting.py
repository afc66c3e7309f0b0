"""What does not fit is cut: by measuring, from the end, and with an end to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from promo.leaflets.engine import Laid, Place

# Renderings at most. From the second cut on, each takes twice as much as the one before.
ROUNDS = 10
_NOT_LAST = ("heading", "part")


@dataclass
class Part:
    """Items that share a place: a page in columns, or a panel with a `bottom` (millimetres from the paper's top).

    The template gives item n the id `<name>-<n>`, the place itself `<name>` and what follows the last `<name>-end`.
    """

    name: str
    items: Sequence[Any]
    bottom: float | None = None
    kept: int = field(init=False)

    def __post_init__(self) -> None:
        self.kept = len(self.items)

    @property
    def shown(self) -> list[tuple[str, Any]]:
        return [(f"{self.name}-{number}", item) for number, item in enumerate(self.items[: self.kept])]

    @property
    def is_cut(self) -> bool:
        return self.kept < len(self.items)

    def first_beyond(self, places: Mapping[str, Place]) -> int | None:
        """The first item that does not fit; None if all do."""
        if not self.kept:
            return None
        page = places[self.name].page

        def beyond(name: str) -> bool:
            place = places.get(name)
            return place is not None and (place.page > page or (self.bottom is not None and place.y > self.bottom))

        # A panel that runs off the paper loses what is below, and with it the end.
        is_lost = f"{self.name}-end" not in places
        if not is_lost and not beyond(f"{self.name}-end"):
            return None
        names = (f"{self.name}-{number}" for number in range(self.kept))
        found = (number for number, name in enumerate(names) if beyond(name) or (is_lost and name not in places))
        return next(found, self.kept - 1)

    def cut(self, first: int, more: int) -> None:
        """Keep what comes before item `first`, less `more`; a heading without its text goes, too."""
        self.kept = max(0, min(first, self.kept - 1) - more)
        while self.kept and getattr(self.items[self.kept - 1], "kind", "") in _NOT_LAST:
            self.kept -= 1


def fit(parts: Sequence[Part], lay_out: Callable[[], Laid]) -> Laid:
    """Lay out and cut until every part keeps to its place; after ROUNDS what still does not is left out."""
    for number in range(ROUNDS):
        laid = lay_out()
        places = laid.places()
        beyond = [(part, part.first_beyond(places)) for part in parts]
        if all(first is None for _part, first in beyond):
            return laid
        for part, first in beyond:
            if first is not None:
                part.cut(first, 2 ** (number - 1) - 1 if number else 0)
    for part in parts:
        if part.first_beyond(laid.places()) is not None:
            part.kept = 0
    return lay_out()


# How full a page must be (of 1) to be left as it is; where it is less full, the settings that are tried, roomiest first.
_FULL = 0.74
ROOMIER = (2, 1)


def fill(
    parts: Sequence[Part], columns: int, set_roominess: Callable[[int], None], lay_out: Callable[[], Laid]
) -> Laid:
    """`fit`; then, where the first part leaves much of its columns empty, in larger type if nothing is lost by it."""
    set_roominess(0)
    laid = fit(parts, lay_out)
    if laid.filled(f"{parts[0].name}-end", columns) >= _FULL:
        return laid
    return roomier(parts, set_roominess, lay_out) or laid


def roomier(parts: Sequence[Part], set_roominess: Callable[[int], None], lay_out: Callable[[], Laid]) -> Laid | None:
    """In the largest type in which nothing has to be cut; None if there is none."""
    for level in ROOMIER:
        set_roominess(level)
        laid = lay_out()
        if all_within(parts, laid):
            return laid
    return None


def all_within(parts: Sequence[Part], laid: Laid) -> bool:
    places = laid.places()
    return all(part.first_beyond(places) is None for part in parts)
