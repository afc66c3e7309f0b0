"""What is taken home in a jar or a box: six still lifes by the window."""

import math

from PIL import Image, ImageChops

from ..canvas import Canvas
from ..flora import longan_cluster, longan_spray
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
    NIGHT,
    PADDY,
    RGB,
    SAND,
    STRAW,
    TEAL,
    mix,
)
from ..shapes import Path, arc, at, blob, curve, leaf, rough, taper
from ..still import Room, bowl, cast, cloth, heap, jar, jar_front, plate, sprig, steam, table, window
from ..trees import LONGANS

SAGE = Room(mix(TEAL, LEAF, 0.4), DEEP, mix(GOLD, CREAM, 0.7), mix(LONGAN, APRICOT, 0.35), BARK)
ROSE_ROOM = Room(mix(LOTUS, SAND, 0.45), mix(LOTUS, BARK, 0.5), mix(APRICOT, CREAM, 0.6), mix(BARK, LONGAN, 0.7), BARK)
CLAY = Room(mix(BRICK, APRICOT, 0.45), mix(BRICK, BARK, 0.5), mix(GOLD, CREAM, 0.6), mix(LONGAN, BARK, 0.35), BARK)
OCHRE = Room(mix(GOLD, SAND, 0.4), mix(GOLD, BARK, 0.45), mix(CREAM, GOLD, 0.15), mix(LONGAN, APRICOT, 0.2), BARK)
TEAL_ROOM = Room(mix(TEAL, INDIGO, 0.3), NIGHT, mix(GOLD, CREAM, 0.6), mix(BARK, LONGAN, 0.55), NIGHT)


LONGAN_LEAVES = (mix(FOREST, DEEP, 0.2), mix(LEAF, PADDY, 0.4), mix(PADDY, GOLD, 0.4))


def _blossom(c: Canvas, x: float, y: float, length: float, angle: float) -> None:
    """A panicle of longan flowers: a branching stalk in a froth of cream and yellow."""
    rng = c.rng
    spine = arc(x, y, length, angle, 18, 14)
    c.poly(taper(spine, length * 0.02 + 1, 1), mix(PADDY, LONGAN, 0.5))
    back, front, hearts = c.stencil(), c.stencil(), c.stencil()
    for k in range(2, len(spine)):
        reach = length * 0.24 * (1 - k / len(spine) * 0.75)
        for side in (-1, 1):
            twig = arc(*spine[k], reach, angle + side * 52, -side * 18, 6)
            c.poly(taper(twig, 2, 0.8), mix(PADDY, LONGAN, 0.4))
            for px, py in twig[1:]:
                for n in range(4):
                    fx, fy, r = px + rng.gauss(0, 6), py + rng.gauss(0, 6), rng.uniform(3, 6)
                    (front if n % 2 else back).poly(blob(fx, fy, r, r * 0.9, rng, 0.25, 6))
                    hearts.disc(fx, fy, r * 0.32)
    c.print(back.mask(), mix(GOLD, STRAW, 0.45))
    c.print(front.mask(), mix(CREAM, GOLD, 0.12))
    c.print(hearts.mask(), mix(GOLD, LONGAN, 0.25), None, 0.9)


