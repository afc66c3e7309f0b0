"""Tags: one tag in every language."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from promo.core.models import Tag
from promo.core.publishing import publish_record_language
from promo.editorial.models import ArticlePage
from tests.core.test_who_writes_what import form_data
from tests.factories import ArticlePageFactory, TagFactory

pytestmark = pytest.mark.django_db


def test_names_by_language() -> None:
    tag = TagFactory(name_vi="Lễ hội")
    publish_record_language(tag, "en", {"name": "Festivals"})
    publish_record_language(tag, "lo", {"name": "ບຸນ"})
    fresh = Tag.objects.get(pk=tag.pk)
    with translation.override("en"):
        assert fresh.name == "Festivals"
    with translation.override("ja"):
        assert fresh.name == "Lễ hội"


def test_missing_names_do_not_clash() -> None:
    first, second = TagFactory(name_vi="Một"), TagFactory(name_vi="Hai")
    publish_record_language(first, "en", {"name": "One"})
    for tag in (first, second):
        fresh = Tag.objects.get(pk=tag.pk)
        fresh.save()
        fresh.full_clean()
    assert Tag.objects.filter(name_ja=None).count() == 2
    assert Tag.objects.get(pk=second.pk).name_en is None


def test_the_same_name_twice_is_refused() -> None:
    TagFactory(name_vi="Lễ hội")
    with pytest.raises(ValidationError):
        Tag(name_vi="Lễ hội", slug="khac").full_clean()


def test_slugs_fold_vietnamese() -> None:
    assert Tag().slugify("Đầu tư & phát triển") == "dau-tu-phat-trien"
    assert Tag().slugify("Đầu tư", 2) == "dau-tu-2"


@pytest.mark.parametrize("interface", ["vi", "en"])
def test_a_tag_typed_into_the_form_is_vietnamese(article: Any, client: Any, administrator: Any, interface: str) -> None:
    """Whatever the interface speaks: what an editor types into a Vietnamese form is a Vietnamese name."""
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(administrator)
    profile.preferred_language = interface
    profile.save()
    client.force_login(administrator)
    existing = TagFactory(name_vi="Lễ hội", slug="le-hoi")
    publish_record_language(existing, "en", {"name": "Festivals"})
    data = {
        **form_data(title=article.title_vi, slug=article.slug),
        "tags": '"Lễ hội", "Nhãn lồng"',
        "action-publish": "1",
    }
    response = client.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), data)
    assert response.status_code == 302, response.context["form"].errors
    assert {(tag.name_vi, tag.name_en) for tag in Tag.objects.all()} == {("Lễ hội", "Festivals"), ("Nhãn lồng", None)}
    assert set(ArticlePage.objects.get(pk=article.pk).tags.values_list("slug", flat=True)) == {"le-hoi", "nhan-long"}
    # And opened again, the form shows them by the names it will look them up by.
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert "Lễ hội" in shown


def test_an_article_shows_its_tags_in_the_readers_language(article: Any, client: Any) -> None:
    tag = TagFactory(name_vi="Lễ hội", slug="le-hoi")
    publish_record_language(tag, "en", {"name": "Festivals"})
    page = ArticlePage.objects.get(pk=article.pk)
    page.tags.add(tag)
    page.save()
    assert "Festivals" in client.get("/en/news/spring-festival/").content.decode()


def test_tags_survive_a_revision_and_a_copy(article: Any, column_page: Any) -> None:
    page = ArticlePage.objects.get(pk=article.pk)
    page.tags.add(TagFactory(name_vi="Lễ hội", slug="le-hoi"))
    with translation.override("en"):
        page.save_revision().publish()
        copy = ArticlePage.objects.get(pk=article.pk).copy(update_attrs={"slug": "ban-sao"})
    assert list(copy.tags.values_list("slug", flat=True)) == ["le-hoi"]
    assert ArticlePageFactory(parent=column_page).tags.count() == 0
