"""A whole list in one transaction: planned before it, seen while it goes on, never twice, and nothing if it is ended."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from promo.investment.models import ProjectPage
from promo.sheets import examining, importing, progress, running
from promo.sheets.applying import Writer
from promo.sheets.models import ImportBatch
from promo.sheets.pages import Pages
from promo.sheets.views import preview
from tests.investment.conftest import ProjectPageFactory
from tests.investment.importing.test_importing import ROWS, bring, browser_of, list_of
from tests.sheets.helpers import checked, go
from tests.sheets.test_undoing import undo


@pytest.fixture
def batch(province: Any, projects: Any, communes: Any, officer: Any) -> ImportBatch:
    return checked(province, officer, list_of(*ROWS), kind="projects", afterwards="publish")


def start(batch: ImportBatch, user: Any, commits: Any, *, execute: bool = True) -> None:
    with commits(execute=execute):
        browser_of(user).post(reverse("sheets_start", args=[batch.pk]), {"afterwards": "publish"})
    batch.refresh_from_db()


def test_all_is_read_before_anything_is_locked(batch: ImportBatch, monkeypatch: Any) -> None:
    depths = []
    really = examining.examine

    def looked(*args: Any) -> Any:
        depths.append(len(connection.savepoint_ids))
        return really(*args)

    outside = len(connection.savepoint_ids)
    monkeypatch.setattr(examining, "examine", looked)
    go(batch)
    assert depths == [outside]


def test_what_others_did_meanwhile_is_found(province: Any, projects: Any, batch: ImportBatch, monkeypatch: Any) -> None:
    really = running.Running.alone

    def meanwhile(self: Any) -> Any:
        ProjectPageFactory(parent=projects, title="Kho lạnh", commune=None)
        return really(self)

    monkeypatch.setattr(running.Running, "alone", meanwhile)
    assert go(batch).state == "done"
    assert {row.title: row.done for row in batch.rows.all()} == {"Nhà máy gạch": "created", "Kho lạnh": "changed"}
    assert ProjectPage.objects.count() == 2


def test_progress_is_seen_from_outside(batch: ImportBatch, officer: Any, monkeypatch: Any) -> None:
    browser, address = browser_of(officer), reverse("sheets_progress", args=[batch.pk])
    seen, really = [], Writer._write

    def looks(self: Writer, row: Any) -> None:
        really(self, row)
        seen.append(browser.get(address).json())

    monkeypatch.setattr(Writer, "_write", looks)
    monkeypatch.setattr(progress, "_EVERY", 0)
    go(batch)
    # The row on which one looks is the one after that which was noted.
    assert [(one["done"], one["total"], one["percent"], one["ready"]) for one in seen] == [
        (0, 2, 0, False),
        (1, 2, 50, False),
    ]
    assert seen[0]["step"] != seen[1]["step"]
    assert progress.seen(batch.pk) is None and browser.get(address).json()["ready"]


def test_a_worker_that_is_ended_has_written_nothing_and_can_be_followed_by_another(
    batch: ImportBatch, officer: Any, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    really = Pages.finish

    def dies(self: Pages) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Pages, "finish", dies)
    forget = progress.forget
    monkeypatch.setattr(progress, "forget", lambda key: None)
    with pytest.raises(KeyboardInterrupt):
        go(batch)
    monkeypatch.setattr(progress, "forget", forget)
    batch.refresh_from_db()
    assert (batch.state, batch.rows.count(), ProjectPage.objects.count()) == ("running", 0, 0)
    assert not Revision.objects.exists()
    # Nobody has heard of it for two minutes, long before the half hour is over that the database would wait.
    step, done, _at = cache.get(f"import:{batch.pk}")
    cache.set(f"import:{batch.pk}", (step, done, timezone.now() - timedelta(minutes=3)))
    browser, address = browser_of(officer), reverse("sheets_batch", args=[batch.pk])
    assert browser.get(reverse("sheets_progress", args=[batch.pk])).json()["ready"]
    page = browser.get(address)
    assert page.context["may_go_on"] and page.context["begins_anew"] and 'role="alert"' in page.text
    monkeypatch.setattr(Pages, "finish", really)
    start(batch, officer, django_capture_on_commit_callbacks)
    assert (batch.state, batch.rows.count(), ProjectPage.objects.count()) == ("done", 2, 2)


def test_two_starts_are_one(
    batch: ImportBatch, officer: Any, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    # Both clicks are on their way before either has written.
    early = ImportBatch.objects.get(pk=batch.pk)
    start(batch, officer, django_capture_on_commit_callbacks, execute=False)
    with django_capture_on_commit_callbacks() as queued:
        preview.set_to_work(early, "running", None)
    assert queued == []
    importing.run(batch.pk)
    importing.run(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, ProjectPage.objects.count(), Revision.objects.count()) == ("done", 2, 2)


def test_a_second_worker_that_comes_too_late_does_nothing(batch: ImportBatch, monkeypatch: Any) -> None:
    really = running.Running.alone
    first = []

    def other_is_quicker(self: Any) -> Any:
        if not first:
            first.append(self)
            ImportBatch.objects.filter(pk=batch.pk).update(heard_at=None)
            importing.run(batch.pk)
        return really(self)

    monkeypatch.setattr(running.Running, "alone", other_is_quicker)
    assert go(batch).state == "done"
    assert (ProjectPage.objects.count(), batch.rows.count(), Revision.objects.count()) == (2, 2, 2)


def test_another_writer_is_waited_for(batch: ImportBatch, monkeypatch: Any) -> None:
    really, tried = transaction.atomic, []

    class Busy:
        def __enter__(self) -> None:
            raise OperationalError("database is locked")

        def __exit__(self, *args: Any) -> None: ...

    def atomic(*args: Any, **kwargs: Any) -> Any:
        if len(tried) < 2:
            tried.append(progress.seen(batch.pk))
            return Busy()
        return really(*args, **kwargs)

    monkeypatch.setattr(running, "_NEXT_TRY", 0)
    monkeypatch.setattr(transaction, "atomic", atomic)
    assert go(batch).state == "done"
    assert [seen.step for seen in tried] == [progress.CHECKING, progress.WAITING]


@pytest.mark.parametrize("afterwards", ["publish", "draft"])
def test_a_row_costs_few_queries(province: Any, projects: Any, communes: Any, officer: Any, afterwards: str) -> None:
    """What the listings, the map and the desk write for each page is more than half of it."""

    def cost(rows: range, area: int) -> int:
        raw = list_of(*((n + 1, f"Dự án {n}", area, "Việt Tiến", None, None) for n in rows))
        ready = checked(province, officer, raw, kind="projects", afterwards=afterwards)
        with CaptureQueriesContext(connection) as queries:
            assert go(ready).state == "done"
        return len([one for one in queries if "SAVEPOINT" not in one["sql"]])

    bring(province, officer, list_of(*ROWS))
    new = [cost(range(2), 1), cost(range(100, 112), 1)]
    changed = [cost(range(2), 2), cost(range(100, 112), 2)]
    assert new[1] - new[0] <= 26 * 10
    assert changed[1] - changed[0] <= (24 if afterwards == "publish" else 11) * 10


def test_undoing_counts_from_where_it_was(batch: ImportBatch) -> None:
    go(batch)
    assert undo(batch).done == 2