def _comb(c: Canvas, x: float, y: float, s: float) -> None:
    """A slab of honeycomb on a board."""
    cast(c, x, y + 26 * s, 190 * s, 30 * s, OCHRE)
    slab: Path = [(-190, -10), (-150, -92), (-20, -118), (140, -96), (196, -14), (150, 34), (-130, 40)]
    side = c.poly(rough(at(slab, x, y + 16 * s, s), 3 * s, c.rng, 14), mix(LONGAN, GOLD, 0.35))
    c.shade(side, BARK, 60, 0.5, 1.1, 0.8)
    top = c.poly(rough(at(slab, x, y, s), 3 * s, c.rng, 14), mix(GOLD, (230, 130, 20), 0.35))
    cells, shine = c.stencil(), c.stencil()
    for row in range(11):
        for col in range(-13, 14):
            px, py = (col + (row % 2) / 2) * 16, -112 + row * 13.4
            ring = [(px + 8.6 * math.cos(math.tau * k / 6), py + 7 * math.sin(math.tau * k / 6)) for k in range(7)]
            cells.line(at(ring, x, y, s), 2.2 * s)
            if c.rng.random() < 0.5:
                shine.poly(at(blob(px - 1, py - 1, 4.4, 3, c.rng, 0.1, 6), x, y, s))
    c.print(ImageChops.multiply(shine.mask(), top), mix(GOLD, CREAM, 0.5), None, 0.85)
    c.print(ImageChops.multiply(cells.mask(), top), mix(LONGAN, GOLD, 0.3), None, 0.8)
    c.shade(top, mix(BARK, (180, 80, 0), 0.5), 60, 0.6, 1.15, 0.6)
    drip = curve([(96, 34), (104, 60), (96, 92), (108, 104), (122, 92), (118, 60), (128, 32)], True, 5)
    c.poly(at(drip, x, y, s), mix(GOLD, (226, 120, 10), 0.4))


def _bee(c: Canvas, x: float, y: float, s: float, turn: float) -> None:
    for a in (-62, -108):
        c.poly(at(leaf(0, -4, 26, 13, a, 10), x, y, s, turn), mix(CREAM, INDIGO, 0.15), None, 0.75)
    body = c.poly(at(blob(0, 0, 17, 9, c.rng, 0.02, 12), x, y, s, turn), mix(GOLD, LONGAN, 0.2))
    stripes = c.stencil()
    for k in (-7, 0, 7):
        stripes.poly(at([(k - 2, -10), (k + 2, -10), (k + 2, 10), (k - 2, 10)], x, y, s, turn))
    c.print(ImageChops.multiply(stripes.mask(), body), BARK)
    c.print(c.stencil().disc(*at([(18, 0)], x, y, s, turn)[0], 6 * s).mask(), BARK)


def honey() -> Image.Image:
    c = Canvas((1600, 1000), 211)
    window(c, OCHRE, 420)
    table(c, 660, OCHRE, (0.46, 0.76))
    cloth(c, ((250, 720), (1180, 716), (1330, 950), (120, 958)), CREAM, mix(TEAL, DEEP, 0.2))
    for x, y, length, angle in ((1500, 150, 330, 150), (1640, 300, 380, 168), (1560, 20, 420, 128)):
        for k in range(3):
            longan_spray(c, x - 40 * k, y + 20 * k, 210, angle + 22 * (k - 1), LONGAN_LEAVES, 4)
        _blossom(c, x - 30, y + 20, length, angle - 14)
    inside = jar(c, 560, 800, 1.42, mix(GOLD, CREAM, 0.16), (204, 110, 14), OCHRE)
    bubbles = c.stencil()
    for _ in range(16):
        bubbles.disc(c.rng.uniform(440, 680), 800 - c.rng.uniform(20, 220), c.rng.uniform(2, 6))
    c.print(ImageChops.multiply(bubbles.mask(), inside), mix(GOLD, CREAM, 0.8), None, 0.8)
    jar_front(c, 560, 800, 1.42)
    tag = c.poly(rough([(470, 596), (640, 604), (636, 708), (474, 700)], 1.6, c.rng, 14), mix(CREAM, SAND, 0.5))
    c.shade(tag, mix(LONGAN, SAND, 0.5), 20, 0.5, 1.2, 0.5)
    for k in range(3):
        c.print(c.stencil().poly(blob(528 + 26 * k, 652 - (k % 2) * 14, 15, 15, c.rng, 0.03)).mask(), LONGANS[0])
    c.poly(leaf(584, 640, 46, 15, -30, 12), LEAF)
    inside = jar(c, 860, 760, 0.86, mix(GOLD, CREAM, 0.1), (186, 90, 6), OCHRE)
    jar_front(c, 860, 760, 0.86, mix(BRICK, BARK, 0.3), mix(CREAM, APRICOT, 0.2))
    _comb(c, 1040, 856, 0.95)
    for x, y, s, turn in ((1120, 560, 1.0, -20), (990, 470, 0.8, 30), (1020, 770, 0.9, 8), (770, 430, 0.6, -40)):
        _bee(c, x, y, s, turn)
    return c.finish(7, 0.24, BARK)


