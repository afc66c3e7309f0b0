"""Roof behind roof under the banyan: the precinct by the river. Palette: Lúa with gold."""

import math

from PIL import Image, ImageChops

from ..built import hall, pillar, roof
from ..canvas import Canvas
from ..figures import person
from ..flora import areca, crown, treeline
from ..palette import APRICOT, BARK, BRICK, CREAM, FOREST, GOLD, LEAF, PADDY, STRAW, mix
from ..shapes import Point, arc, at, blob, curve, leaf, rough, taper
from ..water import cloud_bank, egret, sun

SKY = mix(APRICOT, STRAW, 0.5)
DARK = mix(BRICK, (26, 14, 20), 0.72)
STONE = mix(mix(STRAW, APRICOT, 0.22), BARK, 0.1)


def _far_roof(c: Canvas, x: float, y: float, w: float, h: float, air: float, wall: float = 0.5) -> None:
    tile, dark = mix(BRICK, SKY, air), mix(DARK, SKY, air)
    c.poly(
        [(x - w * 0.4, y), (x + w * 0.4, y), (x + w * 0.4, y + h * wall), (x - w * 0.4, y + h * wall)],
        mix(dark, SKY, 0.25),
        mix(SKY, dark, 0.25),
    )
    roof(c, x, y, w, h, tile, dark, mix(GOLD, SKY, 0.35 + 0.5 * air), mix(STONE, SKY, air * 0.8), 0.62)


def _two_tier(c: Canvas, x: float, y: float, w: float, h: float, air: float) -> None:
    """Upper roof over a low clerestory over the lower roof; `y` is the lower eave."""
    tile, dark = mix(BRICK, SKY, air), mix(DARK, SKY, air)
    light, trim = mix(GOLD, STRAW, 0.3), mix(STONE, SKY, air)
    top = y - h * 0.62
    c.poly(
        [
            (x - w * 0.33, top - h * 0.02),
            (x + w * 0.33, top - h * 0.02),
            (x + w * 0.35, top + h * 0.2),
            (x - w * 0.35, top + h * 0.2),
        ],
        dark,
    )
    slats = c.stencil()
    for k in range(25):
        sx = x - w * 0.32 + w * 0.64 * k / 24
        slats.line([(sx, top), (sx, top + h * 0.2)], max(1.0, w * 0.004))
    c.print(slats.mask(), mix(GOLD, BRICK, 0.45), None, 0.8)
    roof(c, x, y, w, h * 0.5, tile, dark, light, trim, 0.7)
    roof(c, x, top, w * 0.8, h * 0.56, tile, dark, light, trim, 0.62)


def _banyan(c: Canvas, x: float, ground: float, side: int, scale: float) -> None:
    """Trunk of many strands with hanging roots."""
    rng = c.rng
    dark, mid, light = mix(BARK, (14, 12, 14), 0.4), BARK, mix(BARK, APRICOT, 0.42)
    for k in range(15):
        u = (k / 14 - 0.5) * 2
        foot: Point = (x + u * 210 * scale, ground + (14 - 34 * u * u + rng.uniform(-8, 14)) * scale)
        waist: Point = (x + u * 52 * scale, ground - 210 * scale)
        top: Point = (x + u * 110 * scale + side * 20 * scale, ground - 560 * scale)
        path = curve(
            [
                foot,
                (x + u * 104 * scale, ground - 46 * scale),
                ((x + u * 68 * scale + waist[0]) / 2, ground - 120 * scale),
                waist,
                top,
            ],
            steps=9,
        )
        m = c.poly(
            rough(taper(path, 10 * scale, 40 * scale, 44 * scale), 2.4 * scale, rng, 18),
            (dark, mid, mix(dark, mid, 0.5), dark)[k % 4],
        )
        c.shade(m, light, 0 if side < 0 else 180, 0.55, 1.2, 0.75)
    boughs: list[Point] = []
    for a, length in ((-150, 360), (-35, 380), (-115, 300), (-62, 320), (-172, 330), (-14, 330)):
        start = (x + math.cos(math.radians(a)) * 40 * scale, ground - 470 * scale)
        path = arc(*start, length * scale, a, 30 if a < -90 else -30, 12)
        boughs.extend(path[3:10])
        c.poly(rough(taper(path, 60 * scale, 3 * scale), 2 * scale, rng, 18), mid)
    roots = c.stencil()
    for _ in range(26):
        rx, y0 = rng.choice(boughs)
        drop, lean = rng.uniform(70, 250) * scale, rng.uniform(-9, 9)
        first = arc(rx + rng.uniform(-12, 12), y0, drop * 0.5, 90 + lean, -lean * 2.4, 6)
        rest = arc(*first[-1], drop * 0.5, 90 - lean * 1.4, lean * 3, 6)[1:]
        roots.poly(taper(first + rest, rng.uniform(1.5, 4) * scale + 0.6, 0.5))
    c.print(roots.mask(), mix(dark, BARK, 0.6))


