"""Leaflets left to the worker: progress, failure, what a killed worker leaves behind, files that are past keeping."""

import uuid
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from promo.core.languages import in_source
from promo.leaflets import making, sources
from promo.leaflets.models import LeafletJob
from promo.leaflets.sources import draft_of

pytestmark = pytest.mark.django_db
State = LeafletJob.State


@pytest.fixture
def job(province: Any, temple: Any) -> LeafletJob:
    """A leaflet of the temple in English, waiting."""
    from wagtail.models import Site

    return LeafletJob.objects.create(
        portal=province,
        kind="leaflet",
        site_id=Site.objects.get(hostname="testserver").pk,
        language="en",
        paper="a5",
        title="Da Hoa Temple",
        pages=[str(temple.translation_key)],
    )


@pytest.fixture
def orders(monkeypatch: Any) -> list[LeafletJob]:
    """What is given to the worker, who does nothing here."""
    given: list[LeafletJob] = []
    monkeypatch.setattr(making, "_enqueue", given.append)
    return given


def url(job: LeafletJob, language: str = "en", file: str = "") -> str:
    return f"/leaflets/{language}/{job.pk}/{file}"


def silent(job: LeafletJob, state: str, minutes: int = 10, **more: Any) -> None:
    since = timezone.now() - timedelta(minutes=minutes)
    LeafletJob.objects.filter(pk=job.pk).update(state=state, changed_at=since, **more)


def test_from_waiting_to_the_file(client: Any, job: LeafletJob, press: Any, orders: Any) -> None:
    page = client.get(url(job))
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert page["X-Robots-Tag"] == "noindex"
    assert not page.cookies
    html = page.content.decode()
    assert "It waits for its turn" in html
    assert f'href="{url(job)}"' in html
    # The file is not there yet: back to the page that says so.
    early = client.get(url(job, file="file.pdf"))
    assert (early.status_code, early["Location"]) == (303, url(job))

    seen = []
    press.before = lambda: seen.append(client.get(url(job)).content.decode())
    making.run(job.pk, draft_of)
    assert '<progress id="leaflet-progress" max="1" value="0">' in seen[0]
    assert "0 of 1 parts are ready" in seen[0]

    done = client.get(url(job)).content.decode()
    assert "Your leaflet is ready" in done
    assert url(job, file="file.pdf") in done
    assert "<progress" not in done
    file = client.get(url(job, file="file.pdf"))
    assert file.status_code == 200
    assert file.content.startswith(b"%PDF")
    assert "da-hoa-temple-en.pdf" in file["Content-Disposition"]
    assert not orders


def test_nobody_else_gets_it_under_another_language_or_host(client: Any, commune: Any, job: LeafletJob) -> None:
    for language in ("vi", "ja", "xx", "de"):
        assert client.get(url(job, language)).status_code == 404
        assert client.get(url(job, language, "file.pdf")).status_code == 404
    assert client.get(url(job), HTTP_HOST="me-so.testserver").status_code == 404
    assert client.get(f"/leaflets/en/{uuid.uuid4()}/").status_code == 404
    assert client.get("/leaflets/en/none/").status_code == 404
    assert client.post(url(job)).status_code == 405


def test_a_failure_is_told_and_tried_again_later(client: Any, job: LeafletJob, press: Any, orders: Any) -> None:
    press.error = RuntimeError("no paper at /srv/secret")
    making.run(job.pk, draft_of)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.FAILED, 1)
    assert "no paper" in job.problem
    page = client.get(url(job)).content.decode()
    assert "The leaflet could not be made" in page
    assert "secret" not in page
    assert not orders
    silent(job, State.FAILED)
    assert "It waits for its turn" in client.get(url(job)).content.decode()
    assert [order.pk for order in orders] == [job.pk]
    press.error = None
    making.run(job.pk, draft_of)
    job.refresh_from_db()
    assert (job.state, job.problem) == (State.DONE, "")


def test_what_a_killed_worker_has_left_is_begun_again_and_not_for_ever(
    client: Any, job: LeafletJob, press: Any, orders: Any
) -> None:
    silent(job, State.RUNNING, minutes=1)
    client.get(url(job))
    assert not orders
    silent(job, State.RUNNING, attempts=1)
    client.get(url(job))
    client.get(url(job))
    assert len(orders) == 1
    silent(job, State.RUNNING, attempts=making.MOST_ATTEMPTS)
    assert "could not be made" in client.get(url(job)).content.decode()
    assert len(orders) == 1


