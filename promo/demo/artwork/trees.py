"""Old trees and fruit trees."""

import math

from .canvas import Canvas
from .flora import Tones, crown
from .palette import APRICOT, BARK, CREAM, FOREST, GOLD, LONGAN, PADDY, RGB, STRAW, mix
from .shapes import Point, arc, curve, leaf, rough, taper

# A longan: body, shadow, shine.
LONGANS: Tones = (mix(LONGAN, APRICOT, 0.56), mix(LONGAN, BARK, 0.45), mix(APRICOT, CREAM, 0.6))
HAZE = mix(GOLD, STRAW, 0.62)


def longan_tree(c: Canvas, x: float, y: float, h: float, air: float, size: float, haze: RGB = HAZE) -> None:
    """A pruned longan: short forked trunk, wide round head speckled with fruit."""
    wood = mix(BARK, haze, air)
    for a, bend in ((-104, -16), (-78, 18), (-90, 6)):
        c.poly(taper(arc(x, y, h * 0.5, a, bend, 8), h * 0.075, h * 0.03), wood)
    tones = (mix(mix(FOREST, PADDY, 0.3), haze, air), mix(PADDY, haze, air), mix(mix(PADDY, GOLD, 0.55), haze, air))
    r = h * 0.44
    for dx, dy, k in (
        (-0.5, 0.1, 0.62),
        (0.52, 0.08, 0.62),
        (0.0, -0.14, 0.85),
        (-0.25, 0.2, 0.55),
        (0.28, 0.22, 0.55),
    ):
        crown(c, x + dx * r, y - h * 0.6 + dy * r, r * k, r * k * 0.72, tones, size, int(120 + 120 * k), -60)
    dots, glints = c.stencil(), c.stencil()
    rng = c.rng
    for _ in range(11):
        fx, fy = x + rng.gauss(0, r * 0.5), y - h * 0.58 + max(-0.5, min(0.42, rng.gauss(0.0, 0.3))) * r
        for _ in range(9):
            px, py, q = fx + rng.gauss(0, h * 0.016), fy + abs(rng.gauss(0, h * 0.025)), h * 0.0105 + 0.5
            dots.disc(px, py, q)
            glints.disc(px - q * 0.3, py - q * 0.3, q * 0.5)
    c.print(dots.mask(), mix(mix(LONGANS[0], GOLD, 0.3), haze, air * 0.8))
    c.print(glints.mask(), mix(LONGANS[2], haze, air * 0.8), None, 0.45)


def banyan(c: Canvas, x: float, ground: float, side: int, scale: float) -> None:
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


def canopy_over(c: Canvas, spots: list[tuple[float, float, float, float]], size: float) -> None:
    """Foliage overhead: crowns at (x, y, rx, ry), with loose twigs at their edge."""
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
