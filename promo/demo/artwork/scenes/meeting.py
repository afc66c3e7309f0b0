"""Partners meet in a hall that looks on the river. Palette: Nghệ, abstract colours."""

import math

from PIL import Image, ImageChops

from ..canvas import Canvas, field
from ..flora import areca, lotus, treeline
from ..palette import APRICOT, BARK, BRICK, CREAM, GOLD, INDIGO, LEAF, NIGHT, RGB, TEAL, mix
from ..shapes import Path, at, blob, curve, leaf, rough, taper
from ..water import strips, sun

GLASS = mix(CREAM, APRICOT, 0.2)
BANDS = (mix(INDIGO, (30, 70, 160), 0.5), mix(BRICK, (200, 40, 40), 0.5), GOLD, CREAM)


def _view(c: Canvas) -> None:
    """What the tall windows show."""
    c.sky([(0, mix(INDIGO, CREAM, 0.55)), (0.3, mix(APRICOT, CREAM, 0.45)), (0.5, mix(GOLD, CREAM, 0.5)), (1, CREAM)])
    strips(c, 60, 240, CREAM, 12, 0.6)
    sun(c, 800, 330, 72, CREAM, mix(GOLD, CREAM, 0.3), 7)
    treeline(c, -40, 1660, 440, 50, mix(TEAL, GLASS, 0.6), GLASS, CREAM, 480)
    river = (
        c.stencil()
        .poly(
            curve(
                [(700, 470), (900, 470), (860, 500), (1000, 530), (1240, 580), (560, 590), (720, 530), (800, 500)],
                True,
                6,
            )
        )
        .mask()
    )
    field_mask = c.stencil().poly([(0, 466), (1600, 466), (1600, 640), (0, 640)]).mask()
    c.print(field_mask, mix(LEAF, GLASS, 0.55), mix(LEAF, GOLD, 0.35))
    c.print(river, mix(CREAM, GOLD, 0.2), mix(TEAL, CREAM, 0.5))
    for x, h in ((380, 210), (1180, 230), (1240, 180), (640, 160)):
        tone = mix(TEAL, GLASS, 0.4)
        areca(c, x, 500, h, tone, (tone, mix(tone, GLASS, 0.2), tone), 0.03, 9)
    c.mist(480, 36, GLASS, 0.7)


def _hall(c: Canvas) -> None:
    """Posts and sashes in front of the view, woven hangings between them."""
    wood, dark = mix(INDIGO, NIGHT, 0.35), NIGHT
    frame = c.stencil()
    frame.poly([(-5, -5), (1605, -5), (1605, 62), (-5, 62)])
    for x in (-30, 560, 1040, 1630):
        frame.poly([(x - 34, 0), (x + 34, 0), (x + 34, 690), (x - 34, 690)])
    sashes = c.stencil()
    for x in (120, 415, 800, 1185, 1480):
        sashes.poly([(x - 5, 60), (x + 5, 60), (x + 5, 610), (x - 5, 610)])
    for y in (190,):
        sashes.poly([(0, y), (1600, y), (1600, y + 9), (0, y + 9)])
    c.print(sashes.mask(), mix(wood, GLASS, 0.2))
    m = c.print(frame.mask(), wood, dark)
    c.shade(m, mix(wood, APRICOT, 0.4), 180, 0.6, 1.3, 0.3)
    for x in (270, 1330):
        for k, tone in enumerate(BANDS):
            # Loose ribbons of colour, too free to be anyone's flag.
            left = [(x - 60 + k * 30 + 10 * math.sin(y / 70 + k * 1.4), y) for y in range(60, 560 + 40 * (k % 2), 16)]
            right = [
                (x - 34 + k * 30 + 10 * math.sin(y / 70 + k * 1.4 + 0.5), y) for y in range(60, 560 + 40 * (k % 2), 16)
            ]
            r = c.poly(rough(left + right[::-1], 1.2, c.rng, 14), tone)
            c.shade(r, mix(tone, NIGHT, 0.6), 90, 0.5, 1.3, 0.8)
    lamps = [(430, 120), (800, 96), (1170, 120)]
    for x, y in lamps:
        c.line([(x, 0), (x, y)], 2.4, NIGHT)
        c.glow(x, y + 40, 150, GOLD, 0.55)
        lantern = c.poly(
            curve(
                [(x - 18, y), (x - 44, y + 34), (x - 20, y + 74), (x + 20, y + 74), (x + 44, y + 34), (x + 18, y)],
                True,
                6,
            ),
            mix(GOLD, CREAM, 0.4),
            mix(GOLD, BRICK, 0.35),
        )
        ribs = c.stencil()
        for k in (-26, -9, 9, 26):
            ribs.line(curve([(x + k * 0.5, y), (x + k * 1.3, y + 36), (x + k * 0.5, y + 74)]), 1.4)
        c.print(ImageChops.multiply(ribs.mask(), lantern), mix(BRICK, BARK, 0.4), None, 0.6)
    floor = c.stencil().poly([(-5, 640), (1605, 640), (1605, 1005), (-5, 1005)]).mask()
    c.print(floor, mix(BARK, APRICOT, 0.4), mix(NIGHT, BARK, 0.4))
    c.poly([(-5, 606), (1605, 606), (1605, 648), (-5, 648)], wood, dark)
    for x in (120, 415, 700, 900, 1185, 1480):
        c.print(
            c.stencil()
            .poly([(x - 60, 648), (x + 60, 648), (x + (x - 800) * 0.5 + 130, 1000), (x + (x - 800) * 0.5 - 130, 1000)])
            .mask(12),
            mix(GOLD, CREAM, 0.3),
            None,
            0.22,
        )


