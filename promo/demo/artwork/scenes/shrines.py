"""Temples, pagodas and the school of Phố Hiến: five gates, five hours of the day."""

import math

from PIL import Image, ImageChops

from ..built import hall, pillar, roof
from ..canvas import Canvas
from ..flora import Tones, areca, lotus, lotus_leaf, treeline
from ..palette import (
    APRICOT,
    BARK,
    BRICK,
    CREAM,
    DEEP,
    FOREST,
    GOLD,
    INDIGO,
    LEAF,
    LOTUS,
    MIST,
    NIGHT,
    PADDY,
    RGB,
    SAND,
    STRAW,
    TEAL,
    mix,
)
from ..precinct import DARK, STONE, bonsai, court, far_roof, pilgrims, precinct_wall, two_tier
from ..shapes import arc, at, curve, rough, taper
from ..trees import banyan, canopy_over
from ..water import cloud_bank, egret, reflect, ripples, strips, sun

TILE = mix(BRICK, (170, 60, 34), 0.4)
ROSE_DUSK = mix(LOTUS, APRICOT, 0.55)


def worship_hall(c: Canvas, x: float, y: float, w: float, air: float, haze: RGB, bays: int = 5) -> None:
    """A temple hall with its foot at `y`, some of the haze before it."""
    tall = w * 0.3
    hall(
        c,
        x,
        y,
        w,
        tall,
        mix(mix(BRICK, DARK, 0.15), haze, air),
        mix(DARK, haze, air),
        mix(GOLD, STRAW, 0.2),
        mix(STONE, haze, air),
        bays,
    )
    roof(
        c,
        x,
        y - tall * 0.86,
        w * 1.36,
        w * 0.31,
        mix(TILE, haze, air),
        mix(DARK, haze, air),
        mix(GOLD, STRAW, 0.3),
        mix(STONE, haze, air),
        0.64,
    )


def _pond(c: Canvas, y: int, low: float, tint: RGB, deep: RGB, bow: float) -> Image.Image:
    """A crescent of water below `y`, its rim a stone kerb; gives back its mask."""
    edge = curve([(-40, y + 8), (360, y), (800, y - 4), (1240, y), (1640, y + 8)], steps=10)
    foot = curve(
        [(1640, low - bow), (1240, low - bow * 0.2), (800, low), (360, low - bow * 0.2), (-40, low - bow)], steps=10
    )
    water = c.stencil().poly([*edge, *foot]).mask()
    c.print(water, tint, deep)
    return water


def _lotuses(c: Canvas, top: float, bottom: float, air: RGB, keep: float = 0.0) -> None:
    """Pads and blooms on a pond, larger towards the viewer; `keep` leaves the middle open."""
    for row in range(7):
        t = row / 6
        y = top + (bottom - top) * t**1.3
        haze = 0.5 * (1 - t)
        tones: Tones = (
            mix(FOREST, air, haze),
            mix(mix(LEAF, TEAL, 0.15), air, haze),
            mix(mix(LEAF, SAND, 0.4), air, haze),
        )
        for _ in range(int(24 - 14 * t)):
            x, r = c.rng.uniform(-20, 1620), (10 + 56 * t) * c.rng.uniform(0.7, 1.2)
            if abs(x - 800) < keep * (0.6 + t):
                continue
            lotus_leaf(c, x, y + c.rng.uniform(-6, 8), r, r * c.rng.uniform(0.26, 0.36), tones, c.rng.uniform(-5, 5))
            if c.rng.random() < 0.4:
                lotus(
                    c,
                    x,
                    y - r * 0.3,
                    0.1 + 0.5 * t,
                    mix(MIST, air, haze),
                    mix(mix(LOTUS, (226, 70, 130), 0.45), air, haze),
                    GOLD,
                    c.rng.uniform(0.7, 1),
                )


