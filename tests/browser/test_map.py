"""The map in a browser: dots, filters, keyboard, the list without script, the frame, near me, weight."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.browser.conftest import DESK, PHONE, watch
from tests.browser.test_public_pages import violations
from tests.servers import DemoServer

READY = "[data-map][data-ready]"
HOSTILE = '<img src=x onerror="window.hurt = true">'


@pytest.fixture(scope="module")
def address(server: DemoServer) -> str:
    """Where the map with the most places is, on the province's host."""
    with closing(sqlite3.connect(server.folder / "demo.sqlite3")) as database:
        (root,) = database.execute(
            "SELECT public_path_vi FROM core_basepage JOIN wagtailcore_site ON root_page_id = core_basepage.id"
            " WHERE hostname = 'localhost'"
        ).fetchone()
        maps = [
            row[0]
            for row in database.execute(
                "SELECT public_path_vi FROM core_basepage JOIN places_mappage ON basepage_ptr_id = core_basepage.id"
                " WHERE live ORDER BY depth, path"
            )
        ]
    assert maps, "The demonstration has no map."
    urls = [f"/vi/{path[len(root) :]}" for path in maps]
    return max(urls, key=lambda url: len(_features(server, url)))


def _features(server: DemoServer, url: str, query: str = "") -> list[dict[str, Any]]:
    with urlopen(f"{server.url}{url}map.geojson{query}") as response:
        return json.load(response)["features"]


@pytest.fixture
def features(server: DemoServer, address: str) -> list[dict[str, Any]]:
    return [feature for feature in _features(server, address) if feature["geometry"]["type"] == "Point"]


@pytest.fixture
def lone(server: DemoServer, address: str, features: list[dict[str, Any]]) -> dict[str, Any]:
    """The place that stands furthest from all others, of those that their title alone finds."""

    def room(one: dict[str, Any]) -> float:
        x, y = one["geometry"]["coordinates"]
        return min(
            abs(x - other["geometry"]["coordinates"][0]) + abs(y - other["geometry"]["coordinates"][1])
            for other in features
            if other is not one
        )

    for one in sorted(features, key=room, reverse=True):
        if len(_features(server, address, f"?q={quote(one['properties']['title'])}")) == 1:
            return one
    pytest.fail("No place is found by its title alone.")


def view_of(feature: dict[str, Any], zoom: int = 16) -> str:
    longitude, latitude = feature["geometry"]["coordinates"]
    return f"#{zoom}/{latitude}/{longitude}"


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_the_map_appears_and_axe_finds_nothing(screen: str, address: str, request: Any) -> None:
    page = request.getfixturevalue(screen)
    page.goto(address)
    page.wait_for_selector(READY)
    assert page.locator(".map-dot").count() > 0
    assert page.locator("path.map-unit").count() > 3
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    assert violations(page) == []
    page.locator(".map-dot").first.focus()
    assert page.complaints == []


def test_axe_finds_nothing_in_the_dark_with_a_popup(
    browser: Any, server: DemoServer, address: str, lone: dict[str, Any]
) -> None:
    context = browser.new_context(color_scheme="dark", base_url=server.url, viewport=PHONE)
    page = context.new_page()
    page.goto(address + view_of(lone))
    page.wait_for_selector(READY)
    page.locator(".map-dot:not(.map-dot--many)").first.click()
    page.wait_for_selector(".map-popup h3 a")
    assert violations(page) == []
    context.close()


def test_a_filter_changes_map_list_and_address_and_can_be_shared(desk: Any, server: DemoServer, address: str) -> None:
    desk.goto(address)
    desk.wait_for_selector(READY)
    option = desk.locator(".map-layers input:enabled").first
    layer, before = option.get_attribute("value"), desk.locator("#results-heading").inner_text()
    option.check()
    desk.wait_for_function("() => document.querySelector('.active-filters')")
    assert desk.url.split("#")[0].endswith(f"{address}?layer={layer}")
    after = desk.locator("#results-heading").inner_text()
    assert after != before
    assert desk.evaluate("() => document.activeElement.id") == f"layer-{layer}"
    assert f"embed.html?layer={layer}" in desk.locator("[data-embed]").input_value()
    shared = desk.url
    # Somebody else opens the same view.
    desk.goto("about:blank")
    desk.goto(shared)
    desk.wait_for_selector(READY)
    assert desk.locator("#results-heading").inner_text() == after
    desk.go_back()
    assert desk.complaints == []


