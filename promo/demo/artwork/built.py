"""Roofs, halls, houses and walls."""

import math
from collections.abc import Callable

from PIL import ImageChops

from .canvas import Canvas
from .palette import RGB, mix
from .shapes import Path, Point, arc, curve, rough, taper


def roof_surface(cx: float, y: float, w: float, h: float, ridge: float, lift: float) -> Callable[[float, float], Point]:
    """(u, v) in -1..1, 0..1 to canvas: a sagging slope whose eave corners sweep up."""
    half, top = w / 2, w / 2 * ridge

    def surface(u: float, v: float) -> Point:
        # Concave in profile, as the tiles of the delta are laid.
        reach = top + (half - top) * (0.62 * v + 0.38 * v**2.6)
        fall = h * (v**0.86 if v > 0 else 0)
        sweep = abs(u) ** 4.2 * lift * (0.22 + 0.78 * v**2)
        return cx + reach * u, y - h + fall - sweep

    return surface


def roof(
    c: Canvas,
    cx: float,
    y: float,
    w: float,
    h: float,
    tile: RGB,
    dark: RGB,
    light: RGB,
    trim: RGB,
    ridge: float = 0.6,
    lift: float | None = None,
    ornate: bool = True,
    sun: float = 200,
) -> None:
    """One tiled roof seen from the front, its eave at `y`."""
    lift = h * 0.42 if lift is None else lift
    s = roof_surface(cx, y, w, h, ridge, lift)
    n = 40
    us = [-1 + 2 * k / n for k in range(n + 1)]
    vs = [k / 14 for k in range(15)]
    outline = (
        [s(u, 0) for u in us]
        + [s(1, v) for v in vs]
        + [s(u, 1) for u in reversed(us)]
        + [s(-1, v) for v in reversed(vs)]
    )
    eave = [s(u, 1) for u in us]
    thick = max(2.0, h * 0.075)
    under = [*eave, *((x, yy + thick) for x, yy in reversed(eave))]
    c.poly([*eave, *((cx + (x - cx) * 0.94, yy + thick * 2.6) for x, yy in reversed(eave))], dark, None, 0.8)
    mask = c.worn(c.stencil().poly(outline).mask(), 0.7)
    c.print(mask, mix(tile, dark, 0.25), tile)
    c.shade(mask, light, sun, 0.5, 1.2, 0.8)
    c.shade(mask, dark, sun + 180, 0.62, 1.25, 0.75)
    grooves, rows = c.stencil(), c.stencil()
    columns = max(9, min(64, round(w / 13)))
    for k in range(columns + 1):
        u = -1 + 2 * k / columns
        grooves.poly(taper([s(u, v) for v in vs], 0.8, max(1.0, w / columns * 0.2)))
    courses = max(4, min(14, round(h / 11)))
    for j in range(1, courses + 1):
        v = (j / courses) ** 0.9
        rows.line([(x, yy + math.sin(k * 2.4) * 0.8) for k, (x, yy) in enumerate(s(u, v) for u in us)], 1.0)
    c.print(ImageChops.multiply(grooves.mask(), mask), dark, None, 0.62)
    c.print(ImageChops.multiply(rows.mask(), mask), dark, None, 0.34)
    if w > 220:
        c.mottle(mask, mix(tile, light, 0.6), 46, 0.3, 1.0, 0.36)
    c.poly(under, mix(trim, dark, 0.45))
    c.line([(x, yy + thick * 0.15) for x, yy in eave], max(1.0, thick * 0.4), trim)
    for side in (-1, 1):
        hip = [s(side, v) for v in vs]
        ex, ey = hip[-1]
        tip = arc(ex, ey, h * 0.34, -14 if side > 0 else 194, -side * 74, 9)
        c.poly(taper([*hip, *tip[1:]], thick * 0.9, 0.8, thick * 1.15), trim)
        if ornate and w > 160:
            curl = arc(*hip[-3], h * 0.3, -62 if side > 0 else 242, side * 120, 9)
            c.poly(taper(curl, thick * 0.9, 0.8), trim)
    top = [s(u, 0) for u in us]
    band = [*((x, yy - thick * 1.5) for x, yy in top), *((x, yy + thick * 0.5) for x, yy in reversed(top))]
    c.poly(band, trim, mix(trim, dark, 0.4))
    if w > 160:
        c.line([(x, yy - thick * 0.5) for x, yy in top], max(0.8, thick * 0.25), mix(trim, dark, 0.6))
    for side in (-1, 1):
        ex, ey = s(side, 0)
        horn = arc(ex - side * thick, ey - thick, h * 0.42, -80 if side > 0 else 260, side * 95, 9)
        c.poly(taper(horn, thick * 1.9, 0.8, thick * 1.4), trim)
        if ornate and w > 160:
            c.poly(taper(arc(ex, ey - thick * 2, h * 0.2, 200 if side > 0 else -20, side * 110, 7), thick, 0.6), trim)
    if ornate and w > 160:
        c.print(c.stencil().disc(cx, y - h - thick * 3.1, thick * 1.25).mask(), trim)
        for a, reach in ((-90, 2.7), (-128, 2.1), (-52, 2.1), (-160, 1.8), (-20, 1.8)):
            c.poly(taper(arc(cx, y - h - thick * 3, thick * reach, a, 24, 5), thick, 0.5), trim)


