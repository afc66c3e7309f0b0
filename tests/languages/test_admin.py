"""The desk in Wagtail's admin: menu, buttons, dashboard, history."""

from typing import Any

import pytest
from django.urls import reverse

from promo.languages import publishing
from promo.languages.models import Translation
from tests.languages.conftest import translate_all, translation_of
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def handed_in(story: Any, translator: Any, reviewer: Any) -> Translation:
    translation = translation_of(story)
    translate_all(translation, translator)
    publishing.hand_in(translation, translator)
    return translation_of(story)


def test_the_reviewers_dashboard_leads_to_the_desk(client: Any, handed_in: Translation, reviewer: Any) -> None:
    client.force_login(reviewer)
    page = client.get("/admin/").content.decode()
    assert handed_in.desk_url in page
    assert client.get(handed_in.desk_url).status_code == 200
    edit = reverse(Translation.snippet_viewset.get_url_name("edit"), args=[handed_in.pk])
    assert client.get(edit).url == handed_in.desk_url


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_deciding_on_the_dashboard(client: Any, handed_in: Translation, reviewer: Any, action: str) -> None:
    client.force_login(reviewer)
    name = Translation.snippet_viewset.get_url_name("workflow_action")
    task = handed_in.current_workflow_task_state
    client.post(reverse(name, args=[handed_in.pk, action, task.pk]), {"comment": "Sửa tên đền.", "next": "/admin/"})
    after = Translation.objects.get(pk=handed_in.pk)
    if action == "approve":
        assert after.live and after.state == Translation.State.LIVE
        return
    assert not after.live and after.state == Translation.State.READY
    publishing.hand_in(after, after.latest_revision.user)
    publishing.approve(Translation.objects.get(pk=after.pk), reviewer)
    assert Translation.objects.get(pk=after.pk).live


def test_a_translator_cannot_decide_on_his_own_work_there_either(client: Any, story: Any, reviewer: Any) -> None:
    translation = translation_of(story)
    translate_all(translation, reviewer)
    publishing.hand_in(translation, reviewer)
    client.force_login(reviewer)
    name = Translation.snippet_viewset.get_url_name("workflow_action")
    task = translation.current_workflow_task_state
    client.post(reverse(name, args=[translation.pk, "approve", task.pk]), {"next": "/admin/"})
    assert not Translation.objects.get(pk=translation.pk).live


def test_the_translator_sees_the_board_and_nothing_else(client: Any, story: Any, translator: Any) -> None:
    client.force_login(translator)
    page = client.get("/admin/").content.decode()
    assert reverse("translation_board") in page
    assert client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).status_code in (302, 403)
    assert client.get(translation_of(story).desk_url).status_code == 200


def test_a_page_leads_to_its_translations(client: Any, story: Any, editor: Any) -> None:
    client.force_login(editor)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert reverse("translation_overview", args=[translation_of(story).original_id]) in edit
    listing = client.get(reverse("wagtailadmin_explore", args=[story.get_parent().pk])).content.decode()
    assert reverse("translation_of_page", args=[story.pk]) in listing
    assert client.get(reverse("translation_of_page", args=[story.pk])).status_code == 302


def test_the_pages_history_tells_of_its_languages(client: Any, handed_in: Translation, reviewer: Any) -> None:
    publishing.approve(handed_in, reviewer)
    publishing.withdraw(Translation.objects.get(pk=handed_in.pk), reviewer)
    client.force_login(reviewer)
    history = client.get(reverse("wagtailadmin_pages:history", args=[handed_in.original.page_id])).content.decode()
    assert history.count("English") >= 2


def test_the_snippets_of_wagtail_do_not_show_translations(client: Any, administrator: Any, story: Any) -> None:
    client.force_login(administrator)
    name = Translation.snippet_viewset.get_url_name("list")
    assert client.get(reverse(name)).url == reverse("translation_board")
    assert reverse(name) not in client.get("/admin/").content.decode()


def test_editors_are_told_what_their_change_has_outdated(
    client: Any, handed_in: Translation, reviewer: Any, story: Any
) -> None:
    publishing.approve(handed_in, reviewer)
    client.force_login(reviewer)
    data = {
        "title_vi": "Đền Đa Hòa mới",
        "introduction_vi": "Ba ngày hội bên sông Hồng.",
        "slug": "den-da-hoa",
        "body_vi-count": "0",
        "related_articles-TOTAL_FORMS": "0",
        "related_articles-INITIAL_FORMS": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    done = client.post(reverse("wagtailadmin_pages:edit", args=[story.pk]), data, follow=True).content.decode()
    assert reverse("translation_changes", args=[handed_in.original_id]) in done
