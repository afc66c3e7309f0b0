"""Listings in a browser: filters that work at once, the way back, focus and what is read out, the same without script."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.test_public_pages import violations
from tests.servers import DemoServer

LIST, PRODUCTS = "/vi/du-lich/diem-den/", "/en/ocop/products/"
FILTERED = "() => document.querySelector('.active-filters')"


def number(page: Any, selector: str = "#results-heading") -> int:
    return int("".join(sign for sign in page.locator(selector).inner_text() if sign.isdecimal()))


def test_a_filter_changes_the_list_in_place_and_back_takes_it_off(desk: Any) -> None:
    desk.goto(LIST)
    desk.evaluate("() => { window.same = true; }")
    whole = number(desk)
    box = desk.locator(".facet input:enabled").first
    key, count = box.get_attribute("id"), number(desk, ".facet li:first-child .count >> nth=0")
    box.focus()
    desk.keyboard.press("Space")
    desk.wait_for_function(FILTERED)
    assert desk.evaluate("() => window.same"), "The page was loaded anew."
    assert number(desk) == count < whole
    # The focus stays where it was, and the number is read out.
    assert desk.evaluate("() => document.activeElement.id") == key
    assert number(desk, "#count[role=status]") == count
    # What is empty is not in the address, which opens the same list.
    name, _dash, value = str(key).partition("-")
    assert desk.url.endswith(f"{LIST}?{name}={value}")
    assert violations(desk) == []
    desk.reload()
    assert number(desk) == count and desk.locator(f"#{key}").is_checked()
    desk.go_back()
    desk.wait_for_function("() => !document.querySelector('.active-filters')")
    assert number(desk) == whole and not desk.locator(f"#{key}").is_checked()
    assert desk.complaints == []


def test_every_field_of_the_filters_can_be_seen(phone: Any) -> None:
    for url in (LIST, "/vi/dau-tu/du-an/", "/vi/dau-tu/uu-dai/", "/vi/du-lich/ban-do/"):
        phone.goto(url)
        fields = phone.locator(".filters :is(select, input:not([type=hidden], [type=checkbox]))")
        assert fields.count()
        for field in fields.all():
            assert field.evaluate("field => getComputedStyle(field).opacity") == "1", url


def test_the_search_narrows_while_one_types_and_an_empty_list_helps_on(desk: Any) -> None:
    desk.goto(PRODUCTS)
    title = desk.locator(".card-title a").last.inner_text()
    desk.locator("#search").press_sequentially(title)
    desk.wait_for_function("() => document.querySelectorAll('.card--entry').length === 1")
    assert desk.locator(".card-title a").inner_text() == title
    assert desk.evaluate("() => document.activeElement.id") == "search"
    desk.locator("#search").press_sequentially(" zzz")
    desk.wait_for_function("() => document.querySelector('#results .empty')")
    assert number(desk, "#count") == 0
    assert violations(desk) == []
    desk.click("#results .suggestions a >> nth=0")
    desk.wait_for_selector(".card--entry")
    assert desk.url.endswith(PRODUCTS)
    assert desk.complaints == []


def test_without_script_it_is_a_form(without_script: Any) -> None:
    page = without_script
    page.goto(LIST)
    title = page.locator(".card-title a").first.inner_text()
    page.fill("#search", title)
    page.click(".filters-search button")
    page.wait_for_load_state()
    assert [found.inner_text() for found in page.locator(".card-title a").all()] == [title]
    page.click(".active-filters .clear")
    page.wait_for_load_state()
    assert page.url.endswith(LIST)


@pytest.fixture
def responses(phone: Any) -> Iterator[list[Any]]:
    found: list[Any] = []
    phone.on("response", lambda response: found.append(response))
    yield found


def test_weight_and_nothing_third_party(phone: Any, server: DemoServer, responses: list[Any]) -> None:
    """What is sent, pictures aside, is at most 200 KB, of which fonts 60."""
    phone.goto(LIST, wait_until="networkidle")
    sent: dict[str, int] = {}
    for response in responses:
        assert response.url.startswith((server.url, "data:"))
        kind = response.request.resource_type
        sent[kind] = sent.get(kind, 0) + response.request.sizes()["responseBodySize"]
    sent.pop("image", None)
    assert sum(sent.values()) <= 200 * 1024, sent
    assert sent["font"] <= 60 * 1024
    assert phone.context.cookies() == []
    assert violations(phone) == []
