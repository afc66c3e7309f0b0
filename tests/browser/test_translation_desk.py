"""What a translator does at the desk: a page from empty to live, alone and with others, online and off."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from promo.demo.seeding import PASSWORD
from tests.servers import DemoServer

# Turmeric: running text, lists with bold words, a table and a gallery; the test adds questions and a quotation.
ARTICLE = "/hung-yen/khoai-chau/san-vat/nghe-chi-tan/"
OTHER = "/hung-yen/khoai-chau/san-vat/chuoi-bai-song-hong/"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}

MORE_BLOCKS = """
from promo.core.models import BasePage
page = BasePage.objects.get(public_path_vi="{path}").specific
if not any(block.block_type == "quote" for block in page.body_vi):
    page.body_vi.append(("quote", {{"text": "Củ nghệ giữ nắng cho cả mùa đông.", "attribution": "Lời người Chí Tân"}}))
    answer = '<p data-block-key="a1">Mùa đông, khi <b>lá đã rụng hết</b>, xem <a href="https://example.vn/">lịch</a>.</p>'
    page.body_vi.append(("questions", {{"questions": [{{"question": "Khi nào đào nghệ?", "answer": answer}}]}}))
    page.save_revision(clean=False).publish()
"""


def violations(page: Page) -> list[str]:
    found = Axe().run(page, context={"include": [["#main"]]}, options=RULES).response["violations"]
    return [f"{item['id']}: {item['help']} ({item['nodes'][0]['html'][:200]})" for item in found]


def open_desk(page: Page, server: DemoServer, language: str, path: str = ARTICLE) -> Page:
    """By the way through the admin: the page's own translations, then the language."""
    page.goto(f"/admin/translate/page/{server.page_key(path)}/")
    original = re.search(r"/admin/translate/(\d+)/", page.url)
    assert original, page.url
    page.goto(f"/admin/translate/{original[1]}/{language}/")
    page.wait_for_selector("#desk[data-ready]")
    return page


def row(page: Page, number: int) -> Any:
    return page.locator(f"#u{number}")


def field(page: Page, number: int) -> Any:
    return page.locator(f"#u{number} .u-t")


def saved(page: Page) -> None:
    expect(page.locator("#saving")).to_have_attribute("data-state", "saved_at", timeout=15_000)


def hear_news(page: Page) -> None:
    """What comes every 15 seconds by itself also comes when one returns to the tab."""
    with page.expect_response(lambda response: "/news/" in response.url):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def press(page: Page, action: str) -> None:
    """A button for the whole translation, and the dialog that asks once more."""
    page.locator(f".desk-actions > [data-act={action}]").click()
    with page.expect_navigation():
        page.locator(f"#dialog-{action} button[type=submit]").click()
    page.wait_for_selector("#desk[data-ready]")


def translate_the_active_text(page: Page) -> str:
    """Type, put the tags in by keyboard, confirm and go on; gives what was typed."""
    active = page.locator(".u.on")
    number = active.get_attribute("id")[1:]
    words = f"Texte français {number}"
    page.keyboard.type(words)
    for tag in active.locator(".u-tags button").evaluate_all("all => all.map((button) => button.dataset.n)"):
        page.keyboard.press(f"Control+{tag}")
    page.keyboard.press("Control+Enter")
    return words


