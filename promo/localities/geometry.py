"""Plane geometry on rings of points: thinning, area, a point well inside."""

import heapq
import math

Point = tuple[float, float]
Ring = list[Point]


def bounds(rings: list[Ring]) -> tuple[float, float, float, float]:
    """(least x, least y, greatest x, greatest y)."""
    xs = [x for ring in rings for x, _y in ring]
    ys = [y for ring in rings for _x, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def area(ring: Ring) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def simplify(ring: Ring, tolerance: float) -> Ring:
    """A closed ring thinned by Douglas and Peucker's rule: no dropped point lies further off than `tolerance`."""
    if len(ring) < 5:
        return ring
    # A closed ring has no ends to hold on to: take its first point and the one farthest from it.
    far = max(range(len(ring)), key=lambda index: math.dist(ring[index], ring[0]))
    keep = {0, far, len(ring) - 1}
    stack = [(0, far), (far, len(ring) - 1)]
    while stack:
        first, last = stack.pop()
        worst, index = tolerance * tolerance, 0
        start, end = ring[first], ring[last]
        for candidate in range(first + 1, last):
            distance = _squared_distance(ring[candidate], start, end)
            if distance > worst:
                worst, index = distance, candidate
        if index:
            keep.add(index)
            stack += [(first, index), (index, last)]
    return [ring[index] for index in sorted(keep)]


def _squared_distance(point: Point, start: Point, end: Point) -> float:
    """Square of the distance of a point from a segment."""
    x, y = start
    dx, dy = end[0] - x, end[1] - y
    if dx or dy:
        along = ((point[0] - x) * dx + (point[1] - y) * dy) / (dx * dx + dy * dy)
        along = max(0.0, min(1.0, along))
        x, y = x + along * dx, y + along * dy
    return (point[0] - x) ** 2 + (point[1] - y) ** 2


def depth(point: Point, rings: list[Ring]) -> float:
    """How far inside a polygon (outer ring, then holes) a point is; negative outside it."""
    x, y = point
    inside, nearest = False, math.inf
    for ring in rings:
        before = ring[-1]
        for here in ring:
            if (here[1] > y) != (before[1] > y):
                crossing = (before[0] - here[0]) * (y - here[1]) / (before[1] - here[1]) + here[0]
                inside ^= x < crossing
            nearest = min(nearest, _squared_distance(point, before, here))
            before = here
    return math.sqrt(nearest) if inside else -math.sqrt(nearest)


def point_inside(rings: list[Ring], precision: float = 0.02) -> Point:
    """The point of a polygon farthest from its edges, to `precision` of its smaller side, where a label has room.

    Squares are searched the most promising first and split in four while they may still hold a better point.
    """
    left, top, right, bottom = bounds(rings)
    side = min(right - left, bottom - top)
    if side <= 0:
        return (left + right) / 2, (top + bottom) / 2
    squares: list[tuple[float, float, Point, float]] = []

    def look(centre: Point, half: float) -> None:
        found = depth(centre, rings)
        heapq.heappush(squares, (-(found + half * math.sqrt(2)), -found, centre, half))

    columns, rows = math.ceil((right - left) / side), math.ceil((bottom - top) / side)
    for column in range(columns):
        for row in range(rows):
            look((left + (column + 0.5) * side, top + (row + 0.5) * side), side / 2)
    best, best_depth = squares[0][2], -squares[0][1]
    while squares:
        promise, negative_depth, centre, half = heapq.heappop(squares)
        if -negative_depth > best_depth:
            best, best_depth = centre, -negative_depth
        if -promise - best_depth <= precision * side:
            break
        for dx in (-half / 2, half / 2):
            for dy in (-half / 2, half / 2):
                look((centre[0] + dx, centre[1] + dy), half / 2)
    return best