def _flakes(c: Canvas, x: float, y: float, rx: float, ry: float, count: int, size: float) -> None:
    """Dried longan flesh: crumpled amber petals, back to front."""
    rng = c.rng
    spots = sorted(
        ((rng.gauss(0, 0.42), rng.uniform(-1, 0.75)) for _ in range(count)), key=lambda p: p[1] + abs(p[0]) * 0.3
    )
    for u, v in spots:
        px, py = x + max(-0.92, min(0.92, u)) * rx, y + v * ry * (1 - 0.8 * min(1.0, u * u))
        r = size * rng.uniform(0.8, 1.2)
        tone = mix(mix(LONGAN, GOLD, rng.uniform(0.05, 0.4)), BARK, rng.uniform(0, 0.35))
        m = c.poly(rough(blob(px, py, r, r * 0.68, rng, 0.22, 9), size * 0.08, rng, 7), tone)
        c.shade(m, mix(GOLD, APRICOT, 0.4), -130, 0.5, 1.15, 0.9)
        c.shade(m, mix(BARK, LONGAN, 0.3), 50, 0.5, 1.1, 0.9)
        fold = arc(px - r * 0.5, py + r * 0.1, r * 0.9, rng.uniform(-50, 30), rng.uniform(-60, 60), 5)
        c.poly(taper(fold, 0.8, 0.8, r * 0.16), mix(BARK, LONGAN, 0.4), None, 0.75)


def dried_longan() -> Image.Image:
    c = Canvas((1600, 1000), 223)
    window(c, SAGE, 620)
    table(c, 650, SAGE, (0.5, 0.78))
    cloth(c, ((300, 712), (1290, 704), (1440, 950), (170, 960)), mix(CREAM, SAND, 0.5), mix(LONGAN, BRICK, 0.4))
    inside = jar(c, 1180, 790, 1.2, mix(LONGAN, GOLD, 0.35), mix(LONGAN, BARK, 0.4), SAGE)
    lumps = c.stencil()
    for _ in range(120):
        px, py = 1180 + c.rng.uniform(-126, 126), 790 - c.rng.uniform(8, 200)
        lumps.line(arc(px, py, c.rng.uniform(14, 26), c.rng.uniform(0, 360), c.rng.uniform(90, 200), 6), 3)
    c.print(ImageChops.multiply(lumps.mask(), inside), mix(BARK, LONGAN, 0.4), None, 0.6)
    jar_front(c, 1180, 790, 1.2, mix(BRICK, BARK, 0.3))
    bowl(c, 700, 850, 1.55, lambda: _flakes(c, 700, 612, 236, 96, 190, 27), CREAM, mix(TEAL, DEEP, 0.4), SAGE)
    longan_spray(c, 250, 640, 240, 30, LONGAN_LEAVES, 5)
    longan_spray(c, 300, 610, 220, 74, LONGAN_LEAVES, 4)
    cast(c, 330, 880, 140, 26, SAGE)
    longan_cluster(c, 320, 640, 32, 17, LONGANS)
    for x, y in ((980, 900), (1050, 924), (930, 944), (1130, 908), (500, 930)):
        cast(c, x, y + 12, 30, 8, SAGE)
        _flakes(c, x, y, 10, 6, 3, 26)
    return c.finish(7, 0.26, DEEP)


