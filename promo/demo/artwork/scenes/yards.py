"""Where things are made: jars in the sun, incense drying, kumquats, beehives, the turmeric harvest."""

import math

from PIL import Image, ImageChops

from ..built import house, roof
from ..canvas import Canvas
from ..figures import person, shoulder_pole
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
    MIST,
    PADDY,
    PEACH,
    RGB,
    SAND,
    STRAW,
    TEAL,
    mix,
)
from ..precinct import DARK, STONE, court
from ..shapes import Path, arc, at, blob, curve, leaf, rough, taper
from ..trees import canopy_over, longan_tree
from ..wares import SKIN, basket
from ..water import cloud_bank, egret, sun

SHADE = mix(BARK, DEEP, 0.5)
STRAW_HAT = mix(STRAW, GOLD, 0.12)


def _person(
    c: Canvas, x: float, y: float, h: float, pose: str, coat: RGB, flip: bool = False, hat: bool = True
) -> None:
    """Somebody at work, with a shadow at the feet."""
    c.print(c.stencil().poly(blob(x + h * 0.1, y, h * 0.28, h * 0.05, c.rng, 0.1)).mask(3), SHADE, None, 0.5)
    person(c, x, y, h, pose, coat, SHADE, SKIN, STRAW_HAT if hat else None, flip, mix(GOLD, CREAM, 0.4))


def _stoneware(c: Canvas, x: float, y: float, s: float, lid: bool, air: float = 0.0) -> None:
    """A glazed jar with a bamboo lid, or open with its sauce to the sun; (x, y) is its foot."""
    c.print(
        c.stencil().poly(blob(x + 46 * s, y - 4 * s, 112 * s, 20 * s, c.rng, 0.05)).mask(5),
        SHADE,
        None,
        0.5 * (1 - air),
    )
    glaze = mix(mix(LONGAN, BRICK, 0.3), PEACH, air)
    shape: Path = [
        (-66, -168),
        (-100, -128),
        (-104, -74),
        (-78, -18),
        (-50, 2),
        (50, 2),
        (78, -18),
        (104, -74),
        (100, -128),
        (66, -168),
    ]
    m = c.poly(at(curve(shape), x, y, s), glaze)
    c.shade(m, mix(BARK, PEACH, air), 20, 0.42, 1.05, 0.9)
    c.shade(m, mix(glaze, CREAM, 0.5), 195, 0.6, 1.1, 0.9)
    drip = c.stencil()
    for k in range(7):
        drip.poly(taper(at(arc(-60 + k * 20, -150, 30 + 22 * ((k * 5) % 3), 90, 0, 3), x, y, s), 20 * s, 7 * s))
    c.print(ImageChops.multiply(drip.mask(), m), mix(mix(LONGAN, BARK, 0.6), PEACH, air), None, 0.6)
    c.poly(at(blob(0, -168, 70, 17, c.rng, 0.01, 16), x, y, s), mix(glaze, BARK, 0.35))
    if not lid:
        c.poly(at(blob(0, -166, 60, 13, c.rng, 0.01, 16), x, y, s), mix(GOLD, LONGAN, 0.45))
        c.poly(at(blob(-14, -169, 26, 4, c.rng, 0.1, 10), x, y, s), mix(GOLD, CREAM, 0.5), None, 0.9)
        return
    cone = c.poly(
        at(curve([(-98, -160), (-50, -186), (0, -214), (50, -186), (98, -160), (0, -148)], True, 5), x, y, s),
        mix(mix(STRAW, APRICOT, 0.35), PEACH, air),
    )
    c.shade(cone, mix(LONGAN, PEACH, air), 20, 0.45, 1.1, 0.8)
    rings = c.stencil()
    for k in (0.35, 0.6, 0.82):
        rings.line(at(curve([(-98 * k, -214 + 54 * k), (0, -214 + 64 * k), (98 * k, -214 + 54 * k)]), x, y, s), 1.6 * s)
    c.print(ImageChops.multiply(rings.mask(), cone), LONGAN, None, 0.6)


