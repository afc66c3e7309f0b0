"""Publishing and taking down by the clock."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone, translation

from promo.core.languages import CODES
from promo.core.models import BasePage
from promo.core.publishing import publish_language
from promo.editorial.models import ArticlePage
from tests.core.test_who_writes_what import form_data
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def tick(monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    """The clock goes on, and the worker looks at it."""
    now = timezone.now() + timedelta(minutes=minutes)
    monkeypatch.setattr(timezone, "now", lambda: now)
    call_command("publish_scheduled", verbosity=0)


def schedule(page: Any, minutes: int) -> None:
    page = ArticlePage.objects.get(pk=page.pk)
    page.go_live_at = timezone.now() + timedelta(minutes=minutes)
    page.save_revision().publish()


def test_goes_public_when_its_time_has_come(client: Any, column_page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ArticlePageFactory(parent=column_page, title="Khai hội", live=False, en="Opening")
    schedule(page, 10)
    assert client.get("/vi/tin-tuc/khai-hoi/").status_code == 404
    tick(monkeypatch, 5)
    assert client.get("/vi/tin-tuc/khai-hoi/").status_code == 404
    tick(monkeypatch, 15)
    assert client.get("/vi/tin-tuc/khai-hoi/").status_code == 200
    assert client.get("/en/news/opening/").status_code == 200
    assert "Khai hội" in client.get("/vi/tin-tuc/").content.decode()
    assert ArticlePage.objects.get(pk=page.pk).live_languages == ["vi", "en"]


def test_is_taken_down_when_its_time_is_over(client: Any, article: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ArticlePage.objects.get(pk=article.pk)
    page.expire_at = timezone.now() + timedelta(minutes=10)
    page.save_revision().publish()
    assert client.get("/en/news/spring-festival/").status_code == 200
    tick(monkeypatch, 15)
    for address in ("/vi/tin-tuc/le-hoi-mua-xuan/", "/en/news/spring-festival/"):
        assert client.get(address).status_code == 404
    assert not [code for code in CODES if BasePage.objects.live_in(code).filter(pk=article.pk).exists()]


def test_translations_published_meanwhile_stay(article: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ArticlePage.objects.get(pk=article.pk)
    page.title_vi = "Hội xuân"
    page.slug = "hoi-xuan"
    page.go_live_at = timezone.now() + timedelta(minutes=10)
    page.save_revision().publish()
    publish_language(article, "en", {"title": "The feast"}, local_slug="the-feast")
    with translation.override("en"):
        tick(monkeypatch, 15)
    page = ArticlePage.objects.get(pk=article.pk)
    assert (page.title_vi, page.title_en) == ("Hội xuân", "The feast")
    assert (page.public_path_vi, page.public_path_en) == ("/hung-yen/tin-tuc/hoi-xuan/", "/hung-yen/news/the-feast/")


def test_one_that_cannot_be_published_does_not_keep_the_others(
    column_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its address was free when it was scheduled, and is not when its time comes."""
    stuck = ArticlePageFactory(parent=column_page, title="Cũ")
    assert stuck.live_revision is None, "made public in one step"
    page = ArticlePage.objects.get(pk=stuck.pk)
    page.slug = "le-hoi"
    page.go_live_at = timezone.now() + timedelta(minutes=5)
    page.save_revision().publish()
    other = ArticlePageFactory(parent=column_page, title="Bài khác", live=False)
    schedule(other, 6)
    ArticlePageFactory(parent=column_page, title="Lễ hội")
    with pytest.raises(CommandError, match="Cũ"):
        tick(monkeypatch, 10)
    assert ArticlePage.objects.get(pk=other.pk).live
    assert ArticlePage.objects.get(pk=stuck.pk).slug == "cu"
    # As soon as its address is free it takes its turn.
    BasePage.objects.get(slug="le-hoi").specific.delete()
    tick(monkeypatch, 1)
    assert ArticlePage.objects.get(pk=stuck.pk).slug == "le-hoi"


def test_a_scheduled_change_leaves_the_page_public_until_then(
    client: Any, article: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even a page that was made public without a revision, as those of a new portal are."""
    page = ArticlePage.objects.get(pk=article.pk)
    page.title_vi = "Hội xuân"
    page.go_live_at = timezone.now() + timedelta(minutes=10)
    page.save_revision().publish()
    assert "Lễ hội mùa xuân" in client.get("/vi/tin-tuc/le-hoi-mua-xuan/").content.decode()
    assert client.get("/en/news/spring-festival/").status_code == 200
    tick(monkeypatch, 15)
    assert "Hội xuân" in client.get("/vi/tin-tuc/le-hoi-mua-xuan/").content.decode()


def test_the_first_edit_can_be_undone(article: Any) -> None:
    page = ArticlePage.objects.get(pk=article.pk)
    page.title_vi = "Sai"
    page.save_revision().publish()
    first = ArticlePage.objects.get(pk=article.pk).revisions.order_by("pk").first()
    assert first.as_object().title_vi == "Lễ hội mùa xuân"
    assert ArticlePage.objects.get(pk=article.pk).revisions.count() == 2


def test_the_date_readers_see_is_that_of_going_public(column_page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ArticlePageFactory(parent=column_page, title="Khai hội", live=False)
    schedule(page, 10)
    tick(monkeypatch, 15)
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.display_date == timezone.now() or abs((page.display_date - timezone.now()).total_seconds()) < 5


def test_an_article_that_is_made_for_later_is_not_public_before(column_page: Any, english_admin: Any) -> None:
    """Through the admin's own form: added, approved for tomorrow, in one step."""
    later = timezone.now() + timedelta(days=1)
    data = {
        **form_data(title="Bài hẹn giờ", slug="bai-hen-gio"),
        "go_live_at": timezone.localtime(later).strftime("%Y-%m-%d %H:%M"),
        "action-publish": "1",
    }
    url = reverse("wagtailadmin_pages:add", args=["editorial", "articlepage", column_page.pk])
    response = english_admin.post(url, data)
    assert response.status_code == 302, response.context["form"].errors
    page = ArticlePage.objects.get(slug="bai-hen-gio")
    assert page.live is False
    assert page.published_at_vi is None
    assert page.revisions.exclude(approved_go_live_at=None).count() == 1
