"""A lotus pond in bloom. Palette: Hồng sen."""

from PIL import Image

from ..boats import hull
from ..canvas import Canvas
from ..figures import person
from ..flora import areca, lotus, lotus_leaf, petal, treeline
from ..palette import DEEP, FOREST, GOLD, LEAF, LOTUS, MIST, RGB, SAND, TEAL, mix
from ..shapes import arc, at, blob, curve, taper
from ..water import cloud_bank, mirror, reflect, ripples, sun

AIR = mix(MIST, LOTUS, 0.12)
PALE = mix(MIST, (255, 236, 240), 0.5)
HOT = mix(LOTUS, (226, 70, 130), 0.45)


def _stem(c: Canvas, x: float, y: float, foot: float, lean: float, w: float, colour: RGB) -> None:
    path = curve([(x + lean, foot), (x + lean * 0.4, (y + foot) / 2), (x, y)], steps=8)
    m = c.poly(taper(path, w * 1.2, w), colour)
    c.shade(m, mix(colour, FOREST, 0.7), 0, 0.4, 1.0, 0.8)


def _bud(c: Canvas, x: float, y: float, s: float, turn: float) -> None:
    for a, k, w in ((-16, 0.9, 0.9), (16, 0.9, 0.9), (0, 1.0, 1.0)):
        petal(c, x, y, s * k, turn + a, w, mix(PALE, HOT, 0.35), HOT)
    for a in (-34, 30):
        petal(c, x, y, s * 0.42, turn + a, 1.0, mix(LEAF, PALE, 0.3), LEAF)


def _pod(c: Canvas, x: float, y: float, s: float) -> None:
    m = c.poly(
        at(curve([(-34, -34), (-24, -6), (-6, 4), (6, 4), (24, -6), (34, -34)], steps=6), x, y, s), mix(LEAF, GOLD, 0.3)
    )
    c.shade(m, FOREST, 20, 0.4, 1.1, 0.8)
    c.poly(at(blob(0, -35, 35, 11, c.rng, 0.03), x, y, s), mix(LEAF, SAND, 0.45))
    seeds = c.stencil()
    for px, py in ((-22, -36), (-9, -40), (6, -40), (20, -37), (-12, -32), (4, -31), (14, -33)):
        seeds.disc(x + px * s, y + py * s, 3.6 * s, 2 * s)
    c.print(seeds.mask(), FOREST)