def eggs() -> Image.Image:
    c = Canvas((1600, 1000), 227)
    window(c, CLAY, 700)
    table(c, 640, CLAY, (0.5, 0.78))
    rng = c.rng
    cast(c, 800, 900, 430, 60, CLAY)
    rim = blob(800, 740, 420, 132, rng, 0.01, 24)
    c.poly(rim, mix(APRICOT, BARK, 0.5))
    straw = [c.stencil() for _ in range(3)]
    for _ in range(520):
        a, d = rng.uniform(0, math.tau), math.sqrt(rng.random())
        px, py = 800 + 400 * d * math.cos(a), 742 + 120 * d * math.sin(a)
        straw[rng.randrange(3)].poly(
            taper(arc(px, py, rng.uniform(50, 150), rng.uniform(0, 360), rng.gauss(0, 40), 6), 3, 1)
        )
    for stencil, tone in zip(
        straw, (mix(GOLD, BARK, 0.45), mix(GOLD, STRAW, 0.4), mix(STRAW, CREAM, 0.3)), strict=True
    ):
        c.print(stencil.mask(), tone)
    tones = (mix(APRICOT, CREAM, 0.5), mix(CREAM, APRICOT, 0.22), mix(mix(APRICOT, LOTUS, 0.12), CREAM, 0.4))
    spots = (
        (610, 690),
        (760, 668),
        (900, 680),
        (1030, 706),
        (540, 742),
        (690, 740),
        (840, 742),
        (985, 762),
        (1090, 756),
    )
    for k, (x, y) in enumerate((*spots, (620, 800), (770, 812), (915, 816))):
        turn = rng.uniform(-24, 24)
        shape = curve([(0, -76), (36, -52), (54, -4), (46, 36), (0, 54), (-46, 36), (-54, -4), (-36, -52)], True, 7)
        c.print(c.stencil().poly(at(shape, x + 12, y + 12, 1.08, turn)).mask(7), BARK, None, 0.4)
        m = c.poly(at(shape, x, y, 1.05, turn), tones[k % 3])
        c.shade(m, mix(LONGAN, APRICOT, 0.45), 50, 0.45, 1.1, 0.85)
        c.shade(m, CREAM, -130, 0.58, 1.1, 0.9)
    over = c.stencil()
    for _ in range(90):
        a = rng.uniform(0.1, math.pi - 0.1)
        px, py = 800 + 400 * math.cos(a), 742 + 122 * math.sin(a)
        over.poly(taper(arc(px, py, rng.uniform(40, 110), rng.uniform(150, 390), rng.gauss(0, 50), 6), 3, 1))
    c.print(over.mask(), mix(GOLD, STRAW, 0.5))
    side: Path = [
        (-420, 0),
        (-396, 86),
        (-330, 150),
        (-180, 186),
        (0, 194),
        (180, 186),
        (330, 150),
        (396, 86),
        (420, 0),
    ]
    lip = [(420 * math.cos(math.pi * k / 24), 132 * math.sin(math.pi * k / 24)) for k in range(25)]
    m = c.poly(at([*curve(side), *lip], 800, 742), mix(APRICOT, LONGAN, 0.3))
    weave = c.stencil()
    for k in range(-34, 35):
        weave.line([(800 + k * 12.4, 740), (800 + k * 10.6, 960)], 3)
    for k in range(1, 9):
        weave.line(
            at(
                [
                    (420 * math.cos(math.pi * j / 20), (132 + 8 * k) * math.sin(math.pi * j / 20) + k * 1.5)
                    for j in range(21)
                ],
                800,
                742,
            ),
            2.6,
        )
    c.print(ImageChops.multiply(weave.mask(), m), BARK, None, 0.5)
    c.shade(m, BARK, 40, 0.45, 1.1, 0.8)
    band = taper(at(lip, 800, 742), 12, 12, 20)
    c.shade(c.poly(band, mix(APRICOT, STRAW, 0.25)), BARK, 20, 0.6, 1.2, 0.7)
    for x, y, turn, length in ((300, 860, -20, 210), (1330, 880, 200, 180)):
        quill = arc(x, y, length, turn, 24, 12)
        vane = c.poly(taper(quill, 6, 2, 44), mix(BRICK, BARK, 0.3))
        c.shade(vane, mix(TEAL, DEEP, 0.3), turn, 0.4, 1.1, 0.9)
        c.poly(taper(quill, 5, 1), mix(CREAM, APRICOT, 0.3))
    return c.finish(7, 0.28, BARK)


