"""Saving at the desk: one text, a comment, the words of the address."""

from typing import Any

import pytest
from django.test import Client

from promo.editorial.models import ArticlePage
from promo.languages import desk
from promo.languages.models import Translation, Unit
from promo.portals.models import Menu
from tests.factories import ArticlePageFactory, FigureFactory
from tests.languages.conftest import translation_of
from tests.languages.desk.conftest import BOLD, opened, post, text

pytestmark = pytest.mark.django_db
S = Unit.State


def test_a_text_is_saved(at_desk: Client, english: Translation, translator: Any) -> None:
    row = text(english, "title")
    sent = {"key": "title", "target": "Da Hoa temple", "state": "draft", "version": row.version, "kind": "line"}
    answer = post(at_desk, english, sent).json()
    row.refresh_from_db()
    assert (row.target, row.state, row.edited_by) == ("Da Hoa temple", S.DRAFT, translator)
    assert answer["unit"]["version"] == row.version
    assert answer["counts"]["total"] == english.units.count()
    assert answer["address"]["made"] == "da-hoa-temple"
    assert answer["errors"] == []


def test_what_cannot_be_confirmed_is_kept_as_a_draft(at_desk: Client, english: Translation) -> None:
    row = text(english, BOLD)
    sent = {"key": BOLD, "target": "Good land", "state": "reviewed", "version": row.version, "kind": "rich"}
    answer = post(at_desk, english, sent).json()
    row.refresh_from_db()
    assert (row.target, row.state) == ("Good land", S.DRAFT)
    assert "tags" in answer["errors"][0]
    sent = {**sent, "target": "Good <1>land</1>", "version": row.version}
    assert post(at_desk, english, sent).json()["unit"]["state"] == S.REVIEWED


def test_what_is_no_text_is_refused(at_desk: Client, english: Translation) -> None:
    row = text(english, "title")
    sent = {"key": "title", "target": "a\0b", "state": "draft", "version": row.version}
    response = post(at_desk, english, sent)
    assert response.status_code == 400
    assert "control characters" in response.json()["errors"][0]


@pytest.mark.parametrize(
    "body",
    [
        "nonsense",
        [],
        {},
        {"key": 3, "target": "x", "state": "draft", "version": 0},
        {"key": "title", "target": "x"},
        {"key": "title", "target": None, "state": "draft", "version": 0},
        {"key": "title", "target": "x", "state": "draft", "version": "0"},
        {"address": 3},
    ],
)
def test_nonsense_is_refused(at_desk: Client, english: Translation, body: Any) -> None:
    assert post(at_desk, english, body).status_code == 400


def test_a_text_that_has_left_the_original(at_desk: Client, english: Translation) -> None:
    sent = {"key": "body#gone.text", "target": "x", "state": "draft", "version": 0}
    assert post(at_desk, english, sent).status_code == 410


def test_nothing_is_overwritten(at_desk: Client, english: Translation, editor: Any) -> None:
    row = text(english, "title")
    desk.save_unit(english, "title", target="Hers", state="draft", version=row.version, user=editor)
    sent = {"key": "title", "target": "Mine", "state": "draft", "version": row.version}
    response = post(at_desk, english, sent)
    assert response.status_code == 409
    theirs = response.json()["theirs"]
    assert (theirs["target"], theirs["by"], theirs["mine"]) == ("Hers", "bientap", False)
    assert text(english, "title").target == "Hers"
    # Having seen it, one may.
    assert post(at_desk, english, {**sent, "version": theirs["version"]}).status_code == 200
    assert text(english, "title").target == "Mine"


def test_an_administrator_working_in_english_writes_no_english_columns(
    english_admin: Client, story: Any, french: Translation
) -> None:
    row = text(french, "title")
    sent = {"key": "title", "target": "Temple Da Hoa", "state": "reviewed", "version": row.version}
    assert post(english_admin, french, sent).status_code == 200
    page = ArticlePage.objects.get(pk=story.pk)
    assert page.text_in("title", "en") in (None, "")
    assert page.text_in("title", "fr") in (None, "")
    assert page.title_vi == "Đền Đa Hòa"


def test_comments_make_nobody_a_translator(
    client: Client, reviewer: Any, english: Translation, translator: Any
) -> None:
    row = text(english, "title")
    desk.save_unit(english, "title", target="Temple", state="draft", version=row.version, user=translator)
    client.force_login(reviewer)
    before = text(english, "title")
    answer = post(client, english, {"key": "title", "comment": "Which one?", "before": ""}).json()
    after = text(english, "title")
    assert after.comment == answer["unit"]["comment"] == "Which one?"
    assert (after.edited_by, after.version, after.state) == (translator, before.version, before.state)


def test_two_comments_at_once_are_both_kept(at_desk: Client, english: Translation) -> None:
    for comment in ("One", "Two"):
        post(at_desk, english, {"key": "title", "comment": comment, "before": ""})
    assert text(english, "title").comment == "One\nTwo"
    post(at_desk, english, {"key": "title", "comment": "Three", "before": "One\nTwo"})
    assert text(english, "title").comment == "Three"


def test_address_words(at_desk: Client, english: Translation, column_page: Any) -> None:
    ArticlePageFactory(parent=column_page, title="Khác", en="Taken")
    answer = post(at_desk, english, {"address": "Taken!"}).json()["address"]
    assert (answer["words"], answer["made"]) == ("Taken!", "taken")
    assert answer["before"].endswith("/en/news/")
    assert answer["taken"]
    assert not post(at_desk, english, {"address": "free"}).json()["address"]["taken"]
    english.refresh_from_db()
    assert english.local_slug == "free"


def test_a_record_has_no_address(client: Client, administrator: Any, province: Any) -> None:
    client.force_login(administrator)
    menu = Menu.objects.create(portal=province, place="header")
    assert post(client, translation_of(menu), {"address": "x"}).status_code == 400


def test_a_text_that_may_be_left_out_is_confirmed_empty(client: Client, administrator: Any, province: Any) -> None:
    """A unit of measure that a language says with no word."""
    client.force_login(administrator)
    work = translation_of(FigureFactory(unit_vi="sản phẩm"))
    html = opened(client, work)
    assert html.count("data-optional") == 1
    row = text(work, "unit")
    answer = post(client, work, {"key": "unit", "target": "", "state": "reviewed", "version": row.version}).json()
    assert (answer["unit"]["state"], answer["errors"]) == (S.REVIEWED, [])
    row = text(work, "label")
    answer = post(client, work, {"key": "label", "target": "", "state": "reviewed", "version": row.version}).json()
    assert (answer["unit"]["state"], len(answer["errors"])) == (S.EMPTY, 1)
