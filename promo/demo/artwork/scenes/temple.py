"""Roof behind roof under the banyan: the precinct by the river. Palette: Lúa with gold."""

from PIL import Image

from ..built import hall, pillar, roof
from ..canvas import Canvas
from ..flora import areca, treeline
from ..palette import APRICOT, BARK, BRICK, CREAM, GOLD, PADDY, STRAW, mix
from ..precinct import DARK, HAZE, STONE, bonsai, burner, court, far_roof, pilgrims, precinct_wall, two_tier
from ..trees import banyan, canopy_over
from ..water import cloud_bank, egret, sun

SKY = HAZE


def _beams(c: Canvas) -> None:
    """Light let through the leaves on its way to the court."""
    for k, (u, wide) in enumerate(((0.30, 0.03), (0.42, 0.045), (0.58, 0.03), (0.70, 0.05))):
        x, w = u * c.w, wide * c.w
        beam = [(x + 0.22 * c.w, -10), (x + 0.22 * c.w + w, -10), (x + w * 2.2, c.h * 0.98), (x - w * 1.2, c.h * 0.98)]
        c.print(c.stencil().poly(beam).mask(20), mix(GOLD, CREAM, 0.65), None, 0.10 + 0.03 * (k % 2))


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 23)
    c.sky(
        [(0, mix(GOLD, STRAW, 0.45)), (0.25, mix(APRICOT, STRAW, 0.35)), (0.5, mix(STRAW, APRICOT, 0.25)), (1, STRAW)]
    )
    cloud_bank(c, 240, 90, STRAW, SKY, 0.7, 260, 120)
    sun(c, 1130, 200, 66, CREAM, mix(GOLD, STRAW, 0.45), 7)
    treeline(c, -20, 1640, 400, 70, mix(PADDY, SKY, 0.72), SKY, base=470)
    for x, h in ((250, 250), (320, 200), (1330, 260), (1410, 210), (1250, 180)):
        tone = mix(PADDY, SKY, 0.6)
        areca(c, x, 460, h, tone, (tone, mix(tone, SKY, 0.2), tone), 0.03, 9)
    c.mist(420, 60, SKY, 0.7)
    for x, y, w, h, air in (
        (430, 372, 250, 74, 0.66),
        (1150, 368, 260, 76, 0.66),
        (800, 330, 330, 92, 0.58),
        (590, 404, 260, 82, 0.5),
        (1010, 402, 270, 82, 0.5),
        (1290, 432, 260, 80, 0.44),
        (320, 436, 250, 80, 0.44),
    ):
        far_roof(c, x, y, w, h, air)
    c.mist(452, 46, mix(SKY, STRAW, 0.5), 0.85)
    two_tier(c, 800, 478, 560, 190, 0.26)
    c.mist(515, 36, mix(SKY, STRAW, 0.5), 0.7)
    for x in (390, 1210):
        hall(c, x, 690, 330, 120, mix(BRICK, DARK, 0.2), DARK, GOLD, STONE, 5)
        roof(c, x, 585, 430, 112, mix(BRICK, SKY, 0.1), DARK, mix(GOLD, STRAW, 0.25), STONE, 0.62)
    court(c, 712, 800)
    precinct_wall(c, 722, ((-20, 190), (1410, 1620)))
    hall(c, 800, 704, 500, 150, mix(BRICK, (150, 20, 20), 0.3), DARK, mix(GOLD, STRAW, 0.2), STONE, 5)
    roof(c, 800, 572, 680, 156, mix(BRICK, (170, 60, 34), 0.4), DARK, mix(GOLD, STRAW, 0.25), STONE, 0.64)
    burner(c, 800, 812, 0.95)
    for x, y, s in ((596, 752, 0.8), (1004, 752, 0.8)):
        bonsai(c, x, y, s)
    pillar(c, 512, 880, 64, 420, STONE, DARK, mix(STRAW, BRICK, 0.3))
    pillar(c, 1088, 880, 64, 420, STONE, DARK, mix(STRAW, BRICK, 0.3))
    pilgrims(
        c,
        [
            (742, 770, 62, "stand", 0),
            (866, 776, 64, "walk", 1),
            (906, 780, 60, "stand", 2),
            (640, 812, 78, "walk", 1),
            (608, 816, 74, "walk", 0),
            (965, 872, 104, "walk", 0),
            (1010, 884, 98, "walk", 2),
        ],
    )
    bonsai(c, 1400, 950, 1.9)
    bonsai(c, 1540, 980, 2.2)
    banyan(c, 110, 930, -1, 1.12)
    _beams(c)
    canopy_over(
        c,
        [
            (60, 150, 260, 150),
            (20, 10, 160, 90),
            (320, 70, 260, 110),
            (560, 20, 230, 84),
            (840, -10, 260, 66),
            (200, 270, 170, 90),
            (1120, -14, 260, 64),
            (1400, 4, 260, 100),
            (1580, 90, 150, 120),
            (440, 160, 130, 62),
            (20, 330, 120, 80),
        ],
        19,
    )
    for x, y, s in ((930, 168, 0.42), (985, 190, 0.36), (890, 205, 0.3)):
        egret(c, x, y, s, STRAW, s > 0.33, -8)
    return c.finish(7, 0.22, BARK)


