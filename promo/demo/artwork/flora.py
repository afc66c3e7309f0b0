"""Plants of the delta."""

import math
from collections.abc import Sequence

from PIL import Image, ImageChops

from .canvas import Canvas
from .palette import RGB, mix
from .shapes import Path, arc, at, blob, canopy, curve, leaf, rough, taper

Tones = tuple[RGB, RGB, RGB]


def treeline(
    c: Canvas,
    x0: float,
    x1: float,
    y: float,
    size: float,
    colour: RGB,
    foot: RGB,
    light: RGB | None = None,
    base: float | None = None,
) -> None:
    """A belt of distant trees whose feet dissolve into `foot`."""
    base = y + size * 0.9 if base is None else base
    mask = c.worn(c.stencil().poly(rough(canopy(x0, x1, y, size, c.rng, base), 2.2, c.rng, 7)).mask(), 1.1)
    c.print(mask, colour, foot)
    if light:
        c.shade(mask, light, -80, 0.45, 1.2, 0.7)


def crown(
    c: Canvas,
    x: float,
    y: float,
    rx: float,
    ry: float,
    tones: Tones,
    leaf_size: float = 15,
    count: int = 220,
    sun: float = -125,
) -> None:
    """A mass of foliage: dark body, leaf dabs growing lighter towards the sun's bearing."""
    rng = c.rng
    dark, mid, light = tones
    body = c.stencil().poly(rough(blob(x, y, rx, ry, rng, 0.1, 13), leaf_size * 0.5, rng, 11))
    c.print(c.worn(body.mask(), 1.2), dark)
    lx, ly = math.cos(math.radians(sun)), math.sin(math.radians(sun))
    layers = [c.stencil() for _ in range(4)]
    for _ in range(count):
        a, d = rng.uniform(0, math.tau), math.sqrt(rng.random())
        u, v = math.cos(a) * d, math.sin(a) * d
        bright = u * lx + v * ly + rng.gauss(0, 0.32)
        k = 0 if bright < -0.25 else 1 if bright < 0.3 else 2 if bright < 0.75 else 3
        size = leaf_size * rng.uniform(0.6, 1.25)
        layers[k].poly(leaf(x + u * rx, y + v * ry, size, size * 0.34, rng.gauss(70, 60), rng.uniform(-40, 40)))
    for stencil, colour in zip(layers, (mix(dark, mid, 0.3), mix(dark, mid, 0.75), mid, light), strict=True):
        c.print(stencil.mask(), colour)


def banana_leaf(
    c: Canvas,
    x: float,
    y: float,
    length: float,
    angle: float,
    bend: float,
    width: float,
    tones: Tones,
    torn: float = 0.5,
) -> None:
    """A paddle-shaped blade torn by the wind; its two halves catch the light differently."""
    rng = c.rng
    dark, mid, light = tones
    spine = arc(x, y, length, angle, bend, 18)
    n = len(spine) - 1
    halves: list[Path] = []
    for side in (-1, 1):
        edge: Path = []
        for i in range(n + 1):
            t = i / n
            ax, ay = spine[max(0, i - 1)]
            bx, by = spine[min(n, i + 1)]
            d = math.hypot(bx - ax, by - ay) or 1
            nx, ny = -(by - ay) / d * side, (bx - ax) / d * side
            r = width / 2 * (math.sin(math.pi * min(1, (t * 0.97 + 0.03)) ** 0.8) ** 0.75)
            px, py = spine[i]
            if 0.15 < t < 0.95 and rng.random() < torn:
                # A tear: in to near the midrib, and out again a little further.
                k = rng.uniform(0.15, 0.6)
                edge.append((px + nx * r, py + ny * r))
                edge.append((px + nx * r * k + (bx - ax) * 0.12, py + ny * r * k + (by - ay) * 0.12))
                edge.append((px + nx * r * 0.96 + (bx - ax) * 0.3, py + ny * r * 0.96 + (by - ay) * 0.3))
            else:
                edge.append((px + nx * r, py + ny * r))
        halves.append(spine + edge[::-1])
    down = math.cos(math.radians(angle + bend / 2)) > 0
    for half, colour, to in zip(halves, (mid, dark) if down else (dark, mid), (light, mid), strict=True):
        mask = c.stencil().poly(half).mask()
        c.print(mask, colour)
        c.shade(mask, mix(colour, to, 0.75), -90, 0.4, 1.15, 0.85)
        if length > 150:
            veins = c.stencil()
            edge = half[n + 1 :][::-1]
            for i in range(2, n, 1):
                ex, ey = edge[min(len(edge) - 1, round(i / n * (len(edge) - 1)))]
                veins.line([spine[i - 1], (ex, ey)], 1.0)
            c.print(_within(veins.mask(), mask), mix(colour, dark, 0.7), None, 0.35)
    c.poly(taper(spine, width * 0.075 + 1, 1), mix(light, (255, 250, 225), 0.25))


