"""A longan orchard in fruit, seen from under the nearest tree. Palette: Lúa and longan."""

from collections.abc import Sequence

from PIL import Image

from ..canvas import Canvas, Stencil
from ..figures import person
from ..flora import Tones, longan_cluster, longan_spray, treeline
from ..palette import APRICOT, BARK, CREAM, DEEP, FOREST, GOLD, LONGAN, PADDY, STRAW, mix
from ..shapes import Point, arc, blob, curve, rough, taper
from ..trees import HAZE, LONGANS, longan_tree

GLOW = HAZE


def _ground(c: Canvas, y: float, vx: float) -> None:
    floor = c.stencil().poly([(-5, y), (c.w + 5, y), (c.w + 5, c.h + 5), (-5, c.h + 5)]).mask()
    c.print(floor, mix(PADDY, GLOW, 0.62), mix(FOREST, PADDY, 0.35))
    path = (
        c.stencil()
        .poly(
            rough(
                curve(
                    [
                        (vx - 12, y),
                        (vx - 60, y + (c.h - y) * 0.3),
                        (vx - 330, c.h + 10),
                        (vx + 330, c.h + 10),
                        (vx + 90, y + (c.h - y) * 0.3),
                        (vx + 14, y),
                    ],
                    steps=8,
                ),
                6,
                c.rng,
                24,
            )
        )
        .mask(1.2)
    )
    c.print(path, mix(STRAW, APRICOT, 0.3), mix(LONGAN, APRICOT, 0.35))
    c.mottle(floor, mix(PADDY, GOLD, 0.4), 9, 0.55, 3.2, 0.36)
    c.mottle(floor, mix(FOREST, DEEP, 0.2), 6, 0.7, 3.6, 0.44)
    c.print(path, mix(STRAW, APRICOT, 0.3), mix(LONGAN, APRICOT, 0.35), 0.5)
    rng = c.rng
    light = c.stencil()
    for _ in range(150):
        t = rng.random() ** 1.3
        yy = y + 14 + (c.h - y) * t
        cx = rng.uniform(-20, c.w + 20)
        for _ in range(3):
            light.poly(
                blob(
                    cx + rng.gauss(0, 30) * (0.3 + t),
                    yy + rng.gauss(0, 4),
                    rng.uniform(4, 17) * (0.3 + 1.5 * t),
                    rng.uniform(1.2, 3.2) * (0.4 + 1.6 * t),
                    rng,
                    0.35,
                    8,
                )
            )
    c.print(c.worn(light.mask(), 1.6), mix(GOLD, STRAW, 0.45), None, 0.6)
    grass: list[Stencil] = [c.stencil(), c.stencil()]
    for _ in range(900):
        t = rng.random()
        yy = y + 10 + (c.h - y) * t
        x = rng.uniform(-10, c.w + 10)
        if abs(x - vx) > 30 + 300 * t:
            grass[rng.random() < 0.4].poly(
                taper(arc(x, yy, 5 + 30 * t, -90 + rng.gauss(0, 18), rng.gauss(0, 30), 4), 1 + 2.4 * t, 0.4)
            )
    c.print(grass[0].mask(), mix(FOREST, PADDY, 0.4))
    c.print(grass[1].mask(), mix(PADDY, GOLD, 0.45))


def _shafts(c: Canvas, x: float, y: float) -> None:
    """Low sun through the rows."""
    for k, (dx, w) in enumerate(((-420, 90), (-210, 60), (-40, 80), (190, 70), (420, 100))):
        s = c.stencil().poly([(x - 8, y), (x + 8, y), (x + dx + w, y + 700), (x + dx - w, y + 700)])
        c.print(s.mask(16), mix(GOLD, CREAM, 0.6), None, 0.13 + 0.03 * (k % 2))


