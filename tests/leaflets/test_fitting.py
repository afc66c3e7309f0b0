"""What does not fit is cut, from the end, never with a heading left alone. Measured here on a ruler, not on paper."""

from dataclasses import dataclass
from typing import Any

import pytest

from promo.leaflets.engine import Place
from promo.leaflets.fitting import ROUNDS, Part, fill, fit, roomier


@dataclass
class Thing:
    kind: str = "text"
    size: float = 10


class Ruler:
    """Lays the parts one below the other on pages of `height`, and counts how often."""

    def __init__(self, *parts: Part, height: float = 100) -> None:
        self.parts, self.height, self.rounds, self.scale = parts, height, 0, 1.0

    def __call__(self) -> Any:
        self.rounds += 1
        found = {}
        for number, part in enumerate(self.parts):
            y, page = 0.0, number * 10
            found[part.name] = Place(page, 0, 0)
            for name, thing in part.shown:
                if y + thing.size * self.scale > self.height:
                    page, y = page + 1, 0
                found[name] = Place(page, 0, y)
                y += thing.size * self.scale
            found[f"{part.name}-end"] = Place(page, 0, y)
        return Laid(found, self.height)


@dataclass
class Laid:
    found: dict[str, Place]
    height: float

    def places(self) -> dict[str, Place]:
        return self.found

    def filled(self, name: str, columns: int) -> float:
        return self.found[name].y / self.height


def test_what_fits_is_left_alone() -> None:
    part = Part("leaf", [Thing() for _ in range(10)])
    ruler = Ruler(part)
    fit([part], ruler)
    assert part.kept == 10
    assert not part.is_cut
    assert ruler.rounds == 1


@pytest.mark.parametrize("count", [11, 20, 150])
def test_what_does_not_fit_is_cut_from_the_end(count: int) -> None:
    part = Part("leaf", [Thing() for _ in range(count)])
    ruler = Ruler(part)
    fit([part], ruler)
    assert part.kept == 10
    assert ruler.rounds == 2


def test_a_heading_never_stands_last() -> None:
    part = Part("leaf", [*(Thing() for _ in range(8)), Thing("part"), Thing("heading"), Thing(size=50)])
    fit([part], Ruler(part))
    assert part.kept == 8


def test_a_part_with_a_bottom_keeps_above_it() -> None:
    part = Part("way", [Thing() for _ in range(9)], bottom=45)
    laid = fit([part], Ruler(part))
    assert laid.places()["way-end"].y <= 45
    assert part.kept == 4


def test_what_runs_off_the_paper_is_cut() -> None:
    """A panel does not go on on the next page: what is below the paper's edge has no place at all."""
    part = Part("way", [Thing() for _ in range(30)], bottom=45)

    def panel() -> Laid:
        places = Ruler(part, height=1000)().places()
        return Laid({name: place for name, place in places.items() if place.y < 100}, 100)

    fit([part], panel)
    assert 0 < part.kept <= 4


def test_each_part_is_cut_for_itself() -> None:
    long, short = Part("one", [Thing() for _ in range(40)]), Part("two", [Thing() for _ in range(3)])
    fit([long, short], Ruler(long, short))
    assert (long.kept, short.kept) == (10, 3)


def test_a_thing_larger_than_its_place_is_left_out() -> None:
    part = Part("leaf", [Thing(size=400)])
    ruler = Ruler(part, height=100)
    fit([part], ruler)
    assert part.kept == 0
    assert ruler.rounds <= ROUNDS + 1


def test_it_ends_even_where_measuring_goes_wrong() -> None:
    """A layout in which nothing ever fits: after its rounds the part is empty."""
    part = Part("leaf", [Thing() for _ in range(5000)])

    def never() -> Laid:
        names = {name: Place(1, 0, 0) for name, _thing in part.shown}
        return Laid({"leaf": Place(0, 0, 0), **names, "leaf-end": Place(1, 0, 0)}, 100)

    fit([part], never)
    assert part.kept == 0


def filled(count: int) -> tuple[int, int]:
    """How many of `count` things are kept, and how roomy they are set."""
    part = Part("leaf", [Thing() for _ in range(count)])
    ruler = Ruler(part)
    levels = [0]

    def set_roominess(level: int) -> None:
        levels.append(level)
        ruler.scale = 1 + level * 0.2

    fill([part], 1, set_roominess, ruler)
    return part.kept, levels[-1]


@pytest.mark.parametrize(("count", "expected"), [(3, (3, 2)), (7, (7, 2)), (9, (9, 0)), (30, (10, 0))])
def test_little_text_is_set_larger_and_nothing_lost_by_it(count: int, expected: tuple[int, int]) -> None:
    assert filled(count) == expected


def test_roomier_cuts_nothing() -> None:
    part = Part("leaf", [Thing() for _ in range(9)])
    ruler = Ruler(part)
    levels = []

    def set_roominess(level: int) -> None:
        levels.append(level)
        ruler.scale = 1 + level * 0.1

    laid = roomier([part], set_roominess, ruler)
    assert laid is not None
    assert levels == [2, 1]
    part.items = [Thing() for _ in range(30)]
    part.kept = 30
    assert roomier([part], set_roominess, ruler) is None
    assert part.kept == 30
