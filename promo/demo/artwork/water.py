"""Water and air: reflections, ripples, rain, sun, birds."""

import math
from random import Random

from PIL import Image, ImageChops, ImageFilter, ImageOps

from .canvas import Canvas, field, scaled
from .palette import RGB
from .shapes import Path, Wave, at, curve, lens


def reflect(
    c: Canvas,
    y: int,
    depth: int,
    tint: RGB,
    strength: float = 0.75,
    ripple: float = 6.0,
    squash: float = 1.0,
    inside: Image.Image | None = None,
) -> None:
    """Mirror what stands above `y` into the water, broken into strips that slide with distance."""
    take = min(y, int(depth / squash))
    strip = ImageOps.flip(c.image.crop((0, y - take, c.w, y))).resize((c.w, depth))
    strip = Image.blend(strip, Image.new("RGB", strip.size, tint), 0.38)
    wave = Wave(Random(c.seed + 5))
    moved = strip.copy()
    for row in range(depth):
        t = row / depth
        slide = round(ripple * (0.25 + t) * (wave(row / (2.0 + 5 * t)) + 0.5 * wave(row * 0.9)))
        moved.paste(strip.crop((0, row, c.w, row + 1)), (slide, row))
    fade = field((c.w, depth), lambda u, v: strength * (1 - v) ** 0.7, 40)
    if inside is not None:
        fade = ImageChops.multiply(fade, inside.crop((0, y, c.w, y + depth)))
    c.image.paste(moved, (0, y), fade)


def mirror(
    c: Canvas,
    before: Image.Image,
    y: int,
    tint: RGB,
    strength: float = 0.7,
    ripple: float = 8.0,
    squash: float = 0.8,
) -> None:
    """Reflect below `y` only what was painted since the copy `before` was taken."""
    fresh = ImageChops.difference(c.image, before).convert("L").point([0] * 9 + [255] * 247)
    box = fresh.crop((0, 0, c.w, y)).getbbox()
    if box is None:
        return
    depth = min(c.h - y, int((y - box[1]) * squash))
    take = (0, y - int(depth / squash), c.w, y)
    shape = ImageOps.flip(fresh.crop(take)).resize((c.w, depth)).filter(ImageFilter.GaussianBlur(1))
    strip = ImageOps.flip(c.image.crop(take)).resize((c.w, depth))
    strip = Image.blend(strip, Image.new("RGB", strip.size, tint), 0.5)
    wave = Wave(Random(c.seed + 6))
    for row in range(depth):
        t = row / depth
        slide = round(ripple * (0.12 + t) * (wave(row / (3.0 + 6 * t)) + 0.6 * wave(row * 0.7)))
        part = scaled(shape.crop((0, row, c.w, row + 1)), strength * (1 - t * 0.75))
        c.image.paste(strip.crop((0, row, c.w, row + 1)), (slide, y + row), part)


def ripples(
    c: Canvas,
    top: float,
    bottom: float,
    colour: RGB,
    count: int,
    opacity: float = 0.5,
    centre: float | None = None,
    spread: float = 300,
    size: float = 1.0,
    inside: Image.Image | None = None,
) -> None:
    """Almond-shaped glints, longer and sparser towards the viewer; gathered round `centre`."""
    rng = c.rng
    s = c.stencil()
    for _ in range(count):
        t = rng.random() ** 1.6
        y = top + (bottom - top) * t
        x = rng.uniform(-20, c.w + 20) if centre is None else rng.gauss(centre, spread * (0.25 + t))
        length = size * rng.uniform(10, 34) * (0.35 + 2.6 * t)
        s.poly(lens(x, y, length, size * (0.7 + 2.4 * t) * rng.uniform(0.5, 1), rng.uniform(-1, 1)))
    mask = s.mask()
    if inside is not None:
        mask = ImageChops.multiply(mask, inside)
    c.print(mask, colour, None, opacity)


def sun(c: Canvas, x: float, y: float, r: float, colour: RGB, halo: RGB, reach: float = 6) -> None:
    c.glow(x, y, r * reach, halo, 0.75)
    c.glow(x, y, r * reach * 0.4, colour, 0.6)
    c.print(c.worn(c.stencil().disc(x, y, r).mask(), 1.0), colour)