def _within(a: Image.Image, b: Image.Image) -> Image.Image:
    return ImageChops.multiply(a, b)


def banana_plant(
    c: Canvas, x: float, y: float, h: float, tones: Tones, stem: RGB, leaves: int = 8, torn: float = 0.45
) -> tuple[float, float]:
    """A banana plant with its foot at (x, y); gives back the point where the leaves leave."""
    rng = c.rng
    top = (x + rng.uniform(-0.04, 0.04) * h, y - h * 0.46)
    trunk = taper(curve([(x, y), ((x + top[0]) / 2 + h * 0.01, y - h * 0.24), top]), h * 0.11, h * 0.055)
    mask = c.stencil().poly(trunk).mask()
    c.print(mask, mix(stem, tones[1], 0.5), stem)
    c.shade(mask, tones[0], 0, 0.3, 1.1, 0.8)
    spread = [-90 + (k / max(1, leaves - 1) - 0.5) * 190 + rng.uniform(-9, 9) for k in range(leaves)]
    for a in sorted(spread, key=lambda v: abs(v + 90)):
        out = 1 if a > -90 else -1
        bend = out * rng.uniform(45, 95) * (0.35 + abs(a + 90) / 120)
        banana_leaf(
            c,
            top[0],
            top[1],
            h * rng.uniform(0.5, 0.64),
            a - bend * 0.2,
            bend,
            h * rng.uniform(0.12, 0.16),
            tones,
            torn,
        )
    return top


def areca(
    c: Canvas, x: float, y: float, h: float, trunk: RGB, tones: Tones, lean: float = 0.03, fronds: int = 9
) -> None:
    rng = c.rng
    top = (x + h * lean, y - h)
    path = curve([(x, y), (x + h * lean * 0.2, y - h * 0.5), top])
    mask = c.stencil().poly(taper(path, h * 0.032 + 1, h * 0.02 + 1)).mask()
    c.print(mask, trunk)
    c.shade(mask, tones[0], 0, 0.4, 1.0, 0.8)
    if h > 160:
        rings = c.stencil()
        for k in range(int(h / 16)):
            ry = y - h * 0.95 * k / (h / 16)
            rings.line(
                [(x + h * lean * (y - ry) / h - h * 0.02, ry), (x + h * lean * (y - ry) / h + h * 0.02, ry + 1)], 1
            )
        c.print(_within(rings.mask(), mask), mix(trunk, (255, 245, 220), 0.4), None, 0.6)
    crown_y = top[1] - h * 0.02
    c.poly(taper([(top[0], top[1] + h * 0.09), (top[0], crown_y)], h * 0.026 + 1, h * 0.016 + 1), tones[1])
    for k in range(fronds):
        a = -90 + (k / (fronds - 1) - 0.5) * 210 + rng.uniform(-8, 8)
        out = 1 if a > -90 else -1
        spine = arc(top[0], crown_y, h * rng.uniform(0.2, 0.27), a, out * rng.uniform(50, 85), 12)
        s = c.stencil()
        for i in range(1, len(spine)):
            px, py = spine[i]
            qx, qy = spine[i - 1]
            base = math.degrees(math.atan2(py - qy, px - qx))
            size = h * 0.075 * math.sin(math.pi * min(0.95, (i + 1) / len(spine))) + h * 0.012
            for side in (-1, 1):
                s.poly(leaf(px, py, size, size * 0.22, base + side * rng.uniform(38, 62), side * -14))
        s.poly(taper(spine, h * 0.008 + 0.8, 0.6))
        c.print(s.mask(), tones[(k * 2 + 1) % 3] if k % 2 else tones[0])