def soy_jars() -> Image.Image:
    c = Canvas((1600, 1000), 307)
    c.sky([(0, mix(TEAL, SAND, 0.45)), (0.3, mix(SAND, TEAL, 0.2)), (0.52, PEACH), (1, PEACH)])
    cloud_bank(c, 250, 90, CREAM, mix(PEACH, CREAM, 0.5), 0.7, 260, 120)
    sun(c, 1180, 190, 64, CREAM, mix(GOLD, CREAM, 0.4), 7)
    treeline(c, -40, 1660, 450, 80, mix(LEAF, PEACH, 0.55), PEACH, CREAM, 520)
    for x, h in ((170, 330), (250, 270), (1500, 300)):
        tone = mix(LEAF, PEACH, 0.3)
        areca(c, x, 540, h, mix(LONGAN, PEACH, 0.3), (tone, mix(tone, GOLD, 0.2), mix(tone, FOREST, 0.2)), 0.03, 10)
    wall = mix(STRAW, GOLD, 0.2)
    c.poly([(400, 420), (1130, 420), (1130, 566), (400, 566)], wall, mix(wall, APRICOT, 0.4))
    for k in range(5):
        c.poly(
            [(450 + 140 * k, 446), (520 + 140 * k, 446), (520 + 140 * k, 566), (450 + 140 * k, 566)],
            mix(LONGAN, BARK, 0.4),
            mix(LONGAN, BARK, 0.2),
        )
    roof(c, 765, 436, 860, 120, mix(BRICK, PEACH, 0.15), DARK, mix(GOLD, STRAW, 0.3), STONE, 0.84, 14, False)
    longan_tree(c, 1350, 580, 330, 0.12, 15)
    longan_tree(c, 90, 600, 300, 0.1, 15)
    court(c, 566, 760)
    for row in range(5):
        t = row / 4
        y, s = 618 + 330 * t**1.35, 0.36 + 0.9 * t**1.2
        step = 205 * s
        for k in range(-6, 7):
            x = 790 + k * step + (step / 2 if row % 2 else 0)
            if abs(x - 700) < 150 and row == 3:
                continue
            if -120 < x < 1720:
                _stoneware(c, x, y, s, (k * 3 + row) % 7 != 2, 0.35 * (1 - t))
        if row == 3:
            _stoneware(c, 752, 850, 1.0, False)
            _person(c, 640, 858, 300, "row", mix(INDIGO, DEEP, 0.2))
            c.poly(taper([(720, 660), (742, 720), (756, 690 + 60)], 8, 7), mix(LONGAN, APRICOT, 0.3))
    canopy_over(c, [(60, 10, 240, 90), (330, -24, 220, 70), (1560, 20, 200, 90)], 18)
    return c.finish(7, 0.22, BARK)


def _fan(c: Canvas, x: float, y: float, r: float, tilt: float, turn: float, tone: RGB) -> None:
    """A bundle of incense opened to dry: sticks red outside, bare at the tie."""
    rng = c.rng
    c.print(
        c.stencil().poly(blob(x + r * 0.16, y + r * tilt * 0.35, r * 1.02, r * tilt, rng, 0.03)).mask(5),
        SHADE,
        None,
        0.45,
    )
    outer, inner, sparks = c.stencil(), c.stencil(), c.stencil()
    count = max(60, int(r * 0.9))
    for k in range(count):
        a = math.tau * k / count + turn + rng.gauss(0, 0.02)
        reach = r * rng.uniform(0.93, 1.05)
        lift = -r * 0.16
        mid = (x + reach * 0.5 * math.cos(a), y + reach * 0.5 * tilt * math.sin(a) + lift * 0.5)
        tip = (x + reach * math.cos(a), y + reach * tilt * math.sin(a))
        if k % 2:
            inner.poly(taper([(x, y - r * 0.13), mid], r * 0.008 + 0.6, r * 0.012 + 0.6))
        outer.poly(taper([mid, tip], r * 0.03 + 1, r * 0.05 + 1.4))
        if k % 3 == 0:
            sparks.poly(taper([((mid[0] + tip[0]) / 2, (mid[1] + tip[1]) / 2), tip], r * 0.008 + 0.8, r * 0.014 + 0.8))
    m = outer.mask()
    c.print(m, tone)
    c.shade(m, mix(tone, BARK, 0.6), 60, 0.55, 1.15, 0.8)
    c.print(sparks.mask(), mix(tone, APRICOT, 0.6), None, 0.75)
    c.poly(blob(x, y - r * 0.05, r * 0.5, r * tilt * 0.52, rng, 0.03), mix(tone, SHADE, 0.62))
    c.print(inner.mask(), mix(STRAW, APRICOT, 0.35))
    heart = c.poly(blob(x, y - r * 0.13, r * 0.09, r * 0.07, rng, 0.06), mix(GOLD, LONGAN, 0.3))
    c.shade(heart, LONGAN, 50, 0.45, 1.1, 0.9)