def rain(c: Canvas, colour: RGB, count: int, slant: float = 0.16, opacity: float = 0.3) -> None:
    rng = c.rng
    s = c.stencil()
    for _ in range(count):
        x, y, near = rng.uniform(-100, c.w + 100), rng.uniform(-60, c.h), rng.random()
        length = 26 + 70 * near
        s.poly([(x, y), (x + 0.8 + near, y), (x - slant * length, y + length)], round(110 + 145 * near))
    c.print(s.mask(), colour, None, opacity)


_EGRET_UP: Path = [
    (-58, -30),
    (-30, -26),
    (-8, -5),
    (0, -3),
    (12, -8),
    (34, -34),
    (66, -44),
    (40, -22),
    (18, 2),
    (44, 8),
    (20, 8),
    (0, 7),
    (-18, 4),
    (-30, 4),
    (-14, 0),
    (-30, -14),
]
_EGRET_DOWN: Path = [
    (-50, 22),
    (-34, 4),
    (-12, -5),
    (2, -6),
    (14, -5),
    (40, 0),
    (62, 20),
    (38, 8),
    (20, 4),
    (48, 6),
    (22, 9),
    (2, 7),
    (-22, 6),
    (-36, 4),
    (-14, 1),
    (-32, 8),
]


def egret(
    c: Canvas,
    x: float,
    y: float,
    s: float,
    colour: RGB,
    up: bool = True,
    turn: float = 0,
    flip: bool = False,
    opacity: float = 1.0,
) -> None:
    shape = _EGRET_UP if up else _EGRET_DOWN
    c.poly(at(curve(shape, True, 4), x, y, s, turn, flip), colour, None, opacity)


_WADER: Path = [
    (0, -52),
    (6, -56),
    (14, -54),
    (26, -51),
    (14, -50),
    (9, -47),
    (6, -40),
    (10, -34),
    (9, -27),
    (0, -21),
    (-14, -14),
    (-30, -8),
    (-22, -20),
    (-10, -31),
    (2, -35),
    (2, -42),
    (-1, -47),
]


def wader(c: Canvas, x: float, y: float, s: float, colour: RGB, legs: RGB, flip: bool = False) -> None:
    """A standing egret; (x, y) is where its feet touch."""
    c.line(at([(-4, -20), (-5, -9), (-4, 0)], x, y, s, 0, flip), 1.6 * s, legs)
    c.line(at([(0, -22), (1, -10), (3, 0)], x, y, s, 0, flip), 1.6 * s, legs)
    c.poly(at(curve(_WADER, True, 4), x, y, s, 0, flip), colour)


def cloud_bank(
    c: Canvas, y: float, amp: float, colour: RGB, to: RGB, opacity: float = 0.7, scale: float = 200, depth: float = 90
) -> None:
    """A long bank of heaped cloud that melts away below."""
    rng = c.rng
    swell = Wave(rng)
    heaps: list[tuple[float, float, float]] = []
    x = -scale
    while x < c.w + scale:
        size = max(0.0, 0.35 + 0.75 * swell(x / scale / 1.6))
        r = scale * rng.uniform(0.12, 0.36) * (0.5 + size)
        heaps.append((x, r, min(r * 0.62, amp) * (0.35 + size)))
        x += r * rng.uniform(0.5, 1.0)
    top: Path = []
    for px in range(-10, c.w + 12, 5):
        rise = max([0.0] + [h * math.sqrt(1 - ((px - hx) / r) ** 2) for hx, r, h in heaps if abs(px - hx) < r])
        top.append((px, y - rise - amp * 0.12 * swell(px / scale)))
    mask = c.stencil().poly([*top, (c.w + 20, y + depth), (-20, y + depth)]).mask()
    soft = field(c.size, lambda u, v: 1 - max(0.0, (v * c.h - y + amp * 0.5) / depth), 60)
    c.print(ImageChops.multiply(mask, soft), colour, to, opacity)


def strips(c: Canvas, y0: float, y1: float, colour: RGB, count: int, opacity: float = 0.4) -> None:
    """Thin drawn-out clouds."""
    rng = c.rng
    s = c.stencil()
    for _ in range(count):
        y, x = rng.uniform(y0, y1), rng.uniform(0, c.w)
        length, thick = rng.uniform(140, 520), rng.uniform(3, 9)
        wave = Wave(rng)
        n = 24
        top = [
            (x + length * (k / n - 0.5), y - thick * math.sin(math.pi * k / n) * (0.7 + 0.6 * wave(k / 3)))
            for k in range(n + 1)
        ]
        low = [(px, y + (y - py) * 0.35 + 1) for px, py in reversed(top)]
        s.poly(top + low)
    c.print(s.mask(0.8), colour, None, opacity)
