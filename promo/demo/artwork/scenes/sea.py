"""Fishing boats leave the islands under a morning sky. Palette: Phù sa with indigo."""

import math

from PIL import Image, ImageChops

from ..boats import fishing_boat
from ..canvas import Canvas
from ..figures import person
from ..palette import APRICOT, BARK, BRICK, CREAM, DEEP, FOREST, GOLD, INDIGO, LEAF, NIGHT, PEACH, RGB, SAND, TEAL, mix
from ..shapes import Path, Point, Wave, arc, blob, curve, leaf, rough, taper
from ..water import cloud_bank, egret, mirror, reflect, ripples, strips, sun

AIR = mix(SAND, PEACH, 0.35)


def _island(c: Canvas, x: float, y: float, w: float, h: float, air: float, lumps: int = 5) -> Image.Image:
    """A limestone stack: steep flanks, a cap of green, bare rock at the waterline."""
    rng = c.rng
    top: Path = [(x - w / 2, y)]
    for k in range(1, lumps * 2):
        u = k / (lumps * 2)
        rise = math.sin(math.pi * u) ** 0.3
        top.append((x - w / 2 + w * u, y - h * rise * (rng.uniform(0.82, 1.0) if k % 2 else rng.uniform(0.62, 0.8))))
    top.append((x + w / 2, y))
    rock, green = mix(mix(SAND, INDIGO, 0.42), AIR, air), mix(mix(FOREST, TEAL, 0.3), AIR, air)
    m = c.print(c.worn(c.stencil().poly(rough(curve(top, False, 6), 3.2 + w / 160, rng, 13)).mask(), 1.1), green, rock)
    c.shade(m, mix(APRICOT, AIR, 0.3 + air * 0.5), -10, 0.6, 1.2, 0.75)
    c.shade(m, mix(mix(INDIGO, NIGHT, 0.3), AIR, air), 180, 0.5, 1.1, 0.8)
    if air < 0.55:
        cracks = c.stencil()
        for _ in range(int(w / 7)):
            px = x + rng.uniform(-0.48, 0.48) * w
            cracks.poly(
                taper(
                    arc(
                        px,
                        y - rng.uniform(0, 0.7) * h,
                        h * rng.uniform(0.1, 0.3),
                        90 + rng.gauss(0, 10),
                        rng.gauss(0, 20),
                        6,
                    ),
                    rng.uniform(1.5, 5),
                    0.6,
                )
            )
        c.print(ImageChops.multiply(cracks.mask(), m), mix(mix(INDIGO, NIGHT, 0.4), AIR, air), None, 0.6)
        c.mottle(m, mix(mix(LEAF, GOLD, 0.2), AIR, air), 40, 0.6, 0.5, 0.26)
    c.poly(
        rough([(x - w * 0.5, y - 4), (x + w * 0.5, y - 5), (x + w * 0.49, y + 3), (x - w * 0.49, y + 3)], 2, rng, 12),
        mix(SAND, AIR, 0.4),
        None,
        0.7,
    )
    return m


def _lighthouse(c: Canvas, x: float, y: float, h: float) -> None:
    white, shade = mix(SAND, (255, 255, 255), 0.5), mix(INDIGO, TEAL, 0.3)
    c.glow(x, y - h * 0.93, h * 0.9, mix(GOLD, CREAM, 0.5), 0.6)
    for side in (-1, 1):
        beam = c.stencil().poly([(x, y - h * 0.94), (x + side * 620, y - h * 1.12), (x + side * 620, y - h * 0.62)])
        c.print(beam.mask(10), CREAM, None, 0.2)
    body: list[Point] = [
        (x - h * 0.1, y),
        (x - h * 0.075, y - h * 0.5),
        (x - h * 0.062, y - h * 0.84),
        (x + h * 0.062, y - h * 0.84),
        (x + h * 0.075, y - h * 0.5),
        (x + h * 0.1, y),
    ]
    m = c.poly(body, white)
    for k in (0.18, 0.5):
        band = (
            c.stencil()
            .poly([(x - h, y - h * (k + 0.16)), (x + h, y - h * (k + 0.16)), (x + h, y - h * k), (x - h, y - h * k)])
            .mask()
        )
        c.print(ImageChops.multiply(band, m), mix(BRICK, (190, 50, 40), 0.4))
    c.shade(m, shade, 180, 0.45, 1.1, 0.9)
    c.poly(
        [
            (x - h * 0.092, y - h * 0.83),
            (x + h * 0.092, y - h * 0.83),
            (x + h * 0.08, y - h * 0.87),
            (x - h * 0.08, y - h * 0.87),
        ],
        shade,
    )
    c.poly(
        [
            (x - h * 0.045, y - h * 0.87),
            (x + h * 0.045, y - h * 0.87),
            (x + h * 0.045, y - h * 0.97),
            (x - h * 0.045, y - h * 0.97),
        ],
        mix(GOLD, CREAM, 0.6),
    )
    c.line([(x, y - h * 0.87), (x, y - h * 0.97)], 2, shade)
    c.poly(
        curve(
            [
                (x - h * 0.062, y - h * 0.965),
                (x - h * 0.04, y - h * 1.02),
                (x, y - h * 1.06),
                (x + h * 0.04, y - h * 1.02),
                (x + h * 0.062, y - h * 0.965),
            ],
            False,
            5,
        ),
        mix(BRICK, (190, 50, 40), 0.3),
    )
    c.line([(x, y - h * 1.05), (x, y - h * 1.12)], 2, shade)
    for dx, dy in ((-0.02, 0.4), (0.015, 0.72)):
        c.poly(
            [
                (x + dx * h - 4, y - h * dy),
                (x + dx * h + 4, y - h * dy),
                (x + dx * h + 4, y - h * dy - 14),
                (x + dx * h - 4, y - h * dy - 14),
            ],
            shade,
        )
    c.poly(
        [(x + h * 0.1, y), (x + h * 0.1, y - h * 0.12), (x + h * 0.32, y - h * 0.12), (x + h * 0.32, y)],
        white,
        mix(white, shade, 0.3),
    )
    c.poly(
        [
            (x + h * 0.08, y - h * 0.11),
            (x + h * 0.13, y - h * 0.2),
            (x + h * 0.29, y - h * 0.2),
            (x + h * 0.35, y - h * 0.11),
        ],
        mix(BRICK, APRICOT, 0.15),
    )


