"""Things on a table by a window: what still lifes share."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageChops

from .canvas import Canvas, field
from .palette import APRICOT, BARK, CREAM, GOLD, INDIGO, NIGHT, RGB, TURMERIC, mix
from .shapes import Path, Point, arc, at, blob, curve, leaf, rough, taper

Quad = tuple[Point, Point, Point, Point]
SHINE = (255, 252, 240)
SUNLIGHT = mix(GOLD, CREAM, 0.6)
OAK = mix(BARK, TURMERIC, 0.62)
STRING = mix(BARK, TURMERIC, 0.4)


@dataclass(frozen=True)
class Room:
    """The inks of a wall, of its shadow, of the light on it, and of the table's wood, lit and dark."""

    wall: RGB = INDIGO
    shadow: RGB = NIGHT
    light: RGB = SUNLIGHT
    wood: RGB = OAK
    grain: RGB = NIGHT


INDIGO_ROOM = Room()


def window(c: Canvas, room: Room = INDIGO_ROOM, x: float = 520, moon: bool = False) -> None:
    """Wall with the light of a slatted window (`moon`: a round one) and leaf shadows on it, from `x` on."""
    c.sky([(0, mix(room.wall, room.shadow, 0.2)), (0.66, mix(room.wall, CREAM, 0.3)), (1, room.wall)])
    full = c.stencil().poly([(0, 0), (c.w, 0), (c.w, c.h), (0, c.h)]).mask()
    c.mottle(full, mix(room.wall, room.shadow, 0.4), 6, 0.5)
    c.mottle(full, mix(room.wall, CREAM, 0.35), 9, 0.3)
    light = c.stencil()
    if moon:
        light.poly(blob(x + 270, 300, 300, 292, c.rng, 0.0, 24))
    for k in range(0 if moon else 4):
        for j in range(2):
            x0, y0 = x + k * 150, 60 + j * 270
            light.poly([(x0, y0), (x0 + 128, y0 - 8), (x0 + 90, y0 + 240), (x0 - 42, y0 + 250)])
    mask = light.mask(5)
    shade = c.stencil()
    for _ in range(46):
        px, py = x + c.rng.uniform(-120, 660), c.rng.uniform(-20, 560)
        shade.poly(leaf(px, py, c.rng.uniform(80, 170), c.rng.uniform(22, 40), c.rng.gauss(60, 40), 20))
    leaves = shade.mask(6)
    c.print(ImageChops.subtract(mask, leaves), room.light, None, 0.8)
    c.print(ImageChops.multiply(mask, leaves), mix(GOLD, room.wall, 0.5), None, 0.4)


def table(c: Canvas, y: float, room: Room = INDIGO_ROOM, pool: Point = (0.5, 0.74)) -> None:
    """Boards from `y` down, with a pool of light at `pool` (fractions of the sheet)."""
    area = (
        c.stencil().poly(rough([(-10, y), (c.w + 10, y), (c.w + 10, c.h + 10), (-10, c.h + 10)], 0.8, c.rng, 30)).mask()
    )
    c.print(area, room.wood, mix(BARK, room.grain, 0.25))
    grain = c.stencil()
    for _ in range(130):
        yy = y + 6 + (c.h - y) * c.rng.random() ** 1.2
        x, length = c.rng.uniform(-100, c.w), c.rng.uniform(120, 520)
        path = [(x + length * k / 8, yy + math.sin(k * 0.8 + yy) * 2.4) for k in range(9)]
        grain.poly(taper(path, 0.5, 0.5, c.rng.uniform(2, 5)))
    c.print(grain.mask(), mix(BARK, room.grain, 0.4), None, 0.5)
    for k, yy in enumerate((y + 70, y + 178)):
        c.line([(-10, yy), (c.w + 10, yy + 3)], 2.4 + k, mix(BARK, room.grain, 0.3), 0.6)
    lit = field(c.size, lambda u, v: 0.62 * math.exp(-((u - pool[0]) ** 2) * 9 - ((v - pool[1]) ** 2) * 40), 60)
    c.stipple_in(area, mix(GOLD, APRICOT, 0.4), lit, None, 0.6)


