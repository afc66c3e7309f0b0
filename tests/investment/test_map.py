"""The list of projects on a map, and the land of projects and parks on maps."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from promo.core import versions
from promo.investment.models import ProjectPage
from tests.factories import MapPageFactory
from tests.investment.conftest import (
    InvestPageFactory,
    ParkPageFactory,
    ProjectIndexPageFactory,
    ProjectPageFactory,
    path,
    shown,
    titles,
)
from tests.investment.many import fill
from tests.shared import shared

pytestmark = pytest.mark.django_db

# That of all sites with an outline.
TILE = "3253/1805"


def square(longitude: float, latitude: float, side: float = 0.004) -> dict[str, Any]:
    """Clockwise, as RFC 7946 does not want it."""
    west, south, east, north = longitude - side, latitude - side, longitude + side, latitude + side
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [west, north], [east, north], [east, south], [west, south]]],
    }


@shared
def sites(projects: Any, parks: Any, communes: Any) -> dict[str, Any]:
    """Three projects, one of them nowhere, two parks, and a draft of either."""
    common: dict[str, Any] = {"parent": projects, "commune": communes[0], "area": Decimal(12), "as_of": "2026-03-01"}
    return {
        "port": ProjectPageFactory(
            **common, title="Cảng sông", group="logistics", capital=Decimal(80), status="negotiating",
            latitude=20.86, longitude=105.96, outline=square(105.96, 20.86),
        ),
        "lake": ProjectPageFactory(**common, title="Hồ sen", group="tourism", latitude=20.7, longitude=106.1),
        "nowhere": ProjectPageFactory(**common, title="Ở đâu đó", group="tourism"),
        "draft": ProjectPageFactory(
            **common, title="Nháp", group="tourism", live=False, latitude=20.861, longitude=105.961,
            outline=square(105.961, 20.861),
        ),
        "park": ParkPageFactory(
            parent=parks, title="Khu A", kind="park", commune=communes[0], latitude=20.862, longitude=105.962,
            outline=square(105.962, 20.862), area=Decimal(50), as_of="2026-03-01",
        ),
        "draft park": ParkPageFactory(
            parent=parks, title="Khu nháp", kind="park", live=False, latitude=20.862, longitude=105.96,
            outline=square(105.96, 20.862),
        ),
        "cluster": ParkPageFactory(
            parent=parks, title="Cụm B", kind="cluster", commune=communes[1], latitude=20.71, longitude=106.11,
            fictional=True,
        ),
    }  # fmt: skip


def tree(client: Any, page: Any, **query: Any) -> Any:
    response = client.get(path(page), query)
    assert response.status_code == 200 and not response.cookies
    return BeautifulSoup(response.content, "lxml")


def views(page: Any) -> dict[str, str]:
    return {link.get_text(): link["href"] for link in page.select(".views a")}


def features(client: Any, index: Any, **query: Any) -> dict[str, dict[str, Any]]:
    found = client.get(f"{path(index)}map.geojson", query).json()["features"]
    return {feature["properties"]["title"]: feature for feature in found}


# --- The switch --------------------------------------------------------------------------------


def test_the_map_is_a_view_of_the_list_kept_in_the_address(client: Any, projects: Any, sites: Any) -> None:
    url = path(projects)
    plain = tree(client, projects, group="tourism")
    assert list(views(plain).values()) == [f"{url}?group=tourism", f"{url}?group=tourism&view=map"]
    assert plain.select_one(".views [aria-current]")["href"] == f"{url}?group=tourism"
    assert not plain.select('[data-map], script[src*="map"], link[href*="map"], link[href*="leaflet"]')
    on_map = tree(client, projects, group="tourism", view="map")
    assert list(views(on_map).values()) == list(views(plain).values())
    assert on_map.select_one(".views [aria-current]")["href"].endswith("view=map")
    assert len(on_map.select("[data-map]")) == 1 and on_map.select('script[src*="js/map"]')
    # The list stays below it, and what is unknown is no view.
    assert [found.get_text() for found in on_map.select(".projects tbody th a")] == ["Hồ sen", "Ở đâu đó"]
    assert not tree(client, projects, view="globe").select("[data-map]")
    assert "public" in client.get(path(projects), {"view": "map"})["Cache-Control"]


def test_an_empty_list_loads_no_map(client: Any, projects: Any) -> None:
    page = tree(client, projects, view="map")
    assert not page.select('[data-map], script[src*="map"]') and page.select(".listing .empty")


def test_search_engines_get_the_list_alone(client: Any, projects: Any, sites: Any) -> None:
    on_map = tree(client, projects, view="map")
    assert on_map.select_one("link[rel=canonical]")["href"] == f"http://testserver{path(projects)}"
    assert on_map.select_one("meta[name=robots]")["content"] == "noindex"
    assert not tree(client, projects).select("meta[name=robots]")


def test_filters_orders_pages_and_the_shortlist_stay_on_the_map(client: Any, projects: Any, sites: Any) -> None:
    for _number in range(24):
        ProjectPageFactory(parent=projects, group="tourism")
    keys = [sites["port"].pk, sites["lake"].pk]
    response = client.get(path(projects), {"view": "map", "group": "tourism", "sort": "name", "chosen": keys})
    context, page = response.context, BeautifulSoup(response.content, "lxml")
    addresses = [
        *(row["url"] for row in context["listing"]["active"]),
        context["listing"]["all_url"],
        context["listing"]["paginator"]["next_url"],
        *(row["url"] for row in context["table"]["orders"]),
        *(row["remove_url"] for row in context["shortlist"]["projects"]),
        context["shortlist"]["compare_url"],
    ]
    assert all("view=map" in url for url in addresses), addresses
    for form in ("#filters", "#shortlist"):
        assert page.select_one(f'{form} input[type="hidden"][name="view"]')["value"] == "map"
    # Whoever compares comes back to the map; files and the address of a shortlist are the same from either.
    comparison = tree(client, projects, view="map", compare=keys)
    assert "view=map" in comparison.select_one(".comparison-back a")["href"]
    files = [row["url"] for row in (*context["listing"]["files"], *context["shortlist"]["files"])]
    assert files and not any("view" in url for url in [*files, context["shortlist"]["alone_url"]])
    assert views(page)[next(iter(views(page)))] == f"{path(projects)}?group=tourism&sort=name&" + "&".join(
        f"chosen={key}" for key in keys
    )


# --- What is shown -----------------------------------------------------------------------------


def test_the_map_has_what_the_filters_leave_and_the_parks(client: Any, projects: Any, sites: Any) -> None:
    whole = features(client, projects)
    assert list(whole) == ["Hồ sen", "Cảng sông", "Khu A", "Cụm B"]
    assert whole["Cảng sông"]["geometry"] == {"type": "Point", "coordinates": [105.96, 20.86]}
    assert whole["Cảng sông"]["properties"] == {
        "title": "Cảng sông", "url": path(sites["port"]), "layer": "projects", "kind": "logistics",
    }  # fmt: skip
    assert (whole["Khu A"]["properties"]["layer"], whole["Khu A"]["properties"]["kind"]) == ("parks", "park")
    for query, found in (
        ({"group": "logistics"}, ["Cảng sông", "Khu A", "Cụm B"]),
        ({"q": "ho sen"}, ["Hồ sen", "Khu A", "Cụm B"]),
        ({"commune": sites["park"].commune_id}, ["Hồ sen", "Cảng sông", "Khu A"]),
        ({"real": "1"}, ["Hồ sen", "Cảng sông", "Khu A"]),
        ({"group": "nothing", "view": "map", "sort": "area"}, list(whole)),
    ):
        assert list(features(client, projects, **query)) == found, query
    context = shown(client, projects, view="map", group="logistics")
    assert context["map"]["query"] == "group=logistics" == context["map"]["settings"]["query"]
    assert set(context["map"]["settings"]["layers"]) == {"projects", "parks"}


def test_other_portals_have_their_own(client: Any, sites: Any, commune: Any) -> None:
    invest = InvestPageFactory(parent=commune, title="Đầu tư", slug="dau-tu")
    own = ProjectIndexPageFactory(parent=invest, title="Dự án", slug="du-an")
    ProjectPageFactory(parent=own, title="Nhà kho", latitude=20.8, longitude=105.9)
    url, host = "/vi/dau-tu/du-an/", {"host": "me-so.testserver"}
    found = client.get(f"{url}map.geojson", headers=host).json()["features"]
    assert [feature["properties"]["title"] for feature in found] == ["Nhà kho"]
    for name in ("port", "park"):
        assert client.get(f"{url}popup.html", {"place": sites[name].pk}, headers=host).status_code == 404
    assert client.get(f"{url}outlines.geojson", {"tile": TILE}, headers=host).json()["features"] == []


def test_other_languages_have_their_own(client: Any, projects: Any, plant: Any) -> None:
    plant.latitude, plant.longitude = 20.86, 105.96
    plant.save()
    response = client.get(f"{path(projects, 'ja')}map.geojson")
    assert [found["properties"]["title"] for found in response.json()["features"]] == ["Component plant ja"]


def test_what_has_no_position_is_said_and_can_be_seen(client: Any, projects: Any, sites: Any) -> None:
    page = tree(client, projects, view="map", group="tourism")
    assert "1" in page.select_one(".map-missing").get_text()
    way = page.select_one(".map-missing a")["href"]
    assert way == f"{path(projects)}?group=tourism&unplaced=1"
    found = client.get(way)
    assert titles(found.context) == ["Ở đâu đó"] and found.context["listing"]["count"] == 1
    assert [row["name"] for row in found.context["listing"]["facets"]][-1] == "unplaced"
    # Nobody is offered that filter who has not followed the line.
    assert "unplaced" not in [row["name"] for row in shown(client, projects)["listing"]["facets"]]
    assert not tree(client, projects, view="map", group="logistics").select(".map-missing")


def test_without_script_there_are_a_drawing_and_the_list(client: Any, projects: Any, sites: Any) -> None:
    page = tree(client, projects, view="map")
    drawing = page.select_one(".map-drawing svg")
    assert {link["aria-label"]: link["href"] for link in drawing.select("a")} == {
        sites[name].title: path(sites[name]) for name in ("port", "lake", "park", "cluster")
    }
    # Parks have another sign.
    signs = {link["aria-label"]: link.select_one("path")["d"] for link in drawing.select("a")}
    assert signs["Khu A"] == signs["Cụm B"] != signs["Cảng sông"] == signs["Hồ sen"]
    empty = tree(client, projects, view="map", q="zzz")
    assert empty.select("[data-map]") and empty.select("#results .empty")


def test_a_popup_says_what_an_investor_asks_first(
    client: Any, projects: Any, sites: Any, rate: Any, communes: Any
) -> None:
    def popup(key: Any) -> Any:
        return client.get(f"{path(projects)}popup.html", {"place": key})

    port = popup(sites["port"].pk)
    assert "public" in port["Cache-Control"] and not port.cookies
    words = BeautifulSoup(port.content, "lxml").get_text(" ")
    for expected in ("12 ha", "80 tỷ đồng", "3,08 triệu USD", "Xã Triệu Việt Vương", "Đang thương thảo"):
        assert expected in words, words
    assert "50 ha" in popup(sites["park"].pk).content.decode()
    for key in (sites["draft"].pk, sites["draft park"].pk, projects.pk, "", "x", "²", 9**12):
        assert popup(key).status_code == 404, key


def queries(client: Any, url: str) -> int:
    client.get(url)
    versions.forget_for_this_request()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.fixture
def forget(django_capture_on_commit_callbacks: Any) -> Any:
    """Call it, and nothing is remembered, as after a publish."""

    def bump() -> None:
        with django_capture_on_commit_callbacks(execute=True):
            versions.bump()

    return bump


def queries_of_file(client: Any, index: Any, forget: Any, url: str) -> int:
    """Anew: what the page before it remembers is there, and the file is not."""
    forget()
    client.get(path(index))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_more_projects_cost_no_more_queries(client: Any, projects: Any, sites: Any, rate: Any, forget: Any) -> None:
    url = path(projects)
    file = f"{url}map.geojson?group=tourism"
    for _number in range(30):
        ProjectPageFactory(parent=projects, group="tourism", latitude=20.8, longitude=106.0)
    few = queries(client, f"{url}?view=map"), queries(client, f"{url}?view=map&q=a")
    of_file = queries_of_file(client, projects, forget, file)
    fill(sites["lake"], 60)
    forget()
    assert (queries(client, f"{url}?view=map"), queries(client, f"{url}?view=map&q=a")) == few
    assert queries_of_file(client, projects, forget, file) == of_file <= 6
    assert len(client.get(file).json()["features"]) == 93
    assert max(few) <= 16, few


# --- Outlines ----------------------------------------------------------------------------------


def test_outlines_come_by_the_tile_of_their_place(client: Any, projects: Any, sites: Any, province: Any) -> None:
    chart = MapPageFactory(parent=province, title="Bản đồ", slug="ban-do")
    for page in (projects, chart):
        found = client.get(f"{path(page)}outlines.geojson", {"tile": TILE})
        assert found["Content-Type"] == "application/geo+json" and not found.cookies
        keys = [feature["id"] for feature in found.json()["features"]]
        # Neither the draft's nor those of places elsewhere.
        assert sorted(keys) == sorted([sites["port"].pk, sites["park"].pk])
        for feature in found.json()["features"]:
            assert feature["properties"] == {} and feature["geometry"]["type"] == "MultiPolygon"
            for ring in (ring for polygon in feature["geometry"]["coordinates"] for ring in polygon):
                assert ring[0] == ring[-1] and sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) > 0
        again = client.get(f"{path(page)}outlines.geojson", {"tile": TILE}, headers={"if-none-match": found["ETag"]})
        assert again.status_code == 304
        for tile in ("", "3253", "03253/1805", "3253/4096", "-1/0", "3253/1805/1", "²/1", "9" * 50):
            assert client.get(f"{path(page)}outlines.geojson", {"tile": tile}).status_code == 404, tile
    # The file of all places has points alone.
    assert {feature["geometry"]["type"] for feature in features(client, projects).values()} == {"Point"}


def test_more_outlines_cost_no_more_queries(client: Any, projects: Any, sites: Any, forget: Any) -> None:
    url = f"{path(projects)}outlines.geojson?tile={TILE}"
    few = queries_of_file(client, projects, forget, url)
    for number in range(10):
        ProjectPageFactory(
            parent=projects, latitude=20.86, longitude=105.96, outline=square(105.96 + number / 1000, 20.86)
        )
    assert queries_of_file(client, projects, forget, url) == few <= 4
    assert len(client.get(url).json()["features"]) == 12


def test_the_page_draws_the_land(client: Any, sites: Any) -> None:
    for name, classes in (("port", ["dashed"]), ("park", [])):
        page = tree(client, sites[name])
        (land,) = page.select("#way svg .small-map-site path")
        assert land.get("class", []) == classes and land["d"].startswith("M")
        assert page.select("#way svg .small-map-pin")
    # What the line is worth is said where there is one.
    plain = tree(client, sites["lake"])
    assert not plain.select(".small-map-site")
    assert plain.select_one("#way figcaption").get_text() != page.select_one("#way figcaption").get_text()


def test_land_in_pieces_is_drawn_around_a_point_in_the_largest(client: Any, sites: Any, forget: Any) -> None:
    lake = ProjectPage.objects.get(pk=sites["lake"].pk)
    lake.latitude = lake.longitude = None
    # Some programs give a height as well.
    largest = [[[x, y, 3] for x, y in square(106.2, 20.7, 0.01)["coordinates"][0]]]
    lake.outline = {"type": "MultiPolygon", "coordinates": [square(106.1, 20.7)["coordinates"], largest]}
    lake.save()
    forget()
    lake = ProjectPage.objects.get(pk=lake.pk)
    assert (round(lake.latitude, 2), round(lake.longitude, 2)) == (20.7, 106.2)
    assert tree(client, lake).select_one("#way .small-map-site path")["d"].count("M") == 2
