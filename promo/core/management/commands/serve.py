"""manage.py serve: the web server and one worker beside it, for one machine (`make run`)."""

import os
import signal
import subprocess
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand

from promo.core.sites import site_map


class Command(BaseCommand):
    help = "Serve with gunicorn and run one background worker, until Ctrl-C ends both."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--address", default="127.0.0.1", help="address to listen on (0.0.0.0: all)")
        parser.add_argument("--threads", type=int, default=4)

    def handle(self, *args: Any, **options: Any) -> None:
        # Threads, not processes: one process warms one memory, and SQLite has one writer anyway.
        web = [
            sys.executable, "-m", "gunicorn", "portal.wsgi:application", "--bind", f"{options['address']}:{options['port']}",
            "--worker-class", "gthread", "--threads", str(options["threads"]), "--workers", "1", "--log-level", "warning",
        ]  # fmt: skip
        worker = [sys.executable, "manage.py", "worker"]
        # Own process groups: the terminal's Ctrl-C reaches this process alone, which then ends both in order.
        children = [subprocess.Popen(command, env=os.environ, start_new_session=True) for command in (web, worker)]
        signal.signal(signal.SIGTERM, lambda *_args: sys.exit(0))
        # A shell that starts this in the background has Ctrl-C switched off for it.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self._welcome(options["port"])
        try:
            while all(child.poll() is None for child in children):
                time.sleep(0.5)
            self.stderr.write("A process has ended; stopping the other.")
        except (KeyboardInterrupt, SystemExit):
            self.stdout.write("\nStopping …")
        finally:
            self._stop(children)

    def _welcome(self, port: int) -> None:
        self.stdout.write(self.style.SUCCESS("\nĐất Lành is running. Press Ctrl-C to stop.\n"))
        for entry in site_map().entries:
            self.stdout.write(f"  {entry.name}: {entry.root_url}/")
        self.stdout.write(f"  Admin: http://localhost:{port}/admin/\n")

    @staticmethod
    def _stop(children: list["subprocess.Popen[bytes]"]) -> None:
        for child in children:
            if child.poll() is None:
                child.terminate()
        for child in children:
            try:
                child.wait(timeout=15)
            except subprocess.TimeoutExpired:
                child.kill()
