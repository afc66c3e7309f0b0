"""Listings: what is shown, in what order, with which counts."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from promo.catalogue import listing as listing_module
from promo.core import versions
from promo.core.languages import TARGETS
from promo.core.publishing import publish_language
from promo.tourism.models import DestinationPage
from tests.factories import DestinationIndexPageFactory, DestinationPageFactory, PortalFactory, UnitFactory
from tests.places.many import fill

VI, EN = "/vi/diem-den/", "/en/places-to-see/"

pytestmark = pytest.mark.django_db


def shown(client: Any, url: str = VI, **query: Any) -> dict[str, Any]:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.context["listing"]


def titles(listing: dict[str, Any]) -> list[str]:
    return [card["title"] for card in listing["cards"]]


def counts(listing: dict[str, Any], facet: str) -> dict[str, int]:
    found = next(row for row in listing["facets"] if row["name"] == facet)
    return {option["label"]: option["count"] for option in found["options"]}


def test_ranked_relics_come_first_then_the_readers_alphabet(client: Any, entries: Any) -> None:
    assert titles(shown(client)) == ["Đền Đa Hòa", "Am Tiên", "Chùa Ngăm", "Ổi Đông Dư", "Vườn nhãn"]
    assert titles(shown(client, EN))[2:] == ["Guava garden", "Longan orchard", "Ngam pagoda"]


def test_the_search_finds_with_and_without_marks_and_in_other_languages(client: Any, entries: Any) -> None:
    for words in ("Đa Hòa", "da hoa", "ĐA HOÀ", "hòa  đền", "Da Hoa temple"):
        for url in (VI, EN):
            assert len(titles(shown(client, url, q=words))) == 1, words


def test_the_search_reads_addresses_and_what_was_published_later(client: Any, entries: Any) -> None:
    entries[3].address_vi = "Thôn Toàn Thắng"
    entries[3].save()
    publish_language(entries[3], "ja", {"title": "龍眼の園"})
    assert titles(shown(client, q="toan thang")) == ["Vườn nhãn"]
    assert titles(shown(client, q="龍眼")) == ["Vườn nhãn"]
    assert titles(shown(client, "/ja/見どころ/", q="nhãn")) == ["龍眼の園"]


def test_each_option_counts_what_the_other_filters_leave(client: Any, entries: Any) -> None:
    plain = shown(client)
    assert list(counts(plain, "kind").values()) == [2, 1, 2]
    assert list(counts(plain, "commune").items()) == [("Đông Tảo", 2), ("Mễ Sở", 2)]
    chosen = shown(client, kind="temple")
    assert list(counts(chosen, "kind").values()) == [2, 1, 2]
    assert list(counts(chosen, "commune").values()) == [1, 1]
    assert chosen["count"] == 2
    both = shown(client, kind=["temple", "garden"])
    assert both["count"] == 4
    assert list(counts(shown(client, q="nhan"), "kind").values()) == [0, 0, 1]


def test_communes_are_named_for_the_reader_and_only_those_with_entries(client: Any, entries: Any) -> None:
    assert list(counts(shown(client, EN), "commune")) == ["Dong Tao", "Me So"]


def test_an_empty_result_says_which_filter_to_drop(client: Any, entries: Any, communes: Any) -> None:
    listing = shown(client, kind="garden", rank="special", q="ngam")
    assert listing["count"] == 0
    assert listing["suggestions"] == []
    listing = shown(client, kind="garden", rank="special")
    assert [row["url"] for row in listing["suggestions"]] == [f"{VI}?kind=garden", f"{VI}?rank=special"]
    content = client.get(VI, {"kind": "garden", "rank": "special"}).content.decode()
    assert f'href="{VI}?rank=special"' in content


def test_each_filter_can_be_taken_off_alone(client: Any, entries: Any) -> None:
    listing = shown(client, kind=["temple", "garden"], q="Đa Hòa")
    assert [row["url"] for row in listing["active"]] == [
        f"{VI}?kind=temple&kind=garden",
        f"{VI}?q=%C4%90a+H%C3%B2a&kind=garden",
        f"{VI}?q=%C4%90a+H%C3%B2a&kind=temple",
    ]


HOSTILE = [
    "kind=nothing",
    "kind=temple%00&commune=999999999999999999999",
    "commune=1%20OR%201=1&rank=../../etc",
    "commune=%EF%BC%91",
    "q=%00%25_%27%22%3Cscript%3Ealert(1)%3C/script%3E",
    "q=" + "a" * 5000,
    "q=%25",
    "kind[]=x&kind.x=1&facet_kind=1&order_by=pk",
    "&".join(f"kind={number}" for number in range(400)),
    "step_free=true&step_free=2",
]


def test_hostile_queries_are_harmless(client: Any, entries: Any) -> None:
    for query in HOSTILE:
        response = client.get(f"{VI}?{query}")
        assert response.status_code == 200, query
        assert b"<script>alert" not in response.content
        assert not response.cookies
        listing = response.context["listing"]
        # What is unknown is as if it were not there; what cannot be found finds nothing.
        assert listing["count"] in ((0,) if query.startswith("q=") else (5,)), query


def test_pages_that_are_not_there_are_not_found(client: Any, entries: Any) -> None:
    for page in ("0", "2", "02", "-1", "x", "２"):
        assert client.get(VI, {"page": page}).status_code == 404, page
        assert client.get(VI, {"page": page, "kind": "temple"}).status_code == 404, page


def test_the_pager_keeps_the_filters(client: Any, entries: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing_module, "PER_PAGE", 1)
    listing = shown(client, kind="temple", page=2)
    assert titles(listing) == ["Chùa Ngăm"]
    assert listing["paginator"]["previous_url"] == f"{VI}?kind=temple"
    assert shown(client, kind="temple")["paginator"]["next_url"] == f"{VI}?kind=temple&page=2"
    content = client.get(VI, {"kind": "temple"}).content.decode()
    assert f'href="{VI}?kind=temple&amp;page=2"' in content


def test_search_engines_get_one_address(client: Any, entries: Any) -> None:
    plain, filtered = client.get(VI), client.get(VI, {"kind": "temple"})
    assert "robots" not in plain.content.decode().replace("X-Robots", "")
    assert '<meta name="robots" content="noindex">' in filtered.content.decode()
    for response in (plain, filtered):
        assert f'<link rel="canonical" href="http://testserver{VI}">' in response.content.decode()


def test_another_portals_entries_and_drafts_stay_away(
    client: Any, entries: Any, province: Any, commune: Any, django_capture_on_commit_callbacks: Any
) -> None:
    theirs = DestinationIndexPageFactory(parent=commune, title="Điểm đến", slug="diem-den")
    DestinationPageFactory(parent=theirs, title="Của xã")
    far = PortalFactory(key="38", name="Thanh Hóa", kind="province", host="thanh-hoa.testserver")
    DestinationIndexPageFactory(parent=far, title="Điểm đến", slug="diem-den")
    DestinationPageFactory(parent=theirs, title="Chưa xong", live=False)
    own = client.get(VI, HTTP_HOST="me-so.testserver").context["listing"]
    assert titles(own) == ["Của xã"]
    for below, number in ((False, 5), (True, 6)):
        with django_capture_on_commit_callbacks(execute=True):
            province.includes_portals_below = below
            province.save()
        assert shown(client)["count"] == number
    assert client.get(VI, HTTP_HOST="thanh-hoa.testserver").context["listing"]["total"] == 0


def test_a_list_without_entries_in_the_language_helps_on(client: Any, places: Any) -> None:
    for language in TARGETS:
        content = client.get(places.url_in(language).removeprefix("http://testserver")).content.decode()
        # English has them all.
        assert ('class="empty"' in content) == (language != "en"), language
        assert ("data-listing" in content) == (language == "en"), language


def test_without_script_the_form_and_its_links_do_it_all(client: Any, entries: Any) -> None:
    """A plain form by GET, a button to send it, and what is read out when htmx has changed the list."""
    content = client.get(VI, {"kind": "temple"}).content.decode()
    form = re.search(r"<form[^>]*data-listing[^>]*>", content)
    assert form and 'method="get"' in form[0] and f'action="{VI}"' in form[0]
    assert '<button class="button" type="submit">' in content
    assert re.search(r'<input type="checkbox" id="kind-temple" name="kind" value="temple" checked>', content)
    assert re.search(r'<p class="visually-hidden" id="count" role="status">2 kết quả</p>', content)


def test_more_entries_and_communes_add_no_query(client: Any, entries: Any, province: Any) -> None:
    def grow(number: int) -> None:
        units = [UnitFactory(parent=province.unit) for _number in range(number)]
        fill(entries[0], 2 * number)
        pages = DestinationPage.objects.below(entries[0].get_parent()).filter(commune=entries[0].commune)
        for page, unit in zip(pages.order_by("-path").values_list("pk", flat=True), units, strict=False):
            DestinationPage.objects.filter(pk=page).update(commune=unit)
        versions.bump()

    def queries(**query: Any) -> int:
        shown(client, **query)
        versions.forget_for_this_request()
        with CaptureQueriesContext(connection) as captured:
            # Never from the page cache: it knows no filters.
            shown(client, **{"q": "o", **query})
        return len(captured)

    grow(5)
    few = (queries(), queries(kind="temple", rank="special"))
    grow(30)
    assert (queries(), queries(kind="temple", rank="special")) == few
    assert few[0] <= 8
