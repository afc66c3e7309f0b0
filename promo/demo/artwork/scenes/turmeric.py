"""Turmeric, honey and a bowl by the window. Palette: Nghệ."""

import math

from PIL import Image, ImageChops

from ..canvas import Canvas, field
from ..palette import APRICOT, BARK, CREAM, GOLD, INDIGO, LEAF, NIGHT, TURMERIC, mix
from ..shapes import Path, arc, at, blob, curve, leaf, rough, taper

FLESH = mix(GOLD, (232, 104, 12), 0.6)
SKIN = mix(mix(TURMERIC, APRICOT, 0.7), CREAM, 0.18)


def _window(c: Canvas) -> None:
    """Wall with the light of a slatted window and leaf shadows on it."""
    c.sky([(0, mix(INDIGO, NIGHT, 0.2)), (0.66, mix(INDIGO, CREAM, 0.3)), (1, INDIGO)])
    full = c.stencil().poly([(0, 0), (c.w, 0), (c.w, c.h), (0, c.h)]).mask()
    c.mottle(full, mix(INDIGO, NIGHT, 0.4), 6, 0.5)
    c.mottle(full, mix(INDIGO, CREAM, 0.35), 9, 0.3)
    light = c.stencil()
    for k in range(4):
        for j in range(2):
            x0, y0 = 520 + k * 150, 60 + j * 270
            light.poly([(x0, y0), (x0 + 128, y0 - 8), (x0 + 90, y0 + 240), (x0 - 42, y0 + 250)])
    mask = light.mask(5)
    shade = c.stencil()
    for _ in range(46):
        x, y = c.rng.uniform(400, 1180), c.rng.uniform(-20, 560)
        shade.poly(leaf(x, y, c.rng.uniform(80, 170), c.rng.uniform(22, 40), c.rng.gauss(60, 40), 20))
    leaves = shade.mask(6)
    c.print(ImageChops.subtract(mask, leaves), mix(GOLD, CREAM, 0.6), None, 0.8)
    c.print(ImageChops.multiply(mask, leaves), mix(GOLD, INDIGO, 0.5), None, 0.4)


def _table(c: Canvas, y: float) -> None:
    area = (
        c.stencil().poly(rough([(-10, y), (c.w + 10, y), (c.w + 10, c.h + 10), (-10, c.h + 10)], 0.8, c.rng, 30)).mask()
    )
    c.print(area, mix(BARK, TURMERIC, 0.62), mix(BARK, NIGHT, 0.25))
    grain = c.stencil()
    for _ in range(130):
        yy = y + 6 + (c.h - y) * c.rng.random() ** 1.2
        x, length = c.rng.uniform(-100, c.w), c.rng.uniform(120, 520)
        path = [(x + length * k / 8, yy + math.sin(k * 0.8 + yy) * 2.4) for k in range(9)]
        grain.poly(taper(path, 0.5, 0.5, c.rng.uniform(2, 5)))
    c.print(grain.mask(), mix(BARK, NIGHT, 0.4), None, 0.5)
    for k, yy in enumerate((y + 70, y + 178)):
        c.line([(-10, yy), (c.w + 10, yy + 3)], 2.4 + k, mix(BARK, NIGHT, 0.3), 0.6)
    pool = field(c.size, lambda u, v: 0.62 * math.exp(-((u - 0.5) ** 2) * 9 - ((v - 0.74) ** 2) * 40), 60)
    c.stipple_in(area, mix(GOLD, APRICOT, 0.4), pool, None, 0.6)
    cloth = rough([(330, y + 66), (1230, y + 58), (1420, y + 300), (200, y + 312)], 3, c.rng, 40)
    m = c.poly(cloth, mix(CREAM, APRICOT, 0.32), mix(CREAM, APRICOT, 0.12))
    c.shade(m, mix(INDIGO, CREAM, 0.45), 0, 0.5, 1.2, 0.6)
    weave = c.stencil()
    for k in range(70):
        weave.line([(330 + 13 * k, y + 62), (200 + 17.5 * k, y + 312)], 1.2)
    for k in range(5):
        t = (k + 0.4) / 5
        weave.line([(330 - 130 * t, y + 66 + 246 * t), (1230 + 190 * t, y + 58 + 242 * t)], 1.2)
    c.print(ImageChops.multiply(weave.mask(), m), mix(INDIGO, CREAM, 0.4), None, 0.3)
    for u in (0.07, 0.1, 0.9, 0.93):
        a, b = (330 + 900 * u, y + 63), (200 + 1220 * u, y + 310)
        c.line([a, b], 7, INDIGO, 0.75)
    fringe = c.stencil()
    for k in range(120):
        fringe.poly(taper(arc(204 + k * 10.1, y + 306, 17, 90 + c.rng.gauss(0, 9), 10, 3), 2.6, 1.2))
    c.print(fringe.mask(), mix(CREAM, APRICOT, 0.25))


