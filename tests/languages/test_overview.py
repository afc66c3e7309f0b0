"""One object's page, what has changed in it, and the panel on the admin's first page."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from promo.core.languages import in_source
from promo.languages import desk, originals, publishing
from promo.languages.home_panels import MyTranslationsPanel, waiting_for
from promo.languages.models import Original, Translation, Unit
from tests.factories import TagFactory
from tests.languages.conftest import group_at, person, translate_all, translation_of
from tests.shared import shared

pytestmark = pytest.mark.django_db
S = Translation.State


def overview(client: Any, page: Any) -> Any:
    return client.get(reverse("translation_overview", args=[translation_of(page).original_id]))


def changes_url(page: Any) -> str:
    return reverse("translation_changes", args=[translation_of(page).original_id])


def tree(response: Any) -> Any:
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content.decode(), "html.parser")


def rewrite(page: Any, **texts: Any) -> None:
    """Publish the page with other Vietnamese texts, as its editor does."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in texts.items():
        setattr(page, name, value)
    with in_source():
        page.save_revision().publish()


class TestOverview:
    def test_every_language_the_portal_offers(self, english_admin: Any, province: Any, story: Any) -> None:
        type(province).objects.filter(pk=province.pk).update(languages=["vi", "en", "fr"])
        shown = [
            item.h3.get_text(" ", strip=True) for item in tree(overview(english_admin, story)).select(".board-language")
        ]
        assert shown == ["English English", "French Français"]

    def test_place_kind_and_words(self, english_admin: Any, story: Any) -> None:
        head = tree(overview(english_admin, story)).select_one(".board-object").get_text(" ", strip=True)
        assert "Article · Hưng Yên · Tin tức" in head
        assert f"{translation_of(story).original.words} words" in head

    def test_what_happened_and_who_did_it(self, english_admin: Any, story: Any, translator: Any, reviewer: Any) -> None:
        translate_all(translation_of(story, "fr"), translator)
        publishing.hand_in(translation_of(story, "fr"), translator)
        publishing.send_back(translation_of(story, "fr"), reviewer, "Tên đền sai.")
        publishing.hand_in(translation_of(story, "fr"), translator)
        publishing.approve(translation_of(story, "fr"), reviewer)
        publishing.withdraw(translation_of(story, "fr"), reviewer)
        page = tree(overview(english_admin, story))
        history = [" ".join(item.get_text(" ", strip=True).split()) for item in page.select(".board-history li")]
        steps = [line.split(": French")[0] for line in history]
        assert steps[0] == "duyet withdrew"
        assert steps[-1] == "phiendich handed in"
        assert {"duyet published", "duyet approved", "duyet sent back"} <= set(steps)
        assert any("Tên đền sai." in line for line in history)

    def test_last_published_by_whom(self, english_admin: Any, story: Any, translator: Any, reviewer: Any) -> None:
        translate_all(translation_of(story, "fr"), translator)
        publishing.publish_now(translation_of(story, "fr"), reviewer)
        text = tree(overview(english_admin, story)).select_one(".board-language.state-live").get_text(" ", strip=True)
        assert "by duyet" in text

    def test_buttons_are_those_he_may_press(
        self, client: Any, story: Any, translator: Any, reviewer: Any, editor: Any
    ) -> None:
        translate_all(translation_of(story, "fr"), translator)
        publish = reverse("translation_action", args=[translation_of(story).original_id, "fr", "publish"])
        for user, publishes, edits in ((reviewer, True, True), (editor, False, True), (translator, False, False)):
            client.force_login(user)
            page = tree(overview(client, story))
            actions = {form.get("action") for form in page.select("form")}
            assert (publish in actions) is publishes, user
            assert bool(page.select(".board-takedown")) is publishes, user
            links = {link.get("href") for link in page.select("a")}
            assert (reverse("wagtailadmin_pages:edit", args=[story.pk]) in links) is edits, user

    def test_takedown_of_page_pictures_and_blocks(self, english_admin: Any, story: Any) -> None:
        links = [link.get("href") for link in tree(overview(english_admin, story)).select(".board-takedown a")]
        assert links[0] == reverse("translation_takedown", args=["page", story.pk])
        blocks = [block["id"] for block in story.body_vi.get_prep_value()]
        assert [reverse("translation_takedown", args=["block", key]) for key in blocks] == links[1:]

    def test_strangers_stay_out(self, client: Any, story: Any, commune: Any) -> None:
        client.force_login(person("xa", group_at(commune, "Xã", "change", "publish")))
        assert overview(client, story).status_code in (302, 403)
        assert client.get(changes_url(story)).status_code in (302, 403)

    def test_a_record(self, english_admin: Any, province: Any) -> None:
        tag = TagFactory(name_vi="Nhãn lồng")
        response = english_admin.get(reverse("translation_overview", args=[originals.original_of(tag).pk]))
        assert "Nhãn lồng" in tree(response).get_text()

    def test_an_object_that_is_gone(self, english_admin: Any, story: Any) -> None:
        original = translation_of(story).original
        Original.objects.filter(pk=original.pk).update(page=None, object_id=999_999)
        response = english_admin.get(reverse("translation_overview", args=[original.pk]))
        assert response.status_code == 200

    def test_languages_and_history_cost_no_query_for_each(
        self, english_admin: Any, story: Any, translator: Any, reviewer: Any
    ) -> None:
        def cost() -> int:
            overview(english_admin, story)
            with CaptureQueriesContext(connection) as queries:
                overview(english_admin, story)
            return len(queries)

        empty = cost()
        for code in ("fr", "ja", "ko"):
            translate_all(translation_of(story, code), translator)
            publishing.publish_now(translation_of(story, code), reviewer)
        assert cost() <= empty + 1


