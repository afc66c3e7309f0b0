"""The demo's illustrations, painted by code: every run gives the same bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PIL import Image, ImageOps

from .scenes import (
    bananas,
    chicken,
    courts,
    delta,
    festival,
    industry,
    kitchen,
    lane,
    lotus,
    market,
    meeting,
    orchard,
    pantry,
    rice,
    river,
    riverbank,
    riverside,
    sea,
    shrines,
    temple,
    turmeric,
    yards,
)

Size = tuple[int, int]
Orientation = Literal["landscape", "portrait"]
LANDSCAPE: Size = (1600, 1000)
PORTRAIT: Size = (1000, 1400)


@dataclass(frozen=True)
class Scene:
    """`focal` is the subject's place as fractions of the landscape; `variants` maps each
    orientation the scene is composed for to its own size."""

    key: str
    paint: Callable[[Size], Image.Image]
    focal: tuple[float, float]
    size: Size
    variants: dict[str, Size]


def _fit(
    landscape: Callable[[], Image.Image],
    portrait: Callable[[], Image.Image] | None,
    focal: tuple[float, float],
    size: Size,
) -> Image.Image:
    """Compositions are drawn at their own size; any other size is a crop round the subject."""
    tall = portrait is not None and size[1] > size[0]
    picture = portrait() if tall and portrait else landscape()
    if picture.size == size:
        return picture
    return ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=focal)


def _scene(
    key: str,
    focal: tuple[float, float],
    landscape: Callable[[], Image.Image],
    portrait: Callable[[], Image.Image] | None = None,
) -> Scene:
    variants = {"landscape": LANDSCAPE} | ({"portrait": PORTRAIT} if portrait else {})
    return Scene(key, partial(_fit, landscape, portrait, focal), focal, LANDSCAPE, variants)


SCENES: dict[str, Scene] = {
    scene.key: scene
    for scene in (
        _scene("river", (0.48, 0.62), river.landscape),
        _scene("orchard", (0.50, 0.40), orchard.landscape, orchard.portrait),
        _scene("bananas", (0.50, 0.60), bananas.landscape),
        _scene("temple", (0.50, 0.50), temple.landscape, temple.portrait),
        _scene("festival", (0.48, 0.58), festival.landscape, festival.portrait),
        _scene("turmeric", (0.50, 0.66), turmeric.landscape),
        _scene("chicken", (0.46, 0.50), chicken.landscape),
        _scene("industry", (0.50, 0.50), industry.landscape),
        _scene("lane", (0.50, 0.62), lane.landscape),
        _scene("lotus", (0.50, 0.52), lotus.landscape),
        _scene("rice", (0.50, 0.66), rice.landscape),
        _scene("delta", (0.50, 0.56), delta.landscape),
        _scene("meeting", (0.50, 0.46), meeting.landscape),
        _scene("market", (0.50, 0.70), market.landscape),
        _scene("riverbank", (0.52, 0.56), riverbank.landscape),
        _scene("sea", (0.50, 0.58), sea.landscape),
        _scene("honey", (0.40, 0.66), pantry.honey),
        _scene("dried-longan", (0.46, 0.64), pantry.dried_longan),
        _scene("eggs", (0.50, 0.74), pantry.eggs),
        _scene("dried-bananas", (0.46, 0.78), pantry.dried_bananas),
        _scene("turmeric-pearls", (0.48, 0.70), pantry.turmeric_pearls),
        _scene("tea", (0.52, 0.74), pantry.tea),
        _scene("sweet-soup", (0.50, 0.70), kitchen.sweet_soup),
        _scene("noodles", (0.49, 0.68), kitchen.noodles),
        _scene("claypot", (0.48, 0.66), kitchen.claypot),
        _scene("rice-cakes", (0.50, 0.80), kitchen.rice_cakes),
        _scene("steamed-chicken", (0.46, 0.76), kitchen.steamed_chicken),
        _scene("soy-jars", (0.46, 0.68), yards.soy_jars),
        _scene("incense", (0.50, 0.66), yards.incense),
        _scene("kumquats", (0.50, 0.62), yards.kumquats),
        _scene("beehives", (0.48, 0.66), yards.beehives),
        _scene("turmeric-field", (0.60, 0.66), yards.turmeric_field),
        _scene("hoa-da-trach", (0.50, 0.56), shrines.hoa_da_trach),
        _scene("phohien-temple", (0.58, 0.50), shrines.pho_hien),
        _scene("bell-pagoda", (0.66, 0.50), shrines.bell_pagoda),
        _scene("van-mieu", (0.50, 0.46), courts.van_mieu),
        _scene("longan-tree", (0.40, 0.50), courts.longan_tree_pagoda),
        _scene("marsh", (0.44, 0.62), riverside.marsh),
        _scene("sandbank", (0.60, 0.64), riverside.sandbank),
    )
}


def paint(key: str, orientation: Orientation = "landscape") -> Image.Image:
    """Raises KeyError for an unknown scene or an orientation it is not composed for."""
    scene = SCENES[key]
    return scene.paint(scene.variants[orientation])
