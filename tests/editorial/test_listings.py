"""Lists of articles: what is in them, in which order, page by page."""

from datetime import timedelta
from typing import Any

import lxml.html
import pytest
from django.utils import timezone

from promo.core.models import BasePage
from promo.core.publishing import publish_language
from promo.editorial.models import ArticlePage
from promo.editorial.models.listings import PER_PAGE
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    SectionPageFactory,
    TopicIndexPageFactory,
    TopicPageFactory,
)
from tests.shared import shared

pytestmark = pytest.mark.django_db


def titles(client: Any, address: str, **extra: Any) -> list[str]:
    response = client.get(address, **extra)
    assert response.status_code == 200, address
    tree = lxml.html.fromstring(response.content)
    found = tree.xpath("//main//*[contains(@class, 'card-title')] | //main//*[@class='contents']//h2")
    return [" ".join(node.text_content().split()) for node in found]


@shared
def thirty(column_page: Any) -> list[Any]:
    """Older and older: number 0 is the newest."""
    now = timezone.now()
    pages = []
    for number in range(PER_PAGE + 3):
        page = ArticlePageFactory(parent=column_page, title=f"Bài {number:02d}")
        BasePage.objects.filter(pk=page.pk).update(published_at_vi=now - timedelta(hours=number))
        pages.append(page)
    return pages


def test_newest_first_page_by_page(client: Any, thirty: list[Any]) -> None:
    first, second = titles(client, "/vi/tin-tuc/"), titles(client, "/vi/tin-tuc/?page=2")
    assert first == [f"Bài {number:02d}" for number in range(PER_PAGE)]
    assert second == [f"Bài {number:02d}" for number in range(PER_PAGE, PER_PAGE + 3)]
    assert client.get("/vi/tin-tuc/?page=3").status_code == 404


def test_the_pager_links_every_page_and_the_first_plainly(client: Any, thirty: list[Any]) -> None:
    tree = lxml.html.fromstring(client.get("/vi/tin-tuc/?page=2").content)
    links = tree.xpath("//nav[contains(@class, 'pager')]//a/@href")
    assert "/vi/tin-tuc/" in links
    assert all(client.get(link).status_code == 200 for link in links)
    assert not [link for link in links if "page=1" in link]


def test_one_page_of_articles_has_no_pager(client: Any, article: Any) -> None:
    tree = lxml.html.fromstring(client.get("/vi/tin-tuc/").content)
    assert not tree.xpath("//nav[contains(@class, 'pager')]//a")


def test_only_what_is_public_in_the_language(client: Any, article: Any, column_page: Any) -> None:
    ArticlePageFactory(parent=column_page, title="Chỉ tiếng Việt")
    ArticlePageFactory(parent=column_page, title="Bản nháp", live=False, en="Draft")
    assert titles(client, "/vi/tin-tuc/") == ["Chỉ tiếng Việt", "Lễ hội mùa xuân"]
    assert titles(client, "/en/news/") == ["Spring festival"]
    ArticlePage.objects.get(pk=article.pk).unpublish()
    assert titles(client, "/en/news/") == []


def test_an_empty_list_is_a_page_not_an_error(client: Any, column_page: Any) -> None:
    publish_language(column_page, "lo", {"title": "ຂ່າວ"})
    for address in ("/vi/tin-tuc/", "/en/news/", "/lo/%E0%BA%82%E0%BB%88%E0%BA%B2%E0%BA%A7/"):
        assert client.get(address).status_code == 200
        assert titles(client, address) == []


def test_each_language_orders_by_its_own_date(client: Any, article: Any, column_page: Any) -> None:
    ArticlePageFactory(parent=column_page, title="Bài mới", en="New item")
    BasePage.objects.filter(pk=article.pk).update(published_at_en=timezone.now() + timedelta(seconds=5))
    assert titles(client, "/vi/tin-tuc/") == ["Bài mới", "Lễ hội mùa xuân"]
    assert titles(client, "/en/news/") == ["Spring festival", "New item"]


