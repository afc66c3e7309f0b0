"""Notices at the top of every page of a portal, above all of planned downtime."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from promo.core.translated import TranslatedRecord


class Notice(TranslatedRecord, models.Model):
    class Kind(models.TextChoices):
        NOTICE = "notice", _("Notice")
        DOWNTIME = "downtime", _("Planned downtime")

    portal = models.ForeignKey(
        "portals.HomePage", verbose_name=_("portal"), on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.NOTICE)
    text = models.CharField(_("text"), max_length=250)
    starts = models.DateTimeField(_("shown from"))
    ends = models.DateTimeField(_("shown until"))
    downtime_at = models.DateTimeField(
        _("downtime begins"),
        null=True,
        blank=True,
        help_text=_("Announced at least 7 working days ahead (Decree 224/2026)."),
    )

    panels = [
        FieldPanel("portal"),
        FieldPanel("kind"),
        FieldPanel("text_vi"),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
        FieldPanel("downtime_at"),
    ]

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-starts",)

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("The notice must end after it starts.")})
        if self.kind == self.Kind.DOWNTIME:
            if self.downtime_at is None:
                raise ValidationError({"downtime_at": _("Say when the downtime begins.")})
            if self.starts and self.downtime_at < working_days_after(self.starts, 7):
                raise ValidationError(
                    {"downtime_at": _("Downtime is announced at least 7 working days ahead: show the notice earlier.")}
                )


def working_days_after(start: datetime, days: int) -> datetime:
    """The moment `days` working days (Monday to Friday) after `start`."""
    moment = start
    while days > 0:
        moment += timedelta(days=1)
        if moment.weekday() < 5:
            days -= 1
    return moment
