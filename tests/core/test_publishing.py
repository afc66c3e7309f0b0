"""What `publish_language` refuses, and that it then changes nothing."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from promo.core.publishing import (
    language_published,
    publish_language,
    publish_languages,
    publish_record_language,
    withdraw_language,
)
from promo.editorial.models import ArticlePage
from tests.factories import TagFactory

pytestmark = pytest.mark.django_db


def row(article: Any) -> dict[str, Any]:
    return ArticlePage.objects.filter(pk=article.pk).values().get()


@pytest.mark.parametrize(
    "texts",
    [
        {"title": ""},
        {"title": "x" * 300},
        {"title": "ok", "no_such_field": "x"},
        {"title": "ok", "slug": "x"},
        {"introduction": "only this"},
        {"title": "ok", "introduction": "x" * 500},
    ],
)
def test_refused_without_a_trace(article: Any, texts: dict[str, Any]) -> None:
    before = row(article)
    with pytest.raises(ValidationError):
        publish_language(article, "ja", texts)
    assert row(article) == before


def test_other_fields_keep_what_they_hold_and_the_date_stays(article: Any) -> None:
    at = timezone.now()
    publish_language(article, "ja", {"title": "春", "introduction": "三日間"}, at=at)
    publish_language(article, "ja", {"title": "春祭り"})
    page = ArticlePage.objects.get(pk=article.pk)
    assert (page.title_ja, page.introduction_ja, page.published_at_ja) == ("春祭り", "三日間", at)
    withdraw_language(page, "ja")
    publish_language(page, "ja", {"title": "春祭り"})
    assert ArticlePage.objects.get(pk=article.pk).published_at_ja > at


@pytest.mark.parametrize("language", ["vi", "de", "", "EN"])
def test_only_the_target_languages(article: Any, language: str) -> None:
    for call in (
        lambda: publish_language(article, language, {"title": "x"}),
        lambda: withdraw_language(article, language),
    ):
        with pytest.raises(ValidationError):
            call()
    with pytest.raises(ValidationError):
        publish_record_language(TagFactory(), language, {"name": "x"})


def test_through_the_base_class_too(article: Any) -> None:
    from promo.core.models import BasePage

    publish_language(BasePage.objects.get(pk=article.pk), "ko", {"title": "봄", "introduction": "사흘"})
    assert ArticlePage.objects.get(pk=article.pk).introduction_ko == "사흘"


def test_several_languages_in_one_save(article: Any) -> None:
    heard: list[str] = []

    def hear(language: str, **kwargs: Any) -> None:
        heard.append(language)

    language_published.connect(hear)
    try:
        publish_languages(
            article, {"ja": {"title": "春"}, "ko": {"title": "봄"}}, local_slugs={"ja": "haru"}, at=timezone.now()
        )
    finally:
        language_published.disconnect(hear)
    page = ArticlePage.objects.get(pk=article.pk)
    assert (page.title_ja, page.local_slug_ja, page.title_ko, page.local_slug_ko) == ("春", "haru", "봄", "봄")
    assert page.published_at_ja == page.published_at_ko is not None
    assert heard == ["ja", "ko"]


def test_one_wrong_language_and_none_is_published(article: Any) -> None:
    before = row(article)
    with pytest.raises(ValidationError):
        publish_languages(article, {"ja": {"title": "春"}, "ko": {"title": ""}})
    assert row(article) == before
