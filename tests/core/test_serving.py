"""From a request to an answer: redirects, the front door, permanent addresses, hosts."""

import unicodedata
from typing import Any
from urllib.parse import quote

import lxml.html
import pytest
from django.test import Client

from promo.core.models import BasePage
from promo.core.publishing import publish_language
from promo.editorial.models import ArticlePage
from tests.core.test_addresses import move, paths, rename
from tests.factories import ArticlePageFactory, SectionPageFactory

pytestmark = pytest.mark.django_db


def goes_to(client: Client, address: str, **extra: Any) -> str:
    response = client.get(address, **extra)
    assert response.status_code == 301, f"{response.status_code} at {address}"
    return response["Location"]


def address_of(page: Any, language: str) -> str:
    return f"/{language}{quote(paths(page)[language].removeprefix('/hung-yen'))}"


def test_old_addresses_redirect_in_every_language(
    client: Client, article: Any, column_page: Any, province: Any
) -> None:
    publish_language(article, "ja", {"title": "春祭り"})
    publish_language(article, "lo", {"title": "ບຸນ ນ້ຳ"})
    old = {code: address_of(article, code) for code in ("vi", "en", "ja", "lo")}
    archive = SectionPageFactory(parent=province, title="Lưu trữ", en="Archive")
    move(column_page, archive)
    rename(article, "hoi-xuan")
    publish_language(article, "en", {"title": "The feast"}, local_slug="the-feast")
    publish_language(article, "ja", {"title": "春"}, local_slug="春")
    publish_language(article, "lo", {"title": "ບຸນ"}, local_slug="ບຸນ")
    for code, address in old.items():
        new = address_of(article, code)
        assert new != address
        assert goes_to(client, address) == new
        assert client.get(new).status_code == 200


def test_there_and_back_again(client: Client, article: Any) -> None:
    rename(article, "hoi-xuan")
    assert goes_to(client, "/vi/tin-tuc/le-hoi-mua-xuan/") == "/vi/tin-tuc/hoi-xuan/"
    rename(article, "le-hoi-mua-xuan")
    assert client.get("/vi/tin-tuc/le-hoi-mua-xuan/").status_code == 200
    assert goes_to(client, "/vi/tin-tuc/hoi-xuan/") == "/vi/tin-tuc/le-hoi-mua-xuan/"


def test_another_languages_words_redirect(client: Client, article: Any) -> None:
    publish_language(article, "ja", {"title": "春祭り"})
    assert goes_to(client, "/en/tin-tuc/le-hoi-mua-xuan/") == "/en/news/spring-festival/"
    assert goes_to(client, "/vi/news/spring-festival/") == "/vi/tin-tuc/le-hoi-mua-xuan/"
    assert goes_to(client, f"/en/{quote('tin-tuc/春祭り')}/") == "/en/news/spring-festival/"


def test_letters_and_marks_apart_are_understood(client: Client, article: Any) -> None:
    publish_language(article, "ja", {"title": "ガイド"})
    apart = unicodedata.normalize("NFD", "ガイド")
    assert apart != "ガイド"
    assert client.get(f"/ja/tin-tuc/{quote('ガイド')}/").status_code == 200
    assert client.get(f"/ja/tin-tuc/{quote(apart)}/").status_code == 200


def test_lao_addresses(client: Client, article: Any) -> None:
    publish_language(article, "lo", {"title": "ບຸນ ນ້ຳ"})
    response = client.get(f"/lo/tin-tuc/{quote('ບຸນ-ນ້ຳ')}/")
    assert response.status_code == 200
    assert '<html lang="lo"' in response.content.decode()
    assert client.get("/lo/").status_code == 200


def test_a_deleted_page_is_gone_from_all_its_addresses(client: Client, article: Any) -> None:
    rename(article, "hoi-xuan")
    BasePage.objects.get(pk=article.pk).specific.delete()
    for address in ("/vi/tin-tuc/hoi-xuan/", "/vi/tin-tuc/le-hoi-mua-xuan/", "/en/news/spring-festival/"):
        assert client.get(address).status_code == 404


def test_a_deleted_parent_takes_its_pages_along(client: Client, article: Any, column_page: Any) -> None:
    BasePage.objects.get(pk=column_page.pk).specific.delete()
    assert client.get("/vi/tin-tuc/le-hoi-mua-xuan/").status_code == 404
    assert client.get("/vi/tin-tuc/").status_code == 404
    assert client.get("/vi/").status_code == 200


