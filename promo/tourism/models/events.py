"""Festivals and events, and when they take place."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel

from promo.core.fields import BodyField
from promo.leaflets.pages import HasLeaflet
from promo.places.models import Located
from promo.portals.models.pages import PARENTS, IntroducedPage

MONTH = [MinValueValidator(1), MaxValueValidator(12)]
DAY = [MinValueValidator(1), MaxValueValidator(31)]


class ChangeBlock(blocks.StructBlock):
    """One year's event is cancelled or takes place at another time."""

    planned = blocks.DateBlock(label=_("planned first day"), help_text=_("As the calendar has it, solar date."))
    kind = blocks.ChoiceBlock(
        label=_("what changes"), choices=[("cancelled", _("cancelled")), ("moved", _("other dates"))]
    )
    starts_on = blocks.DateBlock(label=_("new first day"), required=False)
    ends_on = blocks.DateBlock(label=_("new last day"), required=False)
    note = blocks.CharBlock(label=_("note to visitors"), required=False, max_length=200)

    class Meta:
        icon = "warning"
        label = _("Change")


class EventPage(HasLeaflet, Located, IntroducedPage):
    """An event once or every n-th year, by the solar or the lunar calendar (`tourism.recurrence`)."""

    class Kind(models.TextChoices):
        FESTIVAL = "festival", _("festival")
        FAIR = "fair", _("trade fair")
        CULTURE = "culture", _("culture and sport")
        MEETING = "meeting", _("conference or other event")

    class Rhythm(models.TextChoices):
        ONCE = "once", _("once")
        YEARLY = "yearly", _("every year, or every n-th")

    class Calendar(models.TextChoices):
        SOLAR = "solar", _("solar calendar")
        LUNAR = "lunar", _("lunar calendar")

    class LeapMonth(models.TextChoices):
        """In a year in which the month of the festival comes twice."""

        FIRST = "first", _("in the first of the two months")
        LEAP = "leap", _("in the second, the leap month")
        BOTH = "both", _("in both")

    map_layer = "events"

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.FESTIVAL, db_index=True)
    destination = models.ForeignKey(
        "tourism.DestinationPage",
        verbose_name=_("takes place at"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm.choices, default=Rhythm.YEARLY)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    calendar = models.CharField(_("calendar"), max_length=10, choices=Calendar.choices, default=Calendar.LUNAR)
    first_day = models.PositiveSmallIntegerField(_("first day"), null=True, blank=True, validators=DAY)
    first_month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True, validators=MONTH)
    last_day = models.PositiveSmallIntegerField(_("last day"), null=True, blank=True, validators=DAY)
    last_month = models.PositiveSmallIntegerField(_("month of the last day"), null=True, blank=True, validators=MONTH)
    leap_month = models.CharField(
        _("in a leap month"), max_length=10, choices=LeapMonth.choices, default=LeapMonth.FIRST
    )
    every_years = models.PositiveSmallIntegerField(
        _("every … years"), default=1, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    anchor_year = models.PositiveSmallIntegerField(
        _("a year in which it takes place"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2199)],
        help_text=_("Needed where it is not every year."),
    )
    start_time = models.TimeField(_("begins at"), null=True, blank=True)
    end_time = models.TimeField(_("ends at"), null=True, blank=True)
    organiser = models.CharField(_("organiser"), max_length=150, blank=True)
    ticket = models.CharField(_("ticket"), max_length=150, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    website = models.URLField(_("website"), blank=True)
    changes = BodyField([("change", ChangeBlock())], verbose_name=_("cancelled or moved"), blank=True)

    untranslated_fields: ClassVar[tuple[str, ...]] = ("code", "phone", "website")

    template = "tourism/event_page.html"
    # Until its public page is built.
    is_creatable = False
    page_description = _("A festival, a fair or another event, by the solar or the lunar calendar.")
    parent_page_types = ["tourism.EventIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *IntroducedPage.content_panels[:-1],
        FieldRowPanel([FieldPanel("kind"), FieldPanel("code")]),
        MultiFieldPanel(
            [
                FieldPanel("rhythm"),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")], heading=_("Once")),
                FieldPanel("calendar"),
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("first_month")], heading=_("From")),
                FieldRowPanel([FieldPanel("last_day"), FieldPanel("last_month")], heading=_("To")),
                FieldPanel("leap_month"),
                FieldRowPanel([FieldPanel("every_years"), FieldPanel("anchor_year")]),
                FieldRowPanel([FieldPanel("start_time"), FieldPanel("end_time")]),
            ],
            heading=_("When"),
        ),
        FieldPanel("changes_vi"),
        PageChooserPanel("destination"),
        Located.location_panel,
        MultiFieldPanel(
            [
                FieldPanel("organiser_vi"),
                FieldPanel("ticket_vi"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("website")]),
            ],
            heading=_("For the visit"),
        ),
        IntroducedPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("festival or event")
        verbose_name_plural = _("festivals and events")

    def clean(self) -> None:
        super().clean()
        problems = self._once_problems() if self.rhythm == self.Rhythm.ONCE else self._yearly_problems()
        if self.start_time and self.end_time and self.end_time < self.start_time and self._is_one_day():
            problems["end_time"] = gettext("The event ends before it begins.")
        if problems:
            raise ValidationError(problems)

    def _is_one_day(self) -> bool:
        if self.rhythm == self.Rhythm.ONCE:
            return self.ends_on in (None, self.starts_on)
        first, last = (self.first_day, self.first_month), (self.last_day, self.last_month)
        return last in (first, (None, None))

    def _once_problems(self) -> dict[str, str]:
        if not self.starts_on:
            return {"starts_on": gettext("Give the day on which the event takes place.")}
        if self.ends_on and self.ends_on < self.starts_on:
            return {"ends_on": gettext("The event ends before it begins.")}
        return {}

    def _yearly_problems(self) -> dict[str, str]:
        problems = {}
        for field in ("first_day", "first_month"):
            if not getattr(self, field):
                problems[field] = gettext("Give day and month of the first day.")
        for day, month in (("first_day", "first_month"), ("last_day", "last_month")):
            number, of_month = getattr(self, day), getattr(self, month)
            if (number is None) != (of_month is None) and day not in problems and month not in problems:
                problems[day if number is None else month] = gettext("Give both the day and its month, or neither.")
            elif number and number > self._longest(of_month):
                problems[day] = gettext("This month never has so many days.")
        if (self.every_years or 1) > 1 and not self.anchor_year:
            problems["anchor_year"] = gettext("Give a year in which it takes place; the others are counted from it.")
        return problems

    def _longest(self, month: int) -> int:
        if self.calendar == self.Calendar.LUNAR:
            return 30
        return {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)


class Occurrence(models.Model):
    """An event in one year, kept so that calendars are one query.

    `planned_on` is the first day by the rule, which a change of dates leaves alone: calendars know an entry by it.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        MOVED = "moved", _("other dates")
        CANCELLED = "cancelled", _("cancelled")

    event = models.ForeignKey(EventPage, verbose_name=_("event"), on_delete=models.CASCADE, related_name="occurrences")
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


class EventIndexPage(IntroducedPage):
    """The calendar of a portal: month, list, feeds."""

    template = "tourism/event_index_page.html"
    # Until its public page is built.
    is_creatable = False
    page_description = _("The calendar of festivals and events: by month and as a list, with feeds for calendars.")
    parent_page_types = PARENTS
    subpage_types = ["tourism.EventPage"]

    class Meta:
        verbose_name = _("calendar of events")
        verbose_name_plural = _("calendars of events")
