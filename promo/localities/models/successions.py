"""Which unit became which."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from promo.core import versions
from promo.localities.models.units import AdministrativeUnit


class Succession(models.Model):
    predecessor = models.ForeignKey(
        AdministrativeUnit, verbose_name=_("former unit"), on_delete=models.CASCADE, related_name="successions"
    )
    successor = models.ForeignKey(
        AdministrativeUnit, verbose_name=_("new unit"), on_delete=models.CASCADE, related_name="predecessions"
    )
    on = models.DateField(_("on"), help_text=_("The first day of the new unit."))
    note = models.CharField(_("note"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        ordering = ("-on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="no_unit_succeeds_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        versions.bump()