def _canopy(c: Canvas, spots: list[tuple[float, float, float, float]], size: float) -> None:
    deep = mix(FOREST, (8, 18, 16), 0.35)
    # Loose twigs first, so that the edge of the mass is never a clean arc.
    twigs = c.stencil()
    for x, y, rx, ry in spots:
        for _ in range(int(rx / 3)):
            a = c.rng.uniform(0, math.tau)
            px, py = x + rx * 1.03 * math.cos(a), y + ry * 1.05 * math.sin(a)
            twigs.poly(
                leaf(px, py, size * c.rng.uniform(0.9, 1.7), size * 0.45, math.degrees(a) + c.rng.gauss(0, 40), 20)
            )
    c.print(twigs.mask(), mix(deep, PADDY, 0.2))
    for k, (x, y, rx, ry) in enumerate(spots):
        t = k / len(spots)
        tones = (mix(deep, PADDY, 0.1 + 0.2 * t), mix(PADDY, deep, 0.35 - 0.2 * t), mix(PADDY, GOLD, 0.35 + 0.2 * t))
        crown(c, x, y, rx, ry, tones, size * c.rng.uniform(0.9, 1.15), int(rx * ry / size**2 * 3.4) + 60, 60)


def _beams(c: Canvas) -> None:
    """Light let through the leaves on its way to the court."""
    for k, (u, wide) in enumerate(((0.30, 0.03), (0.42, 0.045), (0.58, 0.03), (0.70, 0.05))):
        x, w = u * c.w, wide * c.w
        beam = [(x + 0.22 * c.w, -10), (x + 0.22 * c.w + w, -10), (x + w * 2.2, c.h * 0.98), (x - w * 1.2, c.h * 0.98)]
        c.print(c.stencil().poly(beam).mask(20), mix(GOLD, CREAM, 0.65), None, 0.10 + 0.03 * (k % 2))


def _court(c: Canvas, top: float, cx: float) -> None:
    """Brick paving running to the steps."""
    floor = c.stencil().poly([(-5, top), (c.w + 5, top), (c.w + 5, c.h + 5), (-5, c.h + 5)]).mask()
    c.print(floor, mix(STRAW, APRICOT, 0.45), mix(BRICK, BARK, 0.35))
    joints = c.stencil()
    for k in range(-26, 27):
        joints.line([(cx + k * 26, top), (cx + k * 150, c.h + 20)], 1.3)
    for k in range(1, 14):
        y = top + (c.h - top) * (k / 14) ** 1.8
        joints.line([(-5, y), (c.w + 5, y)], 0.8 + k * 0.1)
    c.print(joints.mask(), mix(BRICK, BARK, 0.6), None, 0.5)
    path = c.stencil().poly([(cx - 62, top), (cx + 62, top), (cx + 250, c.h + 10), (cx - 250, c.h + 10)]).mask()
    c.print(path, mix(STRAW, APRICOT, 0.2), mix(STRAW, BRICK, 0.3), 0.75)
    c.mottle(floor, mix(STRAW, APRICOT, 0.3), 17, 0.3, 2.6, 0.3)
    shadow, sparks = c.stencil(), c.stencil()
    rng = c.rng
    deep_end = c.h - top
    for _ in range(34):
        t = rng.random()
        shadow.poly(
            blob(
                rng.uniform(-60, c.w * 0.52) * (0.4 + 0.75 * t),
                top + 30 + deep_end * t,
                rng.uniform(60, 150) * (0.4 + t),
                rng.uniform(7, 15) * (0.4 + 1.5 * t),
                rng,
                0.3,
            )
        )
    for _ in range(16):
        shadow.poly(
            blob(
                rng.uniform(c.w * 0.8, c.w + 40),
                c.h - rng.uniform(0, deep_end * 0.4),
                rng.uniform(60, 130),
                rng.uniform(8, 22),
                rng,
                0.3,
            )
        )
    c.print(c.worn(ImageChops.multiply(shadow.mask(), floor), 2.6), mix(BARK, BRICK, 0.25), None, 0.62)
    for _ in range(130):
        t = rng.random()
        sparks.poly(
            blob(
                rng.uniform(-20, c.w * 0.5) * (0.5 + 0.6 * t),
                top + 24 + deep_end * t,
                rng.uniform(5, 17) * (0.4 + t),
                rng.uniform(1.6, 4) * (0.4 + 1.3 * t),
                rng,
                0.3,
                8,
            )
        )
    c.print(c.worn(sparks.mask(), 1.2), mix(APRICOT, STRAW, 0.5), None, 0.75)


