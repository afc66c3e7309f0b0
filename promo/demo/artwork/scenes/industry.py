"""An industrial park among the paddies as the lamps come on. Palette: Nghệ."""

import math

from PIL import Image, ImageChops

from ..canvas import Canvas
from ..flora import areca, reeds, treeline
from ..palette import APRICOT, BRICK, CREAM, FOREST, GOLD, INDIGO, LEAF, NIGHT, PEACH, RGB, TEAL, mix
from ..shapes import Point, at, blob, curve, rough, taper
from ..water import cloud_bank, reflect, ripples, strips

GLASS = mix(GOLD, CREAM, 0.35)
DUSK = mix(APRICOT, PEACH, 0.3)


def _hall(c: Canvas, x: float, y: float, w: float, h: float, bays: int, wall: RGB, side: RGB, lit: float) -> None:
    """A sawtooth hall: north lights glow, a band of windows below."""
    step = w / bays
    roof: list[Point] = [(x, y - h)]
    for k in range(bays):
        roof += [(x + k * step, y - h * 1.42), (x + (k + 1) * step, y - h)]
    m = c.poly([*roof, (x + w, y), (x, y)], wall, mix(wall, NIGHT, 0.35))
    c.shade(m, mix(wall, DUSK, 0.5), 180, 0.6, 1.15, 0.5)
    ribs = c.stencil()
    for k in range(int(w / 9)):
        ribs.line([(x + k * 9, y - h * 1.4), (x + k * 9, y)], 1.0)
    c.print(ImageChops.multiply(ribs.mask(), m), NIGHT, None, 0.22)
    for k in range(bays):
        a = x + k * step
        c.poly(
            [(a, y - h * 1.42), (a + step, y - h), (a + step, y - h * 0.97), (a, y - h * 1.36)], mix(side, DUSK, 0.3)
        )
        pane = [
            (a + step * 0.04, y - h * 1.3),
            (a + step * 0.62, y - h * 1.07),
            (a + step * 0.62, y - h * 0.98),
            (a + step * 0.04, y - h * 0.98),
        ]
        c.poly(pane, mix(wall, GLASS, lit), mix(wall, GOLD, lit * 0.9))
    bars, windows = c.stencil(), c.stencil()
    n = max(4, int(w / 26))
    for k in range(n):
        wx = x + w * (k + 0.22) / n
        if c.rng.random() < 0.86:
            windows.poly(
                [
                    (wx, y - h * 0.72),
                    (wx + w / n * 0.62, y - h * 0.72),
                    (wx + w / n * 0.62, y - h * 0.5),
                    (wx, y - h * 0.5),
                ]
            )
        bars.line([(wx + w / n * 0.31, y - h * 0.72), (wx + w / n * 0.31, y - h * 0.5)], 1)
    c.print(windows.mask(), GLASS, GOLD, 0.35 + 0.65 * lit)
    c.print(bars.mask(), wall, None, 0.8)
    for along in (0.18, 0.5, 0.82):
        dx = x + w * along
        c.poly(
            [(dx - 16, y - h * 0.34), (dx + 16, y - h * 0.34), (dx + 16, y), (dx - 16, y)],
            mix(GLASS, wall, 0.15),
            GOLD,
            lit,
        )
        c.glow(dx, y, 60, GOLD, 0.3 * lit)


def _tower(c: Canvas, x: float, y: float, h: float) -> None:
    """The water tower: a ball on three legs, the park's landmark."""
    steel, shade = mix(CREAM, DUSK, 0.4), mix(INDIGO, NIGHT, 0.3)
    braces = c.stencil()
    for k in range(4):
        y0, y1 = y - h * 0.16 * k, y - h * 0.16 * (k + 1)
        w0, w1 = h * (0.13 - 0.013 * k), h * (0.13 - 0.013 * (k + 1))
        braces.line([(x - w0, y0), (x + w1, y1)], 2).line([(x + w0, y0), (x - w1, y1)], 2).line(
            [(x - w1, y1), (x + w1, y1)], 2.4
        )
    c.print(braces.mask(), shade)
    for dx in (-0.13, 0, 0.13):
        c.poly(taper([(x + dx * h, y), (x + dx * 0.62 * h, y - h * 0.66)], 9, 6), mix(shade, steel, 0.15))
    ball: list[Point] = [
        (-0.17, -0.78),
        (-0.155, -0.86),
        (-0.09, -0.925),
        (0, -0.945),
        (0.09, -0.925),
        (0.155, -0.86),
        (0.17, -0.78),
        (0.13, -0.69),
        (0.05, -0.635),
        (-0.05, -0.635),
        (-0.13, -0.69),
    ]
    m = c.poly([(x + px * h, y + py * h) for px, py in curve(ball, True, 6)], steel)
    c.shade(m, shade, 25, 0.32, 0.95, 0.95)
    c.shade(m, mix(GOLD, CREAM, 0.5), 190, 0.62, 1.1, 0.8)
    for yy, w in ((-0.785, 0.185), (-0.755, 0.182)):
        c.line([(x - w * h, y + yy * h), (x, y + yy * h + 6), (x + w * h, y + yy * h)], 2.4, shade)
    c.poly(taper([(x, y - h * 0.95), (x, y - h * 1.06)], 3, 1.5), shade)
    c.print(c.stencil().disc(x, y - h * 1.07, 3.4).mask(), mix(BRICK, (255, 60, 40), 0.6))
    c.glow(x, y - h * 1.07, 26, mix(BRICK, (255, 80, 60), 0.6), 0.6)


