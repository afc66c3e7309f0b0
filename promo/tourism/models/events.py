"""Festivals and events, and when they take place."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel

from promo.core.fields import BodyField
from promo.leaflets.leaf import Leaf
from promo.leaflets.pages import HasLeaflet
from promo.places.models import Located
from promo.portals.models.pages import IntroducedPage
from promo.tourism.changes import ChangeBlock, change_problem
from promo.tourism.occurrences import spans_of
from promo.tourism.panels import DatesPanel

MONTH = [MinValueValidator(1), MaxValueValidator(12)]
DAY = [MinValueValidator(1), MaxValueValidator(31)]


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
    page_description = _("A festival, a fair or another event, by the solar or the lunar calendar.")
    parent_page_types = ["tourism.EventIndexPage"]
    subpage_types: list[str] = []

    files: ClassVar[dict[str, str]] = {"event.ics": "calendar_file"}

    content_panels = [
        *IntroducedPage.content_panels[:-1],
        FieldRowPanel([FieldPanel("kind"), FieldPanel("code")]),
        MultiFieldPanel(
            [
                FieldPanel("rhythm"),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")], heading=_("Once: solar dates")),
                FieldPanel("calendar", heading=_("Every year: by which calendar")),
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("first_month")], heading=_("Every year: from")),
                FieldRowPanel(
                    [FieldPanel("last_day"), FieldPanel("last_month")],
                    heading=_("Every year: to"),
                    help_text=_("Empty for a single day. A day 30 in a lunar month of 29 days is its last day."),
                ),
                FieldPanel("leap_month", help_text=_("Only for the lunar calendar.")),
                FieldRowPanel([FieldPanel("every_years"), FieldPanel("anchor_year")]),
                FieldRowPanel([FieldPanel("start_time"), FieldPanel("end_time")], heading=_("Hours")),
                DatesPanel(heading=_("When it takes place")),
            ],
            heading=_("When"),
        ),
        FieldPanel("changes_vi"),
        PageChooserPanel(
            "destination", help_text=_("Without coordinates of its own, the event gets those of this place.")
        ),
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
        if self.destination is not None and self.latitude is None and self.longitude is None:
            self._take_place_of(self.destination)
        super().clean()
        problems = self.date_problems()
        if self.start_time and self.end_time and self.end_time < self.start_time and self.is_one_day:
            problems["end_time"] = gettext("The event ends before it begins.")
        if not problems:
            today = timezone.localdate()
            problem = change_problem(self.changes_vi, spans_of(self, today), today)
            problems = {"changes_vi": problem} if problem else {}
        if problems:
            raise ValidationError(problems)

    def _take_place_of(self, destination: Any) -> None:
        """What has no position of its own is where its destination is: it gets a dot on the map, too."""
        self.latitude, self.longitude = destination.latitude, destination.longitude
        self.commune = self.commune or destination.commune

    @property
    def is_one_day(self) -> bool:
        """Whether its hours are those of one day, and not of each of several."""
        if self.rhythm == self.Rhythm.ONCE:
            return self.ends_on in (None, self.starts_on)
        first, last = (self.first_day, self.first_month), (self.last_day, self.last_month)
        return last in (first, (None, None))

    def date_problems(self) -> dict[str, str]:
        """By field: why these fields make no dates."""
        return self._once_problems() if self.rhythm == self.Rhythm.ONCE else self._yearly_problems()

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
        if not problems and self._runs_backwards():
            problems["last_day"] = gettext("The event ends before it begins.")
        if (self.every_years or 1) > 1 and not self.anchor_year:
            problems["anchor_year"] = gettext("Give a year in which it takes place; the others are counted from it.")
        return problems

    def _runs_backwards(self) -> bool:
        """Over the end of the year is fine, 28/12 to 3/1; more than half a year of it is days that were swapped."""
        first, last = (self.first_month, self.first_day), (self.last_month, self.last_day)
        return None not in last and last < first and (last[0] - first[0]) % 12 in {0, *range(7, 12)}

    def _longest(self, month: int) -> int:
        if self.calendar == self.Calendar.LUNAR:
            return 30
        return {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.tourism.event_page import event_context

        # Before the head, whose structured data names the dates.
        shown = event_context(self, request)
        return {**super().get_context(request, *args, **kwargs), **shown}

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        from promo.tourism.event_nodes import event_nodes

        return event_nodes(self, request)

    def leaf(self, request: HttpRequest) -> Leaf:
        from promo.tourism.event_page import event_leaf

        return event_leaf(self, request)

    def calendar_file(self, request: HttpRequest) -> HttpResponse:
        """`event.ics`: the dates to come of this event alone."""
        from promo.tourism.ics import event_response

        return event_response(self, request)
