"""manage.py send_enquiries: mail what could not be mailed, once the mail server works again."""

from typing import Any

from django.core.management.base import BaseCommand

from promo.enquiries import mail
from promo.enquiries.models import Enquiry


class Command(BaseCommand):
    help = "Mail the enquiries that could not be mailed when they came. Exits with 1 if one still cannot."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count them")

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = Enquiry.objects.unmailed().select_related("portal", "page")
        if options["dry_run"]:
            self.stdout.write(f"{waiting.count()} enquiries wait to be mailed.")
            return
        results = [mail.send(enquiry) for enquiry in waiting if mail.address_for(enquiry)]
        if options["verbosity"]:
            self.stdout.write(f"{sum(results)} of {len(results)} enquiries mailed.")
        if not all(results):
            raise SystemExit(1)
