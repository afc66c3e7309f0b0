"""The marsh of Dạ Trạch and the sandbank of the legend."""

import math

from PIL import Image, ImageChops

from ..boats import hull, mat_cover
from ..canvas import Canvas
from ..figures import person
from ..flora import areca, bamboo, reeds, treeline
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
    LOTUS,
    MIST,
    NIGHT,
    PADDY,
    RGB,
    SAND,
    STRAW,
    TEAL,
    mix,
)
from ..shapes import Point, arc, blob, curve, rough, taper
from ..water import cloud_bank, egret, mirror, reflect, ripples, strips, sun, wader

SKIN = mix(APRICOT, BARK, 0.35)


def _hyacinths(c: Canvas, x: float, y: float, rx: float, ry: float, size: float, haze: RGB, air: float) -> None:
    """A raft of water hyacinth in flower."""
    rng = c.rng
    spots = sorted((y + ry * rng.uniform(-1, 1), x + rx * rng.gauss(0, 0.5)) for _ in range(int(rx / size * 5)))
    tones = [mix(k, haze, air) for k in (mix(FOREST, DEEP, 0.3), mix(LEAF, FOREST, 0.3), mix(LEAF, GOLD, 0.25))]
    layers = [c.stencil() for _ in tones]
    petals = c.stencil()
    for k, (py, px) in enumerate(spots):
        for n in range(3):
            layers[(k + n) % 3].poly(
                blob(px + (n - 1) * size * 0.8, py - size * rng.uniform(0.2, 0.9), size * 0.62, size * 0.5, rng, 0.1, 8)
            )
        if rng.random() < 0.3:
            for n in range(6):
                petals.poly(
                    blob(
                        px + rng.gauss(0, size * 0.22),
                        py - size * (1.0 + 0.3 * n),
                        size * 0.3,
                        size * 0.24,
                        rng,
                        0.3,
                        7,
                    )
                )
    for layer, tone in zip(layers, tones, strict=True):
        c.print(layer.mask(), tone)
    c.print(petals.mask(), mix(mix(LOTUS, INDIGO, 0.45), mix(MIST, haze, air), 0.45))


def marsh() -> Image.Image:
    c = Canvas((1600, 1000), 433)
    haze = mix(GOLD, APRICOT, 0.45)
    c.sky(
        [
            (0, mix(TEAL, INDIGO, 0.5)),
            (0.2, mix(TEAL, APRICOT, 0.35)),
            (0.36, mix(APRICOT, GOLD, 0.3)),
            (0.47, mix(GOLD, CREAM, 0.4)),
            (1, haze),
        ]
    )
    strips(c, 40, 260, mix(APRICOT, GOLD, 0.3), 18, 0.5)
    sun(c, 600, 400, 96, mix(CREAM, GOLD, 0.25), mix(GOLD, APRICOT, 0.2), 6)
    treeline(c, -40, 1660, 466, 50, mix(mix(TEAL, DEEP, 0.4), haze, 0.5), haze, GOLD, 506)
    bamboo(
        c,
        1350,
        500,
        200,
        10,
        mix(DEEP, haze, 0.35),
        (mix(TEAL, haze, 0.35), mix(DEEP, haze, 0.35), mix(TEAL, haze, 0.45)),
        1.1,
    )
    bamboo(
        c,
        180,
        500,
        180,
        9,
        mix(DEEP, haze, 0.4),
        (mix(TEAL, haze, 0.4), mix(DEEP, haze, 0.4), mix(TEAL, haze, 0.5)),
        1.1,
    )
    c.mist(496, 30, haze, 0.9)
    water = c.stencil().poly([(-5, 508), (1605, 508), (1605, 1005), (-5, 1005)]).mask()
    c.print(water, mix(GOLD, CREAM, 0.25), mix(DEEP, INDIGO, 0.3))
    reflect(c, 508, 260, mix(APRICOT, TEAL, 0.35), 0.75, 8)
    ripples(c, 516, 980, mix(DEEP, TEAL, 0.3), 300, 0.45)
    ripples(c, 514, 900, mix(CREAM, GOLD, 0.3), 320, 0.85, 610, 100)
    for x, y, rx, ry, size, air in (
        (1180, 552, 260, 12, 10, 0.5),
        (180, 566, 220, 12, 11, 0.5),
        (1420, 640, 230, 22, 20, 0.28),
        (90, 690, 190, 26, 24, 0.2),
    ):
        _hyacinths(c, x, y, rx, ry, size, haze, air)
    for x0, x1, y, h, n, air in ((880, 1620, 600, 110, 150, 0.4), (-20, 330, 620, 120, 90, 0.36)):
        reeds(c, x0, x1, y, h, n, [mix(DEEP, haze, air), mix(TEAL, haze, air)], mix(CREAM, GOLD, 0.3))
    before = c.image.copy()
    dark = mix(NIGHT, BARK, 0.5)
    hull(c, 690, 704, 330, dark, NIGHT, mix(APRICOT, GOLD, 0.3))
    person(
        c,
        610,
        684,
        178,
        "row",
        mix(BRICK, NIGHT, 0.35),
        NIGHT,
        SKIN,
        mix(STRAW, GOLD, 0.25),
        False,
        mix(GOLD, CREAM, 0.3),
    )
    c.poly(taper([(560, 770), (664, 560)], 6, 5), dark)
    mirror(c, before, 708, mix(DEEP, NIGHT, 0.3), 0.65, 8, 0.8)
    ripples(c, 712, 800, mix(CREAM, GOLD, 0.3), 70, 0.8, 680, 200)
    for x, y, s, flip in ((1080, 700, 1.1, True), (1150, 716, 1.2, False), (330, 640, 0.8, False)):
        wader(c, x, y, s, CREAM, dark, flip)
    _hyacinths(c, 1280, 880, 330, 46, 40, haze, 0.0)
    _hyacinths(c, 160, 900, 230, 46, 42, haze, 0.0)
    reeds(c, -30, 330, 1030, 470, 70, [NIGHT, mix(DEEP, NIGHT, 0.4), mix(TEAL, DEEP, 0.5)], mix(APRICOT, CREAM, 0.3))
    reeds(c, 1290, 1640, 1030, 430, 66, [NIGHT, mix(DEEP, NIGHT, 0.4), mix(TEAL, DEEP, 0.5)], mix(APRICOT, CREAM, 0.3))
    for x, y, s in ((880, 200, 0.6), (960, 170, 0.5), (820, 160, 0.44), (1040, 210, 0.36)):
        egret(c, x, y, s, CREAM, s > 0.45, -8)
    return c.finish(7, 0.26, NIGHT)


