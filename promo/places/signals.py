"""A located page's `Place` follows the page."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from promo.core.publishing import language_published, language_withdrawn
from promo.core.text import fold
from promo.places.models import Located, Place, place_texts


def row_of(page: Any) -> Place | None:
    """The dot of a page with a place, not saved; None where it has no coordinates."""
    if page.latitude is None or page.longitude is None:
        return None
    return Place(
        page_id=page.pk,
        layer=page.map_layer,
        kind=page.map_kind,
        latitude=page.latitude,
        longitude=page.longitude,
        commune_id=page.commune_id,
        words=fold(" ".join(place_texts(page))),
    )


@receiver(post_save)
def page_saved(sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Drafts of a live page are revisions, which save no more than the page's own notes of them."""
    if raw or not issubclass(sender, Located) or (update_fields is not None and "latitude" not in update_fields):
        return
    place = row_of(instance)
    if place is None:
        Place.objects.filter(page_id=instance.pk).delete()
    else:
        Place.objects.update_or_create(
            page_id=instance.pk,
            defaults={
                field.attname: getattr(place, field.attname)
                for field in Place._meta.concrete_fields
                if not field.primary_key
            },
        )


@receiver([language_published, language_withdrawn])
def words_changed(instance: Any, **kwargs: Any) -> None:
    """A title in another language is a word to be found by."""
    if isinstance(instance, Located):
        Place.objects.filter(page_id=instance.pk).update(words=fold(" ".join(place_texts(instance))))
