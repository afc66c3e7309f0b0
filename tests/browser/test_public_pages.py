"""Each type of page, in each language: it opens, speaks its language, complains of nothing, and axe agrees."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.servers import DemoServer

LANGUAGES = {"vi": "vi", "en": "en", "zh-hans": "zh-hans", "ja": "ja", "ko": "ko", "fr": "fr", "lo": "lo"}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
# One of each page type of the demonstration.
PAGES = {
    "home": "/vi/",
    "former district": "/vi/khoai-chau/",
    "commune": "/vi/me-so/",
    "profile": "/vi/khoai-chau/gioi-thieu/",
    "column": "/vi/khoai-chau/van-hoa-di-san/",
    "empty column": "/vi/xa-khoai-chau/san-vat/",
    "article": "/vi/khoai-chau/van-hoa-di-san/le-hoi-chu-dong-tu-tien-dung/",
    "article with figures": "/vi/tin-tuc/bon-khu-cong-nghiep/",
    "article with downloads": "/vi/khoai-chau/thong-tin-doi-ngoai/ke-hoach-151/",
    "topics": "/vi/khoai-chau/chuyen-de/",
    "topic": "/vi/khoai-chau/chuyen-de/le-hoi-chu-dong-tu/",
    "section": "/vi/asean/",
    "table": "/vi/asean/muoi-mot-thanh-vien/",
    "investment": "/vi/dau-tu/",
    "projects": "/vi/dau-tu/du-an/",
    "project": "/vi/dau-tu/du-an/linh-kien-dien-tu/",
    "parks": "/vi/dau-tu/khu-cong-nghiep/",
    "park": "/vi/dau-tu/khu-cong-nghiep/tan-dan/",
    "incentives": "/vi/dau-tu/uu-dai/?group=industry&capital=500",
    "procedures": "/vi/dau-tu/thu-tuc/",
    "procedure": "/vi/dau-tu/thu-tuc/giay-chung-nhan-dau-tu/",
    "dataset": "/vi/dau-tu/du-lieu-mo/",
    "contact": "/vi/lien-he/",
    "standard": "/vi/dieu-khoan/",
    "not translated yet": "/ja/khoai-chau/van-hoa-di-san/den-hoa-da-trach/",
    "not found": "/vi/khong-co/",
}


# What is half faded has half its contrast.
AT_REST = """() => Promise.race([
    Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
    new Promise((resolve) => setTimeout(resolve, 2000)),
]).then(() => true)"""


def violations(page: Any) -> list[str]:
    page.wait_for_function("() => !document.querySelector('.htmx-request')")
    page.evaluate(AT_REST)
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{item['id']}: {item['help']} ({item['nodes'][0]['html'][:160]})" for item in found]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_axe_finds_nothing(name: str, screen: str, request: pytest.FixtureRequest) -> None:
    page = request.getfixturevalue(screen)
    response = page.goto(PAGES[name])
    assert response.status == (404 if name in ("not found",) else 200) or name == "not translated yet"
    assert violations(page) == []
    if response.status == 200:
        assert page.complaints == []


def test_axe_finds_nothing_in_the_dark(browser: Any, server: DemoServer) -> None:
    context = browser.new_context(color_scheme="dark", base_url=server.url, viewport={"width": 390, "height": 844})
    page = context.new_page()
    for name in ("home", "commune", "article", "profile"):
        page.goto(PAGES[name])
        assert violations(page) == [], name
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_of_each_language_finds_their_way(language: str, phone: Any) -> None:
    """Home, profile, a section and an article, by their own words, without a trace of Vietnamese chrome."""
    phone.goto("/vi/khoai-chau/")
    address = phone.locator(
        f"[data-langs] a[hreflang={'zh-Hans' if language == 'zh-hans' else language}]"
    ).get_attribute("href")
    seen = []
    for step in ("home", "profile", "column", "article"):
        if step == "home":
            phone.goto(address)
        elif step in ("profile", "column"):
            items = phone.locator("nav.menu > ul > li > a")
            phone.goto(items.nth(0 if step == "profile" else 2).get_attribute("href"))
        else:
            phone.goto(phone.locator(".card-title a").first.get_attribute("href"))
        assert phone.locator("html").get_attribute("lang") == language
        assert phone.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), f"{step} is too wide"
        assert phone.complaints == []
        assert phone.locator(".notice").count() == 0, f"{step} is not translated"
        chrome = phone.locator("header.banner, footer.footer").all_inner_texts()
        if language != "vi":
            for word in ("Trang chủ", "Bỏ qua", "Ngôn ngữ", "Đọc to"):
                assert word not in " ".join(chrome)
        seen.append(phone.url)
    assert len(set(seen)) == 4


def test_the_switcher_lists_exactly_the_live_languages(phone: Any) -> None:
    for address in (PAGES["home"], PAGES["article"], "/vi/khoai-chau/van-hoa-di-san/den-hoa-da-trach/"):
        phone.goto(address)
        switcher = set(phone.locator("[data-langs] a").evaluate_all("links => links.map(a => a.hreflang)"))
        alternates = set(
            phone.locator("link[rel=alternate][hreflang]").evaluate_all("links => links.map(link => link.hreflang)")
        ) - {"x-default"}
        assert switcher == alternates
        for href in phone.locator("[data-langs] a").evaluate_all("links => links.map(a => a.href)"):
            assert phone.request.get(href).status == 200
    assert switcher == {"vi", "en"}


def test_everything_can_be_read_and_reached_without_script(without_script: Any) -> None:
    page = without_script
    page.goto("/en/khoai-chau/")
    page.click("nav.menu summary >> nth=0")
    page.click("nav.menu > ul > li > a >> nth=2")
    page.wait_for_load_state()
    assert page.url.endswith("/en/khoai-chau/culture-and-heritage/")
    page.click(".card-title a >> nth=0")
    page.wait_for_load_state()
    assert page.locator("h1").inner_text()
    page.click("nav.langs summary")
    page.click("[data-langs] a[hreflang=ja]")
    page.wait_for_load_state()
    assert "/ja/" in page.url
    assert page.locator("html").get_attribute("lang") == "ja"


def test_reading_aids_are_remembered_on_the_device_only(desk: Any) -> None:
    desk.goto("/en/")
    before = desk.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)")
    desk.click("[data-size=up]")
    desk.click("[data-high-contrast]")
    desk.goto("/en/invest/")
    after = desk.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert after > before
    assert desk.locator("html").get_attribute("data-contrast") == "high"
    assert violations(desk) == []
    assert desk.context.cookies() == []


def test_nothing_third_party_and_no_cookie(desk: Any, server: DemoServer) -> None:
    asked = []
    desk.on("request", lambda request: asked.append(request.url))
    for address in (PAGES["home"], PAGES["article"], PAGES["profile"]):
        desk.goto(address, wait_until="networkidle")
    assert [url for url in asked if not url.startswith((server.url, "data:"))] == []
    assert desk.context.cookies() == []


@pytest.mark.parametrize("name", ["home", "article", "column", "profile"])
def test_weight(name: str, phone: Any, server: DemoServer) -> None:
    """Without its pictures a page is at most 200 KB; CSS 40, JavaScript 30, fonts 60 (all uncompressed)."""
    weights: dict[str, int] = {}

    def weigh(response: Any) -> None:
        kind = response.request.resource_type
        weights[kind] = weights.get(kind, 0) + len(response.body())

    responses: list[Any] = []
    phone.on("response", lambda response: responses.append(response))
    phone.goto(PAGES[name], wait_until="networkidle")
    for response in responses:
        weigh(response)
    weights.pop("image", None)
    assert weights["stylesheet"] <= 40 * 1024 + 2048, weights
    assert weights["script"] <= 30 * 1024, weights
    assert weights.get("font", 0) <= 60 * 1024, weights
    assert sum(weights.values()) <= 200 * 1024, weights


def test_the_commune_answers_at_its_own_host_and_below_the_province(desk: Any, server: DemoServer) -> None:
    own = server.url.replace("localhost", "me-so.localhost")
    desk.goto(f"{own}/vi/")
    at_home = desk.locator("h1").inner_text()
    desk.goto("/vi/me-so/")
    assert desk.locator("h1").inner_text() == at_home
    assert desk.locator("link[rel=canonical]").get_attribute("href") == f"{own}/vi/"
    assert desk.goto(server.url.replace("localhost", "unknown.localhost") + "/vi/").status == 400


def test_keyboard_reaches_the_content_first(desk: Any) -> None:
    desk.goto("/en/")
    desk.keyboard.press("Tab")
    assert desk.evaluate("() => document.activeElement.getAttribute('href')") == "#content"
    desk.keyboard.press("Enter")
    assert desk.evaluate("() => document.activeElement.id") == "content"


def test_print_shows_the_document_and_not_the_chrome(desk: Any) -> None:
    desk.goto(PAGES["article"])
    desk.emulate_media(media="print")
    assert not desk.locator("nav.menu").is_visible()
    assert desk.locator(".print-head").is_visible()
    assert desk.locator("h1").is_visible()
