"""A block that is renamed is renamed in every language, in what is public and in what is not yet."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from promo.core.body_changes import change_bodies
from promo.core.publishing import publish_language
from promo.editorial.models import ArticlePage

pytestmark = pytest.mark.django_db


def body(text: str) -> list[dict[str, Any]]:
    return [
        {"type": "text", "value": f"<p>{text}</p>", "id": "11111111-1111-4111-8111-111111111111"},
        {
            "type": "quote",
            "value": {"text": text, "attribution": "A", "role": ""},
            "id": "22222222-2222-4222-8222-222222222222",
        },
    ]


def as_text(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The change under test: quotations become paragraphs, under the same ids."""
    return [
        {**block, "type": "text", "value": f"<p>{block['value']['text']}</p>"} if block["type"] == "quote" else block
        for block in blocks
    ]


def test_every_language_and_every_revision(article: Any) -> None:
    page = ArticlePage.objects.get(pk=article.pk)
    page.body_vi = body("Tiếng Việt")
    page.save_revision().publish()
    publish_language(page, "en", {"body": body("English")})
    page = ArticlePage.objects.get(pk=article.pk)
    page.body_vi = body("Bản nháp")
    draft = page.save_revision()
    apps = MigrationExecutor(connection).loader.project_state().apps
    operation = change_bodies("editorial", "ArticlePage", "body", as_text)
    operation.code(apps, None)

    page = ArticlePage.objects.get(pk=article.pk)
    for language, text in (("vi", "Tiếng Việt"), ("en", "English")):
        blocks = list(getattr(page, f"body_{language}").raw_data)
        assert [block["type"] for block in blocks] == ["text", "text"]
        assert blocks[1]["value"] == f"<p>{text}</p>"
        assert blocks[1]["id"] == "22222222-2222-4222-8222-222222222222"
    assert list(page.body_ja.raw_data) == []
    draft.refresh_from_db()
    restored = draft.as_object()
    assert [block.block_type for block in restored.body_vi] == ["text", "text"]
    assert "Bản nháp" in str(restored.body_vi[1].value)


def test_what_needs_no_change_is_not_written(article: Any, django_assert_num_queries: Any) -> None:
    apps = MigrationExecutor(connection).loader.project_state().apps
    operation = change_bodies("editorial", "ArticlePage", "body", as_text)
    # The pages, and the revisions: two reads and no write.
    with django_assert_num_queries(2):
        operation.code(apps, None)


def test_the_desk_keeps_its_translations(article: Any, administrator: Any) -> None:
    from promo.languages import desk, originals, publishing
    from promo.languages.models import Translation
    from tests.languages.conftest import translate_all, translation_of

    page = ArticlePage.objects.get(pk=article.pk)
    page.body_vi = body("Tiếng Việt")
    page.save()
    translation = translation_of(page)
    translate_all(translation, None)
    publishing.publish_now(translation, administrator)
    apps = MigrationExecutor(connection).loader.project_state().apps
    change_bodies("editorial", "ArticlePage", "body", as_text).code(apps, None)
    originals.sync(ArticlePage.objects.get(pk=article.pk))
    translation = translation_of(page)
    units = desk.worksheet(translation)
    # The words are under another key of the same block; what was said of the attribution has gone with it.
    assert [unit.target for unit in units][-2:] == ["EN Tiếng Việt", "EN Tiếng Việt"]
    assert translation.state == Translation.State.LIVE
    revision = translation.latest_revision
    assert [block["type"] for block in revision.content["texts"]["body"]] == ["text", "text"]
