"""Sampans, dragon boats, fishing boats, and the square flags of a festival."""

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from PIL import ImageChops

from .canvas import Canvas
from .palette import RGB, mix
from .shapes import Path, Point, Wave, arc, at, curve, taper


def hull(
    c: Canvas,
    x: float,
    y: float,
    length: float,
    wood: RGB,
    dark: RGB,
    light: RGB,
    flip: bool = False,
    rise: float = 1.0,
) -> None:
    """A sampan floating with its waterline at `y`."""
    s = length / 200
    top: Path = [(-100, -22 * rise), (-70, -14), (-30, -10), (20, -10), (66, -15), (104, -27 * rise)]
    bottom: Path = [(96, -16 * rise), (74, -1), (40, 3), (-40, 3), (-72, 0), (-95, -15 * rise)]
    inner: Path = [(96, -24 * rise), (62, -17), (20, -14), (-30, -14), (-68, -18), (-93, -21 * rise)]
    c.poly(at(curve(top) + curve(inner), x, y, s, 0, flip), mix(dark, wood, 0.25))
    mask = c.stencil().poly(at(curve(top) + curve(bottom), x, y, s, 0, flip)).mask()
    c.print(mask, wood, mix(wood, dark, 0.6))
    c.shade(mask, dark, 90, 0.5, 1.15, 0.9)
    c.poly(at(taper(curve(top), 2.2, 2.2), x, y, s, 0, flip), light)
    seam = [(px, py * 0.35 + 1) for px, py in top]
    c.line(at(curve(seam), x, y, s, 0, flip), max(0.8, s), dark, 0.6)


def mat_cover(c: Canvas, x: float, y: float, w: float, h: float, mat: RGB, dark: RGB, flip: bool = False) -> None:
    """The arched bamboo cover amidships."""
    top = [(-0.5, 0.0), (-0.48, -0.62), (-0.3, -0.95), (0.0, -1.04), (0.32, -0.95), (0.5, -0.6), (0.53, 0.0)]
    shape = [(px * w, py * h) for px, py in curve(top)]
    mask = c.stencil().poly(at(shape, x, y, 1, 0, flip)).mask()
    c.print(mask, mat)
    c.shade(mask, dark, 20, 0.35, 1.1, 0.85)
    weave = c.stencil()
    for k in range(9):
        u = -0.46 + 0.115 * k
        weave.line(at([(u * w, 0), (u * w * 0.96, -h * 1.1)], x, y, 1, 0, flip), 1)
    for k in range(1, 5):
        weave.line(at([(-0.5 * w, -h * k / 5), (0.55 * w, -h * k / 5)], x, y), 0.8)
    c.print(ImageChops.multiply(weave.mask(), mask), dark, None, 0.4)


def square_flag(
    c: Canvas,
    x: float,
    y: float,
    pole: float,
    size: float,
    inks: Sequence[RGB],
    wood: RGB,
    wind: int = 1,
    lean: float = 0.0,
    phase: int = 0,
) -> None:
    """Cờ ngũ sắc: five nested squares with a flaming hem, on a bamboo pole whose foot is (x, y)."""
    wave = Wave(Random(phase * 7 + 3))
    tip = (x + lean * pole, y - pole)
    c.poly(
        taper(
            [(x, y), ((x + tip[0]) / 2 + lean * 6, y - pole / 2), tip], max(1.6, size * 0.05), max(1.0, size * 0.025)
        ),
        wood,
    )
    ox, oy = tip[0], tip[1] + size * 0.05

    def m(u: float, v: float) -> Point:
        swell = wave(u * 1.7 + phase) * 0.16 * u + 0.10 * math.sin(u * 5.2 + phase) * u
        droop = u * u * 0.16
        return (ox + wind * size * (u * 0.94 + 0.03 * math.sin(v * 5 + phase)), oy + size * (v + swell + droop))

    hem: Path = []
    teeth = 9
    for (ax, ay), (bx, by), (nx, ny) in (((0, 0), (1, 0), (0, -1)), ((1, 0), (1, 1), (1, 0)), ((1, 1), (0, 1), (0, 1))):
        for k in range(teeth):
            for f, out in ((0.0, 0.0), (0.55, 0.13)):
                t = (k + f) / teeth
                hem.append(
                    m(ax + (bx - ax) * t + nx * out + (0.05 if out and ny else 0), ay + (by - ay) * t + ny * out)
                )
    hem.append(m(0, 1))
    whole = c.poly(hem, inks[0])
    n = 8
    for k, colour in enumerate(inks):
        d = 0.02 + 0.105 * k
        square: Path = []
        corners = ((d, d), (1 - d, d), (1 - d, 1 - d), (d, 1 - d), (d, d))
        for (x0, y0), (x1, y1) in pairwise(corners):
            square.extend(m(x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n) for i in range(n))
        c.poly(square, colour)
    if size > 24:
        for u0 in (0.22, 0.62):
            fold = [m(u0, -0.05), m(u0 + 0.16, -0.05), m(u0 + 0.1, 1.05), m(u0 - 0.02, 1.05)]
            crease = ImageChops.multiply(c.stencil().poly(fold).mask(size * 0.03), whole)
            c.print(crease, (30, 16, 20), None, 0.26)


