"""The rule that carries everything: what the desk wrote survives whatever the form does.

In each test English is published after the form, the revision or the schedule took its copy of the
page, and the administrator's interface is English.
"""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from promo.core.languages import CODES, column
from promo.core.models import BasePage
from promo.core.publishing import publish_language, withdraw_language
from promo.editorial.models import ArticlePage
from tests.factories import ArticleIndexPageFactory, SectionPageFactory

pytestmark = pytest.mark.django_db


def texts(page: Any) -> dict[str, Any]:
    """What the public reads of a page in English, and all its addresses."""
    row = ArticlePage.objects.filter(pk=page.pk).values(
        "title_en",
        "introduction_en",
        "published_at_en",
        "local_slug_en",
        "live",
        *[column("public_path", c) for c in CODES],
    )
    return row.get()


def renew_english(page: Any) -> dict[str, Any]:
    publish_language(
        page,
        "en",
        {"title": "The feast of Chử Đồng Tử", "introduction": "Three days by the river."},
        local_slug="the-feast",
    )
    return texts(page)


@pytest.fixture(autouse=True)
def _english_interface() -> Any:
    with translation.override("en"):
        yield


def test_plain_save_of_a_stale_instance(article: Any) -> None:
    stale = ArticlePage.objects.get(pk=article.pk)
    after = renew_english(article)
    stale.title_vi = "Lễ hội mùa xuân 2026"
    stale.save()
    assert texts(article) == after
    assert ArticlePage.objects.get(pk=article.pk).title_vi == "Lễ hội mùa xuân 2026"


def test_bare_title_written_in_an_english_interface_is_vietnamese(article: Any) -> None:
    page = ArticlePage.objects.get(pk=article.pk)
    revision = page.save_revision()
    assert "title_en" not in revision.content
    assert revision.content["title_vi"] == "Lễ hội mùa xuân"
    assert revision.content["title"] == "Lễ hội mùa xuân"
    revision.publish()
    page.refresh_from_db()
    assert (page.title_vi, page.draft_title, page.title_en) == ("Lễ hội mùa xuân", "Lễ hội mùa xuân", "Spring festival")


def test_publish_of_a_revision_from_before(article: Any) -> None:
    page = ArticlePage.objects.get(pk=article.pk)
    page.title_vi = "Hội xuân"
    revision = page.save_revision()
    after = renew_english(article)
    revision.publish()
    assert texts(article) == after
    assert ArticlePage.objects.get(pk=article.pk).title_vi == "Hội xuân"


def test_scheduled_revision(article: Any) -> None:
    page = ArticlePage.objects.get(pk=article.pk)
    page.title_vi = "Hội xuân"
    page.go_live_at = timezone.now() + timedelta(milliseconds=300)
    page.save_revision(approved_go_live_at=page.go_live_at)
    after = renew_english(article)
    time.sleep(0.4)
    call_command("publish_scheduled", verbosity=0)
    assert texts(article) == after
    assert ArticlePage.objects.get(pk=article.pk).title_vi == "Hội xuân"


def test_restored_revision(article: Any, english_admin: Any) -> None:
    page = ArticlePage.objects.get(pk=article.pk)
    old = page.save_revision()
    page.title_vi = "Tên khác"
    page.save_revision().publish()
    after = renew_english(article)
    restored = ArticlePage.objects.get(pk=article.pk).revisions.get(pk=old.pk).as_object()
    assert restored.title_en == "The feast of Chử Đồng Tử"
    restored.save_revision(previous_revision=old).publish()
    assert texts(article) == after
    assert ArticlePage.objects.get(pk=article.pk).title_vi == "Lễ hội mùa xuân"


def test_unpublish_and_publish_again(article: Any) -> None:
    after = renew_english(article)
    ArticlePage.objects.get(pk=article.pk).unpublish()
    row = texts(article)
    assert row["live"] is False
    assert not BasePage.objects.live_in("en").filter(pk=article.pk).exists()
    assert ArticlePage.objects.get(pk=article.pk).published_at_vi is None
    ArticlePage.objects.get(pk=article.pk).save_revision().publish()
    assert texts(article) == after