_BUST: Path = [
    (-30, -176),
    (-34, -204),
    (-18, -230),
    (8, -234),
    (28, -218),
    (32, -190),
    (24, -166),
    (18, -150),
    (40, -136),
    (84, -116),
    (102, -70),
    (110, 0),
    (-112, 0),
    (-104, -74),
    (-86, -114),
    (-40, -134),
    (-20, -148),
]
_BUN: Path = [
    (-34, -180),
    (-40, -206),
    (-24, -234),
    (-6, -256),
    (14, -254),
    (18, -238),
    (32, -216),
    (34, -186),
    (26, -164),
    (16, -146),
    (34, -134),
    (74, -112),
    (92, -66),
    (98, 0),
    (-100, 0),
    (-92, -70),
    (-76, -112),
    (-36, -132),
    (-18, -146),
]


def _sitter(c: Canvas, x: float, y: float, s: float, tone: RGB, rim: RGB, bun: bool, flip: bool) -> None:
    shape = at(curve(_BUN if bun else _BUST, True, 6), x, y, s, 0, flip)
    m = c.poly(shape, tone)
    c.shade(m, mix(tone, rim, 0.6), -90, 0.74, 1.2, 0.8)
    lit = ImageChops.subtract(m, ImageChops.offset(m, 0, round(4 * s)))
    c.print(lit, rim, None, 0.85)


def _standing(c: Canvas, x: float, y: float, s: float, tone: RGB, rim: RGB, flip: bool, dress: bool) -> None:
    """A figure in profile with one arm out; flipped, the partner."""
    torso: Path = [
        (-4, -300),
        (-32, -286),
        (-44, -230),
        (-40, -150),
        (-46, -60),
        (-60 if dress else -44, 120),
        (58 if dress else 46, 120),
        (40, -60),
        (36, -150),
        (42, -230),
        (30, -286),
    ]
    m = c.poly(at(curve(torso, True, 6), x, y, s, 0, flip), tone)
    c.shade(m, mix(tone, rim, 0.5), 0 if flip else 180, 0.66, 1.2, 0.6)
    head: Path = [
        (-30, -340),
        (-28, -372),
        (-4, -388),
        (22, -376),
        (30, -350),
        (38, -336),
        (30, -328),
        (28, -312),
        (8, -304),
        (6, -286),
        (-20, -286),
        (-18, -312),
    ]
    h = c.poly(at(curve(head, True, 5), x, y, s, 0, flip), mix(APRICOT, BARK, 0.36 if dress else 0.5))
    c.shade(h, mix(BARK, NIGHT, 0.3), 180 if not flip else 0, 0.4, 1.1, 0.8)
    hair = [(-34, -330), (-36, -370), (-6, -396), (26, -382), (24, -368), (0, -366), (-8, -346), (-16, -316)]
    if dress:
        hair = [
            (-44, -300),
            (-38, -368),
            (-6, -396),
            (26, -382),
            (22, -366),
            (-2, -364),
            (-8, -330),
            (-20, -250),
            (-40, -252),
        ]
    c.poly(at(curve(hair, True, 5), x, y, s, 0, flip), NIGHT)
    arm = curve([(16, -266), (34, -196), (70, -168), (116, -176)], steps=8)
    a = c.poly(at(taper(arm, 34, 22), x, y, s, 0, flip), mix(tone, rim, 0.1))
    c.shade(a, mix(tone, NIGHT, 0.5), 90, 0.4, 1.1, 0.7)
    cuff = at(taper([(112, -175), (122, -177)], 25, 25), x, y, s, 0, flip)
    c.poly(cuff, CREAM)
    hand = at(
        curve([(120, -188), (140, -190), (158, -182), (160, -172), (140, -164), (120, -166)], True, 5), x, y, s, 0, flip
    )
    c.poly(hand, mix(APRICOT, BARK, 0.2 if flip else 0.34))