def _pickers(c: Canvas, x: float, y: float, h: float) -> None:
    rail = c.stencil()
    for dx in (0, 24):
        rail.poly(taper([(x + dx * h / 100, y), (x + (dx * 0.7 + 34) * h / 100, y - h * 1.9)], h * 0.03, h * 0.025))
    for k in range(9):
        t = (k + 0.6) / 9.5
        rail.line([(x + 34 * t * h / 100, y - h * 1.9 * t), (x + (24 + 27 * t) * h / 100, y - h * 1.9 * t)], h * 0.022)
    c.print(rail.mask(), mix(BARK, APRICOT, 0.3))
    person(
        c,
        x + h * 0.32,
        y - h * 0.82,
        h,
        "reach",
        mix(DEEP, PADDY, 0.2),
        mix(BARK, DEEP, 0.4),
        mix(APRICOT, BARK, 0.3),
        mix(STRAW, GOLD, 0.15),
        False,
        mix(GOLD, STRAW, 0.4),
    )
    person(
        c,
        x - h * 0.95,
        y + h * 0.1,
        h,
        "bend",
        mix(LONGAN, (160, 50, 40), 0.55),
        mix(BARK, DEEP, 0.3),
        mix(APRICOT, BARK, 0.3),
        mix(STRAW, GOLD, 0.2),
        False,
        mix(APRICOT, STRAW, 0.3),
    )
    for bx, r in ((-0.5, 0.26), (-0.12, 0.22)):
        cx, cy = x + bx * h, y + h * 0.12
        heap = c.stencil()
        for _ in range(26):
            heap.disc(
                cx + c.rng.gauss(0, r * 0.42 * h), cy - r * h * 0.95 - abs(c.rng.gauss(0, r * 0.22 * h)), h * 0.034
            )
        c.print(heap.mask(), LONGANS[0])
        m = c.poly(
            [(cx - r * h, cy - r * h), (cx + r * h, cy - r * h), (cx + r * h * 0.72, cy), (cx - r * h * 0.72, cy)],
            mix(APRICOT, LONGAN, 0.35),
        )
        c.shade(m, BARK, 20, 0.4, 1.1, 0.8)


def _bough(
    c: Canvas,
    path: Sequence[Point],
    wide: float,
    sprays: Sequence[tuple[float, float, float]],
    bunches: Sequence[tuple[float, float, float, int]],
    tones: Tones,
) -> None:
    """The near branch: sprays as (x, y, angle) and bunches as (x, y, fruit radius, count)."""
    half = len(sprays) // 2
    for x, y, a in sprays[:half]:
        longan_spray(c, x, y, wide * 4.4, a, (mix(tones[0], DEEP, 0.3), tones[0], mix(tones[0], tones[1], 0.6)))
    limb = c.poly(rough(taper(curve(path), wide, wide * 0.2), 2.2, c.rng, 16), mix(BARK, LONGAN, 0.3))
    c.shade(limb, mix(LONGAN, APRICOT, 0.4), -90, 0.45, 1.1, 0.7)
    for x, y, r, n in bunches:
        longan_cluster(c, x, y, r, n, LONGANS)
    for x, y, a in sprays[half:]:
        longan_spray(c, x, y, wide * 4.0, a, tones)


