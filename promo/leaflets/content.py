"""From a page to what its leaflet says: what all types of pages have in common."""

from collections.abc import Iterable
from typing import Any

from promo.core.sites import owner_of
from promo.leaflets.leaf import Point, Section

# A folded sheet has no room for more.
MOST_PICTURES = 4


def permanent_address(page: Any) -> str:
    """What a QR code holds: it outlives every rename, and opens in the reader's language."""
    site = owner_of(page.path)
    return f"{site.root_url}/id/{page.translation_key}/" if site else ""


def fact_pairs(facts: Iterable[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    """(label, value) of rows of a table; a note stands behind its value."""
    return tuple(
        (str(fact["label"]), f"{fact['value']} ({fact['note']})" if fact["note"] else str(fact["value"]))
        for fact in facts
    )


def body_sections(body: Any) -> tuple[Section, ...]:
    """The running text of a body; what is no text (tables, films, downloads) stays on the page."""
    return tuple(Section("", str(block.value)) for block in body if block.block_type == "text")


def body_pictures(body: Any) -> tuple[Any, ...]:
    pictures = []
    for block in body:
        if block.block_type == "picture":
            pictures.append(block.value["image"])
        elif block.block_type == "gallery":
            pictures += [item["image"] for item in block.value["pictures"]]
    return tuple(picture for picture in pictures if picture is not None)[:MOST_PICTURES]


def point_of(page: Any) -> tuple[Point, ...]:
    """The page's own dot, if it has a place."""
    if page.latitude is None or page.longitude is None:
        return ()
    return (Point(page.latitude, page.longitude, name=page.title),)
