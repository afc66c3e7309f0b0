"""manage.py seed_demo [--if-empty]: the demonstration portals."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from promo.core.progress import progress
from promo.demo.seeding import ACCOUNTS, PASSWORD, Demo, is_seeded, step_count


class Command(BaseCommand):
    help = "Fill an empty installation with the demonstration: five portals of the Khoái Châu area."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--domain", default="localhost", help="host of the province; the others stand below it")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there is a portal already")

    def handle(self, *args: Any, **options: Any) -> None:
        if is_seeded():
            if options["if_empty"]:
                return
            raise CommandError("There are portals here already. `make reset-demo` begins anew and deletes them.")
        demo = Demo(options["domain"], options["port"])
        for _piece in progress(demo.run(), "Seeding the demonstration", total=step_count()):
            pass
        self.stdout.write(f"Demo sign-in at /admin/: {', '.join(ACCOUNTS)}; password {PASSWORD}")
