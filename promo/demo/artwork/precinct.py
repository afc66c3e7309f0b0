"""Courts of temples and communal houses: roofs, paving, pots, burners and those who come."""

from PIL import ImageChops

from .built import roof
from .canvas import Canvas
from .figures import person
from .flora import crown
from .palette import APRICOT, BARK, BRICK, CREAM, FOREST, GOLD, LEAF, PADDY, RGB, SAND, STRAW, mix
from .shapes import arc, at, blob, curve, rough, taper

HAZE = mix(APRICOT, STRAW, 0.5)
DARK = mix(BRICK, (26, 14, 20), 0.72)
STONE = mix(mix(STRAW, APRICOT, 0.22), BARK, 0.1)


def far_roof(
    c: Canvas, x: float, y: float, w: float, h: float, air: float, wall: float = 0.5, haze: RGB = HAZE
) -> None:
    """A hall behind others, its eave at `y`; `air` (0..1) is how much of the haze lies before it."""
    tile, dark = mix(BRICK, haze, air), mix(DARK, haze, air)
    c.poly(
        [(x - w * 0.4, y), (x + w * 0.4, y), (x + w * 0.4, y + h * wall), (x - w * 0.4, y + h * wall)],
        mix(dark, haze, 0.25),
        mix(haze, dark, 0.25),
    )
    roof(c, x, y, w, h, tile, dark, mix(GOLD, haze, 0.35 + 0.5 * air), mix(STONE, haze, air * 0.8), 0.62)


def two_tier(c: Canvas, x: float, y: float, w: float, h: float, air: float, haze: RGB = HAZE) -> None:
    """Upper roof over a low clerestory over the lower roof; `y` is the lower eave."""
    tile, dark = mix(BRICK, haze, air), mix(DARK, haze, air)
    light, trim = mix(GOLD, STRAW, 0.3), mix(STONE, haze, air)
    top = y - h * 0.62
    c.poly(
        [
            (x - w * 0.33, top - h * 0.02),
            (x + w * 0.33, top - h * 0.02),
            (x + w * 0.35, top + h * 0.2),
            (x - w * 0.35, top + h * 0.2),
        ],
        dark,
    )
    slats = c.stencil()
    for k in range(25):
        sx = x - w * 0.32 + w * 0.64 * k / 24
        slats.line([(sx, top), (sx, top + h * 0.2)], max(1.0, w * 0.004))
    c.print(slats.mask(), mix(GOLD, BRICK, 0.45), None, 0.8)
    roof(c, x, y, w, h * 0.5, tile, dark, light, trim, 0.7)
    roof(c, x, top, w * 0.8, h * 0.56, tile, dark, light, trim, 0.62)


def court(c: Canvas, top: float, cx: float) -> None:
    """Brick paving running to the steps."""
    floor = c.stencil().poly([(-5, top), (c.w + 5, top), (c.w + 5, c.h + 5), (-5, c.h + 5)]).mask()
    c.print(floor, mix(STRAW, APRICOT, 0.45), mix(BRICK, BARK, 0.35))
    joints = c.stencil()
    for k in range(-26, 27):
        joints.line([(cx + k * 26, top), (cx + k * 150, c.h + 20)], 1.3)
    for k in range(1, 14):
        y = top + (c.h - top) * (k / 14) ** 1.8
        joints.line([(-5, y), (c.w + 5, y)], 0.8 + k * 0.1)
    c.print(joints.mask(), mix(BRICK, BARK, 0.6), None, 0.5)
    path = c.stencil().poly([(cx - 62, top), (cx + 62, top), (cx + 250, c.h + 10), (cx - 250, c.h + 10)]).mask()
    c.print(path, mix(STRAW, APRICOT, 0.2), mix(STRAW, BRICK, 0.3), 0.75)
    c.mottle(floor, mix(STRAW, APRICOT, 0.3), 17, 0.3, 2.6, 0.3)
    shadow, sparks = c.stencil(), c.stencil()
    rng = c.rng
    deep_end = c.h - top
    for _ in range(34):
        t = rng.random()
        shadow.poly(
            blob(
                rng.uniform(-60, c.w * 0.52) * (0.4 + 0.75 * t),
                top + 30 + deep_end * t,
                rng.uniform(60, 150) * (0.4 + t),
                rng.uniform(7, 15) * (0.4 + 1.5 * t),
                rng,
                0.3,
            )
        )
    for _ in range(16):
        shadow.poly(
            blob(
                rng.uniform(c.w * 0.8, c.w + 40),
                c.h - rng.uniform(0, deep_end * 0.4),
                rng.uniform(60, 130),
                rng.uniform(8, 22),
                rng,
                0.3,
            )
        )
    c.print(c.worn(ImageChops.multiply(shadow.mask(), floor), 2.6), mix(BARK, BRICK, 0.25), None, 0.62)
    for _ in range(130):
        t = rng.random()
        sparks.poly(
            blob(
                rng.uniform(-20, c.w * 0.5) * (0.5 + 0.6 * t),
                top + 24 + deep_end * t,
                rng.uniform(5, 17) * (0.4 + t),
                rng.uniform(1.6, 4) * (0.4 + 1.3 * t),
                rng,
                0.3,
                8,
            )
        )
    c.print(c.worn(sparks.mask(), 1.2), mix(APRICOT, STRAW, 0.5), None, 0.75)


