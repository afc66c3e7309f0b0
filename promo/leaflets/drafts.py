"""A leaflet on its way to paper: texts, pictures and places in HTML, and the PDF made of it.

| kind | sheet |
| --- | --- |
| `fold` | A4 across, folded twice: cover, flap and back outside, three panels inside. To print and lay out. |
| `flat` | A5, two pages: cover with the introduction, all the rest behind it. For the phone, or two on a sheet. |
| `booklet` | several pages of a reader's choice: cover with contents and map, then a page each |
| `catalogue` | a listing: cover, contents with page numbers, entries in groups |
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from promo.core import themes
from promo.core.languages import language_tag, speaking
from promo.leaflets import codes, engine, fonts, maps, photos
from promo.leaflets.engine import Laid
from promo.leaflets.fitting import Part, all_within, fill, fit, roomier
from promo.leaflets.items import Item, directions_of, items_of, plain
from promo.leaflets.leaf import Leaf, Point

PAPERS = ("a4", "a5")
_STYLES = Path(__file__).parent / "print"

# Letters of an introduction; one of Chinese, Japanese or Korean takes the room of two.
_MOST_INTRODUCTION = 620
_BRIEF = 260
_WIDE_SCRIPTS = ("zh-hans", "ja", "ko")
# Where the directions on a folded sheet must end: above map and code on the back, above the map inside.
_BACK_BOTTOM, _INNER_BOTTOM = 84.0, 92.0

# Whose little text is set larger, rather than leaving paper empty.
_COLUMNS = {"fold": 3, "flat": 2}

# Pixels at some 200 to the inch.
_COVER = {"fold": (800, 960, "portrait"), "flat": (1180, 940, "card"), "booklet": (1500, 640, "wide")}
_SMALL = (700, 460, "card")
_ENTRY = (400, 400, "square")
# Millimetres of the map.
_MAP = {("fold", "a4"): (84, 60), ("flat", "a5"): (64, 48), ("booklet", "a4"): (180, 110), ("booklet", "a5"): (124, 80)}
# Millimetres of a cover that contents and map share, and what an entry of the contents takes of it.
_COVER_ROOM, _ENTRY_ROOM, _LEAST_MAP = {"a4": 174, "a5": 128}, 8.5, 60
_TALL_MAP = (84, 130)
_INNER_MAP, _TALL_INNER_MAP = (81, 104), (81, 187)


@dataclass
class Draft:
    """`pictures` are read only when the PDF is made: name -> (image, width, height, crop)."""

    kind: str
    paper: str
    language: str
    context: dict[str, Any]
    parts: list[Part] = field(default_factory=list)
    pictures: dict[str, tuple[Any, int, int, str]] = field(default_factory=dict)

    @property
    def steps(self) -> int:
        """What `progress` counts up to; the last step is the layout."""
        return len(self.pictures) + 1

    def html(self, usable: frozenset[str] | None = None) -> str:
        """`usable`: names of the pictures that could be read; without it all are supposed to."""
        with speaking(self.language):
            return render_to_string(
                f"leaflets/pdf/{self.kind}.html",
                {**self.context, "usable": frozenset(self.pictures) if usable is None else usable},
            )

    @property
    def css(self) -> str:
        # Last: the size of pages that no rule has named.
        size = f"@page{{size:{self.paper}}}"
        return "\n".join([_style("base"), _style(self.kind), self.context["theme"], size])

    def digest(self) -> str:
        """Of all that decides about the file's content."""
        return hashlib.sha256("\0".join([self.html(), self.css, self.paper]).encode()).hexdigest()

    def pdf(self, progress: Callable[[int], None] = lambda done: None) -> bytes:
        """The finished file. To be called with `engine.slot` held; `progress` is told how many pictures are read."""
        shades = self.context["shades"]
        files = {"motif-soft.svg": _motif(shades["accent_text"]), "motif.svg": _motif(shades["accent_ink"])}
        for number, (name, (image, width, height, crop)) in enumerate(self.pictures.items(), 1):
            read = photos.jpeg(image, width, height, crop)
            if read:
                files[name] = read
            if number % 5 == 0:
                progress(number)
        usable = frozenset(files)

        def laid() -> Laid:
            return engine.lay_out(self.html(usable), self.css, files)

        return self._laid(laid).pdf()

    def _laid(self, laid: Callable[[], Laid]) -> Laid:
        if self.kind not in _COLUMNS:
            return fit(self.parts, laid)
        spread = self._with_inner_map(laid) if self.context.get("inner_map") else None
        if spread is not None:
            return spread
        return fill(self.parts, _COLUMNS[self.kind], self._set_roominess, laid)

    def _with_inner_map(self, laid: Callable[[], Laid]) -> Laid | None:
        """Little text leaves a panel to the map and the way to it; very little, one to the facts. None for much."""
        self._spread("spread")
        self._set_roominess(0)
        plainly = laid()
        if all_within(self.parts, plainly):
            for inside in ("spread apart", "spread"):
                self._spread(inside)
                found = roomier(self.parts, self._set_roominess, laid)
                if found is not None:
                    return found
            return plainly
        self._spread("")
        return None

    def _set_roominess(self, level: int) -> None:
        self.context["roominess"] = f"roomy-{level}"

    def _spread(self, spread: str) -> None:
        self.context["spread"] = spread
        self.context["way"].bottom = _INNER_BOTTOM if spread else _BACK_BOTTOM