def _kapok(c: Canvas, x: float, y: float, h: float) -> None:
    """Cây gạo in March: bare tiers of branches set with red cups."""
    bark = mix(BARK, SAND, 0.2)
    trunk = curve([(x, y), (x + h * 0.02, y - h * 0.5), (x - h * 0.01, y - h)], steps=10)
    m = c.poly(rough(taper(trunk, h * 0.12, h * 0.02), 3, c.rng, 18), bark)
    c.shade(m, mix(BARK, NIGHT, 0.4), 0, 0.4, 1.1, 0.9)
    tips: list[Point] = []
    for tier in range(6):
        t = tier / 5
        for side in (-1, 1):
            base = (x + h * 0.01 * side, y - h * (0.42 + 0.52 * t))
            length = h * (0.5 - 0.34 * t)
            bough = arc(*base, length, -90 + side * (72 - 26 * t), -side * 34, 12)
            c.poly(taper(bough, h * (0.034 - 0.02 * t), 3), bark)
            for k in range(3, 13):
                twig = arc(
                    *bough[min(k, 12)],
                    length * 0.3 * (1 - k / 20),
                    -90 + side * c.rng.uniform(-50, 60),
                    c.rng.gauss(0, 30),
                    5,
                )
                c.poly(taper(twig, 4, 1.4), bark)
                tips += [twig[-1], twig[3]]
    dark, red, hot = c.stencil(), c.stencil(), c.stencil()
    for px, py in tips:
        for _ in range(2):
            fx, fy, r = px + c.rng.gauss(0, 7), py + c.rng.gauss(0, 6), h * c.rng.uniform(0.011, 0.019)
            dark.poly(blob(fx, fy + r * 0.4, r, r * 0.8, c.rng, 0.2, 7))
            for a in (-140, -90, -40):
                red.poly(taper(arc(fx, fy + r * 0.5, r * 1.7, a, 10, 4), 2, 2, r * 0.9))
            hot.disc(fx, fy - r * 0.3, r * 0.3)
    c.print(dark.mask(), mix(BRICK, BARK, 0.5))
    c.print(red.mask(), mix(BRICK, (222, 40, 20), 0.75))
    c.print(hot.mask(), mix(GOLD, APRICOT, 0.4))


