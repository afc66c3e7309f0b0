"""Maps: true to the boundaries, small, and never without Hoàng Sa and Trường Sa."""

import re

import pytest

from promo.core.languages import speaking
from promo.localities.geometry import depth, point_inside, simplify
from promo.localities.models import AdministrativeUnit
from promo.localities.outlines import area_map, polygons

NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


def rings(path):
    """Absolute points of each ring, read as an SVG renderer would."""
    assert re.fullmatch(r"(?:M[\d.\- ]+(?:l[\d.\- ]+|h[\d.]+v[\d.]+h-[\d.]+)z)+", path), path[:200]
    found = []
    for subpath in path.split("z")[:-1]:
        start, command, steps = re.fullmatch(r"M([^lh]+)([lh])(.+)", subpath).groups()
        x, y = map(float, NUMBER.findall(start))
        points, numbers = [(x, y)], list(map(float, NUMBER.findall(steps)))
        if command == "h":
            numbers = [numbers[0], 0, 0, numbers[1], numbers[2], 0]
        assert len(numbers) % 2 == 0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        found.append(points)
    return found


def size(drawn):
    return sum(len(path["d"]) for path in drawn["svg_paths"])


def units(**conditions):
    return list(AdministrativeUnit.objects.with_boundaries().filter(**conditions))


@pytest.fixture
def demo(db, country):
    return units(parent__code="33")


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]


def test_a_demo_map_has_every_commune_inside_its_view_with_its_name_inside(demo):
    drawn = area_map(demo, current=demo[0], url_for=lambda unit: f"/{unit.code}/")
    left, top, width, height = map(int, drawn["view_box"].split())
    assert (left, top, width) == (0, 0, 720)
    assert len(drawn["svg_paths"]) == len(demo) == 7
    for path in drawn["svg_paths"]:
        (ring,) = rings(path["d"])
        assert all(0 <= x <= width and 0 <= y <= height for x, y in ring)
        assert depth((path["x"], path["y"]), [ring]) > 10
        assert path["url"] == f"/{path['code']}/"
    assert [path["code"] for path in drawn["svg_paths"] if path["current"]] == [demo[0].code]
    assert drawn["labels"] == []


def test_names_are_the_readers_and_links_optional(demo):
    assert "Khoái Châu" in [path["name"] for path in area_map(demo)["svg_paths"]]
    with speaking("ko"):
        drawn = area_map(demo)["svg_paths"]
    assert "Khoai Chau" in [path["name"] for path in drawn]
    assert {path["url"] for path in drawn} == {None}


@pytest.mark.parametrize("province", ["24", "33", "38", "79"])
def test_a_whole_demo_map_is_small_and_its_province_lies_below_its_communes(province):
    drawn = area_map([*units(parent__code=province), *units(code=province)])
    assert drawn["svg_paths"][0]["code"] == province
    assert size(drawn) < 25_000


def test_the_country_has_every_province_and_both_archipelagos_by_name():
    drawn = area_map(units(parent=None))
    assert len(drawn["svg_paths"]) == 34
    assert size(drawn) < 25_000
    with speaking("vi"):
        assert len(drawn["labels"]) == 2
    hoang_sa, truong_sa = drawn["labels"]
    assert "Hoàng Sa" in hoang_sa["name"]
    assert "Trường Sa" in truong_sa["name"]
    for label, code in ((hoang_sa, "48"), (truong_sa, "56")):
        path = next(path for path in drawn["svg_paths"] if path["code"] == code)
        islands = [ring for ring in rings(path["d"]) if abs(ring[0][0] - label["x"]) < 60]
        assert len(islands) > 10
        # The province's own name stays on the mainland.
        assert label["x"] - path["x"] > 100


@pytest.mark.parametrize(("code", "name", "islands"), [("48", "Hoàng Sa", 30), ("56", "Trường Sa", 100)])
def test_a_province_is_drawn_with_its_archipelago(code, name, islands):
    (province,) = units(code=code)
    drawn = area_map([province])
    (path,) = drawn["svg_paths"]
    assert [name in label["name"] for label in drawn["labels"]] == [True]
    assert len([ring for ring in rings(path["d"]) if ring[0][0] > 200]) >= islands


@pytest.mark.parametrize("width", [40, 320, 720])
def test_no_island_is_dropped_for_being_small(width):
    (province,) = units(code="56")
    drawn = area_map([province], width=width)
    dots = [point for ring in rings(drawn["svg_paths"][0]["d"]) for point in ring]
    positions = [position for polygon in polygons(province.boundary) for position in polygon[0]]
    west, east = min(x for x, _y in positions), max(x for x, _y in positions)
    north = max(y for _x, y in positions)
    height = int(drawn["view_box"].split()[3])
    south = min(y for _x, y in positions)
    for polygon in polygons(province.boundary):
        x = 4 + (polygon[0][0][0] - west) * (width - 8) / (east - west)
        y = 4 + (north - polygon[0][0][1]) * (height - 8) / (north - south)
        assert min(abs(x - dot[0]) + abs(y - dot[1]) for dot in dots) < 4


def test_a_map_drawn_again_is_not_drawn_anew(demo, monkeypatch):
    first = area_map(demo)
    monkeypatch.setattr("promo.localities.outlines._draw", None)
    assert area_map(demo) == first


def test_without_boundaries_there_is_no_map():
    assert area_map([])["svg_paths"] == []
    drawn = area_map(list(AdministrativeUnit.objects.filter(boundary__isnull=True)[:3]))
    assert drawn == {"svg_paths": [], "labels": [], "view_box": "0 0 720 0"}


def test_drawing_asks_nothing_of_the_database(demo, django_assert_num_queries):
    with django_assert_num_queries(0):
        area_map(demo, current=demo[1])


def test_thinning_keeps_within_its_tolerance_and_the_ring_closed():
    ring = [(0, 0), (5, 0.1), (10, 0), (10, 10), (9, 10.1), (0, 10), (0, 0)]
    assert simplify(ring, 0.2) == [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
    assert simplify(ring, 0.01) == ring


def test_the_name_goes_to_the_roomy_part_and_never_outside():
    horseshoe = [(0, 0), (30, 0), (30, 30), (20, 30), (20, 2), (2, 2), (2, 30), (0, 30), (0, 0)]
    x, y = point_inside([horseshoe])
    assert 20 < x < 30
    assert depth((x, y), [horseshoe]) > 4
    ring, hole = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)], [(2, 2), (8, 2), (8, 8), (2, 8), (2, 2)]
    assert depth(point_inside([ring, hole]), [ring, hole]) > 0.9
    assert point_inside([[(1, 1), (1, 1), (1, 1), (1, 1)]]) == (1, 1)
