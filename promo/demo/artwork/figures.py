"""Small people, drawn from joints so that they read as silhouettes at thirty pixels."""

from dataclasses import dataclass

from PIL import ImageChops

from .canvas import Canvas
from .palette import RGB, mix
from .shapes import Path, Point, at, curve, taper


@dataclass(frozen=True)
class Pose:
    """Joints in hundredths of a body height, feet at 0, facing right."""

    head: Point
    neck: Point
    hip: Point
    legs: tuple[tuple[Point, Point], tuple[Point, Point]]
    arms: tuple[tuple[Point, Point], tuple[Point, Point]]


POSES: dict[str, Pose] = {
    "stand": Pose(
        (1, -88),
        (0, -79),
        (0, -47),
        (((-4, -24), (-6, 0)), ((4, -24), (5, 0))),
        (((-9, -63), (-7, -47)), ((9, -63), (9, -47))),
    ),
    "walk": Pose(
        (3, -88),
        (1, -79),
        (0, -47),
        (((-5, -25), (-15, -2)), ((8, -25), (12, 0))),
        (((-8, -62), (-12, -48)), ((9, -62), (14, -50))),
    ),
    "carry": Pose(
        (3, -87),
        (1, -78),
        (0, -46),
        (((-4, -24), (-13, -2)), ((8, -25), (9, 0))),
        (((7, -66), (13, -78)), ((-6, -64), (-12, -77))),
    ),
    "bend": Pose(
        (33, -57),
        (25, -58),
        (-6, -50),
        (((-8, -25), (-12, 0)), ((3, -27), (5, 0))),
        (((28, -42), (32, -22)), ((24, -40), (36, -26))),
    ),
    "row": Pose(
        (12, -86),
        (8, -77),
        (-4, -46),
        (((-8, -24), (-18, 0)), ((8, -26), (10, 0))),
        (((19, -68), (29, -60)), ((17, -62), (27, -54))),
    ),
    "reach": Pose(
        (4, -86),
        (2, -78),
        (-1, -47),
        (((-6, -24), (-9, 0)), ((4, -25), (6, 0))),
        (((11, -88), (17, -106)), ((10, -70), (20, -84))),
    ),
    "raise": Pose(
        (2, -88),
        (0, -79),
        (0, -47),
        (((-6, -24), (-9, 0)), ((6, -25), (8, 0))),
        (((8, -66), (13, -80)), ((9, -58), (13, -66))),
    ),
    "sit": Pose(
        (3, -66),
        (0, -57),
        (-3, -22),
        (((19, -27), (20, 3)), ((16, -22), (12, 3))),
        (((10, -42), (20, -33)), ((9, -40), (17, -30))),
    ),
    "paddle": Pose(
        (10, -52),
        (6, -44),
        (-4, -14),
        (((10, -16), (14, -6)), ((10, -14), (12, -4))),
        (((16, -40), (22, -28)), ((12, -36), (20, -42))),
    ),
}

_HAT: Path = [(-17, -3), (-9, -9), (0, -17.5), (9, -9), (17, -3), (9, 0.5), (0, 1.4), (-9, 0.5)]


def hat(c: Canvas, x: float, y: float, s: float, colour: RGB, shade: RGB, turn: float = 0, flip: bool = False) -> None:
    """A conical hat whose brim sits at (x, y)."""
    mask = c.stencil().poly(at(_HAT, x, y, s, turn, flip)).mask()
    c.print(mask, colour)
    dark = [(2, -15), (9, -9), (17, -3), (9, 0.5), (0, 1.4), (3, -4)]
    c.poly(at(dark, x, y, s, turn, flip), shade, None, 0.75)


