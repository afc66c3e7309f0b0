"""A wrong map must not live on in a translation, a copy or an earlier version."""

import json
from typing import Any

import pytest
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageLogEntry, Revision

from promo.core.models import PortalImage
from promo.editorial.models import ArticlePage
from promo.languages import publishing, takedowns
from promo.languages.models import Takedown
from tests.languages.conftest import translate_all, translation_of
from tests.shared import shared

pytestmark = pytest.mark.django_db
QUOTE = "0b7e2c1a-0000-4000-8000-000000000002"
MAP = "0b7e2c1a-0000-4000-8000-00000000000a"


@shared
def everywhere(story: Any, translator: Any, reviewer: Any) -> Any:
    """The story, live in English, handed in in French, with a copy and several revisions."""
    english = translation_of(story)
    translate_all(english, translator)
    publishing.publish_now(english, reviewer)
    french = translation_of(story, "fr")
    translate_all(french, translator, prefix="FR")
    publishing.hand_in(french, translator)
    page = ArticlePage.objects.get(pk=story.pk)
    page.save_revision()
    page.copy(update_attrs={"slug": "den-2", "title": "Đền thứ hai"})
    return story


def stored_anywhere(words: str) -> list[str]:
    """Where a string still stands: columns of pages, revisions of pages and translations."""
    found = []
    for row in ArticlePage.objects.values():
        found += [f"{row['slug']}.{name}" for name, value in row.items() if words in _text(value)]
    for revision in Revision.objects.all():
        if words in _text(revision.content):
            found.append(f"revision of {revision.object_str}")
    return found


def _text(value: Any) -> str:
    raw = value.get_prep_value() if hasattr(value, "get_prep_value") else value
    return json.dumps(raw, ensure_ascii=False, default=str)


def test_a_block_goes_from_languages_copies_and_revisions(everywhere: Any, reviewer: Any) -> None:
    assert len(stored_anywhere(QUOTE)) > 6
    done = takedowns.take_down_block(QUOTE, reason="Trích dẫn sai nguồn.", user=reviewer)
    # The keys of the texts that were approved remain, their words and their block do not.
    assert all(place.startswith("revision of Đền Đa Hòa ·") for place in stored_anywhere(QUOTE))
    for revision in Revision.objects.all():
        assert QUOTE not in _text(revision.content.get("texts")) + _text(revision.content.get("body_vi"))
    assert {place["title"] for place in done.places} == {"Đền Đa Hòa", "Đền thứ hai"}
    assert PageLogEntry.objects.filter(action="languages.takedown", data__reason="Trích dẫn sai nguồn.").count() == 2


def test_an_approval_after_the_takedown_does_not_bring_it_back(everywhere: Any, reviewer: Any) -> None:
    takedowns.take_down_block(QUOTE, reason="Trích dẫn sai nguồn.", user=reviewer)
    publishing.approve(translation_of(everywhere, "fr"), reviewer)
    page = ArticlePage.objects.get(pk=everywhere.pk)
    assert page.published_in("fr")
    assert [block["type"] for block in page.body_fr.get_prep_value()] == ["text"]


def test_a_restored_revision_does_not_bring_it_back(everywhere: Any, reviewer: Any) -> None:
    takedowns.take_down_block(QUOTE, reason="Trích dẫn sai nguồn.", user=reviewer)
    for revision in Revision.objects.for_instance(everywhere):
        assert QUOTE not in _text(revision.as_object().body_vi)


@pytest.fixture
def picture(db: Any) -> Any:
    return PortalImage.objects.create(title="Bản đồ", file=get_test_image_file())


def blocks_with(image: int) -> list[dict[str, Any]]:
    def items(*values: Any) -> list[dict[str, Any]]:
        return [{"type": "item", "value": value, "id": f"i{number}"} for number, value in enumerate(values)]

    return [
        {"type": "picture", "value": {"image": image, "caption": "Bản đồ sai", "width": "text"}, "id": MAP},
        {"type": "people", "value": {"heading": "", "people": items({"name": "An", "image": image})}, "id": "p"},
        {"type": "gallery", "value": {"heading": "", "pictures": items({"image": image, "caption": ""})}, "id": "g"},
    ]