def hall(
    c: Canvas,
    cx: float,
    y: float,
    w: float,
    h: float,
    wood: RGB,
    dark: RGB,
    glow: RGB,
    stone: RGB,
    bays: int = 5,
    steps: bool = True,
) -> None:
    """Columns, doors and a lit interior between an eave above and the plinth at `y`."""
    left, top = cx - w / 2, y - h
    wall = c.stencil().poly([(left, top), (left + w, top), (left + w, y), (left, y)]).mask()
    c.print(wall, mix(dark, wood, 0.2), mix(dark, wood, 0.45))
    bay = w / bays
    for k in range(bays):
        x0 = left + bay * k
        open_door = k == bays // 2
        inset = bay * 0.12
        door = [
            (x0 + inset, top + h * 0.24),
            (x0 + bay - inset, top + h * 0.24),
            (x0 + bay - inset, y),
            (x0 + inset, y),
        ]
        if open_door:
            m = c.poly(door, mix(dark, glow, 0.35), mix(dark, glow, 0.75))
            c.shade(m, glow, 90, 0.3, 1.1, 0.85)
            c.poly(
                [
                    (cx - bay * 0.2, y),
                    (cx - bay * 0.17, y - h * 0.3),
                    (cx + bay * 0.17, y - h * 0.3),
                    (cx + bay * 0.2, y),
                ],
                mix(dark, wood, 0.5),
            )
            for dx in (-0.12, 0.0, 0.12):
                c.print(c.stencil().disc(cx + bay * dx, y - h * 0.36, bay * 0.025, h * 0.04).mask(), (255, 236, 170))
        else:
            c.poly(door, mix(wood, dark, 0.3), mix(wood, dark, 0.55))
            slats = c.stencil()
            for j in range(1, 8):
                sx = x0 + inset + (bay - 2 * inset) * j / 8
                slats.line([(sx, top + h * 0.28), (sx, y - h * 0.28)], max(0.8, bay * 0.015))
            slats.line([(x0 + inset, y - h * 0.27), (x0 + bay - inset, y - h * 0.27)], max(1.0, h * 0.02))
            c.print(slats.mask(), mix(glow, wood, 0.45), None, 0.55)
    c.poly([(left, top), (left + w, top), (left + w, top + h * 0.2), (left, top + h * 0.2)], dark, mix(dark, wood, 0.5))
    for k in range(bays + 1):
        x0 = left + bay * k
        r = max(1.6, bay * 0.065)
        m = c.poly([(x0 - r, top), (x0 + r, top), (x0 + r * 1.1, y), (x0 - r * 1.1, y)], wood)
        c.shade(m, dark, 0, 0.35, 1.0, 0.9)
        c.poly([(x0 - r * 1.8, y), (x0 - r * 1.4, y - r * 1.6), (x0 + r * 1.4, y - r * 1.6), (x0 + r * 1.8, y)], stone)
    if steps:
        for k in range(4):
            grow, rise = k * w * 0.022, h * 0.055
            y0 = y + rise * k
            c.poly(
                [
                    (left - w * 0.03 - grow, y0),
                    (left + w * 1.03 + grow, y0),
                    (left + w * 1.03 + grow, y0 + rise),
                    (left - w * 0.03 - grow, y0 + rise),
                ],
                mix(stone, dark, 0.06 + 0.1 * k),
                mix(stone, dark, 0.3 + 0.1 * k),
            )