def _garden(c: Canvas, y: float, spans: tuple[tuple[float, float], ...]) -> None:
    """Hedge and precinct wall either side, so that the court is enclosed."""
    for x0, x1 in spans:
        for k in range(6):
            x = x0 + (x1 - x0) * (k + 0.5) / 6
            crown(
                c,
                x,
                y - 96 - 22 * (k % 3),
                62,
                58,
                (mix(FOREST, SKY, 0.25), mix(PADDY, SKY, 0.25), mix(mix(PADDY, GOLD, 0.5), SKY, 0.2)),
                13,
                90,
                -60,
            )
        wall = c.poly(
            rough([(x0, y - 62), (x1, y - 62), (x1, y + 6), (x0, y + 6)], 1, c.rng, 14), STONE, mix(STONE, BRICK, 0.35)
        )
        c.mottle(wall, mix(BARK, STONE, 0.5), 30, 0.5, 1, 0.32)
        c.poly([(x0 - 4, y - 72), (x1 + 4, y - 72), (x1 + 4, y - 58), (x0 - 4, y - 58)], BRICK, mix(BRICK, DARK, 0.5))


def _pot(c: Canvas, x: float, y: float, s: float) -> None:
    """A bonsai in a glazed pot."""
    c.print(c.stencil().poly(blob(x + 12 * s, y, 34 * s, 6 * s, c.rng, 0.1)).mask(2), BARK, None, 0.5)
    m = c.poly(
        at(curve([(-26, -26), (-22, -6), (-14, 0), (14, 0), (22, -6), (26, -26)]), x, y, s), mix(BRICK, BARK, 0.25)
    )
    c.shade(m, DARK, 20, 0.4, 1.1, 0.8)
    c.poly(at([(-29, -29), (29, -29), (28, -23), (-28, -23)], x, y, s), mix(BRICK, STRAW, 0.3))
    c.poly(taper(curve([(x, y - 26 * s), (x - 7 * s, y - 42 * s), (x + 4 * s, y - 60 * s)]), 8 * s, 4 * s), BARK)
    tones = (mix(FOREST, BARK, 0.2), PADDY, mix(PADDY, GOLD, 0.5))
    for dx, dy, r in ((-15, -52, 17), (15, -60, 18), (0, -78, 17)):
        crown(c, x + dx * s, y + dy * s, r * s, r * 0.7 * s, tones, 7 * s, 70, -50)


def _pilgrims(c: Canvas, spots: list[tuple[float, float, float, str, int]]) -> None:
    coats = (mix(BRICK, (150, 20, 30), 0.4), CREAM, GOLD, mix(LEAF, BARK, 0.2), mix(BARK, BRICK, 0.5))
    for k, (x, y, h, pose, coat) in enumerate(spots):
        shadow = c.stencil().poly(
            [(x - h * 0.1, y), (x - h * 0.75, y + h * 0.16), (x - h * 0.6, y + h * 0.2), (x + h * 0.12, y + 2)]
        )
        c.print(shadow.mask(1.2), BARK, None, 0.4)
        person(
            c,
            x,
            y,
            h,
            pose,
            coats[coat],
            mix(BARK, (20, 14, 18), 0.4),
            mix(APRICOT, BARK, 0.35),
            mix(STRAW, GOLD, 0.15) if k % 2 == 0 else None,
            x > c.w / 2,
            mix(STRAW, GOLD, 0.3),
            True,
        )


