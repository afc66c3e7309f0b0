"""The GeoJSON files: by the rules of RFC 7946, small, and not sent to whoever has them."""

import gzip
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from promo.core.publishing import publish_language
from tests.places.many import fill

PLACES, AREA = "/vi/ban-do/map.geojson", "/vi/ban-do/area.geojson"

pytestmark = pytest.mark.django_db


def check_position(position: Any) -> None:
    assert isinstance(position, list) and len(position) == 2
    longitude, latitude = position
    assert -180 <= longitude <= 180 and -90 <= latitude <= 90
    assert 102 <= longitude <= 118 and 6 <= latitude <= 24, "longitude comes first"


def check_ring(ring: Any) -> None:
    """RFC 7946, 3.1.6: four positions or more, the first and last the same."""
    assert len(ring) >= 4 and ring[0] == ring[-1]
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
            case "MultiPolygon":
                for polygon in geometry["coordinates"]:
                    for ring in polygon:
                        check_ring(ring)
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
    features = check(client.get(AREA).json())
    by_name = {feature["properties"]["name"]: feature["properties"] for feature in features}
    assert {"Mễ Sở", "Đông Tảo"} <= set(by_name)
    assert {feature["properties"]["url"] for feature in features} == {"", "/vi/me-so/"}
    for properties in by_name.values():
        check_position(properties["label"])


def test_whoever_has_it_gets_nothing_and_costs_nothing(client: Any, map_page: Any, places: Any) -> None:
    for url in (PLACES, f"{PLACES}?layer=venues", AREA):
        first = client.get(url)
        assert "public" in first["Cache-Control"] and "max-age" in first["Cache-Control"]
        with CaptureQueriesContext(connection) as queries:
            again = client.get(url, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304 and again.content == b"" and len(queries) <= 1
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


def test_five_thousand_places_are_at_most_250_kilobytes(client: Any, map_page: Any, temple: Any) -> None:
    fill(temple, 5000)
    response = client.get(PLACES)
    assert len(check(response.json())) == 5001
    assert len(gzip.compress(response.content, 6)) <= 250 * 1024
    sent = client.get(PLACES, headers={"accept-encoding": "gzip"})
    assert sent["Content-Encoding"] == "gzip" and len(sent.content) <= 250 * 1024
