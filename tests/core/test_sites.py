"""The map of sites: which host serves what, and links that cost nothing."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from promo.core.languages import CODES, speaking
from promo.core.models import BasePage
from promo.core.sites import serving, site_map
from promo.portals.creation import create_portal
from tests.factories import ArticleIndexPageFactory, ArticlePageFactory, PortalFactory, UnitFactory
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def story(commune: Any) -> Any:
    column = ArticleIndexPageFactory(parent=commune, title="Tin xã", en="Local news")
    return ArticlePageFactory(parent=column, title="Vườn nhãn", en="Longan garden")


def request_at(host: str) -> Any:
    request = RequestFactory().get("/vi/", HTTP_HOST=host)
    request.site_entry = site_map().for_host(host)
    return request


# --- The map -----------------------------------------------------------------------------------


def test_each_page_belongs_to_the_nearest_root(province: Any, commune: Any, story: Any, article: Any) -> None:
    owners = {page.pk: site_map().owner_of(page.path).hostname for page in (province, commune, story, article)}
    assert owners == {
        province.pk: "testserver",
        commune.pk: "me-so.testserver",
        story.pk: "me-so.testserver",
        article.pk: "testserver",
    }
    assert site_map().owner_of(BasePage.get_first_root_node().path) is None


def test_hosts_are_found_with_and_without_port_in_any_case(province: Any) -> None:
    Site.objects.create(hostname="a.example", port=8000, root_page=province)
    PortalFactory(key="1", name="Khác", kind="province", host="a.example:9000")
    entries = site_map()
    assert entries.for_host("a.example:9000").name == "Khác"
    assert entries.for_host("A.EXAMPLE:8000").port == 8000
    assert entries.for_host("a.example").hostname == "a.example"
    assert entries.for_host("a.example:1234") is not None
    assert entries.for_host("a.example.") == entries.for_host("a.example")
    for stranger in ("b.example", "xa.example", "a.example.evil", "", "a.example@evil", "[::1]"):
        assert entries.for_host(stranger) is None, stranger


def test_root_urls_carry_scheme_and_port(province: Any) -> None:
    for host, port, url in (
        ("plain.example", 80, "http://plain.example"),
        ("safe.example", 443, "https://safe.example"),
        ("dev.example", 8000, "http://dev.example:8000"),
    ):
        Site.objects.create(hostname=host, port=port, root_page=province)
        assert site_map().for_host(host).root_url == url


# --- The host check ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["unknown.example", "testserver.evil.example", "evil-testserver", "127.0.0.1", "a b", "<script>"]
)
def test_a_stranger_gets_400(client: Client, province: Any, host: str) -> None:
    for address in ("/", "/vi/", "/admin/", "/sitemap.xml", "/static/x.css"):
        response = client.get(address, HTTP_HOST=host)
        assert response.status_code == 400
        assert host not in response.content.decode(), "the answer repeats nothing"


def test_known_hosts_with_a_port_or_another_case_are_answered(client: Client, province: Any) -> None:
    for host in ("testserver", "testserver:8000", "TestServer"):
        assert client.get("/health/", HTTP_HOST=host).status_code == 200


def test_extra_hosts(client: Client, province: Any, settings: Any) -> None:
    settings.EXTRA_HOSTS = ["probe.internal", ".cluster.local"]
    for host in ("probe.internal", "probe.internal:8080", "a.cluster.local"):
        assert client.get("/health/", HTTP_HOST=host).status_code == 200
        # Answered, but no portal's: no page can be there.
        assert client.get("/vi/", HTTP_HOST=host).status_code == 404
    assert client.get("/health/", HTTP_HOST="probe.internal.evil").status_code == 400


def test_a_new_portal_answers_at_once(client: Client, province: Any) -> None:
    assert client.get("/vi/", HTTP_HOST="moi.testserver").status_code == 400
    unit = UnitFactory(code="12205", name_vi="Khoái Châu", full_name_vi="Xã Khoái Châu", parent=province.unit)
    create_portal(unit, "moi.testserver")
    assert client.get("/vi/", HTTP_HOST="moi.testserver").status_code == 200
    assert client.get("/vi/khoai-chau/").status_code == 200
    Site.objects.get(hostname="moi.testserver").delete()
    assert client.get("/vi/", HTTP_HOST="moi.testserver").status_code == 400


# --- Where a page appears ----------------------------------------------------------------------


def test_a_portals_page_appears_at_its_host_and_below_its_parent_and_nowhere_else(
    client: Client, province: Any, commune: Any, story: Any
) -> None:
    PortalFactory(key="12223", name="Triệu Việt Vương", kind="commune", host="tvv.testserver", above=province)
    PortalFactory(key="1", name="Hà Nội", kind="city", host="ha-noi.testserver")
    seen = {
        (host, address): client.get(address, HTTP_HOST=host).status_code
        for host in ("testserver", "me-so.testserver", "tvv.testserver", "ha-noi.testserver")
        for address in ("/vi/tin-xa/vuon-nhan/", "/vi/me-so/tin-xa/vuon-nhan/", "/vi/hung-yen/me-so/tin-xa/vuon-nhan/")
    }
    assert {place for place, status in seen.items() if status == 200} == {
        ("me-so.testserver", "/vi/tin-xa/vuon-nhan/"),
        ("testserver", "/vi/me-so/tin-xa/vuon-nhan/"),
    }
    assert {status for status in seen.values() if status != 200} == {404}


def test_the_same_in_another_language(client: Client, commune: Any, story: Any) -> None:
    for host, address in (
        ("testserver", "/en/me-so/local-news/longan-garden/"),
        ("me-so.testserver", "/en/local-news/longan-garden/"),
    ):
        response = client.get(address, HTTP_HOST=host)
        assert response.status_code == 200
        assert (
            '<link rel="canonical" href="http://me-so.testserver/en/local-news/longan-garden/">'
            in response.content.decode()
        )


def test_a_commune_does_not_show_the_province(client: Client, commune: Any, article: Any) -> None:
    assert client.get("/vi/tin-tuc/le-hoi-mua-xuan/", HTTP_HOST="me-so.testserver").status_code == 404
    assert client.get("/vi/tin-tuc/le-hoi-mua-xuan/").status_code == 200


# --- Links -------------------------------------------------------------------------------------


def test_links_stay_on_the_host_that_serves_the_page(province: Any, commune: Any, story: Any, article: Any) -> None:
    at_province, at_commune = request_at("testserver"), request_at("me-so.testserver")
    assert story.url_in("en", at_province) == "/en/me-so/local-news/longan-garden/"
    assert story.url_in("en", at_commune) == "/en/local-news/longan-garden/"
    assert article.url_in("en", at_commune) == "http://testserver/en/news/spring-festival/"
    assert story.url_in("en") == story.full_url_in("en") == "http://me-so.testserver/en/local-news/longan-garden/"
    with serving(site_map().for_host("testserver")):
        assert story.url_in("vi") == "/vi/me-so/tin-xa/vuon-nhan/"


def test_wagtails_own_ways_to_a_link_agree(province: Any, commune: Any, story: Any, article: Any) -> None:
    at_commune = request_at("me-so.testserver")
    # The admin, whatever its interface speaks: Vietnamese.
    from django.utils import translation

    with translation.override("en"):
        assert story.get_url() == "http://me-so.testserver/vi/tin-xa/vuon-nhan/"
        assert story.full_url == "http://me-so.testserver/vi/tin-xa/vuon-nhan/"
    with speaking("en"):
        assert story.get_url(at_commune) == "/en/local-news/longan-garden/"
        assert article.get_url(at_commune) == "http://testserver/en/news/spring-festival/"
        assert (
            story.get_url(current_site=Site.objects.get(hostname="me-so.testserver")) == "/en/local-news/longan-garden/"
        )


def test_a_page_below_no_site_has_no_link() -> None:
    root = BasePage.get_first_root_node()
    page = BasePage(title_vi="Lạc", slug="lac")
    root.add_child(instance=page)
    assert page.url_in("vi") is None
    assert page.get_url() is None
    assert page.get_url_parts() is None


def test_fifty_links_among_fifty_sites_cost_no_query(province: Any, commune: Any, story: Any) -> None:
    for number in range(50):
        Site.objects.create(hostname=f"h{number}.example", port=80, root_page=province if number else commune)
    request = request_at("testserver")
    pages = [BasePage.objects.get(pk=story.pk) for _number in range(50)]
    with CaptureQueriesContext(connection) as queries:
        urls = {page.url_in(code, request) for page in pages for code in CODES}
        urls |= {page.full_url_in("vi") for page in pages}
        urls |= {page.get_url(request) for page in pages}
    assert len(queries) == 0
    assert "/vi/me-so/tin-xa/vuon-nhan/" in urls


def test_the_map_is_read_once_and_again_after_a_change(province: Any) -> None:
    site_map()
    with CaptureQueriesContext(connection) as queries:
        site_map()
    assert len(queries) == 0
    Site.objects.create(hostname="later.example", port=80, root_page=province)
    assert site_map().for_host("later.example") is not None


def test_a_renamed_portal_is_served_under_its_new_name(client: Client, province: Any, commune: Any, story: Any) -> None:
    page = type(commune).objects.get(pk=commune.pk)
    page.slug = "xa-me-so"
    page.save()
    assert client.get("/vi/xa-me-so/tin-xa/vuon-nhan/").status_code == 200
    assert client.get("/vi/me-so/tin-xa/vuon-nhan/")["Location"] == "/vi/xa-me-so/tin-xa/vuon-nhan/"
    assert client.get("/vi/tin-xa/vuon-nhan/", HTTP_HOST="me-so.testserver").status_code == 200


def test_wagtails_route_finds_by_the_stored_address(province: Any, commune: Any, story: Any) -> None:
    request = request_at("testserver")
    assert BasePage.objects.get(pk=province.pk).route(request, ["me-so", "tin-xa", "vuon-nhan"]).page.pk == story.pk
