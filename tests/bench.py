"""make bench: server CPU of the main pages, as multiples of a bare Django view in the same run.

Both are served by gunicorn with one worker, from this machine's loopback, one after the other; what is
counted is the CPU time of the server's processes (user and system), not the clock. No page cache.
"""

import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from tests.servers import DemoServer, Server, free_port

REQUESTS = 400
WARM_UP = 20
PAGES = {
    "home": ("/vi/", 50),
    "listing": ("/vi/khoai-chau/van-hoa-di-san/", 40),
    "article": ("/vi/khoai-chau/van-hoa-di-san/le-hoi-chu-dong-tu-tien-dung/", 30),
}
BARE = """
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
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    total = 0.0
    for number in [*children.stdout.split(), str(pid)]:
        fields = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def measure(server: Server, path: str) -> float:
    """CPU seconds of the server for one request."""

    def request(count: int) -> None:
        for _number in range(count):
            with urllib.request.urlopen(server.url + path) as response:
                response.read()

    request(WARM_UP)
    before = cpu_seconds(server.process.pid)
    request(REQUESTS)
    return (cpu_seconds(server.process.pid) - before) / REQUESTS


def main() -> int:
    """Print the table; 1 if a page is over its limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bare.py").write_text(BARE)
        ours = DemoServer(folder, "tests.bench_settings")
        bare = Server("bare", free_port(), {}, folder, "/")
        try:
            reference = measure(bare, "/")
            lines = [
                f"{'page':10} {'ms CPU':>8} {'x bare':>8} {'limit':>6}   (bare Django view: {reference * 1000:.2f} ms)"
            ]
            failed = False
            for page, (path, limit) in PAGES.items():
                seconds = measure(ours, path)
                failed |= seconds / reference > limit
                lines.append(f"{page:10} {seconds * 1000:8.2f} {seconds / reference:8.1f} {limit:6}")
        finally:
            ours.stop()
            bare.stop()
    sys.stdout.write("\n".join(lines) + "\n")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