def _cast(c: Canvas, x: float, y: float, rx: float, ry: float) -> None:
    """Shadow thrown to the right by the window."""
    c.print(
        c.stencil().poly(blob(x + rx * 0.45, y + ry * 0.2, rx * 1.25, ry, c.rng, 0.05)).mask(7),
        mix(BARK, INDIGO, 0.4),
        None,
        0.62,
    )


def _root(c: Canvas, x: float, y: float, s: float, turn: float, fingers: list[tuple[float, float, float]]) -> None:
    """A whole rhizome: knobbed body with fingers at (along, angle, length)."""
    parts: list[Path] = [taper(at(arc(-70, 0, 140, -6, 14, 12), x, y, s, turn), 26 * s, 22 * s, 62 * s)]
    for along, a, length in fingers:
        parts.append(taper(at(arc(along, 0, length, a, 26, 9), x, y, s, turn), 30 * s, 15 * s, 32 * s))
        tip = at(arc(along, 0, length, a, 26, 9), x, y, s, turn)[-1]
        parts.append(blob(tip[0], tip[1], 9 * s, 8.4 * s, c.rng, 0.1))
    for k, part in enumerate([*parts[1:], parts[0]]):
        m = c.poly(rough(part, 2.6 * s, c.rng, 12), mix(SKIN, TURMERIC, 0.1 + 0.1 * (k % 2)))
        c.shade(m, mix(SKIN, CREAM, 0.5), -140, 0.52, 1.15, 0.85)
        c.shade(m, mix(BARK, TURMERIC, 0.35), 50, 0.46, 1.1, 0.9)
        rings = c.stencil()
        box = m.getbbox()
        if box:
            for j in range(9):
                px = box[0] + (box[2] - box[0]) * (j + 0.5) / 9
                rings.line(arc(px, box[1] - 4, (box[3] - box[1]) + 8, 80 + turn, 22, 6), 1.4 * s)
            c.print(ImageChops.multiply(rings.mask(), m), BARK, None, 0.42)


def _slice(c: Canvas, x: float, y: float, rx: float, ry: float, turn: float = 0) -> None:
    edge = at(blob(0, 0, rx, ry, c.rng, 0.06), x, y + ry * 0.24, 1, turn)
    c.poly(edge, mix(TURMERIC, BARK, 0.25))
    face = at(blob(0, 0, rx * 0.98, ry * 0.96, c.rng, 0.05), x, y, 1, turn)
    m = c.poly(face, FLESH)
    c.shade(m, mix(GOLD, CREAM, 0.25), -150, 0.5, 1.1, 0.9)
    core = at(blob(0, 0, rx * 0.66, ry * 0.64, c.rng, 0.06), x, y, 1, turn)
    c.line([*core, core[0]], max(1.2, rx * 0.05), mix(FLESH, (170, 60, 0), 0.45), 0.8)
    dots = c.stencil()
    for k in range(16):
        a, d = k * 2.4, 0.12 + 0.42 * (k / 16)
        px, py = at([(rx * d * math.cos(a), ry * d * math.sin(a))], x, y, 1, turn)[0]
        dots.disc(px, py, rx * 0.03, ry * 0.04)
    c.print(dots.mask(), mix(GOLD, CREAM, 0.4), None, 0.8)


