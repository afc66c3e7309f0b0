"""Courts of Phố Hiến: the school of letters, and the pagoda with the oldest longan tree."""

from PIL import Image

from ..built import roof
from ..canvas import Canvas
from ..flora import Tones, areca, crown, longan_cluster, longan_spray, treeline
from ..palette import (
    APRICOT,
    BARK,
    BRICK,
    CREAM,
    FOREST,
    GOLD,
    INDIGO,
    LEAF,
    MIST,
    NIGHT,
    PADDY,
    PEACH,
    STRAW,
    mix,
)
from ..precinct import DARK, STONE, bonsai, burner, court, far_roof, pilgrims, precinct_wall
from ..shapes import arc, at, blob, curve, rough, taper
from ..trees import LONGANS
from ..water import cloud_bank, sun
from .shrines import TILE, worship_hall


def van_mieu() -> Image.Image:
    c = Canvas((1600, 1000), 421)
    haze = mix(INDIGO, CREAM, 0.66)
    c.sky([(0, mix(INDIGO, MIST, 0.32)), (0.28, mix(INDIGO, MIST, 0.6)), (0.5, mix(CREAM, APRICOT, 0.25)), (1, haze)])
    cloud_bank(c, 230, 90, MIST, haze, 0.7, 250, 120)
    treeline(c, -40, 1660, 450, 80, mix(LEAF, haze, 0.55), haze, CREAM, 550)
    for x, h in ((150, 330), (230, 270), (1420, 320), (1490, 260)):
        tone = mix(LEAF, haze, 0.4)
        areca(c, x, 560, h, tone, (tone, mix(tone, GOLD, 0.2), tone), 0.03, 9)
    c.mist(520, 40, haze, 0.7)
    court(c, 600, 800)
    precinct_wall(c, 612, ((-20, 420), (1180, 1620)), haze)
    stone = mix(CREAM, STONE, 0.5)
    # Two storeys, eight roofs: four below, four above, the corners flung up.
    for x in (520, 1080):
        m = c.poly(
            rough([(x - 80, 440), (x + 80, 440), (x + 80, 620), (x - 80, 620)], 1, c.rng, 16),
            stone,
            mix(stone, BRICK, 0.3),
        )
        c.shade(m, mix(INDIGO, stone, 0.45), 0, 0.5, 1.2, 0.6)
        c.poly(
            [(x - 36, 620), (x - 36, 530), (x - 24, 504), (x, 494), (x + 24, 504), (x + 36, 530), (x + 36, 620)],
            mix(haze, INDIGO, 0.35),
        )
        roof(c, x, 456, 240, 66, TILE, DARK, mix(GOLD, STRAW, 0.3), stone, 0.6)
    m = c.poly(
        rough([(630, 400), (970, 400), (970, 624), (630, 624)], 1, c.rng, 18),
        mix(stone, CREAM, 0.3),
        mix(stone, BRICK, 0.25),
    )
    c.mottle(m, mix(BARK, stone, 0.6), 26, 0.3, 1, 0.34)
    c.shade(m, mix(INDIGO, stone, 0.45), 0, 0.55, 1.2, 0.5)
    c.poly(
        [(744, 624), (744, 510), (764, 470), (800, 456), (836, 470), (856, 510), (856, 624)],
        mix(haze, CREAM, 0.2),
        mix(APRICOT, STRAW, 0.4),
    )
    roof(c, 800, 420, 560, 104, TILE, DARK, mix(GOLD, STRAW, 0.3), stone, 0.66)
    c.poly([(668, 236), (932, 236), (932, 336), (668, 336)], mix(BRICK, DARK, 0.2), mix(BRICK, DARK, 0.5))
    for k in range(4):
        c.poly(
            [(680 + 64 * k, 256), (732 + 64 * k, 256), (732 + 64 * k, 330), (680 + 64 * k, 330)],
            mix(DARK, GOLD, 0.4),
            mix(DARK, GOLD, 0.15),
        )
    board = c.poly([(728, 344), (872, 344), (872, 378), (728, 378)], mix(BRICK, (150, 20, 24), 0.6))
    c.shade(board, DARK, 60, 0.5, 1.1, 0.6)
    for k in range(3):
        c.poly(rough(blob(760 + 40 * k, 361, 12, 10, c.rng, 0.3, 8), 1.5, c.rng, 5), GOLD)
    roof(c, 800, 262, 440, 110, TILE, DARK, mix(GOLD, STRAW, 0.3), stone, 0.58)
    # Steles on their tortoises.
    for k, x in enumerate((170, 330, 1270, 1430)):
        y, s = 780 + 30 * (k in (0, 3)), 1.0 + 0.25 * (k in (0, 3))
        c.print(c.stencil().poly(blob(x + 40 * s, y, 110 * s, 16 * s, c.rng, 0.1)).mask(4), BARK, None, 0.5)
        shell = c.poly(
            at(curve([(-84, 0), (-70, -36), (0, -54), (70, -36), (84, 0)]), x, y, s), mix(STONE, INDIGO, 0.3)
        )
        c.shade(shell, NIGHT, 40, 0.5, 1.1, 0.7)
        c.poly(
            at(curve([(-84, -6), (-112, -26), (-126, -18), (-118, -4), (-84, 2)], True, 5), x, y, s, 0, x > 800),
            mix(STONE, INDIGO, 0.3),
        )
        slab = c.poly(
            rough(
                at([(-52, -40), (-52, -200), (-36, -232), (0, -244), (36, -232), (52, -200), (52, -40)], x, y, s),
                1.2,
                c.rng,
                14,
            ),
            mix(STONE, INDIGO, 0.18),
        )
        c.shade(slab, mix(NIGHT, STONE, 0.3), 20, 0.5, 1.15, 0.7)
        words = c.stencil()
        for row in range(7):
            for col in range(5):
                px, py = x + (-32 + col * 16) * s, y + (-184 + row * 19) * s
                words.line([(px - 4 * s, py), (px + 4 * s, py + 1)], 2.4 * s)
                words.line([(px, py - 5 * s), (px - 1, py + 5 * s)], 2 * s)
        c.print(words.mask(), mix(NIGHT, STONE, 0.4), None, 0.6)
    pilgrims(
        c,
        [
            (770, 680, 74, "walk", 1),
            (830, 684, 76, "walk", 0),
            (640, 760, 100, "stand", 2),
            (960, 770, 104, "walk", 1),
            (1010, 776, 98, "walk", 4),
        ],
    )
    # Frangipani over the court.
    for side, x in ((1, -30), (-1, 1630)):
        for a, length, y in ((-24, 420, 330), (8, 360, 260), (-52, 330, 300)):
            bough = arc(x, y, length, a if side > 0 else 180 - a, -side * 30, 10)
            c.poly(taper(bough, 30, 8), mix(BARK, STONE, 0.35))
            for px, py in bough[3:]:
                for _ in range(5):
                    turn = c.rng.uniform(0, 360)
                    m = c.poly(
                        taper(arc(px, py, c.rng.uniform(60, 110), turn, 20, 6), 4, 3, 30),
                        mix(LEAF, FOREST, c.rng.uniform(0, 0.5)),
                    )
                    c.shade(m, mix(PADDY, GOLD, 0.35), -100, 0.5, 1.2, 0.7)
            for px, py in bough[4:]:
                for _ in range(3):
                    fx, fy, r = px + c.rng.gauss(0, 30), py + c.rng.gauss(0, 26), c.rng.uniform(11, 18)
                    petals = c.stencil()
                    for k in range(5):
                        petals.poly(taper(arc(fx, fy, r * 1.3, k * 72 + 10, 30, 5), 2, 2, r * 0.9))
                    c.print(petals.mask(), CREAM)
                    c.print(c.stencil().disc(fx, fy, r * 0.34).mask(), mix(GOLD, STRAW, 0.2))
    return c.finish(7, 0.22, NIGHT)


