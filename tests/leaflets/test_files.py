"""`leaflet.pdf` beside a page: who gets one, under which name, how often it is made."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from promo.core import quotas
from promo.core.languages import in_source
from promo.leaflets import engine, making
from promo.leaflets.models import LeafletJob
from promo.leaflets.views.common import disposition
from tests.factories import DestinationPageFactory, ProductPageFactory
from tests.leaflets.conftest import path

pytestmark = pytest.mark.django_db


def test_in_each_language_the_page_is_in(client: Any, temple: Any, press: Any) -> None:
    for language in ("vi", "en", "ja", "lo"):
        response = client.get(path(temple, language))
        assert response.status_code == 200
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")
        draft = press.drafts.pop()
        assert draft.language == language
        assert temple.text_in("title", language) in draft.html()
        assert not response.cookies


def test_not_in_a_language_the_page_is_not_in(client: Any, temple: Any, press: Any) -> None:
    assert client.get(path(temple, "en").replace("/en/", "/fr/")).status_code == 404
    assert client.get(path(temple, "vi").replace("/vi/", "/fr/")).status_code == 404
    assert client.get(path(temple, "vi").replace("/vi/", "/de/")).status_code == 404
    assert not press.drafts


def test_not_in_a_language_the_portal_does_not_offer(client: Any, province: Any, temple: Any, press: Any) -> None:
    with in_source():
        province.languages = ["vi", "en"]
        province.save()
    assert client.get(path(temple, "ja")).status_code == 404
    assert client.get(path(temple, "en")).status_code == 200


def test_not_of_a_draft_nor_of_what_was_taken_down(client: Any, temple: Any, press: Any) -> None:
    url = path(temple)
    with in_source():
        temple.unpublish()
    assert client.get(url).status_code == 404
    assert not press.drafts


def test_the_words_are_the_public_ones(client: Any, temple: Any, press: Any) -> None:
    """A draft of tomorrow's text is on no leaflet."""
    with in_source():
        temple.introduction_vi = "Chưa duyệt."
        temple.save_revision()
    client.get(path(temple))
    html = press.drafts[0].html()
    assert "Trông ra sông Hồng." in html
    assert "Chưa duyệt" not in html


def test_not_at_another_portals_host(client: Any, temple: Any, commune: Any, press: Any) -> None:
    assert client.get(path(temple), HTTP_HOST="me-so.testserver").status_code == 404


def test_the_same_is_made_once(client: Any, temple: Any, press: Any) -> None:
    first = client.get(path(temple))
    again = client.get(path(temple), {"paper": "a4", "utm_source": "x", "page": "7"})
    assert again.content == first.content
    assert again["ETag"] == first["ETag"]
    assert len(press.drafts) == 1
    assert LeafletJob.objects.count() == 1


def test_paper_and_language_make_another(client: Any, temple: Any, press: Any) -> None:
    tags = {
        client.get(path(temple, language), {"paper": paper})["ETag"]
        for language in ("vi", "en")
        for paper in ("a4", "a5")
    }
    assert len(tags) == 4
    assert [draft.kind for draft in press.drafts] == ["fold", "flat", "fold", "flat"]


def test_a_change_makes_another(client: Any, temple: Any, press: Any) -> None:
    before = client.get(path(temple))["ETag"]
    with in_source():
        temple.introduction_vi = "Hội vào tháng Hai âm lịch."
        temple.save_revision().publish()
    assert client.get(path(temple))["ETag"] != before
    assert len(press.drafts) == 2


def test_a_lost_file_is_made_again(client: Any, temple: Any, press: Any) -> None:
    first = client.get(path(temple))
    job = LeafletJob.objects.get()
    job.file.storage.delete(job.file.name)
    assert client.get(path(temple)).content == first.content
    assert len(press.drafts) == 2
    assert LeafletJob.objects.count() == 1


def test_browsers_and_caches_may_keep_it(client: Any, temple: Any, press: Any, settings: Any) -> None:
    response = client.get(path(temple))
    assert "public" in response["Cache-Control"]
    assert f"max-age={settings.PAGE_MAX_AGE}" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    # The page cache keys by the path alone: A4 would be A5.
    assert "X-Page-Cache" not in response
    unchanged = client.get(path(temple), HTTP_IF_NONE_MATCH=response["ETag"])
    assert unchanged.status_code == 304
    assert not unchanged.content
    head = client.head(path(temple))
    assert head.status_code == 200
    assert not head.content


