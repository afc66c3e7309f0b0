"""Each page type in each language on two portals, with content and empty; drafts; who writes what; what it costs."""

from typing import Any

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from promo.core.languages import CODES, TARGETS
from promo.core.publishing import publish_language, publish_languages
from promo.core.translated import translated_fields
from promo.portals.models import HomePage
from promo.tourism.models import EventPage, Occurrence
from tests.factories import DestinationPageFactory, RouteIndexPageFactory, RoutePageFactory
from tests.tourism.samples import HERE, address, entries_of, fill, indexes_of, name

pytestmark = pytest.mark.django_db


def page_in(response: Any, code: str) -> Any:
    assert response.status_code == 200
    tree = lxml.html.fromstring(response.content.decode())
    assert tree.get("lang") == code
    assert len(tree.xpath("//h1")) == 1
    identifiers = tree.xpath("//@id")
    assert len(identifiers) == len(set(identifiers)), "no id twice"
    assert not tree.xpath("//*[@style] | //style | //script[not(@src)][not(@type='application/ld+json')]")
    assert "None" not in " ".join(tree.xpath("//body//text()")).split()
    return tree


def texts_in_every_language(client: Any, portal: Any, host: str, pages: dict[str, Any]) -> dict[tuple[str, str], str]:
    """(kind, language) -> all that stands in the page's <main>."""
    home = HomePage.objects.get(pk=portal.pk)
    found = {}
    for kind, page in pages.items():
        for code in CODES:
            response = client.get(address(page, code, home), HTTP_HOST=host)
            try:
                tree = page_in(response, code)
            except AssertionError as error:
                raise AssertionError(f"{kind} in {code} on {host}: {error}") from error
            found[kind, code] = text = tree.find(".//main").text_content()
            others = [other for other in CODES if other != code and f"Mục {other} " in text]
            assert not others, (kind, code, others)
            alternates = tree.xpath("//link[@rel='alternate'][@hreflang]/@hreflang")
            assert {name.lower() for name in alternates} == {*CODES, "x-default"}
    return found


def test_every_type_in_every_language_on_two_portals(client: Any, province: Any, commune: Any) -> None:
    """With all their texts. What does not stand on a page is in its head, in cards, or a block of its own."""
    elsewhere = {"title", "seo_title", "search_description", "stops", "changes"}
    for portal, host in ((province, "testserver"), (commune, "me-so.testserver")):
        indexes = indexes_of(portal)
        entries = entries_of(indexes, full=True)
        pages = indexes | entries
        for page in pages.values():
            fill(page, [entries["destination"], entries["venue"]])
        for (kind, code), text in texts_in_every_language(client, portal, host, pages).items():
            assert f"Mục {code} {pages[kind].pk}" in text, (kind, code)
            if kind in entries:
                for field in set(translated_fields(type(pages[kind]))) - elsewhere:
                    assert f"Mục {code} {field}" in text, (kind, code, field)
            if kind in ("route", "event"):
                assert f"Mục {code} {'note' if kind == 'route' else 'change'}" in text


def test_every_type_in_every_language_with_nothing_in_it(client: Any, commune: Any) -> None:
    """Lists without entries, and entries with no more than a title."""
    indexes = indexes_of(commune)
    for page in indexes.values():
        name(page)
    texts = texts_in_every_language(client, commune, "me-so.testserver", indexes)
    entries = entries_of(indexes, full=False)
    for page in entries.values():
        name(page)
    texts |= texts_in_every_language(client, commune, "me-so.testserver", entries)
    for (kind, code), text in texts.items():
        if code != "vi":
            assert f"Mục {code} {(indexes | entries)[kind].pk}" in text, (kind, code)


def test_forms_open_and_drafts_are_seen_as_they_would_be(english_admin: Any, province: Any) -> None:
    for kind, page in entries_of(indexes_of(province), full=True).items():
        assert english_admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200, kind
        page.specific.save_revision()
        response = english_admin.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
        assert response.status_code == 200, kind
        assert "noindex" in response.content.decode()


