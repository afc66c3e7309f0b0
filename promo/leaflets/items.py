"""What a leaf says, as the items a leaflet sets one after the other: the first to be cut stands last."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from promo.leaflets.leaf import Leaf, Section
from promo.leaflets.markup import paragraphs, shortened, visible

# Letters of what is no running text. Far above what editors write, and below what breaks a page.
_MOST = 400
_FEW_ROWS = 3
_LINES = re.compile(r"[\t\r\n\f]+")
MOST_FACTS, MOST_ROWS, MOST_SECTIONS = 24, 40, 40


@dataclass(frozen=True)
class Item:
    """`kind`: "part" (heading of facts or stops), "fact", "row", or one of `markup.Paragraph`, or "picture"."""

    kind: str
    html: SafeString | str = ""
    label: str = ""
    number: int = 0
    row: dict[str, str] | None = None
    image: Any = None


def plain(text: str, most: int = _MOST) -> str:
    """On one line, without what XML forbids and PDF cannot show, and no longer than `most`."""
    return shortened(_LINES.sub(" ", visible(str(text))), most)


def items_of(leaf: Leaf, *, with_way: bool, terse: bool) -> list[Item]:
    """`with_way`: what leads there as well, before the running text. `terse`: small paper, on which many stops are
    named and no more, so that the way is all there.
    """
    way = [Item("heading", gettext("How to get there")), *directions_of(leaf)] if with_way and leaf.directions else []
    return [*_facts(leaf), *_rows(leaf, terse), *way, *_sections(leaf.sections)]


def _facts(leaf: Leaf) -> Iterator[Item]:
    if leaf.facts:
        yield Item("part", gettext("At a glance"))
    for label, value in leaf.facts[:MOST_FACTS]:
        yield Item("fact", plain(value), label=plain(label, 100))


def _rows(leaf: Leaf, terse: bool) -> Iterator[Item]:
    parts = (
        ("time", "title", "distance") if terse and len(leaf.rows) > _FEW_ROWS else ("time", "title", "distance", "text")
    )
    if leaf.rows:
        yield Item("part", leaf.rows_title or gettext("The way"))
    for number, row in enumerate(leaf.rows[:MOST_ROWS], 1):
        yield Item("row", number=number if leaf.line else 0, row={key: plain(row.get(key, "")) for key in parts})


def _sections(sections: tuple[Section, ...]) -> Iterator[Item]:
    for section in sections[:MOST_SECTIONS]:
        found = paragraphs(section.html)
        if found and section.heading:
            yield Item("heading", plain(section.heading, 150))
        for paragraph in found:
            yield Item(paragraph.kind, paragraph.html, number=paragraph.number)


def directions_of(leaf: Leaf) -> list[Item]:
    return [Item(paragraph.kind, paragraph.html, number=paragraph.number) for paragraph in paragraphs(leaf.directions)]