def cloth(c: Canvas, quad: Quad, ground: RGB = CREAM, stripe: RGB = INDIGO) -> None:
    """A woven runner with stripes near its ends and a fringe along its front; corners clockwise from the back left."""
    (ax, ay), (bx, by), (dx, dy), (ex, ey) = quad
    m = c.poly(rough(quad, 3, c.rng, 40), mix(ground, APRICOT, 0.32), mix(ground, APRICOT, 0.12))
    c.shade(m, mix(stripe, ground, 0.45), 0, 0.5, 1.2, 0.6)

    def at_edge(u: float, back: bool) -> Point:
        return (ax + (bx - ax) * u, ay + (by - ay) * u) if back else (ex + (dx - ex) * u, ey + (dy - ey) * u)

    weave = c.stencil()
    for k in range(70):
        weave.line([at_edge(k / 69, True), at_edge(k / 69, False)], 1.2)
    for k in range(5):
        t = (k + 0.4) / 5
        weave.line([(ax + (ex - ax) * t, ay + (ey - ay) * t), (bx + (dx - bx) * t, by + (dy - by) * t)], 1.2)
    c.print(ImageChops.multiply(weave.mask(), m), mix(stripe, ground, 0.4), None, 0.3)
    for u in (0.07, 0.1, 0.9, 0.93):
        c.line([at_edge(u, True), at_edge(u, False)], 7, stripe, 0.75)
    fringe = c.stencil()
    for k in range(120):
        x, y = at_edge(k / 119, False)
        fringe.poly(taper(arc(x, y - 5, 17, 90 + c.rng.gauss(0, 9), 10, 3), 2.6, 1.2))
    c.print(fringe.mask(), mix(ground, APRICOT, 0.25))


def cast(c: Canvas, x: float, y: float, rx: float, ry: float, room: Room = INDIGO_ROOM) -> None:
    """Shadow thrown to the right by the window."""
    shape = blob(x + rx * 0.45, y + ry * 0.2, rx * 1.25, ry, c.rng, 0.05)
    c.print(c.stencil().poly(shape).mask(7), mix(BARK, room.wall, 0.4), None, 0.62)


_JAR: Path = [
    (-84, -250),
    (-96, -226),
    (-112, -190),
    (-114, -60),
    (-108, -14),
    (-80, 4),
    (0, 12),
    (80, 4),
    (108, -14),
    (114, -60),
    (112, -190),
    (96, -226),
    (84, -250),
]
_INSIDE: Path = [
    (-108, -176),
    (-111, -60),
    (-104, -14),
    (-76, 2),
    (0, 9),
    (76, 2),
    (104, -14),
    (111, -60),
    (108, -176),
    (0, -166),
]
_CAP: Path = [
    (-92, -246),
    (-118, -208),
    (-96, -214),
    (-70, -200),
    (-40, -212),
    (-10, -202),
    (26, -213),
    (60, -202),
    (92, -215),
    (116, -206),
    (92, -248),
    (70, -286),
    (0, -300),
    (-70, -286),
]


def jar(c: Canvas, x: float, y: float, s: float, body: RGB, deep: RGB, room: Room = INDIGO_ROOM) -> Image.Image:
    """A glass jar tied with cloth; gives back the mask of its filling, which is `body` above and `deep` below."""
    cast(c, x, y - 4 * s, 150 * s, 30 * s, room)
    spill = c.stencil().poly(blob(x + 190 * s, y + 10 * s, 120 * s, 22 * s, c.rng, 0.2)).mask(16)
    c.print(spill, mix(body, CREAM, 0.15), None, 0.6)
    c.poly(at(curve(_JAR, True, 6), x, y, s), mix(room.wall, CREAM, 0.55))
    inside = c.stencil().poly(at(curve(_INSIDE, True, 6), x, y, s)).mask()
    c.print(inside, body, mix(deep, body, 0.25))
    c.shade(inside, mix(body, CREAM, 0.6), 10, 0.5, 1.2, 0.9)
    c.shade(inside, mix(BARK, deep, 0.5), 170, 0.6, 1.15, 0.8)
    c.shade(inside, mix(BARK, deep, 0.5), 90, 0.75, 1.2, 0.8)
    c.poly(at(blob(0, -174, 108, 13, c.rng, 0.02, 16), x, y, s), mix(body, CREAM, 0.45))
    return inside