def pillar(c: Canvas, x: float, y: float, w: float, h: float, stone: RGB, dark: RGB, trim: RGB) -> None:
    """A gate pillar (trụ biểu): plinth, shaft, lantern and phoenix finial."""

    def block(x0: float, y0: float, half: float, tall: float, colour: RGB) -> None:
        m = c.poly(
            rough([(x0 - half, y0 - tall), (x0 + half, y0 - tall), (x0 + half, y0), (x0 - half, y0)], 0.8, c.rng, 9),
            colour,
        )
        c.shade(m, dark, 20, 0.42, 1.05, 0.75)

    block(x, y, w * 0.72, h * 0.1, stone)
    block(x, y - h * 0.1, w * 0.58, h * 0.03, mix(stone, dark, 0.25))
    block(x, y - h * 0.13, w * 0.48, h * 0.5, stone)
    c.poly(
        [
            (x - w * 0.3, y - h * 0.59),
            (x + w * 0.3, y - h * 0.59),
            (x + w * 0.3, y - h * 0.17),
            (x - w * 0.3, y - h * 0.17),
        ],
        mix(stone, dark, 0.2),
        None,
        0.8,
    )
    block(x, y - h * 0.63, w * 0.66, h * 0.03, mix(stone, trim, 0.3))
    block(x, y - h * 0.66, w * 0.46, h * 0.13, stone)
    c.poly(
        [
            (x - w * 0.26, y - h * 0.77),
            (x + w * 0.26, y - h * 0.77),
            (x + w * 0.26, y - h * 0.68),
            (x - w * 0.26, y - h * 0.68),
        ],
        mix(dark, trim, 0.35),
    )
    block(x, y - h * 0.79, w * 0.62, h * 0.025, mix(stone, trim, 0.3))
    roof(c, x, y - h * 0.8, w * 1.5, h * 0.06, trim, dark, stone, trim, 0.5, h * 0.03, False)
    body = curve(
        [
            (x - w * 0.2, y - h * 0.86),
            (x - w * 0.3, y - h * 0.91),
            (x - w * 0.1, y - h * 0.95),
            (x, y - h),
            (x + w * 0.1, y - h * 0.95),
            (x + w * 0.3, y - h * 0.91),
            (x + w * 0.2, y - h * 0.86),
        ],
        True,
        5,
    )
    c.shade(c.poly(body, stone), dark, 10, 0.45, 1.0, 0.8)


def brick_wall(
    c: Canvas,
    quad: tuple[Point, Point, Point, Point],
    brick: RGB,
    dark: RGB,
    light: RGB,
    courses: int,
    across: int,
    missing: float = 0.1,
) -> None:
    """Running bond mapped into a quadrilateral given as top-left, top-right, bottom-right, bottom-left."""
    rng = c.rng
    tl, tr, br, bl = quad

    def m(u: float, v: float) -> Point:
        # Perspective is near enough to bilinear for a wall in the rain.
        x0, y0 = tl[0] + (tr[0] - tl[0]) * u, tl[1] + (tr[1] - tl[1]) * u
        x1, y1 = bl[0] + (br[0] - bl[0]) * u, bl[1] + (br[1] - bl[1]) * u
        return x0 + (x1 - x0) * v, y0 + (y1 - y0) * v

    base = c.stencil().poly(rough([tl, tr, br, bl], 1.4, rng, 16)).mask()
    c.print(base, mix(brick, dark, 0.55))
    tones = [mix(brick, dark, 0.3), brick, mix(brick, light, 0.18), mix(brick, dark, 0.15)]
    stencils = [c.stencil() for _ in tones]
    for j in range(courses):
        v0, v1 = (j + 0.08) / courses, (j + 0.9) / courses
        shift = 0.5 if j % 2 else 0.0
        for i in range(-1, across + 1):
            if rng.random() < missing * (0.3 + 0.7 * j / courses):
                continue
            u0, u1 = (i + shift + 0.04) / across, (i + shift + 0.96) / across
            u0, u1 = max(0, u0) ** 1.0, min(1, u1)
            if u1 <= u0:
                continue
            e = 0.004
            pts = [m(u0 + rng.uniform(0, e), v0), m(u1 - rng.uniform(0, e), v0), m(u1, v1), m(u0, v1)]
            stencils[rng.choice((0, 1, 1, 2, 3))].poly(pts)
    for st, tone in zip(stencils, tones, strict=True):
        c.print(ImageChops.multiply(st.mask(), base), tone)
    c.mottle(base, mix(dark, (40, 60, 40), 0.4), 16, 0.5, 1.0, 0.3)


def house(c: Canvas, x: float, y: float, w: float, h: float, wall: RGB, tile: RGB, dark: RGB) -> None:
    """A small gabled house at a distance."""
    m = c.poly([(x - w / 2, y - h * 0.5), (x + w / 2, y - h * 0.5), (x + w / 2, y), (x - w / 2, y)], wall)
    c.shade(m, dark, 0, 0.4, 1.2, 0.5)
    top: Path = [
        (x - w * 0.42, y - h),
        (x + w * 0.42, y - h * 1.02),
        (x + w * 0.6, y - h * 0.44),
        (x - w * 0.6, y - h * 0.42),
    ]
    c.shade(c.poly(rough(top, 0.6, c.rng, 8), tile), dark, 0, 0.4, 1.2, 0.6)
    if w > 16:
        c.poly(
            [(x - w * 0.08, y - h * 0.32), (x + w * 0.1, y - h * 0.32), (x + w * 0.1, y), (x - w * 0.08, y)],
            dark,
            None,
            0.8,
        )
