"""The delta from a bird's height: the river's bends, the quilt of fields. Palette: Phù sa, Lúa."""

import math

from PIL import Image, ImageChops

from ..canvas import Canvas, field
from ..flora import areca
from ..palette import APRICOT, BARK, BRICK, DEEP, FOREST, GOLD, LEAF, LONGAN, PADDY, PEACH, SAND, STRAW, TEAL, mix
from ..shapes import Path, Point, Wave, blob, rough, taper
from ..water import cloud_bank, egret, strips, sun

HORIZON = 330.0
AIR = mix(SAND, PEACH, 0.35)


def _project(x: float, z: float) -> Point:
    """Ground (x across, z away from 1) to the sheet."""
    return 800 + x / z, HORIZON + 690 / z


def _river(z: float) -> float:
    """Centre line of the river at distance z, in ground units."""
    t = math.log(z)
    return 110 + 620 * math.sin(t * 2.35 + 0.5) * z**0.42 - 120 * t


def _haze(z: float) -> float:
    return min(0.9, 1 - 1 / (1 + 0.1 * (z - 1)))


def _fields(c: Canvas) -> None:
    rng = c.rng
    inks = [
        PADDY,
        mix(PADDY, GOLD, 0.3),
        mix(mix(GOLD, STRAW, 0.35), PADDY, 0.12),
        mix(LEAF, TEAL, 0.3),
        mix(PADDY, STRAW, 0.3),
        mix(LONGAN, APRICOT, 0.35),
        mix(TEAL, STRAW, 0.45),
        mix(PADDY, FOREST, 0.5),
        mix(PADDY, LEAF, 0.5),
        mix(STRAW, PADDY, 0.4),
        mix(LEAF, STRAW, 0.2),
    ]
    bend = Wave(rng)
    z = 42.0
    while z > 0.92:
        step = z * rng.uniform(0.07, 0.14)
        z1 = z - step
        x = -1000 * z - rng.uniform(0, 300)
        gap = 0.008 * z
        while x < 1000 * z:
            wide = rng.uniform(70, 250) * z**0.6
            slant = 160 * bend(x / 900 + z)

            def spot(px: float, pz: float, far: float = z, lean: float = slant) -> Point:
                warp = 1 + 0.055 * math.sin(px / 330 / pz**0.5 + 2) + 0.03 * bend(px / 260)
                return _project(px + lean * (far - pz) + 90 * math.sin(pz * 2.1) * pz**0.5, pz * warp)

            xs = [x + (wide - 7) * i / 4 for i in range(5)]
            quad = [*(spot(v, z - gap) for v in xs), *(spot(v, z1 + gap) for v in reversed(xs))]
            if quad[4][0] > -60 and quad[0][0] < c.w + 60:
                tone = rng.choice(inks)
                haze = _haze(z)
                top = mix(mix(tone, STRAW, 0.12), AIR, haze)
                low = mix(tone, AIR, haze * 0.8)
                m = c.poly(rough(quad, 1.0, rng, 12) if z < 5 else quad, top, low)
                if z < 3.2 and rng.random() < 0.75:
                    rows = c.stencil()
                    n = max(4, int(wide / 22))
                    for k in range(1, n):
                        rows.line([spot(x + wide * k / n, z), spot(x + wide * k / n, z1)], max(0.8, 2.4 / z))
                    c.print(ImageChops.multiply(rows.mask(), m), mix(tone, FOREST, 0.5), None, 0.38 * (1 - haze))
            x += wide
        z = z1


def _strip(half: float, z0: float, z1: float, offset: float = 0.0, wave: Wave | None = None) -> Path:
    """A ribbon along the river between two distances."""
    left: Path = []
    right: Path = []
    n = 150
    for k in range(n + 1):
        z = z0 * (z1 / z0) ** (k / n)
        x = _river(z) + offset
        w = half * (1 + 0.16 * (wave(z * 5) if wave else 0)) * z**0.32
        left.append(_project(x - w, z))
        right.append(_project(x + w, z))
    return left + right[::-1]