NEAR = (mix(FOREST, PADDY, 0.15), mix(PADDY, FOREST, 0.3), mix(PADDY, GOLD, 0.28))


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 41)
    c.sky([(0, mix(GOLD, STRAW, 0.55)), (0.3, mix(STRAW, GOLD, 0.22)), (0.55, mix(STRAW, APRICOT, 0.15)), (1, STRAW)])
    c.glow(860, 440, 620, CREAM, 0.9)
    c.glow(860, 470, 260, mix(CREAM, GOLD, 0.15), 0.8)
    treeline(c, -40, 1660, 505, 56, mix(PADDY, GLOW, 0.72), mix(GLOW, PADDY, 0.1), GLOW, 590)
    _ground(c, 552, 830)
    c.mist(552, 34, GLOW, 0.95)
    rows = [(0.10, 0.62), (0.2, 0.48), (0.34, 0.34), (0.55, 0.19), (0.85, 0.06)]
    for t, air in rows:
        h = 90 + 480 * t
        y = 566 + 350 * t**1.25
        for side in (-1, 1):
            longan_tree(c, 830 + side * (90 + 720 * t), y, h, air, 8 + 12 * t)
        c.mist(y - 6, 26 + 30 * t, GLOW, 0.42 * (1 - t))
    _shafts(c, 860, 420)
    _pickers(c, 1010, 770, 128)
    path = [(-40, 60), (240, 40), (520, 78), (790, 150), (1010, 176), (1180, 246)]
    sprays = [
        (120, 50, 60),
        (330, 50, 80),
        (560, 84, 100),
        (760, 140, 110),
        (960, 168, 20),
        (1120, 220, 60),
        (240, 40, 20),
        (480, 70, -10),
        (60, 60, 100),
        (200, 50, 115),
        (420, 64, 40),
        (640, 104, 28),
        (860, 158, -16),
        (1180, 246, 30),
        (1060, 190, -20),
        (700, 130, 150),
        (660, 120, 130),
        (880, 160, 52),
        (730, 120, 176),
        (820, 150, 30),
    ]
    _bough(c, path, 46, sprays, [(1010, 178, 23, 15), (520, 84, 22, 13), (770, 150, 31, 30)], NEAR)
    for x, y, a in (
        (1640, 90, 150),
        (1620, 20, 140),
        (1610, 210, 165),
        (1500, -20, 120),
        (1380, -30, 100),
        (1240, -40, 80),
        (-20, 330, 40),
        (-30, 240, 30),
    ):
        longan_spray(c, x, y, 230, a, NEAR, 4)
    longan_cluster(c, 1545, 120, 25, 15, LONGANS)
    longan_cluster(c, 180, 90, 25, 17, LONGANS)
    return c.finish(5, 0.22, mix(FOREST, BARK, 0.5))


def portrait() -> Image.Image:
    c = Canvas((1000, 1400), 42)
    c.sky([(0, mix(GOLD, STRAW, 0.55)), (0.3, mix(STRAW, GOLD, 0.22)), (0.55, mix(STRAW, APRICOT, 0.15)), (1, STRAW)])
    c.glow(560, 740, 620, CREAM, 0.9)
    c.glow(560, 770, 260, mix(CREAM, GOLD, 0.15), 0.8)
    treeline(c, -40, 1060, 800, 50, mix(PADDY, GLOW, 0.72), mix(GLOW, PADDY, 0.1), GLOW, 880)
    _ground(c, 844, 530)
    c.mist(846, 34, GLOW, 0.95)
    for t, air in ((0.10, 0.62), (0.2, 0.48), (0.36, 0.34), (0.6, 0.16)):
        h = 90 + 520 * t
        y = 856 + 420 * t**1.2
        for side in (-1, 1):
            longan_tree(c, 530 + side * (80 + 640 * t), y, h, air, 8 + 12 * t)
        c.mist(y - 6, 26 + 30 * t, GLOW, 0.42 * (1 - t))
    _shafts(c, 560, 700)
    _pickers(c, 600, 1130, 150)
    path = [(-40, 110), (180, 90), (400, 150), (560, 230), (690, 330)]
    sprays = [
        (60, 96, 70),
        (200, 96, 90),
        (340, 136, 105),
        (500, 200, 30),
        (620, 280, 60),
        (420, 160, 10),
        (120, 90, 30),
        (560, 230, 120),
        (40, 96, 110),
        (260, 110, 40),
        (690, 330, 40),
        (600, 262, -10),
        (440, 170, 140),
        (160, 90, -12),
        (340, 130, -6),
        (640, 300, 90),
    ]
    _bough(c, path, 46, sprays, [(660, 310, 23, 14), (190, 100, 26, 18), (460, 180, 36, 32)], NEAR)
    for x, y, a in (
        (1040, 60, 150),
        (1030, 180, 160),
        (960, -30, 120),
        (800, -40, 95),
        (620, -40, 80),
        (1030, 320, 170),
        (440, -40, 100),
    ):
        longan_spray(c, x, y, 230, a, NEAR, 4)
    longan_cluster(c, 910, 120, 25, 16, LONGANS)
    return c.finish(5, 0.22, mix(FOREST, BARK, 0.5))
