"""A body outlives the definitions of its blocks, above all in a data migration."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.writer import MigrationWriter
from django.db.models.expressions import RawSQL
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from promo.core.blocks import REGISTRY, body_blocks
from promo.core.fields import BodyField
from promo.core.languages import CODES, column
from promo.core.publishing import publish_language
from promo.editorial.models import ArticlePage
from promo.portals.models import HomePage, SectionPage

# As old content is: keys in no particular order, a block nobody defines any more, marks and emoji.
BODY = [
    {"type": "text", "value": '<p data-block-key="k1a2b">Nhãn lồng “Hưng Yên” 🐉 \u0e9a\u0eb8\u0e99</p>', "id": "0c1d"},
    {"value": {"b": 2, "a": None, "x": [1, {"y": "z"}]}, "type": "block_of_last_year", "id": "9f"},
]


def stored(model: type[models.Model], pk: int, name: str) -> str:
    """The column as the database holds it, past every field class."""
    table, quote = model._meta.db_table, connection.ops.quote_name
    text = f"{quote(table)}.{quote(name)}" + ("::text" if connection.vendor == "postgresql" else "")
    return str(model._base_manager.annotate(raw=RawSQL(text, ())).order_by().values_list("raw", flat=True).get(pk=pk))  # noqa: S611


def write(model: type[models.Model], pk: int, name: str, value: Any) -> None:
    """Past every field class, too, so that blocks may be there which nobody defines any more."""
    quote = connection.ops.quote_name
    cast = "::jsonb" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(model._meta.db_table)} SET {quote(name)} = %s{cast} WHERE {quote(model._meta.pk.column)} = %s",  # noqa: S608
            [json.dumps(value), pk],
        )


def historical_apps() -> Any:
    return MigrationExecutor(connection).loader.project_state().apps


def test_deconstruct_names_no_blocks() -> None:
    _name, path, args, kwargs = ArticlePage._meta.get_field("body_vi").deconstruct()
    assert (path, args) == ("promo.core.fields.BodyField", [])
    assert "block_lookup" not in kwargs
    assert "promo.core.fields.BodyField" in MigrationWriter.serialize(BodyField(body_blocks(), blank=True))[0]
    assert "Block(" not in MigrationWriter.serialize(BodyField(body_blocks(), blank=True))[0]


def test_a_changed_block_makes_no_migration() -> None:
    before = BodyField(body_blocks(["text"]), blank=True).deconstruct()
    assert BodyField(body_blocks(), blank=True).deconstruct() == before


@pytest.mark.django_db
def test_clone_keeps_the_blocks() -> None:
    field = BodyField(body_blocks(["text", "quote"]), blank=True, max_num=3)
    copy = field.clone()
    assert list(copy.stream_block.child_blocks) == ["text", "quote"]
    assert not copy.is_historical
    assert copy.blank is True
    assert set(ArticlePage._meta.get_field("body_ja").stream_block.child_blocks) == set(REGISTRY)


def test_a_stream_block_of_its_own_counts_as_blocks() -> None:
    assert not BodyField(StreamBlock(body_blocks(["text"]))).is_historical
    assert BodyField().is_historical
    assert BodyField(blank=True).get_default() == []


@pytest.mark.django_db
def test_a_data_migration_that_saves_every_page_changes_no_body(province: Any, article: Any) -> None:
    section = SectionPage(title_vi="Văn hóa", slug="van-hoa")
    province.add_child(instance=section)
    bodies = {
        (model, pk, name): value
        for model, pk in ((ArticlePage, article.pk), (SectionPage, section.pk))
        for name, value in (
            (column("body", code), [] if code == "ko" else [*BODY, {"type": "text", "value": code, "id": code}])
            for code in CODES
        )
    }
    bodies[HomePage, province.pk, "body_vi"] = [{"type": "no_such_part", "value": {"heading": ""}, "id": "1"}]
    bodies[HomePage, province.pk, "social"] = [
        {"type": "link", "value": {"label": "X", "url": "https://x.vn"}, "id": "2"}
    ]
    for (model, pk, name), value in bodies.items():
        write(model, pk, name, value)
    before = {key: stored(*key) for key in bodies}
    assert "block_of_last_year" in before[ArticlePage, article.pk, "body_lo"]

    apps = historical_apps()
    saved = 0
    for label in ("core.BasePage", "editorial.ArticlePage", "portals.SectionPage", "portals.HomePage"):
        for page in apps.get_model(label).objects.all():
            page.save()
            saved += 1
    assert saved >= 6  # the root, the portal, the column, the article, the section; some as two models

    assert {key: stored(*key) for key in bodies} == before


@pytest.mark.django_db
def test_a_data_migration_can_read_and_change_a_body(article: Any) -> None:
    write(ArticlePage, article.pk, "body_fr", BODY)
    model = historical_apps().get_model("editorial.ArticlePage")
    page = model.objects.get(pk=article.pk)
    body = page.body_fr
    assert [block["type"] for block in body] == ["text", "block_of_last_year"]
    body[1]["type"] = "quote"
    page.save()
    assert [block["type"] for block in json.loads(stored(ArticlePage, article.pk, "body_fr"))] == ["text", "quote"]


@pytest.mark.django_db
def test_a_new_row_in_a_data_migration_has_an_empty_body(article: Any) -> None:
    """Menu is the simplest model with a body: a row made without naming it is a body without blocks."""
    menu = (
        historical_apps()
        .get_model("portals.Menu")
        .objects.create(portal_id=article.get_parent().get_parent().pk, place="header")
    )
    from promo.portals.models import Menu

    assert list(Menu.objects.get(pk=menu.pk).items_vi) == []


@pytest.mark.django_db
def test_the_trap_is_real(article: Any) -> None:
    """What the field is for: Wagtail's own, without blocks, drops all it does not know and saves the rest."""
    plain = StreamField([], blank=True)
    value = plain.to_python(BODY)
    assert plain.get_prep_value(value) == []
    ours = BodyField(blank=True)
    assert ours.get_prep_value(ours.to_python(BODY)) == BODY


@pytest.mark.django_db
def test_the_living_field_still_cleans_and_saves_blocks(article: Any) -> None:
    publish_language(
        article, "ja", {"title": "春祭り", "body": [{"type": "quote", "value": {"text": "鳥"}, "id": "a"}]}
    )
    page = ArticlePage.objects.get(pk=article.pk)
    assert page.body_ja[0].value["text"] == "鳥"
    assert page.body_ja[0].id == "a"


def test_migrations_stay_small_and_free_of_blocks() -> None:
    files = list((settings.BASE_DIR / "promo").glob("*/migrations/0*.py"))
    assert len(files) >= 6
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert "wagtail.blocks" not in text, file
        assert "block_lookup" not in text, file
        assert "StreamField" not in text, file
    assert sum(Path(file).stat().st_size for file in files) < 400_000