def portrait() -> Image.Image:
    c = Canvas((1000, 1400), 24)
    c.sky(
        [(0, mix(GOLD, STRAW, 0.45)), (0.25, mix(APRICOT, STRAW, 0.35)), (0.5, mix(STRAW, APRICOT, 0.25)), (1, STRAW)]
    )
    cloud_bank(c, 420, 110, STRAW, SKY, 0.7, 220, 140)
    sun(c, 650, 320, 70, CREAM, mix(GOLD, STRAW, 0.45), 6)
    treeline(c, -20, 1040, 560, 70, mix(PADDY, SKY, 0.72), SKY, base=650)
    c.mist(590, 60, SKY, 0.7)
    for x, y, w, h, air in (
        (500, 470, 250, 78, 0.68),
        (250, 540, 250, 80, 0.6),
        (760, 536, 250, 80, 0.6),
        (500, 560, 330, 96, 0.5),
        (150, 636, 250, 82, 0.44),
        (860, 632, 250, 82, 0.44),
    ):
        far_roof(c, x, y, w, h, air)
    c.mist(650, 46, mix(SKY, STRAW, 0.5), 0.85)
    two_tier(c, 500, 704, 520, 190, 0.28)
    c.mist(742, 36, mix(SKY, STRAW, 0.5), 0.7)
    for x in (110, 890):
        hall(c, x, 930, 300, 120, mix(BRICK, DARK, 0.2), DARK, GOLD, STONE, 5)
        roof(c, x, 824, 390, 112, mix(BRICK, SKY, 0.1), DARK, mix(GOLD, STRAW, 0.25), STONE, 0.62)
    court(c, 952, 500)
    precinct_wall(c, 962, ((-20, 60), (940, 1020)))
    hall(c, 500, 944, 480, 160, mix(BRICK, (150, 20, 20), 0.3), DARK, mix(GOLD, STRAW, 0.2), STONE, 5)
    roof(c, 500, 800, 640, 160, mix(BRICK, (170, 60, 34), 0.4), DARK, mix(GOLD, STRAW, 0.25), STONE, 0.64)
    burner(c, 500, 1080, 1.1)
    for x, y, s in ((300, 1000, 0.9), (700, 1000, 0.9), (900, 1330, 2.3)):
        bonsai(c, x, y, s)
    pillar(c, 236, 1190, 74, 500, STONE, DARK, mix(STRAW, BRICK, 0.3))
    pillar(c, 764, 1190, 74, 500, STONE, DARK, mix(STRAW, BRICK, 0.3))
    pilgrims(
        c,
        [
            (436, 1020, 70, "stand", 0),
            (566, 1026, 72, "walk", 1),
            (604, 1030, 68, "stand", 2),
            (356, 1130, 100, "walk", 1),
            (626, 1220, 136, "walk", 0),
            (690, 1236, 126, "walk", 2),
        ],
    )
    banyan(c, 20, 1330, -1, 1.3)
    _beams(c)
    canopy_over(
        c,
        [
            (60, 260, 230, 190),
            (300, 120, 230, 150),
            (540, 50, 230, 110),
            (790, 30, 240, 120),
            (960, 150, 150, 130),
            (-20, 60, 160, 120),
            (180, -10, 160, 80),
            (150, 430, 150, 110),
            (380, 240, 130, 80),
            (300, 350, 110, 60),
            (330, 470, 100, 46),
            (10, 560, 110, 100),
            (960, 290, 90, 80),
        ],
        20,
    )
    for x, y, s in ((730, 372, 0.42), (780, 396, 0.36), (700, 404, 0.3)):
        egret(c, x, y, s, STRAW, s > 0.33, -8)
    return c.finish(7, 0.22, BARK)