def hoa_da_trach() -> Image.Image:
    c = Canvas((1600, 1000), 401)
    haze = mix(ROSE_DUSK, CREAM, 0.3)
    c.sky(
        [
            (0, mix(INDIGO, LOTUS, 0.25)),
            (0.2, mix(LOTUS, INDIGO, 0.2)),
            (0.38, ROSE_DUSK),
            (0.5, mix(GOLD, APRICOT, 0.4)),
            (1, haze),
        ]
    )
    strips(c, 60, 260, mix(LOTUS, APRICOT, 0.6), 16, 0.5)
    sun(c, 420, 400, 84, mix(GOLD, CREAM, 0.4), mix(GOLD, APRICOT, 0.3), 6)
    treeline(c, -40, 1660, 470, 90, mix(mix(FOREST, INDIGO, 0.4), haze, 0.45), haze, GOLD, 560)
    for x, h in ((250, 260), (1290, 300), (1370, 240)):
        tone = mix(mix(FOREST, INDIGO, 0.3), haze, 0.3)
        areca(c, x, 590, h, tone, (tone, tone, mix(tone, haze, 0.2)), 0.03, 9)
    for x, w in ((520, 300), (1080, 300)):
        far_roof(c, x, 480, w, 90, 0.35, 1.1, haze)
    two_tier(c, 800, 470, 420, 150, 0.2, haze)
    c.mist(540, 40, haze, 0.7)
    worship_hall(c, 800, 640, 560, 0.06, haze)
    precinct_wall(c, 650, ((-20, 300), (1300, 1620)), haze)
    for x in (392, 566, 1034, 1208):
        pillar(
            c, x, 690, 42 if 500 < x < 1100 else 34, 300 if 500 < x < 1100 else 230, STONE, DARK, mix(STRAW, BRICK, 0.3)
        )
    c.poly([(-5, 655), (1605, 655), (1605, 712), (-5, 712)], mix(STONE, LOTUS, 0.25), mix(BRICK, DARK, 0.4))
    pilgrims(
        c, [(700, 688, 58, "walk", 1), (740, 692, 60, "walk", 0), (880, 686, 56, "stand", 2), (980, 700, 60, "walk", 4)]
    )
    water = _pond(c, 706, 1100, mix(ROSE_DUSK, LOTUS, 0.3), mix(INDIGO, NIGHT, 0.4), 0)
    reflect(c, 706, 260, mix(LOTUS, INDIGO, 0.4), 0.8, 7, 1.0, water)
    ripples(c, 716, 980, mix(GOLD, APRICOT, 0.3), 260, 0.7, 520, 160, 0.9, water)
    c.poly([(-5, 700), (1605, 700), (1605, 714), (-5, 714)], mix(STONE, DARK, 0.3))
    _lotuses(c, 752, 1000, mix(LOTUS, INDIGO, 0.4), 230)
    banyan(c, 1500, 720, 1, 0.8)
    canopy_over(
        c,
        [
            (1500, 190, 230, 150),
            (1330, 90, 200, 110),
            (1600, 50, 160, 130),
            (1240, 190, 110, 64),
            (1600, 330, 120, 90),
            (40, 10, 200, 90),
        ],
        18,
    )
    return c.finish(7, 0.26, NIGHT)