def incense() -> Image.Image:
    c = Canvas((1600, 1000), 311)
    c.sky([(0, mix(LOTUS, SAND, 0.7)), (0.24, mix(APRICOT, CREAM, 0.5)), (0.42, CREAM), (1, CREAM)])
    sun(c, 420, 170, 60, (255, 252, 240), mix(GOLD, CREAM, 0.5), 7)
    treeline(c, -40, 1660, 330, 70, mix(LEAF, CREAM, 0.6), CREAM, CREAM, 400)
    for x, w in ((1180, 260), (1420, 220), (250, 230)):
        house(c, x, 430, w, w * 0.62, mix(STRAW, GOLD, 0.25), mix(BRICK, CREAM, 0.25), mix(BARK, CREAM, 0.2))
    for x, h in ((560, 260), (980, 300), (1040, 240)):
        tone = mix(LEAF, CREAM, 0.4)
        areca(c, x, 430, h, mix(LONGAN, CREAM, 0.4), (tone, mix(tone, GOLD, 0.25), tone), 0.03, 9)
    court(c, 424, 800)
    reds = (
        mix(BRICK, (206, 24, 40), 0.75),
        mix(LOTUS, (220, 20, 60), 0.5),
        mix(BRICK, (230, 60, 20), 0.6),
        mix(GOLD, (236, 150, 20), 0.4),
    )
    rows = ((470, 52), (524, 74), (604, 106), (718, 150), (880, 214))
    for row, (y, r) in enumerate(rows):
        step = r * 2.24
        for k in range(-8, 9):
            x = 800 + k * step + (step / 2 if row % 2 else 0)
            if not -r < x < 1600 + r:
                continue
            if row == 3 and abs(x - 800) < step * 0.6:
                continue
            _fan(
                c,
                x,
                y + c.rng.uniform(-6, 6),
                r * c.rng.uniform(0.94, 1.03),
                0.42,
                c.rng.uniform(0, 1),
                reds[(k * 2 + row) % 7 % 4],
            )
        if row == 1:
            _person(c, 1180, 588, 120, "bend", mix(TEAL, DEEP, 0.2), True)
        if row == 2:
            _person(c, 420, 668, 170, "reach", mix(INDIGO, DEEP, 0.1))
        if row == 3:
            _person(c, 790, 780, 250, "bend", mix(GOLD, LONGAN, 0.15))
    return c.finish(7, 0.2, BARK)