def _swell(c: Canvas, y0: float, deep: RGB, crest: RGB) -> None:
    """Wave after wave, taller towards the viewer."""
    for k in range(9):
        t = k / 8
        y = y0 + 400 * t**1.35
        a, b = Wave(c.rng), Wave(c.rng)
        amp = 3 + 20 * t
        top = [(x, y - amp * a(x / (70 + 190 * t)) - amp * 0.3 * b(x / 34)) for x in range(-10, 1620, 7)]
        m = c.poly([*top, (1620, 1010), (-10, 1010)], mix(crest, deep, 0.25 + 0.5 * t), mix(deep, DEEP, 0.7 * t), 0.75)
        c.shade(m, mix(deep, DEEP, 0.5), 90, -0.1, 0.5 + 0.4 * t, 0.5)
        lip = c.stencil()
        run: Path = []
        for x, yy in top:
            if a(x / (70 + 190 * t)) > 0.12 and b(x / 60 + 9) > -0.2:
                run.append((x, yy))
            elif len(run) > 3:
                lip.poly(taper(run, 0.6, 0.6, 3 + 6 * t))
                run = []
            else:
                run = []
        c.print(lip.mask(), mix(SAND, (255, 255, 255), 0.4), None, 0.85)


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 163)
    c.sky(
        [
            (0, mix(INDIGO, TEAL, 0.45)),
            (0.16, mix(TEAL, SAND, 0.4)),
            (0.34, mix(TEAL, SAND, 0.75)),
            (0.46, PEACH),
            (0.54, mix(SAND, APRICOT, 0.3)),
            (1, SAND),
        ]
    )
    strips(c, 40, 240, mix(SAND, PEACH, 0.3), 18, 0.6)
    sun(c, 650, 440, 84, mix(CREAM, GOLD, 0.12), mix(GOLD, PEACH, 0.4), 7)
    cloud_bank(c, 380, 130, mix(SAND, (255, 255, 255), 0.3), PEACH, 0.7, 210, 140)
    cloud_bank(c, 500, 60, mix(SAND, PEACH, 0.2), AIR, 0.6, 150, 60)
    for x, w, h, air in (
        (180, 320, 110, 0.74),
        (430, 180, 80, 0.78),
        (900, 150, 70, 0.8),
        (1500, 300, 130, 0.7),
        (60, 240, 170, 0.6),
        (1400, 240, 150, 0.58),
    ):
        _island(c, x, 548, w, h, air)
    c.mist(546, 26, AIR, 0.85)
    _island(c, 300, 560, 260, 190, 0.42)
    water = c.stencil().poly([(-5, 552), (1605, 552), (1605, 1005), (-5, 1005)]).mask()
    c.print(water, mix(SAND, APRICOT, 0.3), mix(TEAL, DEEP, 0.3))
    reflect(c, 552, 180, mix(TEAL, SAND, 0.4), 0.7, 6)
    _island(c, 1130, 590, 300, 236, 0.34, 4)
    _lighthouse(c, 1120, 420, 240)
    _island(c, 1175, 594, 480, 190, 0.18, 6)
    c.mist(592, 18, AIR, 0.7)
    _swell(c, 600, mix(TEAL, DEEP, 0.3), mix(TEAL, SAND, 0.5))
    ripples(c, 560, 960, mix(SAND, GOLD, 0.25), 340, 0.9, 650, 110)
    ripples(c, 570, 980, SAND, 200, 0.45)
    for x, y, w, flip in ((420, 610, 110, False), (860, 622, 130, True), (230, 642, 130, False)):
        before = c.image.copy()
        fishing_boat(
            c, x, y, w, mix(TEAL, SAND, 0.25), mix(INDIGO, AIR, 0.25), mix(SAND, AIR, 0.3), mix(BRICK, AIR, 0.35), flip
        )
        mirror(c, before, y + 2, TEAL, 0.45, 5, 0.5)
    before = c.image.copy()
    fishing_boat(
        c,
        720,
        800,
        430,
        mix(TEAL, (20, 110, 130), 0.4),
        mix(NIGHT, DEEP, 0.5),
        mix(SAND, APRICOT, 0.2),
        mix(BRICK, (200, 60, 40), 0.4),
    )
    for x, h, pose, coat in (
        (760, 104, "reach", BRICK),
        (826, 100, "stand", GOLD),
        (630, 96, "walk", mix(INDIGO, SAND, 0.2)),
    ):
        person(
            c,
            x,
            750 if x < 800 else 738,
            h,
            pose,
            coat,
            mix(NIGHT, DEEP, 0.4),
            mix(APRICOT, BARK, 0.35),
            mix(SAND, GOLD, 0.2),
            False,
            mix(SAND, GOLD, 0.3),
        )
    _nets(c)
    mirror(c, before, 808, DEEP, 0.6, 11, 0.5)
    wake = c.stencil()
    for _ in range(26):
        px = c.rng.uniform(500, 950)
        wake.poly(
            taper(
                arc(px, 812 + abs(c.rng.gauss(0, 7)), c.rng.uniform(30, 90), 180 + c.rng.gauss(0, 5), 0, 4),
                1,
                0.6,
                c.rng.uniform(2, 6),
            )
        )
    c.print(wake.mask(), mix(SAND, (255, 255, 255), 0.6), None, 0.85)
    # A near headland with pandanus closes the view on the right.
    rock = c.print(
        c.worn(
            c.stencil()
            .poly(
                rough(
                    curve(
                        [(1180, 1020), (1270, 960), (1370, 930), (1440, 860), (1530, 830), (1640, 760), (1640, 1020)],
                        False,
                        5,
                    ),
                    7,
                    c.rng,
                    20,
                )
            )
            .mask(),
            1.2,
        ),
        mix(NIGHT, DEEP, 0.4),
        NIGHT,
    )
    c.shade(rock, mix(TEAL, APRICOT, 0.45), -150, 0.5, 1.1, 0.75)
    c.mottle(rock, NIGHT, 22, 0.6, 1, 0.36)
    for x, y, s in ((1500, 840, 1.0), (1590, 800, 1.2), (1420, 880, 0.7)):
        for k in range(13):
            a = -90 + (k - 6) * 17 + c.rng.uniform(-6, 6)
            c.poly(
                leaf(x, y, 170 * s * c.rng.uniform(0.8, 1.1), 15 * s, a, 40 if a > -90 else -40),
                mix(DEEP, LEAF, (0.1, 0.3, 0.5)[k % 3]),
            )
    foam = c.stencil()
    for _ in range(40):
        px = c.rng.uniform(1110, 1390)
        foam.poly(
            blob(
                px,
                1008 - (px - 1150) * 0.4 + c.rng.uniform(-12, 8),
                c.rng.uniform(8, 26),
                c.rng.uniform(2, 5),
                c.rng,
                0.3,
                8,
            )
        )
    c.print(c.worn(foam.mask(), 1.4), mix(SAND, (255, 255, 255), 0.6), None, 0.8)
    for x, y, size, f in (
        (880, 560, 0.75, False),
        (950, 520, 0.6, False),
        (560, 590, 0.55, True),
        (820, 500, 0.46, False),
        (480, 250, 0.5, False),
        (540, 220, 0.42, False),
    ):
        egret(c, x, y, size, (255, 253, 246), size > 0.5, -10, f)
    return c.finish(7, 0.2, NIGHT)


def _nets(c: Canvas) -> None:
    """Nets heaped on the stern, in front of the crew's feet."""
    for x, y, r in ((560, 752, 46), (610, 756, 36)):
        m = c.poly(rough(blob(x, y, r, r * 0.46, c.rng, 0.14), 2, c.rng, 10), mix(LEAF, DEEP, 0.3))
        mesh = c.stencil()
        for k in range(-6, 7):
            mesh.line(arc(x + k * 9 - 30, y - 30, 80, 50, 20, 6), 1).line(
                arc(x + k * 9 + 30, y - 30, 80, 130, -20, 6), 1
            )
        c.print(ImageChops.multiply(mesh.mask(), m), mix(SAND, GOLD, 0.3), None, 0.6)
