"""Stalls, baskets, sellers and bicycles."""

from PIL import ImageChops

from .canvas import Canvas
from .figures import person
from .flora import fruit
from .palette import (
    APRICOT,
    BARK,
    BRICK,
    CREAM,
    DEEP,
    FOREST,
    GOLD,
    LEAF,
    LONGAN,
    LOTUS,
    PADDY,
    RGB,
    STRAW,
    TEAL,
    mix,
)
from .shapes import Point, arc, at, blob, curve, leaf, taper

HAZE = mix(STRAW, GOLD, 0.3)
DARK, SKIN = mix(BARK, DEEP, 0.5), mix(APRICOT, BARK, 0.32)


def awning(c: Canvas, x: float, y: float, w: float, tone: RGB, air: float, haze: RGB = HAZE) -> None:
    """A striped cloth pitched on bamboo, its valance scalloped, light from behind."""
    top, drop = y - w * 0.16, w * 0.09
    for dx in (-0.47, 0.47):
        c.poly(taper([(x + dx * w, y + w * 0.5), (x + dx * w * 0.98, y)], 6, 4), mix(BARK, haze, air))
    n = 11
    base = mix(tone, haze, air)
    for k in range(n):
        u0, u1 = k / n - 0.5, (k + 1) / n - 0.5
        sag = [w * 0.05 * (1 - (2 * u) ** 2) for u in (u0, u1)]
        stripe = base if k % 2 == 0 else mix(mix(CREAM, tone, 0.12), haze, air)
        cloth = [(x + u0 * w * 0.8, top), (x + u1 * w * 0.8, top), (x + u1 * w, y + sag[1]), (x + u0 * w, y + sag[0])]
        c.shade(c.poly(cloth, stripe), mix(stripe, CREAM, 0.6), -90, 0.3, 1.2, 0.7)
        mid = x + (u0 + u1) / 2 * w
        hem = [cloth[3], (cloth[3][0], cloth[3][1] + drop * 0.6), (mid, (sag[0] + sag[1]) / 2 + y + drop * 1.1)]
        hem += [(cloth[2][0], cloth[2][1] + drop * 0.6), cloth[2]]
        c.poly([hem[0], *curve(hem[1:4], False, 5), hem[4]], mix(stripe, BARK, 0.22 * (1 - air)))
    c.poly(taper([(x - w * 0.42, top), (x + w * 0.42, top)], 5, 5), mix(BARK, haze, air))


def basket(c: Canvas, x: float, y: float, r: float, goods: str) -> None:
    """A flat woven basket and its heap; (x, y) is the centre of the rim."""
    c.print(
        c.stencil().poly(blob(x + r * 0.25, y + r * 0.52, r * 1.15, r * 0.26, c.rng, 0.08)).mask(6), BARK, None, 0.5
    )
    side = [(-1, 0), (-0.9, 0.34), (-0.6, 0.56), (0, 0.64), (0.6, 0.56), (0.9, 0.34), (1, 0)]
    m = c.poly([(x + px * r, y + py * r) for px, py in curve(side, False, 6)], mix(APRICOT, LONGAN, 0.35))
    weave = c.stencil()
    for k in range(-14, 15):
        weave.line([(x + k * r / 13, y - 4), (x + k * r / 15, y + r * 0.7)], 1.6)
    for k in range(1, 5):
        weave.line(
            [(x + px * r, y + (0.12 * k) * r + 0.17 * r * (1 - px * px)) for px in (-1, -0.6, -0.2, 0.2, 0.6, 1)], 1.8
        )
    c.print(ImageChops.multiply(weave.mask(), m), BARK, None, 0.5)
    c.shade(m, BARK, 40, 0.4, 1.1, 0.8)
    c.poly(blob(x, y, r, r * 0.3, c.rng, 0.015, 20), mix(APRICOT, BARK, 0.45))
    c.poly(blob(x, y + r * 0.02, r * 0.92, r * 0.25, c.rng, 0.015, 20), mix(BARK, LONGAN, 0.3))
    rng = c.rng
    if goods == "greens":
        for k in range(46):
            tone = (mix(LEAF, FOREST, 0.4), LEAF, mix(PADDY, GOLD, 0.3), mix(LEAF, STRAW, 0.3))[k % 4]
            c.poly(
                leaf(
                    x + rng.uniform(-0.7, 0.7) * r,
                    y + rng.uniform(-0.1, 0.12) * r,
                    r * rng.uniform(0.3, 0.55),
                    r * 0.15,
                    rng.gauss(-90, 46),
                    rng.uniform(-30, 30),
                ),
                tone,
            )
    elif goods == "banana":
        for k in range(6):
            bx = x + (k - 2.5) * r * 0.28
            for j in range(5):
                mm = c.poly(
                    taper(
                        arc(bx + (j - 2) * r * 0.07, y + r * 0.06 - (k % 2) * r * 0.14, r * 0.46, -116 + j * 14, 34, 7),
                        r * 0.08,
                        r * 0.03,
                        r * 0.13,
                    ),
                    mix(GOLD, PADDY, 0.12 * (k % 3)),
                )
                c.shade(mm, mix(BARK, GOLD, 0.5), 40, 0.5, 1.2, 0.7)
    else:
        inks = {
            "longan": (mix(LONGAN, APRICOT, 0.56), mix(LONGAN, BARK, 0.45), mix(APRICOT, CREAM, 0.6)),
            "orange": (mix(GOLD, (232, 110, 20), 0.5), mix(BRICK, GOLD, 0.3), CREAM),
            "turmeric": (mix(GOLD, (220, 90, 10), 0.5), BARK, CREAM),
            "rose": (mix(LOTUS, BRICK, 0.3), mix(LOTUS, BARK, 0.6), mix(LOTUS, CREAM, 0.7)),
        }[goods]
        q = r * (0.115 if goods == "longan" else 0.16)
        heap: list[Point] = []
        for layer in range(6):
            wide = 0.9 * (1 - (layer / 6.4) ** 1.5)
            n = max(1, int(wide * r * 2 / (q * 1.75)))
            left = x - (n - 1) / 2 * q * 1.8 + (q * 0.9 if layer % 2 else 0)
            top = y + r * 0.16 * (1 - layer / 3) - layer * q - q * 0.4
            heap.extend((left + k * q * 1.8 + rng.uniform(-2, 2), top + rng.uniform(-2, 2)) for k in range(n))
        for px, py in sorted(heap, key=lambda p: (round(p[1] / q * 2), p[0])):
            fruit(c, px, py, q, inks[0], inks[1], inks[2])
        if goods != "turmeric":
            for _ in range(4):
                mm = c.poly(
                    leaf(
                        x + rng.uniform(-0.6, 0.6) * r,
                        y - rng.uniform(0, 0.4) * r,
                        r * 0.36,
                        r * 0.12,
                        rng.uniform(-170, -10),
                        16,
                    ),
                    mix(LEAF, FOREST, 0.3),
                )
                c.shade(mm, mix(LEAF, GOLD, 0.4), -90, 0.5, 1.2, 0.7)