_HEAD: Path = [
    (-46, 56),
    (-26, 32),
    (-21, 4),
    (-16, -22),
    (-2, -44),
    (10, -50),
    (8, -62),
    (20, -52),
    (34, -54),
    (52, -46),
    (66, -49),
    (72, -40),
    (64, -34),
    (48, -33),
    (36, -30),
    (52, -24),
    (60, -17),
    (44, -14),
    (26, -18),
    (16, -12),
    (12, 4),
    (13, 28),
    (2, 50),
    (-24, 62),
]


def dragon_head(c: Canvas, x: float, y: float, s: float, body: RGB, dark: RGB, gold: RGB, flip: bool = False) -> None:
    """A prow: neck rising from (x, y), jaws open."""
    for k in range(7):
        px, py = -17 + k * 0.6 + (k - 3) ** 2 * 0.5, 22 - k * 11.5
        c.poly(at(taper(arc(px, py, 30 - k, 205 + k * 4, 40, 7), 9, 0.6), x, y, s, 0, flip), gold)
    mask = c.stencil().poly(at(curve(_HEAD, True, 5), x, y, s, 0, flip)).mask()
    c.print(mask, body)
    c.shade(mask, dark, 90, 0.45, 1.1, 0.85)
    c.poly(at(taper(arc(12, -52, 44, 215, 50, 9), 8, 0.8), x, y, s, 0, flip), gold)
    c.poly(at(taper(arc(22, -54, 36, 232, 55, 9), 6, 0.8), x, y, s, 0, flip), gold)
    c.poly(at(taper(arc(66, -40, 46, -28, 95, 10), 2.6, 0.5), x, y, s, 0, flip), gold)
    c.poly(at(taper(arc(50, -16, 26, 60, 70, 8), 4, 0.5), x, y, s, 0, flip), gold)
    c.poly(at(taper(arc(30, -14, 30, 100, 50, 8), 6, 0.5), x, y, s, 0, flip), gold)
    for tx in (42, 50, 58):
        c.poly(at([(tx, -33), (tx + 5, -34), (tx + 3, -27)], x, y, s, 0, flip), (252, 246, 228))
    eye = at([(26, -43)], x, y, s, 0, flip)[0]
    c.print(c.stencil().disc(*eye, 6 * s, 5.4 * s).mask(), (252, 246, 228))
    c.print(c.stencil().disc(eye[0] + (-1.4 if flip else 1.4) * s, eye[1] + 0.6 * s, 2.6 * s).mask(), dark)
    c.poly(at(taper(curve([(16, -48), (26, -52), (38, -47)]), 2, 1, 5), x, y, s, 0, flip), gold)
    scales = c.stencil()
    for row in range(9):
        for col in range(4):
            sx, sy = -18 + col * 10 - max(0, row - 5) * 0 - max(0, 4 - row) ** 2 * 1.2, 62 - row * 12 + col * 2
            scales.line(at(arc(sx, sy, 11, 100, -150, 6), x, y, s, 0, flip), max(0.8, 1.3 * s))
    c.print(ImageChops.multiply(scales.mask(), mask), gold, None, 0.8)


