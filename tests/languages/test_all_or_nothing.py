"""A server that dies while it publishes leaves all of the language or none of it."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

# It brings a database of its own, so once is enough.
pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="runs on a SQLite file of its own")

BASE = Path(__file__).parents[2]

# Publishes English in a process of its own and kills it, without a word, after the given statement.
PROGRAM = """
import os, signal, sys
import django
django.setup()
from django.db import connection
from django.contrib.auth import get_user_model
from promo.languages import publishing
from promo.languages.models import Translation

translation = Translation.objects.get(pk=int(sys.argv[1]))
user = get_user_model().objects.get(username="duyet")
count, limit = 0, int(sys.argv[2])

def die_at(execute, sql, params, many, context):
    global count
    done = execute(sql, params, many, context)
    if sql.split()[0] in ("UPDATE", "INSERT", "DELETE"):
        count += 1
        if count == limit:
            os.kill(os.getpid(), signal.SIGKILL)
    return done

with connection.execute_wrapper(die_at):
    publishing.publish_now(translation, user)
print(count)
"""

# Makes the database the first time, and says what it holds afterwards.
PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import ArticleIndexPageFactory, ArticlePageFactory, PortalFactory
from tests.languages.conftest import BODY, person, translate_all, translation_of, group_at
home = PortalFactory(key="33", name="Hưng Yên", kind="province", host="testserver")
column = ArticleIndexPageFactory(parent=home, title="Tin tức", en="News")
story = ArticlePageFactory(parent=column, title="Đền Đa Hòa", body_vi=BODY)
person("duyet", group_at(home, "Duyệt", "add", "change", "publish"))
translation = translation_of(story)
translate_all(translation, person("dich"))
print(translation.pk)
"""
STATE = """
import sys
import django
django.setup()
from promo.editorial.models import ArticlePage
from promo.languages.models import MemoryEntry, Translation
from wagtail.models import PageLogEntry
translation = Translation.objects.get(pk=int(sys.argv[1]))
page = ArticlePage.objects.get(pk=translation.original.page_id)
print([
    bool(page.title_en), bool(page.introduction_en), bool(page.body_en), bool(page.published_at_en),
    bool(page.local_slug_en), translation.live, translation.state == "live",
    PageLogEntry.objects.filter(action="languages.publish").exists(), MemoryEntry.objects.exists(),
    translation.revisions.exists(),
].count(True))
"""


def run(program: str, database: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": f"sqlite:///{database}",
        "PYTHONPATH": str(BASE),
    }
    return subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=BASE, env=environment, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: Any) -> tuple[Path, str]:
    database = tmp_path_factory.mktemp("killed") / "db.sqlite3"
    done = run(PREPARE, database)
    assert done.returncode == 0, done.stderr
    return database, done.stdout.split()[-1]


def test_killed_at_every_statement(prepared: tuple[Path, str]) -> None:
    database, key = prepared
    died = 0
    # Ever later in the same publication; each life begins where the last one was ended.
    for limit in (1, 7, 12, 16):
        done = run(PROGRAM, database, key, str(limit))
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        died += 1
        assert run(STATE, database, key).stdout.split()[-1] == "0"
    assert died >= 3
    if done.returncode:
        done = run(PROGRAM, database, key, "0")
    assert done.returncode == 0, done.stderr
    assert run(STATE, database, key).stdout.split()[-1] == "10"
