"""Pages of products and enterprises, as visitors get them."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from promo.core.languages import CODES, in_source
from promo.core.publishing import withdraw_language
from promo.ocop import certificates
from promo.ocop.models import ProductPage
from tests.factories import (
    EnterpriseIndexPageFactory,
    EnterprisePageFactory,
    ProductIndexPageFactory,
    ProductPageFactory,
)
from tests.ocop.conftest import certify, in_all_languages, shown, titles

pytestmark = pytest.mark.django_db


def path(page: Any, language: str = "vi") -> str:
    return page.full_url_in(language).split("testserver", 1)[1]


def tree(client: Any, page: Any, language: str = "vi", **headers: Any) -> Any:
    response = client.get(path(page, language), **headers)
    assert response.status_code == 200, response.status_code
    assert not response.cookies
    return BeautifulSoup(response.content, "lxml")


def text(node: Any, selector: str) -> str:
    return " ".join(" ".join(found.get_text() for found in node.select(selector)).split())


# --- Every language, two portals, full and empty -----------------------------------------------


def test_a_full_product_in_each_language(client: Any, longan: Any) -> None:
    certify(longan, 5, score=95)
    for language in CODES:
        a_full_product(client, longan, language)


def a_full_product(client: Any, longan: Any, language: str) -> None:
    page = tree(client, longan, language)
    assert page.html["lang"] == language
    assert text(page, "h1") == longan.text_in("title", language)
    assert len(page.select(".product-stars .stars")) == 1
    assert [node.get_text() for node in page.select(".months .on")] == ["7", "8"]
    assert "00053" in text(page, ".product-aside")
    assert "VN-HYOR-0012" in text(page, ".product-aside")
    assert "1234/QĐ-UBND" in text(page, ".product-aside")
    # Who has issued it nobody translates: the page says which language that is.
    assert ("UBND tỉnh Hưng Yên" in text(page, ".facts [lang=vi]")) is (language != "vi")
    assert "60" in text(page, ".product-price")
    shop = page.select(".shops a")[0]
    assert shop["rel"] == ["nofollow", "noopener", "external"]
    assert text(page, ".shops a") == "Chợ Phiên"
    assert text(page, ".maker h3")
    assert page.select(f'a[href="/enquiry/{language}/{longan.translation_key}/"]')
    assert page.select(f'a[href*="{path(longan, language)}leaflet.pdf"]')


def test_an_empty_product_in_each_language(client: Any, plain: Any) -> None:
    for language in CODES:
        page = tree(client, plain, language)
        assert text(page, "h1") == plain.text_in("title", language)
        for part in (
            ".product-stars",
            ".months",
            ".product-price",
            ".maker",
            ".shops",
            "#way",
            "#use",
            ".product-note",
        ):
            assert not page.select(part), part


def test_an_enterprise_in_each_language(client: Any, maker: Any, longan: Any) -> None:
    for language in CODES:
        page = tree(client, maker, language)
        assert text(page, "h1") == maker.text_in("title", language)
        facts = text(page, ".product-aside")
        assert "0900123456" in facts
        assert "Nguyễn Văn A" in facts
        assert page.select('a[href="tel:02213862862"]')
        assert page.select('a[href="mailto:htx@example.vn"]')
        assert text(page, "#products .card-title") == longan.text_in("title", language)


def test_an_empty_enterprise(client: Any, enterprises: Any) -> None:
    page = tree(client, EnterprisePageFactory(parent=enterprises, title="Hộ ông Ba", kind="household"))
    assert not page.select("#products")
    assert not page.select("#way")


def test_lists_in_each_language(client: Any, products: Any, enterprises: Any, longan: Any) -> None:
    for language in CODES:
        for index, title in ((products, longan), (enterprises, longan.enterprise)):
            assert title.text_in("title", language) in text(tree(client, index, language), ".card-title")


def test_empty_lists_in_each_language(client: Any, products: Any, enterprises: Any) -> None:
    for language in CODES:
        for index in (products, enterprises):
            page = tree(client, index, language)
            assert page.select(".empty")
            assert not page.select(".listing-files")


def test_another_portal_has_its_own(client: Any, products: Any, longan: Any, commune: Any) -> None:
    index = ProductIndexPageFactory(parent=commune, title="Sản phẩm", slug="san-pham", en="Products")
    makers = EnterpriseIndexPageFactory(parent=commune, title="Doanh nghiệp", slug="doanh-nghiep", en="Makers")
    other = ProductPageFactory(parent=index, title="Nghệ Chí Tân", slug="nghe", en="Turmeric")
    EnterprisePageFactory(parent=makers, title="HTX Nghệ", slug="htx-nghe", en="Turmeric cooperative")
    here = {"HTTP_HOST": "me-so.testserver"}
    for language, title in (("vi", "Nghệ Chí Tân"), ("en", "Turmeric")):
        url = path(index, language)
        listing = client.get(url, **here).context["listing"]
        assert titles(listing) == [title]
        url = path(other, language)
        assert text(BeautifulSoup(client.get(url, **here).content, "lxml"), "h1") == title
    assert titles(shown(client, "/vi/san-pham/")) == ["Nhãn lồng"]


# --- What must not be seen ---------------------------------------------------------------------


def test_drafts_are_seen_nowhere(client: Any, longan: Any, maker: Any, django_capture_on_commit_callbacks: Any) -> None:
    """A maker that is a draft lends its name to nothing; a product that is a draft stands on no maker's page."""
    with in_source():
        maker.unpublish()
    page = tree(client, longan)
    assert "Hợp tác xã" not in text(page, "main")
    assert "cooperative" not in client.get(path(longan, "en")).content.decode()
    maker.refresh_from_db()
    # What is remembered of addresses is forgotten when the transaction commits.
    with in_source(), django_capture_on_commit_callbacks(execute=True):
        maker.save_revision().publish()
        longan.unpublish()
    assert "Nhãn lồng" not in text(tree(client, maker), "#products")
    assert client.get(path(longan)).status_code == 404


