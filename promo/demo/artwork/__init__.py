"""The demo's illustrations, painted by code: every run gives the same bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PIL import Image, ImageOps

from .scenes import (
    bananas,
    chicken,
    delta,
    festival,
    industry,
    lane,
    lotus,
    market,
    meeting,
    orchard,
    rice,
    river,
    riverbank,
    sea,
    temple,
    turmeric,
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
    )
}


def paint(key: str, orientation: Orientation = "landscape") -> Image.Image:
    """Raises KeyError for an unknown scene or an orientation it is not composed for."""
    scene = SCENES[key]
    return scene.paint(scene.variants[orientation])