def test_from_empty_to_live_in_french(sign_in: Any, server: DemoServer, phone: Page) -> None:
    server.manage("shell", "-c", MORE_BLOCKS.format(path=ARTICLE))
    public = "/fr/khoai-chau/specialites-et-savoir-faire/texte-francais-1/"
    assert "Texte français" not in phone.request.get(public).text()

    translator = open_desk(sign_in("phiendich"), server, "fr")
    total = translator.locator(".u").count()
    assert total > 30
    blocks = " ".join(translator.locator(".g > h2").all_inner_texts())
    for word in ("Bộ ảnh", "Bảng", "Hỏi và đáp", "Trích dẫn"):
        assert word in blocks
    hand_in = translator.locator(".desk-actions > [data-act=hand-in]")
    expect(hand_in).to_have_attribute("aria-disabled", "true")

    # A draft saves itself at the pause, without a key or a button.
    field(translator, 1).click()
    translator.keyboard.type("Brouillon")
    saved(translator)
    expect(row(translator, 1)).to_have_attribute("data-s", "draft")
    field(translator, 1).fill("")

    typed = []
    field(translator, 1).click()
    while translator.locator(".u:not([data-s=reviewed])").count():
        before = translator.locator(".u.on").get_attribute("id")
        typed.append(translate_the_active_text(translator))
        expect(translator.locator(f"#{before}")).to_have_attribute("data-s", "reviewed")
        assert len(typed) <= total
    saved(translator)
    expect(translator.locator("#meter")).to_have_attribute("data-full", "true")
    expect(hand_in).not_to_have_attribute("aria-disabled", "true")
    expect(translator.locator("#address strong")).to_have_text("texte-francais-1")

    # All of it is in the database: the page opened anew shows it, and nothing is left to do.
    translator.reload()
    translator.wait_for_selector("#desk[data-ready]")
    assert translator.locator(".u:not([data-s=reviewed])").count() == 0
    press(translator, "hand-in")
    assert field(translator, 1).get_attribute("readonly") is not None
    assert translator.locator(".u .u-tools [data-do=confirm]:visible").count() == 0
    assert "Texte français" not in phone.request.get(public).text()

    reviewer = open_desk(sign_in("kiemduyet"), server, "fr")
    press(reviewer, "approve")
    assert "/fr/" in reviewer.locator("a.desk-out").last.get_attribute("href")
    response = phone.goto(public)
    assert response.status == 200
    assert phone.locator("html").get_attribute("lang") == "fr"
    page = phone.content()
    for words in (typed[1], typed[5]):
        assert words in page
    # Questions, quotation, table, gallery: in French, in the blocks of the original.
    assert phone.locator("blockquote", has_text="Texte français").count() >= 1
    assert phone.locator("table", has_text="Texte français").count() >= 1
    assert phone.locator("details, .questions", has_text="Texte français").count() >= 1
    assert phone.locator("figcaption, .caption", has_text="Texte français").count() >= 1
    assert translator.complaints == []
    assert reviewer.complaints == []


def test_two_people_at_one_desk_lose_nothing(sign_in: Any, server: DemoServer) -> None:
    one = open_desk(sign_in("phiendich"), server, "fr", OTHER)
    two = open_desk(sign_in("bientap"), server, "fr", OTHER)

    # Different texts merge.
    field(one, 1).fill("La banane du fleuve Rouge")
    field(two, 2).fill("Le vert au-delà de la digue")
    saved(one)
    saved(two)
    hear_news(one)
    hear_news(two)
    expect(field(one, 2)).to_have_value("Le vert au-delà de la digue")
    expect(field(two, 1)).to_have_value("La banane du fleuve Rouge")
    expect(row(one, 2).locator(".u-said [data-kind=note]")).not_to_be_empty()

    # The same text: the second is shown both, and neither is gone.
    field(one, 3).fill("Le texte du premier")
    saved(one)
    field(two, 3).fill("Le texte du second")
    conflict = row(two, 3).locator(".u-said [data-kind=conflict]")
    expect(conflict).to_contain_text("Le texte du premier", timeout=5000)
    expect(field(two, 3)).to_have_value("Le texte du second")
    expect(two.locator("#saving")).to_have_attribute("data-state", "refused")
    conflict.locator("[data-choice=mine]").click()
    saved(two)
    expect(row(two, 3).locator("[data-kind=aside]")).to_contain_text("Le texte du premier")
    # The first still has the caret there: it is not pulled away under the hands.
    hear_news(one)
    question = row(one, 3).locator("[data-kind=conflict]")
    expect(question).to_contain_text("Le texte du second")
    question.locator("[data-choice=theirs]").click()
    expect(field(one, 3)).to_have_value("Le texte du second")

    # The other way: what the first wrote is taken, the own text stays at hand.
    field(one, 4).fill("Quatre, premier")
    saved(one)
    field(two, 4).fill("Quatre, second")
    conflict = row(two, 4).locator(".u-said [data-kind=conflict]")
    conflict.locator("[data-choice=theirs]").click(timeout=5000)
    expect(field(two, 4)).to_have_value("Quatre, premier")
    aside = row(two, 4).locator("[data-kind=aside]")
    aside.locator("summary").click()
    aside.locator("button").click()
    expect(field(two, 4)).to_have_value("Quatre, second")
    saved(two)


