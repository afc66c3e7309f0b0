"""A village market under the trees. Palette: Lúa, turmeric."""

from PIL import Image, ImageChops

from ..built import house, roof
from ..canvas import Canvas
from ..figures import crowd, person, shoulder_pole
from ..flora import Tones, areca, crown, fruit, treeline
from ..palette import (
    APRICOT,
    BARK,
    BRICK,
    CREAM,
    DEEP,
    FOREST,
    GOLD,
    INDIGO,
    LEAF,
    LONGAN,
    LOTUS,
    PADDY,
    RGB,
    STRAW,
    mix,
)
from ..shapes import Point, arc, at, blob, curve, leaf, taper
from ..water import egret, sun

AIR = mix(STRAW, GOLD, 0.3)
DARK, SKIN = mix(BARK, DEEP, 0.5), mix(APRICOT, BARK, 0.32)


def _awning(c: Canvas, x: float, y: float, w: float, tone: RGB, air: float) -> None:
    """A striped cloth pitched on bamboo, its valance scalloped, light from behind."""
    top, drop = y - w * 0.16, w * 0.09
    for dx in (-0.47, 0.47):
        c.poly(taper([(x + dx * w, y + w * 0.5), (x + dx * w * 0.98, y)], 6, 4), mix(BARK, AIR, air))
    n = 11
    base = mix(tone, AIR, air)
    for k in range(n):
        u0, u1 = k / n - 0.5, (k + 1) / n - 0.5
        sag = [w * 0.05 * (1 - (2 * u) ** 2) for u in (u0, u1)]
        stripe = base if k % 2 == 0 else mix(mix(CREAM, tone, 0.12), AIR, air)
        cloth = [(x + u0 * w * 0.8, top), (x + u1 * w * 0.8, top), (x + u1 * w, y + sag[1]), (x + u0 * w, y + sag[0])]
        c.shade(c.poly(cloth, stripe), mix(stripe, CREAM, 0.6), -90, 0.3, 1.2, 0.7)
        mid = x + (u0 + u1) / 2 * w
        hem = [cloth[3], (cloth[3][0], cloth[3][1] + drop * 0.6), (mid, (sag[0] + sag[1]) / 2 + y + drop * 1.1)]
        hem += [(cloth[2][0], cloth[2][1] + drop * 0.6), cloth[2]]
        c.poly([hem[0], *curve(hem[1:4], False, 5), hem[4]], mix(stripe, BARK, 0.22 * (1 - air)))
    c.poly(taper([(x - w * 0.42, top), (x + w * 0.42, top)], 5, 5), mix(BARK, AIR, air))


