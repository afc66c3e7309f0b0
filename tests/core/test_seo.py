"""What machines read: alternates, canonical, Dublin Core, JSON-LD, sitemaps."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from lxml import etree

from promo.core.languages import speaking
from promo.core.models import BasePage, Tag
from promo.core.publishing import publish_language, withdraw_language
from promo.core.seo import alternates, json_ld, page_head, sitemap_entries
from promo.core.sites import serving, site_map
from promo.editorial.models import ArticlePage
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def head_of(page: Any, language: str, host: str = "testserver", shown: str = "") -> dict[str, Any]:
    request = RequestFactory().get("/", HTTP_HOST=host)
    request.site_entry = site_map().for_host(host)
    request.language, request.shown_language = language, shown or language
    with speaking(language), serving(request.site_entry):
        return page_head(type(page).objects.get(pk=page.pk), request)


def links(page: Any, language: str = "vi", **options: Any) -> dict[str, str]:
    return {row["hreflang"]: row["url"] for row in head_of(page, language, **options)["alternates"]}


# --- hreflang and canonical --------------------------------------------------------------------


def test_alternates_are_the_live_languages_and_x_default(article: Any) -> None:
    publish_language(article, "zh-hans", {"title": "春节庙会"})
    expected = {
        "vi": "http://testserver/vi/tin-tuc/le-hoi-mua-xuan/",
        "en": "http://testserver/en/news/spring-festival/",
        "zh-Hans": "http://testserver/zh-hans/tin-tuc/春节庙会/",
        "x-default": "http://testserver/en/news/spring-festival/",
    }
    assert links(article, "vi") == links(article, "en") == links(article, "zh-hans") == expected
    withdraw_language(article, "en")
    expected["x-default"] = expected["vi"]
    del expected["en"]
    assert links(article) == expected


def test_a_language_the_portal_does_not_offer_is_no_alternate(province: Any, article: Any) -> None:
    publish_language(article, "ja", {"title": "春祭り"})
    page = type(province).objects.get(pk=province.pk)
    page.languages = ["vi", "en"]
    page.save()
    assert set(links(article)) == {"vi", "en", "x-default"}


def test_an_unpublished_page_has_no_alternates(province: Any, article: Any) -> None:
    ArticlePage.objects.get(pk=article.pk).unpublish()
    assert alternates(ArticlePage.objects.get(pk=article.pk), province) == []


def test_canonical_is_the_pages_own_host_wherever_it_is_shown(commune: Any) -> None:
    own = "http://me-so.testserver/en/"
    assert head_of(commune, "en", host="testserver")["canonical"] == own
    assert head_of(commune, "en", host="me-so.testserver")["canonical"] == own
    assert head_of(commune, "en")["og"]["url"] == own
    assert links(commune, host="testserver")["ja"] == "http://me-so.testserver/ja/"


def test_a_vietnamese_text_shown_for_another_language_is_canonically_vietnamese(article: Any) -> None:
    head = head_of(article, "fr", shown="vi")
    assert head["canonical"] == "http://testserver/vi/tin-tuc/le-hoi-mua-xuan/"
    assert dict(head["dublin_core"])["DC.language"] == "vi"


# --- Dublin Core and Open Graph ----------------------------------------------------------------


def test_dublin_core(article: Any) -> None:
    page = ArticlePage.objects.get(pk=article.pk)
    page.tags.add(Tag.objects.create(name_vi="Lễ hội", slug="le-hoi"))
    page.search_description_vi = "Mô tả <b>cho</b> máy tìm kiếm"
    # Two in the morning in Việt Nam is still the day before in Greenwich.
    page.published_at_vi = datetime(2026, 11, 5, 2, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    page.save()
    head = head_of(article, "vi")
    values = dict(head["dublin_core"])
    assert values["DC.title"] == "Lễ hội mùa xuân"
    assert values["DC.description"] == "Mô tả cho máy tìm kiếm"
    assert values["DC.publisher"] == values["DC.creator"] == "Hưng Yên"
    assert values["DC.date"] == "2026-11-05"
    assert values["DC.language"] == "vi"
    assert values["DC.identifier"] == "http://testserver/vi/tin-tuc/le-hoi-mua-xuan/"
    assert all(value for _name, value in head["dublin_core"]), "no empty element"
    assert head["og"]["locale"] == "vi_VN"
    assert head_of(article, "en")["og"]["locale"] == "en_GB"
    assert dict(head_of(article, "en")["dublin_core"])["DC.title"] == "Spring festival"


def test_description_falls_back_to_the_introduction(article: Any) -> None:
    assert head_of(article, "vi")["description"] == "Ba ngày hội bên sông Hồng."


def test_titles(province: Any, article: Any) -> None:
    assert head_of(article, "en")["title"] == "Spring festival · Hung Yen"
    assert head_of(province, "vi")["title"] == "Hưng Yên"


# --- JSON-LD -----------------------------------------------------------------------------------


def graph_of(page: Any, language: str = "vi") -> list[dict[str, Any]]:
    """As a stranger reads it: through an HTML page, by extruct."""
    import extruct

    head = head_of(page, language)
    html = f'<html><head><script type="application/ld+json">{head["json_ld"]}</script></head><body></body></html>'
    found = extruct.extract(html, base_url="http://testserver/", syntaxes=["json-ld"])["json-ld"]
    assert len(found) == 1
    assert found[0]["@context"] == "https://schema.org"
    return found[0]["@graph"]


def test_json_ld_of_an_article(article: Any) -> None:
    nodes = {node["@type"]: node for node in graph_of(article, "en")}
    assert set(nodes) == {"NewsArticle", "GovernmentOrganization", "BreadcrumbList"}
    news = nodes["NewsArticle"]
    assert news["headline"] == "Spring festival"
    assert news["inLanguage"] == "en"
    assert news["mainEntityOfPage"] == "http://testserver/en/news/spring-festival/"
    assert news["publisher"] == {"@id": nodes["GovernmentOrganization"]["@id"]}
    assert datetime.fromisoformat(news["datePublished"]).tzinfo is not None
    assert [(item["position"], item["name"], item["item"]) for item in nodes["BreadcrumbList"]["itemListElement"]] == [
        (1, "Hung Yen", "http://testserver/en/"),
        (2, "News", "http://testserver/en/news/"),
        (3, "Spring festival", "http://testserver/en/news/spring-festival/"),
    ]


def test_json_ld_of_a_home_page(province: Any) -> None:
    nodes = {node["@type"]: node for node in graph_of(province, "ja")}
    assert nodes["WebSite"]["url"] == "http://testserver/ja/"
    assert "BreadcrumbList" not in nodes


@pytest.mark.parametrize(
    "title", ["</script><script>alert(1)</script>", "<!-- <script>", "A & B \u2028 “x” \\ \" '", "]]>"]
)
def test_json_ld_cannot_end_its_script(column_page: Any, title: str) -> None:
    page = ArticlePageFactory(parent=column_page, title=title, slug="thu")
    printed = str(head_of(page, "vi")["json_ld"])
    assert "<" not in printed
    assert ">" not in printed
    assert next(node for node in graph_of(page) if node["@type"] == "NewsArticle")["headline"] == title


def test_json_ld_says_nothing_empty(province: Any) -> None:
    request = RequestFactory().get("/")
    with speaking("vi"):
        printed = json_ld(province, request, province, [])
    assert '""' not in printed
    assert "null" not in printed


# --- Sitemaps ----------------------------------------------------------------------------------


def sitemap(client: Any, host: str = "testserver") -> Any:
    response = client.get("/sitemap.xml", HTTP_HOST=host)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    return etree.fromstring(response.content)


def test_sitemap_lists_every_live_language_with_its_alternates(client: Any, article: Any) -> None:
    publish_language(article, "lo", {"title": "ບຸນ & <ນ້ຳ>"})
    draft = ArticlePageFactory(parent=article.get_parent(), title="Nháp", live=False)
    tree = sitemap(client)
    entries = {
        url.findtext("s:loc", namespaces=NAMES): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)
        }
        for url in tree.findall("s:url", NAMES)
    }
    own = {
        "vi": "http://testserver/vi/tin-tuc/le-hoi-mua-xuan/",
        "en": "http://testserver/en/news/spring-festival/",
        "lo": "http://testserver/lo/tin-tuc/ບຸນ-ນ້ຳ/",
    }
    for address in own.values():
        assert entries[address] == own
    assert "http://testserver/ja/" in entries
    assert not [address for address in entries if "/ja/tin-tuc" in address or draft.slug in address]
    assert len(entries) == len(tree.findall("s:url", NAMES)), "no address twice"
    for stamp in tree.findall("s:url/s:lastmod", NAMES):
        assert datetime.fromisoformat(stamp.text).tzinfo is not None


def test_each_portal_has_the_sitemap_of_its_own_pages(client: Any, province: Any, commune: Any, article: Any) -> None:
    of_province = {node.text for node in sitemap(client).iterfind(".//s:loc", NAMES)}
    of_commune = {node.text for node in sitemap(client, "me-so.testserver").iterfind(".//s:loc", NAMES)}
    assert all(address.startswith("http://testserver/") for address in of_province)
    assert all(address.startswith("http://me-so.testserver/") for address in of_commune)
    assert not [address for address in of_province if "me-so" in address]
    assert "http://me-so.testserver/lo/" in of_commune


def test_sitemap_costs_the_same_for_any_number_of_pages(column_page: Any, province: Any) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            sitemap_entries(BasePage.objects.get(pk=province.pk), ["vi", "en"])
        return len(queries)

    cost()
    before = cost()
    for number in range(5):
        ArticlePageFactory(parent=column_page, title=f"Bài {number}", en=f"Item {number}")
    cost()
    assert cost() == before


def test_robots(client: Any, commune: Any) -> None:
    text = client.get("/robots.txt", HTTP_HOST="me-so.testserver").content.decode()
    assert "Sitemap: http://me-so.testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text
    assert "Disallow: /\n" not in text
