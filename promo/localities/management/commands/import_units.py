"""`import_units`: the register of units, their outlines and what became of the former ones."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from promo.localities.importing import ImportProblems, import_units


class Command(BaseCommand):
    help = (
        "Import administrative units, outlines and successions. Without files the data that comes with "
        "the product is imported; with files those alone. Importing again changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--units", type=Path, metavar="FILE", help="register of units (CSV)")
        parser.add_argument("--boundaries", type=Path, nargs="+", default=[], metavar="FILE", help="outlines (GeoJSON)")
        parser.add_argument("--successions", type=Path, metavar="FILE", help="former units and their successors (CSV)")
        parser.add_argument("--dry-run", action="store_true", help="check everything, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = import_units(
                units=options["units"],
                boundaries=options["boundaries"],
                successions=options["successions"],
                dry_run=options["dry_run"],
            )
        except ImportProblems as found:
            summary = _("Nothing was imported. Problems: %(count)d") % {"count": len(found.problems)}
            raise CommandError("\n".join([summary, *found.problems])) from found
        message = _(
            "Units: %(created)d created, %(updated)d updated, %(unchanged)d unchanged. "
            "Successions: %(successions)d created."
        ) % vars(result)
        if options["dry_run"]:
            message = _("Dry run, nothing was written.") + " " + message
        self.stdout.write(self.style.SUCCESS(message))
