"""make bench: server CPU of the main pages, as multiples of a bare Django view in the same run.

Both are served by gunicorn with one worker, from this machine's loopback, one after the other; what is
counted is the CPU time of the server process (user and system), not the clock. No page cache.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REQUESTS = 300
WARM_UP = 20
LIMITS = {"home": 50, "listing": 40, "article": 30}

BARE = """
import sys
from django.conf import settings
from django.http import HttpResponse
from django.urls import path
settings.configure(SECRET_KEY="bench", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[])
urlpatterns = [path("", lambda request: HttpResponse("ok"))]
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
"""


def cpu_seconds(pid: int) -> float:
    """User and system time of a process and its children so far."""
    total = 0.0
    ticks = os.sysconf("SC_CLK_TCK")
    for line in subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True
    ).stdout.split() + [str(pid)]:
        fields = Path(f"/proc/{line}/stat").read_text().rsplit(")", 1)[1].split()
        total += (int(fields[11]) + int(fields[12])) / ticks
    return total


def get(url: str) -> None:
    with urllib.request.urlopen(url) as response:
        response.read()


def serve(module: str, port: int, environment: dict[str, str], folder: str) -> "subprocess.Popen[bytes]":
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        module,
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "1",
        "--log-level",
        "error",
    ]
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment})
    for _attempt in range(100):
        try:
            get(f"http://127.0.0.1:{port}/" if module == "bare" else f"http://localhost:{port}/health/")
            return process
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def measure(process: "subprocess.Popen[bytes]", url: str) -> float:
    """CPU seconds of the server for one request."""
    for _request in range(WARM_UP):
        get(url)
    before = cpu_seconds(process.pid)
    for _request in range(REQUESTS):
        get(url)
    return (cpu_seconds(process.pid) - before) / REQUESTS


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "bare.py").write_text(BARE)
        bare = serve("bare", 8771, {}, folder)
        try:
            reference = measure(bare, "http://127.0.0.1:8771/")
        finally:
            bare.terminate()
        shutil.rmtree(Path(folder, "media"), ignore_errors=True)
        environment = {
            "DJANGO_SETTINGS_MODULE": "tests.bench_settings",
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "CACHE_URL": f"filecache://{folder}/cache",
            "MEDIA_ROOT": f"{folder}/media",
        }
        manage = [sys.executable, "manage.py"]
        for command in (
            ["migrate", "--verbosity", "0"],
            ["collectstatic", "--noinput", "--verbosity", "0"],
            ["seed_demo", "--port", "8772"],
        ):
            subprocess.run(
                [*manage, *command], cwd=ROOT, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL
            )
        ours = serve("portal.wsgi:application", 8772, environment, str(ROOT))
        pages = {
            "home": "/vi/",
            "listing": "/vi/khoai-chau/van-hoa-di-san/",
            "article": "/vi/khoai-chau/van-hoa-di-san/le-hoi-chu-dong-tu-tien-dung/",
        }
        failed = False
        print(f"{'page':10} {'ms CPU':>8} {'× bare':>8} {'limit':>6}   (bare Django view: {reference * 1000:.2f} ms)")
        try:
            for name, path in pages.items():
                seconds = measure(ours, f"http://localhost:8772{path}")
                ratio = seconds / reference
                failed |= ratio > LIMITS[name]
                print(f"{name:10} {seconds * 1000:8.2f} {ratio:8.1f} {LIMITS[name]:6}")
        finally:
            ours.terminate()
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
