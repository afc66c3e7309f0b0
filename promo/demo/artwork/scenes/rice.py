"""Harvest in the paddies, the village beyond. Palette: Lúa."""

import math

from PIL import Image, ImageChops

from ..built import house, roof
from ..canvas import Canvas
from ..figures import person, shoulder_pole
from ..flora import areca, bamboo, reeds, treeline
from ..palette import APRICOT, BARK, BRICK, CREAM, DEEP, FOREST, GOLD, LEAF, LOTUS, PADDY, STRAW, TEAL, mix
from ..shapes import Point, Wave, arc, blob, leaf, rough, taper
from ..water import cloud_bank, egret, reflect, ripples, strips, sun, wader

AIR = mix(STRAW, GOLD, 0.22)
RIPE = mix(GOLD, STRAW, 0.12)


def _plots(c: Canvas) -> None:
    """Paddies converge on the village; every fourth is flooded."""
    rng = c.rng
    edges = [530.0, 546, 566, 592, 628, 676, 744, 850, 1010]
    wave = Wave(rng)
    for j in range(len(edges) - 1):
        y0, y1 = edges[j], edges[j + 1]
        t = j / 7
        k, x = 0, -60 - rng.uniform(0, 120)
        while x < 1660:
            wide = (110 + 420 * t) * rng.uniform(0.8, 1.3)
            gap = 4 + 9 * t

            def px(v: float, y: float, top: float = y0) -> float:
                return v + (v - 800) * (y - top) / 420

            quad: list[Point] = [
                (px(x + gap, y0), y0 + gap * 0.3 + 3 * wave(x / 200)),
                (px(x + wide, y0), y0 + gap * 0.3 + 3 * wave((x + wide) / 200)),
                (px(x + wide, y1), y1 - gap * 0.3),
                (px(x + gap, y1), y1 - gap * 0.3),
            ]
            m = c.stencil().poly(rough(quad, 1 + 2 * t, rng, 18)).mask()
            air = 0.55 - 0.6 * t
            kind = (k * 3 + j * 2) % 5
            tone = (
                RIPE,
                mix(PADDY, GOLD, 0.45),
                mix(TEAL, STRAW, 0.6),
                mix(GOLD, APRICOT, 0.3),
                mix(PADDY, STRAW, 0.2),
            )[kind]
            if j >= 5 and abs(x + wide / 2 - 760) < 420:
                tone, kind = RIPE, 0
            c.print(m, mix(mix(tone, STRAW, 0.15), AIR, max(0, air)), mix(tone, AIR, max(0, air * 0.6)))
            if kind == 2:
                reflect(c, int(y0), int(y1 - y0) + 2, mix(TEAL, STRAW, 0.7), 0.7, 4, 0.9, m)
                ripples(c, y0, y1, CREAM, 40, 0.7, None, 1, 0.6 + t * 0.6, m)
            else:
                ears = c.stencil()
                for _ in range(int(120 + 520 * t)):
                    v = rng.random()
                    ey = y0 + (y1 - y0) * v
                    ex = px(x + gap + (wide - gap) * rng.random(), ey)
                    size = 4 + 22 * t
                    ears.poly(
                        taper(arc(ex, ey + 2, size, -90 + rng.gauss(6, 14), rng.gauss(24, 20), 4), 1 + 1.8 * t, 0.5)
                    )
                half = ears.mask()
                c.print(
                    ImageChops.multiply(half, m),
                    mix(mix(tone, BARK, 0.34) if kind in (0, 3) else mix(tone, FOREST, 0.5), AIR, max(0, air)),
                    None,
                    0.62,
                )
                c.shade(m, mix(tone, CREAM, 0.5), -60, 0.55, 1.3, 0.5)
            x += wide
            k += 1
        c.mist(y0, 14 + 10 * t, AIR, 0.5 * (1 - t))


