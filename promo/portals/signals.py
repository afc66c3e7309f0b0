"""A menu, a notice or a unit that changed shows on every page."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from promo.core import versions
from promo.localities.models import AdministrativeUnit
from promo.portals.models import Menu, Notice


@receiver([post_save, post_delete], sender=Menu)
@receiver([post_save, post_delete], sender=Notice)
@receiver([post_save, post_delete], sender=AdministrativeUnit)
def chrome_changed(sender: type, **kwargs: Any) -> None:
    versions.bump()