def _road(c: Canvas) -> list[tuple[float, float, float]]:
    """The lit road; gives back lamp feet with their scale, far to near."""
    lamps: list[tuple[float, float, float]] = []
    left: list[Point] = []
    right: list[Point] = []
    for k in range(41):
        t = k / 40
        y = 642 + 378 * t**1.7
        mid = 930 - 150 * t + 60 * math.sin(t * 3.4)
        w = 8 + 190 * t**1.5
        left.append((mid - w, y))
        right.append((mid + w, y))
        if k in (5, 11, 17, 23, 29, 34):
            lamps.append((mid + w + 8, y, 0.14 + 0.95 * t**1.3))
            lamps.append((mid - w - 8, y, -(0.14 + 0.95 * t**1.3)))
    road = c.poly(left + right[::-1], mix(INDIGO, DUSK, 0.35), mix(NIGHT, INDIGO, 0.4))
    c.shade(road, mix(DUSK, GOLD, 0.3), -90, 0.5, 1.2, 0.8)
    c.line(left, 3, mix(CREAM, DUSK, 0.4), 0.6)
    c.line(right, 3, mix(CREAM, DUSK, 0.4), 0.6)
    for k in range(4, 40, 3):
        t0, (a, b), (d, e) = k / 40, (left[k], right[k]), (left[k + 1], right[k + 1])
        r = 1 + 5 * t0
        c.poly(
            [
                ((a[0] + b[0]) / 2 - r, a[1]),
                ((a[0] + b[0]) / 2 + r, a[1]),
                ((d[0] + e[0]) / 2 + r, d[1]),
                ((d[0] + e[0]) / 2 - r, d[1]),
            ],
            GLASS,
            None,
            0.7,
        )
    trail = c.stencil()
    for off, _ in ((0.5, 0), (0.62, 0)):
        trail.poly(
            taper(
                [(a[0] + (b[0] - a[0]) * off, a[1]) for a, b in zip(left[8:30], right[8:30], strict=True)], 0.6, 1.2, 4
            )
        )
    c.print(trail.mask(), mix(BRICK, (255, 90, 50), 0.5), None, 0.8)
    return lamps