def test_a_column_lists_its_own_articles(client: Any, province: Any, article: Any) -> None:
    other = ArticleIndexPageFactory(parent=province, title="Văn hóa")
    ArticlePageFactory(parent=other, title="Hát trống quân")
    assert titles(client, "/vi/van-hoa/") == ["Hát trống quân"]


def test_a_topic_gathers_from_all_columns_and_the_portals_below(
    client: Any, province: Any, commune: Any, article: Any
) -> None:
    topics = TopicIndexPageFactory(parent=province, title="Chuyên đề", en="Topics")
    topic = TopicPageFactory(parent=topics, title="Nhãn lồng", en="Longan")
    below = ArticleIndexPageFactory(parent=commune, title="Tin xã", en="Local news")
    local = ArticlePageFactory(parent=below, title="Vườn nhãn")
    for page in (article, local):
        page = ArticlePage.objects.get(pk=page.pk)
        page.topics.add(topic)
        page.save()
    assert set(titles(client, "/vi/chuyen-de/nhan-long/")) == {"Lễ hội mùa xuân", "Vườn nhãn"}
    assert titles(client, "/en/topics/longan/") == ["Spring festival"]
    assert titles(client, "/vi/chuyen-de/") == ["Nhãn lồng"]
    tree = lxml.html.fromstring(client.get("/vi/chuyen-de/nhan-long/").content)
    assert "/vi/me-so/tin-xa/vuon-nhan/" in tree.xpath("//main//a/@href"), "shown below this host, linked below it"


def test_a_section_lists_what_is_below_it(client: Any, province: Any) -> None:
    section = SectionPageFactory(parent=province, title="Du lịch", en="Travel")
    SectionPageFactory(parent=section, title="Hồ sen", en="Lotus lake")
    SectionPageFactory(parent=section, title="Làng nghề")
    assert titles(client, "/vi/du-lich/") == ["Hồ sen", "Làng nghề"]
    assert titles(client, "/en/travel/") == ["Lotus lake"]


def test_related_articles_in_their_order_and_only_public_ones(client: Any, article: Any, column_page: Any) -> None:
    from promo.editorial.models import RelatedArticle

    others = [ArticlePageFactory(parent=column_page, title=f"Liên quan {n}") for n in range(3)]
    page = ArticlePage.objects.get(pk=article.pk)
    page.related_articles.set([RelatedArticle(related=other, sort_order=n) for n, other in enumerate(reversed(others))])
    page.save()
    ArticlePage.objects.get(pk=others[1].pk).unpublish()
    assert titles(client, "/vi/tin-tuc/le-hoi-mua-xuan/") == ["Liên quan 2", "Liên quan 0"]
    assert titles(client, "/en/news/spring-festival/") == []


def test_the_home_page_shows_the_newest(client: Any, province: Any, thirty: list[Any]) -> None:
    home = type(province).objects.get(pk=province.pk)
    home.body_vi = [{"type": "stories", "value": {"heading": "", "count": 5}, "id": "1"}]
    home.save()
    shown = titles(client, "/vi/")
    assert shown[0] == "Bài 00"
    assert len([title for title in shown if title.startswith("Bài")]) == 5


def test_a_commune_tells_its_own_stories_and_a_province_all_if_it_wants(
    client: Any, province: Any, commune: Any, article: Any
) -> None:
    below = ArticleIndexPageFactory(parent=commune, title="Tin xã")
    ArticlePageFactory(parent=below, title="Vườn nhãn")
    for home in (province, commune):
        home = type(home).objects.get(pk=home.pk)
        home.body_vi = [{"type": "stories", "value": {"heading": "", "count": 5}, "id": "1"}]
        home.save()
    assert titles(client, "/vi/") == ["Lễ hội mùa xuân"]
    assert titles(client, "/vi/", HTTP_HOST="me-so.testserver") == ["Vườn nhãn"]
    home = type(province).objects.get(pk=province.pk)
    home.includes_portals_below = True
    home.save()
    assert set(titles(client, "/vi/")) == {"Lễ hội mùa xuân", "Vườn nhãn"}
