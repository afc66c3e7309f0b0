"""manage.py create_portal --unit 12049 --host me-so.example.vn"""

import argparse
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from promo.core import themes
from promo.localities.models import AdministrativeUnit
from promo.portals.creation import create_portal


class Command(BaseCommand):
    help = "Make a complete portal (home, sections, legal pages, menus, host, groups, workflow) for one unit."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--unit", required=True, help="official code of the unit, for example 12049")
        parser.add_argument("--host", required=True, help="host name, with :port where it is not 80 (443 means https)")
        parser.add_argument(
            "--slug", default="", help="address words below the parent's portal (default: from the name)"
        )
        parser.add_argument("--theme", default="phu-sa", choices=list(themes.PALETTES))
        parser.add_argument("--languages", default="", help="codes separated by commas (default: all)")
        parser.add_argument("--without-asean", action="store_true", help="leave the ASEAN section out")
        parser.add_argument("--dry-run", action="store_true", help="say what would be made, and make nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        unit = AdministrativeUnit.objects.filter(code=options["unit"]).first()
        if unit is None:
            raise CommandError(f"No unit has the code {options['unit']}. Run import_units first, or check the code.")
        try:
            with transaction.atomic():
                made = create_portal(
                    unit,
                    options["host"],
                    slug=options["slug"],
                    theme=options["theme"],
                    languages=[code for code in options["languages"].split(",") if code],
                    asean=not options["without_asean"],
                )
                count = made.home.get_descendant_count() + 1
                if options["dry_run"]:
                    transaction.set_rollback(True)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        verb = "Would make" if options["dry_run"] else "Made"
        self.stdout.write(self.style.SUCCESS(f"{verb} {unit.full_name_vi}: {count} pages at {made.site.root_url}/vi/"))
