"""The board as one works with it: by mouse, by keys, without a script; and axe on each of its pages."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.servers import DemoServer

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
# Where a correction waits for its translators.
CORRECTED = "/hung-yen/khoai-chau/san-vat/chuoi-bai-song-hong/"
DISTRICT = "/hung-yen/khoai-chau/"


def violations(page: Page, part: str = "#main") -> list[str]:
    found = Axe().run(page, context={"include": [[part]]}, options=RULES).response["violations"]
    return [f"{item['id']}: {item['help']} ({item['nodes'][0]['html'][:200]})" for item in found]


def open_board(page: Page, server: DemoServer, query: str = "") -> Page:
    page.goto(f"/admin/translate/?portal={server.page_key(DISTRICT)}{query}")
    return page


def rows(page: Page) -> list[str]:
    return page.locator(".board-table tr.entry th.name a").all_inner_texts()


@pytest.fixture
def board(sign_in: Any, server: DemoServer) -> Page:
    """The reviewer's board of the district."""
    return open_board(sign_in("kiemduyet"), server)


def test_it_is_reached_from_the_menu(sign_in: Any) -> None:
    page = sign_in("quantri")
    page.locator("#wagtail-sidebar a[href='/admin/translate/']").click()
    expect(page.locator(".board-table tr.entry").first).to_be_visible()
    assert page.complaints == []


def test_axe_finds_nothing(board: Page, server: DemoServer) -> None:
    for scheme in ("light", "dark"):
        board.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(board) == [], scheme
        # The bar for ticked rows, and its sheet. (What lies half under them looks too small to axe.)
        board.locator("input[name=original]").first.check()
        board.locator(".bulk-assign summary").click()
        assert violations(board, ".bulk") == [], scheme
        board.reload()
    for path in ("", "changes/"):
        board.goto(f"/admin/translate/page/{server.page_key(CORRECTED)}/")
        board.goto(board.url + path)
        for scheme in ("light", "dark"):
            board.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert violations(board) == [], (path, scheme)
    assert board.complaints == []


@pytest.mark.parametrize("width", [1024, 1280, 1440])
def test_nothing_runs_over_the_edge(board: Page, width: int) -> None:
    board.set_viewport_size({"width": width, "height": 800})
    inside, outside = board.evaluate(
        "() => { const main = document.querySelector('main'); return [main.scrollWidth, main.clientWidth] }"
    )
    assert inside <= outside
    assert len(board.locator(".board-table th.head").all()) == 6
    for cell in board.locator(".board-table tr.entry").first.locator("td.cell").all():
        assert cell.evaluate("cell => cell.scrollWidth <= cell.clientWidth + 1")


def test_the_heads_stay_in_sight(board: Page) -> None:
    board.set_viewport_size({"width": 1280, "height": 600})
    board.mouse.move(700, 500)
    board.mouse.wheel(0, 1200)
    head = board.locator(".board-table th.head").first
    board.wait_for_function("document.querySelector('.board-table th.head').getBoundingClientRect().top < 120")
    below = board.locator(".w-slim-header").bounding_box()
    place = head.bounding_box()
    assert below
    assert place
    assert place["y"] >= below["y"] + below["height"] - 1, "not under the page's own header"


def test_filters_apply_when_chosen_and_stand_in_the_address(board: Page) -> None:
    everything = rows(board)
    board.locator(".board-chips a.state-outdated").click()
    board.wait_for_url("**state=outdated**")
    outdated = rows(board)
    assert 0 < len(outdated) < len(everything)
    board.select_option("select[name=language]", "fr")
    board.wait_for_url("**language=fr**")
    assert "state=outdated" in board.url
    assert "q=" not in board.url, "what is empty stays out of the address"
    board.fill("input[name=q]", "chuoi bai")
    board.press("input[name=q]", "Enter")
    board.wait_for_url("**q=chuoi**")
    assert all("chuối" in title.lower() for title in rows(board))


def test_arrow_keys_go_from_cell_to_cell(board: Page) -> None:
    board.locator("tr.entry").nth(0).locator("td.cell a").nth(1).focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft"):
        board.keyboard.press(key)
    place = board.evaluate(
        "() => [[...document.querySelectorAll('tr.entry')].indexOf(document.activeElement.closest('tr')),"
        " document.activeElement.closest('td').cellIndex]"
    )
    assert place == [2, 3]
    board.keyboard.press("Home")
    board.keyboard.press("Space")
    assert board.locator("tr.entry").nth(2).locator("input[name=original]").is_checked()


def test_given_out_and_taken_back(board: Page) -> None:
    def initials() -> list[str]:
        return board.locator(".who .initials").all_inner_texts()

    before = initials()
    expect(board.locator("[data-bulk]")).to_be_hidden()
    boxes = board.locator("input[name=original]")
    # A day is shown where there is something left to do.
    rows = "rows => rows.findIndex(row => row.textContent.includes('Chưa dịch'))"
    first = board.locator("tr.entry").evaluate_all(rows)
    boxes.nth(first).click()
    boxes.nth(first + 3).click(modifiers=["Shift"])
    assert board.locator("input[name=original]:checked").count() == 4
    board.locator(".bulk-assign summary").click()
    me = board.locator("#bulk-person option", has_text="kiemduyet").get_attribute("value")
    board.select_option("#bulk-person", me)
    board.fill("#bulk-due", "2031-05-17")
    board.locator("button[name=action][value=assign]").click()
    expect(board.locator(".messages .success")).to_be_visible()
    # Four objects in six languages.
    assert initials().count("KI") >= 24
    assert "17/5" in board.locator(".board-table").inner_text()
    board.locator(".board-undo button").click()
    # Once the page has come again.
    expect(board.locator(".who .initials")).to_have_text(before)
    expect(board.locator(".board-undo")).to_have_count(0)


def test_publishing_asks_first(board: Page) -> None:
    board.locator("[data-board-all]").check()
    board.locator("button[name=action][value=publish]").click()
    expect(board.locator(".board-list").first).to_be_visible()
    assert violations(board) == []
    assert board.complaints == []


def test_without_a_script(browser: Browser, server: DemoServer, board: Page) -> None:
    state = board.context.storage_state()
    context = browser.new_context(base_url=server.url, java_script_enabled=False, storage_state=state)
    page = open_board(context.new_page(), server)
    everything = rows(page)
    page.fill("input[name=q]", "Đền Đa Hòa")
    page.locator(".board-filter-buttons button").click()
    page.wait_for_load_state()
    assert 0 < len(rows(page)) < len(everything)
    page.locator("input[name=original]").first.check()
    page.locator("button[name=action][value=export]").click()
    assert "/admin/translate/export/?" in page.url
    assert "original=" in page.url
    context.close()


def test_what_has_changed_is_read_from_the_overview(board: Page, server: DemoServer) -> None:
    board.goto(f"/admin/translate/page/{server.page_key(CORRECTED)}/")
    board.locator(".board-note a").click()
    change = board.locator(".change").first
    expect(change.locator("ins, del").first).to_be_visible()
    ticks = board.locator("input[name=text]")
    for tick in ticks.all():
        assert not tick.is_checked()
    expect(board.locator(".change-targets li").first).to_be_visible()