def test_an_unpublished_page_is_a_404_and_its_old_addresses_too(client: Client, article: Any) -> None:
    rename(article, "hoi-xuan")
    ArticlePage.objects.get(pk=article.pk).unpublish()
    for address in (
        "/vi/tin-tuc/hoi-xuan/",
        "/vi/tin-tuc/le-hoi-mua-xuan/",
        "/en/news/spring-festival/",
        "/vi/news/spring-festival/",
    ):
        assert client.get(address).status_code == 404


def test_the_permanent_address_survives_rename_and_move(
    client: Client, article: Any, province: Any, column_page: Any
) -> None:
    publish_language(article, "ja", {"title": "春祭り"})
    key = f"/id/{article.translation_key}/"
    assert client.get(key, HTTP_ACCEPT_LANGUAGE="en-GB,vi;q=0.5")["Location"] == "/en/news/spring-festival/"
    archive = SectionPageFactory(parent=province, title="Lưu trữ", en="Archive")
    move(column_page, archive)
    rename(article, "hoi-xuan")
    for header, language in (
        ("", "vi"),
        ("vi", "vi"),
        ("en-GB,vi;q=0.5", "en"),
        ("ja-JP,ja;q=0.9,en;q=0.1", "ja"),
        ("ko,ja;q=0.3", "ja"),
        ("de,fr;q=0.9", "vi"),
        ("*", "vi"),
        ("x" * 5000, "vi"),
    ):
        response = client.get(key, HTTP_ACCEPT_LANGUAGE=header)
        assert response.status_code == 302
        assert response["Location"] == address_of(article, language), header
        assert "Accept-Language" in response["Vary"]
    assert client.get(response["Location"]).status_code == 200


def test_the_permanent_address_stays_in_the_portals_languages(client: Client, province: Any, article: Any) -> None:
    publish_language(article, "fr", {"title": "La fête"})
    page = type(province).objects.get(pk=province.pk)
    page.languages = ["vi", "en"]
    page.save()
    response = client.get(f"/id/{article.translation_key}/", HTTP_ACCEPT_LANGUAGE="fr,en;q=0.5")
    assert response["Location"] == "/en/news/spring-festival/"


def test_the_permanent_address_of_nothing(client: Client, article: Any) -> None:
    ArticlePage.objects.get(pk=article.pk).unpublish()
    assert client.get(f"/id/{article.translation_key}/").status_code == 404
    assert client.get("/id/00000000-0000-0000-0000-000000000000/").status_code == 404
    assert client.get("/id/none/").status_code == 404


def test_the_front_door_follows_the_reader(client: Client, province: Any) -> None:
    for header, language in (("", "vi"), ("zh-TW,zh;q=0.8", "zh-hans"), ("lo-LA", "lo"), ("sv,fr-CA;q=0.3", "fr")):
        response = client.get("/", HTTP_ACCEPT_LANGUAGE=header)
        assert (response.status_code, response["Location"]) == (302, f"/{language}/")
        assert "Accept-Language" in response["Vary"]
        assert "private" in response["Cache-Control"]


@pytest.mark.parametrize(
    "address",
    [
        "/vi", "/vi/tin-tuc", "/lo", "/en/news/spring-festival", f"/ja/{quote('春祭り')}",
    ],
)  # fmt: skip
def test_a_missing_slash_is_added(client: Client, article: Any, address: str) -> None:
    assert goes_to(client, address) == f"{address}/"
    assert goes_to(client, f"{address}?page=2") == f"{address}/?page=2"


@pytest.mark.parametrize(
    "address",
    [
        "/vi//evil.example/x", "/vi/%2F%2Fevil.example", "/vi/..%2f..%2fadmin", "/vi/%00", "/vi/tin-tuc/%0d%0aSet-Cookie:x=1/",
        "/vi/tin-tuc/%0d%0aSet-Cookie:x=1", "/vi/a%3Fb", "/vi/" + "a/" * 300, "/vi/" + "%F0%9F%90%89" * 300 + "/", "/vi/%ff%fe/",
        "/xx/", "/vi/tin-tuc/?page=%C2%B2", "/vi/tin-tuc/?page=" + "9" * 5000, "/vi/tin-tuc/?page=0", "/vi/tin-tuc/?page=-1",
        "/vi/tin-tuc/?page=99", "/vi/tin-tuc/?page=x", "/vi/tin-tuc/?page=%D9%A1", "/vi/tin-tuc/?page=01", "/vi/tin-tuc/?page=",
    ],
)  # fmt: skip
def test_hostile_addresses_get_a_plain_answer(client: Client, article: Any, address: str) -> None:
    response = client.get(address)
    assert response.status_code in (301, 404)
    if response.status_code == 301:
        assert response["Location"].startswith("/vi/")
        assert not response["Location"].startswith("//")
        assert "\n" not in response["Location"]


