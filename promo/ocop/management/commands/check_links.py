"""manage.py check_links: ask every outward address whether it still answers."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from promo.core.languages import in_source
from promo.core.models import BasePage
from promo.core.outward import outward_links
from promo.core.sites import site_map
from promo.core.spreadsheets import csv_text
from promo.ocop import links
from promo.ocop.links import Answer


class Command(BaseCommand):
    help = (
        "Ask every outward address on our pages (shops, websites) whether it still answers, one host at a time. "
        "Exits with 1 if one fails."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--portal", help="only pages of the portal at this host and of those below it")
        parser.add_argument("--output", type=Path, help="write the report as a CSV file, failing links first")
        parser.add_argument("--seconds", type=float, default=15, help="patience with each address (default: 15)")
        parser.add_argument("--dry-run", action="store_true", help="ask, and write nothing into the database")

    def handle(self, *args: Any, **options: Any) -> None:
        below = self._below(options["portal"])
        # What is kept is read in the admin, which is Vietnamese.
        with in_source():
            found = list(outward_links(below))
            rows = []
            for number, (pages, url, answer) in enumerate(links.check_all(found, seconds=options["seconds"]), 1):
                if not options["dry_run"]:
                    links.keep(pages, url, answer)
                rows.append((pages, url, answer))
                if options["verbosity"] > 1:
                    self.stdout.write(f"{number}/{len({url for _page, url in found})} {url}")
            if not options["dry_run"]:
                links.forget_others(found, below)
        rows.sort(key=lambda row: (not row[2].failing, not row[2].problem, row[1]))
        self._print(rows)
        if options["output"]:
            self._write(rows, options["output"])
        if any(answer.failing for _pages, _url, answer in rows):
            raise SystemExit(1)

    @staticmethod
    def _below(host: str | None) -> str:
        if not host:
            return ""
        entry = site_map().for_host(host)
        if entry is None:
            raise CommandError(f"No portal answers at “{host}”.")
        return entry.tree_path

    def _print(self, rows: list[tuple[list[int], str, Answer]]) -> None:
        failing = sum(answer.failing for _pages, _url, answer in rows)
        unclear = sum(bool(answer.problem) and not answer.failing for _pages, _url, answer in rows)
        for _pages, url, answer in rows:
            if answer.problem:
                style = self.style.ERROR if answer.failing else self.style.WARNING
                self.stdout.write(style(f"{answer.status or '---'} {url}: {answer.problem}"))
        self.stdout.write(f"{len(rows)} links: {failing} fail, {unclear} answer people only.")

    @staticmethod
    def _write(rows: list[tuple[list[int], str, Answer]], path: Path) -> None:
        titles = dict(
            BasePage.objects.filter(pk__in={pk for pages, *_ in rows for pk in pages}).values_list("pk", "title_vi")
        )
        with path.open("w", newline="", encoding="utf-8-sig") as file:
            writer = csv.writer(file)
            writer.writerow(["page", "title", "address", "status", "problem"])
            writer.writerows(
                [pk, csv_text(titles.get(pk, "")), csv_text(url), answer.status or "", csv_text(answer.problem)]
                for pages, url, answer in rows
                for pk in pages
            )
