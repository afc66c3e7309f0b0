"""The Đông Tảo rooster, proud on his dragon legs. Palette: Nghệ and brick."""

import math

from PIL import Image, ImageChops

from ..canvas import Canvas
from ..flora import areca, banana_leaf, treeline
from ..palette import APRICOT, BARK, BRICK, CREAM, DEEP, FOREST, GOLD, INDIGO, LEAF, NIGHT, STRAW, TURMERIC, mix
from ..shapes import Path, arc, at, blob, curve, leaf, rough, taper
from ..water import cloud_bank, sun

AIR = mix(CREAM, APRICOT, 0.4)
RED = mix(BRICK, (200, 32, 30), 0.6)
PLUME = mix(BRICK, (80, 20, 24), 0.4)
BLACK = mix(NIGHT, DEEP, 0.4)
LEG = mix(RED, APRICOT, 0.42)


def _yard(c: Canvas) -> None:
    c.sky([(0, mix(GOLD, CREAM, 0.35)), (0.3, mix(GOLD, CREAM, 0.62)), (0.6, AIR), (1, CREAM)])
    sun(c, 800, 360, 250, mix(CREAM, GOLD, 0.2), mix(GOLD, CREAM, 0.35), 2.6)
    cloud_bank(c, 470, 70, mix(CREAM, APRICOT, 0.15), AIR, 0.5, 220, 90)
    treeline(c, -40, 1640, 620, 90, mix(LEAF, AIR, 0.62), AIR, CREAM, 720)
    for x, h in ((1310, 330), (1390, 270), (190, 260)):
        tone = mix(LEAF, AIR, 0.5)
        areca(c, x, 690, h, tone, (tone, mix(tone, AIR, 0.2), mix(tone, GOLD, 0.2)), 0.04, 9)
    c.mist(650, 60, AIR, 0.7)
    wall = c.poly(
        rough([(930, 560), (1500, 560), (1500, 730), (930, 730)], 1.2, c.rng, 20),
        mix(CREAM, APRICOT, 0.35),
        mix(APRICOT, BARK, 0.2),
    )
    c.mottle(wall, mix(BARK, APRICOT, 0.5), 30, 0.4, 1, 0.3)
    c.poly([(1180, 610), (1262, 610), (1262, 730), (1180, 730)], mix(BARK, INDIGO, 0.3), mix(BARK, APRICOT, 0.2))
    tile = c.poly(
        rough(curve([(900, 572), (980, 470), (1460, 462), (1545, 570)], steps=6), 1.6, c.rng, 12),
        mix(BRICK, AIR, 0.32),
        mix(BRICK, AIR, 0.1),
    )
    c.shade(tile, BARK, 20, 0.4, 1.2, 0.6)
    rows = c.stencil()
    for k in range(42):
        rows.line([(982 + k * 11.6, 462), (898 + k * 15.6, 576)], 1.8)
    c.print(ImageChops.multiply(rows.mask(), tile), BARK, None, 0.42)
    stack = (
        c.stencil()
        .poly(
            rough(
                curve([(300, 740), (306, 600), (350, 500), (408, 440), (470, 505), (512, 600), (520, 740)], steps=7),
                4,
                c.rng,
                12,
            )
        )
        .mask()
    )
    c.print(stack, mix(GOLD, CREAM, 0.3), mix(GOLD, TURMERIC, 0.5))
    straw = c.stencil()
    for _ in range(300):
        straw.line(
            arc(
                c.rng.uniform(280, 520), c.rng.uniform(440, 720), c.rng.uniform(20, 50), 90 + c.rng.gauss(0, 16), 10, 4
            ),
            1.4,
        )
    c.print(ImageChops.multiply(straw.mask(), stack), TURMERIC, None, 0.6)
    c.shade(stack, mix(BARK, TURMERIC, 0.4), 20, 0.5, 1.15, 0.8)
    c.poly(taper([(408, 460), (410, 390)], 8, 5), BARK)
    floor = c.stencil().poly(rough([(-10, 726), (1610, 720), (1610, 1010), (-10, 1010)], 2, c.rng, 30)).mask()
    c.print(floor, mix(APRICOT, CREAM, 0.45), mix(TURMERIC, BARK, 0.35))
    c.mottle(floor, mix(CREAM, GOLD, 0.2), 10, 0.6, 3.4, 0.4)
    c.mottle(floor, mix(BARK, TURMERIC, 0.4), 8, 0.5, 3.6, 0.34)
    for k in range(7):
        for j in range(18):
            x, y = 20 + j * 92 + (k % 2) * 46 - k * 6, 744 + k * k * 6
            c.print(
                c.stencil().poly(blob(x, y, 6 + k * 1.2, 1.6 + k * 0.4, c.rng, 0.3, 7)).mask(),
                mix(BARK, TURMERIC, 0.5),
                None,
                0.2,
            )