def _kumquat(c: Canvas, x: float, y: float, s: float, air: float) -> None:
    """A trained tree in a glazed pot, hung with fruit; (x, y) is the pot's foot."""
    rng = c.rng
    haze = mix(CREAM, GOLD, 0.2)
    c.print(c.stencil().poly(blob(x + 40 * s, y, 110 * s, 18 * s, rng, 0.08)).mask(4), SHADE, None, 0.45 * (1 - air))
    shape: Path = [(-80, -96), (-72, -40), (-48, 0), (48, 0), (72, -40), (80, -96)]
    m = c.poly(at(curve(shape), x, y, s), mix(mix(TEAL, INDIGO, 0.4), haze, air))
    c.shade(m, mix(DEEP, haze, air), 20, 0.4, 1.1, 0.85)
    c.shade(m, mix(TEAL, CREAM, 0.5), 195, 0.66, 1.1, 0.8)
    c.poly(at([(-88, -108), (88, -108), (84, -90), (-84, -90)], x, y, s), mix(mix(TEAL, CREAM, 0.2), haze, air))
    c.poly(
        taper(at(curve([(0, -104), (-18, -150), (14, -200), (0, -250)]), x, y, s), 26 * s, 12 * s), mix(BARK, haze, air)
    )
    tones: Tones = (mix(mix(FOREST, DEEP, 0.2), haze, air), mix(LEAF, haze, air), mix(mix(PADDY, GOLD, 0.4), haze, air))
    tiers = ((0, -190, 118, 62), (-34, -250, 92, 56), (40, -270, 92, 56), (0, -330, 80, 56), (6, -396, 50, 46))
    for dx, dy, rx, ry in tiers:
        crown(c, x + dx * s, y + dy * s, rx * s, ry * s, tones, 15 * s + 2, int(110 * s) + 40, -120)
    fruits, shine, dark, flowers = c.stencil(), c.stencil(), c.stencil(), c.stencil()
    for dx, dy, rx, ry in tiers:
        for _ in range(18):
            a, d = rng.uniform(0, math.tau), math.sqrt(rng.random())
            px, py, r = x + (dx + rx * d * math.cos(a)) * s, y + (dy + ry * d * math.sin(a) + 8) * s, 11.5 * s
            if rng.random() < 0.14:
                flowers.poly(blob(px, py, r * 0.8, r * 0.7, rng, 0.3, 7))
                continue
            dark.disc(px + r * 0.2, py + r * 0.25, r)
            fruits.disc(px, py, r)
            shine.disc(px - r * 0.3, py - r * 0.35, r * 0.34)
    c.print(dark.mask(), mix(mix(BRICK, GOLD, 0.3), haze, air), None, 0.8)
    c.print(fruits.mask(), mix(mix(GOLD, (240, 130, 10), 0.55), haze, air))
    c.print(shine.mask(), mix(CREAM, GOLD, 0.2), None, 0.9)
    c.print(flowers.mask(), mix(CREAM, MIST, 0.5))


def kumquats() -> Image.Image:
    c = Canvas((1600, 1000), 313)
    haze = mix(CREAM, GOLD, 0.2)
    c.sky([(0, mix(TEAL, MIST, 0.6)), (0.24, mix(MIST, GOLD, 0.16)), (0.42, haze), (1, haze)])
    sun(c, 800, 250, 76, (255, 252, 240), mix(GOLD, CREAM, 0.4), 8)
    treeline(c, -40, 1660, 390, 80, mix(LEAF, haze, 0.62), haze, CREAM, 470)
    for x, h in ((300, 280), (1290, 300), (1360, 240)):
        tone = mix(LEAF, haze, 0.5)
        areca(c, x, 450, h, tone, (tone, mix(tone, GOLD, 0.2), tone), 0.03, 9)
    c.mist(440, 46, haze, 0.8)
    floor = c.stencil().poly([(-5, 448), (1605, 448), (1605, 1005), (-5, 1005)]).mask()
    c.print(floor, mix(PADDY, haze, 0.6), mix(LONGAN, PADDY, 0.45))
    c.mottle(floor, mix(PADDY, GOLD, 0.3), 9, 0.5, 3.4, 0.4)
    path = c.stencil().poly(rough([(784, 448), (816, 448), (1060, 1010), (540, 1010)], 4, c.rng, 26)).mask(1)
    c.print(path, mix(STRAW, APRICOT, 0.35), mix(LONGAN, APRICOT, 0.35))
    c.mottle(path, mix(LONGAN, BARK, 0.2), 10, 0.4, 3, 0.4)
    for row in range(6):
        t = row / 5
        y, s = 476 + 500 * t**1.7, 0.17 + 1.15 * t**1.6
        for side in (-1, 1):
            for k in range(5 if row < 4 else 3):
                x = 800 + side * (60 + 190 * t + k * (94 + 150 * t) * (0.5 + 0.8 * t))
                if -140 < x < 1740:
                    _kumquat(c, x, y + c.rng.uniform(-3, 3), s, 0.6 * (1 - t) ** 1.3)
        if row == 3:
            _person(c, 770, 628, 140, "walk", mix(LOTUS, BRICK, 0.2))
            _person(c, 850, 620, 132, "reach", mix(INDIGO, DEEP, 0.1), True)
        c.mist(y, 22, haze, 0.3 * (1 - t))
    return c.finish(7, 0.2, BARK)