def _basket(c: Canvas, x: float, y: float, r: float, goods: str) -> None:
    """A flat woven basket and its heap; (x, y) is the centre of the rim."""
    c.print(
        c.stencil().poly(blob(x + r * 0.25, y + r * 0.52, r * 1.15, r * 0.26, c.rng, 0.08)).mask(6), BARK, None, 0.5
    )
    side = [(-1, 0), (-0.9, 0.34), (-0.6, 0.56), (0, 0.64), (0.6, 0.56), (0.9, 0.34), (1, 0)]
    m = c.poly([(x + px * r, y + py * r) for px, py in curve(side, False, 6)], mix(APRICOT, LONGAN, 0.35))
    weave = c.stencil()
    for k in range(-14, 15):
        weave.line([(x + k * r / 13, y - 4), (x + k * r / 15, y + r * 0.7)], 1.6)
    for k in range(1, 5):
        weave.line(
            [(x + px * r, y + (0.12 * k) * r + 0.17 * r * (1 - px * px)) for px in (-1, -0.6, -0.2, 0.2, 0.6, 1)], 1.8
        )
    c.print(ImageChops.multiply(weave.mask(), m), BARK, None, 0.5)
    c.shade(m, BARK, 40, 0.4, 1.1, 0.8)
    c.poly(blob(x, y, r, r * 0.3, c.rng, 0.015, 20), mix(APRICOT, BARK, 0.45))
    c.poly(blob(x, y + r * 0.02, r * 0.92, r * 0.25, c.rng, 0.015, 20), mix(BARK, LONGAN, 0.3))
    rng = c.rng
    if goods == "greens":
        for k in range(46):
            tone = (mix(LEAF, FOREST, 0.4), LEAF, mix(PADDY, GOLD, 0.3), mix(LEAF, STRAW, 0.3))[k % 4]
            c.poly(
                leaf(
                    x + rng.uniform(-0.7, 0.7) * r,
                    y + rng.uniform(-0.1, 0.12) * r,
                    r * rng.uniform(0.3, 0.55),
                    r * 0.15,
                    rng.gauss(-90, 46),
                    rng.uniform(-30, 30),
                ),
                tone,
            )
    elif goods == "banana":
        for k in range(6):
            bx = x + (k - 2.5) * r * 0.28
            for j in range(5):
                mm = c.poly(
                    taper(
                        arc(bx + (j - 2) * r * 0.07, y + r * 0.06 - (k % 2) * r * 0.14, r * 0.46, -116 + j * 14, 34, 7),
                        r * 0.08,
                        r * 0.03,
                        r * 0.13,
                    ),
                    mix(GOLD, PADDY, 0.12 * (k % 3)),
                )
                c.shade(mm, mix(BARK, GOLD, 0.5), 40, 0.5, 1.2, 0.7)
    else:
        inks = {
            "longan": (mix(LONGAN, APRICOT, 0.56), mix(LONGAN, BARK, 0.45), mix(APRICOT, CREAM, 0.6)),
            "orange": (mix(GOLD, (232, 110, 20), 0.5), mix(BRICK, GOLD, 0.3), CREAM),
            "turmeric": (mix(GOLD, (220, 90, 10), 0.5), BARK, CREAM),
            "rose": (mix(LOTUS, BRICK, 0.3), mix(LOTUS, BARK, 0.6), mix(LOTUS, CREAM, 0.7)),
        }[goods]
        q = r * (0.115 if goods == "longan" else 0.16)
        heap: list[Point] = []
        for layer in range(6):
            wide = 0.9 * (1 - (layer / 6.4) ** 1.5)
            n = max(1, int(wide * r * 2 / (q * 1.75)))
            left = x - (n - 1) / 2 * q * 1.8 + (q * 0.9 if layer % 2 else 0)
            top = y + r * 0.16 * (1 - layer / 3) - layer * q - q * 0.4
            heap.extend((left + k * q * 1.8 + rng.uniform(-2, 2), top + rng.uniform(-2, 2)) for k in range(n))
        for px, py in sorted(heap, key=lambda p: (round(p[1] / q * 2), p[0])):
            fruit(c, px, py, q, inks[0], inks[1], inks[2])
        if goods != "turmeric":
            for _ in range(4):
                mm = c.poly(
                    leaf(
                        x + rng.uniform(-0.6, 0.6) * r,
                        y - rng.uniform(0, 0.4) * r,
                        r * 0.36,
                        r * 0.12,
                        rng.uniform(-170, -10),
                        16,
                    ),
                    mix(LEAF, FOREST, 0.3),
                )
                c.shade(mm, mix(LEAF, GOLD, 0.4), -90, 0.5, 1.2, 0.7)


