"""System checks that hold the rules of the house: what they refuse would lose translations."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import Error, Tags, register
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import get_page_models

from promo.core.languages import CODES, column
from promo.core.translated import ADDRESS_FIELDS, STATE_FIELDS, TranslatedRecord, translated_fields

OUR_APPS = "promo."


def our_models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if model.__module__.startswith(OUR_APPS):
            yield model


@register(Tags.models)
def page_types_use_the_base(app_configs: Any, **kwargs: Any) -> list[Error]:
    """core.E001: a page type whose class does not come down from BasePage has no translated columns."""
    from promo.core.models import BasePage

    return [
        Error(
            f"{model.__name__} is a page type outside BasePage.",
            hint="Derive it from promo.core.models.BasePage.",
            obj=model,
            id="core.E001",
        )
        for model in get_page_models()
        if not issubclass(model, BasePage)
    ]


@register(Tags.models)
def texts_are_translated(app_configs: Any, **kwargs: Any) -> list[Error]:
    """core.E002: a text field of a page or translated record is either translated or says that it is not."""
    from promo.core.models import BasePage

    errors = []
    for model in our_models():
        if not issubclass(model, (BasePage, TranslatedRecord)):
            continue
        known = set(translated_fields(model)) | set(getattr(model, "untranslated_fields", ()))
        known |= {
            column(field, code)
            for field in (*translated_fields(model), *STATE_FIELDS, *ADDRESS_FIELDS)
            for code in CODES
        }
        missing = [
            field.name
            for field in model._meta.local_fields
            if _is_text(field) and field.name not in known and not _inherited(model, field)
        ]
        errors += [
            Error(
                f"{model.__name__}.{name} holds text but is not registered for translation.",
                hint=f"Name it in the app's translation.py, or in {model.__name__}.untranslated_fields.",
                obj=model,
                id="core.E002",
            )
            for name in missing
        ]
    return errors


@register(Tags.models)
def children_hold_no_translations(app_configs: Any, **kwargs: Any) -> list[Error]:
    """core.E003: a publish rewrites the rows behind a ParentalKey, and their translations with them."""
    return [
        Error(
            f"{model.__name__} has translated fields and belongs to a page by a ParentalKey.",
            hint="Keep lists with text in a StreamField, or point at the page by a plain ForeignKey.",
            obj=model,
            id="core.E003",
        )
        for model in our_models()
        if translated_fields(model) and any(isinstance(field, ParentalKey) for field in model._meta.local_fields)
    ]


def _is_text(field: models.Field) -> bool:
    if isinstance(field, (RichTextField, StreamField)):
        return True
    # Choices, addresses and codes are text to the database, not to a reader.
    plain = (models.SlugField, models.EmailField, models.URLField, models.FileField, models.UUIDField)
    return (
        isinstance(field, (models.CharField, models.TextField)) and not isinstance(field, plain) and not field.choices
    )


def _inherited(model: type[models.Model], field: models.Field) -> bool:
    """Whether the field comes from an abstract class that is not ours (Wagtail's page, image, tag)."""
    return any(
        field.name in {other.name for other in base._meta.local_fields}
        for base in model.__mro__
        if base is not model
        and hasattr(base, "_meta")
        and base._meta.abstract
        and not base.__module__.startswith(OUR_APPS)
    )