def test_going_back_takes_the_filter_off(desk: Any, address: str) -> None:
    desk.goto(address)
    desk.wait_for_selector(READY)
    desk.locator(".map-layers input:enabled").first.check()
    desk.wait_for_selector(".active-filters")
    desk.go_back()
    desk.wait_for_function("() => !document.querySelector('.active-filters')")
    assert desk.locator(".map-layers input:checked").count() == 0


def test_the_search_narrows_while_one_types(desk: Any, address: str, lone: dict[str, Any]) -> None:
    desk.goto(address)
    desk.wait_for_selector(READY)
    desk.locator("#search").press_sequentially(lone["properties"]["title"])
    desk.wait_for_function("() => document.querySelector('.active-filters')")
    desk.wait_for_function("() => document.querySelectorAll('.place-card').length === 1")
    assert desk.locator(".place-card a").inner_text() == lone["properties"]["title"]
    assert desk.evaluate("() => document.activeElement.id") == "search"


def test_a_view_is_in_the_address(desk: Any, address: str, lone: dict[str, Any]) -> None:
    desk.goto(address + view_of(lone, 15))
    desk.wait_for_selector(READY)
    assert desk.locator(".map-dot").count() >= 1
    desk.click(".leaflet-control-zoom-out")
    desk.wait_for_function("() => location.hash.startsWith('#14/')")
    assert "#14/" in desk.locator("[data-embed]").input_value()


def test_everything_by_keyboard(desk: Any, address: str, lone: dict[str, Any]) -> None:
    desk.goto(address + view_of(lone))
    desk.wait_for_selector(READY)
    dot = desk.locator(".map-dot:not(.map-dot--many)").first
    assert lone["properties"]["title"] in dot.get_attribute("aria-label")
    dot.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".map-popup h3 a")
    assert desk.evaluate("() => document.activeElement.textContent") == lone["properties"]["title"]
    desk.keyboard.press("Escape")
    desk.wait_for_selector(".map-popup", state="detached")
    assert "map-dot" in desk.evaluate("() => document.activeElement.className")
    # The map moves by the arrows, and can be passed over.
    before = desk.url
    desk.locator("[data-map]").focus()
    desk.keyboard.press("+")
    desk.wait_for_function("before => location.href !== before", arg=before)
    desk.locator(".map-skip").focus()
    desk.keyboard.press("Enter")
    assert desk.evaluate("() => document.activeElement.id") == "results"


def test_outlines_with_a_portal_are_reached_by_keyboard(desk: Any, address: str) -> None:
    desk.goto(address)
    desk.wait_for_selector(READY)
    outline = desk.locator("path.map-unit[role=button]").first
    name = outline.get_attribute("aria-label")
    outline.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".map-popup h3")
    assert desk.locator(".map-popup h3").inner_text() == name
    target = desk.evaluate("() => document.activeElement.href")
    assert desk.request.get(target).status == 200
    desk.keyboard.press("Escape")
    desk.wait_for_selector(".map-popup", state="detached")
    assert desk.evaluate("() => document.activeElement.getAttribute('aria-label')") == name
    # The same ways out as a list.
    desk.click(".map-embed summary >> nth=0")
    assert target in desk.locator(".map-portals a").evaluate_all("links => links.map(link => link.href)")


def test_passing_over_the_map_leaves_the_list_alone(desk: Any, address: str) -> None:
    desk.goto(address)
    desk.wait_for_selector(READY)
    desk.evaluate("() => { document.getElementById('results').same = true; }")
    desk.locator(".map-skip").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_timeout(300)
    assert desk.evaluate("() => document.getElementById('results').same")
    assert desk.evaluate("() => document.activeElement.id") == "results"


def test_a_cluster_opens_where_its_places_are(desk: Any, address: str, features: list[dict[str, Any]]) -> None:
    desk.goto(address)
    desk.wait_for_selector(READY)
    many = desk.locator(".map-dot--many")
    if not many.count():
        pytest.skip("All places of the demonstration stand apart at this width.")
    zoom = "() => document.querySelectorAll('.map-dot').length"
    before, href = desk.evaluate(zoom), desk.url
    many.first.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_function("before => location.href !== before", arg=href)
    assert desk.evaluate(zoom) != 0 and before


def test_the_popup_shows_a_strangers_words_as_text(desk: Any, address: str, lone: dict[str, Any]) -> None:
    forged = {**lone, "properties": {**lone["properties"], "title": HOSTILE, "url": "javascript:window.hurt=true"}}
    desk.route(
        "**/map.geojson*",
        lambda route: route.fulfill(json={"type": "FeatureCollection", "features": [forged]}),
    )
    desk.goto(address + view_of(lone))
    desk.wait_for_selector(READY)
    desk.locator(".map-dot").first.click()
    link = desk.locator(".map-popup h3 a")
    assert link.inner_text() == HOSTILE
    assert link.get_attribute("href") is None
    assert desk.evaluate("() => window.hurt") is None


