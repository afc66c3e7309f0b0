"""Small maps drawn on the server."""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.template import Context, Template

from promo.core.languages import speaking
from promo.localities.models import AdministrativeUnit
from promo.places.drawing import small_map
from tests.places.test_positions import BOUNDARIES
from tests.shared import shared


@dataclass
class Leaflet:
    latitude: float
    longitude: float
    name: str
    number: int = 0


def point(lat: float = 20.86, lon: float = 105.9, **more: Any) -> dict[str, Any]:
    return {"lat": lat, "lon": lon, "title": "Đền", "url": "/vi/den/", "number": 0, **more}


@shared
def country() -> None:
    AdministrativeUnit.objects.update(boundary=None)
    for number, feature in enumerate(json.loads((BOUNDARIES / "provinces.geojson").read_text())["features"]):
        AdministrativeUnit.objects.create(
            code=f"P{number}", kind="province", name_vi=f"T{number}", full_name_vi=f"T{number}",
            boundary=feature["geometry"],
        )  # fmt: skip


def test_a_point_is_in_the_middle_of_its_commune(communes: Any) -> None:
    drawing = small_map([point()], width=720, height=440)
    assert drawing["view_box"] == "0 0 720 440"
    assert (drawing["dots"][0]["x"], drawing["dots"][0]["y"]) == (360, 220)
    assert [path["name"] for path in drawing["svg_paths"] if path["current"]] == ["Mễ Sở"]
    assert drawing["scale"]["words"] and 0 < drawing["scale"]["width"] <= 180


def test_a_line_passes_its_points_in_their_order_and_all_are_in_the_picture(communes: Any) -> None:
    drawing = small_map([point(20.81, 105.86, number=1), point(20.89, 106.04, number=2)], True, 600, 400)
    west, east = drawing["dots"]
    assert west["x"] < east["x"] and west["y"] > east["y"]
    assert all(0 < dot["x"] < 600 and 0 < dot["y"] < 400 for dot in drawing["dots"])
    assert drawing["line"] == f"{west['x']},{west['y']} {east['x']},{east['y']}"
    assert small_map([point()], True)["line"] == ""


def test_leaflets_give_objects(communes: Any) -> None:
    drawing = small_map([Leaflet(20.86, 105.9, "Đền", 3)])
    assert (drawing["dots"][0]["title"], drawing["dots"][0]["number"]) == ("Đền", 3)


def test_without_points_or_outlines(db: Any) -> None:
    AdministrativeUnit.objects.update(boundary=None)
    assert small_map([])["dots"] == []
    drawing = small_map([point()])
    assert drawing["svg_paths"] == [] and len(drawing["dots"]) == 1


def test_in_a_commune_without_an_outline_the_names_around_tell_where_it_is(country: Any) -> None:
    province = AdministrativeUnit.objects.create(
        code="HY",
        kind="province",
        name_vi="Hưng Yên",
        full_name_vi="Tỉnh Hưng Yên",
        boundary={"type": "Polygon", "coordinates": [[[105.8, 20.6], [106.3, 20.6], [106.3, 21], [105.8, 21], [105.8, 20.6]]]},
    )  # fmt: skip
    for name, lat, lon in (("Yên Mỹ", 20.9, 106.07), ("Ân Thi", 20.82, 106.1), ("Ở Xa", 20.62, 106.25)):
        AdministrativeUnit.objects.create(
            code=name, kind="commune", name_vi=name, full_name_vi=name, parent=province, latitude=lat, longitude=lon
        )
    with speaking("vi"):
        drawing = small_map([point(20.87, 106.05)], width=720, height=440)
    # The province lies below, without its name; what is out of sight is not named.
    assert [(path["named"], path["current"]) for path in drawing["svg_paths"]][-1] == (False, False)
    assert {label["name"] for label in drawing["labels"]} == {"Yên Mỹ", "Ân Thi"}
    assert all(0 < label["x"] < 720 and 0 < label["y"] < 440 for label in drawing["labels"])


def test_points_far_apart_stand_on_the_whole_country_with_both_archipelagos(country: Any) -> None:
    with speaking("vi"):
        drawing = small_map([point(21.0, 105.8), point(10.2, 104.0)], width=500, height=700)
    assert {label["name"] for label in drawing["labels"]} == {"Quần đảo Hoàng Sa", "Quần đảo Trường Sa"}
    assert all(0 < label["x"] < 500 and 0 < label["y"] < 700 for label in drawing["labels"])
    assert len(drawing["svg_paths"]) == 34


def test_outlines_are_read_once(communes: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        small_map([point()])
    with django_assert_num_queries(0):
        small_map([point(20.85, 105.92), point(20.84, 105.91)], True)


def test_the_template_links_to_the_map_of_the_portal(client: Any, map_page: Any, temple: Any) -> None:
    html = client.get("/vi/diem-den/den-da-hoa/").content.decode()
    assert '<figure class="small-map">' in html
    assert re.search(r'href="/vi/ban-do/#14/20\.86000/105\.90000"', html)


def test_titles_are_escaped(communes: Any) -> None:
    html = Template('{% include "places/small_map.html" with points=points line=False only %}').render(
        Context({"points": [point(title='<script>"', url='/x/"onclick=')]})
    )
    assert "<script>" not in html and '"onclick' not in html
    assert "&lt;script&gt;" in html