def test_a_maker_without_the_readers_language_is_named_and_not_linked(client: Any, longan: Any, maker: Any) -> None:
    withdraw_language(maker, "ja")
    page = tree(client, longan, "ja")
    heading = page.select(".maker h3")[0]
    assert heading.get_text() == "Hợp tác xã Nhãn lồng"
    assert heading.get("lang") == "vi"
    assert not heading.select("a")


def test_an_invented_product_says_so_in_each_language(client: Any, longan: Any) -> None:
    longan.fictional = True
    longan.save()
    seen = {text(tree(client, longan, language), ".product-note") for language in CODES}
    assert "Invented example" in seen
    assert "" not in seen


# --- Stars and the calendar --------------------------------------------------------------------


def on(day: date, monkeypatch: Any) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: day)


def test_stars_vanish_the_day_after(client: Any, longan: Any, products: Any, monkeypatch: Any) -> None:
    certify(longan, 4, issued=date(2025, 1, 10))
    for day, stars in ((date(2028, 1, 10), 4), (date(2028, 1, 11), 0)):
        on(day, monkeypatch)
        page = tree(client, longan)
        assert bool(page.select(".product-stars")) is bool(stars)
        assert ("1234/QĐ-UBND" in text(page, "main")) is bool(stars)
        listing = shown(client, "/vi/san-pham/")
        assert [card["stars"] for card in listing["cards"]] == [stars]
        assert shown(client, "/vi/san-pham/", stars=4)["count"] == (1 if stars else 0)
        assert [card["stars"] for card in client.get(path(longan.enterprise)).context["products"]] == [stars]


def test_a_kept_page_shows_ended_stars_no_longer_than_the_page_cache(
    client: Any, longan: Any, settings: Any, monkeypatch: Any
) -> None:
    from django.core.cache import cache

    certify(longan, 4, issued=date(2025, 1, 10))
    settings.MIDDLEWARE = [
        "promo.core.middleware.HostMiddleware",
        "promo.core.middleware.PageCacheMiddleware",
        *settings.MIDDLEWARE[1:],
    ]
    kept: list[int] = []
    write = cache.set

    def spy(key: str, value: Any, timeout: Any = None, **more: Any) -> None:
        if str(key).startswith("page:"):
            kept.append(timeout)
        write(key, value, timeout, **more)

    monkeypatch.setattr(cache, "set", spy)
    on(date(2028, 1, 10), monkeypatch)
    response = client.get(path(longan))
    assert b"product-stars" in response.content
    assert kept == [settings.PAGE_CACHE_SECONDS]
    assert settings.PAGE_CACHE_SECONDS <= 600
    assert f"max-age={settings.PAGE_MAX_AGE}" in response["Cache-Control"]
    # Once that copy is gone, the stars are.
    cache.clear()
    on(date(2028, 1, 11), monkeypatch)
    assert b"product-stars" not in client.get(path(longan)).content


def test_this_month_is_marked(client: Any, longan: Any, monkeypatch: Any) -> None:
    on(date(2026, 8, 3), monkeypatch)
    page = tree(client, longan, "en")
    assert [node.get_text() for node in page.select(".months .now")] == ["8"]
    assert text(page, ".in-season") == "In season now"
    assert page.select(".months")[0].get("aria-label") == "July – August"
    on(date(2026, 9, 1), monkeypatch)
    assert not tree(client, longan, "en").select(".in-season")


# --- Queries -----------------------------------------------------------------------------------


def count(client: Any, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_pages_cost_the_same_with_more_of_everything(client: Any, products: Any, longan: Any, maker: Any) -> None:
    def more(number: int) -> None:
        names = in_all_languages(f"P{number}")
        other = ProductPageFactory(parent=products, title=f"Sản phẩm {number}", enterprise=maker, **names)
        certify(other, 3 + number % 3)
        certify(longan, 4, decision_number=f"{number}")

    more(0)
    before = [count(client, path(page, "ja")) for page in (longan, maker)]
    for number in range(1, 8):
        more(number)
    assert [count(client, path(page, "ja")) for page in (longan, maker)] == before
    assert max(before) <= 14, before


def test_the_last_day_is_today(plain: Any) -> None:
    """The clock of the portal is Việt Nam's."""
    certify(plain, issued=timezone.localdate() - timedelta(days=10))
    assert ProductPage.objects.filter(certificates.in_force_q()).count() == 1
