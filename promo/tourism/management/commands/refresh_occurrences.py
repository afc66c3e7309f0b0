"""manage.py refresh_occurrences: the dates of all events, for the years to come. Once a day is enough."""

from typing import Any

from django.core.management.base import BaseCommand

from promo.tourism.models import EventPage
from promo.tourism.occurrences import sync


class Command(BaseCommand):
    help = "Works out the dates of festivals and events for the years to come."

    def handle(self, *args: Any, **options: Any) -> None:
        written = sync(EventPage.objects.all())
        self.stdout.write(f"{written} dates written.")
