"""RSS and Atom, read by a feed reader."""

from datetime import timedelta
from typing import Any

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from promo.core.models import BasePage
from promo.core.publishing import publish_language, withdraw_language
from promo.editorial.models import ArticlePage
from tests.factories import ArticlePageFactory
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def column(column_page: Any, article: Any) -> Any:
    publish_language(column_page, "ja", {"title": "ニュース", "introduction": "地域の便り"})
    publish_language(article, "ja", {"title": "春祭り & 花火 <３日間>", "introduction": "紅河の岸で。"})
    return column_page


def read(client: Any, address: str, **extra: Any) -> Any:
    response = client.get(address, **extra)
    assert response.status_code == 200, address
    feed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert feed.bozo == 0, feed.get("bozo_exception")
    return feed


@pytest.mark.parametrize(("kind", "version"), [("rss", "rss20"), ("atom", "atom10")])
@pytest.mark.parametrize("language", ["vi", "ja"])
def test_a_column_in_two_languages(client: Any, column: Any, kind: str, version: str, language: str) -> None:
    path = {"vi": "/vi/tin-tuc/", "ja": "/ja/%E3%83%8B%E3%83%A5%E3%83%BC%E3%82%B9/"}[language]
    feed = read(client, f"{path}{kind}.xml")
    assert feed.version == version
    assert feed.feed.language == language
    assert feed.feed.title == {"vi": "Tin tức · Hưng Yên", "ja": "ニュース · Hung Yen"}[language]
    (entry,) = feed.entries
    assert entry.title == {"vi": "Lễ hội mùa xuân", "ja": "春祭り & 花火 <３日間>"}[language]
    assert entry.summary == {"vi": "Ba ngày hội bên sông Hồng.", "ja": "紅河の岸で。"}[language]
    assert entry.link.startswith(f"http://testserver/{language}/")
    assert entry.published_parsed or entry.updated_parsed
    assert client.get(entry.link.removeprefix("http://testserver")).status_code == 200
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"].endswith(f"{kind}.xml")


def test_dates_are_of_the_language(client: Any, column: Any, article: Any) -> None:
    at = timezone.now().replace(microsecond=0) - timedelta(days=3)
    BasePage.objects.filter(pk=article.pk).update(published_at_vi=at)
    entry = read(client, "/vi/tin-tuc/rss.xml").entries[0]
    assert tuple(entry.published_parsed)[:6] == tuple(at.utctimetuple())[:6]


def test_only_what_is_public_in_the_language(client: Any, column: Any, article: Any) -> None:
    ArticlePageFactory(parent=column, title="Chỉ tiếng Việt")
    ArticlePageFactory(parent=column, title="Nháp", live=False, ja="下書き")
    assert len(read(client, "/vi/tin-tuc/rss.xml").entries) == 2
    address = "/ja/%E3%83%8B%E3%83%A5%E3%83%BC%E3%82%B9/atom.xml"
    assert len(read(client, address).entries) == 1
    withdraw_language(article, "ja")
    assert read(client, address).entries == []
    assert client.get("/ko/tin-tuc/rss.xml").status_code == 404, "a list that is not public has no feed"


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_rename_makes_nothing_new(client: Any, column: Any, article: Any, kind: str) -> None:
    before = read(client, f"/vi/tin-tuc/{kind}.xml").entries[0]
    page = ArticlePage.objects.get(pk=article.pk)
    page.slug, page.title_vi = "hoi-xuan", "Hội xuân"
    page.save()
    after = read(client, f"/vi/tin-tuc/{kind}.xml").entries[0]
    assert after.id == before.id == f"urn:uuid:{article.translation_key}"
    assert after.link != before.link


def test_the_same_article_has_one_id_in_all_languages_feeds(client: Any, column: Any) -> None:
    ids = {
        read(client, address).entries[0].id
        for address in ("/vi/tin-tuc/rss.xml", "/ja/%E3%83%8B%E3%83%A5%E3%83%BC%E3%82%B9/rss.xml")
    }
    assert len(ids) == 1


def test_links_are_canonical_on_every_host(client: Any, commune: Any) -> None:
    from tests.factories import ArticleIndexPageFactory

    column = ArticleIndexPageFactory(parent=commune, title="Tin xã")
    ArticlePageFactory(parent=column, title="Vườn nhãn")
    for host, address in (("testserver", "/vi/me-so/tin-xa/rss.xml"), ("me-so.testserver", "/vi/tin-xa/rss.xml")):
        feed = read(client, address, HTTP_HOST=host)
        assert feed.entries[0].link == "http://me-so.testserver/vi/tin-xa/vuon-nhan/"


def test_control_characters_do_not_break_the_feed(client: Any, column: Any) -> None:
    ArticlePageFactory(parent=column, title="Dán từ Word\x0b và \x1f nữa", slug="dan")
    assert read(client, "/vi/tin-tuc/rss.xml").entries


def test_no_feed_of_what_is_no_list(client: Any, article: Any, province: Any) -> None:
    for address in (
        "/vi/tin-tuc/le-hoi-mua-xuan/rss.xml",
        "/vi/khong-co/rss.xml",
        "/vi/rss.xml",
        "/vi/tin-tuc/json.xml/",
    ):
        assert client.get(address).status_code == 404


def test_the_page_names_its_feeds(client: Any, column: Any) -> None:
    import lxml.html

    tree = lxml.html.fromstring(client.get("/vi/tin-tuc/").content)
    links = {node.get("type"): node.get("href") for node in tree.xpath("//head/link[@rel='alternate'][@type]")}
    assert links["application/rss+xml"] == "/vi/tin-tuc/rss.xml"
    assert links["application/atom+xml"] == "/vi/tin-tuc/atom.xml"


def test_ten_more_articles_cost_no_query(client: Any, column: Any) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(client, "/vi/tin-tuc/rss.xml")
        return len(queries)

    cost()
    before = cost()
    for number in range(10):
        ArticlePageFactory(parent=column, title=f"Bài {number}")
    cost()
    assert cost() == before