def _coin(c: Canvas, x: float, y: float, r: float, room: Room) -> None:
    """A slice of dried banana, its seeds in a star."""
    cast(c, x, y + r * 0.36, r, r * 0.3, room)
    c.poly(rough(blob(x, y + r * 0.18, r, r * 0.5, c.rng, 0.05), 1.4, c.rng, 8), mix(LONGAN, BARK, 0.3))
    m = c.poly(rough(blob(x, y, r, r * 0.5, c.rng, 0.05), 1.4, c.rng, 8), mix(GOLD, APRICOT, 0.45))
    c.shade(m, mix(LONGAN, GOLD, 0.2), 40, 0.45, 1.1, 0.85)
    seeds = c.stencil()
    for k in range(9):
        px, py = at([(r * 0.3 * math.cos(k * 0.7), r * 0.15 * math.sin(k * 0.7))], x, y)[0]
        seeds.disc(px, py, r * 0.045, r * 0.03)
    c.print(seeds.mask(), mix(BARK, LONGAN, 0.3), None, 0.8)


def dried_bananas() -> Image.Image:
    c = Canvas((1600, 1000), 229)
    window(c, TEAL_ROOM, 240)
    table(c, 650, TEAL_ROOM, (0.46, 0.78))
    for x, y, length, a in ((1500, 690, 560, -112), (1560, 700, 520, -78), (1440, 700, 420, -142)):
        m = c.poly(leaf(x, y, length, length * 0.3, a, 26 if a > -90 else -26), mix(LEAF, DEEP, 0.3))
        c.shade(m, mix(PADDY, GOLD, 0.4), -120, 0.5, 1.2, 0.8)
        c.poly(taper(arc(x, y, length * 0.96, a - 13, 26 if a > -90 else -26, 9), 7, 1), mix(PADDY, STRAW, 0.5))
    cast(c, 1230, 838, 250, 34, TEAL_ROOM)
    for a, bend, length in (
        (176, -100, 350),
        (4, 100, 350),
        (150, -70, 350),
        (30, 70, 350),
        (116, -30, 330),
        (64, 30, 330),
        (90, 6, 316),
    ):
        # A hand of ripe fruit, the outer fingers behind.
        finger = arc(1240 + 22 * math.cos(math.radians(a)), 610, length, a, bend, 16)
        shape = taper(finger, 30, 14, 74)
        m = c.poly(shape, mix(GOLD, STRAW, 0.16))
        c.shade(m, mix(PADDY, GOLD, 0.5), -90, 0.62, 1.15, 0.7)
        c.shade(m, mix(LONGAN, GOLD, 0.3), 20, 0.55, 1.15, 0.9)
        c.line([*shape, shape[0]], 2, mix(LONGAN, GOLD, 0.15), 0.7)
        c.poly(taper(finger[-2:], 12, 9), BARK, None, 0.8)
        c.poly(taper([finger[2], finger[7], finger[12]], 2, 2, 9), mix(STRAW, CREAM, 0.4), None, 0.6)
    c.poly(
        rough([(1206, 626), (1222, 566), (1262, 566), (1276, 626), (1240, 644)], 2, c.rng, 9), mix(BARK, PADDY, 0.45)
    )
    well = plate(c, 640, 830, 400, CREAM, mix(BRICK, BARK, 0.2), TEAL_ROOM)
    c.mottle(well, mix(SAND, APRICOT, 0.3), 20, 0.25)
    rng = c.rng
    for row in range(5):
        for k in range(8 - abs(row - 2)):
            x = 640 + (k - (7 - abs(row - 2)) / 2) * 78 + rng.uniform(-10, 10)
            y = 772 + row * 26 + rng.uniform(-5, 5)
            _coin(c, x, y, 46, TEAL_ROOM)
    for x, y in ((610, 740), (690, 752), (560, 762)):
        _coin(c, x, y, 47, TEAL_ROOM)
    for x, y in ((1060, 900), (1130, 930), (240, 930)):
        _coin(c, x, y, 46, TEAL_ROOM)
    return c.finish(7, 0.26, NIGHT)