def test_a_lost_connection_loses_no_text(sign_in: Any, server: DemoServer) -> None:
    page = open_desk(sign_in("phiendich"), server, "lo", OTHER)
    context = page.context
    context.set_offline(True)
    field(page, 1).fill("ກ້ວຍ")
    expect(page.locator("#saving")).to_have_attribute("data-state", "offline", timeout=15_000)
    assert page.evaluate("JSON.stringify(localStorage)").count("ກ້ວຍ") == 1
    context.set_offline(False)
    saved(page)
    assert page.evaluate("JSON.stringify(localStorage)").count("ກ້ວຍ") == 0

    # The window is closed while offline: the text is there the next time.
    context.set_offline(True)
    field(page, 2).fill("ສີຂຽວ")
    expect(page.locator("#saving")).to_have_attribute("data-state", "offline", timeout=15_000)
    url = page.url
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("#desk[data-ready]")
    expect(field(page, 2)).to_have_value("ສີຂຽວ")
    saved(page)
    page.reload()
    expect(field(page, 2)).to_have_value("ສີຂຽວ")


def test_signed_out_in_the_middle_of_a_word(sign_in: Any, server: DemoServer) -> None:
    page = open_desk(sign_in("phiendich"), server, "lo", OTHER)
    page.context.clear_cookies()
    field(page, 3).fill("ດິນຕະກອນ")
    expect(page.locator("#saving")).to_have_attribute("data-state", "signed_out", timeout=15_000)
    other = page.context.new_page()
    other.goto(page.locator("#saving a").get_attribute("href"))
    other.fill("input[name=username]", "phiendich")
    other.fill("input[name=password]", PASSWORD)
    other.click("button[type=submit]")
    other.wait_for_url("**/admin/")
    other.close()
    page.evaluate("dispatchEvent(new Event('focus'))")
    saved(page)
    page.reload()
    expect(field(page, 3)).to_have_value("ດິນຕະກອນ")


