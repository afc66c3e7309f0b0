"""`export_translations`: the texts of a portal in one language, for translators elsewhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from wagtail.models import Site

from promo.core.languages import TARGETS
from promo.core.progress import progress
from promo.languages import access
from promo.languages.exchange import exporting
from promo.languages.exchange.formats import FORMATS
from promo.languages.models import Original
from promo.portals.models import HomePage


class Command(BaseCommand):
    help = "Export the texts of a portal, or of all, with their translations into a ZIP: a file an object."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=list(FORMATS), required=True)
        parser.add_argument("--language", choices=list(TARGETS), required=True, help="to translate into")
        parser.add_argument("--portal", metavar="HOST", help="only this portal's pages and records")
        parser.add_argument("--todo", action="store_true", help="only texts that nobody has reviewed yet")
        parser.add_argument("--output", type=Path, metavar="FILE.zip", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path = options["output"]
        if output.suffix.lower() != ".zip":
            raise CommandError(_("%(path)s: the name of the output must end in .zip.") % {"path": output})
        originals = (
            access.originals_of(self._portal(options["portal"])) if options["portal"] else Original.objects.all()
        )
        translations = exporting.translations_of(originals, [options["language"]], only_todo=options["todo"])
        files = progress(
            exporting.text_files(translations, only_todo=options["todo"]), "Exporting", total=translations.count()
        )
        problems: list[str] = []
        partial = output.with_name(output.name + ".part")
        count = 0

        def counted() -> Any:
            nonlocal count
            for file in files:
                count += 1
                yield file

        try:
            with partial.open("wb") as stream:
                exporting.write_archive(stream, counted(), FORMATS[options["format"]], problems)
            # A file that is there is whole.
            partial.replace(output)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from error
        finally:
            partial.unlink(missing_ok=True)
        for problem in problems:
            self.stderr.write(problem)
        self.stdout.write(
            self.style.SUCCESS(
                _("%(count)d objects exported to %(path)s.") % {"count": count - len(problems), "path": output}
            )
        )
        if problems:
            raise CommandError(_("%(count)d objects could not be written in this format.") % {"count": len(problems)})

    @staticmethod
    def _portal(host: str) -> HomePage:
        hostname, _colon, port = host.partition(":")
        sites = Site.objects.filter(hostname=hostname.lower())
        site = (sites.filter(port=int(port)) if port.isdecimal() else sites).select_related("root_page").first()
        home = HomePage.objects.filter(pk=site.root_page_id).first() if site is not None else None
        if home is None:
            raise CommandError(_("There is no portal at %(host)s.") % {"host": host})
        return home