def _hive(c: Canvas, x: float, y: float, s: float, paint: RGB, air: float) -> None:
    """A wooden box on legs, roofed with a slab."""
    haze = mix(CREAM, GOLD, 0.15)
    c.print(c.stencil().poly(blob(x + 26 * s, y, 90 * s, 14 * s, c.rng, 0.08)).mask(4), SHADE, None, 0.5 * (1 - air))
    for dx in (-54, 54):
        c.poly(taper([(x + dx * s, y - 30 * s), (x + dx * 1.1 * s, y)], 9 * s, 7 * s), mix(BARK, haze, air))
    for k, (h0, tone) in enumerate(((-30, paint), (-88, mix(paint, CREAM, 0.25)))):
        m = c.poly(
            at(rough([(-72, h0 - 56), (72, h0 - 56), (72, h0), (-72, h0)], 0.8, c.rng, 14), x, y, s),
            mix(tone, haze, air),
        )
        c.shade(m, mix(BARK, haze, air), 10, 0.45, 1.15, 0.7)
        c.line(at([(-72, h0 - 18 - k * 4), (72, h0 - 18 - k * 4)], x, y, s), max(0.8, 1.4 * s), BARK, 0.4)
    c.poly(at([(-84, -156), (84, -160), (88, -144), (-86, -142)], x, y, s), mix(mix(STONE, BARK, 0.3), haze, air))
    c.poly(at([(-34, -38), (34, -38), (34, -32), (-34, -32)], x, y, s), mix(BARK, haze, air))