def _vendor(c: Canvas, x: float, y: float, h: float, coat: RGB, flip: bool) -> None:
    """Seated on a low stool, seen from the baskets' side."""
    s = h / 100
    c.print(c.stencil().poly(blob(x, y + 2 * s, 40 * s, 6 * s, c.rng, 0.1)).mask(3), BARK, None, 0.5)
    stool = c.poly(
        at([(-20, -20), (16, -20), (14, 0), (9, 0), (8, -13), (-12, -13), (-13, 0), (-18, 0)], x, y, s, 0, flip),
        mix(BARK, APRICOT, 0.25),
    )
    c.shade(stool, DARK, 90, 0.4, 1.1, 0.7)
    person(c, x, y - 4 * s, h, "sit", coat, DARK, SKIN, mix(STRAW, GOLD, 0.12), flip, mix(GOLD, CREAM, 0.4))


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 149)
    c.sky([(0, mix(PADDY, STRAW, 0.55)), (0.25, mix(GOLD, STRAW, 0.5)), (0.5, AIR), (1, STRAW)])
    sun(c, 780, 330, 78, CREAM, mix(GOLD, STRAW, 0.35), 8)
    treeline(c, -40, 1660, 470, 90, mix(PADDY, AIR, 0.66), AIR, CREAM, 560)
    for x, h in ((640, 250), (980, 280), (1040, 220)):
        tone = mix(PADDY, AIR, 0.5)
        areca(c, x, 540, h, tone, (tone, mix(tone, AIR, 0.2), mix(tone, GOLD, 0.2)), 0.03, 9)
    for x, w in ((300, 190), (520, 150), (1120, 180), (1340, 200)):
        house(c, x, 570, w, w * 0.72, mix(STRAW, APRICOT, 0.35), mix(BRICK, AIR, 0.3), mix(BARK, AIR, 0.3))
    c.poly([(720, 470), (880, 470), (880, 560), (720, 560)], mix(BRICK, AIR, 0.4))
    roof(c, 800, 478, 270, 62, mix(BRICK, AIR, 0.28), mix(BARK, AIR, 0.35), GOLD, STRAW, 0.62)
    c.mist(540, 50, AIR, 0.75)
    floor = c.stencil().poly([(-5, 566), (1605, 566), (1605, 1005), (-5, 1005)]).mask()
    c.print(floor, mix(APRICOT, STRAW, 0.5), mix(LONGAN, BARK, 0.45))
    c.mottle(floor, mix(GOLD, CREAM, 0.4), 9, 0.6, 3.6, 0.38)
    c.mottle(floor, BARK, 8, 0.45, 3.8, 0.34)
    for k, (dx, wide) in enumerate(((-520, 90), (-240, 60), (60, 80), (330, 70), (620, 110))):
        shaft = c.stencil().poly([(770, 330), (790, 330), (780 + dx + wide, 1010), (780 + dx - wide, 1010)])
        c.print(shaft.mask(18), mix(GOLD, CREAM, 0.6), None, 0.12 + 0.03 * (k % 2))
    coats = [mix(k, AIR, 0.25) for k in (BRICK, LOTUS, INDIGO, GOLD, LEAF, CREAM)]
    crowd(c, 360, 1240, 590, 74, 34, coats, mix(DARK, AIR, 0.25), CREAM)
    for x, y, w, tone, air in ((400, 470, 300, BRICK, 0.25), (1210, 470, 300, INDIGO, 0.25)):
        _awning(c, x, y, w, tone, air)
    c.mist(600, 30, AIR, 0.45)
    coats = [BRICK, mix(LOTUS, BRICK, 0.3), INDIGO, GOLD, mix(LEAF, DEEP, 0.3), CREAM]
    crowd(c, 430, 1180, 650, 104, 9, coats, DARK, mix(STRAW, GOLD, 0.1))
    for x, y, w, tone in ((150, 452, 470, GOLD), (1470, 452, 480, mix(BRICK, APRICOT, 0.2))):
        _awning(c, x, y, w, tone, 0.05)
    for x, y, r, g in (
        (250, 700, 62, "greens"),
        (400, 708, 58, "orange"),
        (1200, 704, 60, "banana"),
        (1350, 700, 62, "rose"),
    ):
        _basket(c, x, y, r, g)
    for x, y, h, coat, flip in (
        (310, 706, 150, INDIGO, False),
        (1276, 706, 150, mix(LEAF, DEEP, 0.3), True),
        (130, 720, 160, BRICK, False),
        (1460, 716, 160, LOTUS, True),
    ):
        _vendor(c, x, y, h, coat, flip)
    c.print(c.stencil().poly(blob(700, 784, 100, 10, c.rng, 0.2)).mask(4), BARK, None, 0.5)
    shoulder_pole(c, 690, 780, 210, DARK, mix(APRICOT, LONGAN, 0.35), mix(LEAF, GOLD, 0.2))
    person(
        c,
        690,
        780,
        210,
        "carry",
        mix(LOTUS, BRICK, 0.35),
        DARK,
        SKIN,
        mix(STRAW, GOLD, 0.12),
        False,
        mix(GOLD, CREAM, 0.4),
    )
    c.print(c.stencil().poly(blob(1010, 846, 90, 12, c.rng, 0.2)).mask(4), BARK, None, 0.5)
    _vendor(c, 1000, 820, 320, mix(INDIGO, DEEP, 0.3), True)
    _vendor(c, 430, 800, 270, mix(BRICK, LOTUS, 0.2), False)
    for x, y, r, g in (
        (560, 880, 120, "longan"),
        (830, 868, 122, "orange"),
        (1110, 890, 124, "banana"),
        (330, 930, 118, "rose"),
        (700, 962, 112, "turmeric"),
        (980, 972, 116, "greens"),
        (1330, 944, 118, "longan"),
    ):
        _basket(c, x, y, r, g)
    tones: Tones = (mix(FOREST, DEEP, 0.3), mix(PADDY, FOREST, 0.4), mix(PADDY, GOLD, 0.45))
    for x, y, rx, ry in (
        (60, 40, 260, 140),
        (330, -10, 230, 90),
        (1340, -14, 250, 100),
        (1570, 60, 190, 150),
        (600, -40, 220, 66),
        (1080, -44, 230, 68),
    ):
        crown(c, x, y, rx, ry, tones, 22, 520, 80)
    for x, y, size in ((470, 250, 0.5), (530, 226, 0.42), (420, 222, 0.36)):
        egret(c, x, y, size, CREAM, size > 0.4, -8)
    return c.finish(7, 0.24, BARK)