def turmeric_pearls() -> Image.Image:
    c = Canvas((1600, 1000), 233)
    window(c, ROSE_ROOM, 560, True)
    table(c, 660, ROSE_ROOM, (0.5, 0.78))
    cloth(c, ((360, 722), (1240, 716), (1400, 946), (240, 956)), CREAM, mix(GOLD, LONGAN, 0.3))
    ball, light, dark = mix(GOLD, (226, 112, 10), 0.45), mix(GOLD, CREAM, 0.5), mix(LONGAN, (180, 80, 0), 0.4)

    def pearl(x: float, y: float, r: float) -> None:
        m = c.print(c.stencil().poly(blob(x, y, r, r * 0.97, c.rng, 0.03, 10)).mask(), ball)
        c.shade(m, light, -125, 0.55, 1.1, 0.9)
        c.shade(m, dark, 55, 0.45, 1.0, 0.9)

    inside = jar(c, 600, 800, 1.3, mix(ball, GOLD, 0.3), dark, ROSE_ROOM)
    for row in range(10):
        for k in range(9):
            x, y = 600 + (k - 4) * 30 + (15 if row % 2 else 0), 790 - row * 22
            if all(inside.getpixel((int(x + dx), int(y + dy))) for dx, dy in ((-15, 0), (15, 0), (0, 15), (0, -15))):
                pearl(x, y, 16)
    jar_front(c, 600, 800, 1.3, mix(LOTUS, BARK, 0.3), mix(CREAM, GOLD, 0.1))

    def fill() -> None:
        heap(c, 1010, 850, 0.94, mix(dark, BARK, 0.2), dark, BARK)
        for row in range(7):
            wide = 150 - row * 21
            for k in range(max(1, int(wide / 17))):
                pearl(1012 - wide + k * 34 + 14 + c.rng.uniform(-4, 4), 742 - row * 18 + c.rng.uniform(-3, 3), 18)

    bowl(c, 1010, 850, 1.0, fill, CREAM, mix(LOTUS, BARK, 0.25), ROSE_ROOM)
    for _ in range(14):
        x, y = c.rng.gauss(800, 130), c.rng.uniform(882, 930)
        cast(c, x, y + 10, 16, 6, ROSE_ROOM)
        pearl(x, y, 16)
    sprig(c, 1330, 900, 300, -64, (mix(LEAF, FOREST, 0.3), mix(LEAF, GOLD, 0.2)))
    sprig(c, 1380, 910, 220, -30, (mix(LEAF, FOREST, 0.3), mix(LEAF, GOLD, 0.2)))
    return c.finish(7, 0.26, BARK)


def _pot(c: Canvas, x: float, y: float, s: float, glaze: RGB, ink: RGB) -> None:
    """A round teapot with its spout to the left."""
    cast(c, x, y, 180 * s, 28 * s, TEAL_ROOM)
    c.poly(taper(at(curve([(-120, -70), (-170, -96), (-196, -150), (-214, -166)]), x, y, s), 48 * s, 17 * s), glaze)
    handle = at(arc(112, -150, 210, -28, 200, 14), x, y, s)
    c.poly(taper(handle, 17 * s, 15 * s, 21 * s), mix(glaze, ink, 0.25))
    shape = curve(
        [
            (-56, -196),
            (-126, -160),
            (-150, -94),
            (-118, -26),
            (-50, 2),
            (50, 2),
            (118, -26),
            (150, -94),
            (126, -160),
            (56, -196),
        ],
        True,
        7,
    )
    m = c.poly(at(shape, x, y, s), glaze)
    petals = c.stencil()
    for k, turn in enumerate((-60, -30, 0, 30, 60)):
        petals.poly(at(leaf(0, -40, 84 - abs(turn) * 0.3, 30, -90 + turn, (k - 2) * 8), x, y, s))
    c.print(ImageChops.multiply(petals.mask(), m), ink, None, 0.85)
    c.shade(m, ink, 30, 0.5, 1.1, 0.8)
    c.shade(m, CREAM, -140, 0.6, 1.15, 0.9)
    lid = c.poly(
        at(curve([(-62, -192), (-40, -214), (0, -222), (40, -214), (62, -192), (0, -184)], True, 6), x, y, s),
        mix(glaze, ink, 0.12),
    )
    c.shade(lid, ink, 30, 0.5, 1.1, 0.6)
    c.print(c.stencil().disc(x, y - 228 * s, 15 * s, 13 * s).mask(), ink)