def _jar(c: Canvas, x: float, y: float, s: float) -> None:
    """Honey against the light: the brightest thing on the table."""
    _cast(c, x, y - 4 * s, 150 * s, 30 * s)
    c.print(
        c.stencil().poly(blob(x + 190 * s, y + 10 * s, 120 * s, 22 * s, c.rng, 0.2)).mask(16),
        mix(GOLD, CREAM, 0.2),
        None,
        0.6,
    )
    outline: Path = [
        (-84, -250),
        (-96, -226),
        (-112, -190),
        (-114, -60),
        (-108, -14),
        (-80, 4),
        (0, 12),
        (80, 4),
        (108, -14),
        (114, -60),
        (112, -190),
        (96, -226),
        (84, -250),
    ]
    glass = c.stencil().poly(at(curve(outline, True, 6), x, y, s)).mask()
    c.print(glass, mix(INDIGO, CREAM, 0.55))
    honey = (
        c.stencil()
        .poly(
            at(
                curve(
                    [
                        (-108, -176),
                        (-111, -60),
                        (-104, -14),
                        (-76, 2),
                        (0, 9),
                        (76, 2),
                        (104, -14),
                        (111, -60),
                        (108, -176),
                        (0, -166),
                    ],
                    True,
                    6,
                ),
                x,
                y,
                s,
            )
        )
        .mask()
    )
    c.print(honey, mix(GOLD, CREAM, 0.1), mix((200, 96, 6), GOLD, 0.25))
    c.shade(honey, mix(GOLD, CREAM, 0.65), 10, 0.5, 1.2, 0.9)
    c.shade(honey, mix(BARK, (170, 80, 0), 0.5), 170, 0.6, 1.15, 0.8)
    c.shade(honey, mix(BARK, (170, 80, 0), 0.5), 90, 0.75, 1.2, 0.8)
    c.poly(at(blob(0, -174, 108, 13, c.rng, 0.02, 16), x, y, s), mix(GOLD, CREAM, 0.5))
    bubbles = c.stencil()
    for _ in range(12):
        bubbles.disc(x + c.rng.uniform(-80, 80) * s, y - c.rng.uniform(20, 150) * s, c.rng.uniform(1.5, 4.5) * s)
    c.print(bubbles.mask(), mix(GOLD, CREAM, 0.8), None, 0.8)
    c.poly(
        taper(at(curve([(-92, -196), (-99, -120), (-93, -40)]), x, y, s), 4 * s, 3 * s, 15 * s),
        (255, 252, 240),
        None,
        0.85,
    )
    c.poly(
        taper(at(curve([(84, -190), (96, -150), (97, -90)]), x, y, s), 2 * s, 2 * s, 7 * s), (255, 252, 240), None, 0.7
    )
    cloth: Path = [
        (-92, -246),
        (-118, -208),
        (-96, -214),
        (-70, -200),
        (-40, -212),
        (-10, -202),
        (26, -213),
        (60, -202),
        (92, -215),
        (116, -206),
        (92, -248),
        (70, -286),
        (0, -300),
        (-70, -286),
    ]
    m = c.poly(rough(at(cloth, x, y, s), 2 * s, c.rng, 12), mix(CREAM, APRICOT, 0.15))
    c.shade(m, mix(INDIGO, CREAM, 0.3), 30, 0.42, 1.1, 0.85)
    folds = c.stencil()
    for k in range(12):
        fx = -92 + k * 17
        folds.poly(taper(at(curve([(fx * 0.85, -250), (fx * 1.05, -228), (fx * 1.16, -206)]), x, y, s), 3 * s, 1.5 * s))
    c.print(ImageChops.multiply(folds.mask(), m), mix(INDIGO, CREAM, 0.25), None, 0.6)
    c.poly(taper(at(curve([(-92, -246), (0, -234), (92, -248)]), x, y, s), 8 * s, 8 * s), mix(BARK, TURMERIC, 0.4))
    for k, b in ((-1, 60), (1, -50)):
        c.poly(taper(at(arc(10, -238, 66, 90 - k * 40, b, 9), x, y, s), 6 * s, 2.5 * s), mix(BARK, TURMERIC, 0.4))