def dragon_hull(
    c: Canvas, x: float, y: float, length: float, body: RGB, dark: RGB, gold: RGB, flip: bool = False
) -> None:
    """A long ceremonial hull with head and tail; the deck is 0.09 lengths above the water."""
    s = length / 400
    top: Path = [(-206, -72), (-186, -52), (-140, -38), (-60, -32), (60, -32), (140, -38), (180, -52), (204, -78)]
    low: Path = [(214, -62), (190, -22), (150, 2), (60, 8), (-60, 8), (-150, 2), (-188, -18), (-214, -60)]
    hx, hy = at([(204, -84)], x, y, s, 0, flip)[0]
    dragon_head(c, hx, hy, s * 1.15, body, dark, gold, flip)
    for k in range(4):
        c.poly(
            at(taper(arc(-204, -66, 66 - k * 8, 262 - k * 26, 70 - k * 16, 10), 12, 0.8), x, y, s, 0, flip),
            gold if k % 2 else body,
        )
    mask = c.stencil().poly(at(curve(top) + curve(low), x, y, s, 0, flip)).mask()
    c.print(mask, body, mix(body, dark, 0.5))
    c.shade(mask, dark, 90, 0.5, 1.1, 0.9)
    scales = c.stencil()
    for row in range(4):
        for col in range(38):
            sx = -190 + col * 10.2 + (5 if row % 2 else 0)
            sy = -26 + row * 8.5 - (abs(sx) / 200) ** 3 * 30
            scales.line(at(arc(sx - 4, sy, 11, 70, -140, 5), x, y, s, 0, flip), max(0.8, 1.1 * s))
    c.print(ImageChops.multiply(scales.mask(), mask), gold, None, 0.75)
    c.poly(at(taper(curve(top), 5, 5), x, y, s, 0, flip), gold)


def fishing_boat(
    c: Canvas, x: float, y: float, length: float, paint: RGB, dark: RGB, cabin: RGB, trim: RGB, flip: bool = False
) -> None:
    s = length / 200
    top: Path = [(-100, -30), (-60, -22), (0, -20), (50, -28), (80, -42), (110, -62)]
    low: Path = [(92, -24), (74, 2), (20, 5), (-60, 5), (-92, 0)]
    for mx, tall in ((-24, 132), (30, 104)):
        c.poly(at(taper([(mx, -20), (mx + 2, -tall)], 3.4, 1.6), x, y, s, 0, flip), dark)
        c.line(at([(mx + 2, -tall), (106, -60)], x, y, s, 0, flip), max(0.7, 0.7 * s), dark, 0.7)
        c.line(at([(mx + 2, -tall), (-98, -30)], x, y, s, 0, flip), max(0.7, 0.7 * s), dark, 0.7)
    c.poly(at(taper([(-22, -60), (46, -100)], 2.4, 1.4), x, y, s, 0, flip), dark)
    house = [(-66, -22), (-64, -62), (-8, -64), (-2, -24)]
    c.shade(c.poly(at(house, x, y, s, 0, flip), cabin), dark, 20, 0.4, 1.2, 0.7)
    c.poly(at([(-72, -62), (-70, -69), (0, -71), (2, -64)], x, y, s, 0, flip), trim)
    for wx in (-56, -40, -24):
        c.poly(at([(wx, -42), (wx, -55), (wx + 11, -55), (wx + 11, -42)], x, y, s, 0, flip), dark)
    mask = c.stencil().poly(at(curve(top) + curve(low), x, y, s, 0, flip)).mask()
    c.print(mask, paint)
    c.shade(mask, dark, 90, 0.45, 1.1, 0.9)
    c.poly(at(taper(curve(top), 5, 5), x, y, s, 0, flip), trim)
    eye = at([(84, -34)], x, y, s, 0, flip)[0]
    c.print(c.stencil().disc(*eye, 6 * s, 4.2 * s).mask(), (250, 244, 230))
    c.print(c.stencil().disc(*eye, 2.4 * s).mask(), dark)