@pytest.mark.parametrize(
    ("title", "language", "plain", "full"),
    [
        ("Đền Đa Hòa", "vi", "den-da-hoa-vi.pdf", "Đền Đa Hòa (vi).pdf"),
        ("ダーホア祠", "ja", "leaflet-ja.pdf", "ダーホア祠 (ja).pdf"),
        ("ວິຫານດາຮວ່າ", "lo", "leaflet-lo.pdf", "ວິຫານດາຮວ່າ (lo).pdf"),
        ('../..\\a/b:*?"<>|c\r\nX: y', "vi", None, None),
        ("x" * 300, "vi", None, None),
        ("", "vi", "leaflet-vi.pdf", None),
        ("...", "ko", "leaflet-ko.pdf", None),
    ],
)
def test_the_name_it_is_saved_under(title: str, language: str, plain: str | None, full: str | None) -> None:
    header = disposition(title, language)
    assert header.startswith("inline")
    assert not any(c in header for c in "\r\n\\:")
    assert len(header) < 1200
    name = unquote(header.rpartition("filename*=")[2].removeprefix("utf-8''")) if "filename*=" in header else ""
    if plain:
        assert plain in header
    if full:
        assert full in (name or header)
    assert "/" not in name
    assert "\\" not in name


def test_strange_questions_get_the_leaflet_all_the_same(client: Any, temple: Any, press: Any) -> None:
    for query in ("paper=a3", "paper=../../x", "paper[]=a5", "paper=%00", "p=%FF%FE", "x=" + "y" * 4000, "paper=<b>"):
        assert client.get(f"{path(temple)}?{query}").status_code == 200, query
    assert [draft.paper for draft in press.drafts] == ["a4"]
    assert LeafletJob.objects.count() == 1


def test_other_names_are_no_files(client: Any, temple: Any, press: Any) -> None:
    for name in ("leaflet.pdf/", "leaflet.PDF", "leaflet.pdf.exe", "catalogue.pdf", "..%2fleaflet.pdf"):
        assert client.get(path(temple, name=name)).status_code in (301, 404), name
    assert not press.drafts


def test_a_page_type_without_leaflets_has_none(client: Any, index: Any, press: Any) -> None:
    assert client.get(path(index)).status_code == 404


# --- Too much of it ----------------------------------------------------------------------------


