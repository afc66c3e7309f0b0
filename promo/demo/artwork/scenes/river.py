"""Dawn mist over the Red River, a sampan and its rower. Palette: Phù sa."""

from PIL import Image

from ..boats import hull, mat_cover
from ..canvas import Canvas
from ..figures import person
from ..flora import areca, bamboo, reeds, treeline
from ..palette import APRICOT, BARK, DEEP, LONGAN, PEACH, SAND, TEAL, mix
from ..shapes import arc, at, curve, rough, taper
from ..water import cloud_bank, egret, mirror, reflect, ripples, strips, sun

HAZE = mix(SAND, TEAL, 0.16)


def _banks(c: Canvas) -> None:
    far = mix(TEAL, SAND, 0.72)
    treeline(c, -20, 640, 424, 30, mix(far, SAND, 0.25), SAND, base=470)
    treeline(c, 900, 1640, 430, 34, mix(far, SAND, 0.15), SAND, base=472)
    c.mist(446, 34, SAND, 0.95)
    treeline(c, 1010, 1660, 448, 62, mix(TEAL, SAND, 0.55), mix(SAND, TEAL, 0.15), SAND, 500)
    treeline(c, -30, 420, 446, 58, mix(TEAL, SAND, 0.52), mix(SAND, TEAL, 0.15), SAND, 500)
    for x, h in ((1240, 120), (1282, 96), (1400, 132), (150, 110), (212, 132)):
        areca(c, x, 470, h, mix(TEAL, SAND, 0.45), (mix(TEAL, SAND, 0.5),) * 3, 0.04, 8)
    c.mist(486, 38, SAND, 0.95)
    near = mix(TEAL, SAND, 0.26)
    treeline(c, 1230, 1680, 470, 104, near, mix(near, SAND, 0.55), mix(SAND, TEAL, 0.35), 540)
    treeline(c, -60, 250, 474, 92, near, mix(near, SAND, 0.55), mix(SAND, TEAL, 0.35), 540)
    bamboo(c, 1420, 520, 240, 9, mix(near, DEEP, 0.2), (near, mix(near, SAND, 0.22), mix(near, SAND, 0.1)), 1.1)
    bamboo(c, 90, 524, 220, 8, mix(near, DEEP, 0.2), (near, mix(near, SAND, 0.22), mix(near, SAND, 0.1)), 1.1)
    c.mist(528, 30, SAND, 0.85)


