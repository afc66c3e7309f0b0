"""`import_glossary`: terms from a CSV or TBX file, or those that come with the product."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from promo.languages import glossary_files


class Command(BaseCommand):
    help = (
        "Import terms into the glossary. Without a file those that come with the product are imported. "
        "Importing again changes nothing; terms the file does not name stay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="CSV or TBX")
        parser.add_argument("--dry-run", action="store_true", help="check everything, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"] or glossary_files.SEED
        try:
            rows = glossary_files.read(path.name, path.read_bytes())
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except glossary_files.GlossaryFileError as error:
            raise CommandError("\n".join([_("Nothing was imported."), *error.problems])) from error
        report = glossary_files.compare(rows) if options["dry_run"] else glossary_files.apply(rows)
        message = glossary_files.summary(report)
        if options["dry_run"]:
            message = _("Dry run, nothing was written.") + " " + message
        self.stdout.write(self.style.SUCCESS(message))