def _water(c: Canvas) -> None:
    wave = Wave(c.rng)
    banks = c.worn(c.stencil().poly(rough(_strip(196, 0.8, 60, 0, wave), 1.4, c.rng, 20)).mask(), 1.2)
    c.print(banks, mix(AIR, APRICOT, 0.2), mix(LONGAN, SAND, 0.42))
    river = c.worn(c.stencil().poly(_strip(158, 0.8, 60, 0, wave)).mask(), 1.0)
    c.print(river, mix(SAND, APRICOT, 0.25), mix(TEAL, DEEP, 0.2))
    shine = field(c.size, lambda u, v: 0.95 * math.exp(-((u - 0.62) ** 2) * 12) * max(0.0, 1.5 - v * 1.9), 60)
    c.stipple_in(river, mix(SAND, (255, 240, 206), 0.6), shine, None, 0.9)
    current, glint = c.stencil(), c.stencil()
    for k in range(150):
        z = math.exp(c.rng.uniform(-0.15, 2.2))
        off = c.rng.uniform(-120, 120) * z**0.3
        pts = [_project(_river(z * (1 + d * 0.012)) + off, z * (1 + d * 0.012)) for d in range(9)]
        (glint if k % 2 else current).poly(taper(pts, 0.6, 0.6, 5.5 / z + 0.8))
    c.print(ImageChops.multiply(current.mask(), river), DEEP, None, 0.4)
    c.print(ImageChops.multiply(glint.mask(), river), SAND, None, 0.7)
    bar = c.stencil().poly(_strip(26, 1.7, 2.35, 46, wave)).poly(_strip(16, 3.6, 4.6, -30, wave))
    c.print(ImageChops.multiply(c.worn(bar.mask(), 1.4), river), mix(SAND, APRICOT, 0.35), mix(PADDY, SAND, 0.4))


def _village(c: Canvas, x: float, z: float, size: float) -> None:
    """Roofs among trees, with the dot of a communal house."""
    rng = c.rng
    haze = _haze(z)
    cx, cy = _project(x, z)
    r = size / z
    shadow = c.stencil().poly(blob(cx + r * 0.25, cy + r * 0.1, r * 1.25, r * 0.3, rng, 0.2)).mask(2)
    c.print(shadow, mix(FOREST, AIR, haze), None, 0.5)
    for k in range(int(12 + 16 / z)):
        px, py = cx + rng.gauss(0, r * 0.55), cy + rng.gauss(0, r * 0.12)
        if k % 3 == 2:
            w = r * rng.uniform(0.16, 0.26)
            tile = mix(rng.choice((BRICK, mix(BRICK, APRICOT, 0.4), BARK)), AIR, haze)
            c.poly(
                [
                    (px - w * 0.5, py - w * 0.3),
                    (px + w * 0.5, py - w * 0.3),
                    (px + w * 0.5, py + w * 0.12),
                    (px - w * 0.5, py + w * 0.12),
                ],
                mix(mix(STRAW, LONGAN, 0.22), AIR, haze),
            )
            c.poly(
                [
                    (px - w * 0.45, py - w * 0.62),
                    (px + w * 0.4, py - w * 0.64),
                    (px + w * 0.62, py - w * 0.22),
                    (px - w * 0.62, py - w * 0.2),
                ],
                tile,
            )
        else:
            q = r * rng.uniform(0.13, 0.24)
            m = c.stencil().poly(blob(px, py - q * 0.5, q, q * 0.8, rng, 0.16, 9)).mask()
            c.print(m, mix(mix(FOREST, PADDY, rng.uniform(0, 0.6)), AIR, haze))
            c.shade(m, mix(mix(PADDY, GOLD, 0.5), AIR, haze), -45, 0.5, 1.15, 0.8)
    if z < 3:
        for _ in range(3):
            tone = mix(FOREST, AIR, haze)
            areca(
                c,
                cx + rng.gauss(0, r * 0.5),
                cy + r * 0.05,
                r * rng.uniform(0.5, 0.7),
                tone,
                (tone, mix(PADDY, AIR, haze), tone),
                0.03,
                7,
            )