def precinct_wall(c: Canvas, y: float, spans: tuple[tuple[float, float], ...], haze: RGB = HAZE) -> None:
    """Hedge and precinct wall either side, so that the court is enclosed."""
    for x0, x1 in spans:
        for k in range(6):
            x = x0 + (x1 - x0) * (k + 0.5) / 6
            crown(
                c,
                x,
                y - 96 - 22 * (k % 3),
                62,
                58,
                (mix(FOREST, haze, 0.25), mix(PADDY, haze, 0.25), mix(mix(PADDY, GOLD, 0.5), haze, 0.2)),
                13,
                90,
                -60,
            )
        wall = c.poly(
            rough([(x0, y - 62), (x1, y - 62), (x1, y + 6), (x0, y + 6)], 1, c.rng, 14), STONE, mix(STONE, BRICK, 0.35)
        )
        c.mottle(wall, mix(BARK, STONE, 0.5), 30, 0.5, 1, 0.32)
        c.poly([(x0 - 4, y - 72), (x1 + 4, y - 72), (x1 + 4, y - 58), (x0 - 4, y - 58)], BRICK, mix(BRICK, DARK, 0.5))


def bonsai(c: Canvas, x: float, y: float, s: float) -> None:
    """A bonsai in a glazed pot."""
    c.print(c.stencil().poly(blob(x + 12 * s, y, 34 * s, 6 * s, c.rng, 0.1)).mask(2), BARK, None, 0.5)
    m = c.poly(
        at(curve([(-26, -26), (-22, -6), (-14, 0), (14, 0), (22, -6), (26, -26)]), x, y, s), mix(BRICK, BARK, 0.25)
    )
    c.shade(m, DARK, 20, 0.4, 1.1, 0.8)
    c.poly(at([(-29, -29), (29, -29), (28, -23), (-28, -23)], x, y, s), mix(BRICK, STRAW, 0.3))
    c.poly(taper(curve([(x, y - 26 * s), (x - 7 * s, y - 42 * s), (x + 4 * s, y - 60 * s)]), 8 * s, 4 * s), BARK)
    tones = (mix(FOREST, BARK, 0.2), PADDY, mix(PADDY, GOLD, 0.5))
    for dx, dy, r in ((-15, -52, 17), (15, -60, 18), (0, -78, 17)):
        crown(c, x + dx * s, y + dy * s, r * s, r * 0.7 * s, tones, 7 * s, 70, -50)


def pilgrims(c: Canvas, spots: list[tuple[float, float, float, str, int]]) -> None:
    """Visitors at (x, y, height, pose, number of the coat), with the shadow of a sun to the right."""
    coats = (mix(BRICK, (150, 20, 30), 0.4), CREAM, GOLD, mix(LEAF, BARK, 0.2), mix(BARK, BRICK, 0.5))
    for k, (x, y, h, pose, coat) in enumerate(spots):
        shadow = c.stencil().poly(
            [(x - h * 0.1, y), (x - h * 0.75, y + h * 0.16), (x - h * 0.6, y + h * 0.2), (x + h * 0.12, y + 2)]
        )
        c.print(shadow.mask(1.2), BARK, None, 0.4)
        person(
            c,
            x,
            y,
            h,
            pose,
            coats[coat],
            mix(BARK, (20, 14, 18), 0.4),
            mix(APRICOT, BARK, 0.35),
            mix(STRAW, GOLD, 0.15) if k % 2 == 0 else None,
            x > c.w / 2,
            mix(STRAW, GOLD, 0.3),
            True,
        )


