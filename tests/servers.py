"""A real server with the whole demonstration, for the browser tests and the benchmark."""

import os
import shutil
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
    """gunicorn with one process. `environment` is added to this process's."""

    def __init__(self, module: str, port: int, environment: dict[str, str], folder: Path, probe: str) -> None:
        command = [sys.executable, "-m", "gunicorn", module, "--bind", f"127.0.0.1:{port}", "--workers", "1"]
        # A browser opens connections that it may never use: one must not hold up the others.
        command += ["--threads", "4"]
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


def seed_demo(folder: Path, settings: str) -> None:
    """The demonstration (database, pictures) in `folder`, its portals at the port 8000."""
    for command in (
        ["compile_catalogues"],
        ["migrate", "--verbosity", "0"],
        ["collectstatic", "--noinput", "--verbosity", "0"],
        ["seed_demo", "--port", "8000"],
    ):
        manage(environment_of(folder, settings), *command)


def environment_of(folder: Path, settings: str) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
        "CACHE_URL": f"filecache://{folder}/cache",
        "MEDIA_ROOT": f"{folder}/media",
    }


def manage(environment: dict[str, str], *command: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.DEVNULL,
    )


class DemoServer(Server):
    """The demonstration in a folder of its own: database, cache, pictures. `seeded` has it ready to be copied."""

    def __init__(self, folder: Path, settings: str, seeded: Path | None = None) -> None:
        port = free_port()
        self.folder = folder
        self.environment = environment_of(folder, settings)
        if seeded is None:
            seed_demo(folder, settings)
        else:
            shutil.copytree(seeded, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("cache"))
        with closing(sqlite3.connect(folder / "demo.sqlite3")) as database, database:
            database.execute("UPDATE wagtailcore_site SET port = ?", [port])
        super().__init__("portal.wsgi:application", port, self.environment, ROOT, "/health/")

    def page_key(self, public_path: str) -> int:
        """Primary key of the page with this Vietnamese stored address."""
        with closing(sqlite3.connect(self.folder / "demo.sqlite3")) as database:
            row = database.execute("SELECT id FROM core_basepage WHERE public_path_vi = ?", [public_path]).fetchone()
        assert row, f"No page at {public_path}"
        return row[0]

    def manage(self, *command: str) -> None:
        manage(self.environment, *command)
