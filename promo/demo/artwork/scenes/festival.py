"""The water procession: dragon boats, square flags and the palanquin. Palette: Hồng sen, gold."""

from PIL import Image

from ..boats import dragon_hull, hull, square_flag
from ..built import roof
from ..canvas import Canvas
from ..figures import crowd, person
from ..flora import areca, treeline
from ..palette import APRICOT, BARK, GOLD, INDIGO, LEAF, LOTUS, MIST, NIGHT, PEACH, ROSE, SAND, TEAL, mix
from ..precinct import palanquin
from ..shapes import arc, at, curve, rough, taper
from ..water import cloud_bank, egret, mirror, reflect, ripples, sun

RED = mix(LOTUS, (178, 30, 30), 0.55)
DARK = mix(LOTUS, (26, 10, 26), 0.75)
FLAG = (mix(TEAL, INDIGO, 0.45), mix(MIST, SAND, 0.5), LEAF, GOLD, RED)
FLAG_B = (GOLD, RED, mix(MIST, SAND, 0.5), mix(TEAL, INDIGO, 0.45), LEAF)
SKIN = mix(APRICOT, BARK, 0.3)


def _faded(air: float, base: tuple[tuple[int, int, int], ...] = FLAG) -> tuple[tuple[int, int, int], ...]:
    return tuple(mix(k, PEACH, air) for k in base)


def _dragon_boat(c: Canvas, x: float, y: float, length: float) -> None:
    s = length / 400
    deck = y - 30 * s
    for k, fx in enumerate((-168, -128, -84, 84, 128, 158)):
        square_flag(
            c,
            x + fx * s,
            deck,
            (112 - abs(fx) * 0.12) * s,
            40 * s,
            FLAG if k % 2 == 0 else FLAG_B,
            BARK,
            -1,
            -0.06,
            k + 2,
        )
    palanquin(c, x, deck + 2 * s, 1.05 * s, RED, DARK)
    for fx in (-62, -48, 52, 66):
        person(
            c, x + fx * s, deck + 4 * s, 52 * s, "raise", RED if fx < 0 else GOLD, DARK, SKIN, None, fx < 0, SAND, True
        )
    dragon_hull(c, x, y, length, RED, DARK, GOLD)
    oars = c.stencil()
    for k in range(10):
        px = x + (-150 + k * 32) * s
        oars.poly(taper([(px + 8 * s, y - 44 * s), (px - 16 * s, y + 10 * s)], 2 * s, 2.4 * s))
        oars.poly(taper(arc(px - 12 * s, y + 2 * s, 22 * s, 114, 0, 6), 2 * s, 2 * s, 7 * s))
    for k in range(10):
        px = x + (-156 + k * 32) * s
        person(
            c,
            px,
            y - 21 * s - (abs(k - 4.5) / 5) ** 4 * 10 * s,
            50 * s,
            "paddle",
            (GOLD, mix(MIST, SAND, 0.4))[k % 2],
            DARK,
            SKIN,
            mix(SAND, GOLD, 0.2) if k % 3 == 0 else None,
            False,
            SAND,
        )
    c.print(oars.mask(), BARK)
    dragon = (
        c.stencil()
        .poly(
            at(
                curve(
                    [
                        (-206, -44),
                        (-60, -4),
                        (60, -4),
                        (196, -44),
                        (190, -22),
                        (150, 2),
                        (60, 8),
                        (-60, 8),
                        (-150, 2),
                        (-190, -18),
                    ],
                    True,
                    4,
                ),
                x,
                y,
                s,
            )
        )
        .mask()
    )
    c.shade(dragon, DARK, 90, 0.6, 1.3, 0.6)


def _far_boat(c: Canvas, x: float, y: float, length: float, air: float, phase: int) -> None:
    dark = mix(DARK, PEACH, air)
    for k, fx in enumerate((-70, -36, 0, 36, 70)):
        square_flag(
            c,
            x + fx * length / 200,
            y - 8,
            length * 0.36,
            length * 0.16,
            _faded(air, FLAG if k % 2 else FLAG_B),
            dark,
            -1,
            -0.05,
            k + phase,
        )
    for k in range(8):
        person(
            c,
            x + (-78 + k * 20) * length / 200,
            y - length * 0.05,
            length * 0.2,
            "paddle",
            mix((RED, GOLD, SAND)[k % 3], PEACH, air),
            dark,
            dark,
            None,
        )
    hull(c, x, y, length, mix(RED, PEACH, air), dark, mix(GOLD, PEACH, air), False, 1.7)