def landscape() -> Image.Image:
    c = Canvas((1600, 1000), 131)
    _view(c)
    _hall(c)
    rim = mix(GOLD, CREAM, 0.45)
    for k, (x, s) in enumerate(((420, 0.62), (540, 0.6), (1060, 0.6), (1180, 0.62))):
        _sitter(c, x, 736, s, mix((INDIGO, TEAL, BRICK, INDIGO)[k], NIGHT, 0.35), rim, k % 2 == 1, x > 800)
    _standing(c, 652, 700, 1.08, mix(INDIGO, NIGHT, 0.25), rim, False, False)
    _standing(c, 948, 700, 1.08, mix(BRICK, (150, 24, 50), 0.5), rim, True, True)
    top = c.stencil().poly(blob(800, 800, 640, 118, c.rng, 0.012, 24)).mask()
    edge = c.stencil().poly(blob(800, 832, 642, 120, c.rng, 0.012, 24)).mask()
    c.print(edge, mix(BARK, NIGHT, 0.5))
    c.print(top, mix(APRICOT, BARK, 0.35), mix(BARK, APRICOT, 0.25))
    shine = field(c.size, lambda u, v: 0.9 * math.exp(-((u - 0.5) ** 2) * 30 - ((v - 0.735) ** 2) * 160), 60)
    c.stipple_in(top, mix(GOLD, CREAM, 0.5), shine, None, 0.9)
    c.mottle(top, mix(BARK, NIGHT, 0.2), 12, 0.35, 6, 0.34)
    for x, y, turn in ((470, 790, -10), (640, 850, -4), (960, 850, 5), (1130, 790, 10), (800, 866, 0)):
        sheet = at([(-52, -14), (46, -16), (56, 12), (-58, 14)], x, y, 1, turn)
        c.shade(c.poly(rough(sheet, 0.8, c.rng, 12), CREAM), mix(INDIGO, CREAM, 0.5), 40, 0.5, 1.2, 0.6)
        rows = c.stencil()
        for k in range(4):
            rows.line(at([(-40, -8 + k * 5.4), (36 - k * 9 % 20, -9 + k * 5.4)], x, y, 1, turn), 1.4)
        c.print(rows.mask(), INDIGO, None, 0.45)
    for x, y in ((560, 764), (1040, 764), (712, 796), (890, 796)):
        c.poly(
            curve([(x - 12, y - 18), (x - 10, y - 2), (x, y + 2), (x + 10, y - 2), (x + 12, y - 18)]),
            CREAM,
            mix(INDIGO, CREAM, 0.5),
        )
        c.print(c.stencil().disc(x, y - 18, 12, 3.4).mask(), mix(BARK, GOLD, 0.4))
    for a in (-150, -122, -96, -70, -44, -20):
        m = c.poly(leaf(800, 800, 66, 22, a, 16), mix(LEAF, NIGHT, 0.25))
        c.shade(m, mix(LEAF, GOLD, 0.5), -90, 0.5, 1.2, 0.7)
    for x, y, s in ((772, 776, 0.32), (826, 774, 0.34), (800, 756, 0.42)):
        lotus(c, x, y, s, CREAM, mix(BRICK, (220, 80, 130), 0.6), GOLD, 0.8)
    for k, (x, s) in enumerate(((150, 1.25), (420, 1.18), (1190, 1.18), (1460, 1.25))):
        _sitter(
            c,
            x,
            1010,
            s,
            mix((NIGHT, INDIGO, NIGHT, TEAL)[k], NIGHT, 0.62),
            mix(GOLD, BRICK, 0.25),
            k in (1, 3),
            x < 800,
        )
    return c.finish(7, 0.26, NIGHT)
