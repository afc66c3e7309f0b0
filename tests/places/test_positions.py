import json
import math

import pytest
from django.conf import settings
from django.utils.translation import override

from promo.localities.models import AdministrativeUnit
from promo.places.positions import position_problem
from tests.shared import shared

BOUNDARIES = settings.BASE_DIR / "promo" / "localities" / "data" / "boundaries"


@shared
def land():
    """The real outlines of all provinces."""
    for number, feature in enumerate(json.loads((BOUNDARIES / "provinces.geojson").read_text())["features"]):
        AdministrativeUnit.objects.create(
            code=f"P{number}", kind="province", name_vi=f"T{number}", full_name_vi=f"T{number}",
            boundary=feature["geometry"],
        )  # fmt: skip


@shared
def commune(land):
    """A square of a tenth of a degree around the Đa Hòa temple's commune."""
    square = [[105.85, 20.80], [105.95, 20.80], [105.95, 20.90], [105.85, 20.90], [105.85, 20.80]]
    return AdministrativeUnit.objects.create(
        code="C", kind="commune", name_vi="Mễ Sở", full_name_vi="Xã Mễ Sở",
        boundary={"type": "Polygon", "coordinates": [square]},
    )  # fmt: skip


@pytest.mark.parametrize("name, latitude, longitude", [
    ("Hưng Yên", 20.85, 105.90),
    ("Lũng Cú", 23.37, 105.32),
    ("Cà Mau", 8.62, 104.75),
    ("Phú Quốc", 10.22, 103.97),
    ("Côn Đảo", 8.69, 106.61),
    ("Hoàng Sa", 16.53, 111.61),
    ("Trường Sa Lớn", 8.64, 111.92),
    ("Hạ Long, on the quay", 20.95, 107.05),
])  # fmt: skip
def test_land_and_islands_are_the_country(land, name, latitude, longitude):
    assert position_problem(latitude, longitude) == ""


@pytest.mark.parametrize("latitude, longitude, words", [
    (105.90, 20.85, "đảo chỗ"),
    (48.85, 2.35, "ngoài Việt Nam"),
    (13.0, 111.5, "ngoài biển"),
    (15.12, 105.8, "ngoài biển"),  # Laos
    (math.nan, 105.9, "số độ"),
    (math.inf, 105.9, "số độ"),
])  # fmt: skip
def test_what_cannot_be_is_said(land, latitude, longitude, words):
    with override("vi"):
        assert words in position_problem(latitude, longitude)


def test_in_its_commune(commune):
    assert position_problem(20.85, 105.90, commune) == ""
    assert position_problem(20.91, 105.90, commune) == ""
    assert "Xã Mễ Sở" in position_problem(20.99, 105.90, commune)


def test_nothing_to_compare_with(db):
    AdministrativeUnit.objects.update(boundary=None)
    assert position_problem(None, None) == ""
    assert position_problem(13.0, 111.5) == ""
    assert position_problem(48.85, 2.35) != ""


def test_ten_thousand_positions_cost_one_query(land, django_assert_num_queries):
    with django_assert_num_queries(1):
        for number in range(100):
            position_problem(20.8 + number / 1000, 105.9)