def _feathers(
    c: Canvas,
    region: Image.Image,
    rows: list[tuple[Path, float, float]],
    tones: list[tuple[int, int, int]],
    wide: float = 0.36,
) -> None:
    """Overlapping quills laid along paths given with their length and bearing."""
    for k, (path, length, angle) in enumerate(rows):
        for tone_no, tone in enumerate(tones):
            s = c.stencil()
            for i, (px, py) in enumerate(path):
                if (i + k) % len(tones) == tone_no:
                    s.poly(
                        leaf(
                            px, py, length * c.rng.uniform(0.85, 1.15), length * wide, angle + c.rng.uniform(-9, 9), 12
                        )
                    )
            mask = s.mask()
            c.print(ImageChops.multiply(mask, region) if region else mask, tone)


def _tail(c: Canvas, x: float, y: float, s: float) -> None:
    quills = [
        (-168, 60, 250, 28),
        (-158, 118, 400, 32),
        (-150, 128, 450, 34),
        (-142, 124, 470, 34),
        (-134, 118, 470, 32),
        (-126, 108, 450, 30),
        (-118, 96, 410, 28),
        (-110, 84, 350, 26),
        (-172, 96, 300, 28),
    ]
    for k, (a, bend, length, w) in enumerate(quills):
        spine = at(arc(176 + k * 4, -344 + k * 7, length, a + 92, bend, 18), x, y, s)
        m = c.poly(taper(spine, 16 * s, 2, (w + 14) * s), BLACK if k % 2 else mix(BLACK, DEEP, 0.6))
        c.shade(m, mix(DEEP, LEAF, 0.5), -120, 0.5, 1.2, 0.8)
        c.poly(taper(spine, 3 * s, 1), mix(DEEP, CREAM, 0.4), None, 0.8)