@shared
def changed(story: Any, translator: Any, reviewer: Any) -> Any:
    """Public in French and Japanese; then its title and a paragraph change."""
    for code in ("fr", "ja"):
        translate_all(translation_of(story, code), translator)
        publishing.publish_now(translation_of(story, code), reviewer)
    body = story.body_vi.get_prep_value()
    body[0]["value"] = body[0]["value"].replace("chim đậu", "chim về đậu")
    rewrite(story, title_vi="Đền Đa Hoà", body_vi=body)
    return story


class TestChanges:
    def test_each_text_once_with_its_languages(self, english_admin: Any, changed: Any) -> None:
        response = english_admin.get(changes_url(changed))
        changes = response.context_data["changes"]
        assert [change.languages for change in changes] == ["Japanese, French", "Japanese, French"]
        page = tree(response)
        title, paragraph = page.select(".change")
        assert [tag.get_text() for tag in title.select("del, ins")] == ["Hòa", "Hoà"]
        assert [tag.get_text() for tag in paragraph.select("ins")] == ["về "]
        assert not paragraph.select("del")
        assert "<1>" not in page.get_text()
        assert "EN Đền Đa Hòa" in title.get_text()

    def test_a_small_correction_keeps_the_translations(self, english_admin: Any, changed: Any) -> None:
        page = tree(english_admin.get(changes_url(changed)))
        ticks = [field.get("value") for field in page.select("input[name=text]")]
        response = english_admin.post(changes_url(changed), {"text": ticks[:1]})
        assert response["Location"] == changes_url(changed)
        outdated = Unit.objects.filter(state=Unit.State.OUTDATED)
        assert outdated.count() == 2
        assert not outdated.filter(key="title").exists()
        response = english_admin.post(changes_url(changed), {"text": ticks[1:]})
        assert response["Location"] == reverse("translation_overview", args=[translation_of(changed).original_id])
        assert translation_of(changed, "fr").state != S.OUTDATED
        assert "Nothing is outdated" in english_admin.get(changes_url(changed)).content.decode()

    def test_what_changed_again_meanwhile_is_asked_again(self, english_admin: Any, changed: Any) -> None:
        page = tree(english_admin.get(changes_url(changed)))
        ticks = [field.get("value") for field in page.select("input[name=text]")]
        rewrite(changed, title_vi="Đền Đa Hòa và hội tháng Hai")
        response = english_admin.post(changes_url(changed), {"text": ticks})
        assert set(Unit.objects.filter(state=Unit.State.OUTDATED).values_list("key", flat=True)) == {"title"}
        assert "changed again" in english_admin.get(response["Location"]).content.decode()

    def test_nothing_ticked_is_said(self, english_admin: Any, changed: Any) -> None:
        response = english_admin.post(changes_url(changed), {})
        assert "Tick the texts" in english_admin.get(response["Location"]).content.decode()
        assert Unit.objects.filter(state=Unit.State.OUTDATED).count() == 4

    def test_only_who_may_edit_the_source(self, client: Any, changed: Any, translator: Any) -> None:
        client.force_login(translator)
        assert client.get(changes_url(changed)).status_code in (302, 403)
        client.post(changes_url(changed), {"text": ["x"]})
        assert Unit.objects.filter(state=Unit.State.OUTDATED).count() == 4

    def test_the_overview_counts_them(self, english_admin: Any, changed: Any) -> None:
        note = tree(overview(english_admin, changed)).select_one(".board-note")
        assert "2 texts of the original have changed" in note.get_text(" ", strip=True)
        assert note.a.get("href") == changes_url(changed)

    def test_only_bold_has_changed(self, english_admin: Any, changed: Any) -> None:
        translation = translation_of(changed, "fr")
        desk.accept_source(list(Unit.objects.filter(state=Unit.State.OUTDATED)), None)
        body = changed.body_vi.get_prep_value()
        body[0]["value"] = body[0]["value"].replace("chim đậu", "chim về đậu").replace("<b>lành</b>", "lành")
        rewrite(changed, body_vi=body)
        assert translation.units.filter(state=Unit.State.OUTDATED).count() == 1
        [change] = english_admin.get(changes_url(changed)).context_data["changes"]
        assert change.same_words


