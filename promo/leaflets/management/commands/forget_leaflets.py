"""manage.py forget_leaflets: delete finished leaflets that nobody needs any more."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.utils import timezone

from promo.leaflets.making import KEPT_HOURS, sweep
from promo.leaflets.models import FOLDER, LeafletJob


class Command(BaseCommand):
    help = f"Delete leaflets made more than {KEPT_HOURS} hours ago, with their files. Run it daily."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count them")

    def handle(self, *args: Any, **options: Any) -> None:
        past = LeafletJob.objects.filter(created_at__lt=timezone.now() - timedelta(hours=KEPT_HOURS))
        count = past.count() if options["dry_run"] else self._forget()
        ownerless = list(self._ownerless())
        if not options["dry_run"]:
            for name in ownerless:
                default_storage.delete(name)
        if options["verbosity"]:
            verb = "would be deleted" if options["dry_run"] else "deleted"
            self.stdout.write(f"{count} leaflets older than {KEPT_HOURS} hours {verb}, {len(ownerless)} files of none.")

    @staticmethod
    def _forget() -> int:
        count = 0
        while deleted := sweep(200):
            count += deleted
        return count

    @staticmethod
    def _ownerless() -> Iterator[str]:
        """Files whose row went without them, as with a portal that was deleted."""
        before = timezone.now() - timedelta(hours=KEPT_HOURS)
        known = set(LeafletJob.objects.exclude(file="").values_list("file", flat=True))
        try:
            _folders, names = default_storage.listdir(FOLDER)
        except FileNotFoundError:
            return
        for name in names:
            path = f"{FOLDER}{name}"
            # A new one may be waiting for its row.
            if path not in known and default_storage.get_modified_time(path) < before:
                yield path
