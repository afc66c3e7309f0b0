"""What tourism adds to the admin."""

from django.urls import URLPattern, path
from wagtail import hooks

from promo.tourism.admin_views import event_dates


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [path("tourism/event-dates/", event_dates, name="tourism_event_dates")]
