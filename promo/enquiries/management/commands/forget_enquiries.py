"""manage.py forget_enquiries: delete enquiries that are kept longer than promised."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from promo.enquiries.models import Enquiry


class Command(BaseCommand):
    help = "Delete enquiries older than ENQUIRY_DAYS, with all they say of a person. Run it daily."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count them")

    def handle(self, *args: Any, **options: Any) -> None:
        past = Enquiry.objects.past_keeping()
        count = past.count() if options["dry_run"] else past.delete()[1].get("enquiries.Enquiry", 0)
        if options["verbosity"]:
            verb = "would be deleted" if options["dry_run"] else "deleted"
            self.stdout.write(f"{count} enquiries older than {settings.ENQUIRY_DAYS} days {verb}.")