def pho_hien() -> Image.Image:
    c = Canvas((1600, 1000), 409)
    haze = mix(TEAL, CREAM, 0.72)
    c.sky([(0, mix(TEAL, SAND, 0.35)), (0.3, mix(TEAL, SAND, 0.65)), (0.5, mix(CREAM, GOLD, 0.1)), (1, haze)])
    cloud_bank(c, 260, 90, CREAM, haze, 0.7, 260, 120)
    sun(c, 1260, 180, 60, (255, 252, 240), mix(GOLD, CREAM, 0.5), 7)
    treeline(c, -40, 1660, 470, 80, mix(LEAF, haze, 0.6), haze, CREAM, 560)
    c.mist(520, 40, haze, 0.7)
    far_roof(c, 1130, 520, 300, 92, 0.4, 1.0, haze)
    far_roof(c, 1400, 540, 260, 80, 0.45, 1.0, haze)
    court(c, 640, 960)
    precinct_wall(c, 650, ((-20, 640), (1270, 1620)), haze)
    # The three-bay gate, its middle storeyed.
    stone = mix(STONE, GOLD, 0.12)
    for x, w, h in ((760, 150, 220), (1150, 150, 220), (955, 250, 290)):
        m = c.poly(
            rough([(x - w / 2, 652 - h), (x + w / 2, 652 - h), (x + w / 2, 656), (x - w / 2, 656)], 1, c.rng, 18),
            stone,
            mix(stone, BRICK, 0.3),
        )
        c.mottle(m, mix(BARK, stone, 0.5), 26, 0.4, 1, 0.34)
        c.shade(m, mix(DARK, stone, 0.35), 0, 0.5, 1.2, 0.6)
        r = w * 0.26
        arch = [
            (x - r, 656),
            (x - r, 652 - h * 0.42),
            *(
                (x + r * math.cos(a / 8 * math.pi + math.pi), 652 - h * 0.42 + r * math.sin(a / 8 * math.pi + math.pi))
                for a in range(9)
            ),
            (x + r, 656),
        ]
        c.poly(arch, mix(haze, GOLD, 0.25), mix(APRICOT, STRAW, 0.3))
        roof(c, x, 652 - h + 10, w * 1.5, 62, TILE, DARK, mix(GOLD, STRAW, 0.3), stone, 0.62)
    c.poly([(880, 290), (1030, 290), (1030, 330), (880, 330)], DARK)
    c.poly([(870, 300), (1040, 300), (1036, 346), (874, 346)], mix(BRICK, DARK, 0.3))
    roof(c, 955, 306, 270, 74, TILE, DARK, mix(GOLD, STRAW, 0.3), stone, 0.58)
    pilgrims(
        c,
        [(940, 700, 66, "walk", 1), (985, 704, 68, "walk", 0), (1060, 720, 74, "stand", 2), (840, 716, 70, "walk", 4)],
    )
    bonsai(c, 700, 720, 1.0)
    bonsai(c, 1220, 724, 1.0)
    water = _pond(c, 782, 1100, mix(TEAL, CREAM, 0.35), mix(TEAL, DEEP, 0.5), 0)
    reflect(c, 782, 218, mix(TEAL, LEAF, 0.4), 0.75, 7, 1.0, water)
    ripples(c, 796, 990, CREAM, 220, 0.6, None, 300, 0.9, water)
    c.poly([(-5, 772), (1605, 772), (1605, 790), (-5, 790)], mix(STONE, BARK, 0.3), mix(BARK, STONE, 0.3))
    banyan(c, 300, 770, -1, 1.25)
    canopy_over(
        c,
        [
            (60, 220, 250, 170),
            (330, 120, 280, 150),
            (590, 70, 230, 120),
            (130, 40, 220, 120),
            (790, 10, 210, 84),
            (520, 220, 150, 80),
            (20, 400, 130, 100),
            (700, 150, 110, 50),
            (1010, -24, 180, 50),
        ],
        18,
    )
    hung = c.stencil()
    for _ in range(34):
        x, y = c.rng.uniform(60, 660), c.rng.uniform(250, 340)
        hung.poly(taper(arc(x, y, c.rng.uniform(90, 280), 90 + c.rng.gauss(0, 5), c.rng.gauss(0, 16), 8), 3.4, 0.8))
    c.print(hung.mask(), mix(BARK, FOREST, 0.3), None, 0.85)
    for x, y, s in ((1180, 130, 0.42), (1240, 150, 0.36), (1130, 156, 0.3)):
        egret(c, x, y, s, CREAM, s > 0.33, -8)
    return c.finish(7, 0.22, DEEP)


def _bell(c: Canvas, x: float, y: float, s: float) -> None:
    """A bronze bell hung from (x, y)."""
    bronze, dark = mix(mix(GOLD, LEAF, 0.35), BARK, 0.35), mix(BARK, DEEP, 0.5)
    c.poly(taper(at(arc(-26, -4, 86, -70, 140, 9), x, y + 26 * s, s), 13 * s, 13 * s), dark)
    shape = curve(
        [
            (-42, 14),
            (-62, 44),
            (-70, 130),
            (-84, 190),
            (-92, 206),
            (0, 218),
            (92, 206),
            (84, 190),
            (70, 130),
            (62, 44),
            (42, 14),
            (0, 4),
        ],
        True,
        6,
    )
    m = c.poly(at(shape, x, y, s), bronze)
    c.shade(m, mix(GOLD, CREAM, 0.4), 200, 0.55, 1.15, 0.9)
    c.shade(m, dark, 20, 0.45, 1.1, 0.9)
    bands = c.stencil()
    for h, w in ((58, 66), (120, 72), (128, 72), (186, 86)):
        bands.line(at(curve([(-w, h - 3), (0, h + 8), (w, h - 3)]), x, y, s), 3 * s)
    for k in (-0.5, 0.0, 0.5):
        bands.line(at([(k * 110, 50), (k * 140, 190)], x, y, s), 2.4 * s)
    c.print(ImageChops.multiply(bands.mask(), m), mix(dark, bronze, 0.3), None, 0.8)
    boss = c.stencil().disc(x, y + 158 * s, 13 * s, 13 * s).mask()
    c.print(boss, mix(bronze, GOLD, 0.5))


