"""manage.py worker: background tasks, scheduled publishing and chores, in one process."""

import logging
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from promo.core import chores, versions

logger = logging.getLogger(__name__)

# Wagtail's schedule is in minutes.
SCHEDULE_SECONDS = 60


class Command(BaseCommand):
    help = "Run background tasks and chores, and publish and take down pages when their time has come, until stopped."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--interval", type=float, default=1, help="seconds between looks for tasks (default: 1)")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        schedule = threading.Thread(target=self._schedule, args=(stop,), daemon=True)
        schedule.start()
        try:
            # db_worker takes the signals that end a process, and returns once its task is done.
            call_command("db_worker", interval=options["interval"], verbosity=0, reload=False)
        finally:
            stop.set()

    @staticmethod
    def _schedule(stop: threading.Event) -> None:
        while not stop.wait(SCHEDULE_SECONDS):
            close_old_connections()
            versions.forget_for_this_request()
            try:
                call_command("publish_scheduled", verbosity=0)
            except Exception:
                # One page that cannot be published must not keep the others from their time.
                logger.exception("Scheduled publishing failed; trying again in a minute")
            try:
                chores.run_due()
            finally:
                close_old_connections()
