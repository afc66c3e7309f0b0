"""What communicators do: write with pictures, have it approved, schedule it; and what a webmaster does: move, rename."""

import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from tests.servers import DemoServer

TITLE = "Đầu tư và du lịch Đồng Tháp"
NEWS = "/hung-yen/khoai-chau/tin-tuc/"
SLUG = "dau-tu-va-du-lich-dong-thap"


def add_block(page: Any, label: str) -> None:
    page.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name=label, exact=True).click()


def upload_picture(page: Any, folder: Path) -> None:
    """Add a picture with what a reader who cannot see it will hear."""
    file = folder / "hoi-lang.jpg"
    picture = Image.new("RGB", (1600, 1000), "#0e5a52")
    ImageDraw.Draw(picture).ellipse((500, 200, 1100, 800), fill="#e2a20c")
    picture.save(file, quality=88)
    page.goto("/admin/images/add/")
    page.fill("input[name=title]", "Hội làng")
    page.set_input_files("input[name=file]", str(file))
    page.fill("[name=description_vi]", "Mặt trời trên ruộng lúa")
    page.locator("form[enctype] button[type=submit]").click()
    page.wait_for_url("**/admin/images/")


def choose_picture(page: Any, title: str) -> None:
    page.locator("[data-chooser-action-choose]").first.click()
    page.locator(
        ".modal-content a.image-choice, .modal-content [data-chooser-modal-choice]", has_text=title
    ).first.click()
    page.wait_for_selector(".modal-content", state="detached")


def finish(page: Any, button: str) -> None:
    """Press a button of the menu beside "Save draft" and wait until Wagtail has gone on and says that it is done."""
    # What is being saved by itself must have arrived: two saves at once are two editors to the server.
    page.wait_for_timeout(1000)
    page.wait_for_load_state("networkidle")
    page.wait_for_selector("[data-w-autosave-state-value=saving]", state="detached")
    page.locator(".w-dropdown__toggle.button").last.click()
    with page.expect_navigation():
        page.locator(button).click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".messages .success").count(), page.locator(".messages, .error-message").all_inner_texts()


def fill_article(page: Any, column: int, title: str) -> None:
    page.goto(f"/admin/pages/add/editorial/articlepage/{column}/")
    page.wait_for_load_state("networkidle")
    page.fill("[name=title_vi]", title)
    page.keyboard.press("Tab")
    page.fill("[name=introduction_vi]", "Ba ngày hội bên sông Hồng, ai cũng là khách quý.")
    add_block(page, "Văn bản")
    page.locator("[role=textbox][contenteditable=true]").last.click()
    page.keyboard.type("Đất lành chim đậu, mời bạn về chơi.")


def test_an_editor_writes_and_a_reviewer_approves(sign_in: Any, server: DemoServer, tmp_path: Path, desk: Any) -> None:
    editor = sign_in("bientap")
    assert editor.locator("html").get_attribute("lang") == "vi"
    upload_picture(editor, tmp_path)
    column = server.page_key(NEWS)
    fill_article(editor, column, TITLE)
    assert editor.input_value("[name=slug]") == SLUG
    choose_picture(editor, "Hội làng")
    finish(editor, "button[name=action-submit]")
    # Handed in, but not public yet.
    assert desk.goto(f"/vi/khoai-chau/tin-tuc/{SLUG}/").status == 404

    reviewer = sign_in("kiemduyet")
    article = server.page_key(f"{NEWS}{SLUG}/")
    reviewer.goto(f"/admin/pages/{article}/edit/")
    reviewer.wait_for_load_state("networkidle")
    finish(reviewer, "button[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])")
    response = desk.goto(f"/vi/khoai-chau/tin-tuc/{SLUG}/")
    assert response.status == 200
    assert desk.locator("h1").inner_text() == TITLE
    assert desk.get_by_text("Đất lành chim đậu, mời bạn về chơi.").is_visible()
    assert desk.locator("img[alt='Mặt trời trên ruộng lúa']").count() == 1
    # In the list, and on the district's home page, at once.
    desk.goto("/vi/khoai-chau/tin-tuc/")
    assert desk.get_by_role("link", name=TITLE).count() >= 1
    assert editor.complaints == []