class TestMine:
    def panel(self, user: Any) -> dict[str, Any]:
        return MyTranslationsPanel().get_context_data({"request": SimpleNamespace(user=user)})

    def test_mine_by_due_date_and_without_what_is_done(self, story: Any, column_page: Any, translator: Any) -> None:
        today = timezone.localdate()
        for code, state, due in (
            ("en", S.WORK, None),
            ("fr", S.MISSING, today - timedelta(days=2)),
            ("ja", S.WORK, today + timedelta(days=2)),
            ("ko", S.LIVE, today),
            ("lo", S.REVIEW, today),
        ):
            Translation.objects.filter(pk=translation_of(story, code).pk).update(
                translator=translator, state=state, due=due
            )
        rows = self.panel(translator)["mine"]
        assert [row["url"].split("/")[-2] for row in rows] == ["fr", "ja", "en"]
        assert [row["is_overdue"] for row in rows] == [True, False, False]

    def test_waiting_for_ones_approval(self, story: Any, translator: Any, reviewer: Any, editor: Any) -> None:
        translate_all(translation_of(story, "fr"), translator)
        publishing.hand_in(translation_of(story, "fr"), translator)
        [row] = waiting_for(reviewer)
        assert (row["title"], row["sender"]) == ("Đền Đa Hòa", "phiendich")
        assert waiting_for(editor) == []

    def test_not_what_one_wrote_oneself(self, story: Any, reviewer: Any) -> None:
        translate_all(translation_of(story, "fr"), reviewer)
        publishing.hand_in(translation_of(story, "fr"), reviewer)
        assert waiting_for(reviewer) == []

    def test_it_renders(self, english_admin: Any, administrator: Any, story: Any) -> None:
        Translation.objects.filter(pk=translation_of(story, "fr").pk).update(translator=administrator)
        text = render_to_string("languages/board_home.html", self.panel(administrator))
        assert "Đền Đa Hòa" in text
        assert render_to_string("languages/board_home.html", {"mine": [], "waiting": []}).strip() == ""