def _sheaf(c: Canvas, x: float, y: float, s: float) -> None:
    """Bound at the waist: stalks flare below, heavy heads nod above."""
    shadow = c.stencil().poly(blob(x + 14 * s, y, 40 * s, 6 * s, c.rng, 0.2))
    c.print(shadow.mask(2), BARK, None, 0.5)
    stalks, heads = c.stencil(), c.stencil()
    waist = (x, y - 30 * s)
    for k in range(19):
        u = (k - 9) / 9
        stalks.poly(taper([(x + u * 17 * s, y + c.rng.uniform(-2, 2) * s), (x + u * 6 * s, waist[1])], 4.4 * s, 3 * s))
        tip = arc(x + u * 6 * s, waist[1], 36 * s * c.rng.uniform(0.85, 1.1), -90 + u * 30, u * 100, 7)
        heads.poly(taper(tip, 3.4 * s, 2 * s, 8 * s))
    low = c.print(stalks.mask(), mix(GOLD, BARK, 0.22))
    c.shade(low, BARK, 10, 0.45, 1.1, 0.7)
    top = c.print(heads.mask(), mix(GOLD, CREAM, 0.45))
    c.shade(top, mix(BARK, GOLD, 0.4), 30, 0.45, 1.1, 0.8)
    c.poly(taper([(x - 8 * s, waist[1]), (x + 8 * s, waist[1] + s)], 5 * s, 5 * s), mix(BARK, PADDY, 0.4))


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 127)
    c.sky(
        [
            (0, mix(TEAL, STRAW, 0.52)),
            (0.2, mix(TEAL, STRAW, 0.76)),
            (0.4, mix(STRAW, GOLD, 0.25)),
            (0.53, mix(STRAW, APRICOT, 0.4)),
            (1, STRAW),
        ]
    )
    strips(c, 40, 200, CREAM, 14, 0.6)
    sun(c, 1070, 300, 70, CREAM, mix(GOLD, STRAW, 0.4), 7)
    cloud_bank(c, 330, 100, CREAM, AIR, 0.7, 240, 130)
    hills = Wave(c.rng)
    c.poly(
        [(-10, 520), *((x, 476 - 46 * max(0.0, hills(x / 210))) for x in range(-10, 1620, 8)), (1620, 520)],
        mix(TEAL, AIR, 0.68),
        AIR,
    )
    treeline(c, -40, 1660, 506, 40, mix(PADDY, AIR, 0.66), AIR, CREAM, 540)
    c.mist(512, 26, AIR, 0.8)
    for x, w in ((470, 50), (540, 44), (1010, 54), (1090, 46), (1160, 50)):
        house(c, x, 528, w, w * 0.7, mix(STRAW, AIR, 0.3), mix(BRICK, AIR, 0.3), mix(BARK, AIR, 0.4))
    c.poly([(720, 500), (880, 500), (880, 530), (720, 530)], mix(BRICK, AIR, 0.45), mix(BARK, AIR, 0.5))
    roof(c, 800, 504, 230, 50, mix(BRICK, AIR, 0.25), mix(BARK, AIR, 0.4), GOLD, STRAW, 0.62)
    treeline(c, 330, 730, 520, 52, mix(PADDY, AIR, 0.36), mix(PADDY, AIR, 0.5), mix(GOLD, STRAW, 0.3), 538)
    treeline(c, 880, 1300, 520, 58, mix(PADDY, AIR, 0.36), mix(PADDY, AIR, 0.5), mix(GOLD, STRAW, 0.3), 538)
    for x, h in ((610, 150), (650, 120), (930, 160), (1240, 140), (400, 130)):
        tone = mix(PADDY, AIR, 0.32)
        areca(c, x, 530, h, tone, (tone, mix(tone, AIR, 0.2), mix(tone, GOLD, 0.2)), 0.04, 9)
    bamboo(
        c,
        1380,
        540,
        190,
        9,
        mix(PADDY, AIR, 0.3),
        (mix(PADDY, AIR, 0.3), mix(PADDY, AIR, 0.4), mix(PADDY, AIR, 0.2)),
        1.1,
    )
    ground = c.stencil().poly([(-5, 528), (1605, 528), (1605, 1005), (-5, 1005)]).mask()
    c.print(ground, mix(mix(PADDY, GOLD, 0.4), AIR, 0.6), mix(PADDY, BARK, 0.2))
    c.mist(528, 14, AIR, 0.8)
    _plots(c)
    dark, skin = mix(BARK, DEEP, 0.5), mix(APRICOT, BARK, 0.3)
    for x, y, h in ((470, 606, 42), (520, 608, 40), (1130, 612, 44), (1230, 640, 52), (330, 650, 54)):
        person(c, x, y, h, "bend", (mix(LEAF, DEEP, 0.3), BRICK, LOTUS)[int(x) % 3], dark, skin, CREAM, x > 800)
    shoulder_pole(c, 1040, 706, 120, dark, mix(APRICOT, BARK, 0.3), RIPE)
    person(
        c,
        1040,
        706,
        120,
        "carry",
        mix(BRICK, BARK, 0.1),
        dark,
        skin,
        mix(STRAW, GOLD, 0.1),
        False,
        mix(GOLD, STRAW, 0.4),
    )
    for x, y, s in ((1060, 796, 1.0), (1120, 806, 1.1), (1010, 812, 1.05), (540, 810, 1.0), (596, 820, 1.1)):
        _sheaf(c, x, y, s)
    for x, y, h, pose, coat, flip in (
        (760, 790, 170, "bend", mix(TEAL, DEEP, 0.3), False),
        (900, 812, 184, "bend", mix(LOTUS, BRICK, 0.5), True),
        (690, 838, 196, "stand", mix(CREAM, LEAF, 0.25), False),
    ):
        c.print(
            c.stencil().poly(blob(x - 20, y + 2, h * 0.4, h * 0.05, c.rng, 0.2)).mask(2),
            mix(BARK, GOLD, 0.2),
            None,
            0.5,
        )
        person(c, x, y, h, pose, coat, dark, skin, mix(STRAW, GOLD, 0.12), flip, mix(GOLD, CREAM, 0.4))
    ears = c.stencil()
    heads = c.stencil()
    for _ in range(190):
        px = c.rng.uniform(-20, 1620)
        py = 1040 - 14 * math.sin(px / 190) + c.rng.uniform(0, 24)
        tall = c.rng.uniform(60, 120) + 90 * (abs(px - 800) / 800) ** 2
        path = arc(px, py, tall, -92 + c.rng.gauss(0, 6), 8, 8)
        side = -1 if c.rng.random() < 0.25 else 1
        head = arc(*path[-1], tall * 0.5 + 20, -90 + side * 10, side * c.rng.gauss(128, 14), 12)
        ears.poly(taper(path + head[1:], 4.4, 1))
        ears.poly(leaf(px, py - tall * 0.2, tall * 0.95, 8, -90 + c.rng.gauss(0, 22), c.rng.gauss(0, 30)))
        for k in range(2, 13):
            qx, qy = head[k]
            for d in (-3.4, 3.4):
                heads.poly(leaf(qx + d * 0.5, qy - 3, 10, 5.4, 90 + d * 13 - side * 50 * (1 - k / 12), 0))
    c.print(ears.mask(), mix(PADDY, BARK, 0.35), mix(PADDY, FOREST, 0.5))
    grain = c.print(heads.mask(), mix(GOLD, CREAM, 0.25))
    c.shade(grain, mix(BARK, GOLD, 0.45), 90, 0.2, 1.3, 0.7)
    reeds(c, -30, 260, 1030, 330, 60, (mix(FOREST, DEEP, 0.4), mix(PADDY, FOREST, 0.4)))
    reeds(c, 1360, 1640, 1030, 320, 60, (mix(FOREST, DEEP, 0.4), mix(PADDY, FOREST, 0.4)))
    for x, y, s, f in ((360, 762, 1.1, False), (430, 744, 0.9, True), (1250, 770, 1.05, True)):
        wader(c, x, y, s, (255, 253, 245), BARK, f)
    for x, y, size in ((500, 350, 0.75), (580, 310, 0.62), (660, 350, 0.5), (440, 300, 0.5), (720, 300, 0.4)):
        egret(c, x, y, size, (255, 253, 245), size > 0.45, -8)
    return c.finish(7, 0.18, BARK)