def _leg(c: Canvas, x: float, y: float, s: float, lean: float, dim: float) -> None:
    """Thick as a wrist, scaled like a dragon: what the breed is known for."""
    skin = mix(LEG, BARK, dim)
    dark = mix(mix(RED, BARK, 0.45), BARK, dim)
    shaft = at(
        curve(
            [
                (-38, -206),
                (-54, -156),
                (-48, -104),
                (-56, -56),
                (-62, -18),
                (-24, -4),
                (26, -4),
                (60, -18),
                (56, -58),
                (50, -104),
                (58, -156),
                (44, -206),
            ],
            True,
            6,
        ),
        x,
        y,
        s,
        lean,
    )
    toes = [(-40, -16, 112, 168, -30), (-14, -10, 122, 140, -30), (22, -10, 116, 40, 26), (44, -28, 70, 8, 20)]
    for tx, ty, length, a, bend in toes:
        path = at(arc(tx, ty, length, a, -bend if a > 90 else bend - 50, 10), x, y, s)
        m = c.poly(rough(taper(path, 42 * s, 20 * s, 46 * s), 2.6 * s, c.rng, 14), skin)
        c.shade(m, dark, 90, 0.4, 1.05, 0.9)
        bumps = c.stencil()
        for i in range(1, len(path) - 1):
            px, py = path[i]
            bumps.line(arc(px - 9 * s, py - 9 * s, 26 * s, 70, -100, 6), 2.2 * s)
        c.print(ImageChops.multiply(bumps.mask(), m), dark, None, 0.8)
        end = path[-1]
        c.poly(
            taper(
                arc(end[0], end[1] - 2 * s, 22 * s, a if a < 90 else 180 - (180 - a) * 0.4, 40 if a < 90 else -40, 6),
                13 * s,
                1,
            ),
            mix(CREAM, BARK, 0.3),
        )
    m = c.poly(rough(shaft, 3.4 * s, c.rng, 20), skin)
    c.shade(m, mix(skin, CREAM, 0.5), 180, 0.55, 1.15, 0.85)
    c.shade(m, dark, 0, 0.42, 1.05, 0.95)
    scales, lit = c.stencil(), c.stencil()
    for row in range(9):
        for col in range(-3, 4):
            px = col * 20 + (10 if row % 2 else 0)
            path = at(arc(px - 9, -180 + row * 20, 27, 82, -164, 8), x, y, s, lean)
            scales.poly(taper(path, 1.4 * s, 1.4 * s, 5 * s))
            lit.poly(at(blob(px - 2, -178 + row * 20, 6, 4, c.rng, 0.2, 7), x, y, s, lean))
    c.print(ImageChops.multiply(lit.mask(), m), mix(skin, CREAM, 0.55), None, 0.5)
    c.print(ImageChops.multiply(scales.mask(), m), dark, None, 0.9)


def _head(c: Canvas, x: float, y: float, s: float) -> None:
    comb: Path = [
        (-196, -640),
        (-206, -672),
        (-186, -664),
        (-184, -700),
        (-160, -678),
        (-146, -712),
        (-128, -680),
        (-104, -702),
        (-98, -664),
        (-84, -640),
        (-120, -622),
        (-170, -622),
    ]
    m = c.poly(rough(at(curve(comb, True, 4), x, y, s), 2 * s, c.rng, 10), RED)
    c.shade(m, mix(RED, APRICOT, 0.5), -150, 0.5, 1.1, 0.8)
    c.shade(m, mix(RED, BARK, 0.5), 60, 0.5, 1.1, 0.8)
    skull = c.poly(
        at(
            curve(
                [
                    (-204, -606),
                    (-190, -634),
                    (-150, -648),
                    (-104, -634),
                    (-84, -596),
                    (-96, -556),
                    (-140, -540),
                    (-186, -560),
                ],
                True,
                6,
            ),
            x,
            y,
            s,
        ),
        mix(RED, PLUME, 0.2),
    )
    c.shade(skull, mix(RED, APRICOT, 0.4), -150, 0.5, 1.1, 0.8)
    for pts, tone in (
        ([(-200, -612), (-262, -590), (-244, -582), (-196, -584)], GOLD),
        ([(-196, -588), (-244, -580), (-228, -568), (-188, -570)], mix(GOLD, TURMERIC, 0.6)),
    ):
        c.poly(at(curve(pts, True, 4), x, y, s), tone)
    for wx, wy, length in ((-186, -568, 84), (-160, -560, 74)):
        w = c.poly(taper(at(arc(wx, wy, length, 98, -14, 8), x, y, s), 22 * s, 16 * s, 46 * s), RED)
        c.shade(w, mix(RED, BARK, 0.5), 50, 0.4, 1.1, 0.85)
        c.shade(w, mix(RED, APRICOT, 0.5), -150, 0.6, 1.2, 0.7)
    c.poly(at(blob(-112, -574, 17, 22, c.rng, 0.1), x, y, s), mix(CREAM, APRICOT, 0.3))
    ex, ey = at([(-166, -606)], x, y, s)[0]
    for r, tone in ((17, mix(RED, BARK, 0.6)), (13, GOLD), (6.6, NIGHT)):
        c.print(c.stencil().disc(ex, ey, r * s, r * 0.95 * s).mask(), tone)
    c.print(c.stencil().disc(ex - 3 * s, ey - 4 * s, 2.6 * s).mask(), CREAM)
    c.poly(
        taper(at(curve([(-188, -622), (-168, -628), (-146, -616)]), x, y, s), 4 * s, 3 * s, 8 * s), mix(RED, BARK, 0.65)
    )


