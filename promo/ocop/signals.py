"""A product's stars follow its certificates, also where these are written without the page."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from promo.core import versions
from promo.ocop.certificates import standing
from promo.ocop.models import Certificate, ProductPage


@receiver([post_save, post_delete], sender=Certificate)
def certificate_changed(instance: Certificate, raw: bool = False, **kwargs: Any) -> None:
    if raw:
        return
    rows = Certificate.objects.filter(product=instance.product_id)
    stars, until = standing(rows)
    ProductPage.objects.filter(pk=instance.product_id).update(stars=stars, stars_until=until)
    versions.bump()
