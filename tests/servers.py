"""A real server with the whole demonstration, for the browser tests and the benchmark."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """gunicorn with one worker. `environment` is added to this process's."""

    def __init__(self, module: str, port: int, environment: dict[str, str], folder: Path, probe: str) -> None:
        command = [sys.executable, "-m", "gunicorn", module, "--bind", f"127.0.0.1:{port}", "--workers", "1"]
        self.url = f"http://localhost:{port}"
        # The request line must hold long addresses in any script, as in service.
        self.process = subprocess.Popen(
            [*command, "--log-level", "error"], cwd=folder, env={**os.environ, **environment}
        )
        for _attempt in range(150):
            try:
                urllib.request.urlopen(self.url + probe).read()
                return
            except OSError:
                time.sleep(0.1)
        self.stop()
        raise RuntimeError("The server did not start.")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


class DemoServer(Server):
    """The demonstration in a folder of its own: database, cache, pictures."""

    def __init__(self, folder: Path, settings: str) -> None:
        port = free_port()
        self.folder = folder
        self.environment = {
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
            "CACHE_URL": f"filecache://{folder}/cache",
            "MEDIA_ROOT": f"{folder}/media",
        }
        for command in (
            ["compile_catalogues"],
            ["migrate", "--verbosity", "0"],
            ["collectstatic", "--noinput", "--verbosity", "0"],
            ["seed_demo", "--port", str(port)],
        ):
            self.manage(*command)
        super().__init__("portal.wsgi:application", port, self.environment, ROOT, "/health/")

    def page_key(self, public_path: str) -> int:
        """Primary key of the page with this Vietnamese stored address."""
        with closing(sqlite3.connect(self.folder / "demo.sqlite3")) as database:
            row = database.execute("SELECT id FROM core_basepage WHERE public_path_vi = ?", [public_path]).fetchone()
        assert row, f"No page at {public_path}"
        return row[0]

    def manage(self, *command: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            check=True,
            stdout=subprocess.DEVNULL,
        )