def _rooster(c: Canvas, x: float, y: float, s: float) -> None:
    c.print(
        c.stencil().poly(blob(x + 90 * s, y + 6 * s, 330 * s, 34 * s, c.rng, 0.1)).mask(9),
        mix(BARK, NIGHT, 0.3),
        None,
        0.55,
    )
    _tail(c, x, y, s)
    _leg(c, x + 92 * s, y - 14 * s, s * 0.98, -5, 0.25)
    _leg(c, x - 52 * s, y + 8 * s, s * 1.08, 3, 0.0)
    body: Path = [
        (-196, -470),
        (-214, -400),
        (-196, -310),
        (-140, -236),
        (-60, -196),
        (50, -188),
        (140, -216),
        (206, -276),
        (236, -340),
        (214, -392),
        (150, -404),
        (70, -420),
        (0, -450),
        (-50, -520),
        (-84, -580),
        (-120, -600),
        (-166, -560),
    ]
    mask = c.stencil().poly(rough(at(curve(body, True, 7), x, y, s), 3 * s, c.rng, 16)).mask()
    c.print(mask, mix(PLUME, BRICK, 0.3), mix(BLACK, PLUME, 0.35))
    breast = [
        (at([(-200 + i * 20 + k * 6, -440 + k * 34 + abs(i - 4) * 2) for i in range(11)], x, y, s), 58 * s, 104.0)
        for k in range(7)
    ]
    _feathers(c, mask, breast, [mix(PLUME, BLACK, 0.2), mix(BLACK, PLUME, 0.25), mix(BRICK, PLUME, 0.5)], 0.5)
    thighs: list[tuple[Path, float, float]] = []
    for tx in (-52, 92):
        m = c.poly(rough(at(blob(tx, -222, 82, 66, c.rng, 0.05), x, y, s), 3 * s, c.rng, 14), mix(BLACK, PLUME, 0.3))
        thighs = [(at([(tx - 60 + i * 20, -262 + k * 22) for i in range(7)], x, y, s), 40 * s, 92.0) for k in range(4)]
        _feathers(c, m, thighs, [BLACK, mix(BLACK, PLUME, 0.45), mix(BLACK, DEEP, 0.6)], 0.44)
    saddle = [
        (at([(60 + i * 15, -408 + i * 3 + k * 6) for i in range(11)], x, y, s), (150 - k * 10) * s, 62.0 - k * 4)
        for k in range(3)
    ]
    _feathers(c, mask, saddle, [mix(BRICK, GOLD, 0.35), mix(BRICK, PLUME, 0.3), mix(GOLD, BRICK, 0.3)], 0.15)
    wing = (
        c.stencil()
        .poly(
            rough(
                at(
                    curve(
                        [
                            (-96, -410),
                            (-20, -420),
                            (80, -384),
                            (190, -300),
                            (120, -262),
                            (20, -262),
                            (-70, -304),
                            (-110, -360),
                        ],
                        True,
                        7,
                    ),
                    x,
                    y,
                    s,
                ),
                2,
                c.rng,
                14,
            )
        )
        .mask()
    )
    c.print(wing, mix(BRICK, PLUME, 0.2))
    _feathers(
        c,
        wing,
        [
            (at([(-96 + i * 22, -330 + k * 26 + i * 4) for i in range(13)], x, y, s), (96 - k * 6) * s, 24.0)
            for k in range(-3, 3)
        ],
        [mix(BRICK, GOLD, 0.3), BRICK, PLUME, mix(BRICK, APRICOT, 0.3)],
        0.36,
    )
    _feathers(
        c,
        wing,
        [(at([(-30 + i * 22, -286 + i * 4) for i in range(9)], x, y, s), 130 * s, 16.0)],
        [mix(BLACK, DEEP, 0.6), BLACK],
        0.24,
    )
    neck = (
        c.stencil()
        .poly(
            rough(
                at(
                    curve(
                        [
                            (-190, -560),
                            (-206, -500),
                            (-222, -430),
                            (-170, -400),
                            (-90, -380),
                            (10, -392),
                            (50, -426),
                            (-10, -480),
                            (-60, -560),
                            (-96, -600),
                        ],
                        True,
                        7,
                    ),
                    x,
                    y,
                    s,
                ),
                2,
                c.rng,
                12,
            )
        )
        .mask()
    )
    c.print(neck, mix(BRICK, GOLD, 0.3))
    hackle: list[tuple[Path, float, float]] = []
    for k in range(6):
        t = k / 5
        row = [(-176 + i * (12 + 7 * t) - 30 * t, -596 + k * 34 + math.sin(i * 0.5) * 6) for i in range(11)]
        hackle.append((at(row, x, y, s), (70 + 26 * t) * s, 84.0 - 22 * t))
    for path, length, angle in hackle:
        for i, (px, py) in enumerate(path):
            tone = (GOLD, mix(GOLD, BRICK, 0.45), mix(BRICK, GOLD, 0.25), mix(GOLD, CREAM, 0.3))[(i * 7) % 4]
            bearing = angle + (5 - i) * 5.5
            quill = c.stencil().poly(leaf(px, py, length, length * 0.2, bearing, -8)).mask()
            # The last row hangs free over breast and wing.
            c.print(quill if py > y - 452 * s else ImageChops.multiply(quill, neck), tone)
            c.print(
                ImageChops.multiply(c.stencil().line(arc(px, py, length * 0.9, bearing, -8, 5), 1.5 * s).mask(), neck),
                PLUME,
                None,
                0.5,
            )
    c.shade(mask, BLACK, 60, 0.62, 1.15, 0.6)
    _head(c, x, y, s)


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 83)
    _yard(c)
    _rooster(c, 770, 908, 1.1)
    rng = c.rng
    for colour, n in ((mix(FOREST, NIGHT, 0.3), 110), (mix(LEAF, GOLD, 0.25), 70)):
        s = c.stencil()
        for k in range(n):
            gx = rng.uniform(-20, 360) if k % 2 else rng.uniform(1240, 1620)
            s.poly(
                taper(
                    arc(
                        gx,
                        1015,
                        rng.uniform(50, 170) * (abs(gx - 800) / 800),
                        -90 + rng.gauss(0, 14),
                        rng.gauss(0, 34),
                        7,
                    ),
                    8,
                    0.6,
                )
            )
        c.print(s.mask(), colour)
    near = (mix(FOREST, NIGHT, 0.3), mix(LEAF, FOREST, 0.3), mix(LEAF, GOLD, 0.45))
    for x, y, length, a, bend in ((1660, 700, 420, 200, -50), (1670, 820, 400, 186, -46), (1650, 560, 330, 212, -44)):
        banana_leaf(c, x, y, length, a, bend, 120, near, 0.4)
    grains = c.stencil()
    for _ in range(70):
        grains.poly(blob(rng.gauss(480, 120), rng.uniform(930, 985), 4, 2.4, rng, 0.2, 6))
    c.print(grains.mask(), mix(GOLD, STRAW, 0.3))
    return c.finish(7, 0.22, BARK)