def test_only_reading_is_possible(client: Client, article: Any) -> None:
    for method in ("post", "put", "delete", "patch"):
        assert getattr(client, method)("/vi/tin-tuc/le-hoi-mua-xuan/").status_code in (403, 405)
    assert client.head("/vi/tin-tuc/le-hoi-mua-xuan/").status_code == 200


def test_public_answers_set_no_cookie_and_vary_on_nothing_but_the_address(
    client: Client, article: Any, english_admin: Any
) -> None:
    for visitor in (client, english_admin):
        for address in ("/vi/", "/vi/tin-tuc/", "/en/news/spring-festival/"):
            response = visitor.get(address)
            assert response.status_code == 200
            assert not response.cookies
            assert set(response.get("Vary", "").replace(" ", "").split(",")) <= {"", "Accept-Encoding"}
            assert "public" in response["Cache-Control"]


def test_a_draft_is_seen_by_nobody(client: Client, column_page: Any) -> None:
    page = ArticlePageFactory(parent=column_page, title="Bản nháp", live=False)
    assert client.get("/vi/tin-tuc/ban-nhap/").status_code == 404
    assert page.live_languages == []


# --- A page that is not in the language ----------------------------------------------------


def test_a_page_not_translated_yet_shows_vietnamese_with_a_notice(client: Client, article: Any) -> None:
    response = client.get("/fr/tin-tuc/le-hoi-mua-xuan/")
    html = response.content.decode()
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html
    assert '<html lang="fr"' in html
    main = lxml.html.fromstring(html).get_element_by_id("content")
    assert main.get("lang") == "vi"
    assert "Lễ hội mùa xuân" in main.text_content()


def test_a_language_the_portal_does_not_offer_is_a_404_that_offers_the_others(
    client: Client, province: Any, article: Any
) -> None:
    page = type(province).objects.get(pk=province.pk)
    page.languages = ["vi", "en"]
    page.save()
    for address in ("/fr/", "/fr/tin-tuc/le-hoi-mua-xuan/"):
        response = client.get(address)
        html = response.content.decode()
        assert response.status_code == 404
        assert 'hreflang="en"' in html
        assert 'hreflang="ja"' not in html
    assert client.get("/en/news/spring-festival/").status_code == 200


def test_or_a_404_that_offers_the_languages_there_are(client: Client, province: Any, article: Any) -> None:
    page = type(province).objects.get(pk=province.pk)
    page.shows_source_text = False
    page.save()
    response = client.get("/fr/tin-tuc/le-hoi-mua-xuan/")
    html = response.content.decode()
    assert response.status_code == 404
    assert 'href="/en/news/spring-festival/"' in html
    assert 'href="/vi/tin-tuc/le-hoi-mua-xuan/"' in html
    assert '<html lang="fr"' in html
    assert "Ba ngày hội" not in html


@pytest.mark.parametrize("code", ["vi", "en", "zh-hans", "ja", "ko", "fr", "lo"])
def test_not_found_is_said_in_the_readers_language(client: Client, province: Any, code: str) -> None:
    response = client.get(f"/{code}/khong-co/")
    assert response.status_code == 404
    assert f'<html lang="{code}"' in response.content.decode()


def test_outside_all_languages(client: Client, province: Any) -> None:
    response = client.get("/khong-co/")
    assert response.status_code == 404
    assert '<html lang="vi"' in response.content.decode()


def test_the_error_page_needs_nothing(db: Any) -> None:
    from django.test import RequestFactory

    from promo.core.views import handle_500

    response = handle_500(RequestFactory().get("/vi/"))
    assert response.status_code == 500
    assert "<html" in response.content.decode()


def test_health(client: Client, province: Any) -> None:
    response = client.get("/health/")
    assert (response.status_code, response.content, response["Cache-Control"]) == (200, b"ok", "no-store")


def test_uploaded_files_cannot_act_as_pages(client: Client, province: Any, settings: Any, tmp_path: Any) -> None:
    assert client.get("/media/documents/a.html").status_code == 404
    for outside in ("/media/images/../../portal/settings/base.py", "/media/images/%2e%2e/%2e%2e/settings.py"):
        assert client.get(outside).status_code in (400, 404)
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "old.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    response = client.get("/media/images/old.svg")
    assert response.status_code in (200, 404)
    if response.status_code == 200:
        assert "sandbox" in response["Content-Security-Policy"]