def _shore(c: Canvas, y: float) -> None:
    far = mix(mix(LOTUS, INDIGO, 0.4), PEACH, 0.62)
    treeline(c, -60, c.w * 0.62, y - 34, 46, mix(far, PEACH, 0.4), PEACH, PEACH, y)
    treeline(c, c.w * 0.55, c.w + 60, y - 30, 70, far, mix(far, PEACH, 0.6), PEACH, y + 4)
    for k, (u, h) in enumerate(((0.64, 120), (0.92, 150), (0.97, 120), (0.08, 100), (0.13, 80))):
        tone = mix(far, INDIGO, 0.12 if k else 0)
        areca(c, c.w * u, y, h, tone, (tone, mix(tone, PEACH, 0.15), tone), 0.04, 8)
    wall = mix(far, INDIGO, 0.15)
    x = c.w * 0.79
    c.poly([(x - 90, y - 34), (x + 90, y - 34), (x + 90, y + 4), (x - 90, y + 4)], mix(wall, GOLD, 0.2))
    roof(c, x, y - 30, 250, 50, mix(LOTUS, PEACH, 0.35), wall, GOLD, mix(MIST, PEACH, 0.3), 0.62)
    roof(c, x, y - 74, 170, 46, mix(LOTUS, PEACH, 0.4), wall, GOLD, mix(MIST, PEACH, 0.3), 0.6)
    bank = (
        c.stencil()
        .poly(
            rough(
                [(-20, y - 6), (c.w * 0.5, y - 1), (c.w + 20, y - 12), (c.w + 20, y + 16), (-20, y + 12)], 3, c.rng, 26
            )
        )
        .mask()
    )
    c.print(bank, mix(far, INDIGO, 0.3), mix(far, PEACH, 0.2))
    coats = [mix(k, PEACH, 0.35) for k in (RED, GOLD, MIST, INDIGO, LOTUS)]
    crowd(c, c.w * 0.52, c.w * 1.0, y + 2, 34, 70, coats, mix(INDIGO, far, 0.4), SAND)
    crowd(c, 0, c.w * 0.42, y + 6, 30, 50, coats, mix(INDIGO, far, 0.5), SAND)
    for k in range(13):
        u = 0.02 + k * 0.082
        square_flag(
            c,
            c.w * u,
            y + 2,
            92 + (k * 37) % 40,
            34,
            _faded(0.3, FLAG if k % 2 else FLAG_B),
            mix(DARK, PEACH, 0.4),
            -1,
            0.02,
            k,
        )


def _air(c: Canvas, horizon: float, sx: float, sy: float) -> None:
    t = horizon / c.h
    c.sky(
        [
            (0, mix(INDIGO, ROSE, 0.52)),
            (t * 0.45, mix(ROSE, PEACH, 0.35)),
            (t * 0.8, PEACH),
            (t, mix(SAND, PEACH, 0.4)),
            (1, SAND),
        ]
    )
    sun(c, sx, sy, 70, mix(SAND, GOLD, 0.12), mix(GOLD, PEACH, 0.4), 7)
    cloud_bank(c, horizon - 190, 100, mix(MIST, PEACH, 0.4), mix(ROSE, PEACH, 0.5), 0.65, 230, 120)
    cloud_bank(c, horizon - 90, 70, mix(MIST, PEACH, 0.25), PEACH, 0.7, 170, 90)


def _water(c: Canvas, y: int, sx: float) -> None:
    area = c.stencil().poly([(-5, y), (c.w + 5, y), (c.w + 5, c.h + 5), (-5, c.h + 5)]).mask()
    c.print(area, mix(PEACH, ROSE, 0.3), mix(INDIGO, NIGHT, 0.2))
    reflect(c, y, int((c.h - y) * 0.6), mix(ROSE, INDIGO, 0.3), 0.75, 9)
    c.mottle(area, mix(INDIGO, ROSE, 0.3), 5, 0.4, 7.0, 0.36)
    ripples(c, y + 10, c.h, mix(INDIGO, LOTUS, 0.3), 420, 0.45)
    ripples(c, y + 6, c.h, mix(PEACH, SAND, 0.4), 380, 0.6)
    ripples(c, y + 4, c.h * 0.97, mix(SAND, GOLD, 0.25), 220, 0.9, sx, 100)


