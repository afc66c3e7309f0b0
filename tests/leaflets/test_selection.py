"""My leaflet: pages that a visitor ticks, in one PDF."""

import uuid
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from promo.core import quotas
from promo.core.languages import in_source
from promo.leaflets import making, sources
from promo.leaflets.models import LeafletJob
from promo.leaflets.views import selection
from tests.factories import DestinationIndexPageFactory, DestinationPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(client: Any, press: Any, django_capture_on_commit_callbacks: Any) -> Any:
    """Posts a choice; the worker is through when it returns."""

    def post(pages: list[Any], language: str = "en", paper: str = "a4", **headers: Any) -> Any:
        keys = [str(getattr(page, "translation_key", page)) for page in pages]
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(f"/leaflets/{language}/", {"p": keys, "paper": paper}, **headers)

    return post


def shown(client: Any, language: str = "en", **query: Any) -> Any:
    response = client.get(f"/leaflets/{language}/", query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def test_what_can_be_chosen_and_what_is(client: Any, temple: Any, more: list[Any]) -> None:
    page = shown(client, p=[temple.translation_key, more[2].translation_key])
    assert page.html["lang"] == "en"
    chosen = [label.get_text(strip=True) for label in page.select(".leaflet-chosen label")]
    assert chosen == ["Da Hoa Temple", "Garden 2"]
    assert all(box.has_attr("checked") for box in page.select(".leaflet-chosen input"))
    offered = [label.get_text(strip=True) for label in page.select(".leaflet-group label")]
    assert offered == ["Garden 0", "Garden 1", "Garden 3"]
    assert page.select(".leaflet-group legend")[0].get_text() == "Places"
    # In Japanese there is the temple alone.
    assert [label.get_text(strip=True) for label in shown(client, "ja").select(".leaflet-group label")] == [
        "ダーホア祠"
    ]


def test_it_needs_no_script_and_no_cookie(client: Any, temple: Any) -> None:
    response = client.get("/leaflets/en/")
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    form = BeautifulSoup(response.content, "lxml").select_one(".leaflet-form")
    assert form is not None
    assert form["method"] == "get"
    assert {(button.get("formmethod"), button.get("value")) for button in form.select("button")} == {
        ("post", "a4"), ("post", "a5"), (None, None),
    }  # fmt: skip


def test_the_choice_becomes_one_leaflet_in_its_order(
    client: Any, temple: Any, more: list[Any], made: Any, press: Any
) -> None:
    response = made([more[1], temple, more[0]], paper="a5")
    assert response.status_code == 303
    job = LeafletJob.objects.get()
    assert response["Location"] == f"/leaflets/en/{job.pk}/"
    [draft] = press.drafts
    assert (draft.kind, draft.paper, draft.language) == ("booklet", "a5", "en")
    assert [leaf["title"] for leaf in draft.context["leaves"]] == ["Garden 1", "Da Hoa Temple", "Garden 0"]
    file = client.get(f"{response['Location']}file.pdf")
    assert file.status_code == 200
    assert "my-leaflet-en.pdf" in file["Content-Disposition"]
    # Asking again finds it.
    assert made([more[1], temple, more[0]], paper="a5")["Location"] == response["Location"]
    assert len(press.drafts) == 1


def test_not_of_drafts_nor_of_other_portals_nor_of_other_types(
    temple: Any, index: Any, commune: Any, made: Any, press: Any
) -> None:
    theirs = DestinationIndexPageFactory(parent=commune, title="Điểm đến", slug="diem-den-me-so", en="Theirs")
    below = DestinationPageFactory(parent=theirs, title="Bến đò", en="Ferry")
    draft = DestinationPageFactory(parent=index, title="Bí mật", en="Secret", live=False)
    vietnamese = DestinationPageFactory(parent=index, title="Chỉ tiếng Việt")
    here = [draft, vietnamese, index, uuid.uuid4(), "x", "'; --", temple]
    assert made(here).status_code == 303
    assert [leaf["title"] for leaf in press.drafts[0].context["leaves"]] == ["Da Hoa Temple"]
    # The commune's host has its own pages alone; the province's has those below it, too.
    there = {"HTTP_HOST": "me-so.testserver"}
    assert made([temple, below, draft], **there).status_code == 303
    assert [leaf["title"] for leaf in press.drafts[1].context["leaves"]] == ["Ferry"]
    assert made([temple], **there).status_code == 422


def test_a_portal_below_that_does_not_offer_the_language(temple: Any, commune: Any, made: Any, press: Any) -> None:
    theirs = DestinationIndexPageFactory(parent=commune, title="Điểm đến", slug="diem-den-me-so", ja="名所")
    below = DestinationPageFactory(parent=theirs, title="Bến đò", ja="渡し場")
    with in_source():
        commune.languages = ["vi", "en"]
        commune.save()
    assert made([temple, below], "ja").status_code == 303
    assert [leaf["title"] for leaf in press.drafts[0].context["leaves"]] == ["ダーホア祠"]


def test_languages_the_portal_does_not_have(client: Any, temple: Any, made: Any) -> None:
    for language in ("ko", "xx", "en-us", "EN"):
        assert client.get(f"/leaflets/{language}/").status_code == 404
        assert made([temple], language).status_code == 404


def test_nothing_chosen_and_too_much(
    client: Any, temple: Any, more: list[Any], made: Any, press: Any, monkeypatch: Any
) -> None:
    response = made([])
    assert response.status_code == 422
    assert "at least one page" in response.content.decode()
    monkeypatch.setattr(selection, "MOST_CHOSEN", 2)
    assert made([temple, *more]).status_code == 422
    page = shown(client, p=[temple.translation_key, more[0].translation_key])
    assert all(box.has_attr("disabled") for box in page.select(".leaflet-group input"))
    assert not press.drafts


def test_strange_questions(client: Any, temple: Any) -> None:
    for query in ("p=x", "p=" + "9" * 5000, "&".join(["p=a"] * 3000), "p=%00%FF"):
        assert client.get(f"/leaflets/en/?{query}").status_code == 200, query[:40]
    for query in ("page=-3", "page=zzz", "page=" + "9" * 50):
        assert client.get(f"/leaflets/en/?{query}").status_code in (200, 404), query[:40]
    assert client.put("/leaflets/en/").status_code == 405
    assert client.post("/leaflets/en/", b"{", content_type="application/json").status_code == 422


def test_how_often_is_limited(temple: Any, more: list[Any], made: Any, press: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(making, "PER_HOUR", 2)
    monkeypatch.setattr(quotas, "SHARED", 1)
    answers = [made([page], REMOTE_ADDR="203.0.113.9").status_code for page in more[:3]]
    assert answers == [303, 303, 429]
    assert made([more[0]], REMOTE_ADDR="203.0.113.9").status_code == 303


def test_it_costs_the_same_with_more_to_choose_from(client: Any, index: Any, temple: Any) -> None:
    DestinationPageFactory(parent=index, title="Nơi khác", en="Another")

    def count() -> int:
        client.get("/leaflets/en/")
        with CaptureQueriesContext(connection) as queries:
            shown(client, p=temple.translation_key)
        return len(queries)

    before = count()
    for number in range(6):
        DestinationPageFactory(parent=index, title=f"Nơi {number}", en=f"Place {number}")
    assert count() == before
    assert before <= 14


def test_all_types_with_a_leaflet_can_be_chosen() -> None:
    names = {model.__name__ for model in sources.leaflet_types()}
    assert {
        "DestinationPage",
        "DishPage",
        "VenuePage",
        "RoutePage",
        "EventPage",
        "ProductPage",
        "EnterprisePage",
    } <= names