def test_an_input_method_is_left_in_peace(sign_in: Any, server: DemoServer) -> None:
    page = open_desk(sign_in("phiendich"), server, "ja")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if "/unit/" in request.url else None)
    keyboard = page.context.new_cdp_session(page)
    tagged = int(page.locator(".u:has(.u-t.rich)").first.get_attribute("id")[1:])
    for number in (1, tagged):
        sent.clear()
        field(page, number).click()
        for letters in ("う", "うこ", "うこん"):
            keyboard.send(
                "Input.imeSetComposition",
                {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
            )
            page.wait_for_timeout(400)
        page.wait_for_timeout(900)
        assert sent == [], "saved in the middle of a word"
        keyboard.send("Input.insertText", {"text": "鬱金"})
        saved(page)
        page.wait_for_timeout(900)
        assert sum("鬱金" in body or "\\u9b31\\u91d1" in body for body in sent) == 1
        assert field(page, number).get_attribute("lang") == "ja"


def value_of(page: Page, number: int) -> str:
    """The tagged text of a field with chips."""
    return page.evaluate(
        """number => [...document.querySelectorAll(`#u${number} .u-t *, #u${number} .u-t`)].slice(0, 1).map((field) => {
            const walk = (node) => [...node.childNodes].map((child) => child.nodeType === 3
              ? child.data.replaceAll('\\ufeff', '')
              : child.dataset?.n ? `[${child.dataset.k} ${child.dataset.n}]` : walk(child)).join('');
            return walk(field);
        })[0]""",
        number,
    )


def test_tags_can_be_moved_but_not_lost(sign_in: Any, server: DemoServer) -> None:
    page = open_desk(sign_in("phiendich"), server, "ko")
    number = int(page.locator(".u:has(.u-t.rich)").first.get_attribute("id")[1:])
    target = field(page, number)
    target.click()
    page.keyboard.type("faux vrai")
    missing = row(page, number).locator(".u-tags button")
    expect(missing).to_have_count(1)
    # Cannot be confirmed without.
    page.keyboard.press("Control+Enter")
    expect(row(page, number)).to_have_class(re.compile("bad"))
    # Around the last word.
    for _letter in "vrai":
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Control+1")
    assert value_of(page, number) == "faux [open 1]vrai[close 1]"
    expect(missing).to_have_count(0)
    # Everything selected and deleted: the words go, the tags stay.
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    assert value_of(page, number) == "[open 1][close 1]"
    page.keyboard.press("Control+z")
    assert value_of(page, number) == "faux [open 1]vrai[close 1]"
    # Backspace runs into a tag and leaves it where it is.
    page.keyboard.press("Control+End")
    for _time in range(3):
        page.keyboard.press("Backspace")
    assert "[open 1]" in value_of(page, number)
    assert "[close 1]" in value_of(page, number)
    # What is pasted is plain text.
    page.evaluate(
        """number => {
            const data = new DataTransfer();
            data.setData('text/html', '<b onclick="x()">gras</b>');
            data.setData('text/plain', 'gras <2>');
            const field = document.querySelector(`#u${number} .u-t`);
            field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        number,
    )
    assert target.locator("b").count() == 0
    assert "gras" in value_of(page, number)
    page.keyboard.press("Alt+c")
    assert value_of(page, number).startswith("[open 1]")
    saved(page)


def test_suggestions_preview_comments_and_keys(sign_in: Any, server: DemoServer) -> None:
    server.manage(
        "shell",
        "-c",
        "from promo.languages import memory; memory.remember('zh-hans', [('Từ củ đến tinh bột', '从块茎到淀粉')])",
    )
    page = open_desk(sign_in("phiendich"), server, "zh-hans")
    heading = page.locator(".u", has_text="Từ củ đến tinh bột").first
    number = int(heading.get_attribute("id")[1:])
    field(page, number).click()
    expect(page.locator(".desk-percent")).to_have_text("100%")
    page.keyboard.press("Alt+1")
    expect(field(page, number)).to_have_value("从块茎到淀粉")
    page.keyboard.press("Control+Enter")
    saved(page)
    expect(row(page, number)).to_have_attribute("data-s", "reviewed")
    # On to the next text; and back.
    assert page.locator(".u.on").get_attribute("id") == f"u{number + 1}"
    page.keyboard.press("Alt+ArrowUp")
    assert page.locator(".u.on").get_attribute("id") == f"u{number}"

    page.locator("#tab-preview").click()
    frame = page.frame_locator("#frame iframe")
    expect(frame.locator("main")).to_contain_text("从块茎到淀粉", timeout=20_000)
    expect(frame.locator("html")).to_have_attribute("lang", "zh-hans")

    page.locator("#tab-comments").click()
    page.locator("#comment-field").fill("Hỏi lại tên gọi")
    page.locator("#comment-field").blur()
    expect(row(page, number).locator(".u-flag")).to_be_visible()
    page.select_option("#filter", "comments")
    assert page.locator(".u:visible").count() == 1
    page.select_option("#filter", "todo")
    assert page.locator(".u:visible").count() == page.locator(".u:not([data-s=reviewed])").count()
    page.select_option("#filter", "all")
    page.locator("h1").click(modifiers=[], trial=True)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("#dialog-keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#dialog-keys")).not_to_be_visible()
    assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024])
def test_axe_finds_nothing_at_the_desk(sign_in: Any, server: DemoServer, scheme: str, width: int) -> None:
    page = sign_in("phiendich")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    open_desk(page, server, "fr", OTHER)
    field(page, 4).click()
    page.wait_for_timeout(800)
    if width == 1024:
        page.locator("#drawer-toggle").click()
    assert violations(page) == []
    page.locator("#tab-comments").click()
    assert violations(page) == []
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert violations(page) == []
    page.keyboard.press("Escape")
    # Nothing is wider than the window.
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
