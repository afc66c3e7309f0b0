"""The dike at evening, a ferry crossing and kites. Palette: Hồng sen with indigo."""

from PIL import Image, ImageChops

from ..canvas import Canvas
from ..figures import person
from ..flora import areca, bamboo, reeds, treeline
from ..palette import APRICOT, BARK, BRICK, CREAM, FOREST, GOLD, INDIGO, LEAF, LOTUS, MIST, NIGHT, RGB, SAND, mix
from ..shapes import Point, arc, at, blob, curve, rough, taper
from ..water import cloud_bank, egret, mirror, reflect, ripples, strips, sun

DUSK = mix(APRICOT, LOTUS, 0.2)


def _kite(c: Canvas, x: float, y: float, s: float, tone: RGB, turn: float, hand: Point | None) -> None:
    """Diều sáo: a crescent of paper with its flute bowed above it."""
    if hand:
        mid = ((x + hand[0]) / 2 + 30, (y + hand[1]) / 2 + 60)
        c.line(curve([(x, y + 10 * s), mid, hand], steps=14), 1.2, mix(NIGHT, LOTUS, 0.3), 0.75)
    wing = [(-100, -16), (-60, -40), (0, -50), (60, -40), (100, -16), (58, 0), (20, 12), (0, 30), (-20, 12), (-58, 0)]
    m = c.poly(at(curve(wing, True, 6), x, y, s, turn), tone)
    c.shade(m, mix(CREAM, tone, 0.25), -60, 0.5, 1.15, 0.8)
    c.shade(m, mix(tone, NIGHT, 0.5), 120, 0.55, 1.2, 0.8)
    ribs = c.stencil()
    ribs.line(at(curve([(-98, -16), (0, -34), (98, -16)]), x, y, s, turn), 2.4 * s)
    for k in (-60, -30, 0, 30, 60):
        ribs.line(at([(k, -44), (k * 0.8, 14)], x, y, s, turn), 1.4 * s)
    c.print(ribs.mask(), mix(BARK, NIGHT, 0.3), None, 0.75)
    c.poly(taper(at([(-30, -62), (30, -62)], x, y, s, turn), 8 * s, 8 * s), mix(BARK, APRICOT, 0.3))
    for side in (-1, 1):
        tail = at(arc(side * 14, 24, 120, 90 + side * 10, -side * 70, 12), x, y, s, turn)
        c.poly(taper(tail, 6 * s, 2 * s), mix(tone, GOLD, 0.5))