def burner(c: Canvas, x: float, y: float, s: float) -> None:
    """The great bronze burner and its smoke."""
    bowl = curve([(-40, -46), (-46, -30), (-30, -12), (0, -8), (30, -12), (46, -30), (40, -46)], steps=5)
    for dx in (-24, 0, 24):
        c.poly(taper([(x + dx * s, y - 16 * s), (x + dx * 1.25 * s, y)], 9 * s, 6 * s), DARK)
    m = c.poly([(x + px * s, y + py * s) for px, py in bowl], mix(DARK, GOLD, 0.22))
    c.shade(m, GOLD, -30, 0.5, 1.2, 0.7)
    for dx in (-50, 50):
        c.poly(
            taper(
                arc(x + dx * 0.8 * s, y - 36 * s, 34 * s, -20 if dx > 0 else 200, -110 if dx > 0 else 110, 8),
                6 * s,
                4 * s,
            ),
            DARK,
        )
    sticks = c.stencil()
    for k in range(9):
        sticks.line([(x + (k - 4) * 5 * s, y - 46 * s), (x + (k - 4) * 7 * s, y - 76 * s)], 1.4 * s)
    c.print(sticks.mask(), mix(BRICK, GOLD, 0.3))
    for k, (bend, w) in enumerate(((38, 22), (-46, 30), (60, 16))):
        smoke = [*arc(x + (k - 1) * 10 * s, y - 74 * s, 150 * s, -96 + k * 5, bend, 12)]
        smoke += arc(*smoke[-1], 130 * s, -96 + k * 5 + bend, -bend * 1.7, 12)[1:]
        for j in range(0, len(smoke) - 4, 3):
            # Pulled in short lengths that thin out as they rise.
            t = j / len(smoke)
            puff = taper(smoke[j : j + 5], (4 + w * t) * s, (4 + w * (t + 0.15)) * s)
            c.print(c.stencil().poly(puff).mask(4 * s), CREAM, None, 0.42 * (1 - t) ** 1.2)


def palanquin(c: Canvas, x: float, y: float, s: float, red: RGB, dark: RGB) -> None:
    """A gilded shrine on a lacquered base, fringed parasols either side."""
    for k in (-1, 1):
        px = x + k * 66 * s
        c.poly(taper([(px, y), (px, y - 128 * s)], 3 * s, 2 * s), GOLD)
        dome = curve([(-26, 0), (-24, -12), (0, -24), (24, -12), (26, 0), (0, 4)], True, 5)
        c.shade(c.poly(at(dome, px, y - 112 * s, s), red), dark, 20, 0.4, 1.1, 0.8)
        hem = c.stencil()
        for j in range(11):
            hem.poly(at([(-26 + j * 4.8, 0), (-22 + j * 4.8, 0), (-24 + j * 4.8, 11)], px, y - 112 * s, s))
        c.print(hem.mask(), GOLD)
    c.shade(c.poly(at([(-50, 0), (-46, -16), (46, -16), (50, 0)], x, y, s), red), dark, 60, 0.3, 1.1, 0.8)
    c.poly(at([(-52, -14), (52, -14), (52, -20), (-52, -20)], x, y, s), GOLD)
    c.poly(at([(-34, -20), (34, -20), (34, -64), (-34, -64)], x, y, s), dark, mix(dark, GOLD, 0.5))
    c.glow(x, y - 36 * s, 44 * s, mix(GOLD, SAND, 0.5), 0.55)
    for dx in (-34, -12, 12, 34):
        c.poly(at([(dx - 3, -20), (dx + 3, -20), (dx + 3, -66), (dx - 3, -66)], x, y, s), GOLD)
    roof(c, x, y - 60 * s, 112 * s, 30 * s, red, dark, GOLD, GOLD, 0.6, 16 * s, False)
    c.poly(at([(-26, -86), (26, -86), (24, -98), (-24, -98)], x, y, s), dark)
    roof(c, x, y - 95 * s, 78 * s, 26 * s, red, dark, GOLD, GOLD, 0.5, 14 * s, False)
