"""What a dollar is worth, by date."""

from datetime import date
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from promo.core import versions


class ExchangeRate(models.Model):
    """VND for one USD on a day, as a named source gives it; capital in USD is computed by the newest."""

    day = models.DateField(_("day"), unique=True)
    vnd = models.DecimalField(
        _("VND for one USD"), max_digits=10, decimal_places=2, validators=[MinValueValidator(Decimal(1))]
    )
    source = models.CharField(_("source"), max_length=150)

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.vnd}"

    def save(self, *args: object, **kwargs: object) -> None:
        super().save(*args, **kwargs)  # type: ignore[arg-type]
        versions.bump()

    @classmethod
    def newest(cls, today: date | None = None) -> "ExchangeRate | None":
        """The newest of today or earlier."""
        rates = cls.objects.all() if today is None else cls.objects.filter(day__lte=today)
        return rates.first()
