"""`import_translations`: translations that come back, checked first and then written, all or nothing for each object."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from promo.core.progress import progress
from promo.languages.exchange import archives, importing
from promo.languages.exchange.bundle import ExchangeError
from promo.languages.exchange.reports import ObjectReport, Report
from promo.languages.exchange.summary import line_of, sum_of


class Command(BaseCommand):
    help = (
        "Import translations from XLIFF, PO, XLSX, or a ZIP of them. An object with a broken text is left as it is. "
        "Importing again changes nothing. Fails if something was refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would be written, write nothing")
        parser.add_argument(
            "--user", metavar="NAME", help="whose work it is, and whose rights count; else everything is allowed"
        )
        parser.add_argument("--reviewed", action="store_true", help="what the file calls final counts as reviewed")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        user = self._user(options["user"])
        report = Report()
        try:
            with path.open("rb") as stream:
                reading = (
                    importing.examine_all(path.name, stream, user, archives.COMMAND)
                    if options["dry_run"]
                    else importing.apply_all(path.name, stream, user, archives.COMMAND, reviewed=options["reviewed"])
                )
                for one in progress(reading, "Importing"):
                    report.objects.append(self._told(one, verbosity=options["verbosity"]))
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except ExchangeError as error:
            raise CommandError("\n".join([_("Nothing was imported."), str(error)])) from error
        if options["dry_run"]:
            self.stdout.write(_("Dry run, nothing was written."))
        self.stdout.write(sum_of(report))
        if report.refused:
            raise CommandError(_("%(count)d files or objects were refused.") % {"count": len(report.refused)})

    def _told(self, one: ObjectReport, verbosity: int) -> ObjectReport:
        """Says what is to be said of an object."""
        if one.is_refused or one.has_conflicts or verbosity > 1:
            (self.stderr if one.is_refused else self.stdout).write(f"{one.name}: {line_of(one)}")
        for outcome in one.outcomes:
            if outcome.is_error or outcome.is_conflict:
                says = f"  {outcome.place or outcome.key}: {outcome.message}"
                (self.stderr if one.is_refused else self.stdout).write(says)
        one.forget_texts()
        return one

    @staticmethod
    def _user(name: str | None) -> Any:
        if name is None:
            return None
        User = get_user_model()
        user = User.objects.filter(**{User.USERNAME_FIELD: name}, is_active=True).first()
        if user is None:
            raise CommandError(_("There is no user “%(name)s”.") % {"name": name})
        return user
