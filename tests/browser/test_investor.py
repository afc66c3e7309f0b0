"""An investor who reads one language: from the home page to a filtered workbook, and to a question sent."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from promo.enquiries.guard import LEAST_SECONDS
from tests.browser.conftest import PHONE, watch
from tests.browser.test_public_pages import violations
from tests.servers import DemoServer

WORDS = {
    "zh-CN": {
        "language": "zh-hans",
        "invest": "投资兴安",
        "projects": "招商项目",
        "sector": "工业",
        "heading": "领域",
        "file": "招商项目 (zh-hans).xlsx",
        "sheet": "项目",
        "ask": "提问",
    },
    "en-GB": {
        "language": "en",
        "invest": "Invest in Hung Yen",
        "projects": "Projects calling for investment",
        "sector": "Industry",
        "heading": "Sector",
        "file": "projects-calling-for-investment-en.xlsx",
        "sheet": "Projects",
        "ask": "Ask a question",
    },
}
VIETNAMESE = ("Đang kêu gọi", "Dự án", "Tải về", "Bỏ qua", "Tìm kiếm")


@pytest.fixture(params=WORDS)
def visitor(request: pytest.FixtureRequest, browser: Browser, server: DemoServer) -> Iterator[tuple[Page, Any]]:
    """A phone that asks for one language, and the words its reader goes by."""
    context = browser.new_context(viewport=PHONE, locale=request.param, base_url=server.url, accept_downloads=True)
    yield watch(context.new_page()), WORDS[request.param]
    assert context.cookies() == []
    context.close()


def reads(page: Page, language: str) -> None:
    """All the visitor meets is in their language."""
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator(".notice").count() == 0
    text = page.locator("body").inner_text()
    assert [word for word in VIETNAMESE if word in text] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_filtered_workbook_in_four_actions(visitor: tuple[Page, Any], tmp_path: Any) -> None:
    page, words = visitor
    page.goto("/")
    reads(page, words["language"])
    page.locator("main").get_by_role("link", name=words["invest"]).click()
    reads(page, words["language"])
    page.locator("main").get_by_role("link", name=words["projects"], exact=True).click()
    reads(page, words["language"])
    assert violations(page) == []
    shown = page.locator("table.projects tbody tr").count()
    page.get_by_role("checkbox", name=words["sector"]).first.click()
    page.wait_for_url("**group=industry**")
    rows = page.locator("table.projects tbody tr")
    assert 0 < rows.count() < shown
    with page.expect_download() as waiting:
        page.locator(".file-link").click()
    # Four actions: invest, projects, sector, workbook.
    saved = tmp_path / "projects.xlsx"
    waiting.value.save_as(saved)
    assert waiting.value.suggested_filename == words["file"]
    sheet = openpyxl.load_workbook(saved)[words["sheet"]]
    head = [cell.value for cell in sheet[1]]
    sectors = {row[head.index(words["heading"])] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert sectors == {words["sector"]}
    assert sheet.max_row - 1 == rows.count()
    assert page.complaints == []  # type: ignore[attr-defined]


def test_a_question_about_a_project_arrives(visitor: tuple[Page, Any], server: DemoServer) -> None:
    page, words = visitor
    page.goto("/")
    page.locator("main").get_by_role("link", name=words["invest"]).click()
    page.locator("main").get_by_role("link", name=words["projects"], exact=True).click()
    page.locator("table.projects tbody th a").first.click()
    reads(page, words["language"])
    assert violations(page) == []
    project = page.locator("h1").inner_text()
    page.locator("main").get_by_role("link", name=words["ask"]).click()
    reads(page, words["language"])
    page.locator("[name=name]").fill("王小明")
    page.locator("[name=email]").fill("wang@example.com")
    page.locator("[name=message]").fill("Is the land cleared? 土地已清理好了吗？")
    page.locator("[type=checkbox]").check()
    # Whoever is quicker is a robot.
    page.wait_for_timeout(LEAST_SECONDS * 1000 + 500)
    page.locator(".enquiry-form [type=submit]").click()
    page.wait_for_selector(".enquiry--done")
    reads(page, words["language"])
    assert project in page.locator("main").inner_text()
    assert violations(page) == []
    with closing(sqlite3.connect(server.folder / "demo.sqlite3")) as database:
        found = database.execute(
            "SELECT language, state, message FROM enquiries_enquiry ORDER BY id DESC LIMIT 1"
        ).fetchone()
    assert found[:2] == (words["language"], "new") and "土地" in found[2]


def test_projects_side_by_side(desk: Page) -> None:
    desk.goto("/en/invest/projects/")
    boxes = desk.locator("table.projects [name=chosen]")
    for number in range(2):
        boxes.nth(number).check()
        desk.wait_for_function("many => location.search.split('chosen=').length == many + 1", arg=number + 1)
    desk.locator("button[name=compare]").click()
    desk.wait_for_url("**compare=chosen**")
    assert desk.locator("main thead th a").count() >= 2
    assert violations(desk) == []
    assert desk.complaints == []  # type: ignore[attr-defined]