def _lorry(c: Canvas, x: float, y: float, s: float) -> None:
    """Seen from behind, on its way in."""
    c.print(c.stencil().poly(blob(x, y + 3 * s, 40 * s, 7 * s, c.rng, 0.1)).mask(3), NIGHT, None, 0.7)
    for dx in (-20, 20):
        c.poly(at([(dx - 6, -10), (dx + 6, -10), (dx + 5, 4), (dx - 5, 4)], x, y, s), NIGHT)
    box = c.poly(
        at([(-29, -66), (29, -66), (30, -8), (-30, -8)], x, y, s), mix(CREAM, DUSK, 0.4), mix(INDIGO, CREAM, 0.3)
    )
    c.shade(box, mix(INDIGO, NIGHT, 0.2), 180, 0.4, 1.1, 0.7)
    c.line(at([(0, -64), (0, -10)], x, y, s), 1.6, mix(INDIGO, NIGHT, 0.3), 0.7)
    for dx in (-24, 24):
        lamp = (x + dx * s, y - 10 * s)
        c.glow(*lamp, 34 * s, mix(BRICK, (255, 60, 40), 0.6), 0.7)
        c.print(c.stencil().disc(*lamp, 3.6 * s, 2.8 * s).mask(), mix(BRICK, (255, 110, 80), 0.7))


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 97)
    c.sky(
        [
            (0, mix(INDIGO, NIGHT, 0.35)),
            (0.22, INDIGO),
            (0.4, mix(INDIGO, mix(BRICK, PEACH, 0.6), 0.55)),
            (0.54, mix(APRICOT, BRICK, 0.12)),
            (0.62, mix(GOLD, CREAM, 0.35)),
            (1, GOLD),
        ]
    )
    stars = c.stencil()
    for _ in range(70):
        stars.disc(c.rng.uniform(0, 1600), c.rng.random() ** 1.6 * 260, c.rng.uniform(0.7, 1.9))
    c.print(stars.mask(), CREAM, None, 0.8)
    c.glow(520, 610, 620, mix(GOLD, CREAM, 0.35), 0.7)
    strips(c, 210, 420, mix(APRICOT, BRICK, 0.25), 20, 0.55)
    strips(c, 300, 470, mix(GOLD, APRICOT, 0.4), 16, 0.6)
    cloud_bank(c, 520, 60, mix(BRICK, INDIGO, 0.4), DUSK, 0.4, 200, 70)
    treeline(c, -60, 1660, 612, 44, mix(INDIGO, DUSK, 0.45), DUSK, None, 660)
    far = mix(INDIGO, DUSK, 0.34)
    _hall(c, 130, 634, 330, 46, 9, far, mix(far, CREAM, 0.3), 0.6)
    _hall(c, 1130, 634, 400, 50, 10, far, mix(far, CREAM, 0.3), 0.6)
    for x, h in ((495, 190), (520, 210)):
        m = c.poly(taper([(x, 640), (x, 640 - h)], 15, 10), mix(BRICK, DUSK, 0.35), mix(BRICK, INDIGO, 0.5))
        c.shade(m, NIGHT, 0, 0.4, 1.0, 0.7)
        for k in range(2):
            c.poly(
                [
                    (x - 6, 640 - h + 10 + k * 24),
                    (x + 6, 640 - h + 10 + k * 24),
                    (x + 6, 640 - h + 20 + k * 24),
                    (x - 6, 640 - h + 20 + k * 24),
                ],
                CREAM,
                None,
                0.6,
            )
    c.mist(640, 26, DUSK, 0.7)
    ground = c.stencil().poly(rough([(-10, 640), (1610, 640), (1610, 1010), (-10, 1010)], 1.5, c.rng, 30)).mask()
    c.print(ground, mix(LEAF, INDIGO, 0.4), mix(FOREST, NIGHT, 0.5))
    c.mottle(ground, mix(LEAF, GOLD, 0.25), 13, 0.3, 3.0, 0.4)
    c.mottle(ground, mix(FOREST, NIGHT, 0.6), 10, 0.5, 3.2, 0.4)
    _tower(c, 760, 690, 400)
    _hall(c, 330, 700, 520, 92, 8, mix(INDIGO, far, 0.4), mix(INDIGO, CREAM, 0.3), 0.92)
    _hall(c, 985, 690, 660, 86, 10, mix(INDIGO, far, 0.3), mix(INDIGO, CREAM, 0.3), 0.88)
    lamps = _road(c)
    paddies = [
        [(-20, 730), (470, 716), (740, 716), (690, 752), (420, 806), (-20, 812)],
        [(-20, 832), (400, 822), (640, 780), (560, 850), (250, 930), (-20, 946)],
        [(1050, 720), (1620, 712), (1620, 770), (1100, 782)],
        [(1110, 800), (1620, 786), (1620, 878), (1140, 900)],
    ]
    water = c.stencil()
    for p in paddies:
        water.poly(rough(p, 2.4, c.rng, 24))
    pond = water.mask()
    c.print(pond, mix(DUSK, GOLD, 0.3), mix(INDIGO, DUSK, 0.2))
    reflect(c, 716, 280, mix(INDIGO, DUSK, 0.4), 0.85, 8, 1.3, pond)
    ripples(c, 716, 960, CREAM, 240, 0.5, None, 300, 1.0, pond)
    shoots = c.stencil()
    for _ in range(1500):
        t = c.rng.random()
        px, py = c.rng.uniform(-10, 1610), 722 + 220 * t
        shoots.line([(px, py), (px + c.rng.uniform(-2, 2) * (1 + t), py - 4 - 9 * t)], 1 + 0.7 * t)
    c.print(ImageChops.multiply(shoots.mask(), pond), mix(FOREST, LEAF, 0.3), None, 0.8)
    for lx, ly, signed in lamps:
        # Negative scale marks the left kerb: its arm reaches the other way.
        size, arm = abs(signed), 1 if signed > 0 else -1
        tall, reach = 230 * size, arm * 44 * size
        c.glow(lx - arm * 20 * size, ly, 150 * size + 16, GOLD, 0.34)
        c.poly(
            taper(
                curve(
                    [
                        (lx, ly),
                        (lx, ly - tall * 0.8),
                        (lx - arm * 6 * size, ly - tall * 0.96),
                        (lx - arm * 44 * size, ly - tall),
                    ]
                ),
                7 * size + 1,
                3 * size + 0.8,
            ),
            mix(NIGHT, INDIGO, 0.3),
        )
        c.glow(lx - reach, ly - tall + 4, 90 * size + 12, mix(GOLD, CREAM, 0.4), 0.8)
        c.print(
            c.stencil().disc(lx - arm * 46 * size, ly - tall + 4 * size, 10 * size + 1.4, 5 * size + 1).mask(), CREAM
        )
    _lorry(c, 918, 846, 1.1)
    for x, h in ((90, 420), (190, 340), (1500, 300)):
        tone = mix(NIGHT, FOREST, 0.3)
        areca(c, x, 1010 if x < 400 else 800, h, tone, (tone, mix(tone, LEAF, 0.25), mix(tone, TEAL, 0.2)), 0.05, 9)
    reeds(c, -20, 420, 1030, 170, 110, (NIGHT, mix(NIGHT, FOREST, 0.4)), mix(NIGHT, APRICOT, 0.35))
    reeds(c, 1180, 1640, 1030, 200, 120, (NIGHT, mix(NIGHT, FOREST, 0.4)), mix(NIGHT, APRICOT, 0.35))
    return c.finish(7, 0.2, NIGHT)