def _foreground(c: Canvas, y: float, span: float, left: float, tall: float) -> None:
    """Watchers on the near bank, dark against the water, with two great flags."""
    square_flag(c, left, y + 40, tall, span * 0.2, FLAG, BARK, 1, 0.06, 4)
    square_flag(c, c.w - left * 0.6, y + 40, tall * 0.87, span * 0.17, FLAG_B, BARK, -1, -0.05, 9)
    shade = mix(NIGHT, LOTUS, 0.22)
    bank = (
        c.stencil()
        .poly(
            rough(
                [
                    (-20, y - 30),
                    (c.w * 0.22, y + 6),
                    (c.w * 0.5, y + 34),
                    (c.w * 0.8, y + 10),
                    (c.w + 20, y - 36),
                    (c.w + 20, c.h + 30),
                    (-20, c.h + 30),
                ],
                6,
                c.rng,
                30,
            )
        )
        .mask()
    )
    rng = c.rng
    for k in range(15):
        x = rng.uniform(-10, c.w * 0.25) if k % 2 else rng.uniform(c.w * 0.75, c.w + 10)
        d = abs(x / c.w - 0.5)
        person(
            c,
            x,
            y + 66 - d * 150,
            span * rng.uniform(0.17, 0.215),
            rng.choice(("stand", "raise", "stand", "walk")),
            mix(shade, (RED, LOTUS, INDIGO, TEAL)[k % 4], 0.35),
            shade,
            mix(shade, APRICOT, 0.3),
            mix(shade, SAND, 0.6) if k % 3 else None,
            x > c.w / 2,
            mix(PEACH, LOTUS, 0.4),
            k % 2 == 0,
        )
    c.print(bank, shade, mix(NIGHT, LOTUS, 0.1))
    grass = c.stencil()
    for _ in range(260):
        x = rng.uniform(-10, c.w + 10)
        yy = y + 40 - abs(x / c.w - 0.5) * 130
        grass.poly(taper(arc(x, yy + 14, rng.uniform(18, 46), -90 + rng.gauss(0, 14), rng.gauss(0, 25), 5), 3.4, 0.5))
    c.print(grass.mask(), shade)


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 37)
    _air(c, 470, 560, 270)
    _shore(c, 470)
    c.mist(486, 26, SAND, 0.7)
    _water(c, 484, 560)
    before = c.image.copy()
    _far_boat(c, 300, 556, 250, 0.42, 1)
    mirror(c, before, 558, INDIGO, 0.4, 5)
    before = c.image.copy()
    _far_boat(c, 1330, 582, 290, 0.3, 5)
    mirror(c, before, 585, INDIGO, 0.45, 5)
    before = c.image.copy()
    _dragon_boat(c, 748, 738, 744)
    mirror(c, before, 748, mix(INDIGO, NIGHT, 0.4), 0.62, 10, 0.6)
    ripples(c, 752, 860, mix(SAND, PEACH, 0.4), 90, 0.75, 750, 380)
    _foreground(c, 930, 700, 150, 434)
    for x, y, k in ((900, 130, 0.6), (970, 170, 0.5), (1050, 150, 0.42), (1010, 220, 0.34)):
        egret(c, x, y, k, MIST, k > 0.45, -8)
    return c.finish(7, 0.2, NIGHT)


def portrait() -> Image.Image:
    c = Canvas((1000, 1400), 38)
    _air(c, 640, 330, 330)
    _shore(c, 640)
    c.mist(656, 26, SAND, 0.7)
    _water(c, 654, 330)
    before = c.image.copy()
    _far_boat(c, 770, 740, 260, 0.36, 5)
    mirror(c, before, 743, INDIGO, 0.45, 5)
    before = c.image.copy()
    _dragon_boat(c, 452, 950, 700)
    mirror(c, before, 958, mix(INDIGO, NIGHT, 0.4), 0.62, 10, 0.6)
    ripples(c, 962, 1100, mix(SAND, PEACH, 0.4), 90, 0.75, 480, 380)
    _foreground(c, 1300, 800, 70, 404)
    for x, y, k in ((620, 190, 0.6), (690, 230, 0.5), (770, 210, 0.42), (730, 280, 0.34)):
        egret(c, x, y, k, MIST, k > 0.45, -8)
    return c.finish(7, 0.2, NIGHT)