def _cup(c: Canvas, x: float, y: float, s: float, tea: RGB, ink: RGB) -> None:
    cast(c, x, y, 70 * s, 14 * s, TEAL_ROOM)
    m = c.poly(
        at(curve([(-70, -84), (-60, -30), (-30, 0), (30, 0), (60, -30), (70, -84)]), x, y, s), mix(CREAM, SAND, 0.3)
    )
    c.shade(m, ink, 20, 0.5, 1.1, 0.8)
    c.poly(at(blob(0, -84, 70, 20, c.rng, 0.01, 18), x, y, s), CREAM)
    c.poly(at(blob(0, -81, 61, 16, c.rng, 0.01, 18), x, y, s), tea)
    c.poly(at(blob(-18, -84, 24, 4, c.rng, 0.1, 10), x, y, s), mix(tea, CREAM, 0.7), None, 0.8)


def tea() -> Image.Image:
    c = Canvas((1600, 1000), 239)
    window(c, TEAL_ROOM, 640, True)
    table(c, 660, TEAL_ROOM, (0.5, 0.78))
    cloth(c, ((250, 724), (1350, 716), (1500, 946), (130, 958)), mix(SAND, STRAW, 0.5), mix(TEAL, DEEP, 0.2))
    gold = mix(GOLD, LONGAN, 0.35)
    _pot(c, 700, 850, 1.45, CREAM, mix(INDIGO, TEAL, 0.3))
    for x, y, s in ((1010, 830, 1.15), (1220, 866, 1.25), (1060, 930, 1.2)):
        _cup(c, x, y, s, mix(gold, GOLD, 0.3), mix(INDIGO, TEAL, 0.3))
    steam(c, 1220, 750, 0.9, CREAM, 0.3)
    steam(c, 1010, 724, 0.7, CREAM, 0.25)
    for x, y, r in ((330, 900, 44), (410, 934, 34), (260, 946, 36), (860, 938, 30), (470, 896, 26)):
        # Chrysanthemums, petals in two rounds.
        cast(c, x, y + r * 0.4, r, r * 0.3, TEAL_ROOM)
        for count, reach, tone in ((18, 1.0, mix(GOLD, (236, 170, 20), 0.4)), (12, 0.66, mix(GOLD, STRAW, 0.45))):
            petals = c.stencil()
            for k in range(count):
                a = math.tau * k / count
                tip = (x + r * reach * math.cos(a), y + r * 0.62 * reach * math.sin(a))
                petals.poly(taper([(x, y), ((x + tip[0]) / 2, (y + tip[1]) / 2), tip], 2, 2, r * 0.3))
            c.print(petals.mask(), tone)
        c.print(c.stencil().disc(x, y, r * 0.24, r * 0.16).mask(), mix(LONGAN, GOLD, 0.3))
    for x, y in ((1340, 908), (1400, 930), (1372, 880), (1440, 900)):
        cast(c, x, y + 14, 28, 8, TEAL_ROOM)
        m = c.poly(rough(blob(x, y, 30, 20, c.rng, 0.08), 1.6, c.rng, 8), mix(BRICK, (150, 20, 20), 0.5))
        c.shade(m, mix(APRICOT, BRICK, 0.3), -130, 0.6, 1.15, 0.8)
        c.shade(m, BARK, 50, 0.5, 1.1, 0.8)
    return c.finish(7, 0.26, NIGHT)
