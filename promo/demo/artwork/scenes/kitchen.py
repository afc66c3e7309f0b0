"""What is eaten here: five bowls, pots and plates."""

import math

from PIL import Image, ImageChops

from ..canvas import Canvas
from ..flora import lotus, lotus_leaf
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
    NIGHT,
    PADDY,
    SAND,
    STRAW,
    TEAL,
    mix,
)
from ..shapes import Path, arc, at, blob, curve, leaf, rough, taper
from ..still import Room, bowl, broth, cast, cloth, plate, sprig, steam, table, window

DAWN = Room(mix(LOTUS, MIST, 0.62), mix(LOTUS, INDIGO, 0.4), mix(CREAM, GOLD, 0.2), mix(LONGAN, APRICOT, 0.25), BARK)
SMOKE = Room(mix(BARK, BRICK, 0.3), NIGHT, mix(GOLD, APRICOT, 0.3), mix(BARK, LONGAN, 0.35), NIGHT)
PADDY_ROOM = Room(mix(PADDY, DEEP, 0.45), mix(DEEP, NIGHT, 0.4), mix(GOLD, CREAM, 0.6), mix(BARK, LONGAN, 0.55), NIGHT)
MORNING = Room(
    mix(INDIGO, MIST, 0.55), mix(INDIGO, NIGHT, 0.3), mix(CREAM, GOLD, 0.25), mix(LONGAN, APRICOT, 0.3), BARK
)
HERBS = (mix(LEAF, FOREST, 0.3), mix(LEAF, GOLD, 0.2))


def _leaves(c: Canvas, x: float, y: float, rx: float, ry: float, count: int, size: float) -> None:
    """Herbs scattered in an ellipse."""
    for k in range(count):
        a, d = c.rng.uniform(0, math.tau), math.sqrt(c.rng.random())
        shape = leaf(
            x + rx * d * math.cos(a),
            y + ry * d * math.sin(a),
            size,
            size * 0.36,
            c.rng.uniform(0, 360),
            c.rng.gauss(0, 30),
        )
        m = c.poly(shape, mix(HERBS[k % 2], CREAM, 0.08 * (k % 3)))
        c.shade(m, mix(LEAF, STRAW, 0.5), -100, 0.5, 1.2, 0.7)


def _sticks(c: Canvas, x: float, y: float, length: float, turn: float) -> None:
    """Chopsticks on their rest."""
    for k in range(2):
        path = arc(x, y + k * 22, length, turn + k * 2, 0, 2)
        c.line([(px + 8, py + 12) for px, py in path], 9, BARK, 0.35)
        c.poly(taper(path, 7, 12), mix(LONGAN, BARK, 0.4))
        c.poly(taper(path[-2:], 11, 12), mix(BRICK, LOTUS, 0.3))