def jar_front(c: Canvas, x: float, y: float, s: float, tie: RGB = STRING, cap: RGB = CREAM) -> None:
    """Glints on the glass and the cloth on top, over whatever the jar holds."""
    for path, w in (
        ([(-92, -196), (-99, -120), (-93, -40)], (4, 3, 15)),
        ([(84, -190), (96, -150), (97, -90)], (2, 2, 7)),
    ):
        c.poly(taper(at(curve(path), x, y, s), w[0] * s, w[1] * s, w[2] * s), SHINE, None, 0.8)
    m = c.poly(rough(at(_CAP, x, y, s), 2 * s, c.rng, 12), mix(cap, APRICOT, 0.15))
    c.shade(m, mix(INDIGO, cap, 0.3), 30, 0.42, 1.1, 0.85)
    folds = c.stencil()
    for k in range(12):
        fx = -92 + k * 17
        folds.poly(taper(at(curve([(fx * 0.85, -250), (fx * 1.05, -228), (fx * 1.16, -206)]), x, y, s), 3 * s, 1.5 * s))
    c.print(ImageChops.multiply(folds.mask(), m), mix(INDIGO, cap, 0.25), None, 0.6)
    c.poly(taper(at(curve([(-92, -246), (0, -234), (92, -248)]), x, y, s), 8 * s, 8 * s), tie)
    for k, b in ((-1, 60), (1, -50)):
        c.poly(taper(at(arc(10, -238, 66, 90 - k * 40, b, 9), x, y, s), 6 * s, 2.5 * s), tie)


_BOWL: Path = [
    (-177, -128),
    (-160, -74),
    (-112, -24),
    (-60, -4),
    (60, -4),
    (112, -24),
    (160, -74),
    (177, -128),
    (120, -99),
    (0, -88),
    (-120, -99),
]
_RIM: Path = [(-177, -128), (-120, -99), (0, -88), (120, -99), (177, -128)]


def bowl(
    c: Canvas,
    x: float,
    y: float,
    s: float,
    fill: Callable[[], object],
    glaze: RGB = CREAM,
    ink: RGB = INDIGO,
    room: Room = INDIGO_ROOM,
) -> None:
    """A glazed bowl with a fish-scale band; `fill` paints what it holds, between its far and its near side.

    Its mouth is an ellipse of 176 by 40 around (0, -128), in units of `s`.
    """
    cast(c, x, y - 6 * s, 170 * s, 30 * s, room)
    c.poly(at([(-64, -8), (64, -8), (56, 10), (-56, 10)], x, y, s), mix(ink, glaze, 0.35))
    back = c.poly(at(blob(0, -128, 176, 40, c.rng, 0.01, 20), x, y, s), mix(glaze, ink, 0.25))
    c.shade(back, ink, 180, 0.5, 1.1, 0.8)
    fill()
    m = c.poly(at(curve(_BOWL, True, 6), x, y, s), mix(glaze, APRICOT, 0.12))
    band = c.stencil()
    for row in range(3):
        for k in range(-13, 14):
            px, py = k * 13.6 + (6.8 if row % 2 else 0), -66 + row * 11 + 18 * (1 - (k / 13.6) ** 2) - 6
            band.line(at(arc(px - 7, py, 20, -70, 140, 7), x, y, s), 2.2 * s)
    for off, w in ((-82, 4.0), (-21, 3.4)):
        ring = curve([(-180, off - 26), (-90, off + 2), (0, off + 10), (90, off + 2), (180, off - 26)])
        band.poly(taper(at(ring, x, y, s), w * s, w * s))
    c.print(ImageChops.multiply(band.mask(), m), ink, None, 0.92)
    c.shade(m, mix(ink, room.shadow, 0.2), 20, 0.5, 1.1, 0.8)
    c.shade(m, mix(GOLD, CREAM, 0.4), 165, 0.72, 1.2, 0.4)
    c.poly(taper(at(curve(_RIM), x, y, s), 3 * s, 3 * s, 6 * s), SHINE)