def _dragonfly(c: Canvas, x: float, y: float, s: float) -> None:
    for a in (-28, -8, 188, 208):
        c.poly(taper(arc(x, y, 64 * s, a, 4, 6), 4 * s, 3 * s, 17 * s), mix(TEAL, MIST, 0.55), None, 0.85)
    c.poly(taper(arc(x - 10 * s, y - 14 * s, 92 * s, 30, 22, 8), 11 * s, 3 * s), mix(LOTUS, (190, 30, 40), 0.6))
    c.print(c.stencil().disc(x - 16 * s, y - 18 * s, 8 * s).mask(), mix(LOTUS, DEEP, 0.5))


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 113)
    c.sky(
        [
            (0, mix(TEAL, MIST, 0.5)),
            (0.16, mix(TEAL, MIST, 0.74)),
            (0.3, mix(LOTUS, SAND, 0.72)),
            (0.38, mix(HOT, SAND, 0.66)),
            (0.44, MIST),
            (1, MIST),
        ]
    )
    sun(c, 420, 220, 62, mix(SAND, (255, 250, 236), 0.6), mix(GOLD, SAND, 0.55), 7)
    cloud_bank(c, 250, 80, MIST, AIR, 0.6, 230, 100)
    treeline(c, -40, 900, 366, 56, mix(LEAF, AIR, 0.72), AIR, MIST, 420)
    treeline(c, 760, 1660, 370, 84, mix(LEAF, AIR, 0.56), AIR, MIST, 430)
    for x, h in ((1250, 210), (1310, 170), (1480, 240), (210, 150)):
        tone = mix(LEAF, AIR, 0.5)
        areca(c, x, 420, h, tone, (tone, mix(tone, AIR, 0.2), tone), 0.04, 9)
    c.mist(402, 44, MIST, 0.9)
    water = c.stencil().poly([(-5, 424), (1605, 424), (1605, 1005), (-5, 1005)]).mask()
    c.print(water, mix(MIST, LOTUS, 0.1), mix(TEAL, DEEP, 0.35))
    reflect(c, 424, 240, mix(LEAF, MIST, 0.5), 0.7, 6)
    c.mottle(water, mix(LEAF, MIST, 0.35), 6, 0.4, 7.0, 0.36)
    rng = c.rng
    for row in range(11):
        t = row / 10
        y = 440 + 300 * t**1.4
        air = max(0.0, 0.72 - 0.75 * t)
        tones = (mix(FOREST, AIR, air), mix(mix(LEAF, TEAL, 0.15), AIR, air), mix(mix(LEAF, SAND, 0.4), AIR, air))
        for _ in range(int(30 - 20 * t)):
            r = (8 + 62 * t**1.2) * rng.uniform(0.7, 1.2)
            lotus_leaf(
                c,
                rng.uniform(-20, 1620),
                y + rng.uniform(-6, 12),
                r,
                r * rng.uniform(0.26, 0.4),
                tones,
                rng.uniform(-5, 5),
            )
        if row < 8:
            for _ in range(int(10 - 4 * t)):
                px, size = rng.uniform(0, 1600), (0.07 + 0.3 * t) * rng.uniform(0.8, 1.2)
                if abs(px - 800) < 260 and row > 4:
                    continue
                yy = y - rng.uniform(10, 30) * (0.4 + 2 * t)
                _stem(c, px, yy, y + 8, 3, 1.2 + 5 * t, tones[1])
                lotus(
                    c,
                    px,
                    yy,
                    size,
                    mix(PALE, AIR, air * 0.5),
                    mix(HOT, AIR, air),
                    mix(GOLD, AIR, air),
                    rng.uniform(0.7, 1.0),
                )
        if row == 3:
            before = c.image.copy()
            hull(c, 1330, 516, 200, mix(DEEP, AIR, 0.3), mix(DEEP, AIR, 0.2), SAND)
            person(
                c,
                1292,
                505,
                96,
                "reach",
                mix(LOTUS, AIR, 0.15),
                mix(DEEP, AIR, 0.2),
                mix(SAND, LOTUS, 0.4),
                mix(SAND, GOLD, 0.25),
                False,
                MIST,
                True,
            )
            for k in range(7):
                lotus(c, 1340 + k * 9, 500 - (k % 3) * 7, 0.13, PALE, HOT, GOLD, 0.7)
            mirror(c, before, 520, LEAF, 0.5, 5, 0.6)
        c.mist(y, 26, MIST, 0.35 * (1 - t))
    ripples(c, 440, 960, MIST, 260, 0.55, None, 300, 0.9)
    deep = (mix(FOREST, DEEP, 0.4), mix(LEAF, FOREST, 0.3), mix(LEAF, SAND, 0.35))
    for x, y, rx, ry, turn in (
        (280, 800, 220, 74, -8),
        (1330, 820, 240, 80, 7),
        (700, 900, 210, 62, 3),
        (1010, 960, 230, 66, -4),
        (430, 970, 240, 70, 5),
    ):
        lotus_leaf(c, x, y, rx, ry, deep, turn)
    _stem(c, 1130, 470, 960, 60, 13, mix(LEAF, FOREST, 0.2))
    lotus(c, 1130, 470, 1.3, PALE, HOT, GOLD, 0.62)
    _stem(c, 520, 560, 980, -50, 12, mix(LEAF, FOREST, 0.2))
    _bud(c, 520, 560, 1.3, -8)
    _stem(c, 380, 660, 980, 30, 10, mix(LEAF, FOREST, 0.2))
    _pod(c, 380, 660, 1.25)
    _stem(c, 800, 640, 1000, 30, 17, mix(LEAF, FOREST, 0.15))
    lotus(c, 800, 640, 2.9, PALE, HOT, GOLD, 1.0)
    _dragonfly(c, 470, 372, 1.15)
    front = (mix(DEEP, FOREST, 0.4), mix(FOREST, LEAF, 0.3), mix(LEAF, SAND, 0.2))
    for x, y, rx, ry, turn in ((60, 930, 330, 120, -12), (1560, 950, 320, 124, 12)):
        lotus_leaf(c, x, y, rx, ry, front, turn)
    for x, y, s in ((1400, 760, 0.95),):
        _stem(c, x, y, 1000, 30, 10, mix(LEAF, FOREST, 0.2))
        _bud(c, x, y, s, 10)
    return c.finish(7, 0.18, DEEP)