# --- The four kinds ---------------------------------------------------------------------------------


def single(leaf: Leaf, portal: Any, language: str, paper: str) -> Draft:
    kind = "fold" if paper == "a4" else "flat"
    draft = begun(kind, paper, portal, language, leaf.title)
    shown = _leaf(draft, leaf, "leaf", _COVER[kind])
    # Where no words lead there, the map has their room.
    size = _TALL_MAP if kind == "fold" and not leaf.directions else _MAP[kind, paper]
    draft.context |= {"leaf": shown, "map": _map(draft, leaf.points, leaf.line, size)}
    if kind == "fold":
        way = Part("way", directions_of(leaf), bottom=_BACK_BOTTOM)
        draft.parts.append(way)
        inner = _map(draft, leaf.points, leaf.line, _INNER_MAP if leaf.directions else _TALL_INNER_MAP)
        draft.context |= {"way": way, "inner_map": inner, "spread": ""}
    return draft


def booklet(leaves: Sequence[Leaf], portal: Any, language: str, paper: str) -> Draft:
    draft = begun("booklet", paper, portal, language, gettext("My leaflet"))
    shown = [_leaf(draft, leaf, f"leaf{number}", _COVER["booklet"]) for number, leaf in enumerate(leaves, 1)]
    points = [
        maps.numbered(leaf.points[0], number) for number, leaf in enumerate(leaves, 1) if leaf.points and not leaf.line
    ]
    draft.context |= {"leaves": shown, "map": _map(draft, tuple(points), False, _cover_map(paper, len(leaves)))}
    return draft


