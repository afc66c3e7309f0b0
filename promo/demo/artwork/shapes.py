"""Curves and outlines: nothing in a painting is a bare ellipse or a ruled line."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from random import Random

Point = tuple[float, float]
Path = list[Point]


class Wave:
    """One-dimensional value noise in -1..1, smooth, three octaves."""

    def __init__(self, rng: Random) -> None:
        self.table = [rng.uniform(-1, 1) for _ in range(256)]

    def _one(self, t: float) -> float:
        i = math.floor(t)
        f = t - i
        f = f * f * (3 - 2 * f)
        return self.table[i % 256] * (1 - f) + self.table[(i + 1) % 256] * f

    def __call__(self, t: float) -> float:
        return (self._one(t) + self._one(t * 2.3 + 31) * 0.5 + self._one(t * 5.1 + 77) * 0.25) / 1.5


def curve(points: Sequence[Point], closed: bool = False, steps: int = 8) -> Path:
    """Catmull-Rom through every point."""
    n = len(points)
    if n < 3:
        return list(points)
    out: Path = []
    last = n if closed else n - 1
    for i in range(last):
        if closed:
            p0, p1, p2, p3 = (points[(i + k - 1) % n] for k in range(4))
        else:
            p0, p1 = points[max(0, i - 1)], points[i]
            p2, p3 = points[i + 1], points[min(n - 1, i + 2)]
        for k in range(steps):
            t = k / steps
            t2, t3 = t * t, t * t * t
            out.append(
                (
                    0.5
                    * (
                        2 * p1[0]
                        + (p2[0] - p0[0]) * t
                        + (2 * p0[0] - 5 * p1[0] + 4 * p2[0] - p3[0]) * t2
                        + (3 * p1[0] - p0[0] - 3 * p2[0] + p3[0]) * t3
                    ),
                    0.5
                    * (
                        2 * p1[1]
                        + (p2[1] - p0[1]) * t
                        + (2 * p0[1] - 5 * p1[1] + 4 * p2[1] - p3[1]) * t2
                        + (3 * p1[1] - p0[1] - 3 * p2[1] + p3[1]) * t3
                    ),
                )
            )
    if not closed:
        out.append(points[-1])
    return out


def at(points: Iterable[Point], x: float, y: float, s: float = 1, turn: float = 0, flip: bool = False) -> Path:
    """Local drawing to canvas: mirrored, scaled, turned (degrees), moved."""
    c, d = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    m = -1 if flip else 1
    return [(x + s * (m * px * c - py * d), y + s * (m * px * d + py * c)) for px, py in points]


def resample(points: Sequence[Point], step: float) -> Path:
    out: Path = [points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        n = max(1, round(math.hypot(x1 - x0, y1 - y0) / step))
        out.extend((x0 + (x1 - x0) * k / n, y0 + (y1 - y0) * k / n) for k in range(1, n + 1))
    return out


def rough(points: Sequence[Point], amp: float, rng: Random, grain: float = 14, closed: bool = True) -> Path:
    """A cut-by-hand outline: displaced along its normals by slow noise."""
    ring = list(points) + ([points[0]] if closed else [])
    path = resample(ring, max(2.0, grain / 3))
    wave = Wave(rng)
    out: Path = []
    for i, (x, y) in enumerate(path):
        ax, ay = path[max(0, i - 1)]
        bx, by = path[min(len(path) - 1, i + 1)]
        length = math.hypot(bx - ax, by - ay) or 1
        d = amp * wave(i / 3)
        out.append((x - (by - ay) / length * d, y + (bx - ax) / length * d))
    return out


def ridge(
    w: float,
    y: float,
    amp: float,
    rng: Random,
    scale: float = 260,
    base: float = 2000,
    left: float = -20,
    detail: float = 0.0,
) -> Path:
    """A skyline closed down to `base`."""
    wave, fine = Wave(rng), Wave(rng)
    xs = range(int(left), int(w) + 30, 6)
    top = [(float(x), y - amp * wave(x / scale) - detail * fine(x / 9)) for x in xs]
    return [*top, (w + 30, base), (left, base)]


def canopy(x0: float, x1: float, y: float, size: float, rng: Random, base: float | None = None) -> Path:
    """The outline of a belt of trees: overlapping crowns, dwindling at both ends."""
    base = y + size if base is None else base
    bumps: list[tuple[float, float, float]] = []
    x = x0
    while x < x1:
        r = size * rng.uniform(0.3, 0.85)
        bumps.append((x, r, size * rng.uniform(0.35, 1.0) if rng.random() < 0.8 else size * 1.3))
        x += r * rng.uniform(0.45, 1.0)
    fine = Wave(rng)
    out: Path = [(x0 - size, base)]
    step = max(2.0, size / 22)
    for k in range(int((x1 - x0) / step) + 1):
        px = x0 + k * step
        tall = 0.18 * size
        for bx, r, h in bumps:
            d = abs(px - bx) / r
            if d < 1:
                tall = max(tall, h * (1 - d * d) ** 0.5)
        ends = min(1.0, (px - x0) / (size * 2.4) + 0.04, (x1 - px) / (size * 2.4) + 0.04)
        out.append((px, y - tall * ends * (1 + 0.1 * fine(px / size * 4)) + (1 - ends) * (base - y) * 0.6))
    out.append((x1 + size, base))
    return out


def blob(x: float, y: float, rx: float, ry: float, rng: Random, wobble: float = 0.12, n: int = 11) -> Path:
    pts = []
    for i in range(n):
        a = math.tau * i / n
        k = 1 + rng.uniform(-wobble, wobble)
        pts.append((x + rx * k * math.cos(a), y + ry * k * math.sin(a)))
    return curve(pts, closed=True, steps=5)


def taper(path: Sequence[Point], start: float, end: float, belly: float | None = None) -> Path:
    """A brush stroke along `path`: width from start to end, optionally `belly` halfway."""
    n = len(path)
    left: Path = []
    right: Path = []
    for i, (x, y) in enumerate(path):
        ax, ay = path[max(0, i - 1)]
        bx, by = path[min(n - 1, i + 1)]
        length = math.hypot(bx - ax, by - ay) or 1
        t = i / max(1, n - 1)
        r = (
            (start + (end - start) * t) / 2
            if belly is None
            else (start * (1 - t) ** 2 + belly * 4 * t * (1 - t) * 0.9 + end * t * t) / 2
        )
        nx, ny = -(by - ay) / length * r, (bx - ax) / length * r
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def arc(x: float, y: float, length: float, angle: float, bend: float, n: int = 9) -> Path:
    """A path leaving (x, y) at `angle` degrees that turns by `bend` degrees on its way."""
    out: Path = [(x, y)]
    for i in range(n):
        a = math.radians(angle + bend * (i + 0.5) / n)
        x, y = x + length / n * math.cos(a), y + length / n * math.sin(a)
        out.append((x, y))
    return out


def leaf(x: float, y: float, length: float, width: float, angle: float, bend: float = 0) -> Path:
    spine = arc(x, y, length, angle - bend / 2, bend, 8)
    return taper(spine, width * 0.12, 0.4, width)


def lens(x: float, y: float, length: float, thick: float, lift: float = 0) -> Path:
    """A ripple seen from the side: a flat almond."""
    h = length / 2
    return [
        (x - h, y),
        (x - h * 0.4, y - thick * 0.8 + lift),
        (x + h * 0.3, y - thick * 0.7 + lift),
        (x + h, y),
        (x + h * 0.35, y + thick * 0.6 + lift),
        (x - h * 0.45, y + thick * 0.5 + lift),
    ]
