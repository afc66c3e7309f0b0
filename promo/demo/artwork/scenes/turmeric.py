"""Turmeric, honey and a bowl by the window. Palette: Nghệ."""

import math

from PIL import Image, ImageChops

from ..canvas import Canvas
from ..palette import APRICOT, BARK, CREAM, GOLD, INDIGO, LEAF, NIGHT, TURMERIC, mix
from ..shapes import Path, arc, at, blob, curve, leaf, rough, taper
from ..still import bowl, cast, cloth, heap, jar, jar_front, table, window

FLESH = mix(GOLD, (232, 104, 12), 0.6)
SKIN = mix(mix(TURMERIC, APRICOT, 0.7), CREAM, 0.18)


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


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 71)
    window(c)
    table(c, 640)
    cloth(c, ((330, 706), (1230, 698), (1420, 940), (200, 952)))
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
    cast(c, 1307, 736, 110, 18)
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
    honey = jar(c, 610, 770, 1.22, mix(GOLD, CREAM, 0.1), (200, 96, 6))
    bubbles = c.stencil()
    for _ in range(12):
        bubbles.disc(c.rng.uniform(512, 708), 770 - c.rng.uniform(24, 183), c.rng.uniform(1.8, 5.5))
    c.print(ImageChops.multiply(bubbles.mask(), honey), mix(GOLD, CREAM, 0.8), None, 0.8)
    jar_front(c, 610, 770, 1.22)
    powder = (mix(GOLD, FLESH, 0.45), mix(GOLD, CREAM, 0.4), mix((190, 84, 0), TURMERIC, 0.4))
    bowl(c, 990, 800, 1.05, lambda: heap(c, 990, 800, 1.05, *powder))
    cast(c, 1240, 846, 130, 22)
    _root(c, 1235, 836, 1.2, -8, [(-40, -70, 70), (10, -58, 84), (46, 40, 52), (-30, 62, 48)])
    cast(c, 390, 846, 140, 22)
    _root(c, 385, 838, 1.4, 10, [(-50, -110, 66), (0, -72, 76), (40, -40, 70)])
    for x, y, rx, ry, turn in (
        (600, 876, 60, 32, -6),
        (700, 900, 52, 28, 4),
        (795, 884, 44, 24, 10),
        (520, 916, 46, 24, 0),
    ):
        cast(c, x, y + 12, rx, ry * 0.7)
        _slice(c, x, y, rx, ry, turn)
    cast(c, 1130, 902, 90, 18)
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
