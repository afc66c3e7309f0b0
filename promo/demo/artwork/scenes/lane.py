"""A commune lane in the rain. Palette: Phù sa with brick."""

from PIL import Image, ImageChops

from ..built import brick_wall, roof
from ..canvas import Canvas, field
from ..figures import person
from ..flora import areca, banana_leaf, crown, treeline
from ..palette import APRICOT, BARK, BRICK, DEEP, FOREST, GOLD, LEAF, LONGAN, SAND, TEAL, mix
from ..shapes import Path, arc, at, blob, curve, rough, taper
from ..wares import bicycle
from ..water import mirror, rain, ripples

AIR = mix(SAND, TEAL, 0.3)
WALL = mix(BRICK, LONGAN, 0.25)


def _umbrella(c: Canvas, x: float, y: float, s: float) -> None:
    c.poly(taper([(x, y), (x + 4 * s, y - 86 * s)], 2.4 * s, 2.4 * s), BARK)
    dome: Path = [
        (-84, -74),
        (-66, -106),
        (-28, -132),
        (6, -138),
        (44, -128),
        (78, -102),
        (92, -68),
        (66, -80),
        (36, -70),
        (4, -82),
        (-28, -72),
        (-56, -84),
    ]
    m = c.poly(at(curve(dome[:7], False, 6) + dome[7:], x, y, s), mix(BRICK, (196, 40, 40), 0.6))
    c.shade(m, mix(BARK, BRICK, 0.5), 20, 0.45, 1.1, 0.85)
    c.shade(m, mix(APRICOT, SAND, 0.3), -140, 0.62, 1.15, 0.7)
    ribs = c.stencil()
    for end in ((-56, -84), (-28, -72), (4, -82), (36, -70), (66, -80)):
        ribs.line(at(curve([(6, -138), (end[0] * 0.6 + 4, -112), end]), x, y, s), 1.6 * s)
    c.print(ImageChops.multiply(ribs.mask(), m), mix(BARK, BRICK, 0.4), None, 0.7)
    c.poly(taper(at([(6, -136), (7, -148)], x, y, s), 3 * s, 1.5 * s), BARK)


