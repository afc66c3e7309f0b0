"""What a leaflet says of one page. A page type that has one makes it by `leaf(request)`."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Point:
    """A dot on the leaflet's map; `number` is its label on a route, 0 for none."""

    latitude: float
    longitude: float
    name: str
    number: int = 0


@dataclass(frozen=True)
class Section:
    """`html` is rich text as the public page prints it."""

    heading: str
    html: str


@dataclass(frozen=True)
class Leaf:
    """One page in one language, ready to be set. Empty parts are left out.

    Texts are plain; only `html` of a section and `directions` are markup, of which the leaflet keeps paragraphs,
    lists, headings and emphasis. What does not fit on a folded sheet is cut: sections first, then rows, then facts.
    """

    title: str
    address: str  # the permanent address the QR code holds, in full
    kicker: str = ""
    introduction: str = ""
    picture: Any = None  # PortalImage
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    pictures: tuple[Any, ...] = ()
    points: tuple[Point, ...] = ()
    line: bool = False  # whether the points are joined, as a route's are
    note: str = ""  # "invented example"
    # A route's stops or an event's dates: time, title, text, distance. Stops are numbered, as on the map.
    rows: tuple[dict[str, str], ...] = field(default=())
    rows_title: str = ""
    directions: str = ""  # how to get there, as html: stands on the back, beside the map
    stars: int = 0  # of a product whose certificate is in force; a catalogue prints them