def test_one_visitor_cannot_have_leaflets_made_without_end(
    client: Any, more: list[Any], press: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(making, "PER_HOUR", 2)
    here = {"REMOTE_ADDR": "203.0.113.7"}
    # Addresses of test networks are not global: they may hide many, as a proxy does.
    monkeypatch.setattr(quotas, "SHARED", 1)
    answers = [client.get(path(page), **here) for page in more]
    assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
    assert answers[-1]["Retry-After"]
    assert answers[-1]["Cache-Control"] == "no-store"
    assert len(press.drafts) == 2
    # What is there already costs nothing, and others are not in the way.
    assert client.get(path(more[0]), **here).status_code == 200
    assert client.get(path(more[3]), REMOTE_ADDR="198.51.100.9").status_code == 200


def test_the_address_is_stored_nowhere(client: Any, temple: Any, press: Any) -> None:
    from django.core.cache import cache

    client.get(path(temple), REMOTE_ADDR="203.0.113.7")
    assert "203.0.113.7" not in repr(cache._cache)
    assert "203.0.113.7" not in repr(LeafletJob.objects.values())


def test_while_another_is_made_the_worker_gets_it(client: Any, temple: Any, press: Any, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    with engine.slot:
        response = client.get(path(temple, "ja"))
    assert response.status_code == 303
    job = LeafletJob.objects.get()
    assert response["Location"] == f"/leaflets/ja/{job.pk}/"
    assert response["Cache-Control"] == "no-store"
    assert job.state == "waiting"
    assert not press.drafts


# --- Where something is missing ----------------------------------------------------------------


def test_without_the_library_everything_else_goes_on(client: Any, temple: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(engine, "typesetter", lambda: None)
    page = client.get(temple.url_in("en"))
    assert page.status_code == 200
    assert "leaflet.pdf" not in page.content.decode()
    assert "a part of the program is missing" in page.content.decode()
    response = client.get(path(temple, "en"))
    assert response.status_code == 503
    assert "a part of the program is missing" in response.content.decode()
    assert path(temple, "en", "") in response.content.decode()
    assert client.get("/leaflets/en/").status_code == 503
    assert not LeafletJob.objects.exists()


def test_without_the_letters_of_a_language_the_others_go_on(
    client: Any, temple: Any, press: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(engine.fonts, "missing", lambda language: language == "lo")
    assert client.get(path(temple, "lo")).status_code == 503
    assert "leaflet.pdf" not in client.get(temple.url_in("lo")).content.decode()
    assert client.get(path(temple, "ja")).status_code == 200


def test_the_button_of_a_page_that_is_not_translated_leads_to_the_leaflet_there_is(
    client: Any, temple: Any, press: Any
) -> None:
    page = client.get(path(temple, "vi", "").replace("/vi/", "/fr/")).content.decode()
    assert f'href="{path(temple, "vi")}"' in page
    assert client.get(path(temple, "vi")).status_code == 200


def test_several_in_one_begins_with_this_page(client: Any, temple: Any) -> None:
    page = client.get(temple.url_in("ja")).content.decode()
    assert f'href="/leaflets/ja/?p={temple.translation_key}"' in page


# --- The catalogue -----------------------------------------------------------------------------


def test_a_short_catalogue_is_made_at_once(client: Any, products: Any, longan: Any, press: Any) -> None:
    response = client.get(path(products, "en", "catalogue.pdf"))
    assert response.status_code == 200
    [draft] = press.drafts
    assert draft.kind == "catalogue"
    assert "Longan" in draft.html()
    assert "products-en.pdf" in response["Content-Disposition"]


def test_a_long_one_by_the_worker(
    client: Any, products: Any, longan: Any, press: Any, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr("promo.leaflets.views.pages.AT_ONCE", 1)
    ProductPageFactory(parent=products, title="Nón lá", group="craft")
    url = path(products, "vi", "catalogue.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        response = client.get(url)
    assert response.status_code == 303
    job = LeafletJob.objects.get()
    assert (job.state, job.kind, job.attempts) == ("done", "catalogue", 1)
    assert press.drafts[0].context["count"] == 2
    assert client.get(url).status_code == 200
    assert client.get(url, {"page": "2", "paper": "x"}).status_code == 200
    assert len(press.drafts) == 1


def test_the_catalogue_has_what_the_filters_leave(client: Any, products: Any, longan: Any, press: Any) -> None:
    ProductPageFactory(parent=products, title="Nón lá", group="craft")
    url = path(products, "vi", "catalogue.pdf")
    client.get(url, {"group": "food"})
    assert "Nhãn lồng" in press.drafts[0].html()
    assert "Nón lá" not in press.drafts[0].html()


def test_a_catalogue_of_nothing_is_none(client: Any, products: Any, longan: Any, press: Any) -> None:
    assert client.get(path(products, "en", "catalogue.pdf"), {"q": "khônggìcả"}).status_code == 404
    assert client.get(path(products, "en", "catalogue.pdf").replace("/en/", "/fr/")).status_code == 404


def test_no_query_makes_a_catalogue_fail(client: Any, products: Any, longan: Any, press: Any) -> None:
    url = path(products, "vi", "catalogue.pdf")
    for query in (
        "group=x",
        "group=" + "y" * 900,
        "stars=99999999999999999999",
        "page=-1",
        "q=%00",
        "commune='--",
        "%FF=%FE",
    ):
        assert client.get(f"{url}?{query}").status_code in (200, 404), query


def test_drafts_are_in_no_catalogue(client: Any, products: Any, longan: Any, press: Any) -> None:
    ProductPageFactory(parent=products, title="Bí mật", group="food", live=False)
    client.get(path(products, "vi", "catalogue.pdf"))
    assert "Bí mật" not in press.drafts[0].html()


# --- Queries -----------------------------------------------------------------------------------


def test_a_finished_leaflet_costs_the_same_with_more_of_everything(
    client: Any, index: Any, temple: Any, press: Any
) -> None:
    def count() -> int:
        client.get(path(temple, "ja"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path(temple, "ja")).status_code == 200
        return len(queries)

    before = count()
    for number in range(5):
        DestinationPageFactory(parent=index, title=f"Nơi {number}", ja=f"場所{number}", latitude=20.8, longitude=105.9)
    assert count() == before
    assert before <= 8


def test_a_catalogue_costs_the_same_with_more_in_it(client: Any, products: Any, longan: Any, press: Any) -> None:
    def count() -> int:
        url = path(products, "en", "catalogue.pdf")
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    before = count()
    for number in range(6):
        ProductPageFactory(parent=products, title=f"Sản phẩm {number}", group="food", en=f"P{number}")
    assert count() == before