def _hedges(c: Canvas) -> None:
    """Tree-lined dikes on both banks and across the fields."""
    rng = c.rng
    spots: list[tuple[float, float]] = []
    for side in (-1, 1):
        for k in range(190):
            z = math.exp(0.02 + k * 0.0165)
            if rng.random() < 0.75:
                spots.append((_river(z) + side * (250 + 26 * math.sin(k * 0.4)) * z**0.32, z))
    for _ in range(40):
        # Trees stand in short rows along the field dikes.
        z, x = math.exp(rng.uniform(0.1, 2.5)), rng.uniform(-900, 900)
        row = range(rng.randint(2, 7))
        spots.extend((x * z + k * 34 * z**0.5, z * (1 + rng.uniform(-0.004, 0.004))) for k in row)
    for x, z in sorted(spots, key=lambda s: -s[1]):
        if abs(x - _river(z)) < 215 * z**0.32:
            continue
        px, py = _project(x, z)
        haze, q = _haze(z), rng.uniform(8, 17) / z**0.85 + 1
        m = c.stencil().poly(blob(px, py - q * 0.6, q, q * 0.85, rng, 0.18, 8)).mask()
        c.print(m, mix(mix(FOREST, PADDY, rng.uniform(0, 0.5)), AIR, haze))
        if z < 5:
            c.shade(m, mix(mix(PADDY, GOLD, 0.5), AIR, haze), -45, 0.5, 1.15, 0.8)


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 53)
    c.sky([(0, mix(TEAL, SAND, 0.42)), (0.5, mix(TEAL, SAND, 0.72)), (0.82, PEACH), (1, AIR)], HORIZON)
    strips(c, 30, 190, mix(SAND, APRICOT, 0.15), 16, 0.6)
    sun(c, 1010, 226, 54, mix(SAND, (255, 246, 220), 0.7), mix(APRICOT, SAND, 0.25), 7)
    cloud_bank(c, 236, 64, mix(SAND, APRICOT, 0.15), PEACH, 0.75, 210, 70)
    hills = c.stencil()
    wave = Wave(c.rng)
    hills.poly(
        [
            (-10, HORIZON + 4),
            *((x, HORIZON - 14 - 30 * max(0.0, wave(x / 170) + 0.1)) for x in range(-10, 1620, 8)),
            (1620, HORIZON + 4),
        ]
    )
    c.print(hills.mask(), mix(TEAL, AIR, 0.6), AIR)
    ground = c.stencil().poly([(-5, HORIZON), (1605, HORIZON), (1605, 1005), (-5, 1005)]).mask()
    c.print(ground, AIR, mix(PADDY, STRAW, 0.3))
    _fields(c)
    _water(c)
    _hedges(c)
    for x, z, size in (
        (-5200, 12, 420),
        (3000, 11, 420),
        (6500, 9.5, 420),
        (-2600, 6.2, 380),
        (2200, 5.4, 400),
        (4200, 6.8, 380),
        (-1500, 3.6, 360),
        (1450, 3.1, 340),
        (-2300, 3.0, 300),
        (-980, 2.2, 320),
        (900, 1.72, 290),
        (-560, 1.36, 230),
        (120, 4.2, 300),
    ):
        if abs(x - _river(z)) > 260 * z**0.32:
            _village(c, x, z, size)
    c.mist(HORIZON + 2, 22, AIR, 0.95)
    c.mist(HORIZON + 76, 30, AIR, 0.4, 6)
    c.mist(HORIZON + 190, 40, SAND, 0.4, 4)
    sails = c.stencil()
    for z in (1.25, 2.0, 2.9, 4.2):
        px, py = _project(_river(z) - 30, z)
        k = 34 / z
        sails.poly([(px - k, py - k * 0.28), (px + k * 1.1, py - k * 0.34), (px + k * 0.8, py), (px - k * 0.7, py)])
        sails.poly(
            [
                (px - k * 0.4, py - k * 0.2),
                (px - k * 0.3, py - k * 0.62),
                (px + k * 0.34, py - k * 0.62),
                (px + k * 0.42, py - k * 0.2),
            ]
        )
    c.print(sails.mask(), mix(BARK, DEEP, 0.3))
    cloud = c.stencil()
    for x, y, r in ((40, 960, 210), (230, 1010, 150), (1560, 970, 220), (1390, 1020, 140)):
        cloud.poly(blob(x, y, r, r * 0.34, c.rng, 0.2))
    c.print(cloud.mask(26), mix(SAND, (255, 255, 255), 0.3), None, 0.55)
    for x, y, k, up in (
        (640, 700, 1.7, True),
        (800, 640, 1.25, False),
        (500, 640, 1.15, True),
        (870, 720, 0.95, True),
        (400, 706, 0.9, False),
        (690, 580, 0.75, True),
        (960, 660, 0.62, False),
    ):
        c.print(c.stencil().poly(blob(x + 30, y + 190 * k, 36 * k, 6 * k, c.rng, 0.2)).mask(4), DEEP, None, 0.22)
        egret(c, x, y, k, mix(SAND, (255, 255, 255), 0.75), up, -12)
        egret(c, x + 6 * k, y + 3 * k, k * 0.55, mix(TEAL, SAND, 0.6), up, -12, False, 0.5)
    return c.finish(7, 0.18, DEEP)