def _gate(c: Canvas) -> None:
    """The village gate at the end of the lane."""
    stone, dark = mix(SAND, LONGAN, 0.28), mix(DEEP, AIR, 0.35)
    stone = mix(stone, AIR, 0.3)
    c.poly(rough([(690, 420), (910, 420), (914, 606), (686, 606)], 1, c.rng, 16), stone, mix(stone, dark, 0.25))
    for x in (684, 916):
        m = c.poly(rough([(x - 18, 380), (x + 18, 380), (x + 20, 610), (x - 20, 610)], 1, c.rng, 14), stone)
        c.shade(m, dark, 0, 0.4, 1.1, 0.7)
        roof(c, x, 384, 66, 20, mix(BRICK, AIR, 0.4), dark, SAND, stone, 0.5, 8, False)
    c.poly(
        curve([(752, 610), (752, 500), (770, 462), (800, 450), (830, 462), (848, 500), (848, 610)], steps=6),
        mix(AIR, SAND, 0.5),
        mix(AIR, TEAL, 0.15),
    )
    roof(c, 800, 424, 290, 52, mix(BRICK, AIR, 0.34), dark, SAND, mix(stone, SAND, 0.3), 0.66)
    c.poly([(738, 366), (862, 366), (862, 382), (738, 382)], dark)
    roof(c, 800, 366, 190, 44, mix(BRICK, AIR, 0.36), dark, SAND, mix(stone, SAND, 0.3), 0.6)


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 101)
    c.sky([(0, mix(TEAL, SAND, 0.42)), (0.35, mix(TEAL, SAND, 0.66)), (0.62, mix(SAND, TEAL, 0.18)), (1, AIR)])
    full = c.stencil().poly([(0, 0), (1600, 0), (1600, 420), (0, 420)]).mask()
    fade = ImageChops.multiply(full, field(c.size, lambda u, v: 1.0 - v / 0.4, 40))
    c.mottle(fade, mix(TEAL, SAND, 0.3), 4, 0.5, 2.4, 0.4)
    c.glow(800, 500, 420, mix(SAND, GOLD, 0.18), 0.85)
    treeline(c, 300, 1300, 520, 90, mix(TEAL, AIR, 0.62), AIR, SAND, 610)
    for x, h in ((560, 300), (620, 240), (1010, 320), (1060, 250)):
        tone = mix(TEAL, AIR, 0.5)
        areca(c, x, 600, h, tone, (tone, mix(tone, AIR, 0.25), tone), 0.03, 9)
    c.mist(560, 60, AIR, 0.7)
    _gate(c)
    c.mist(600, 30, AIR, 0.6)
    edges = rough([(752, 604), (848, 604), (1340, 1010), (200, 1010)], 7, c.rng, 30)
    lane = c.worn(c.stencil().poly(edges).mask(), 1.6)
    ground = c.stencil().poly([(-5, 604), (1605, 604), (1605, 1005), (-5, 1005)]).mask()
    c.print(ground, mix(LEAF, AIR, 0.3), mix(FOREST, DEEP, 0.3))
    c.print(lane, mix(AIR, SAND, 0.4), mix(LONGAN, TEAL, 0.45))
    deep = mix(DEEP, BARK, 0.4)
    for side in (-1, 1):

        def m(x: float, k: int = side) -> float:
            return 800 + k * x

        # The older houses stand behind the wall, roofs only.
        for x0, x1, y0, h, air in ((190, 330, 548, 92, 0.42), (380, 640, 520, 150, 0.16)):
            body = c.poly(
                [(m(x0), y0 - 8), (m(x1), y0 - 8), (m(x1), y0 + 140), (m(x0), y0 + 140)],
                mix(mix(SAND, GOLD, 0.35), AIR, air + 0.1),
                mix(LONGAN, AIR, 0.4),
            )
            c.shade(body, deep, 90, 0.4, 1.2, 0.5)
            pitch = c.poly(
                rough(
                    [(m(x0 - 26), y0), (m(x0 + 20), y0 - h), (m(x1 - 10), y0 - h * 1.06), (m(x1 + 46), y0 + 6)],
                    1.6,
                    c.rng,
                    12,
                ),
                mix(WALL, AIR, air),
                mix(mix(WALL, deep, 0.3), AIR, air),
            )
            rows = c.stencil()
            n = int((x1 - x0) / 12)
            for k in range(n + 3):
                rows.line(
                    [
                        (m(x0 + 20 + (x1 - x0 - 30) * k / n), y0 - h * 1.06),
                        (m(x0 - 30 + (x1 - x0 + 80) * k / n), y0 + 8),
                    ],
                    1.8,
                )
            c.print(ImageChops.multiply(rows.mask(), pitch), deep, None, 0.36)
        crown(
            c, m(700), 380, 190, 150, (mix(FOREST, AIR, 0.12), mix(LEAF, AIR, 0.1), mix(LEAF, GOLD, 0.3)), 20, 240, -100
        )
        areca(
            c,
            m(330),
            700,
            470,
            mix(LONGAN, SAND, 0.25),
            (mix(FOREST, AIR, 0.1), mix(LEAF, AIR, 0.1), mix(LEAF, GOLD, 0.25)),
            0.02 * side,
            11,
        )
        areca(c, m(520), 800, 640, mix(LONGAN, SAND, 0.2), (FOREST, LEAF, mix(LEAF, GOLD, 0.3)), 0.03 * side, 12)
        quad = ((m(118), 566.0), (m(820), 440.0), (m(820), 1000.0), (m(118), 640.0))
        if side < 0:
            quad = (quad[1], quad[0], quad[3], quad[2])
        brick_wall(c, quad, mix(WALL, TEAL, 0.12), deep, APRICOT, 17, 30)
        coping = [(m(112), 562), (m(824), 424), (m(824), 446), (m(112), 568)]
        c.poly(rough(coping, 1.4, c.rng, 14), mix(SAND, TEAL, 0.35), mix(TEAL, deep, 0.4))
        wall_mask = c.stencil().poly(list(quad)).mask()
        c.shade(wall_mask, deep, 90, 0.45, 1.2, 0.6)
        moss = c.stencil()
        for _ in range(120):
            t = c.rng.random()
            moss.poly(
                blob(
                    m(118 + 700 * t), 642 + 360 * t - c.rng.random() ** 2 * 60 * t, 12 * t + 3, 5 * t + 2, c.rng, 0.3, 7
                )
            )
        c.print(c.worn(moss.mask(), 1.2), mix(LEAF, GOLD, 0.12), None, 0.75)
        grass = c.stencil()
        verge = c.stencil().poly([(m(112), 620), (m(830), 620), (m(830), 1010), (m(500), 1010), (m(50), 620)]).mask()
        c.mottle(
            ImageChops.subtract(verge, ImageChops.lighter(lane, c.stencil().poly(list(quad)).mask())),
            mix(LEAF, GOLD, 0.15),
            20,
            0.6,
            1.6,
            0.45,
        )
        for _ in range(420):
            t = c.rng.random() ** 0.7
            grass.poly(
                taper(
                    arc(
                        m(112 + 640 * t - c.rng.random() ** 0.8 * (52 + 130 * t)),
                        646 + 366 * t,
                        10 + 46 * t * c.rng.uniform(0.5, 1),
                        -90 - side * 12 + c.rng.gauss(0, 18),
                        c.rng.gauss(0, 34),
                        5,
                    ),
                    1.4 + 3.4 * t,
                    0.5,
                )
            )
        c.print(grass.mask(), mix(LEAF, FOREST, 0.35))
    joints = c.stencil()
    for k in range(1, 22):
        t = (k / 22) ** 1.9
        y = 604 + 400 * t
        joints.line([(752 - 552 * t, y), (848 + 492 * t, y)], 0.8 + 2 * t)
    c.print(ImageChops.multiply(joints.mask(), lane), deep, None, 0.3)
    c.mottle(lane, SAND, 7, 0.6, 4.0, 0.4)
    c.mottle(lane, mix(TEAL, DEEP, 0.4), 9, 0.55, 4.0, 0.38)
    before = c.image.copy()
    x, y, h = 790, 830, 250
    bicycle(c, x + 52, y + 4, 1.5)
    person(
        c,
        x - 54,
        y,
        h,
        "walk",
        mix(mix(SAND, GOLD, 0.2), TEAL, 0.12),
        mix(DEEP, BARK, 0.3),
        mix(APRICOT, BARK, 0.3),
        None,
        False,
        SAND,
        True,
    )
    _umbrella(c, x - 22, y - 150, 1.5)
    mirror(c, before, int(y + 6), mix(TEAL, DEEP, 0.3), 0.6, 6, 0.62)
    ripples(c, 650, 1000, SAND, 150, 0.6, 790, 190, 0.8, lane)
    rings = c.stencil()
    for _ in range(60):
        t = c.rng.random()
        px, py, r = 800 + c.rng.uniform(-1, 1) * (60 + 520 * t), 616 + 380 * t, 3 + 15 * t * c.rng.random()
        ring = blob(px, py, r, r * 0.3, c.rng, 0.02, 14)
        rings.line([*ring, ring[0]], 0.9 + t)
    c.print(ImageChops.multiply(rings.mask(), lane), SAND, None, 0.75)
    rain(c, mix(SAND, (255, 255, 255), 0.5), 460, 0.16, 0.34)
    near = (mix(FOREST, DEEP, 0.6), mix(FOREST, LEAF, 0.25), mix(LEAF, SAND, 0.25))
    for lx, ly, length, a, bend in (
        (-30, -30, 560, 18, 46),
        (-40, 120, 420, 20, 56),
        (1640, -40, 600, 160, -48),
        (1640, 110, 430, 158, -58),
    ):
        banana_leaf(c, lx, ly, length, a, bend, 150, near, 0.5)
    drops = c.stencil()
    for dx, dy in ((380, 300), (300, 330), (1240, 300), (1320, 340), (436, 270), (1190, 280)):
        drops.poly([(dx, dy), (dx - 2.6, dy + 13), (dx, dy + 17), (dx + 2.6, dy + 13)])
    c.print(drops.mask(), SAND, None, 0.9)
    rain(c, SAND, 60, 0.16, 0.3)
    return c.finish(7, 0.22, DEEP)
