"""The press: stencils cut at double size, pulled in flat inks, worn by grain."""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .palette import RGB, mix
from .shapes import Path, Point

Size = tuple[int, int]
Box = tuple[int, int, int, int]
Stops = Sequence[tuple[float, RGB]]


@lru_cache(maxsize=24)
def speckle(size: Size, seed: int, blur: float = 0.0) -> Image.Image:
    """Even random grain; effect_noise cannot be seeded, so the bytes come from Random."""
    noise = Image.frombytes("L", size, Random(seed).randbytes(size[0] * size[1]))
    if blur:
        noise = noise.filter(ImageFilter.GaussianBlur(blur))
        low = 128 - 74 / (1 + blur * 2.2)
        gain = 255 / (2 * (128 - low))
        noise = noise.point([max(0, min(255, round((v - low) * gain))) for v in range(256)])
    return noise


@lru_cache(maxsize=12)
def clouds(size: Size, seed: int, cells: int, stretch: float = 1.0, octaves: int = 4) -> Image.Image:
    """Fractal noise: `cells` lumps across, drawn out sideways by `stretch`."""
    rng = Random(seed)
    total = Image.new("L", size, 128)
    for k in range(octaves):
        cw = max(2, round(cells * 2**k))
        ch = max(2, round(cells * 2**k * size[1] / size[0] * stretch))
        layer = Image.frombytes("L", (cw, ch), rng.randbytes(cw * ch)).resize(size, Image.Resampling.BICUBIC)
        total = Image.blend(total, layer, 1.0 if k == 0 else 0.5 / (1 + 0.35 * k))
    return total.point([max(0, min(255, round((v - 128) * 1.7 + 128))) for v in range(256)])


def field(size: Size, fn: Callable[[float, float], float], cells: int = 72) -> Image.Image:
    """A smooth mask from a function of (u, v) in 0..1 giving 0..1."""
    cols = max(2, min(cells, size[0]))
    rows = max(2, min(size[1], round(cols * size[1] / max(1, size[0])), 140))
    data = bytes(
        max(0, min(255, round(255 * fn((i + 0.5) / cols, (j + 0.5) / rows)))) for j in range(rows) for i in range(cols)
    )
    return Image.frombytes("L", (cols, rows), data).resize(size, Image.Resampling.BICUBIC)


def scaled(mask: Image.Image, k: float) -> Image.Image:
    return mask.point([max(0, min(255, round(v * k))) for v in range(256)])


def _around(mask: Image.Image, blur: float) -> Box | None:
    """The part of a mask that a blur can touch: most shapes cover little of the sheet."""
    box = mask.getbbox()
    if box is None:
        return None
    pad = math.ceil(blur * 3) + 2
    return (
        max(0, box[0] - pad),
        max(0, box[1] - pad),
        min(mask.width, box[2] + pad),
        min(mask.height, box[3] + pad),
    )


