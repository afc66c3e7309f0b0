"""manage.py sync_translations: after an upgrade, an import past the models, a new language."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from promo.core.languages import column
from promo.core.models import BasePage
from promo.languages.models import GlossaryTerm, Original, Translation, TranslatorGroup
from tests.languages.conftest import translation_of

pytestmark = pytest.mark.django_db


def sync(*arguments: str) -> str:
    out = StringIO()
    call_command("sync_translations", *arguments, stdout=out)
    return out.getvalue()


def test_an_installation_older_than_the_desk(article: Any, province: Any) -> None:
    count = Original.objects.count()
    Original.objects.all().delete()
    TranslatorGroup.objects.all().delete()
    sync("--dry-run")
    assert not Original.objects.exists()
    sync()
    assert Original.objects.count() == count
    english, french = translation_of(article), translation_of(article, "fr")
    assert (english.state, english.live) == (Translation.State.LIVE, True)
    assert (french.state, french.live) == (Translation.State.MISSING, False)
    assert TranslatorGroup.objects.filter(portal=province).count() == 1
    sync()
    assert Original.objects.count() == count
    assert TranslatorGroup.objects.filter(portal=province).count() == 1


def test_texts_written_past_the_models_are_found(article: Any) -> None:
    translation_of(article)
    type(article).objects.filter(pk=article.pk).update(title_vi="Lễ hội mùa thu", title="Lễ hội mùa thu")
    sync()
    assert translation_of(article).original.title == "Lễ hội mùa thu"


def test_a_language_that_has_just_been_added(article: Any) -> None:
    """Its columns are there and empty, as after the migration."""
    names = {column("public_path", "lo"): "", column("path_key", "lo"): None}
    BasePage.objects.update(**names)
    Translation.objects.filter(language="lo").delete()
    sync()
    page = BasePage.objects.get(pk=article.pk)
    assert (page.public_path_lo, page.path_key_lo) == (page.public_path_vi, page.path_key_vi)
    assert translation_of(article, "lo").state == Translation.State.MISSING


def test_a_language_that_is_no_more_is_forgotten(article: Any, province: Any) -> None:
    original = translation_of(article).original
    Translation.objects.create(original=original, language="es")
    GlossaryTerm.objects.create(language="es", term="Đền", translation="Templo")
    province.languages = [*province.languages, "es"]
    province.save(clean=False)
    with pytest.raises(CommandError):
        sync("--forget", "fr")
    sync("--forget", "es")
    assert not Translation.objects.filter(language="es").exists()
    assert not GlossaryTerm.objects.filter(language="es").exists()
    province.refresh_from_db()
    assert "es" not in province.languages
    assert original.translations.count() == 6
