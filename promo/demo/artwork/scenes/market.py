"""A village market under the trees. Palette: Lúa, turmeric."""

from PIL import Image

from ..built import house, roof
from ..canvas import Canvas
from ..figures import crowd, person, shoulder_pole
from ..flora import Tones, areca, crown, treeline
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
    STRAW,
    mix,
)
from ..shapes import blob
from ..wares import DARK, HAZE, SKIN, awning, basket, vendor
from ..water import egret, sun

AIR = HAZE


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
        awning(c, x, y, w, tone, air)
    c.mist(600, 30, AIR, 0.45)
    coats = [BRICK, mix(LOTUS, BRICK, 0.3), INDIGO, GOLD, mix(LEAF, DEEP, 0.3), CREAM]
    crowd(c, 430, 1180, 650, 104, 9, coats, DARK, mix(STRAW, GOLD, 0.1))
    for x, y, w, tone in ((150, 452, 470, GOLD), (1470, 452, 480, mix(BRICK, APRICOT, 0.2))):
        awning(c, x, y, w, tone, 0.05)
    for x, y, r, g in (
        (250, 700, 62, "greens"),
        (400, 708, 58, "orange"),
        (1200, 704, 60, "banana"),
        (1350, 700, 62, "rose"),
    ):
        basket(c, x, y, r, g)
    for x, y, h, coat, flip in (
        (310, 706, 150, INDIGO, False),
        (1276, 706, 150, mix(LEAF, DEEP, 0.3), True),
        (130, 720, 160, BRICK, False),
        (1460, 716, 160, LOTUS, True),
    ):
        vendor(c, x, y, h, coat, flip)
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
    vendor(c, 1000, 820, 320, mix(INDIGO, DEEP, 0.3), True)
    vendor(c, 430, 800, 270, mix(BRICK, LOTUS, 0.2), False)
    for x, y, r, g in (
        (560, 880, 120, "longan"),
        (830, 868, 122, "orange"),
        (1110, 890, 124, "banana"),
        (330, 930, 118, "rose"),
        (700, 962, 112, "turmeric"),
        (980, 972, 116, "greens"),
        (1330, 944, 118, "longan"),
    ):
        basket(c, x, y, r, g)
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