def _cover_map(paper: str, entries: int) -> tuple[int, int]:
    """Millimetres: as high as two columns of contents leave it; after long ones it has a page of its own."""
    width, height = _MAP["booklet", paper]
    left = int(_COVER_ROOM[paper] - _ENTRY_ROOM * -(-entries // 2))
    return width, min(height, left) if left >= _LEAST_MAP else height


def catalogue(leaves: Sequence[Leaf], title: str, introduction: str, portal: Any, language: str, paper: str) -> Draft:
    draft = begun("catalogue", paper, portal, language, title)
    groups: dict[str, list[dict[str, Any]]] = {}
    for number, leaf in enumerate(leaves, 1):
        entry = _entry(draft, leaf, f"entry{number}")
        groups.setdefault(entry["kicker"], []).append(entry)
    draft.context |= {
        "introduction": _introduction(introduction, language),
        "groups": [{"title": name, "entries": entries} for name, entries in groups.items()],
        "count": len(leaves),
    }
    return draft


# --- Their parts ------------------------------------------------------------------------------------


def begun(kind: str, paper: str, portal: Any, language: str, title: str) -> Draft:
    """A draft with what all kinds say: the portal in its colours, the title, the day."""
    colours = themes.properties(portal.theme, portal.accent)["light"]
    theme = "".join(f"{name}:{value};" for name, value in colours.items())
    day = date_format(timezone.localdate(), "DATE_FORMAT")
    context = {
        "title": plain(title, 200),
        "title_class": _size_class(title, language, kind),
        "lang": language_tag(language),
        "paper": paper,
        "portal_name": portal.full_name,
        "portal_url": (portal.full_url_in(language) or "").partition("://")[2].strip("/"),
        "contact": [plain(text, 120) for text in (portal.address, portal.phone, portal.email) if text],
        "day": day,
        "theme": f":root{{{theme}}} html{{font-family:{fonts.families(language)}}}",
        "shades": {name[2:].replace("-", "_"): colour for name, colour in colours.items()},
        "scheme": engine.SCHEME,
    }
    return Draft(kind, paper, language, context)


def _leaf(draft: Draft, leaf: Leaf, name: str, cover: tuple[int, int, str]) -> dict[str, Any]:
    """A leaf with pictures and a page of its own for its items."""
    pictures = [_picture(draft, image, _SMALL) for image in leaf.pictures[:4]]
    aside = pictures[:1] if draft.kind == "fold" else []
    items: list[Item] = [
        *items_of(leaf, with_way=draft.kind != "fold", terse=draft.paper == "a5"),
        *(Item("picture", image=picture) for picture in pictures[len(aside) :] if picture),
    ]
    part = Part(name, items)
    draft.parts.append(part)
    return {
        **_words(leaf, draft.kind, draft.language),
        "picture": _picture(draft, leaf.picture, cover),
        "aside": aside[0] if aside else None,
        "part": part,
    }


def _entry(draft: Draft, leaf: Leaf, name: str) -> dict[str, Any]:
    facts = [(plain(label, 60), plain(value, 120)) for label, value in leaf.facts[:5]]
    return {
        **_words(leaf, draft.kind, draft.language, most=260),
        "name": name,
        "facts": facts,
        "picture": _picture(draft, leaf.picture, _ENTRY),
    }


def _words(leaf: Leaf, kind: str, language: str, most: int = _MOST_INTRODUCTION) -> dict[str, Any]:
    introduction = _introduction(leaf.introduction, language, most)
    return {
        "title": plain(leaf.title, 200),
        "title_class": _size_class(leaf.title, language, kind),
        "kicker": plain(leaf.kicker, 100),
        "introduction": introduction,
        "introduction_class": "brief" if _width(introduction, language) <= _BRIEF else "",
        "note": plain(leaf.note, 200),
        "stars": range(max(0, min(leaf.stars, 5))),
        "address": leaf.address.partition("://")[2],
        "qr": codes.qr(leaf.address, gettext("QR code of the page")),
    }


def _introduction(text: str, language: str, most: int = _MOST_INTRODUCTION) -> str:
    return plain(text, most // 2 if language in _WIDE_SCRIPTS else most)


def _width(text: str, language: str) -> int:
    return len(text) * (2 if language in _WIDE_SCRIPTS else 1)


_SIZES = ("short", "middling", "long", "longest")
# Letters of Chinese and Japanese that a line of the cover takes in these sizes: 84 and 128 mm wide.
_LINE = {"fold": (9, 11, 14, 19), "flat": (15, 19, 24, 30)}


def _size_class(title: str, language: str, kind: str) -> str:
    width = _width(title, language)
    size = 0 if width <= 22 else 1 if width <= 44 else 2 if width <= 80 else 3
    if language in ("zh-hans", "ja") and kind in _LINE:
        # They break anywhere: no one or two letters alone on the last line.
        while size < 3 and len(title) > _LINE[kind][size] and len(title) % _LINE[kind][size] in (1, 2):
            size += 1
    return _SIZES[size]


def _map(draft: Draft, points: tuple[Point, ...], line: bool, size: tuple[int, int]) -> str:
    return maps.drawn(points, line, size, draft.context["shades"])


def _picture(draft: Draft, image: Any, use: tuple[int, int, str]) -> dict[str, str] | None:
    if image is None:
        return None
    mark = hashlib.sha256(
        repr([image.file.name if hasattr(image, "file") else image.original, image.prepared]).encode()
    )
    name = f"picture-{mark.hexdigest()[:16]}-{use[0]}x{use[1]}"
    draft.pictures[name] = (image, *use)
    return {"name": name, "alt": plain(image.default_alt_text, 200), "credit": plain(image.credit, 80)}


@lru_cache(maxsize=8)
def _style(name: str) -> str:
    return (_STYLES / f"{name}.css").read_text()


@lru_cache(maxsize=16)
def _motif(colour: str) -> bytes:
    """The drum, faint, in the colour of what stands on the accent."""
    svg = fonts.static_file("img/motif-drum.svg").decode()
    return svg.replace('stroke="#000"', f'stroke="{colour}" stroke-opacity=".24"').encode()
