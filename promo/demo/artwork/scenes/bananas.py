"""Banana rows on the alluvial land at sunrise. Palette: Lúa with longan soil."""

from PIL import Image

from ..canvas import Canvas
from ..figures import person, shoulder_pole
from ..flora import banana_leaf, banana_plant, treeline
from ..palette import APRICOT, BARK, CREAM, DEEP, FOREST, GOLD, LONGAN, LOTUS, PADDY, PEACH, STRAW, mix
from ..shapes import Path, arc, blob, curve, rough, taper
from ..water import cloud_bank, egret, strips, sun

AIR = mix(STRAW, APRICOT, 0.4)


def _soil(c: Canvas, y: float, vx: float) -> None:
    area = c.stencil().poly([(-5, y), (c.w + 5, y), (c.w + 5, c.h + 5), (-5, c.h + 5)]).mask()
    c.print(area, mix(AIR, LONGAN, 0.25), mix(LONGAN, BARK, 0.35))
    dark, light = c.stencil(), c.stencil()
    for k in range(-24, 25):
        for st, off, wide in ((dark, 0.0, 0.34), (light, 0.42, 0.16)):
            x0, x1 = vx + (k + off) * 9, vx + (k + off) * 165
            st.poly(rough([(x0, y), (x0 + 9 * wide, y), (x1 + 165 * wide, c.h + 40), (x1, c.h + 40)], 3.0, c.rng, 20))
    c.print(c.worn(dark.mask(), 1.5), mix(BARK, LONGAN, 0.3), None, 0.6)
    c.print(c.worn(light.mask(), 1.5), mix(APRICOT, STRAW, 0.2), None, 0.5)
    c.mottle(area, mix(BARK, LONGAN, 0.2), 14, 0.5, 2.6, 0.3)


def _bunch(c: Canvas, x: float, y: float, s: float) -> None:
    """Hands of green fruit above the purple flower, hung from a bowed stalk."""
    stalk = arc(x, y, 190 * s, 20, 78, 12)
    c.poly(taper(stalk, 11 * s, 6 * s), mix(PADDY, BARK, 0.35))
    for row in range(5):
        t = 0.42 + row * 0.13
        px, py = stalk[min(len(stalk) - 1, round(t * (len(stalk) - 1)))]
        py += row * 9 * s
        for k in range(7):
            side = (k - 3) / 3
            finger = arc(px + side * 22 * s, py, 44 * s, 62 - side * 52, -40 * (1 if side < 0 else -1), 8)
            m = c.poly(taper(finger, 9 * s, 3 * s, 15 * s), mix(mix(PADDY, GOLD, 0.55), GOLD, row * 0.12))
            c.shade(m, mix(FOREST, PADDY, 0.3), 90, 0.4, 1.1, 0.7)
    end = (stalk[-1][0], stalk[-1][1] + 40 * s)
    tail = arc(*end, 70 * s, 92, 6, 6)
    c.poly(taper(tail, 6 * s, 5 * s), mix(PADDY, BARK, 0.35))
    fx, fy = tail[-1]
    bud: Path = [
        (fx - 3 * s, fy - 8 * s),
        (fx - 22 * s, fy + 22 * s),
        (fx - 12 * s, fy + 52 * s),
        (fx + 2 * s, fy + 72 * s),
        (fx + 15 * s, fy + 50 * s),
        (fx + 22 * s, fy + 20 * s),
        (fx + 5 * s, fy - 8 * s),
    ]
    m = c.poly(curve(bud, True, 5), mix(LOTUS, BARK, 0.2))
    c.shade(m, mix(LOTUS, APRICOT, 0.5), 180, 0.5, 1.1, 0.8)
    c.shade(m, mix(BARK, LOTUS, 0.2), 20, 0.5, 1.1, 0.8)


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 61)
    c.sky(
        [
            (0, mix(PADDY, STRAW, 0.62)),
            (0.2, mix(STRAW, GOLD, 0.3)),
            (0.36, mix(APRICOT, STRAW, 0.35)),
            (0.46, PEACH),
            (1, STRAW),
        ]
    )
    strips(c, 40, 220, mix(STRAW, APRICOT, 0.3), 14, 0.6)
    sun(c, 850, 392, 82, CREAM, mix(GOLD, STRAW, 0.3), 7)
    cloud_bank(c, 350, 60, mix(STRAW, APRICOT, 0.15), PEACH, 0.55, 220, 80)
    treeline(c, -60, 1660, 440, 46, mix(PADDY, AIR, 0.72), AIR, CREAM, 500)
    _soil(c, 470, 850)
    c.mist(478, 34, AIR, 0.9)
    for t, air in ((0.02, 0.78), (0.05, 0.68), (0.09, 0.56), (0.15, 0.44), (0.25, 0.3), (0.42, 0.15)):
        h = 60 + 760 * t
        y = 478 + 560 * t
        tones = (
            mix(mix(FOREST, PADDY, 0.35), AIR, air),
            mix(mix(PADDY, LEAF_LIGHT, 0.3), AIR, air),
            mix(mix(PADDY, GOLD, 0.55), AIR, air),
        )
        gap = 56 + 560 * t
        k = 0
        while gap * (k + 0.5) - 40 < 860:
            for side in (-1, 1):
                banana_plant(
                    c,
                    850 + side * gap * (k + 0.5) + c.rng.uniform(-6, 6),
                    y + c.rng.uniform(-3, 6),
                    h,
                    tones,
                    mix(mix(LONGAN, PADDY, 0.5), AIR, air),
                    6 if t < 0.1 else 8,
                    0.5,
                )
            k += 1
        c.mist(y + 4, 16 + 60 * t, AIR, 0.5 * (1 - t))
    shadow = c.stencil().poly(blob(990, 812, 90, 9, c.rng, 0.2))
    c.print(shadow.mask(3), BARK, None, 0.5)
    shoulder_pole(c, 970, 806, 190, mix(BARK, LONGAN, 0.4), mix(LONGAN, APRICOT, 0.45), mix(PADDY, GOLD, 0.6))
    person(
        c,
        970,
        806,
        190,
        "carry",
        mix(DEEP, FOREST, 0.4),
        mix(BARK, DEEP, 0.4),
        mix(APRICOT, BARK, 0.35),
        mix(STRAW, GOLD, 0.2),
        False,
        mix(GOLD, STRAW, 0.3),
    )
    near = (mix(FOREST, DEEP, 0.25), mix(PADDY, FOREST, 0.3), mix(PADDY, GOLD, 0.5))
    top = banana_plant(c, 390, 1010, 830, near, mix(LONGAN, PADDY, 0.35), 9, 0.4)
    _bunch(c, top[0] + 10, top[1] + 20, 1.15)
    for x, y, length, a, bend in (
        (1640, 980, 640, -128, -48),
        (1660, 1000, 560, -150, 40),
        (1600, 1040, 520, -100, -34),
    ):
        banana_leaf(c, x, y, length, a, bend, 150, near, 0.4)
    for x, y, size in ((1040, 240, 0.6), (1110, 214, 0.5), (1180, 250, 0.42)):
        egret(c, x, y, size, CREAM, size > 0.45, -6, True)
    return c.finish(7, 0.2, mix(FOREST, BARK, 0.5))


LEAF_LIGHT = mix(PADDY, STRAW, 0.3)
