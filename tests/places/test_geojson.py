"""The GeoJSON files: by the rules of RFC 7946, small, and not sent to whoever has them."""

import json
from email.utils import parsedate_to_datetime
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from promo.core.publishing import publish_language
from tests.places.conftest import square

PLACES, AREA = "/vi/ban-do/map.geojson", "/vi/ban-do/area.geojson"

pytestmark = pytest.mark.django_db


def check_position(position: Any) -> None:
    assert isinstance(position, list) and len(position) == 2
    longitude, latitude = position
    assert -180 <= longitude <= 180 and -90 <= latitude <= 90
    assert 102 <= longitude <= 118 and 6 <= latitude <= 24, "longitude comes first"


def check_ring(ring: Any, hole: bool) -> None:
    """RFC 7946, 3.1.6: four positions or more, the first and last the same; counterclockwise, holes clockwise."""
    assert len(ring) >= 4 and ring[0] == ring[-1]
    twice_area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    assert (twice_area < 0) == hole
    for position in ring:
        check_position(position)


def check(collection: dict[str, Any]) -> list[dict[str, Any]]:
    """The features, each by the rules of its geometry."""
    assert set(collection) == {"type", "features"} and collection["type"] == "FeatureCollection"
    for feature in collection["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"} and feature["type"] == "Feature"
        assert isinstance(feature["properties"], dict)
        geometry = feature["geometry"]
        assert set(geometry) == {"type", "coordinates"}
        match geometry["type"]:
            case "Point":
                check_position(geometry["coordinates"])
            case "LineString":
                assert len(geometry["coordinates"]) >= 2
                for position in geometry["coordinates"]:
                    check_position(position)
            case "MultiPoint":
                assert geometry["coordinates"]
                for position in geometry["coordinates"]:
                    check_position(position)
            case "MultiPolygon":
                for polygon in geometry["coordinates"]:
                    for number, ring in enumerate(polygon):
                        check_ring(ring, hole=number > 0)
            case other:
                pytest.fail(f"{other} is not expected here")
    return collection["features"]


def test_places_and_routes_are_features(client: Any, map_page: Any, places: Any, route: Any) -> None:
    response = client.get(PLACES)
    assert response["Content-Type"] == "application/geo+json"
    features = check(json.loads(response.content))
    assert [feature["properties"]["title"] for feature in features] == [
        "Đền Đa Hòa", "Vườn nhãn", "Nhà trưng bày", "Nhà nghỉ Ven Sông", "Một ngày ven sông",
    ]  # fmt: skip
    temple, line = features[0], features[-1]
    assert temple["geometry"]["coordinates"] == [105.9, 20.86] and temple["id"] == places["temple"].pk
    assert temple["properties"] == {
        "title": "Đền Đa Hòa", "url": "/vi/diem-den/den-da-hoa/", "layer": "destinations", "kind": "temple",
    }  # fmt: skip
    assert line["geometry"] == {"type": "LineString", "coordinates": [[105.9, 20.86], [106.0, 20.87]]}
    assert client.get(temple["properties"]["url"]).status_code == 200
    ids = [feature["id"] for feature in features]
    assert len(set(ids)) == len(ids)


def test_the_same_filters_as_the_list(client: Any, map_page: Any, places: Any, communes: Any, route: Any) -> None:
    for query in ("layer=venues", "kind=destinations.garden", f"commune={communes[0].pk}", "q=song", "layer=routes"):
        listing = client.get(f"/vi/ban-do/?{query}").context["listing"]
        listed = [item["title"] for item in listing["items"]] + [line.title for line in listing["routes"]]
        features = check(client.get(f"{PLACES}?{query}").json())
        assert [feature["properties"]["title"] for feature in features] == listed, query
        assert features


def test_each_language_has_its_own(client: Any, map_page: Any, places: Any) -> None:
    publish_language(places["temple"], "ja", {"title": "ダーホア神社"})
    japanese = check(client.get(map_page.url_in("ja").split("testserver")[-1] + "map.geojson").json())
    assert [feature["properties"]["title"] for feature in japanese] == ["ダーホア神社"]
    assert japanese[0]["properties"]["url"].startswith("/ja/")


def test_outlines_have_names_and_lead_to_their_portals(client: Any, map_page: Any, communes: Any, commune: Any) -> None:
    commune.unit.boundary = communes[0].boundary
    commune.unit.save()
    ground, *units = check(client.get(AREA).json())
    assert ground["id"] == map_page.get_parent().specific.unit_id and ground["properties"]["ground"]
    # Two of the same name, of which one has a portal.
    assert sorted((unit["properties"]["name"], unit["properties"]["url"]) for unit in units) == [
        ("Mễ Sở", ""),
        ("Mễ Sở", "/vi/me-so/"),
        ("Đông Tảo", ""),
    ]
    for unit in units:
        check_position(unit["properties"]["label"])
        assert not unit["properties"]["ground"]


def test_islands_are_points_under_the_name_of_their_archipelago(client: Any, map_page: Any, communes: Any) -> None:
    """However small: an outline may be less than a pixel. Outlines may be given clockwise, too."""
    far, spratly = square(112.3, 16.5, 0.001), square(111.9, 8.6, 0.001)
    communes[0].boundary = {
        "type": "MultiPolygon",
        "coordinates": [[far["coordinates"][0][::-1]], spratly["coordinates"]],
    }
    communes[0].save()
    *units, paracels, spratlys = check(client.get(AREA).json())
    assert (paracels["properties"]["name"], spratlys["properties"]["name"]) == (
        "Quần đảo Hoàng Sa",
        "Quần đảo Trường Sa",
    )
    assert paracels["geometry"] == {"type": "MultiPoint", "coordinates": [[112.3005, 16.5005]]}
    assert spratlys["properties"]["label"] == [111.9005, 8.6005]
    # The unit itself is not written over it.
    assert [unit["properties"]["label"] for unit in units if unit["id"] == communes[0].pk] == [None]
    assert "Hoàng Sa" not in client.get(AREA.replace("/vi/ban-do", "/ja/地図")).content.decode()


def test_whoever_has_it_gets_nothing_and_costs_nothing(client: Any, map_page: Any, places: Any) -> None:
    for url in (PLACES, f"{PLACES}?layer=venues", AREA):
        first = client.get(url)
        assert "public" in first["Cache-Control"] and "max-age" in first["Cache-Control"]
        seen = parsedate_to_datetime(first["Last-Modified"])
        assert abs((timezone.now() - seen).total_seconds()) < 60
        with CaptureQueriesContext(connection) as queries:
            again = client.get(url, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304 and again.content == b"" and len(queries) <= 1
        assert again["Last-Modified"] == first["Last-Modified"]
        assert again["ETag"].removeprefix("W/") == first["ETag"].removeprefix("W/")


def test_a_change_is_another_file(
    client: Any, map_page: Any, places: Any, django_capture_on_commit_callbacks: Any
) -> None:
    before = client.get(PLACES)
    with django_capture_on_commit_callbacks(execute=True):
        places["inn"].title_vi = "Nhà nghỉ mới"
        places["inn"].save()
    after = client.get(PLACES, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200 and "Nhà nghỉ mới" in after.content.decode()
