"""What the board does with many translations at once."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupApprovalTask, WorkflowTask

from promo.languages import bulk, machine, publishing
from promo.languages.bulk_tasks import translate_by_machine
from promo.languages.models import Original, Translation, Unit
from tests.factories import ArticlePageFactory
from tests.languages.board_bench import fill, open_board
from tests.languages.conftest import group_at, person, translate_all, translation_of

pytestmark = pytest.mark.django_db
S = Translation.State
BULK = "/admin/translate/bulk/"


def tree(response: Any) -> Any:
    return BeautifulSoup(response.content.decode(), "html.parser")


def put(page: Any, language: str, **values: Any) -> Translation:
    translation = translation_of(page, language)
    Translation.objects.filter(pk=translation.pk).update(**values)
    translation.refresh_from_db()
    return translation


class TestAssigning:
    def post(self, client: Any, story: Any, **data: Any) -> Any:
        original = translation_of(story).original
        sent = {"action": "assign", "original": [original.pk], "language": ["fr", "ja"], "query": "sort=words", **data}
        return client.post(BULK, sent)

    def test_gives_and_takes_back(self, english_admin: Any, story: Any, editor: Any) -> None:
        put(story, "ja", state=S.LIVE, translator=None)
        response = self.post(english_admin, story, person=editor.pk, due="2030-01-31")
        assert response["Location"] == "/admin/translate/?sort=words"
        french, japanese, lao = (translation_of(story, code) for code in ("fr", "ja", "lo"))
        assert (french.translator, str(french.due)) == (editor, "2030-01-31")
        assert (japanese.translator, japanese.due) == (editor, None), "what is published is not due"
        assert lao.translator is None
        page = english_admin.get(response["Location"])
        assert "2 translations given to bientap." in page.content.decode()
        [button] = tree(page).select("form.board-undo button")
        response = english_admin.post(BULK, {"undo": button.get("value"), "query": ""})
        assert translation_of(story, "fr").translator is None
        assert translation_of(story, "fr").due is None
        again = english_admin.post(BULK, {"undo": button.get("value"), "query": ""})
        assert "too late" in english_admin.get(again["Location"]).content.decode()

    def test_undo_leaves_what_was_given_on_since(
        self, english_admin: Any, story: Any, editor: Any, administrator: Any
    ) -> None:
        rows = Translation.objects.filter(pk__in=[translation_of(story, code).pk for code in ("fr", "ja")])
        _count, token = bulk.assign(rows, editor.pk, None, administrator)
        put(story, "ja", translator=administrator)
        assert bulk.undo(token, administrator) == 1
        assert translation_of(story, "fr").translator is None
        assert translation_of(story, "ja").translator == administrator

    def test_undo_is_ones_own(self, story: Any, editor: Any, administrator: Any) -> None:
        rows = Translation.objects.filter(pk=translation_of(story, "fr").pk)
        _count, token = bulk.assign(rows, editor.pk, None, administrator)
        assert bulk.undo(token, editor) is None
        assert translation_of(story, "fr").translator == editor

    def test_all_that_match(self, english_admin: Any, province: Any, story: Any, editor: Any) -> None:
        fill(province, 120)
        put(story, "fr", state=S.REVIEW)
        query = f"portal={province.pk}&q=Lễ hội"
        sent = {"action": "assign", "everything": "1", "language": ["fr"], "query": query, "person": editor.pk}
        assert english_admin.post(BULK, sent).status_code == 302
        given = Translation.objects.filter(translator=editor)
        assert given.count() == Original.objects.filter(title__startswith="Lễ hội").count() == 12
        assert set(given.values_list("language", flat=True)) == {"fr"}

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({"original": []}, "Tick the rows"),
            ({"language": []}, "Choose at least one language"),
            ({"due": "tomorrow"}, "cannot be read"),
            ({"due": "2030-02-31"}, "cannot be read"),
            ({"person": "999999"}, "cannot be given"),
        ],
    )
    def test_errors_are_said(self, english_admin: Any, story: Any, data: dict[str, Any], words: str) -> None:
        response = self.post(english_admin, story, **{"person": "keep", **data})
        assert words in english_admin.get(response["Location"]).content.decode()
        assert not Translation.objects.exclude(translator=None, due=None).exists()

    def test_who_only_translates_takes_what_is_free(
        self, client: Any, translator: Any, editor: Any, province: Any, story: Any
    ) -> None:
        put(story, "ja", translator=editor)
        client.force_login(translator)
        assert not tree(open_board(client, province)).select("select[name=person]#bulk-person")
        self.post(client, story, person=editor.pk, query=f"portal={province.pk}")
        assert translation_of(story, "fr").translator == translator
        assert translation_of(story, "ja").translator == editor

    def test_other_portals_originals_are_out_of_reach(
        self, client: Any, translator: Any, commune: Any, province: Any
    ) -> None:
        province_only = person("xa", group_at(commune, "Xã", "change"))
        client.force_login(province_only)
        page = ArticlePageFactory(parent=province, title="Của tỉnh")
        sent = {"action": "assign", "original": [translation_of(page).original_id], "language": ["fr"]}
        client.post(BULK, {**sent, "person": province_only.pk, "query": f"portal={commune.pk}"})
        assert translation_of(page, "fr").translator is None


class TestOtherActions:
    def test_export_goes_on_with_the_choice(self, english_admin: Any, province: Any, story: Any) -> None:
        key = translation_of(story).original_id
        sent = {"action": "export", "original": [key], "language": ["fr"], "query": ""}
        assert english_admin.post(BULK, sent)["Location"] == f"/admin/translate/export/?language=fr&original={key}"

    def test_machine_needs_an_engine(self, english_admin: Any, story: Any) -> None:
        sent = {"action": "machine", "original": [translation_of(story).original_id], "language": ["fr"], "query": ""}
        response = english_admin.post(BULK, sent)
        assert "No machine translation" in english_admin.get(response["Location"]).content.decode()

    def test_machine_works_in_the_background(self, english_admin: Any, story: Any, monkeypatch: Any) -> None:
        asked = []
        monkeypatch.setattr(machine, "engine", lambda: object())
        monkeypatch.setattr(machine, "translate_missing", lambda translation, user: asked.append(translation.language))
        put(story, "ja", state=S.LIVE)
        key = translation_of(story).original_id
        sent = {"action": "machine", "original": [key], "language": ["fr", "ja", "lo"], "query": ""}
        response = english_admin.post(BULK, sent)
        assert "2 translations queued" in english_admin.get(response["Location"]).content.decode()

    def test_an_engine_that_is_away_ends_the_round(self, story: Any, administrator: Any, monkeypatch: Any) -> None:
        asked = []

        def translate(translation: Any, user: Any) -> int:
            asked.append(translation.language)
            raise machine.MachineError("The engine is away.")

        monkeypatch.setattr(machine, "translate_missing", translate)
        translate_by_machine.call([translation_of(story, code).pk for code in ("fr", "ja")], administrator.pk)
        assert len(asked) == 1

    def test_get_is_refused(self, english_admin: Any, province: Any) -> None:
        assert english_admin.get(BULK).status_code == 405


class TestPublishing:
    def post(self, client: Any, page: Any, languages: list[str], **data: Any) -> Any:
        key = translation_of(page).original_id
        return client.post(BULK, {"action": "publish", "original": [key], "language": languages, "query": "", **data})

    def test_asks_first_then_publishes_and_says_why_not(
        self, client: Any, story: Any, translator: Any, reviewer: Any
    ) -> None:
        for code in ("fr", "ja"):
            translate_all(translation_of(story, code), translator)
        publishing.hand_in(translation_of(story, "ja"), translator)
        translate_all(translation_of(story, "ko"), reviewer)
        client.force_login(reviewer)
        response = self.post(client, story, ["fr", "ja", "ko", "lo"])
        assert {outcome.translation.language for outcome in response.context_data["published"]} == {"fr", "ja"}
        assert translation_of(story, "fr").state == S.READY, "nothing happens before it is confirmed"
        [form] = tree(response).select("form.board-foot")
        sent = {
            name: [field.get("value") for field in form.select(f"input[name={name}]")]
            for name in ("original", "language", "action", "query")
        }
        response = client.post(BULK, {**sent, "confirmed": "1"})
        assert translation_of(story, "fr").state == S.LIVE
        assert translation_of(story, "ja").state == S.LIVE
        why = {outcome.translation.language: outcome.problem for outcome in response.context_data["skipped"]}
        assert set(why) == {"ko", "lo"}
        assert all(why.values())
        story.refresh_from_db()
        assert story.text_in("title", "fr") == "EN Đền Đa Hòa"
        assert not story.published_in("ko")

    def test_who_may_not_publish_is_told(self, client: Any, story: Any, translator: Any, editor: Any) -> None:
        translate_all(translation_of(story, "fr"), translator)
        client.force_login(editor)
        response = self.post(client, story, ["fr"], confirmed="1")
        assert [outcome.translation.language for outcome in response.context_data["skipped"]] == ["fr"]
        assert translation_of(story, "fr").state == S.READY

    def test_one_that_fails_keeps_none_of_the_others(
        self, client: Any, story: Any, translator: Any, reviewer: Any, monkeypatch: Any
    ) -> None:
        for code in ("fr", "ja"):
            translate_all(translation_of(story, code), translator)
        real = publishing.publish_now

        def publish(translation: Any, user: Any) -> Any:
            if translation.language == "fr":
                raise ValidationError("The address is taken.")
            return real(translation, user)

        monkeypatch.setattr(publishing, "publish_now", publish)
        client.force_login(reviewer)
        response = self.post(client, story, ["fr", "ja"], confirmed="1")
        assert translation_of(story, "ja").state == S.LIVE
        assert "The address is taken." in response.content.decode()

    def test_the_first_of_two_approvals_is_no_publication(
        self, client: Any, story: Any, translator: Any, reviewer: Any
    ) -> None:
        second = GroupApprovalTask.objects.create(name="Lãnh đạo", active=True)
        WorkflowTask.objects.create(workflow=story.get_workflow(), task=second, sort_order=1)
        translate_all(translation_of(story, "fr"), translator)
        publishing.hand_in(translation_of(story, "fr"), translator)
        client.force_login(reviewer)
        response = self.post(client, story, ["fr"], confirmed="1")
        assert response.context_data["published"] == []
        assert len(response.context_data["skipped"]) == 1
        assert translation_of(story, "fr").state == S.REVIEW
        assert not translation_of(story, "fr").live

    def test_looking_over_costs_no_query_for_each(self, province: Any, reviewer: Any, story: Any) -> None:
        def cost(count: int) -> int:
            Original.objects.all().delete()
            fill(province, count)
            Translation.objects.update(state=S.READY)
            rows = Translation.objects.filter(language="fr")
            with CaptureQueriesContext(
                connection,
            ) as queries:
                bulk.look_over(bulk.reviewed(rows, reviewer), reviewer)
            return len(queries)

        first = cost(5)
        # Rights are asked of each page, not of each of its translations.
        assert cost(10) - first <= 5 * 2


def test_units_of_others_are_not_ones_own(story: Any, translator: Any, reviewer: Any) -> None:
    translate_all(translation_of(story, "fr"), translator)
    [translation] = bulk.reviewed(Translation.objects.filter(pk=translation_of(story, "fr").pk), reviewer)
    assert not translation.is_mine
    [translation] = bulk.reviewed(Translation.objects.filter(pk=translation_of(story, "fr").pk), translator)
    assert translation.is_mine
    Unit.objects.update(edited_at=timezone.now() - timedelta(days=3))
    Translation.objects.update(last_published_at=timezone.now())
    [translation] = bulk.reviewed(Translation.objects.filter(pk=translation_of(story, "fr").pk), translator)
    assert not translation.is_mine, "published since"


def test_bulk_on_many_costs_no_query_for_each(english_admin: Any, province: Any, administrator: Any) -> None:
    fill(province, 60)
    sent = {"action": "assign", "everything": "1", "language": ["fr"], "query": f"portal={province.pk}"}

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            english_admin.post(BULK, {**sent, "person": administrator.pk})
        return len(queries)

    few = cost()
    fill(province, 200)
    assert cost() <= few
