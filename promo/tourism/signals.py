"""An event's occurrences follow the event."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from promo.tourism.models import EventPage
from promo.tourism.occurrences import sync


@receiver(post_save, sender=EventPage)
def event_saved(instance: EventPage, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Drafts of a live page are revisions, which save no more than the page's own notes of them."""
    if not raw and (update_fields is None or "rhythm" in update_fields):
        sync([instance])
