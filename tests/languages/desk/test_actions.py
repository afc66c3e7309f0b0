"""What is done with a whole translation at the desk, and by whom."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Revision

from promo.editorial.models import ArticlePage
from promo.languages import desk, publishing
from promo.languages.models import Translation, Unit
from promo.languages.people import add_translators
from tests.factories import ArticlePageFactory
from tests.languages.conftest import person, translate_all, translation_of
from tests.languages.desk.conftest import act, address, opened, post, text

pytestmark = pytest.mark.django_db
S, T = Unit.State, Translation.State


def test_from_hand_in_to_live(client: Client, story: Any, english: Translation, translator: Any, reviewer: Any) -> None:
    client.force_login(translator)
    assert "not confirmed yet" in act(client, english, "hand-in")[0]
    translate_all(english, translator)
    assert act(client, english, "hand-in") == ["Handed in. Whoever approves it will be told."]
    html = opened(client, english)
    assert "To go on writing, take it back first" in html
    assert '"write": false' in html
    row = text(english, "title")
    sent = {"key": "title", "target": "x", "state": "draft", "version": row.version}
    assert post(client, english, sent).status_code == 403

    client.force_login(reviewer)
    html = opened(client, english)
    assert 'data-act="approve"' in html
    assert 'data-act="send-back"' in html
    assert act(client, english, "send-back", comment="") == ["Say what should be changed."]
    act(client, english, "send-back", comment="Tên đền viết khác")
    client.force_login(translator)
    html = opened(client, english)
    assert "Tên đền viết khác" in html
    assert '"write": true' in html
    act(client, english, "hand-in")
    client.force_login(reviewer)
    assert "is public in" in act(client, english, "approve")[0]
    assert translation_of(story).state == T.LIVE
    assert "Tên đền viết khác" not in opened(client, english)


def test_a_translator_takes_back_what_he_handed_in(
    at_desk: Client, english: Translation, translator: Any, editor: Any, reviewer: Any
) -> None:
    translate_all(english, translator)
    act(at_desk, english, "hand-in")
    other = Client()
    other.force_login(editor)
    assert act(other, english, "cancel") == ["You may not do this here."]
    assert act(at_desk, english, "cancel") == ["Taken back: you can go on writing."]
    assert not translation_of(english.original.page.specific).workflow_in_progress


def test_nobody_approves_his_own_work(client: Client, english: Translation, reviewer: Any) -> None:
    client.force_login(reviewer)
    translate_all(english, reviewer)
    html = opened(client, english)
    assert "You translated this yourself" in html
    assert "You translated this yourself" in act(client, english, "publish")[0]
    act(client, english, "hand-in")
    assert "You translated this yourself" in opened(client, english)
    assert "You translated this yourself" in act(client, english, "approve")[0]
    english.refresh_from_db()
    assert not english.live


def test_publish_and_withdraw(client: Client, english: Translation, translator: Any, reviewer: Any) -> None:
    translate_all(english, translator)
    client.force_login(translator)
    assert act(client, english, "publish") == ["You may not do this here."]
    client.force_login(reviewer)
    assert act(client, english, "withdraw") == ["It is not public in this language."]
    assert "is public in" in act(client, english, "publish")[0]
    html = opened(client, english)
    assert "nothing has changed since" in html
    assert "no longer sees it" in act(client, english, "withdraw")[0]
    english.refresh_from_db()
    assert not english.live
    assert english.units.filter(state=S.REVIEWED).exists()


def test_a_page_address_that_is_taken_is_said_in_words(
    client: Client, english: Translation, translator: Any, reviewer: Any, column_page: Any
) -> None:
    ArticlePageFactory(parent=column_page, title="Khác", en="Taken")
    translate_all(english, translator)
    Translation.objects.filter(pk=english.pk).update(local_slug="taken")
    client.force_login(reviewer)
    assert "/news/taken/" in act(client, english, "publish")[0]
    english.refresh_from_db()
    assert not english.live


def test_work_is_given_and_taken(
    client: Client, english: Translation, translator: Any, reviewer: Any, commune: Any
) -> None:
    stranger = person("nguoi-la", add_translators(commune, "Mễ Sở"))
    client.force_login(reviewer)
    html = opened(client, english)
    assert f'<option value="{translator.pk}"' in html
    assert f'<option value="{stranger.pk}"' not in html
    act(client, english, "assign", translator=translator.pk, due="2026-12-24")
    english.refresh_from_db()
    assert (english.translator, english.due) == (translator, date(2026, 12, 24))
    assert act(client, english, "assign", translator=stranger.pk) == ["Choose somebody who may translate here."]
    assert act(client, english, "assign", translator="", due="sometime") == ["This is no date."]
    client.force_login(translator)
    act(client, english, "assign", translator="")
    english.refresh_from_db()
    assert (english.translator, english.due) == (None, date(2026, 12, 24))
    act(client, english, "assign", translator=reviewer.pk)
    english.refresh_from_db()
    assert english.translator is None
    act(client, english, "assign", translator=translator.pk)
    english.refresh_from_db()
    assert english.translator == translator


def test_actions_are_posted_and_known(at_desk: Client, english: Translation) -> None:
    assert at_desk.get(address(english, "action", "hand-in")).status_code == 405
    assert at_desk.post(address(english, "action", "nonsense")).status_code == 404
    assert at_desk.post(address(english, "unit")).status_code == 400
    assert at_desk.get(address(english, "unit")).status_code == 405


def test_without_an_engine_there_is_no_machine(at_desk: Client, english: Translation) -> None:
    assert 'data-act="machine"' not in opened(at_desk, english)
    assert act(at_desk, english, "machine") == ["No machine translation is set up."]


def test_what_is_approved_is_the_revision(client: Client, english: Translation, translator: Any, reviewer: Any) -> None:
    """The desk is closed while it waits; a request that comes through nevertheless changes nothing public."""
    translate_all(english, translator)
    publishing.hand_in(english, translator)
    revision = Revision.objects.get(pk=english.latest_revision_id)
    desk.save_unit(
        english, "title", target="Late", state="draft", version=text(english, "title").version, user=translator
    )
    client.force_login(reviewer)
    act(client, english, "approve")
    page = ArticlePage.objects.get(pk=english.original.object_id)
    assert page.text_in("title", "en") == revision.content["texts"]["title"] == "EN Đền Đa Hòa"