def _incense(c: Canvas, x: float, y: float, s: float) -> None:
    """The great bronze burner and its smoke."""
    bowl = curve([(-40, -46), (-46, -30), (-30, -12), (0, -8), (30, -12), (46, -30), (40, -46)], steps=5)
    for dx in (-24, 0, 24):
        c.poly(taper([(x + dx * s, y - 16 * s), (x + dx * 1.25 * s, y)], 9 * s, 6 * s), DARK)
    m = c.poly([(x + px * s, y + py * s) for px, py in bowl], mix(DARK, GOLD, 0.22))
    c.shade(m, GOLD, -30, 0.5, 1.2, 0.7)
    for dx in (-50, 50):
        c.poly(
            taper(
                arc(x + dx * 0.8 * s, y - 36 * s, 34 * s, -20 if dx > 0 else 200, -110 if dx > 0 else 110, 8),
                6 * s,
                4 * s,
            ),
            DARK,
        )
    sticks = c.stencil()
    for k in range(9):
        sticks.line([(x + (k - 4) * 5 * s, y - 46 * s), (x + (k - 4) * 7 * s, y - 76 * s)], 1.4 * s)
    c.print(sticks.mask(), mix(BRICK, GOLD, 0.3))
    for k, (bend, w) in enumerate(((38, 22), (-46, 30), (60, 16))):
        smoke = [*arc(x + (k - 1) * 10 * s, y - 74 * s, 150 * s, -96 + k * 5, bend, 12)]
        smoke += arc(*smoke[-1], 130 * s, -96 + k * 5 + bend, -bend * 1.7, 12)[1:]
        for j in range(0, len(smoke) - 4, 3):
            # Pulled in short lengths that thin out as they rise.
            t = j / len(smoke)
            puff = taper(smoke[j : j + 5], (4 + w * t) * s, (4 + w * (t + 0.15)) * s)
            c.print(c.stencil().poly(puff).mask(4 * s), CREAM, None, 0.42 * (1 - t) ** 1.2)


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 23)
    c.sky(
        [(0, mix(GOLD, STRAW, 0.45)), (0.25, mix(APRICOT, STRAW, 0.35)), (0.5, mix(STRAW, APRICOT, 0.25)), (1, STRAW)]
    )
    cloud_bank(c, 240, 90, STRAW, SKY, 0.7, 260, 120)
    sun(c, 1130, 200, 66, CREAM, mix(GOLD, STRAW, 0.45), 7)
    treeline(c, -20, 1640, 400, 70, mix(PADDY, SKY, 0.72), SKY, base=470)
    for x, h in ((250, 250), (320, 200), (1330, 260), (1410, 210), (1250, 180)):
        tone = mix(PADDY, SKY, 0.6)
        areca(c, x, 460, h, tone, (tone, mix(tone, SKY, 0.2), tone), 0.03, 9)
    c.mist(420, 60, SKY, 0.7)
    for x, y, w, h, air in (
        (430, 372, 250, 74, 0.66),
        (1150, 368, 260, 76, 0.66),
        (800, 330, 330, 92, 0.58),
        (590, 404, 260, 82, 0.5),
        (1010, 402, 270, 82, 0.5),
        (1290, 432, 260, 80, 0.44),
        (320, 436, 250, 80, 0.44),
    ):
        _far_roof(c, x, y, w, h, air)
    c.mist(452, 46, mix(SKY, STRAW, 0.5), 0.85)
    _two_tier(c, 800, 478, 560, 190, 0.26)
    c.mist(515, 36, mix(SKY, STRAW, 0.5), 0.7)
    for x in (390, 1210):
        hall(c, x, 690, 330, 120, mix(BRICK, DARK, 0.2), DARK, GOLD, STONE, 5)
        roof(c, x, 585, 430, 112, mix(BRICK, SKY, 0.1), DARK, mix(GOLD, STRAW, 0.25), STONE, 0.62)
    _court(c, 712, 800)
    _garden(c, 722, ((-20, 190), (1410, 1620)))
    hall(c, 800, 704, 500, 150, mix(BRICK, (150, 20, 20), 0.3), DARK, mix(GOLD, STRAW, 0.2), STONE, 5)
    roof(c, 800, 572, 680, 156, mix(BRICK, (170, 60, 34), 0.4), DARK, mix(GOLD, STRAW, 0.25), STONE, 0.64)
    _incense(c, 800, 812, 0.95)
    for x, y, s in ((596, 752, 0.8), (1004, 752, 0.8)):
        _pot(c, x, y, s)
    pillar(c, 512, 880, 64, 420, STONE, DARK, mix(STRAW, BRICK, 0.3))
    pillar(c, 1088, 880, 64, 420, STONE, DARK, mix(STRAW, BRICK, 0.3))
    _pilgrims(
        c,
        [
            (742, 770, 62, "stand", 0),
            (866, 776, 64, "walk", 1),
            (906, 780, 60, "stand", 2),
            (640, 812, 78, "walk", 1),
            (608, 816, 74, "walk", 0),
            (965, 872, 104, "walk", 0),
            (1010, 884, 98, "walk", 2),
        ],
    )
    _pot(c, 1400, 950, 1.9)
    _pot(c, 1540, 980, 2.2)
    _banyan(c, 110, 930, -1, 1.12)
    _beams(c)
    _canopy(
        c,
        [
            (60, 150, 260, 150),
            (20, 10, 160, 90),
            (320, 70, 260, 110),
            (560, 20, 230, 84),
            (840, -10, 260, 66),
            (200, 270, 170, 90),
            (1120, -14, 260, 64),
            (1400, 4, 260, 100),
            (1580, 90, 150, 120),
            (440, 160, 130, 62),
            (20, 330, 120, 80),
        ],
        19,
    )
    for x, y, s in ((930, 168, 0.42), (985, 190, 0.36), (890, 205, 0.3)):
        egret(c, x, y, s, STRAW, s > 0.33, -8)
    return c.finish(7, 0.22, BARK)


