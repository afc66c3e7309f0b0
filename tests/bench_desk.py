"""make bench: what the translation desk asks of the database and sends to the browser.

A page of 200 texts at the desk, one text saved, the board of 10,000 pages in seven languages. Counted are
queries and bytes; CPU is given as a multiple of the admin's empty start of a request in the same process.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TEXTS, PAGES, ROUNDS = 200, 10_000, 5
# Name -> (queries at most, kilobytes at most).
LIMITS = {"desk, 200 texts": (25, 400), "save one text": (15, 4), f"board, {PAGES:,} pages": (15, 400)}


def measure(request: Callable[[], Any]) -> tuple[int, float, float]:
    """(queries, kilobytes, CPU seconds) of one warm request."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    request()
    with CaptureQueriesContext(connection) as queries:
        size = len(request().content)
    count = len(queries)
    before = time.process_time()
    for _round in range(ROUNDS):
        request()
    return count, size / 1024, (time.process_time() - before) / ROUNDS


def long_article(parent: Any) -> Any:
    from tests.factories import ArticlePageFactory

    paragraphs = "".join(
        f'<p data-block-key="k{number}">Đoạn số {number}: đất lành <b>chim đậu</b> bên dòng sông Hồng, mùa {number}.</p>'
        for number in range(TEXTS - 2)
    )
    body = [{"type": "text", "value": paragraphs, "id": "0b7e2c1a-0000-4000-8000-000000000001"}]
    return ArticlePageFactory(parent=parent, title="Hai trăm đoạn", body_vi=body)


def requests_to_measure() -> dict[str, Callable[[], Any]]:
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse

    from promo.languages import desk, originals
    from tests.factories import ArticleIndexPageFactory, PortalFactory
    from tests.languages import board_bench

    portal = PortalFactory(key="33", name="Hưng Yên", kind="province", host="localhost")
    story = long_article(ArticleIndexPageFactory(parent=portal, title="Tin tức"))
    translation = originals.original_of(story).translations.get(language="fr")
    assert len(desk.worksheet(translation)) == TEXTS
    large = board_bench.build(PAGES, host="lon.localhost")
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.create_superuser("do", "do@example.vn", "x"))
    where = (translation.original_id, "fr")
    title = {"version": translation.units.get(key="title").version, "round": 0}

    def save() -> Any:
        title["round"] += 1
        words = {"key": "title", "target": f"Titre {title['round']}", "state": "draft", "version": title["version"]}
        response = client.post(reverse("translation_unit", args=where), json.dumps(words), "application/json")
        title["version"] = response.json()["unit"]["version"]
        return response

    return {
        "reference": lambda: client.get("/health/"),
        "desk, 200 texts": lambda: client.get(reverse("translation_desk", args=where)),
        "save one text": save,
        f"board, {PAGES:,} pages": lambda: board_bench.open_board(client, large),
    }


def main() -> int:
    """Print the table; 1 if something is over its limit."""
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "tests.bench_settings",
            "DATABASE_URL": f"sqlite:///{Path(name)}/bench.sqlite3",
            "CACHE_URL": f"filecache://{Path(name)}/cache",
            "MEDIA_ROOT": f"{Path(name)}/media",
        }
        import django

        django.setup()
        from django.core.management import call_command

        call_command("compile_catalogues", verbosity=0)
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        wanted = requests_to_measure()
        reference = measure(wanted.pop("reference"))[2]
        failed = False
        lines = [f"{'':22} {'queries':>8} {'limit':>6} {'KB':>8} {'limit':>6} {'x health check':>15}"]
        for what, request in wanted.items():
            queries, size, seconds = measure(request)
            most, largest = LIMITS[what]
            failed |= queries > most or size > largest
            lines.append(f"{what:22} {queries:8} {most:6} {size:8.1f} {largest:6} {seconds / reference:15.1f}")
    sys.stdout.write("\n".join(lines) + "\n")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