def test_a_picture_goes_with_the_blocks_that_are_nothing_without_it(
    story: Any, picture: Any, translator: Any, reviewer: Any
) -> None:
    page = ArticlePage.objects.get(pk=story.pk)
    page.image = picture
    page.body_vi = ArticlePage._meta.get_field("body_vi").to_python(blocks_with(picture.pk))
    page.save()
    page.save_revision().publish()
    english = translation_of(story)
    translate_all(english, translator)
    publishing.publish_now(english, reviewer)
    from promo.languages.removable import removable_parts

    assert ("picture", "Bản đồ") in [(part.kind, part.title) for part in removable_parts(page)]
    name = picture.file.name
    done = takedowns.take_down_picture(picture, reason="Bản đồ thiếu Hoàng Sa, Trường Sa.", user=reviewer)
    page = ArticlePage.objects.get(pk=story.pk)
    for body in (page.body_vi, page.body_en):
        [people] = body.get_prep_value()
        assert people["type"] == "people"
        assert people["value"]["people"][0]["value"] == {**people["value"]["people"][0]["value"], "image": None}
    assert page.image is None
    assert not PortalImage.objects.filter(file=name).exists()
    assert done.places == [{"page": story.pk, "title": "Đền Đa Hòa", "languages": ["vi", "en"]}]
    assert "Bản đồ sai" not in _text(page.get_latest_revision().content)


def test_a_page_returns_in_vietnamese_alone(client: Any, everywhere: Any, reviewer: Any) -> None:
    page = ArticlePage.objects.get(pk=everywhere.pk)
    url = page.url_in("en")
    takedowns.take_down_page(page, reason="Thông tin sai nghiêm trọng.", user=reviewer)
    assert client.get(url).status_code == 404
    ArticlePage.objects.get(pk=everywhere.pk).get_latest_revision().publish()
    page = ArticlePage.objects.get(pk=everywhere.pk)
    assert page.live_languages == ["vi"]
    assert not translation_of(everywhere).live
    assert translation_of(everywhere).units_done


def test_the_page_that_asks_for_the_reason(client: Any, everywhere: Any, reviewer: Any, editor: Any) -> None:
    url = reverse("translation_takedown", args=["block", QUOTE])
    client.force_login(editor)
    assert client.get(url).status_code in (302, 403)
    client.force_login(reviewer)
    page = client.get(url)
    assert page.status_code == 200
    assert "Đền thứ hai" in page.content.decode()
    refused = client.post(url, {"reason": "sai", "understood": "on"})
    assert refused.status_code == 200 and stored_anywhere(QUOTE)
    done = client.post(url, {"reason": "Trích dẫn sai nguồn gốc.", "understood": "on"})
    assert done.status_code == 302
    assert Takedown.objects.get().user == reviewer
    assert client.get(url).status_code == 404


def test_publishing_again_asks_which_languages_return(client: Any, story: Any, translator: Any, reviewer: Any) -> None:
    for language in ("en", "fr"):
        translation = translation_of(story, language)
        translate_all(translation, translator)
        publishing.publish_now(translation, reviewer)
    ArticlePage.objects.get(pk=story.pk).unpublish()
    client.force_login(reviewer)
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    form = client.get(edit)
    assert "English, Français" in form.content.decode()
    assert reverse("translation_returning", args=[story.pk]) in form.content.decode()
    data = {
        "title_vi": "Đền Đa Hòa",
        "introduction_vi": "Ngôi đền bên sông.",
        "slug": "den-da-hoa",
        "body_vi-count": "0",
        "tags": "",
        "related_articles-TOTAL_FORMS": "0",
        "related_articles-INITIAL_FORMS": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    asked = client.post(edit, data)
    assert asked.status_code == 302
    assert asked.url == reverse("translation_returning", args=[story.pk]) + "?publish=1"
    assert not ArticlePage.objects.get(pk=story.pk).live
    page = client.get(asked.url).content.decode()
    assert 'value="en"' in page and 'value="fr"' in page
    client.post(asked.url, {"publish": "1", "language": ["fr"]})
    assert ArticlePage.objects.get(pk=story.pk).live_languages == ["vi", "fr"]
    assert translation_of(story).units_done