def bamboo(c: Canvas, x: float, y: float, h: float, count: int, stem: RGB, tones: Tones, fan: float = 0.5) -> None:
    """A clump whose tips bow under their own leaves."""
    rng = c.rng
    for k in range(count):
        lean = (k / max(1, count - 1) - 0.5) * fan * 60 + rng.uniform(-6, 6)
        bow = (1 if lean > 0 else -1) * rng.uniform(25, 70)
        path = arc(x + lean * h / 300, y, h * rng.uniform(0.75, 1.05), -90 + lean * 0.5, bow, 16)
        c.poly(taper(path, h * 0.014 + 0.8, 0.8), stem)
        s = [c.stencil(), c.stencil()]
        for i in range(6, len(path)):
            for _ in range(5):
                px, py = path[i]
                size = h * rng.uniform(0.05, 0.1)
                s[rng.random() < 0.4].poly(
                    leaf(px + rng.gauss(0, h * 0.012), py, size, size * 0.17, rng.gauss(75, 45), 10)
                )
        c.print(s[0].mask(), tones[0])
        c.print(s[1].mask(), tones[1 + (k % 2)])


def reeds(
    c: Canvas, x0: float, x1: float, y: float, h: float, count: int, colours: Sequence[RGB], plumes: RGB | None = None
) -> None:
    """Grasses rising from below the edge of the sheet."""
    rng = c.rng
    for k, colour in enumerate(colours):
        s, p = c.stencil(), c.stencil()
        for _ in range(count // len(colours)):
            x = rng.uniform(x0, x1)
            tall = h * rng.uniform(0.45, 1.0) * (0.75 + 0.25 * k)
            path = arc(x, y, tall, -90 + rng.gauss(0, 9), rng.gauss(8, 26), 9)
            s.poly(taper(path, h * 0.02 + 1, 0.5, h * 0.03))
            if plumes and rng.random() < 0.2:
                tip = arc(*path[-3], tall * 0.26, -90 + rng.gauss(10, 10), rng.gauss(30, 14), 8)
                for px, py in tip:
                    for _ in range(6):
                        p.poly(leaf(px, py, h * rng.uniform(0.03, 0.07), 1.6, rng.gauss(-55, 40)))
        c.print(s.mask(), colour)
        if plumes:
            c.print(p.mask(), plumes)


def longan_spray(c: Canvas, x: float, y: float, length: float, angle: float, tones: Tones, pairs: int = 4) -> None:
    """A pinnate twig of leathery, drooping leaves."""
    rng = c.rng
    spine = arc(x, y, length * 0.75, angle, rng.uniform(10, 30), pairs * 2)
    c.poly(taper(spine, length * 0.022 + 1, 1), mix(tones[0], (60, 34, 16), 0.5))
    for i in range(pairs * 2, 0, -1):
        side = 1 if i % 2 else -1
        px, py = spine[i]
        size = length * rng.uniform(0.4, 0.52)
        a = angle + side * rng.uniform(32, 58) + 16
        colour = tones[rng.choice((0, 1, 1, 2))]
        shape = leaf(px, py, size, size * 0.3, a, side * -20)
        mask = c.stencil().poly(shape).mask()
        c.print(mask, colour)
        c.shade(mask, mix(colour, tones[0], 0.75), 80, 0.35, 1.0, 0.9)
        c.poly(
            taper(arc(px, py, size * 0.95, a + side * 10, side * -20, 8), size * 0.022 + 0.6, 0.4),
            mix(tones[2], (250, 250, 200), 0.35),
            None,
            0.8,
        )


def fruit(c: Canvas, x: float, y: float, r: float, body: RGB, shadow: RGB, shine: RGB) -> None:
    mask = c.stencil().poly(blob(x, y, r, r * 0.97, c.rng, 0.025, 12)).mask()
    c.print(mask, body)
    c.shade(mask, mix(body, shine, 0.55), -120, 0.55, 1.15, 0.9)
    c.shade(mask, shadow, 55, 0.42, 0.95, 0.95)
    c.print(c.stencil().poly(blob(x - r * 0.32, y - r * 0.38, r * 0.2, r * 0.14, c.rng, 0.2)).mask(), shine)


def longan_cluster(c: Canvas, x: float, y: float, r: float, count: int, inks: Tones) -> None:
    """A hanging bunch below (x, y); the fruits behind are printed darker."""
    rng = c.rng
    body, shadow, shine = inks
    spots: list[tuple[float, float, float]] = []
    tries = 0
    reach = r * math.sqrt(count) * 1.0
    while len(spots) < count and tries < count * 60:
        tries += 1
        v = rng.random()
        px = x + rng.uniform(-1, 1) * reach * 0.72 * math.sin(math.pi * (0.12 + 0.8 * v)) ** 0.7
        py = y + r * 1.6 + v * reach * 2.0
        gap = 1.35 if len(spots) < count * 0.6 else 1.12
        if all(math.hypot(px - a, py - b) > r * gap for a, b, _ in spots):
            spots.append((px, py, rng.random()))
    stalks = c.stencil()
    for px, py, _ in spots:
        path = curve([(x, y), (x + (px - x) * 0.25, y + (py - y) * 0.45), (px, py)], steps=6)
        stalks.poly(taper(path, r * 0.16 + 0.8, r * 0.09 + 0.6))
    c.print(stalks.mask(), mix(shadow, body, 0.25))
    for k, (px, py, _) in enumerate(sorted(spots, key=lambda s: s[2])):
        t = k / max(1, len(spots) - 1)
        tint = mix(mix(body, shadow, 0.5), body, min(1, t * 1.4))
        fruit(c, px, py, r * rng.uniform(0.92, 1.05), tint, shadow, mix(tint, shine, 0.4 + 0.6 * t))


_PETAL: Path = [
    (0, 0),
    (-10, -12),
    (-23, -40),
    (-24, -60),
    (-13, -84),
    (0, -101),
    (13, -84),
    (24, -60),
    (23, -40),
    (10, -12),
]


def petal(c: Canvas, x: float, y: float, s: float, turn: float, wide: float, pale: RGB, deep: RGB) -> None:
    shape = [(px * wide, py) for px, py in curve(_PETAL, True, 6)]
    mask = c.stencil().poly(at(shape, x, y, s, turn)).mask()
    c.print(mask, pale)
    tip = -90 + turn
    c.shade(mask, deep, tip, 0.45, 1.25, 0.95)
    if s < 0.4:
        return
    c.shade(mask, mix(pale, deep, 0.45), tip + 180, 0.72, 1.2, 0.6)
    veins = c.stencil()
    for k in (-0.5, -0.25, 0, 0.25, 0.5):
        line = curve([(0, -6), (k * 30 * wide, -44), (k * 12 * wide, -88)], steps=6)
        veins.line(at(line, x, y, s, turn), max(0.8, s * 0.5))
    c.print(_within(veins.mask(), mask), deep, None, 0.35)
    edge = at([*shape, shape[0]], x, y, s, turn)
    c.line(edge, max(0.8, s * 0.55), mix(deep, (80, 10, 40), 0.25), 0.45)


def lotus(c: Canvas, x: float, y: float, s: float, pale: RGB, deep: RGB, heart: RGB, opened: float = 1.0) -> None:
    """A bloom seated at (x, y), petals about 100*s long, cupped round its seed head."""
    if s < 0.25:
        for turn, k in ((-58, 0.9), (58, 0.9), (-30, 1.0), (30, 1.0), (0, 1.02)):
            petal(c, x, y, s * k, turn * opened, 1.1, mix(pale, deep, 0.25), deep)
        return
    for turn, k in ((-40, 1.0), (40, 1.0), (-21, 1.08), (23, 1.07), (1, 1.12)):
        petal(c, x, y, s * k, turn * opened, 1.12, mix(pale, deep, 0.38), deep)
    for turn, k in ((-72, 0.98), (70, 0.99), (-54, 1.02), (53, 1.03)):
        petal(c, x, y, s * k, turn * opened, 1.05, mix(pale, deep, 0.2), deep)
    stamens = c.stencil()
    for k in range(34):
        a = -90 + (k / 33 - 0.5) * 92 * opened
        end = arc(x, y - 14 * s, s * c.rng.uniform(50, 60), a, 10, 4)
        stamens.line(end, max(0.9, s * 1.0))
        stamens.disc(*end[-1], 1.7 * s, 2.3 * s)
    c.print(stamens.mask(), heart)
    if s > 0.8:
        pod = c.poly(
            at(curve([(-19, -60), (-13, -38), (13, -38), (19, -60)], True, 5), x, y, s), mix(heart, (90, 130, 60), 0.45)
        )
        c.shade(pod, (70, 96, 50), 40, 0.4, 1.1, 0.8)
        c.poly(at(blob(0, -60, 20, 6.4, c.rng, 0.03), x, y, s), mix(heart, (160, 190, 90), 0.5))
        for px in (-11, -2, 8):
            c.print(c.stencil().disc(x + px * s, y - 60.5 * s, 2.2 * s, 1.5 * s).mask(), (90, 100, 40))
    for turn, k, w in (
        (-96, 0.84, 1.1),
        (95, 0.86, 1.1),
        (-66, 0.8, 1.2),
        (67, 0.79, 1.2),
        (-40, 0.68, 1.3),
        (42, 0.7, 1.28),
        (-14, 0.55, 1.5),
        (17, 0.52, 1.5),
    ):
        petal(c, x, y + 4 * s, s * k, turn * (0.35 + 0.65 * opened), w, pale, mix(pale, deep, 0.85))


def lotus_leaf(c: Canvas, x: float, y: float, rx: float, ry: float, tones: Tones, turn: float = 0) -> None:
    """A pad seen at a slant, with rays and a rim turned to the light."""
    rng = c.rng
    dark, mid, light = tones
    ring = at(rough(blob(0, 0, rx, ry, rng, 0.05, 15), ry * 0.07, rng, 16), x, y, 1, turn)
    mask = c.stencil().poly(ring).mask()
    c.print(mask, mid)
    c.shade(mask, light, -110, 0.5, 1.2, 0.85)
    c.shade(mask, dark, 70, 0.55, 1.15, 0.9)
    hub = at([(rx * 0.05, -ry * 0.12)], x, y, 1, turn)[0]
    rays = c.stencil()
    for k in range(16):
        end = ring[(k * len(ring)) // 16]
        rays.poly(taper([hub, ((hub[0] + end[0]) / 2, (hub[1] + end[1]) / 2 - ry * 0.05), end], ry * 0.05 + 0.8, 0.6))
    c.print(_within(rays.mask(), mask), mix(light, (245, 250, 220), 0.3), None, 0.6)
    c.line([*ring, ring[0]], max(1.0, ry * 0.03), mix(light, (245, 250, 220), 0.35), 0.7)