def sweet_soup() -> Image.Image:
    c = Canvas((1600, 1000), 251)
    window(c, DAWN, 620, True)
    table(c, 640, DAWN, (0.5, 0.78))
    tones = (mix(FOREST, DEEP, 0.2), mix(LEAF, TEAL, 0.2), mix(LEAF, SAND, 0.35))
    cast(c, 800, 890, 520, 60, DAWN)
    lotus_leaf(c, 800, 850, 560, 150, tones, -2)
    syrup = mix(GOLD, SAND, 0.55)

    def fill() -> None:
        surface = broth(c, 800, 850, 1.7, syrup, mix(SAND, CREAM, 0.6))
        for x, y in (
            (640, 626), (730, 612), (830, 610), (930, 620), (600, 650), (690, 648), (785, 640),
            (880, 642), (975, 646), (660, 676), (760, 674), (860, 676), (950, 672), (810, 698), (710, 700),
        ):  # fmt: skip
            # A longan like a clear cup, a lotus seed in its mouth.
            shape = c.stencil().poly(blob(x, y, 46, 36, c.rng, 0.04, 12)).mask()
            c.print(
                ImageChops.multiply(c.stencil().poly(blob(x + 4, y + 12, 48, 34, c.rng, 0.04, 12)).mask(4), surface),
                mix(LONGAN, syrup, 0.4),
                None,
                0.5,
            )
            c.print(shape, mix(MIST, CREAM, 0.5), None, 0.94)
            c.shade(shape, mix(syrup, LONGAN, 0.25), 60, 0.45, 1.1, 0.7)
            c.shade(shape, (255, 255, 252), -130, 0.6, 1.1, 0.9)
            seed = c.poly(blob(x + 2, y - 6, 19, 15, c.rng, 0.03, 12), mix(SAND, GOLD, 0.3))
            c.shade(seed, mix(LONGAN, SAND, 0.4), 60, 0.5, 1.1, 0.8)
            c.line(arc(x + 2, y - 18, 24, 90, 10, 4), 2, mix(LONGAN, SAND, 0.3), 0.6)

    bowl(c, 800, 850, 1.7, fill, CREAM, mix(LOTUS, INDIGO, 0.15), DAWN)
    lotus(c, 300, 850, 1.25, mix(MIST, (255, 236, 240), 0.5), mix(LOTUS, (226, 70, 130), 0.45), GOLD, 1.0)
    for x, y, r in ((1230, 900, 30), (1300, 872, 28), (1290, 930, 30), (1180, 940, 27)):
        cast(c, x, y + r * 0.5, r, r * 0.3, DAWN)
        m = c.poly(blob(x, y, r, r * 0.96, c.rng, 0.03), mix(LONGAN, APRICOT, 0.5))
        c.shade(m, mix(APRICOT, CREAM, 0.5), -125, 0.55, 1.1, 0.9)
        c.shade(m, mix(LONGAN, BARK, 0.4), 55, 0.45, 1.05, 0.9)
    return c.finish(7, 0.2, mix(LOTUS, BARK, 0.5))