def _bowl(c: Canvas, x: float, y: float, s: float) -> None:
    """Glazed bowl, indigo fish-scale band, heaped with powder."""
    _cast(c, x, y - 6 * s, 170 * s, 30 * s)
    c.poly(at([(-64, -8), (64, -8), (56, 10), (-56, 10)], x, y, s), mix(INDIGO, CREAM, 0.35))
    back = c.poly(at(blob(0, -128, 176, 40, c.rng, 0.01, 20), x, y, s), mix(CREAM, INDIGO, 0.25))
    c.shade(back, INDIGO, 180, 0.5, 1.1, 0.8)
    heap = c.poly(
        rough(
            at(
                curve(
                    [
                        (-160, -122),
                        (-110, -160),
                        (-40, -206),
                        (6, -222),
                        (60, -200),
                        (120, -158),
                        (160, -122),
                        (90, -96),
                        (0, -90),
                        (-90, -96),
                    ],
                    True,
                    6,
                ),
                x,
                y,
                s,
            ),
            2.4 * s,
            c.rng,
            9,
        ),
        mix(GOLD, FLESH, 0.45),
    )
    c.shade(heap, mix(GOLD, CREAM, 0.4), -140, 0.5, 1.05, 0.9)
    c.shade(heap, mix((190, 84, 0), TURMERIC, 0.4), 40, 0.5, 1.1, 0.9)
    body = [
        (-177, -128),
        (-160, -74),
        (-112, -24),
        (-60, -4),
        (60, -4),
        (112, -24),
        (160, -74),
        (177, -128),
        (120, -99),
        (0, -88),
        (-120, -99),
    ]
    m = c.poly(at(curve(body, True, 6), x, y, s), mix(CREAM, APRICOT, 0.12))
    band = c.stencil()
    for row in range(3):
        for k in range(-13, 14):
            px, py = k * 13.6 + (6.8 if row % 2 else 0), -66 + row * 11 + 18 * (1 - (k / 13.6) ** 2) - 6
            band.line(at(arc(px - 7, py, 20, -70, 140, 7), x, y, s), 2.2 * s)
    c.print(ImageChops.multiply(band.mask(), m), INDIGO, None, 0.9)
    for off, w in ((-82, 4.0), (-21, 3.4)):
        c.print(
            ImageChops.multiply(
                c.stencil()
                .poly(
                    taper(
                        at(
                            curve([(-180, off - 26), (-90, off + 2), (0, off + 10), (90, off + 2), (180, off - 26)]),
                            x,
                            y,
                            s,
                        ),
                        w * s,
                        w * s,
                    )
                )
                .mask(),
                m,
            ),
            INDIGO,
        )
    c.shade(m, mix(INDIGO, NIGHT, 0.2), 20, 0.5, 1.1, 0.8)
    c.shade(m, mix(GOLD, CREAM, 0.4), 165, 0.72, 1.2, 0.4)
    rim = curve([(-177, -128), (-120, -99), (0, -88), (120, -99), (177, -128)])
    c.poly(taper(at(rim, x, y, s), 3 * s, 3 * s, 6 * s), (255, 251, 236))


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 71)
    _window(c)
    _table(c, 640)
    vase = curve(
        [
            (1262, 560),
            (1240, 600),
            (1216, 660),
            (1226, 720),
            (1262, 742),
            (1352, 742),
            (1388, 720),
            (1398, 660),
            (1374, 600),
            (1352, 560),
        ],
        False,
        6,
    )
    _cast(c, 1307, 736, 110, 18)
    for k, (x, y, length, a) in enumerate(
        (
            (1290, 566, 420, -106),
            (1324, 566, 450, -70),
            (1276, 570, 340, -132),
            (1344, 570, 380, -46),
            (1306, 566, 400, -90),
        )
    ):
        m = c.poly(leaf(x, y, length, length * 0.24, a, 26 if a > -90 else -26), mix(LEAF, NIGHT, 0.25 + 0.1 * (k % 2)))
        c.shade(m, mix(LEAF, GOLD, 0.4), 180, 0.45, 1.2, 0.8)
        c.poly(
            taper(arc(x, y, length * 0.96, a - (13 if a > -90 else -13), 26 if a > -90 else -26, 9), 6, 1),
            mix(LEAF, GOLD, 0.6),
        )
    m = c.poly(vase, mix(INDIGO, NIGHT, 0.2))
    c.shade(m, mix(INDIGO, CREAM, 0.5), 180, 0.5, 1.15, 0.9)
    c.shade(m, NIGHT, 10, 0.5, 1.1, 0.9)
    c.poly(blob(1307, 561, 46, 8, c.rng, 0.02, 16), NIGHT)
    _jar(c, 610, 770, 1.22)
    _bowl(c, 990, 800, 1.05)
    _cast(c, 1240, 846, 130, 22)
    _root(c, 1235, 836, 1.2, -8, [(-40, -70, 70), (10, -58, 84), (46, 40, 52), (-30, 62, 48)])
    _cast(c, 390, 846, 140, 22)
    _root(c, 385, 838, 1.4, 10, [(-50, -110, 66), (0, -72, 76), (40, -40, 70)])
    for x, y, rx, ry, turn in (
        (600, 876, 60, 32, -6),
        (700, 900, 52, 28, 4),
        (795, 884, 44, 24, 10),
        (520, 916, 46, 24, 0),
    ):
        _cast(c, x, y + 12, rx, ry * 0.7)
        _slice(c, x, y, rx, ry, turn)
    _cast(c, 1130, 902, 90, 18)
    _root(c, 1120, 892, 0.9, 4, [(-20, -120, 50)])
    _slice(c, 1200, 890, 30, 34, 10)
    dust = c.stencil()
    for _ in range(240):
        dust.disc(c.rng.gauss(900, 170), 880 + abs(c.rng.gauss(0, 28)), c.rng.uniform(0.8, 2.8))
    c.print(dust.mask(), mix(GOLD, FLESH, 0.4), None, 0.85)
    for k in range(3):
        x, y = 60 + k * 56, 1010 + k * 6
        m = c.poly(leaf(x, y, 330 - k * 40, 84, -72 + k * 22, 24), mix(NIGHT, LEAF, 0.4))
        c.shade(m, mix(LEAF, GOLD, 0.3), -10, 0.55, 1.2, 0.7)
    return c.finish(7, 0.3, NIGHT)
