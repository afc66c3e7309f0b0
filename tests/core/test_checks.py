"""The system checks refuse what would lose translations, and pass on the project."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import checks as django_checks
from django.core.management import call_command
from django.db import models
from django.test.utils import isolate_apps
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField

from promo.core import checks
from promo.core.fields import BodyField
from promo.core.models import BasePage
from promo.core.translated import TranslatedRecord


def given(monkeypatch: pytest.MonkeyPatch, *found: Any) -> None:
    """As if these models were all there are."""
    monkeypatch.setattr(checks, "our_models", lambda: iter(found))
    monkeypatch.setattr(checks, "get_page_models", lambda: list(found))


def ids(errors: list[Any]) -> list[str]:
    return [error.id for error in errors]


@pytest.mark.django_db
def test_the_project_passes() -> None:
    found = [
        error
        for check in (checks.page_types_use_the_base, checks.texts_are_translated, checks.children_hold_no_translations)
        for error in check(None)
    ]
    assert found == []
    call_command("check", fail_level="WARNING")


def test_the_checks_are_run_by_django() -> None:
    registered = django_checks.registry.registry.registered_checks
    assert {
        checks.page_types_use_the_base,
        checks.texts_are_translated,
        checks.children_hold_no_translations,
    } <= registered


def test_our_models_are_looked_at() -> None:
    names = {model.__name__ for model in checks.our_models()}
    assert {"BasePage", "ArticlePage", "HomePage", "Menu", "PortalImage", "AdministrativeUnit"} <= names
    assert "User" not in names


def test_a_page_type_outside_the_base_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stray:
        pass

    given(monkeypatch, BasePage, Stray)
    errors = checks.page_types_use_the_base(None)
    assert ids(errors) == ["core.E001"]
    assert "Stray" in errors[0].msg


@pytest.fixture
def isolated() -> Iterator[None]:
    with isolate_apps("promo.core"):
        yield


@pytest.mark.parametrize(
    "field",
    [
        models.CharField(max_length=20),
        models.TextField(blank=True),
        RichTextField(blank=True),
        BodyField(blank=True),
    ],
    ids=lambda field: type(field).__name__,
)
def test_a_text_that_is_not_registered_is_refused(monkeypatch: pytest.MonkeyPatch, isolated: None, field: Any) -> None:
    class Leaflet(TranslatedRecord):
        text_of_it = field.clone()

        class Meta:
            app_label = "core"

    Leaflet.__module__ = "promo.core.leaflets"
    given(monkeypatch, Leaflet)
    errors = checks.texts_are_translated(None)
    assert ids(errors) == ["core.E002"]
    assert "Leaflet.text_of_it" in errors[0].msg

    Leaflet.untranslated_fields = ("text_of_it",)
    assert checks.texts_are_translated(None) == []


def test_what_is_no_text_is_left_alone(monkeypatch: pytest.MonkeyPatch, isolated: None) -> None:
    class Leaflet(TranslatedRecord):
        key = models.SlugField()
        mail = models.EmailField()
        address = models.URLField()
        kind = models.CharField(max_length=5, choices=[("a", "A")])
        count = models.IntegerField()

        class Meta:
            app_label = "core"

    Leaflet.__module__ = "promo.core.leaflets"
    given(monkeypatch, Leaflet)
    assert checks.texts_are_translated(None) == []


def test_translations_behind_a_parental_key_are_refused(monkeypatch: pytest.MonkeyPatch, isolated: None) -> None:
    class Line(models.Model):
        page = ParentalKey("core.BasePage", on_delete=models.CASCADE, related_name="lines")
        text = models.CharField(max_length=20)

        class Meta:
            app_label = "core"

    given(monkeypatch, Line)
    assert checks.children_hold_no_translations(None) == []
    monkeypatch.setattr(checks, "translated_fields", lambda model: ["text"] if model is Line else [])
    errors = checks.children_hold_no_translations(None)
    assert ids(errors) == ["core.E003"]
    assert "Line" in errors[0].msg


def test_translations_behind_a_plain_key_are_fine(monkeypatch: pytest.MonkeyPatch, isolated: None) -> None:
    class Line(models.Model):
        page = models.ForeignKey("core.BasePage", on_delete=models.CASCADE)

        class Meta:
            app_label = "core"

    given(monkeypatch, Line)
    monkeypatch.setattr(checks, "translated_fields", lambda model: ["text"])
    assert checks.children_hold_no_translations(None) == []
