"""An editor brings products from a workbook and a ZIP of pictures, sees the pages, and takes it all back."""

import io
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from openpyxl import Workbook
from PIL import Image
from playwright.sync_api import Page, expect

from tests.servers import DemoServer

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def files(folder: Path) -> tuple[Path, Path]:
    book, archive = Workbook(), folder / "ảnh.zip"
    for row in (
        ("Danh sách sản phẩm năm 2026",),
        ("Ký hiệu nội bộ", "Tên sản phẩm", "Nhóm", "Số sao", "Giá bán", "Ảnh"),
        ("T-101", "Tương ớt nhãn lồng", "Thực phẩm", None, "45.000 - 60.000đ", "tuong-ot.jpg"),
        ("T-102", "Trà hoa nhài bãi sông", "Đồ uống", None, "120k", None),
        ("T-103", "Chuối sấy dẻo", "Thực phẩm", "4 sao", 35000, None),
    ):
        book.active.append(row)
    book.save(folder / "sản phẩm.xlsx")
    picture = io.BytesIO()
    Image.new("RGB", (900, 600), "firebrick").save(picture, "JPEG")
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("Ảnh/tuong-ot.jpg", picture.getvalue())
    return folder / "sản phẩm.xlsx", archive


def work(server: DemoServer) -> None:
    """The worker does what waits for it; what the demonstration left behind is not worth the time."""
    with closing(sqlite3.connect(server.folder / "demo.sqlite3", timeout=20)) as database, database:
        database.execute(
            "DELETE FROM django_tasks_database_dbtaskresult WHERE status = 'READY' AND task_path NOT LIKE 'promo.sheets.%'"
        )
    server.manage("db_worker", "--batch", "--interval", "0.1", "--no-reload")


def violations(page: Page) -> list[str]:
    found = Axe().run(page, context={"include": [["#main"]]}, options=RULES).response["violations"]
    return [f"{item['id']}: {item['help']} ({item['nodes'][0]['html'][:200]})" for item in found]


def look(page: Page) -> None:
    """axe in both colours, and nothing over the edge on a narrow screen."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page) == [], (page.url, scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    inside, outside = page.evaluate(
        "() => { const main = document.querySelector('main'); return [main.scrollWidth, main.clientWidth] }"
    )
    assert inside <= outside, page.url
    page.set_viewport_size({"width": 1440, "height": 900})


def test_products_come_in_and_are_taken_back(sign_in: Any, server: DemoServer, tmp_path: Path) -> None:
    sheet, archive = files(tmp_path)
    page: Page = sign_in("bientap")
    page.locator("#wagtail-sidebar a[href='/admin/sheets/']").click()
    page.locator("a.button[href*='/products/']").first.click()
    look(page)
    page.set_input_files("input[name=file]", archive)
    page.locator("[data-sheets-busy] button[type=submit]").click()
    expect(page.locator(".error-message")).to_be_visible()

    page.set_input_files("input[name=file]", sheet)
    page.set_input_files("input[name=pictures]", archive)
    page.locator("[data-sheets-busy] button[type=submit]").click()
    # Samples beside the choice; what was not guessed is said by hand.
    row = page.locator(".sheets-match tbody tr").first
    expect(row).to_contain_text("T-102")
    expect(row.locator("select")).to_have_value("")
    expect(page.locator(".sheets-match tbody tr select").nth(1)).to_have_value("title")
    row.locator("select").select_option("code")
    expect(row).not_to_have_class("is-left-out")
    look(page)
    page.locator("[data-sheets-busy] button[type=submit]").click()

    expect(page.locator(".sheets-rows tbody tr")).to_have_count(3)
    look(page)
    page.locator(".sheets-tiles .tone-wrong").click()
    expect(page.locator(".sheets-rows tbody tr")).to_have_count(1)
    # Stars without their certificate, in the row of the sheet and at its column.
    expect(page.locator(".sheets-rows tbody tr .sheets-number")).to_contain_text("5")
    expect(page.locator(".sheets-lines")).to_contain_text("giấy chứng nhận")
    page.check("input[name=afterwards][value=draft]")
    page.check("input[name=skip_wrong]")
    page.locator(".sheets-go button[type=submit]").click()

    expect(page.locator(".sheets-progress progress")).to_be_visible()
    look(page)
    work(server)
    # The page finds out by itself.
    expect(page.locator(".sheets-rows tbody tr")).to_have_count(2, timeout=15_000)
    look(page)
    made = page.locator(".sheets-rows tbody th a", has_text="Tương ớt nhãn lồng")
    edit = made.get_attribute("href")
    made.click()
    expect(page.locator("#id_code")).to_have_value("T-101")
    expect(page.locator("#id_price_from")).to_have_value("45.000")
    page.go_back()

    page.locator("a[href$='/undo/']").click()
    look(page)
    page.locator("button.serious").click()
    work(server)
    expect(page.locator(".sheets-good")).to_be_visible(timeout=15_000)
    page.complaints.clear()  # type: ignore[attr-defined]
    assert page.request.get(f"{server.url}{edit}").status == 404
    page.goto("/admin/sheets/")
    expect(page.locator(".sheets-table tbody tr").first).to_contain_text("sản phẩm.xlsx")
    look(page)
    assert page.complaints == []  # type: ignore[attr-defined]