def beehives() -> Image.Image:
    c = Canvas((1600, 1000), 317)
    haze = mix(CREAM, GOLD, 0.15)
    c.sky([(0, mix(TEAL, MIST, 0.5)), (0.25, mix(MIST, GOLD, 0.14)), (0.45, haze), (1, haze)])
    cloud_bank(c, 220, 80, MIST, haze, 0.6, 240, 110)
    sun(c, 1160, 260, 66, (255, 252, 240), mix(GOLD, CREAM, 0.5), 7)
    treeline(c, -40, 1660, 430, 60, mix(LEAF, haze, 0.65), haze, CREAM, 500)
    c.mist(470, 40, haze, 0.8)
    floor = c.stencil().poly([(-5, 474), (1605, 474), (1605, 1005), (-5, 1005)]).mask()
    c.print(floor, mix(PADDY, haze, 0.55), mix(FOREST, PADDY, 0.45))
    c.mottle(floor, mix(PADDY, GOLD, 0.45), 9, 0.55, 3.4, 0.4)
    c.mottle(floor, mix(FOREST, DEEP, 0.2), 7, 0.5, 3.4, 0.4)
    froth = c.stencil()
    for x, y, h, air, size in (
        (200, 560, 230, 0.5, 11),
        (560, 540, 200, 0.55, 10),
        (960, 540, 200, 0.55, 10),
        (1420, 570, 250, 0.45, 11),
        (60, 700, 430, 0.2, 16),
        (1540, 720, 460, 0.16, 16),
    ):
        wood = mix(BARK, haze, air)
        for a, bend in ((-104, -16), (-78, 18), (-90, 6)):
            c.poly(taper(arc(x, y, h * 0.5, a, bend, 8), h * 0.075, h * 0.03), wood)
        tones: Tones = (
            mix(mix(FOREST, PADDY, 0.3), haze, air),
            mix(LEAF, haze, air),
            mix(mix(PADDY, GOLD, 0.4), haze, air),
        )
        r = h * 0.46
        for dx, dy, k in (
            (-0.5, 0.1, 0.62),
            (0.52, 0.08, 0.62),
            (0.0, -0.14, 0.85),
            (-0.25, 0.2, 0.55),
            (0.28, 0.22, 0.55),
        ):
            crown(c, x + dx * r, y - h * 0.62 + dy * r, r * k, r * k * 0.72, tones, size, int(120 + 100 * k), -60)
        for _ in range(int(r * 1.5)):
            a, d = c.rng.uniform(0, math.tau), math.sqrt(c.rng.random())
            px, py = x + r * 1.05 * d * math.cos(a), y - h * 0.66 + r * 0.72 * d * math.sin(a)
            for _ in range(4):
                froth.disc(px + c.rng.gauss(0, size * 0.4), py + c.rng.gauss(0, size * 0.35), size * 0.15 + 0.5)
    c.print(froth.mask(), mix(CREAM, GOLD, 0.22), None, 0.9)
    paints = (
        mix(TEAL, SAND, 0.35),
        mix(GOLD, SAND, 0.3),
        mix(BRICK, SAND, 0.4),
        mix(INDIGO, SAND, 0.45),
        mix(APRICOT, STRAW, 0.3),
    )
    for row in range(4):
        t = row / 3
        y, s = 570 + 330 * t**1.3, 0.36 + 1.0 * t**1.2
        for k in range(-4, 5):
            x = 800 + k * 250 * s + (120 * s if row % 2 else 0)
            if row == 2 and abs(x - 760) < 170:
                continue
            if -140 < x < 1740:
                _hive(c, x, y + c.rng.uniform(-5, 5), s, paints[(k * 2 + row) % 5], 0.45 * (1 - t))
        if row == 2:
            _hive(c, 900, 782, 1.0, paints[1], 0.1)
            _person(c, 740, 800, 280, "row", mix(CREAM, SAND, 0.4))
            frame = c.poly(
                rough([(812, 596), (902, 584), (908, 656), (818, 668)], 1.4, c.rng, 12), mix(LONGAN, APRICOT, 0.2)
            )
            c.shade(frame, GOLD, 40, 0.3, 1.1, 0.9)
            c.line([(812, 596), (902, 584), (908, 656), (818, 668), (812, 596)], 6, mix(LONGAN, BARK, 0.3))
    bees, wings = c.stencil(), c.stencil()
    for _ in range(90):
        x, y, r = c.rng.uniform(40, 1560), c.rng.gauss(600, 110), c.rng.uniform(1.6, 4.4)
        bees.disc(x, y, r * 1.4, r)
        wings.disc(x - r * 0.4, y - r * 1.1, r * 0.9, r * 0.7)
    c.print(wings.mask(), MIST, None, 0.6)
    c.print(bees.mask(), mix(BARK, GOLD, 0.3))
    return c.finish(7, 0.2, BARK)