class Stencil:
    """Shapes gathered in canvas coordinates, cut together."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.shapes: list[tuple[str, Path, float, int]] = []

    def poly(self, points: Sequence[Point], tone: int = 255) -> "Stencil":
        self.shapes.append(("poly", list(points), 0, tone))
        return self

    def line(self, points: Sequence[Point], width: float, tone: int = 255) -> "Stencil":
        self.shapes.append(("line", list(points), width, tone))
        return self

    def disc(self, x: float, y: float, rx: float, ry: float | None = None, tone: int = 255) -> "Stencil":
        ry = rx if ry is None else ry
        self.shapes.append(("disc", [(x - rx, y - ry), (x + rx, y + ry)], 0, tone))
        return self

    def mask(self, blur: float = 0) -> Image.Image:
        full = Image.new("L", self.size, 0)
        if not self.shapes:
            return full
        pad = 3 + max(s[2] for s in self.shapes)
        xs = [p[0] for s in self.shapes for p in s[1]]
        ys = [p[1] for s in self.shapes for p in s[1]]
        x0, y0 = max(0, int(min(xs) - pad)), max(0, int(min(ys) - pad))
        x1 = min(self.size[0], int(max(xs) + pad) + 1)
        y1 = min(self.size[1], int(max(ys) + pad) + 1)
        if x1 <= x0 or y1 <= y0:
            return full
        k = 4 if (x1 - x0) * (y1 - y0) < 120_000 else 2
        big = Image.new("L", ((x1 - x0) * k, (y1 - y0) * k), 0)
        draw = ImageDraw.Draw(big)
        for kind, pts, width, tone in self.shapes:
            moved = [((x - x0) * k, (y - y0) * k) for x, y in pts]
            if kind == "poly":
                draw.polygon(moved, fill=tone)
            elif kind == "line":
                draw.line(moved, fill=tone, width=max(1, round(width * k)), joint="curve")
            else:
                draw.ellipse([moved[0], moved[1]], fill=tone)
        full.paste(big.reduce(k), (x0, y0))
        box = _around(full, blur) if blur else None
        if box:
            full.paste(full.crop(box).filter(ImageFilter.GaussianBlur(blur)), box)
        return full


class Canvas:
    def __init__(self, size: Size, seed: int) -> None:
        self.size = size
        self.w, self.h = size
        self.seed = seed
        self.rng = Random(seed)
        self.image = Image.new("RGB", size)
        # Kept within 58..198 so that a full ramp always saturates after the threshold below.
        self.stipple = speckle(size, seed, 0.45).point([round(58 + v * 140 / 255) for v in range(256)])

    def stencil(self) -> Stencil:
        return Stencil(self.size)

    def sky(self, stops: Stops, bottom: float | None = None) -> None:
        """Vertical blend over the whole sheet; stops are fractions of `bottom`."""
        depth = int(bottom or self.h)
        column = Image.new("RGB", (1, self.h))
        for y in range(self.h):
            t = min(1.0, y / depth)
            lo = max((s for s in stops if s[0] <= t), default=stops[0])
            hi = min((s for s in stops if s[0] >= t), default=stops[-1])
            span = hi[0] - lo[0]
            column.putpixel((0, y), mix(lo[1], hi[1], (t - lo[0]) / span if span else 0))
        self.image.paste(column.resize(self.size))

    def print(self, mask: Image.Image, colour: RGB, to: RGB | None = None, opacity: float = 1.0) -> Image.Image:
        """One pull of ink through `mask`; with `to`, a split fountain from top to bottom."""
        box = mask.getbbox()
        if box is None:
            return mask
        part = mask.crop(box)
        if opacity < 1:
            part = scaled(part, opacity)
        if to is None:
            self.image.paste(colour, box, part)
        else:
            height = box[3] - box[1]
            column = Image.new("RGB", (1, height))
            for y in range(height):
                column.putpixel((0, y), mix(colour, to, y / max(1, height - 1)))
            self.image.paste(column.resize((box[2] - box[0], height)), box, part)
        return mask

    def poly(self, points: Sequence[Point], colour: RGB, to: RGB | None = None, opacity: float = 1.0) -> Image.Image:
        return self.print(self.stencil().poly(points).mask(), colour, to, opacity)

    def line(self, points: Sequence[Point], width: float, colour: RGB, opacity: float = 1.0) -> Image.Image:
        return self.print(self.stencil().line(points, width).mask(), colour, None, opacity)

    def shade(
        self,
        mask: Image.Image,
        colour: RGB,
        angle: float = 90,
        start: float = 0.3,
        end: float = 1.0,
        opacity: float = 1.0,
    ) -> None:
        """Stippled shading that thickens along `angle` (degrees, 90 is downwards)."""
        box = mask.getbbox()
        if box is None:
            return
        ca, sa = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        reach = abs(ca) + abs(sa)

        def fall(u: float, v: float) -> float:
            t = ((u - 0.5) * ca + (v - 0.5) * sa) / reach + 0.5
            return (t - start) / (end - start)

        size = (box[2] - box[0], box[3] - box[1])
        self.stipple_in(mask, colour, field(size, fall, 18), box, opacity)

    def stipple_in(
        self,
        mask: Image.Image,
        colour: RGB,
        ramp: Image.Image,
        box: Box | None = None,
        opacity: float = 1.0,
    ) -> None:
        """Print `colour` where `ramp` beats the grain, inside `mask`."""
        box = box or (0, 0, self.w, self.h)
        tone = ImageChops.subtract(ramp, self.stipple.crop(box), scale=0.45, offset=128)
        part = ImageChops.multiply(mask.crop(box), tone)
        if opacity < 1:
            part = scaled(part, opacity)
        self.image.paste(colour, box, part)

    def mottle(
        self,
        mask: Image.Image,
        colour: RGB,
        cells: int,
        opacity: float = 0.5,
        stretch: float = 1.0,
        level: float = 0.5,
    ) -> None:
        """Uneven, brush-like patches of ink inside `mask`."""
        self.seed += 1
        noise = clouds(self.size, self.seed, cells, stretch)
        shift = round(255 * (0.5 - level))
        ramp = noise.point([max(0, min(255, round((v - 128) * 2.2 + 128 + shift))) for v in range(256)])
        self.stipple_in(mask, colour, ramp, None, opacity)

    def worn(self, mask: Image.Image, bite: float = 1.6) -> Image.Image:
        """Edges as silk-screen leaves them: slightly eaten by grain."""
        box = _around(mask, bite)
        if box is None:
            return mask
        soft = mask.crop(box).filter(ImageFilter.GaussianBlur(bite))
        eaten = Image.new("L", self.size, 0)
        eaten.paste(ImageChops.subtract(soft, self.stipple.crop(box), scale=0.4, offset=128), box)
        return eaten

    def glow(self, x: float, y: float, r: float, colour: RGB, strength: float = 0.8, squash: float = 1.0) -> None:
        def fall(u: float, v: float) -> float:
            d = math.hypot(u * self.w - x, (v * self.h - y) / squash) / r
            return strength * max(0.0, 1 - d) ** 2

        self.image.paste(colour, (0, 0), field(self.size, fall, 110))

    def mist(self, y: float, height: float, colour: RGB, strength: float = 0.8, cells: int = 5) -> None:
        """A drifting band, densest at `y`."""
        self.seed += 1
        band = field(self.size, lambda u, v: strength * math.exp(-(((v * self.h - y) / height) ** 2)), 60)
        drift = clouds(self.size, self.seed, cells, 3.2, 3)
        drift = drift.point([round(95 + v * 160 / 255) for v in range(256)])
        self.image.paste(colour, (0, 0), ImageChops.multiply(band, drift))

    def finish(self, grain: int = 7, vignette: float = 0.16, tint: RGB = (20, 14, 20)) -> Image.Image:
        """Paper tooth, slow mottling and a breath of shadow in the corners."""
        if vignette:
            self.image.paste(
                tint,
                (0, 0),
                field(
                    self.size,
                    lambda u, v: vignette * max(0.0, math.hypot((u - 0.5) * 1.3, (v - 0.5) * 1.3) - 0.42) * 2.0,
                    60,
                ),
            )
        tooth = speckle(self.size, self.seed + 900, 0.4)
        paper = clouds(self.size, self.seed + 901, 40, 1.0, 3)
        both = Image.blend(tooth, paper, 0.3)
        lift = both.point([max(0, min(255, round(128 + (v - 128) * grain / 100))) for v in range(256)])
        layer = Image.merge("RGB", (lift, lift, lift))
        return ImageChops.add(self.image, layer, 1, -128)