# --- Who writes what ---------------------------------------------------------------------------


@pytest.fixture
def translated(festival: Any) -> Any:
    """A festival whose English was published after this instance of it was read."""
    stale = EventPage.objects.get(pk=festival.pk)
    changes = [{"type": "change", "id": "1", "value": {"planned": "2027-03-17", "kind": "confirmed", "note": "Sure."}}]
    texts = {"title": "The feast", "organiser": "The village", "ticket": "Free", "address": "By the river"}
    publish_language(festival, "en", {**texts, "changes": changes}, local_slug="the-feast")
    return stale


def english(page: Any) -> dict[str, Any]:
    fields = ("title", "organiser", "ticket", "address", "changes", "local_slug", "public_path", "published_at")
    return EventPage.objects.filter(pk=page.pk).values(*(f"{field}_en" for field in fields)).get()


def test_no_form_revision_or_copy_writes_a_translation(translated: Any) -> None:
    before = english(translated)
    assert before["title_en"] == "The feast" and before["organiser_en"] == "The village"
    with translation.override("en"):
        translated.organiser = "Ban tổ chức"
        translated.organiser_vi = "Ban tổ chức"
        translated.save()
        assert english(translated) == before
        translated.first_day = 11
        translated.save_revision().publish()
        assert english(translated) == before
        copy = translated.copy(update_attrs={"slug": "ban-sao", "title": "Bản sao"}, keep_live=True)
    assert english(translated) == before
    found = EventPage.objects.get(pk=copy.pk)
    assert found.organiser_vi == "Ban tổ chức" and not found.organiser_en and found.published_at_en is None
    # A copy is an event of its own, with dates of its own.
    assert found.occurrences.count() == translated.occurrences.count() > 0


def test_a_translation_moves_no_date(festival: Any) -> None:
    before = list(Occurrence.objects.values_list("pk", "sequence", "changed_at"))
    publish_languages(festival, {code: {"title": f"Hội {code}"} for code in TARGETS})
    assert list(Occurrence.objects.values_list("pk", "sequence", "changed_at")) == before


# --- What it costs -----------------------------------------------------------------------------


def cost(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_ten_more_of_everything_add_no_query(client: Any, temple: Any, festival: Any) -> None:
    portal = temple.get_parent().get_parent()
    festival.destination = temple
    festival.save()
    routes = RouteIndexPageFactory(parent=portal, title="Hành trình", slug="hanh-trinh")

    def stops(pages: list[Any]) -> list[Any]:
        return [{"type": "stop", "value": {"page": page.pk, "day": 1, "distance_km": "2"}} for page in pages]

    index = temple.get_parent()
    second = DestinationPageFactory(parent=index, title="Bến", latitude=20.9, longitude=105.93, kind="water")
    route = RoutePageFactory(parent=routes, title="Ngày", slug="ngay", stops_vi=stops([temple, second]))
    # A query string, or the whole page would be kept.
    addresses = [
        "/vi/diem-den/?q=", "/vi/hanh-trinh/?q=", "/vi/diem-den/den-da-hoa/?x", "/vi/hanh-trinh/ngay/?x",
        "/vi/le-hoi/le-hoi-da-hoa/?x",
    ]  # fmt: skip
    few = [cost(client, found) for found in addresses]
    pages = [
        DestinationPageFactory(
            parent=index,
            title=f"Nơi {number}",
            latitude=HERE["latitude"] + number / 500,
            longitude=HERE["longitude"],
        )
        for number in range(10)
    ]
    for number in range(3):
        RoutePageFactory(parent=routes, title=f"Ngày {number}", stops_vi=stops(pages))
    route.stops_vi = stops([temple, second, *pages])
    route.save()
    assert [cost(client, found) for found in addresses] == few