def _ferry(c: Canvas, x: float, y: float, s: float) -> None:
    """A flat ferry with people, bicycles and a buffalo's worth of baskets."""
    dark = mix(NIGHT, LOTUS, 0.2)
    coats = (LOTUS, INDIGO, GOLD, BRICK, CREAM, LEAF, INDIGO)
    for k in range(11):
        person(
            c,
            x + (-118 + k * 22) * s,
            y - 18 * s,
            52 * s * (0.94 + 0.1 * (k % 3 == 0)),
            ("stand", "walk", "stand")[k % 3],
            mix(coats[k % 7], dark, 0.25),
            dark,
            mix(APRICOT, BARK, 0.4),
            mix(SAND, APRICOT, 0.25) if k % 2 else None,
            k % 4 == 0,
            mix(APRICOT, CREAM, 0.3),
            k % 3 == 1,
        )
    for wx in (-60, 30):
        for d in (-11, 11):
            ring = blob(x + (wx + d) * s, y - 24 * s, 8 * s, 8 * s, c.rng, 0.0, 14)
            c.line([*ring, ring[0]], 1.6 * s, dark)
        c.line(at([(wx - 11, -24), (wx, -36), (wx + 8, -36), (wx + 11, -24)], x, y, s), 1.5 * s, dark)
    for px in (-140, 136):
        c.poly(taper(at([(px, -14), (px, -76)], x, y, s), 3.4 * s, 3 * s), dark)
    cover = c.poly(
        at(curve([(86, -78), (116, -92), (150, -78), (152, -72), (84, -72)], True, 4), x, y, s), mix(BRICK, dark, 0.3)
    )
    c.shade(cover, APRICOT, -120, 0.5, 1.2, 0.6)
    m = c.poly(
        rough(
            at([(-176, -30), (-150, -20), (150, -20), (178, -32), (160, 0), (140, 6), (-140, 6), (-160, 0)], x, y, s),
            0.8,
            c.rng,
            12,
        ),
        mix(INDIGO, NIGHT, 0.3),
    )
    c.shade(m, dark, 90, 0.4, 1.1, 0.8)
    c.poly(
        taper(at([(-176, -29), (-150, -19), (150, -19), (178, -31)], x, y, s), 4 * s, 4 * s), mix(APRICOT, LOTUS, 0.2)
    )
    c.line(at([(-132, -46), (80, -46)], x, y, s), 1.6 * s, dark)


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 157)
    c.sky(
        [
            (0, mix(INDIGO, LOTUS, 0.25)),
            (0.22, mix(LOTUS, INDIGO, 0.3)),
            (0.38, mix(LOTUS, APRICOT, 0.55)),
            (0.5, APRICOT),
            (0.56, mix(GOLD, CREAM, 0.35)),
            (1, APRICOT),
        ]
    )
    strips(c, 60, 300, mix(LOTUS, APRICOT, 0.6), 20, 0.55)
    sun(c, 990, 470, 92, mix(GOLD, CREAM, 0.4), mix(GOLD, APRICOT, 0.3), 6)
    strips(c, 330, 500, mix(GOLD, CREAM, 0.3), 12, 0.6)
    cloud_bank(c, 420, 70, mix(LOTUS, MIST, 0.45), DUSK, 0.45, 230, 80)
    treeline(c, -40, 1660, 540, 40, mix(mix(LOTUS, INDIGO, 0.5), DUSK, 0.45), DUSK, GOLD, 576)
    for x, h in ((1240, 120), (1290, 96), (640, 100)):
        tone = mix(mix(LOTUS, INDIGO, 0.5), DUSK, 0.35)
        areca(c, x, 562, h, tone, (tone, tone, mix(tone, DUSK, 0.2)), 0.04, 8)
    c.mist(556, 26, DUSK, 0.8)
    water = c.stencil().poly([(-5, 566), (1605, 566), (1605, 1005), (-5, 1005)]).mask()
    c.print(water, mix(GOLD, APRICOT, 0.5), mix(INDIGO, LOTUS, 0.3))
    reflect(c, 566, 250, mix(LOTUS, APRICOT, 0.4), 0.75, 8)
    c.mottle(water, mix(LOTUS, INDIGO, 0.4), 5, 0.45, 7, 0.36)
    ripples(c, 576, 1000, mix(INDIGO, LOTUS, 0.4), 380, 0.5)
    ripples(c, 572, 960, mix(GOLD, CREAM, 0.35), 360, 0.85, 990, 110)
    before = c.image.copy()
    _ferry(c, 860, 690, 1.25)
    mirror(c, before, 697, mix(INDIGO, NIGHT, 0.3), 0.6, 9, 0.75)
    ripples(c, 702, 770, mix(GOLD, CREAM, 0.3), 60, 0.8, 860, 220)
    # The dike sweeps in from the left and carries the children.
    crest = curve([(-30, 566), (150, 600), (330, 660), (520, 742), (760, 826), (1080, 884), (1640, 922)], steps=10)
    dike = c.stencil().poly(rough([*crest, (1640, 1030), (-30, 1030)], 3, c.rng, 22)).mask()
    grass = mix(FOREST, INDIGO, 0.45)
    c.print(dike, mix(grass, LOTUS, 0.25), mix(NIGHT, FOREST, 0.25))
    c.shade(dike, mix(LEAF, APRICOT, 0.5), -60, 0.55, 1.15, 0.8)
    c.mottle(dike, mix(NIGHT, FOREST, 0.3), 11, 0.6, 2.2, 0.42)
    path = c.stencil().poly(taper([(x, y + 9 + (x + 30) * 0.012) for x, y in crest], 6, 42)).mask(1)
    c.print(ImageChops.multiply(path, dike), mix(APRICOT, LOTUS, 0.3), mix(BARK, LOTUS, 0.3), 0.9)
    tufts = [c.stencil(), c.stencil()]
    for _ in range(900):
        t = c.rng.random()
        edge = crest[min(len(crest) - 1, int(t * (len(crest) - 1)))]
        y = edge[1] + c.rng.random() ** 1.4 * (1010 - edge[1]) + 16
        k = (y - 560) / 440
        tufts[c.rng.random() < 0.4].poly(
            taper(
                arc(edge[0] + c.rng.uniform(-14, 14), y, 8 + 30 * k, -90 + c.rng.gauss(8, 16), c.rng.gauss(14, 24), 5),
                1 + 2.4 * k,
                0.4,
            )
        )
    c.print(tufts[0].mask(), mix(NIGHT, FOREST, 0.35))
    c.print(tufts[1].mask(), mix(LEAF, APRICOT, 0.35), None, 0.8)
    dark = mix(NIGHT, LOTUS, 0.18)
    kids = (
        (500, 752, 118, "raise", GOLD, False),
        (590, 784, 104, "raise", BRICK, False),
        (664, 808, 122, "walk", MIST, False),
        (250, 650, 92, "walk", LOTUS, True),
    )
    flying = (
        (700, 190, 1.0, BRICK, 12, kids[0]),
        (880, 300, 0.66, GOLD, -8, kids[1]),
        (500, 330, 0.5, mix(LEAF, GOLD, 0.2), 6, None),
        (1150, 220, 0.44, LOTUS, -14, None),
        (1010, 130, 0.32, MIST, 8, None),
    )
    for x, y, s, tone, turn, kid in flying:
        hand = (kid[0] + 0.13 * kid[2], kid[1] - 0.8 * kid[2]) if kid else None
        _kite(c, x, y, s, tone, turn, hand)
    for x, y, h, pose, coat, flip in kids:
        person(
            c, x, y, h, pose, mix(coat, dark, 0.15), dark, mix(APRICOT, BARK, 0.45), None, flip, mix(GOLD, CREAM, 0.3)
        )
    # An elder cycles home along the crest.
    bx, by = 345.0, 682.0
    for d in (-20, 22):
        ring = blob(bx + d, by - 14, 14, 14, c.rng, 0, 16)
        c.line([*ring, ring[0]], 2.2, dark)
    c.line(
        [
            (bx - 20, by - 14),
            (bx - 6, by - 36),
            (bx + 16, by - 36),
            (bx + 22, by - 14),
            (bx - 2, by - 14),
            (bx - 6, by - 36),
        ],
        2.2,
        dark,
    )
    person(
        c,
        bx - 6,
        by - 16,
        66,
        "sit",
        mix(INDIGO, dark, 0.2),
        dark,
        mix(APRICOT, BARK, 0.4),
        mix(SAND, APRICOT, 0.2),
        False,
        GOLD,
    )
    tone = mix(NIGHT, FOREST, 0.2)
    bamboo(c, 60, 620, 520, 10, tone, (tone, mix(tone, LOTUS, 0.25), mix(tone, LEAF, 0.3)), 1.2)
    reeds(c, 1180, 1640, 1030, 260, 110, (NIGHT, mix(NIGHT, FOREST, 0.4)), mix(LOTUS, APRICOT, 0.5))
    reeds(c, -30, 260, 1030, 200, 60, (NIGHT, mix(NIGHT, FOREST, 0.4)))
    for x, y, k in ((1250, 330, 0.5), (1310, 310, 0.42), (1370, 336, 0.36)):
        egret(c, x, y, k, mix(NIGHT, LOTUS, 0.4), k > 0.4, -4, True)
    return c.finish(7, 0.22, NIGHT)