def vendor(c: Canvas, x: float, y: float, h: float, coat: RGB, flip: bool) -> None:
    """Seated on a low stool, seen from the baskets' side."""
    s = h / 100
    c.print(c.stencil().poly(blob(x, y + 2 * s, 40 * s, 6 * s, c.rng, 0.1)).mask(3), BARK, None, 0.5)
    stool = c.poly(
        at([(-20, -20), (16, -20), (14, 0), (9, 0), (8, -13), (-12, -13), (-13, 0), (-18, 0)], x, y, s, 0, flip),
        mix(BARK, APRICOT, 0.25),
    )
    c.shade(stool, DARK, 90, 0.4, 1.1, 0.7)
    person(c, x, y - 4 * s, h, "sit", coat, DARK, SKIN, mix(STRAW, GOLD, 0.12), flip, mix(GOLD, CREAM, 0.4))


def bicycle(c: Canvas, x: float, y: float, s: float) -> None:
    """Seen from the side, wheels 68*s across."""
    dark = mix(DEEP, BARK, 0.4)
    for wx in (-56, 56):
        ring = blob(x + wx * s, y - 34 * s, 33 * s, 33 * s, c.rng, 0.0, 20)
        c.line([*ring, ring[0]], 3.6 * s, dark)
        spokes = c.stencil()
        for k in range(12):
            spokes.line(arc(x + wx * s, y - 34 * s, 32 * s, k * 30, 0, 2), 0.9)
        c.print(spokes.mask(), dark, None, 0.5)
    frame = c.stencil()
    for a, b in (
        ((-56, -34), (-18, -34)),
        ((-18, -34), (-26, -78)),
        ((-56, -34), (-26, -72)),
        ((-18, -34), (36, -76)),
        ((-25, -72), (36, -78)),
        ((56, -34), (34, -92)),
    ):
        frame.line(at([a, b], x, y, s), 3.6 * s)
    c.print(frame.mask(), mix(TEAL, DEEP, 0.4))
    c.poly(taper(at(curve([(34, -92), (24, -98), (10, -94)]), x, y, s), 3.4 * s, 3.4 * s), dark)
    c.poly(at(curve([(-40, -80), (-14, -80), (-14, -75), (-38, -73)], True, 4), x, y, s), dark)
    c.poly(at([(-78, -68), (-44, -68), (-48, -46), (-74, -46)], x, y, s), mix(APRICOT, LONGAN, 0.4))
    greens = c.stencil()
    for k in range(9):
        greens.poly(taper(at(arc(-76 + k * 4, -66, 28, -110 + k * 7, 20, 5), x, y, s), 6 * s, 1))
    c.print(greens.mask(), mix(LEAF, GOLD, 0.2))