def bell_pagoda() -> Image.Image:
    c = Canvas((1600, 1000), 419)
    haze = mix(GOLD, CREAM, 0.6)
    c.sky([(0, mix(LEAF, CREAM, 0.62)), (0.26, mix(GOLD, CREAM, 0.65)), (0.5, mix(CREAM, APRICOT, 0.2)), (1, haze)])
    sun(c, 330, 250, 70, (255, 250, 232), mix(GOLD, CREAM, 0.4), 8)
    treeline(c, -40, 1660, 460, 90, mix(PADDY, haze, 0.6), haze, CREAM, 560)
    c.mist(520, 46, haze, 0.8)
    far_roof(c, 300, 520, 330, 96, 0.42, 1.1, haze)
    far_roof(c, 610, 540, 260, 80, 0.45, 1.0, haze)
    ground = c.stencil().poly([(-5, 610), (1605, 610), (1605, 720), (-5, 720)]).mask()
    c.print(ground, mix(PADDY, haze, 0.45), mix(PADDY, BARK, 0.3))
    c.mottle(ground, mix(PADDY, GOLD, 0.4), 12, 0.5, 3, 0.42)
    precinct_wall(c, 640, ((-20, 760), (1500, 1620)), haze)
    # The bell tower: open below, two roofs above.
    stone = mix(STONE, CREAM, 0.2)
    m = c.poly(rough([(930, 640), (1350, 640), (1380, 716), (900, 716)], 1.4, c.rng, 18), stone, mix(stone, BARK, 0.4))
    c.mottle(m, mix(BARK, stone, 0.4), 24, 0.4, 1, 0.34)
    c.poly([(950, 330), (1330, 330), (1330, 640), (950, 640)], mix(haze, GOLD, 0.3), mix(APRICOT, haze, 0.4))
    for x in (960, 1085, 1195, 1320):
        post = c.poly([(x - 15, 320), (x + 15, 320), (x + 16, 642), (x - 16, 642)], mix(BRICK, DARK, 0.25))
        c.shade(post, DARK, 0, 0.4, 1.1, 0.9)
        c.poly([(x - 24, 642), (x - 18, 620), (x + 18, 620), (x + 24, 642)], stone)
    _bell(c, 1140, 372, 1.0)
    c.poly([(940, 600), (1340, 600), (1340, 612), (940, 612)], mix(BRICK, DARK, 0.4))
    for k in range(17):
        c.poly(
            [(952 + 23 * k, 600), (957 + 23 * k, 600), (957 + 23 * k, 642), (952 + 23 * k, 642)], mix(BRICK, DARK, 0.3)
        )
    roof(c, 1140, 366, 620, 130, TILE, DARK, mix(GOLD, STRAW, 0.3), stone, 0.6)
    c.poly([(1010, 214), (1270, 214), (1270, 262), (1010, 262)], DARK)
    roof(c, 1140, 230, 420, 120, TILE, DARK, mix(GOLD, STRAW, 0.3), stone, 0.52)
    # The stone bridge over the lotus pond.
    water = _pond(c, 716, 1100, mix(LEAF, haze, 0.4), mix(FOREST, DEEP, 0.5), 0)
    reflect(c, 716, 280, mix(LEAF, FOREST, 0.4), 0.75, 6, 1.0, water)
    ripples(c, 730, 980, mix(CREAM, GOLD, 0.2), 200, 0.55, None, 300, 0.9, water)
    c.poly([(-5, 706), (1605, 706), (1605, 724), (-5, 724)], mix(stone, BARK, 0.3), mix(BARK, stone, 0.3))
    _lotuses(c, 768, 1010, mix(LEAF, FOREST, 0.4), 0)
    arch_top = curve([(120, 742), (260, 690), (430, 668), (600, 690), (740, 742)], steps=10)
    arch_low = curve([(690, 800), (600, 742), (430, 716), (260, 742), (170, 800)], steps=10)
    m = c.poly(rough([*arch_top, (742, 800), *arch_low, (118, 800)], 1, c.rng, 18), stone, mix(stone, BARK, 0.45))
    c.mottle(m, mix(BARK, stone, 0.4), 30, 0.4, 1, 0.36)
    c.shade(m, BARK, 90, 0.5, 1.1, 0.6)
    for k, (x, y) in enumerate(arch_top[::5]):
        c.poly(
            [(x - 9, y - 44), (x + 9, y - 44), (x + 9, y + 4), (x - 9, y + 4)],
            mix(stone, CREAM, 0.2) if k % 2 else stone,
        )
        c.print(c.stencil().disc(x, y - 48, 10, 8).mask(), stone)
    c.poly(taper([(x, y - 34) for x, y in arch_top], 10, 10), mix(stone, BARK, 0.15))
    pilgrims(c, [(390, 672, 92, "walk", 1), (470, 672, 88, "walk", 0)])
    canopy_over(c, [(40, 20, 240, 130), (300, -20, 220, 80), (1560, 30, 180, 120), (10, 180, 110, 90)], 19)
    return c.finish(7, 0.22, BARK)