def test_without_script_the_list_has_it_all(without_script: Any, address: str, lone: dict[str, Any]) -> None:
    page = without_script
    page.goto(address)
    assert not page.locator("[data-map]").is_visible()
    assert page.locator(".small-map svg").is_visible()
    assert page.locator(".place-card").count() > 3
    page.fill("#search", lone["properties"]["title"])
    page.click(".filters-search button")
    page.wait_for_load_state()
    assert [title.inner_text() for title in page.locator(".place-card a").all()] == [lone["properties"]["title"]]
    page.click(".active-filters .clear")
    page.wait_for_load_state()
    assert page.url.endswith(address)


@pytest.fixture
def somebodys_page() -> Iterator[Any]:
    """Call with HTML for the address of a page that has it, on another host."""
    bodies: list[str] = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(bodies[-1].encode())

        def log_message(self, *args: Any) -> None:
            pass

    host = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    Thread(target=host.serve_forever, daemon=True).start()

    def publish(body: str) -> str:
        bodies.append(body)
        return f"http://127.0.0.1:{host.server_address[1]}/"

    yield publish
    host.shutdown()
    host.server_close()


def test_the_code_to_copy_shows_the_map_on_another_site(desk: Any, address: str, somebodys_page: Any) -> None:
    desk.goto(address)
    code = desk.locator("[data-embed]").input_value()
    desk.goto(somebodys_page(f"<!doctype html><title>x</title>{code}"))
    frame = desk.frame_locator("iframe")
    frame.locator(READY).wait_for()
    assert frame.locator(".map-dot").count() > 0
    assert frame.locator("footer a").get_attribute("target") == "_blank"
    assert frame.locator("header.banner").count() == 0
    # The page of the map itself stays out of frames.
    desk.goto(somebodys_page(f"<!doctype html><title>x</title>{code.replace('embed.html', '')}"))
    desk.wait_for_timeout(500)
    assert desk.frame_locator("iframe").locator("[data-map]").count() == 0


def test_near_me_only_when_asked(browser: Any, server: DemoServer, address: str, lone: dict[str, Any]) -> None:
    longitude, latitude = lone["geometry"]["coordinates"]
    context = browser.new_context(
        base_url=server.url,
        viewport=DESK,
        permissions=["geolocation"],
        geolocation={"latitude": latitude, "longitude": longitude + 0.001},
    )
    page = watch(context.new_page())
    page.add_init_script(
        "const real = navigator.geolocation.getCurrentPosition; window.asked = 0;"
        "Geolocation.prototype.getCurrentPosition = function (...all) { window.asked += 1; return real.apply(this, all); }"
    )
    page.goto(address)
    page.wait_for_selector(READY)
    assert page.evaluate("() => window.asked") == 0
    page.click("[data-near]")
    page.wait_for_selector("[data-nearest] li")
    assert page.locator("[data-nearest] a").first.inner_text() == lone["properties"]["title"]
    assert " m" in page.locator("[data-nearest] li span").first.inner_text()
    assert page.complaints == []
    context.close()


@pytest.fixture
def responses(phone: Any) -> Iterator[list[Any]]:
    found: list[Any] = []
    phone.on("response", lambda response: found.append(response))
    yield found


def test_weight_and_nothing_third_party(phone: Any, server: DemoServer, address: str, responses: list[Any]) -> None:
    """What is sent, pictures aside, is at most 200 KB; Leaflet comes after the page itself."""
    phone.goto(address, wait_until="networkidle")
    phone.wait_for_selector(READY)
    sent = {
        response.url: response.request.sizes()["responseBodySize"]
        for response in responses
        if response.request.resource_type != "image"
    }
    assert [url for url in sent if not url.startswith((server.url, "data:"))] == []
    assert sum(sent.values()) <= 200 * 1024, sent
    assert phone.context.cookies() == []


def test_on_paper_there_is_the_list_with_a_drawing(desk: Any, address: str) -> None:
    desk.goto(address)
    desk.wait_for_selector(READY)
    desk.emulate_media(media="print")
    assert not desk.locator("[data-map]").is_visible()
    assert not desk.locator("#filters").is_visible()
    assert desk.locator(".small-map svg").is_visible()
    assert desk.locator(".place-card").first.is_visible()