def turmeric_field() -> Image.Image:
    c = Canvas((1600, 1000), 331)
    haze = mix(APRICOT, CREAM, 0.5)
    c.sky(
        [
            (0, mix(INDIGO, MIST, 0.5)),
            (0.22, mix(LOTUS, CREAM, 0.7)),
            (0.4, haze),
            (0.46, mix(GOLD, CREAM, 0.5)),
            (1, haze),
        ]
    )
    sun(c, 1080, 340, 82, (255, 246, 220), mix(GOLD, APRICOT, 0.3), 7)
    cloud_bank(c, 250, 70, MIST, haze, 0.5, 250, 100)
    treeline(c, -40, 1660, 452, 60, mix(mix(LEAF, INDIGO, 0.2), haze, 0.55), haze, CREAM, 500)
    for x, w in ((420, 130), (540, 100), (1330, 120)):
        house(c, x, 496, w, w * 0.66, mix(STRAW, haze, 0.4), mix(BRICK, haze, 0.4), mix(BARK, haze, 0.4))
    for x, h in ((360, 190), (620, 160), (1420, 200)):
        tone = mix(LEAF, haze, 0.45)
        areca(c, x, 500, h, tone, (tone, mix(tone, GOLD, 0.2), tone), 0.03, 8)
    c.mist(490, 34, haze, 0.8)
    floor = c.stencil().poly([(-5, 500), (1605, 500), (1605, 1005), (-5, 1005)]).mask()
    c.print(floor, mix(LONGAN, haze, 0.4), mix(BARK, LONGAN, 0.5))
    rng = c.rng
    for k in range(-13, 14):
        # Ridges run to the sun; those left of it still stand, those right of it are dug.
        x0, x1 = 1000 + k * 42, 900 + k * 190
        ridge_top = [(x0 - 7, 500), (x0 + 7, 500), (x1 + 52, 1010), (x1 - 52, 1010)]
        m = c.poly(rough(ridge_top, 3, rng, 24), mix(LONGAN, APRICOT, 0.3), mix(LONGAN, BARK, 0.25))
        c.shade(m, mix(APRICOT, GOLD, 0.3), 0, 0.5, 1.2, 0.6)
        c.shade(m, BARK, 180, 0.6, 1.2, 0.6)
    tones = ((mix(LEAF, FOREST, 0.3), mix(PADDY, GOLD, 0.3)), (mix(PADDY, GOLD, 0.55), mix(GOLD, STRAW, 0.25)))
    for row in range(13):
        t = row / 12
        y = 508 + 470 * t**1.6
        for k in range(-13, 3):
            u = (y - 500) / 510
            x = (1000 + k * 42) * (1 - u) + (900 + k * 190) * u
            if x < -120 or (k > -1 and t > 0.3):
                continue
            size = 16 + 150 * t**1.25
            for n in range(5):
                dark, light = tones[(n + row + k) % 3 == 0]
                air = 0.5 * (1 - t)
                m = c.poly(
                    leaf(
                        x + rng.gauss(0, size * 0.1),
                        y,
                        size * rng.uniform(0.75, 1.1),
                        size * 0.3,
                        -90 + (n - 2) * 27 + rng.gauss(0, 7),
                        (n - 2) * 16,
                    ),
                    mix(dark, haze, air),
                )
                if t > 0.25:
                    c.shade(m, mix(light, haze, air), -40, 0.5, 1.2, 0.8)
        if row == 6:
            _person(c, 1010, 650, 150, "bend", mix(LOTUS, BRICK, 0.2))
            _person(c, 1220, 640, 142, "carry", mix(TEAL, DEEP, 0.1), True)
            shoulder_pole(c, 1220, 640, 142, SHADE, mix(APRICOT, LONGAN, 0.35), mix(GOLD, (226, 120, 20), 0.5))
    for x, y, s in ((1180, 800, 1.0), (1420, 760, 0.8), (1330, 900, 1.2)):
        heap_of = c.stencil()
        for _ in range(70):
            px, py = x + rng.gauss(0, 60 * s), y - abs(rng.gauss(0, 22 * s))
            heap_of.poly(
                taper(
                    arc(px, py, rng.uniform(18, 34) * s, rng.uniform(0, 360), rng.gauss(0, 40), 4), 9 * s, 6 * s, 13 * s
                )
            )
        m = heap_of.mask()
        c.print(m, mix(mix(GOLD, LONGAN, 0.3), APRICOT, 0.2))
        c.shade(m, BARK, 60, 0.4, 1.1, 0.7)
        c.shade(m, mix(GOLD, CREAM, 0.3), -120, 0.6, 1.15, 0.8)
    basket(c, 1080, 900, 110, "turmeric")
    _person(c, 1210, 940, 320, "bend", mix(INDIGO, DEEP, 0.1), True)
    for x, y, s in ((560, 250, 0.5), (620, 230, 0.42), (510, 226, 0.36)):
        egret(c, x, y, s, CREAM, s > 0.4, -8)
    return c.finish(7, 0.22, BARK)