def person(
    c: Canvas,
    x: float,
    y: float,
    h: float,
    pose: str,
    coat: RGB,
    legs: RGB,
    skin: RGB,
    hat_colour: RGB | None = None,
    flip: bool = False,
    light: RGB | None = None,
    robe: bool = False,
) -> None:
    """One figure with feet at (x, y). `robe` gives the long áo dài panel of a festival dress."""
    p, s = POSES[pose], h / 100

    def put(points: Path) -> Path:
        return at(points, x, y, s, 0, flip)

    for back in (True, False):
        knee, foot = p.legs[0 if back else 1]
        limb = curve([(p.hip[0] + (-2 if back else 2), p.hip[1]), knee, foot], steps=4)
        c.poly(put(taper(limb, 10, 5.5)), mix(legs, coat, 0.15) if back else legs)
        toe = foot[0] + 6
        c.poly(put([(foot[0] - 3, -2.5 + foot[1]), (toe, foot[1]), (foot[0] - 3, foot[1] + 0.5)]), skin)
    elbow, hand = p.arms[1]
    c.poly(put(taper(curve([p.neck, elbow, hand], steps=4), 7.5, 4.5)), mix(coat, legs, 0.4))
    nx, ny = p.neck
    hx, hy = p.hip
    dx, dy = hx - nx, hy - ny
    d = (dx * dx + dy * dy) ** 0.5
    ux, uy = dx / d, dy / d
    hem = 27 if robe else 7
    flare = 13 if robe else 10.5

    def side(along: float, out: float) -> Point:
        return nx + ux * along - uy * out, ny + uy * along + ux * out

    torso = [
        side(-1, -4),
        side(3, -9.5),
        side(d * 0.55, -7.2),
        side(d, -8.6),
        side(d + hem, -flare),
        side(d + hem + 2, 0),
        side(d + hem, flare),
        side(d, 8.6),
        side(d * 0.55, 7.2),
        side(3, 9.5),
        side(-1, 4),
    ]
    mask = c.stencil().poly(put(curve(torso, True, 4))).mask()
    c.print(mask, coat)
    if robe:
        # The slit of the áo dài, trousers showing.
        slit = curve(
            [side(d + 2, 4.5), side(d + hem * 0.6, 8), side(d + hem + 3, flare + 2), side(d + hem + 3, 5.5)], True, 4
        )
        c.print(ImageChops.multiply(c.stencil().poly(put(slit)).mask(), mask), mix(legs, coat, 0.3))
    if h < 50:
        pass
    elif light:
        c.shade(mask, light, 180 if not flip else 0, 0.45, 1.0, 0.8)
    else:
        c.shade(mask, mix(coat, legs, 0.6), 40, 0.5, 1.2, 0.7)
    elbow, hand = p.arms[0]
    c.poly(put(taper(curve([(nx, ny + 3), elbow, hand], steps=4), 8, 4.5)), mix(coat, light or coat, 0.35))
    c.print(c.stencil().disc(*put([hand])[0], 2.6 * s).mask(), skin)
    c.print(c.stencil().disc(*put([p.head])[0], 5.6 * s, 6.6 * s).mask(), skin)
    kx, ky = p.head
    if hat_colour:
        tilt = {"bend": 52.0, "row": 10.0, "paddle": 12.0}.get(pose, 0.0) * (-1 if flip else 1)
        hx2, hy2 = put([(kx + (2 if pose == "bend" else 0), ky - 1.5)])[0]
        hat(c, hx2, hy2, s, hat_colour, mix(hat_colour, legs, 0.45), tilt, flip)
    else:
        hair = [(kx - 6, ky + 2), (kx - 6, ky - 5), (kx, ky - 8), (kx + 6, ky - 4), (kx + 2, ky - 3), (kx - 3, ky + 1)]
        c.poly(put(curve(hair, True, 4)), mix(legs, (12, 8, 8), 0.7))


def shoulder_pole(c: Canvas, x: float, y: float, h: float, wood: RGB, basket: RGB, load: RGB) -> None:
    """The yoke and its two baskets, for a figure of height `h` standing at (x, y)."""
    s = h / 100
    yoke = at(curve([(-52, -70), (-20, -80), (3, -81), (26, -80), (56, -70)], steps=5), x, y, s)
    c.poly(taper(yoke, 2 * s, 2 * s, 3.4 * s), wood)
    for bx in (-51, 55):
        top = (x + bx * s, y - 70 * s)
        for k in (-13, 13, 0):
            c.line([top, (x + (bx + k) * s, y - 24 * s)], max(0.8, 0.9 * s), wood)
        heap = [(-13, -24), (-8, -32), (0, -35), (8, -31), (13, -24)]
        c.poly(at(curve(heap), x + bx * s, y, s), load)
        mask = c.stencil().poly(at([(-14, -25), (14, -25), (10, -10), (0, -8), (-10, -10)], x + bx * s, y, s)).mask()
        c.print(mask, basket)
        c.shade(mask, wood, 30, 0.4, 1.1, 0.8)


def crowd(
    c: Canvas,
    x0: float,
    x1: float,
    y: float,
    h: float,
    count: int,
    coats: list[RGB],
    dark: RGB,
    hats: RGB | None = None,
) -> None:
    """A standing throng, back rows first; only its outline matters."""
    rng = c.rng
    for _ in range(count):
        x, k = rng.uniform(x0, x1), rng.uniform(0.86, 1.08)
        person(
            c,
            x,
            y + rng.uniform(-0.06, 0.06) * h,
            h * k,
            rng.choice(("stand", "walk", "raise", "stand")),
            rng.choice(coats),
            dark,
            mix(dark, (214, 160, 120), 0.55),
            hats if hats and rng.random() < 0.55 else None,
            rng.random() < 0.5,
            None,
            rng.random() < 0.5,
        )
