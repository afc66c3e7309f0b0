"""Projects and parks on maps: the list's map view, popups, outlines close up, the same without script."""

from typing import Any

import pytest

from tests.browser.test_public_pages import violations
from tests.servers import DemoServer

LIST, PARK, MAP = "/vi/dau-tu/du-an/", "/vi/dau-tu/khu-cong-nghiep/phu-sa/", "/vi/du-lich/ban-do/"
READY = "[data-map][data-ready]"
# The demonstration's invented park, which has an outline; so has a project in it and one beside it.
VIEW = "#15/20.872/106.053"


def opened(page: Any, url: str) -> Any:
    page.goto(url)
    page.locator("[data-map]").scroll_into_view_if_needed()
    page.wait_for_selector(READY)
    return page


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_the_list_turns_into_a_map_and_axe_finds_nothing(screen: str, request: Any) -> None:
    page = request.getfixturevalue(screen)
    page.goto(LIST)
    assert page.locator("[data-map]").count() == 0
    page.click(".views a:not([aria-current])")
    page.wait_for_url("**/du-an/?view=map")
    opened(page, page.url)
    assert page.locator(".map-dot").count() > 1
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator(".map-missing a").is_visible()
    assert violations(page) == []
    assert page.complaints == [] and page.context.cookies() == []


def test_a_popup_by_keyboard_says_what_an_investor_asks(desk: Any) -> None:
    opened(desk, f"{LIST}?view=map{VIEW}")
    # Projects and parks have different signs, and their land different lines.
    desk.wait_for_selector("path.map-land:not(.map-land--dashed)")
    assert desk.locator("path.map-land--dashed").count() == 2
    assert desk.locator(".map-dot--square").count() == 1
    dot = desk.locator(".map-dot:not(.map-dot--square, .map-dot--many)").first
    name = dot.get_attribute("title")
    dot.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".map-popup-facts")
    assert desk.evaluate("() => document.activeElement.textContent") == name
    words = desk.locator(".map-popup").inner_text()
    assert " ha" in words and "tỷ đồng" in words
    assert desk.request.get(desk.evaluate("() => document.activeElement.href")).status == 200
    assert violations(desk) == []
    desk.keyboard.press("Escape")
    desk.wait_for_selector(".map-popup", state="detached")
    assert desk.evaluate("() => document.activeElement.title") == name
    desk.locator(".map-skip").focus()
    desk.keyboard.press("Enter")
    assert desk.evaluate("() => document.activeElement.id") == "shortlist"
    assert desk.complaints == []


def test_filters_change_the_map_in_place(desk: Any) -> None:
    opened(desk, f"{LIST}?view=map")
    desk.evaluate("() => { window.same = document.querySelector('[data-map]'); }")
    with desk.expect_response("**/map.geojson?group=tourism") as answer:
        desk.locator("#group-tourism").check()
    tourism = [found for found in answer.value.json()["features"] if found["properties"]["layer"] == "projects"]
    assert {found["properties"]["kind"] for found in tourism} == {"tourism"}
    desk.wait_for_selector(".active-filters")
    assert desk.url.partition("#")[0].endswith("?group=tourism&view=map")
    assert desk.evaluate("() => window.same.isConnected && window.same.querySelectorAll('.map-dot').length > 0")
    assert desk.evaluate("() => document.activeElement.id") == "group-tourism"
    # Whoever goes back to the list keeps the filter, and goes on without the map's script.
    desk.click(".views a:not([aria-current])")
    desk.wait_for_url("**/du-an/?group=tourism")
    assert desk.locator("[data-map]").count() == 0 and desk.locator("#group-tourism").is_checked()
    assert desk.complaints == []


def test_a_filter_chosen_before_the_map_is_there_counts(phone: Any) -> None:
    phone.goto(f"{LIST}?view=map")
    phone.locator("#group-tourism").check()
    phone.wait_for_selector(".active-filters")
    with phone.expect_response("**/map.geojson*") as answer:
        phone.locator("[data-map]").scroll_into_view_if_needed()
    assert answer.value.url.endswith("?group=tourism")
    phone.wait_for_selector(READY)


def test_outlines_are_asked_for_close_up_only(desk: Any, server: DemoServer) -> None:
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url) if "outlines.geojson" in request.url else None)
    opened(desk, f"{MAP}#11/20.872/106.053")
    desk.wait_for_timeout(500)
    assert asked == [] and desk.locator("path.map-land").count() == 0
    desk.goto("about:blank")
    opened(desk, f"{MAP}{VIEW}")
    desk.wait_for_selector("path.map-land")
    assert 0 < len(asked) <= 4 and len(set(asked)) == len(asked)
    # A layer that is not shown has no outlines either.
    desk.goto("about:blank")
    opened(desk, f"{MAP}?layer=parks{VIEW}")
    desk.wait_for_selector("path.map-land")
    assert desk.locator("path.map-land--dashed").count() == 0
    assert violations(desk) == []


def test_without_script_the_page_and_the_list_have_drawings(without_script: Any) -> None:
    page = without_script
    page.goto(PARK)
    assert page.locator("#way .small-map-site path").is_visible()
    page.goto(f"{LIST}?view=map")
    assert not page.locator("[data-map]").is_visible()
    assert page.locator(".map-drawing svg").is_visible()
    assert page.locator(".projects tbody tr").count() > 3
    page.click(".views a:not([aria-current])")
    page.wait_for_load_state()
    assert page.url.endswith(LIST)


def test_the_map_view_stays_light(phone: Any, server: DemoServer) -> None:
    """What is sent, pictures aside, is at most 200 KB, as of the digital map."""
    responses: list[Any] = []
    phone.on("response", lambda response: responses.append(response))
    opened(phone, f"{LIST}?view=map")
    phone.wait_for_load_state("networkidle")
    sent = {
        found.url: found.request.sizes()["responseBodySize"]
        for found in responses
        if found.request.resource_type != "image"
    }
    assert all(url.startswith((server.url, "data:")) for url in sent)
    assert sum(sent.values()) <= 200 * 1024, sent