def longan_tree_pagoda() -> Image.Image:
    c = Canvas((1600, 1000), 431)
    haze = mix(PEACH, CREAM, 0.5)
    c.sky([(0, mix(GOLD, CREAM, 0.5)), (0.3, mix(APRICOT, CREAM, 0.55)), (0.52, CREAM), (1, haze)])
    cloud_bank(c, 240, 80, CREAM, haze, 0.6, 260, 110)
    sun(c, 1180, 230, 72, (255, 252, 240), mix(GOLD, CREAM, 0.4), 7)
    treeline(c, -40, 1660, 470, 80, mix(PADDY, haze, 0.6), haze, CREAM, 560)
    c.mist(530, 46, haze, 0.8)
    for x, w in ((1000, 300), (1420, 280)):
        far_roof(c, x, 500, w, 88, 0.42, 1.1, haze)
    worship_hall(c, 1210, 668, 470, 0.06, haze)
    court(c, 680, 1180)
    precinct_wall(c, 690, ((-20, 880),), haze)
    burner(c, 1180, 800, 0.9)
    bonsai(c, 960, 730, 0.9)
    bonsai(c, 1440, 736, 1.0)
    pilgrims(
        c,
        [
            (1080, 760, 74, "walk", 1),
            (1260, 770, 80, "stand", 0),
            (1310, 774, 76, "stand", 2),
            (760, 884, 118, "stand", 1),
            (830, 890, 124, "walk", 0),
        ],
    )
    # The kerb round the old tree, and the tree.
    rim = blob(400, 890, 360, 92, c.rng, 0.01, 24)
    c.poly(blob(408, 914, 364, 94, c.rng, 0.01, 24), mix(BRICK, BARK, 0.4))
    c.poly(rim, mix(STONE, BRICK, 0.2))
    soil = c.poly(blob(400, 886, 324, 76, c.rng, 0.02, 24), mix(BARK, PADDY, 0.3))
    c.mottle(soil, mix(PADDY, GOLD, 0.3), 16, 0.6, 2.4, 0.45)
    bark, light = mix(BARK, (26, 16, 12), 0.3), mix(BARK, APRICOT, 0.4)
    for a, bend, length, w in (
        (-118, -18, 560, 120),
        (-62, 20, 560, 110),
        (-94, 8, 600, 140),
        (-136, 30, 420, 70),
        (-40, -26, 430, 70),
    ):
        limb = arc(400 + (a + 90) * 0.7, 890, length, a, bend, 12)
        m = c.poly(rough(taper(limb, w, 16), 4, c.rng, 22), bark)
        c.shade(m, light, 0, 0.6, 1.15, 0.8)
    tones: Tones = (mix(FOREST, (10, 22, 16), 0.3), mix(PADDY, FOREST, 0.4), mix(PADDY, GOLD, 0.45))
    for x, y, rx, ry in (
        (120, 350, 230, 170),
        (690, 350, 240, 170),
        (400, 250, 300, 190),
        (60, 180, 200, 140),
        (750, 190, 200, 130),
        (400, 90, 320, 130),
        (250, 420, 170, 100),
        (570, 420, 170, 100),
    ):
        crown(c, x, y, rx, ry, tones, 20, 320, -50)
    for x, y, angle in (
        (150, 470, 100),
        (320, 500, 84),
        (520, 500, 96),
        (700, 470, 80),
        (850, 380, 60),
        (880, 270, 40),
    ):
        for k in range(3):
            longan_spray(
                c, x + 22 * (k - 1), y - 16, 130, angle + 34 * (k - 1), (tones[0], mix(LEAF, PADDY, 0.4), tones[2]), 4
            )
        longan_cluster(c, x, y, 15, 13, LONGANS)
    for x, y in ((430, 380), (260, 330), (600, 330), (760, 400), (80, 420)):
        longan_cluster(c, x, y, 12, 10, LONGANS)
    return c.finish(7, 0.22, BARK)
