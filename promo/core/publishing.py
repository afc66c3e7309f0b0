"""Putting a language of a page before the public, and taking it back.

These are the only writers of the target languages' columns.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext

from promo.core.languages import NAMES, TARGETS, column
from promo.core.models import BasePage
from promo.core.text import local_slugify
from promo.core.translated import translated_fields

# Sent inside the transaction, with `instance` (page or record) and `language`.
language_published = Signal()
language_withdrawn = Signal()


def _refuse_source(language: str) -> None:
    if language not in TARGETS:
        raise ValidationError(
            gettext("%(language)s is not published from here: it follows the page itself.")
            % {"language": NAMES.get(language, language)}
        )


@transaction.atomic
def publish_language(
    page: BasePage, language: str, texts: dict[str, Any], *, local_slug: str = "", at: datetime | None = None
) -> None:
    """Make `texts` (field name -> text) public as the page's `language`, all or nothing.

    Fields that are not named keep what they hold. Address words: as given, else those the page has,
    else made from the title. The date is kept when the language was public already.

    Raises ValidationError for Vietnamese, an unknown field, no title, or an address that is taken.
    """
    publish_languages(page, {language: texts}, local_slugs={language: local_slug}, at=at)


@transaction.atomic
def publish_languages(
    page: BasePage,
    texts: dict[str, dict[str, Any]],
    *,
    local_slugs: dict[str, str] | None = None,
    at: datetime | None = None,
) -> None:
    """The same for several languages (language -> field name -> text) in one save."""
    page = page.specific
    names: list[str] = []
    for language, fields in texts.items():
        _refuse_source(language)
        names += _set_language(page, language, fields, (local_slugs or {}).get(language, ""), at)
    if not names:
        return
    page.save(clean=False, update_fields=names)
    for language in texts:
        language_published.send(type(page), instance=page, language=language)


def _set_language(
    page: BasePage, language: str, texts: dict[str, Any], local_slug: str, at: datetime | None
) -> list[str]:
    """Write a language onto the instance; returns the columns to save."""
    unknown = set(texts) - set(translated_fields(type(page)))
    if unknown:
        raise ValidationError(
            gettext("This page has no text called %(names)s.") % {"names": ", ".join(sorted(unknown))}
        )
    for field, value in texts.items():
        name = column(field, language)
        setattr(page, name, page._meta.get_field(name).clean(value, page))
    title = getattr(page, column("title", language))
    if not title:
        raise ValidationError(gettext("In %(language)s the title is missing.") % {"language": NAMES[language]})
    slug_name, date_name = column("local_slug", language), column("published_at", language)
    words = local_slugify(local_slug or getattr(page, slug_name) or title, language)
    setattr(page, slug_name, words)
    if getattr(page, date_name) is None:
        setattr(page, date_name, at or timezone.now())
    return [*(column(field, language) for field in texts), slug_name, date_name]


@transaction.atomic
def withdraw_language(page: BasePage, language: str) -> None:
    """Take `language` of the page from the public; its texts stay for the desk."""
    _refuse_source(language)
    name = column("published_at", language)
    page = page.specific
    setattr(page, name, None)
    page.save(clean=False, update_fields=[name])
    language_withdrawn.send(type(page), instance=page, language=language)


@transaction.atomic
def publish_record_language(record: models.Model, language: str, texts: dict[str, Any]) -> None:
    """The same for a translated record (a menu, a setting, a picture), which has no state of its own."""
    _refuse_source(language)
    names = []
    for field, value in texts.items():
        name = column(field, language)
        setattr(record, name, record._meta.get_field(name).clean(value, record))
        names.append(name)
    record.save(update_fields=names)
    language_published.send(type(record), instance=record, language=language)