def sandbank() -> Image.Image:
    c = Canvas((1600, 1000), 439)
    haze = mix(SAND, TEAL, 0.18)
    c.sky([(0, mix(TEAL, MIST, 0.42)), (0.26, mix(TEAL, MIST, 0.68)), (0.44, mix(SAND, APRICOT, 0.2)), (1, haze)])
    cloud_bank(c, 210, 100, MIST, haze, 0.75, 280, 130)
    cloud_bank(c, 330, 60, CREAM, haze, 0.6, 200, 80)
    treeline(c, -40, 1660, 438, 40, mix(mix(LEAF, TEAL, 0.3), haze, 0.6), haze, CREAM, 470)
    for x, h in ((300, 120), (350, 96), (980, 110)):
        tone = mix(LEAF, haze, 0.5)
        areca(c, x, 462, h, tone, (tone,) * 3, 0.04, 8)
    c.mist(458, 26, haze, 0.9)
    water = c.stencil().poly([(-5, 464), (1605, 464), (1605, 1005), (-5, 1005)]).mask()
    c.print(water, mix(TEAL, MIST, 0.55), mix(TEAL, DEEP, 0.25))
    reflect(c, 464, 200, mix(TEAL, MIST, 0.4), 0.7, 7)
    ripples(c, 474, 800, MIST, 420, 0.65)
    before = c.image.copy()
    for x, y, length, flip in ((330, 560, 190, False), (700, 520, 120, True), (930, 590, 230, False)):
        hull(c, x, y, length, mix(BARK, BRICK, 0.3), DEEP, mix(SAND, APRICOT, 0.3), flip)
        mat_cover(
            c,
            x + (10 if flip else -10),
            y - length * 0.055,
            length * 0.42,
            length * 0.22,
            mix(APRICOT, STRAW, 0.4),
            BARK,
            flip,
        )
        person(
            c,
            x + length * (0.34 if flip else -0.34),
            y - length * 0.07,
            length * 0.46,
            "row",
            mix(INDIGO, DEEP, 0.1),
            DEEP,
            SKIN,
            mix(STRAW, GOLD, 0.2),
            flip,
            MIST,
        )
    mirror(c, before, 596, mix(TEAL, DEEP, 0.3), 0.5, 7, 0.6)
    # The bank sweeps in from the right, white at its edge.
    edge = curve(
        [(1640, 560), (1350, 584), (1080, 640), (820, 726), (560, 800), (300, 838), (60, 900), (-60, 960)], steps=10
    )
    sand = c.stencil().poly(rough([*edge, (-60, 1020), (1640, 1020)], 3, c.rng, 26)).mask()
    c.print(
        c.stencil().poly([(x - 6, y - 14) for x, y in edge] + [(x + 20, y + 20) for x, y in reversed(edge)]).mask(7),
        MIST,
        None,
        0.8,
    )
    c.print(sand, mix(CREAM, SAND, 0.4), mix(APRICOT, SAND, 0.45))
    c.mottle(sand, mix(APRICOT, SAND, 0.3), 8, 0.5, 3.6, 0.4)
    c.mottle(sand, (255, 252, 244), 12, 0.4, 3.6, 0.38)
    waves = c.stencil()
    for k in range(70):
        x, y = c.rng.uniform(300, 1600), c.rng.uniform(660, 990)
        waves.poly(taper([(x + j * 26, y + 5 * math.sin(j * 1.2 + k) - j * 2.2) for j in range(8)], 0.8, 0.8, 3))
    c.print(ImageChops.multiply(waves.mask(), sand), mix(APRICOT, BARK, 0.25), None, 0.35)
    hull(c, 560, 812, 330, mix(BARK, BRICK, 0.35), DEEP, mix(SAND, APRICOT, 0.3))
    mat_cover(c, 548, 796, 130, 70, mix(APRICOT, STRAW, 0.4), BARK)
    _kapok(c, 1290, 800, 600)
    shade = c.stencil().poly(blob(1330, 806, 250, 24, c.rng, 0.2))
    c.print(ImageChops.multiply(shade.mask(8), sand), mix(BARK, APRICOT, 0.4), None, 0.4)
    fallen = c.stencil()
    for _ in range(80):
        fallen.poly(blob(1300 + c.rng.gauss(0, 130), 812 + abs(c.rng.gauss(0, 40)), 7, 4, c.rng, 0.3, 6))
    c.print(fallen.mask(), mix(BRICK, (222, 40, 20), 0.6))
    person(c, 1080, 840, 120, "walk", mix(LOTUS, MIST, 0.2), DEEP, SKIN, mix(STRAW, GOLD, 0.2), True, CREAM, True)
    person(c, 1130, 846, 124, "walk", mix(INDIGO, MIST, 0.15), DEEP, SKIN, None, True, CREAM)
    tones = [mix(FOREST, DEEP, 0.2), mix(LEAF, PADDY, 0.3), mix(PADDY, GOLD, 0.3)]
    reeds(c, -30, 380, 1030, 300, 60, tones, mix(CREAM, APRICOT, 0.25))
    reeds(c, 1420, 1640, 1030, 240, 40, tones, mix(CREAM, APRICOT, 0.25))
    for x, y, s in ((520, 250, 0.6), (600, 220, 0.5), (450, 230, 0.42), (690, 270, 0.36)):
        egret(c, x, y, s, CREAM, s > 0.45, -8)
    return c.finish(7, 0.18, DEEP)