def noodles() -> Image.Image:
    c = Canvas((1600, 1000), 257)
    window(c, MORNING, 300)
    table(c, 620, MORNING, (0.5, 0.78))
    cloth(c, ((270, 700), (1320, 692), (1480, 956), (130, 964)), mix(CREAM, SAND, 0.3), mix(BRICK, BARK, 0.2))
    x, y, s = 780, 900, 2.0

    def fill() -> None:
        surface = broth(c, x, y, s, mix(GOLD, APRICOT, 0.45), mix(CREAM, GOLD, 0.3))
        strands = [c.stencil() for _ in range(2)]
        for k in range(150):
            px, py = x + c.rng.gauss(0, 130), y - 244 + c.rng.gauss(0, 22)
            strands[k % 2].line(arc(px, py, c.rng.uniform(80, 190), c.rng.uniform(0, 360), c.rng.gauss(0, 150), 12), 7)
        for stencil, tone in zip(strands, (mix(SAND, APRICOT, 0.25), mix(CREAM, MIST, 0.5)), strict=True):
            c.print(ImageChops.multiply(stencil.mask(), surface), tone)
        for k in range(70):
            # Ribbons of egg to the left, of ham to the right.
            side = -1 if k % 2 else 1
            px, py = x + side * c.rng.uniform(60, 250), y - 262 + c.rng.gauss(0, 17)
            ribbon = arc(px, py, c.rng.uniform(60, 110), c.rng.uniform(-30, 30), c.rng.gauss(0, 60), 7)
            tone = mix(GOLD, STRAW, 0.2 + 0.3 * c.rng.random()) if side < 0 else mix(ROSE, CREAM, 0.3 * c.rng.random())
            m = ImageChops.multiply(c.stencil().poly(taper(ribbon, 8, 8, 12)).mask(), surface)
            c.print(m, tone)
            c.shade(m, mix(tone, LONGAN, 0.5), 60, 0.5, 1.2, 0.6)
        for k in range(15):
            # Eel, gold with turmeric, heaped in the middle.
            px, py = x + (k % 5 - 2) * 44 + c.rng.uniform(-8, 8), y - 258 - (k // 5) * 20 + c.rng.uniform(-5, 5)
            piece = arc(px - 40, py, 86, c.rng.uniform(-24, 24), c.rng.gauss(0, 60), 8)
            m = c.poly(taper(piece, 13, 11, 25), mix(GOLD, LONGAN, 0.35))
            c.shade(m, mix(GOLD, CREAM, 0.35), -110, 0.55, 1.15, 0.9)
            c.shade(m, mix(BARK, LONGAN, 0.4), 70, 0.5, 1.1, 0.9)
        _leaves(c, x, y - 306, 130, 16, 24, 44)
        _leaves(c, x, y - 216, 200, 14, 20, 38)
        for dx, dy in ((-130, -206), (120, -208), (30, -196)):
            c.poly(taper(arc(x + dx, y + dy, 34, -20, 80, 6), 7, 3, 9), mix(BRICK, (210, 40, 20), 0.6))

    bowl(c, x, y, s, fill, CREAM, INDIGO, MORNING)
    steam(c, x - 40, y - 300, 1.5, MIST, 0.3)
    _sticks(c, 1120, 960, 420, -38)
    for k, (px, py) in enumerate(((330, 900), (300, 860))):
        cast(c, px, py + 18, 50, 12, MORNING)
        half = c.poly(blob(px, py, 48, 44 - 8 * k, c.rng, 0.03), mix(PADDY, GOLD, 0.25))
        c.shade(half, mix(PADDY, STRAW, 0.5), -130, 0.55, 1.1, 0.9)
        c.shade(half, FOREST, 60, 0.5, 1.1, 0.8)
    for k in range(3):
        c.poly(taper(arc(250 + 60 * k, 940, 90, -20 + 14 * k, 40, 8), 5, 2, 17), mix(BRICK, (206, 30, 20), 0.6))
    sprig(c, 1390, 700, 250, -80, HERBS)
    sprig(c, 1430, 710, 220, -50, HERBS)
    return c.finish(7, 0.22, NIGHT)


ROSE = mix(LOTUS, APRICOT, 0.62)


def claypot() -> Image.Image:
    c = Canvas((1600, 1000), 263)
    window(c, SMOKE, 880)
    table(c, 700, SMOKE, (0.48, 0.8))
    c.glow(760, 880, 620, mix((255, 110, 30), GOLD, 0.3), 0.55, 0.6)
    # The brazier and its embers.
    cast(c, 760, 936, 330, 44, SMOKE)
    stove: Path = [(-250, -150), (-226, -40), (-180, 10), (180, 10), (226, -40), (250, -150)]
    m = c.poly(rough(at(curve(stove), 760, 930), 2, c.rng, 16), mix(BRICK, BARK, 0.3))
    c.shade(m, NIGHT, 30, 0.5, 1.1, 0.8)
    c.shade(m, mix(APRICOT, BRICK, 0.3), 190, 0.66, 1.15, 0.7)
    mouth = c.poly(
        at(
            curve([(-92, -64), (-70, -104), (0, -116), (70, -104), (92, -64), (80, -34), (-80, -34)], True, 6), 760, 930
        ),
        (70, 16, 10),
    )
    for k in range(40):
        px, py, r = 760 + c.rng.uniform(-84, 84), 930 - c.rng.uniform(34, 84), c.rng.uniform(10, 20)
        ember = ImageChops.multiply(
            c.stencil().poly(rough(blob(px, py, r, r * 0.7, c.rng, 0.2, 7), 2, c.rng, 6)).mask(), mouth
        )
        c.print(ember, ((255, 150, 40), (240, 80, 20), (120, 30, 16), (255, 200, 90))[k % 4])
    for k in range(5):
        flame = arc(620 + 70 * k, 790, c.rng.uniform(46, 90), -96 + c.rng.gauss(0, 12), c.rng.gauss(0, 40), 8)
        c.print(c.stencil().poly(taper(flame, 30, 1, 26)).mask(3), (255, 160, 50), None, 0.75)
    # The pot.
    body: Path = [(-300, -210), (-318, -120), (-270, -30), (-150, 20), (150, 20), (270, -30), (318, -120), (300, -210)]
    for side in (-1, 1):
        c.poly(
            taper(arc(760 + side * 292, 640, 130, 20 if side > 0 else 160, side * 120, 10), 30, 26, 34),
            mix(LONGAN, BARK, 0.45),
        )
    m = c.poly(rough(at(curve(body), 760, 780), 1.6, c.rng, 20), mix(LONGAN, BRICK, 0.35))
    c.mottle(m, BARK, 12, 0.5)
    c.shade(m, NIGHT, 20, 0.5, 1.1, 0.8)
    c.shade(m, (255, 140, 50), 90, 0.72, 1.1, 0.8)
    c.shade(m, mix(APRICOT, LONGAN, 0.2), 200, 0.6, 1.15, 0.7)
    c.poly(blob(760, 572, 304, 78, c.rng, 0.006, 24), mix(LONGAN, BARK, 0.3))
    stew = c.poly(blob(760, 578, 276, 64, c.rng, 0.006, 24), mix(GOLD, LONGAN, 0.35))
    c.shade(stew, mix(GOLD, CREAM, 0.3), -140, 0.45, 1.1, 0.8)
    for k in range(34):
        a, d = c.rng.uniform(0, math.tau), math.sqrt(c.rng.random()) * 0.86
        px, py = 760 + 260 * d * math.cos(a), 576 + 56 * d * math.sin(a)
        if k % 3:
            m = c.poly(
                rough(blob(px, py, 34, 19, c.rng, 0.16, 9), 2, c.rng, 8),
                mix(mix(SAND, GOLD, 0.6), LONGAN, 0.1 * (k % 4)),
            )
            c.shade(m, mix(BARK, GOLD, 0.4), 60, 0.48, 1.1, 0.8)
            c.shade(m, mix(CREAM, GOLD, 0.3), -130, 0.62, 1.15, 0.8)
        else:
            c.print(c.stencil().disc(px, py, 9, 5).mask(), mix(GOLD, CREAM, 0.6), None, 0.8)
    _leaves(c, 760, 572, 190, 36, 34, 50)
    for k in range(6):
        c.poly(
            taper(arc(660 + 44 * k, 566 + (k % 3) * 14, 42, -30 + 24 * k, 60, 6), 7, 3, 10),
            mix(BRICK, (216, 50, 24), 0.6),
        )
    steam(c, 760, 560, 1.9, mix(SAND, APRICOT, 0.2), 0.32)
    for x, y, turn, kind in ((1220, 900, -8, 0), (1330, 924, 12, 0), (250, 916, 10, 1), (360, 946, -14, 1)):
        cast(c, x, y + 20, 70, 14, SMOKE)
        if kind:
            stalk = at(arc(-120, 0, 250, -6, 10, 8), x, y, 1, turn)
            m = c.poly(taper(stalk, 26, 8), mix(STRAW, LEAF, 0.25))
            c.shade(m, mix(PADDY, FOREST, 0.3), 10, 0.4, 1.1, 0.9)
        else:
            m = c.poly(
                rough(taper(at(arc(-80, 0, 160, -8, 20, 9), x, y, 1, turn), 30, 24, 60), 3, c.rng, 12),
                mix(GOLD, LONGAN, 0.4),
            )
            c.shade(m, BARK, 50, 0.48, 1.1, 0.9)
    return c.finish(7, 0.3, NIGHT)


def rice_cakes() -> Image.Image:
    c = Canvas((1600, 1000), 269)
    window(c, PADDY_ROOM, 360)
    table(c, 640, PADDY_ROOM, (0.5, 0.78))
    rng = c.rng
    cast(c, 800, 900, 520, 56, PADDY_ROOM)
    tray = c.poly(blob(800, 810, 540, 168, rng, 0.006, 28), mix(APRICOT, LONGAN, 0.4))
    c.shade(tray, BARK, 30, 0.55, 1.1, 0.8)
    well = c.poly(blob(800, 802, 500, 148, rng, 0.006, 28), mix(STRAW, APRICOT, 0.35))
    weave = c.stencil()
    for k in range(-60, 61):
        weave.line([(800 + k * 18 - 90, 640), (800 + k * 18 + 90, 970)], 3)
        weave.line([(800 + k * 18 + 90, 640), (800 + k * 18 - 90, 970)], 3)
    c.print(ImageChops.multiply(weave.mask(), well), mix(LONGAN, APRICOT, 0.3), None, 0.4)
    spots = [
        (560, 752),
        (800, 738),
        (1040, 752),
        (420, 812),
        (660, 806),
        (920, 806),
        (1170, 812),
        (540, 872),
        (800, 872),
        (1050, 870),
    ]
    for k, (x, y) in enumerate(spots):
        for turn in (-14, 12):
            m = c.poly(
                rough(at(blob(0, 0, 118, 40, rng, 0.06, 10), x, y + 18, 1, turn), 2, rng, 12),
                mix(LEAF, PADDY, 0.4 if turn > 0 else 0.1),
            )
            c.shade(m, mix(PADDY, GOLD, 0.4), -120, 0.5, 1.15, 0.7)
        c.print(c.stencil().poly(blob(x + 14, y + 14, 92, 34, rng, 0.03)).mask(6), FOREST, None, 0.5)
        dome = curve(
            [(-92, 8), (-84, -34), (-46, -62), (0, -70), (46, -62), (84, -34), (92, 8), (56, 26), (0, 31), (-56, 26)],
            True,
            6,
        )
        m = c.poly(at(dome, x, y, 1), mix(MIST, CREAM, 0.4))
        c.shade(m, mix(PADDY, SAND, 0.62), 50, 0.45, 1.1, 0.8)
        c.shade(m, (255, 255, 252), -125, 0.6, 1.15, 0.9)
        if k in (4, 8):
            # Cut open: a heart of mung bean.
            cut = c.poly(at(blob(8, -14, 52, 27, rng, 0.03, 14), x, y, 1), mix(MIST, SAND, 0.3))
            c.shade(cut, mix(SAND, LONGAN, 0.2), 40, 0.5, 1.2, 0.6)
            bean = c.poly(at(rough(blob(8, -12, 35, 18, rng, 0.06, 12), 1.6, rng, 7), x, y, 1), mix(GOLD, STRAW, 0.3))
            c.shade(bean, mix(GOLD, LONGAN, 0.3), 50, 0.45, 1.1, 0.9)
    for x, y, a, length in ((1470, 1010, -112, 560), (1560, 1010, -88, 520), (1380, 1020, -136, 420)):
        m = c.poly(leaf(x, y, length, length * 0.26, a, 22), mix(LEAF, DEEP, 0.35))
        c.shade(m, mix(PADDY, GOLD, 0.4), -110, 0.5, 1.2, 0.8)
        c.poly(taper(arc(x, y, length * 0.96, a - 11, 22, 9), 7, 1), mix(PADDY, STRAW, 0.5))
    return c.finish(7, 0.28, NIGHT)


def steamed_chicken() -> Image.Image:
    c = Canvas((1600, 1000), 271)
    room = Room(mix(TEAL, SAND, 0.3), mix(TEAL, DEEP, 0.6), mix(CREAM, GOLD, 0.3), mix(LONGAN, BARK, 0.3), BARK)
    window(c, room, 760)
    table(c, 620, room, (0.46, 0.78))
    cloth(c, ((210, 690), (1300, 682), (1450, 950), (70, 960)), mix(CREAM, SAND, 0.2), mix(BRICK, LONGAN, 0.3))
    well = plate(c, 720, 800, 520, CREAM, INDIGO, room)
    c.shade(well, mix(GOLD, SAND, 0.4), 90, 0.2, 1.4, 0.5)
    rng = c.rng
    skin, flesh = mix(GOLD, APRICOT, 0.35), mix(CREAM, APRICOT, 0.22)
    pieces = sorted(((rng.gauss(0, 0.44), rng.uniform(-0.9, 0.7)) for _ in range(64)), key=lambda p: p[1])
    for u, v in pieces:
        u = max(-0.9, min(0.9, u))
        x, y = 720 + u * 360, 806 + v * 92 * (1 - u * u) - (1 - u * u) * 46
        turn = rng.uniform(-30, 30)
        c.print(c.stencil().poly(at(blob(0, 0, 66, 32, rng, 0.05), x + 8, y + 18, 1, turn)).mask(5), BARK, None, 0.4)
        c.poly(rough(at(blob(0, 10, 64, 30, rng, 0.08), x, y, 1, turn), 2, rng, 10), flesh)
        m = c.poly(rough(at(blob(0, -4, 64, 27, rng, 0.08), x, y, 1, turn), 2, rng, 10), skin)
        c.shade(m, mix(GOLD, CREAM, 0.5), -120, 0.5, 1.15, 0.9)
        c.shade(m, mix(LONGAN, GOLD, 0.25), 60, 0.5, 1.1, 0.8)
    threads = [c.stencil(), c.stencil()]
    for k in range(150):
        x, y = 720 + rng.gauss(0, 150), 748 + rng.gauss(0, 34)
        threads[k % 2].poly(taper(arc(x, y, rng.uniform(24, 46), rng.uniform(0, 360), rng.gauss(0, 60), 5), 3, 1.4))
    c.print(threads[0].mask(), mix(LEAF, FOREST, 0.3))
    c.print(threads[1].mask(), mix(PADDY, GOLD, 0.25))
    for x, y, a in ((290, 806, 150), (330, 850, 120), (1130, 800, 20), (1090, 850, 50), (1150, 770, -14)):
        m = c.poly(leaf(x, y, 130, 54, a, 12), mix(LEAF, FOREST, 0.2))
        c.shade(m, mix(PADDY, GOLD, 0.5), -120, 0.5, 1.2, 0.8)
        c.poly(taper(arc(x, y, 124, a - 6, 12, 7), 4, 1), mix(PADDY, STRAW, 0.5))

    def fill() -> None:
        salt = broth(c, 1270, 910, 0.62, mix(CREAM, MIST, 0.5), (255, 255, 252))
        specks = c.stencil()
        for _ in range(90):
            specks.disc(1270 + rng.gauss(0, 44), 836 + rng.gauss(0, 9), rng.uniform(1.4, 3))
        c.print(ImageChops.multiply(specks.mask(), salt), BARK)
        for dx in (-30, 6, 34):
            c.poly(taper(arc(1270 + dx, 832, 24, dx, 60, 5), 5, 2, 7), mix(BRICK, (210, 40, 20), 0.6))

    bowl(c, 1270, 910, 0.62, fill, CREAM, INDIGO, room)
    for x, y, cut in ((1110, 920, False), (1180, 944, True), (1420, 930, True)):
        cast(c, x, y + 20, 44, 12, room)
        m = c.poly(blob(x, y, 44, 40, rng, 0.03), mix(PADDY, GOLD, 0.3))
        c.shade(m, FOREST, 55, 0.5, 1.1, 0.8)
        if cut:
            face = c.poly(blob(x - 4, y - 6, 40, 34, rng, 0.02), mix(STRAW, PADDY, 0.2))
            wedges = c.stencil()
            for k in range(8):
                wedges.line(
                    [
                        (x - 4, y - 6),
                        (x - 4 + 38 * math.cos(k * math.tau / 8), y - 6 + 32 * math.sin(k * math.tau / 8)),
                    ],
                    3,
                )
            c.print(ImageChops.multiply(wedges.mask(), face), CREAM, None, 0.9)
    steam(c, 700, 690, 1.4, MIST, 0.25)
    _sticks(c, 160, 956, 330, -64)
    return c.finish(7, 0.24, BARK)
