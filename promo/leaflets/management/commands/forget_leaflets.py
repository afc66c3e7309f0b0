"""manage.py forget_leaflets: delete finished leaflets that nobody needs any more."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from promo.leaflets.making import KEPT_HOURS, sweep
from promo.leaflets.models import LeafletJob


class Command(BaseCommand):
    help = f"Delete leaflets made more than {KEPT_HOURS} hours ago, with their files. Run it daily."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count them")

    def handle(self, *args: Any, **options: Any) -> None:
        past = LeafletJob.objects.filter(created_at__lt=timezone.now() - timedelta(hours=KEPT_HOURS))
        count = past.count() if options["dry_run"] else self._forget()
        if options["verbosity"]:
            verb = "would be deleted" if options["dry_run"] else "deleted"
            self.stdout.write(f"{count} leaflets older than {KEPT_HOURS} hours {verb}.")

    @staticmethod
    def _forget() -> int:
        count = 0
        while deleted := sweep(200):
            count += deleted
        return count