def _sampan(c: Canvas, x: float, y: float, length: float) -> None:
    s = length / 200
    # The pole's wake and the boat's own shadow come first, below the hull.
    for k in range(7):
        c.print(
            c.stencil()
            .poly(
                rough(
                    at([(-96 + k * 9, 5 + k * 6), (0, 2 + k * 6), (92 - k * 9, 5 + k * 6), (0, 8 + k * 6)], x, y, s),
                    3,
                    c.rng,
                    20,
                )
            )
            .mask(1.0),
            DEEP,
            None,
            0.42 - k * 0.05,
        )
    rower = (x - 62 * s, y - 15 * s)
    hull(c, x, y, length, mix(BARK, LONGAN, 0.35), mix(BARK, DEEP, 0.5), mix(APRICOT, SAND, 0.3))
    mat_cover(c, x + 14 * s, y - 11 * s, 74 * s, 40 * s, mix(LONGAN, SAND, 0.25), BARK, True)
    person(
        c,
        *rower,
        92 * s,
        "row",
        mix(DEEP, TEAL, 0.3),
        mix(BARK, DEEP, 0.4),
        mix(LONGAN, APRICOT, 0.4),
        mix(SAND, APRICOT, 0.25),
        False,
        mix(TEAL, SAND, 0.55),
    )
    oar = [
        (rower[0] + 38 * s, rower[1] - 58 * s),
        (rower[0] + 2 * s, rower[1] - 8 * s),
        (rower[0] - 34 * s, rower[1] + 34 * s),
    ]
    c.poly(taper(oar, 1.8 * s, 2.2 * s), BARK)
    c.poly(taper(arc(rower[0] - 24 * s, rower[1] + 22 * s, 26 * s, 132, 0, 6), 2 * s, 1.5 * s, 7 * s), BARK)
    mouth = curve([(44, -12), (46, -38), (52, -48), (56, -36), (57, -13)], steps=5)
    c.poly(at(mouth, x, y, s), mix(BARK, DEEP, 0.5))
    for px in (70, 84):
        basket = curve([(px - 8, -24), (px - 6, -12), (px + 6, -13), (px + 8, -25)])
        c.shade(c.poly(at(basket, x, y, s), mix(LONGAN, APRICOT, 0.45)), BARK, 20, 0.4, 1.1, 0.8)
        c.poly(
            at(curve([(px - 7, -24), (px - 3, -29), (px + 4, -30), (px + 7, -25)]), x, y, s), mix(APRICOT, SAND, 0.3)
        )


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 11)
    c.sky(
        [
            (0, mix(TEAL, SAND, 0.5)),
            (0.2, mix(TEAL, SAND, 0.72)),
            (0.36, mix(PEACH, SAND, 0.35)),
            (0.47, PEACH),
            (1, SAND),
        ]
    )
    strips(c, 40, 250, mix(SAND, APRICOT, 0.25), 16, 0.5)
    cloud_bank(c, 300, 60, mix(SAND, APRICOT, 0.2), PEACH, 0.55, 240, 80)
    sun(c, 1010, 312, 62, mix(SAND, (255, 244, 214), 0.7), mix(APRICOT, SAND, 0.25), 7)
    cloud_bank(c, 392, 46, mix(SAND, PEACH, 0.4), SAND, 0.6, 180, 60)
    _banks(c)
    water = c.stencil().poly([(-5, 520), (1605, 520), (1605, 1005), (-5, 1005)]).mask()
    c.print(water, mix(SAND, PEACH, 0.5), mix(TEAL, DEEP, 0.25))
    reflect(c, 520, 300, mix(SAND, TEAL, 0.3), 0.8, 7)
    c.mottle(water, mix(TEAL, SAND, 0.3), 5, 0.35, 7.0, 0.34)
    ripples(c, 540, 1000, mix(TEAL, DEEP, 0.35), 420, 0.42)
    ripples(c, 530, 1000, SAND, 330, 0.55)
    ripples(c, 524, 960, mix(SAND, (255, 240, 200), 0.6), 260, 0.9, 1010, 90)
    c.mist(534, 26, SAND, 0.95)
    c.mist(585, 40, SAND, 0.4)
    # A second boat far off gives the river its width.
    hull(c, 1120, 566, 84, mix(TEAL, SAND, 0.35), mix(TEAL, SAND, 0.2), SAND)
    person(
        c, 1092, 560, 40, "row", mix(TEAL, SAND, 0.3), mix(TEAL, SAND, 0.2), mix(TEAL, SAND, 0.35), mix(SAND, TEAL, 0.3)
    )
    before = c.image.copy()
    _sampan(c, 770, 712, 500)
    mirror(c, before, 718, DEEP, 0.62, 9, 0.75)
    ripples(c, 716, 800, mix(SAND, PEACH, 0.4), 60, 0.75, 760, 320)
    for x, y, s, up, turn in (
        (560, 250, 0.75, True, -8),
        (640, 214, 0.62, False, -6),
        (488, 212, 0.55, True, -10),
        (700, 268, 0.45, False, 0),
    ):
        egret(c, x, y, s, mix(SAND, (255, 255, 255), 0.6), up, turn)
    dark = (mix(DEEP, TEAL, 0.25), DEEP, mix(DEEP, (4, 16, 20), 0.5))
    reeds(c, -40, 330, 1030, 330, 90, dark, mix(LONGAN, SAND, 0.35))
    reeds(c, 1310, 1640, 1030, 300, 80, dark, mix(LONGAN, SAND, 0.35))
    reeds(c, 330, 1310, 1040, 90, 90, dark)
    bough = curve([(-20, 20), (160, 46), (330, 120), (430, 210)])
    c.poly(taper(bough, 9, 2), DEEP)
    bamboo_leaves(c)
    return c.finish(7, 0.2, DEEP)


def bamboo_leaves(c: Canvas) -> None:
    """The overhanging bamboo that frames the top left."""
    from ..shapes import leaf

    rng = c.rng
    for colour, n in ((DEEP, 70), (mix(DEEP, TEAL, 0.5), 46)):
        s = c.stencil()
        for _ in range(n):
            t = rng.random()
            x, y = -10 + 450 * t, 16 + 40 * t + 150 * t * t + rng.uniform(-14, 26)
            s.poly(
                leaf(
                    x,
                    y,
                    rng.uniform(60, 120) * (1.1 - 0.5 * t),
                    rng.uniform(9, 15),
                    rng.gauss(62, 26),
                    rng.uniform(5, 30),
                )
            )
        c.print(s.mask(), colour)
