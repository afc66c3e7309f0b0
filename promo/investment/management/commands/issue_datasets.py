"""manage.py issue_datasets: a version of each public dataset whose rows have changed. The worker runs it every day."""

from typing import Any

from django.core.management.base import BaseCommand

from promo.investment.models import DatasetPage
from promo.investment.opendata.issuing import issue


class Command(BaseCommand):
    help = "Issue a version of each public dataset whose rows have changed since the last one."

    def handle(self, *args: Any, **options: Any) -> None:
        for dataset in DatasetPage.objects.filter(live=True).order_by("path"):
            version = issue(dataset)
            if version is not None and options["verbosity"]:
                self.stdout.write(f"{dataset}: {version.number}, {version.rows} rows, {version.changed_rows} changed")