def test_two_workers_make_it_once(job: LeafletJob, press: Any) -> None:
    press.before = lambda: making.run(job.pk, draft_of)
    making.run(job.pk, draft_of)
    making.run(job.pk, draft_of)
    assert len(press.drafts) == 1
    making.run(uuid.uuid4(), draft_of)


def test_what_was_taken_down_meanwhile_is_not_printed(job: LeafletJob, temple: Any, press: Any) -> None:
    with in_source():
        temple.unpublish()
    making.run(job.pk, draft_of)
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert not press.drafts


def test_a_host_that_is_gone(job: LeafletJob, press: Any) -> None:
    LeafletJob.objects.filter(pk=job.pk).update(site_id=9999)
    making.run(job.pk, draft_of)
    job.refresh_from_db()
    assert job.state == State.FAILED


def test_not_more_wait_than_can_be_made(province: Any, orders: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(making, "MOST_WAITING", 2)
    about = {"portal": province, "language": "vi", "paper": "a4", "pages": []}
    for number in range(2):
        making.hand_over(making.key_of(number), **about)
    with pytest.raises(making.TooManyError):
        making.hand_over(making.key_of("one more"), **about)
    # Asking for one that waits already is no more.
    making.hand_over(making.key_of(0), **about)
    assert len(orders) == 2


# --- Files -------------------------------------------------------------------------------------


def finished(province: Any, hours: int) -> LeafletJob:
    job = LeafletJob.objects.create(portal=province, language="vi", paper="a4", pages=[], state=State.DONE)
    job.file.save(f"{job.key}.pdf", ContentFile(b"%PDF"))
    LeafletJob.objects.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(hours=hours))
    return job


def test_old_ones_are_deleted_with_their_files(province: Any, settings: Any) -> None:
    import os

    old, fresh = finished(province, making.KEPT_HOURS + 1), finished(province, making.KEPT_HOURS - 1)
    default_storage.save("leaflets/of-nobody.pdf", ContentFile(b"%PDF"))
    default_storage.save("leaflets/new-of-nobody.pdf", ContentFile(b"%PDF"))
    long_ago = (timezone.now() - timedelta(days=3)).timestamp()
    os.utime(default_storage.path("leaflets/of-nobody.pdf"), (long_ago, long_ago))
    out = StringIO()
    call_command("forget_leaflets", "--dry-run", stdout=out)
    assert "1 leaflets" in out.getvalue()
    assert "1 files" in out.getvalue()
    assert LeafletJob.objects.count() == 2
    call_command("forget_leaflets", stdout=out)
    assert list(LeafletJob.objects.all()) == [fresh]
    _folders, names = default_storage.listdir("leaflets")
    assert sorted(names) == sorted(["new-of-nobody.pdf", f"{fresh.key}.pdf"])
    assert not default_storage.exists(old.file.name)
    call_command("forget_leaflets", stdout=out)


def test_nothing_to_forget_is_no_error(db: Any) -> None:
    call_command("forget_leaflets", verbosity=0)


def test_each_new_one_sweeps_a_few_away(client: Any, province: Any, temple: Any, press: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(making, "_SWEEP", 2)
    for _number in range(3):
        finished(province, making.KEPT_HOURS + 5)
    assert making.sweep(2) == 2
    assert LeafletJob.objects.count() == 1
    monkeypatch.setattr(making, "MOST_KEPT", 1)
    fresh = [finished(province, hours) for hours in (3, 2, 1)]
    making.sweep(20)
    making.sweep(20)
    assert list(LeafletJob.objects.all()) == [fresh[-1]]


def test_a_second_process_that_made_the_same_leaves_no_second_file(province: Any) -> None:
    job = finished(province, 1)
    making._keep(LeafletJob.objects.get(pk=job.pk), b"%PDF other")
    assert default_storage.listdir("leaflets")[1] == [f"{job.key}.pdf"]


def test_every_kind_that_is_printed_has_a_name() -> None:
    """Those of upper apps, too."""
    assert set(sources._makers) <= set(LeafletJob.Kind.values)
    assert set(sources._makers) == {"projects", "pack"}
