"""From the calendar to a festival's date in one's own calendar, by keyboard alone."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.browser.test_public_pages import violations

CALENDAR = {"vi": "/vi/du-lich/le-hoi/", "ja": "/ja/旅行案内/祭りと催し/"}


def tab_to(page: Any, selector: str, limit: int = 40) -> None:
    """Press Tab until what `selector` names has the focus, and can be seen to have it."""
    for _press in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"the focus on {selector} is not seen"
            return
    raise AssertionError(f"{selector} is not reached by keyboard")


@pytest.mark.parametrize("language", CALENDAR)
def test_from_the_calendar_to_a_date_in_ones_own(language: str, desk: Any, tmp_path: Path) -> None:
    desk.goto(CALENDAR[language] + "#month")
    heading = desk.locator("#month-heading")
    for _month in range(12):
        before = heading.inner_text()
        tab_to(desk, ".month-next", 8)
        desk.keyboard.press("Enter")
        desk.wait_for_function("before => document.querySelector('#month-heading').innerText !== before", arg=before)
        assert desk.url.endswith("#month"), "one stays at the month"
        if desk.locator(".month-grid .bar").count():
            break
    tab_to(desk, ".month-grid .bar")
    title = desk.locator(".month-grid .bar .bar-title").first.inner_text()
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".event-dates")
    assert desk.locator("h1").inner_text() == title
    first = desk.locator(".event-dates .is-next time").get_attribute("datetime")
    tab_to(desk, ".event-file a", 60)
    with desk.expect_download() as saved:
        desk.keyboard.press("Enter")
    file = tmp_path / "event.ics"
    saved.value.save_as(file)
    entry = Calendar.from_ical(file.read_bytes()).walk("VEVENT")[0]
    start = entry.decoded("dtstart")
    assert str(entry["summary"]) == title
    assert date(start.year, start.month, start.day).isoformat() == first
    assert desk.complaints == []


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_month_with_a_festival_fits_and_axe_finds_nothing(screen: str, request: pytest.FixtureRequest) -> None:
    page = request.getfixturevalue(screen)
    for address in (f"{CALENDAR['vi']}?month={date.today().year + 1}-03", CALENDAR["ja"]):
        assert page.goto(address).status == 200
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
        assert violations(page) == []
        assert page.complaints == []
    small = page.locator(".month-step, .bar, .subscribe a").evaluate_all(
        "links => links.filter(a => a.offsetParent && a.getBoundingClientRect().height < 43.5).map(a => a.outerHTML)"
    )
    assert small == []


def test_the_calendar_without_script(without_script: Any) -> None:
    page = without_script
    page.goto(f"{CALENDAR['vi']}?month={date.today().year + 1}-03")
    page.click(".month-grid .bar >> nth=0")
    page.wait_for_load_state()
    assert page.locator(".event-dates .event-when").count() >= 1
    assert page.locator(".event-file a").get_attribute("href").endswith("event.ics")
