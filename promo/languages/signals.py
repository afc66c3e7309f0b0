"""The desk follows what happens to pages and records, whoever does it."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.signals import workflow_cancelled, workflow_rejected, workflow_submitted

from promo.core.models import BasePage
from promo.core.publishing import language_published, language_withdrawn
from promo.core.signals import page_copied
from promo.languages import copies, desk, originals
from promo.languages.models import Original, Translation
from promo.portals.creation import portal_created
from promo.portals.models import HomePage


def _touches_source(sender: Any, kwargs: dict[str, Any]) -> bool:
    """Whether a save writes Vietnamese texts of something that is translated."""
    if kwargs.get("raw") or not originals.is_translated(sender):
        return False
    named = kwargs.get("update_fields")
    return named is None or bool(set(named) & originals.source_columns(sender))


@receiver(pre_save)
def before_a_change(sender: Any, instance: Any, **kwargs: Any) -> None:
    if instance.pk is not None and _touches_source(sender, kwargs):
        originals.keep_what_is_public(instance)


@receiver(post_save)
def after_a_change(sender: Any, instance: Any, **kwargs: Any) -> None:
    if not _touches_source(sender, kwargs):
        return
    if originals.wants(instance):
        originals.sync(instance)
    if isinstance(instance, HomePage):
        originals.original_of(instance.unit)


@receiver(post_delete)
def after_deletion(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Pages take theirs along by their foreign key; records have none."""
    if originals.is_translated(sender) and not isinstance(instance, BasePage):
        Original.objects.filter(content_type=originals.content_type_of(instance), object_id=instance.pk).delete()


@receiver(language_published)
def published_elsewhere(sender: Any, instance: Any, language: str, **kwargs: Any) -> None:
    """A starter page, an import, a seed: the desk takes over what they made public."""
    if desk.is_writing() or not originals.wants(instance):
        return
    original = originals.original_of(instance)
    if originals.note_as_public(original, language):
        return
    translation = original.translations.filter(language=language).first()
    if translation is not None:
        translation.original = original
        desk.take_over(translation, instance)


@receiver(language_withdrawn)
def withdrawn_elsewhere(sender: Any, instance: Any, language: str, **kwargs: Any) -> None:
    if not desk.is_writing():
        for translation in Translation.objects.filter(original__page_id=instance.pk, language=language, live=True):
            translation.live = False
            translation.save(update_fields=["live"])
            desk.refresh(translation)


@receiver([workflow_submitted, workflow_rejected, workflow_cancelled])
def approval_goes_on(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Handed in, sent back or taken back, at the desk or on the dashboard."""
    translation = getattr(instance, "content_object", None)
    if isinstance(translation, Translation):
        desk.refresh(translation)


@receiver(page_copied)
def copied(sender: Any, original: BasePage, copy: BasePage, **kwargs: Any) -> None:
    copies.copy_drafts(original, copy)


@receiver(portal_created)
def give_the_portal_translators(sender: Any, home: HomePage, name: str, **kwargs: Any) -> None:
    from promo.languages.people import add_translators

    with transaction.atomic():
        add_translators(home, name)