def portrait() -> Image.Image:
    c = Canvas((1000, 1400), 24)
    c.sky(
        [(0, mix(GOLD, STRAW, 0.45)), (0.25, mix(APRICOT, STRAW, 0.35)), (0.5, mix(STRAW, APRICOT, 0.25)), (1, STRAW)]
    )
    cloud_bank(c, 420, 110, STRAW, SKY, 0.7, 220, 140)
    sun(c, 650, 320, 70, CREAM, mix(GOLD, STRAW, 0.45), 6)
    treeline(c, -20, 1040, 560, 70, mix(PADDY, SKY, 0.72), SKY, base=650)
    c.mist(590, 60, SKY, 0.7)
    for x, y, w, h, air in (
        (500, 470, 250, 78, 0.68),
        (250, 540, 250, 80, 0.6),
        (760, 536, 250, 80, 0.6),
        (500, 560, 330, 96, 0.5),
        (150, 636, 250, 82, 0.44),
        (860, 632, 250, 82, 0.44),
    ):
        _far_roof(c, x, y, w, h, air)
    c.mist(650, 46, mix(SKY, STRAW, 0.5), 0.85)
    _two_tier(c, 500, 704, 520, 190, 0.28)
    c.mist(742, 36, mix(SKY, STRAW, 0.5), 0.7)
    for x in (110, 890):
        hall(c, x, 930, 300, 120, mix(BRICK, DARK, 0.2), DARK, GOLD, STONE, 5)
        roof(c, x, 824, 390, 112, mix(BRICK, SKY, 0.1), DARK, mix(GOLD, STRAW, 0.25), STONE, 0.62)
    _court(c, 952, 500)
    _garden(c, 962, ((-20, 60), (940, 1020)))
    hall(c, 500, 944, 480, 160, mix(BRICK, (150, 20, 20), 0.3), DARK, mix(GOLD, STRAW, 0.2), STONE, 5)
    roof(c, 500, 800, 640, 160, mix(BRICK, (170, 60, 34), 0.4), DARK, mix(GOLD, STRAW, 0.25), STONE, 0.64)
    _incense(c, 500, 1080, 1.1)
    for x, y, s in ((300, 1000, 0.9), (700, 1000, 0.9), (900, 1330, 2.3)):
        _pot(c, x, y, s)
    pillar(c, 236, 1190, 74, 500, STONE, DARK, mix(STRAW, BRICK, 0.3))
    pillar(c, 764, 1190, 74, 500, STONE, DARK, mix(STRAW, BRICK, 0.3))
    _pilgrims(
        c,
        [
            (436, 1020, 70, "stand", 0),
            (566, 1026, 72, "walk", 1),
            (604, 1030, 68, "stand", 2),
            (356, 1130, 100, "walk", 1),
            (626, 1220, 136, "walk", 0),
            (690, 1236, 126, "walk", 2),
        ],
    )
    _banyan(c, 20, 1330, -1, 1.3)
    _beams(c)
    _canopy(
        c,
        [
            (60, 260, 230, 190),
            (300, 120, 230, 150),
            (540, 50, 230, 110),
            (790, 30, 240, 120),
            (960, 150, 150, 130),
            (-20, 60, 160, 120),
            (180, -10, 160, 80),
            (150, 430, 150, 110),
            (380, 240, 130, 80),
            (300, 350, 110, 60),
            (330, 470, 100, 46),
            (10, 560, 110, 100),
            (960, 290, 90, 80),
        ],
        20,
    )
    for x, y, s in ((730, 372, 0.42), (780, 396, 0.36), (700, 404, 0.3)):
        egret(c, x, y, s, STRAW, s > 0.33, -8)
    return c.finish(7, 0.22, BARK)