def test_an_article_is_scheduled_and_comes_out_in_time(sign_in: Any, server: DemoServer, desk: Any) -> None:
    administrator = sign_in("quantri")
    fill_article(administrator, server.page_key(NEWS), "Bài hẹn giờ")
    # Schedules are in minutes: the next full one that leaves at least 40 seconds to finish in.
    when = (datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")) + timedelta(seconds=100)).replace(second=0, microsecond=0)
    administrator.evaluate(
        "when => { document.querySelector('[name=go_live_at]').value = when; }", when.strftime("%Y-%m-%d %H:%M")
    )
    finish(administrator, "button[name=action-publish]")
    address = "/vi/khoai-chau/tin-tuc/bai-hen-gio/"
    assert desk.goto(address).status == 404
    time.sleep(max(0, (when - datetime.now(when.tzinfo)).total_seconds()) + 1)
    server.manage("publish_scheduled", "--verbosity", "0")
    # Past the browser's own cache, which may keep what it saw for a minute.
    assert desk.request.get(address).status == 200


def test_a_section_is_renamed_and_moved_and_old_addresses_lead_on(sign_in: Any, server: DemoServer, phone: Any) -> None:
    phone.goto("/vi/khoai-chau/san-vat/nhan-long/")
    old = {
        code: phone.locator(f"link[rel=alternate][hreflang={code}]")
        .get_attribute("href")
        .replace("khoai-chau.localhost", "localhost")
        for code in ("vi", "en", "ja", "lo")
    }
    old = {code: address.replace(f"/{code}/", f"/{code}/khoai-chau/", 1) for code, address in old.items()}

    def now(code: str) -> str:
        """Where an old address leads, past the browser's own cache; the page must be in its language."""
        response = phone.request.get(old[code])
        assert response.status == 200, (code, old[code])
        assert f'<html lang="{code}"' in response.text()
        return unquote(response.url.removeprefix(server.url))

    assert now("vi") == "/vi/khoai-chau/san-vat/nhan-long/"
    column = server.page_key("/hung-yen/khoai-chau/san-vat/")
    administrator = sign_in("quantri")

    def rename(slug: str) -> None:
        administrator.goto(f"/admin/pages/{column}/edit/")
        administrator.wait_for_load_state("networkidle")
        administrator.locator("[role=tab]").nth(1).click()
        administrator.fill("[name=slug]", slug)
        finish(administrator, "button[name=action-publish]")

    rename("san-vat-que-ta")
    assert now("vi") == "/vi/khoai-chau/san-vat-que-ta/nhan-long/"
    # Words of their own keep the other languages' addresses as they were.
    for code in ("en", "ja", "lo"):
        assert now(code) == unquote(old[code].removeprefix(server.url))

    # Below the province it would take the addresses of the province's own column: refused, by language.
    def move_to(parent: int) -> None:
        administrator.goto(f"/admin/pages/{column}/move/{parent}/confirm/")
        with administrator.expect_navigation():
            administrator.locator("main form button[type=submit], main form input[type=submit]").first.click()

    move_to(server.page_key("/hung-yen/"))
    assert "English" in administrator.locator(".messages").inner_text()
    assert now("vi") == "/vi/khoai-chau/san-vat-que-ta/nhan-long/"

    move_to(server.page_key("/hung-yen/asean/"))
    assert now("vi") == "/vi/asean/san-vat-que-ta/nhan-long/"
    for code in ("en", "ja", "lo"):
        assert "/khoai-chau/" not in now(code)

    # Back to where the other tests look for it.
    move_to(server.page_key("/hung-yen/khoai-chau/"))
    rename("san-vat")
    assert now("vi") == "/vi/khoai-chau/san-vat/nhan-long/"


def test_a_date_is_kept_as_it_is_typed(sign_in: Any, server: DemoServer) -> None:
    editor = sign_in("bientap")
    editor.goto(f"/admin/pages/{server.page_key('/hung-yen/khoai-chau/dau-tu/du-an/che-bien-nhan/')}/edit/")
    called_on = editor.locator("[name=called_on]")
    assert called_on.input_value() == "16/03/2026"
    called_on.fill("1/4/2026")
    # The picker looks at it as the field is left.
    called_on.press("Tab")
    editor.wait_for_timeout(300)
    assert called_on.input_value() == "01/04/2026"
