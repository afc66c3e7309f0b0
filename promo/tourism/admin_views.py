"""What the form of an event asks while it is filled in."""

from django import forms
from django.forms.models import fields_for_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from promo.tourism.models import EventPage
from promo.tourism.panels import next_dates

# What decides on which days an event takes place.
FIELDS = (
    *("rhythm", "starts_on", "ends_on", "calendar", "first_day", "first_month", "last_day", "last_month"),
    *("leap_month", "every_years", "anchor_year"),
)


def event_dates(request: HttpRequest) -> HttpResponse:
    """The next dates of an event with these fields; none while they do not make a rule."""
    form = forms.Form(request.GET)
    form.fields = fields_for_model(EventPage, FIELDS)
    dates = []
    if form.is_valid():
        event = EventPage(**form.cleaned_data)
        dates = [] if event.date_problems() else next_dates(event)
    return render(request, "tourism/admin/dates.html", {"dates": dates})