def heap(c: Canvas, x: float, y: float, s: float, colour: RGB, light: RGB, dark: RGB) -> Image.Image:
    """A cone of powder or grain for `bowl`; gives back its mask."""
    outline: Path = [
        (-160, -122),
        (-110, -160),
        (-40, -206),
        (6, -222),
        (60, -200),
        (120, -158),
        (160, -122),
        (90, -96),
        (0, -90),
        (-90, -96),
    ]
    m = c.poly(rough(at(curve(outline, True, 6), x, y, s), 2.4 * s, c.rng, 9), colour)
    c.shade(m, light, -140, 0.5, 1.05, 0.9)
    c.shade(m, dark, 40, 0.5, 1.1, 0.9)
    return m


def broth(c: Canvas, x: float, y: float, s: float, colour: RGB, light: RGB) -> Image.Image:
    """The surface of a soup for `bowl`; gives back its mask."""
    m = c.poly(at(blob(0, -122, 164, 33, c.rng, 0.01, 20), x, y, s), colour)
    c.shade(m, light, -150, 0.45, 1.1, 0.8)
    return m


def plate(c: Canvas, x: float, y: float, rx: float, glaze: RGB, ink: RGB, room: Room = INDIGO_ROOM) -> Image.Image:
    """A wide flat plate seen at a slant, centred on (x, y); gives back the mask of its well."""
    ry = rx * 0.3
    cast(c, x, y + ry * 0.55, rx, ry * 0.9, room)
    c.poly(blob(x, y + ry * 0.16, rx, ry, c.rng, 0.005, 24), mix(glaze, ink, 0.45))
    rim = c.poly(blob(x, y, rx, ry, c.rng, 0.005, 24), mix(glaze, APRICOT, 0.1))
    c.shade(rim, mix(ink, glaze, 0.35), 20, 0.55, 1.15, 0.6)
    dots = c.stencil()
    for k in range(40):
        a = math.tau * k / 40
        dots.disc(x + rx * 0.9 * math.cos(a), y + ry * 0.9 * math.sin(a), rx * 0.018, rx * 0.008)
    ring = blob(x, y, rx * 0.95, ry * 0.95, c.rng, 0.0, 28)
    dots.line([*ring, ring[0]], max(1.2, rx * 0.007))
    c.print(dots.mask(), ink, None, 0.8)
    well = c.poly(blob(x, y + ry * 0.03, rx * 0.78, ry * 0.76, c.rng, 0.005, 24), mix(glaze, ink, 0.1))
    c.shade(well, mix(ink, glaze, 0.5), 200, 0.55, 1.2, 0.5)
    return well


def steam(c: Canvas, x: float, y: float, s: float, colour: RGB = CREAM, strength: float = 0.35) -> None:
    """Three threads that widen and thin out as they rise."""
    for k, (bend, w) in enumerate(((42, 24), (-50, 30), (58, 20))):
        path = arc(x + (k - 1) * 52 * s, y, 130 * s, -94 + k * 4, bend, 12)
        path += arc(*path[-1], 120 * s, -94 + k * 4 + bend, -bend * 1.8, 12)[1:]
        for j in range(0, len(path) - 4, 3):
            t = j / len(path)
            puff = taper(path[j : j + 5], (5 + w * t) * s, (5 + w * (t + 0.15)) * s)
            c.print(c.stencil().poly(puff).mask(5 * s), colour, None, strength * (1 - t) ** 1.2)


def sprig(c: Canvas, x: float, y: float, length: float, angle: float, tones: tuple[RGB, RGB], blades: int = 7) -> None:
    """A twig of leaves in alternation."""
    spine = arc(x, y, length, angle, 24, blades * 2)
    c.poly(taper(spine, length * 0.026 + 1, 1), mix(tones[0], BARK, 0.5))
    for k in range(blades * 2, 1, -1):
        px, py = spine[k]
        side = 1 if k % 2 else -1
        size = length * (0.34 - 0.008 * k)
        m = c.poly(leaf(px, py, size, size * 0.36, angle + 20 + side * 44, side * -16), tones[k % 2])
        c.shade(m, mix(tones[1], CREAM, 0.3), -110, 0.5, 1.2, 0.7)
