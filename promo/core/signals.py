"""Whatever changes what the public sees makes the caches forget."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal, receiver
from django_tasks.signals import task_started
from wagtail.models import Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from promo.core import versions
from promo.core.models import BasePage, PortalDocument, PortalImage, Tag

# Sent with `original` and `copy`, once for each page of a copied tree.
page_copied = Signal()


@receiver([page_published, page_unpublished, post_page_move])
def pages_changed(sender: type, **kwargs: Any) -> None:
    versions.bump()


@receiver(post_delete)
def page_deleted(sender: type, **kwargs: Any) -> None:
    if issubclass(sender, BasePage):
        versions.bump()


@receiver(task_started)
def task_begins(sender: type, **kwargs: Any) -> None:
    """A worker lives for days: what it knew of the content at its last task is not what is true now."""
    versions.forget_for_this_request()


@receiver([post_save, post_delete], sender=Site)
@receiver([post_save, post_delete], sender=Tag)
@receiver([post_save, post_delete], sender=PortalImage)
@receiver([post_save, post_delete], sender=PortalDocument)
def shared_records_changed(sender: type, **kwargs: Any) -> None:
    versions.bump()