def test_admin_edit(article: Any, english_admin: Any) -> None:
    """The whole round through Wagtail's own edit view, in English, with English renewed in between."""
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    form = english_admin.get(url)
    assert form.status_code == 200
    after = renew_english(article)
    data = form_data(title="Hội xuân bên sông", slug="le-hoi-mua-xuan")
    response = english_admin.post(url, {**data, "action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    assert texts(article) == after
    page = ArticlePage.objects.get(pk=article.pk)
    assert (page.title_vi, page.title_en) == ("Hội xuân bên sông", "The feast of Chử Đồng Tử")
    assert page.draft_title == "Hội xuân bên sông"


def form_data(*, title: str, slug: str) -> dict[str, Any]:
    """What the article form posts, with an empty body."""
    return {
        "title_vi": title,
        "slug": slug,
        "introduction_vi": "Ba ngày hội bên sông Hồng.",
        "image": "",
        "body_vi-count": "0",
        "tags": "",
        "seo_title_vi": "",
        "search_description_vi": "",
        "go_live_at": "",
        "expire_at": "",
        "related_articles-TOTAL_FORMS": "0",
        "related_articles-INITIAL_FORMS": "0",
        "related_articles-MIN_NUM_FORMS": "0",
        "related_articles-MAX_NUM_FORMS": "6",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    }


def test_the_edit_form_has_vietnamese_and_shared_fields_only(article: Any, english_admin: Any) -> None:
    form = english_admin.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).context["form"]
    assert "title_vi" in form.fields
    wrong = [name for name in form.fields if name.endswith(("_en", "_ja", "_ko", "_fr", "_lo", "_zh_hans"))]
    assert wrong == []
    assert "title" not in form.fields


def test_create_in_an_english_interface(column_page: Any, english_admin: Any) -> None:
    url = reverse("wagtailadmin_pages:add", args=["editorial", "articlepage", column_page.pk])
    response = english_admin.post(
        url, {**form_data(title="Mùa nhãn chín", slug="mua-nhan-chin"), "action-publish": "1"}
    )
    assert response.status_code == 302, response.context["form"].errors
    page = ArticlePage.objects.get(slug="mua-nhan-chin")
    assert (page.title_vi, page.title_en, page.draft_title) == ("Mùa nhãn chín", None, "Mùa nhãn chín")
    assert page.live_languages == ["vi"]
    assert page.public_path_vi == "/hung-yen/tin-tuc/mua-nhan-chin/"
    assert page.public_path_en == "/hung-yen/news/mua-nhan-chin/"


def test_move(article: Any, province: Any) -> None:
    target = ArticleIndexPageFactory(parent=province, title="Văn hóa", en="Culture")
    before = renew_english(article)
    page = ArticlePage.objects.get(pk=article.pk)
    page.move(BasePage.objects.get(pk=target.pk), pos="last-child")
    after = texts(article)
    assert after["public_path_en"] == "/hung-yen/culture/the-feast/"
    assert after["public_path_vi"] == "/hung-yen/van-hoa/le-hoi-mua-xuan/"
    assert {k: v for k, v in after.items() if "path" not in k} == {k: v for k, v in before.items() if "path" not in k}


def test_move_of_a_stale_instance(article: Any, province: Any) -> None:
    target = ArticleIndexPageFactory(parent=province, title="Văn hóa", en="Culture")
    stale = ArticlePage.objects.get(pk=article.pk)
    renew_english(article)
    stale.move(BasePage.objects.get(pk=target.pk), pos="last-child")
    assert texts(article)["public_path_en"] == "/hung-yen/culture/the-feast/"
    assert texts(article)["title_en"] == "The feast of Chử Đồng Tử"


def test_rename(article: Any) -> None:
    page = ArticlePage.objects.get(pk=article.pk)
    page.slug = "hoi-xuan"
    revision = page.save_revision()
    after = renew_english(article)
    revision.publish()
    now = texts(article)
    assert now["public_path_vi"] == "/hung-yen/tin-tuc/hoi-xuan/"
    assert now["public_path_en"] == after["public_path_en"] == "/hung-yen/news/the-feast/"
    # Where a language has no words of its own, its address follows the Vietnamese one.
    assert now["public_path_ja"] == "/hung-yen/tin-tuc/hoi-xuan/"


def test_copy_starts_in_vietnamese_alone(article: Any, english_admin: Any) -> None:
    renew_english(article)
    copy = ArticlePage.objects.get(pk=article.pk).copy(update_attrs={"slug": "ban-sao"})
    copy.refresh_from_db()
    assert (copy.title_vi, copy.title_en, copy.local_slug_en, copy.published_at_en) == (
        "Lễ hội mùa xuân",
        None,
        "",
        None,
    )
    assert copy.live_languages == ["vi"]
    assert copy.public_path_en == "/hung-yen/news/ban-sao/"
    assert copy.path_key_vi != article.path_key_vi


def test_copy_through_the_admin(article: Any, column_page: Any, english_admin: Any) -> None:
    renew_english(article)
    response = english_admin.post(
        reverse("wagtailadmin_pages:copy", args=[article.pk]),
        {
            "new_title": "Bản sao",
            "new_slug": "ban-sao",
            "new_parent_page": column_page.pk,
            "copy_subpages": "",
            "publish_copies": "on",
        },
    )
    assert response.status_code == 302, response.context["form"].errors
    copy = ArticlePage.objects.get(slug="ban-sao")
    assert (copy.title_vi, copy.title_en, copy.draft_title) == ("Bản sao", None, "Bản sao")


def test_moderation(article: Any, province: Any, english_admin: Any, administrator: Any) -> None:
    task = GroupApprovalTask.objects.create(name="Duyệt")
    task.groups.add(Group.objects.create(name="Người duyệt"))
    workflow = Workflow.objects.create(name="Duyệt bài")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=BasePage.objects.get(pk=province.pk))
    page = ArticlePage.objects.get(pk=article.pk)
    page.title_vi = "Bài chờ duyệt"
    page.save_revision(user=administrator)
    state = workflow.start(page, administrator)
    after = renew_english(article)
    state.current_task_state.approve(user=administrator)
    assert texts(article) == after
    assert ArticlePage.objects.get(pk=article.pk).title_vi == "Bài chờ duyệt"


def test_withdrawing_a_language_keeps_its_texts_for_the_desk(article: Any) -> None:
    renew_english(article)
    withdraw_language(article, "en")
    row = texts(article)
    assert row["published_at_en"] is None
    assert row["title_en"] == "The feast of Chử Đồng Tử"
    assert not BasePage.objects.live_in("en").filter(pk=article.pk).exists()


def test_vietnamese_is_not_published_from_the_desk(article: Any) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        publish_language(article, "vi", {"title": "Không được"})


def test_aliases_are_refused(article: Any) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        article.create_alias()


def test_section_and_its_children_follow_one_rename(province: Any) -> None:
    section = SectionPageFactory(parent=province, title="Du lịch", en="Travel")
    child = SectionPageFactory(parent=section, title="Điểm đến", en="Places")
    publish_language(section, "en", {"title": "Visit"}, local_slug="visit")
    child.refresh_from_db()
    assert child.public_path_en == "/hung-yen/visit/places/"
    assert child.public_path_vi == "/hung-yen/du-lich/diem-den/"
