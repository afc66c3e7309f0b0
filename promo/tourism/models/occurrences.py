"""When events take place, year by year."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Occurrence(models.Model):
    """An event in one year, kept so that calendars are one query.

    `planned_on` is the first day by the rule, which a change of dates leaves alone: calendars know an entry by it.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        CONFIRMED = "confirmed", _("confirmed")
        MOVED = "moved", _("other dates")
        CANCELLED = "cancelled", _("cancelled")

    event = models.ForeignKey(
        "tourism.EventPage", verbose_name=_("event"), on_delete=models.CASCADE, related_name="occurrences"
    )
    planned_on = models.DateField(_("planned first day"))
    starts_on = models.DateField(_("first day"), db_index=True)
    ends_on = models.DateField(_("last day"), db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)
    sequence = models.PositiveIntegerField(
        _("revision"), default=0, help_text=_("Raised by each change, so that calendars take it over.")
    )
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("date of an event")
        verbose_name_plural = _("dates of events")
        ordering = ("starts_on", "ends_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["event", "planned_on"], name="one_occurrence_a_planned_day"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="occurrence_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.starts_on}"
