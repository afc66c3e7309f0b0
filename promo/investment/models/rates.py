"""What a dollar is worth, by date."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from promo.core import versions
from promo.core.languages import in_source
from promo.core.translated import TranslatedRecord
from promo.core.versions import Remembered

_newest = Remembered(size=1)


class ExchangeRate(TranslatedRecord, models.Model):
    """VND for one USD on a day, as a named source gives it; capital in USD is computed by the newest."""

    day = models.DateField(_("day"), unique=True)
    vnd = models.DecimalField(
        _("VND for one USD"), max_digits=10, decimal_places=2, validators=[MinValueValidator(Decimal(1))]
    )
    source = models.CharField(_("source"), max_length=150)

    panels = [FieldRowPanel([FieldPanel("day"), FieldPanel("vnd")]), FieldPanel("source_vi")]

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.vnd}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        versions.bump()

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        deleted = super().delete(*args, **kwargs)
        versions.bump()
        return deleted

    def millions(self, billions: Decimal) -> Decimal:
        """Millions of USD for billions of VND, to the cent of a million."""
        return (billions * 1000 / self.vnd).quantize(Decimal("0.01"))

    @classmethod
    def newest(cls, today: date | None = None) -> "ExchangeRate | None":
        """The newest of today or earlier, remembered until the content changes. Read it, do not save it."""
        today = today or timezone.localdate()

        def read() -> "ExchangeRate | None":
            with in_source():
                return cls.objects.filter(day__lte=today).first()

        return _newest.get(today, read)
