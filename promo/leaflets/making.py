"""Who makes a leaflet and when: at once if nobody else is at it, else the worker; never the same one twice."""

import hashlib
import logging
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from promo.core import quotas
from promo.leaflets import engine
from promo.leaflets.drafts import Draft
from promo.leaflets.models import LeafletJob

logger = logging.getLogger(__name__)
State = LeafletJob.State

# Hours a finished file is kept, and how many files at most.
KEPT_HOURS = 36
MOST_KEPT = 1500
# How many one visitor may have made; finished ones are handed out without limit.
PER_HOUR = 40
# How many may wait for the worker, and how long one may give no sign of life before it is begun again.
MOST_WAITING = 40
SILENCE = timedelta(minutes=5)
MOST_ATTEMPTS = 3
# Deleted at a time, so that no visitor waits for a large clean-up.
_SWEEP = 20


class TooManyError(Exception):
    """More wait already than the worker can make in reasonable time."""


def may_make(request: HttpRequest) -> bool:
    """Count a leaflet of this visitor; false if there were too many."""
    return quotas.within(request, "leaflets", {quotas.HOUR: PER_HOUR})


def key_of(*parts: Any) -> uuid.UUID:
    """The key of what `parts` decide about."""
    return uuid.UUID(hashlib.sha256(repr(parts).encode()).hexdigest()[:32])


def finished(key: uuid.UUID) -> LeafletJob | None:
    """The row of a file that is there."""
    job = LeafletJob.objects.filter(key=key, state=State.DONE).first()
    return job if job is not None and job.file and job.file.storage.exists(job.file.name) else None


def make_now(key: uuid.UUID, draft: Draft, **about: Any) -> LeafletJob | None:
    """Make it in this request; None while another one is being made here."""
    if not engine.slot.acquire(blocking=False):
        return None
    try:
        # Another request may have made it between the look and the lock.
        job = finished(key)
        if job is not None:
            return job
        data = draft.pdf()
    finally:
        engine.slot.release()
    job = _created(key, **about)[0]
    _keep(job, data)
    sweep()
    return job


def hand_over(key: uuid.UUID, **about: Any) -> LeafletJob:
    """Leave it to the worker; the row may be there already, in any state. Raises TooManyError."""
    job = LeafletJob.objects.filter(key=key).first()
    if job is None:
        if LeafletJob.objects.filter(state__in=(State.WAITING, State.RUNNING)).count() >= MOST_WAITING:
            raise TooManyError
        job, is_new = _created(key, **about)
        if is_new:
            _enqueue(job)
            sweep()
    else:
        revive(job)
    job.refresh_from_db()
    return job


def revive(job: LeafletJob) -> None:
    """Begin again what a killed worker has left, what failed some time ago, and what has lost its file."""
    before = timezone.now() - SILENCE
    lost = job.state == State.DONE and finished(job.key) is None
    silent = job.state in (State.RUNNING, State.FAILED) and job.changed_at < before
    if not lost and not silent:
        return
    if silent and job.state == State.RUNNING and job.attempts >= MOST_ATTEMPTS:
        LeafletJob.objects.filter(pk=job.pk, state=State.RUNNING).update(state=State.FAILED, changed_at=timezone.now())
        return
    fresh = {"state": State.WAITING, "done": 0, "problem": "", "changed_at": timezone.now()}
    if job.state != State.RUNNING:
        fresh["attempts"] = 0
    # Many pages may be looking: the one whose update counts gives the order.
    if LeafletJob.objects.filter(pk=job.pk, state=job.state, changed_at=job.changed_at).update(**fresh):
        _enqueue(job)


def run(key: uuid.UUID, draft_of: Callable[[LeafletJob], Draft]) -> None:
    """The worker's part. A job that another one has taken, or that is ready, is left alone."""
    taken = LeafletJob.objects.filter(pk=key, state=State.WAITING).update(
        state=State.RUNNING, attempts=F("attempts") + 1, changed_at=timezone.now()
    )
    if not taken:
        return
    job = LeafletJob.objects.get(pk=key)

    def progress(done: int) -> None:
        LeafletJob.objects.filter(pk=key).update(done=done, changed_at=timezone.now())

    try:
        draft = draft_of(job)
        LeafletJob.objects.filter(pk=key).update(total=draft.steps, changed_at=timezone.now())
        with engine.slot:
            data = draft.pdf(progress)
    except Exception as error:
        logger.exception("Leaflet %s could not be made", key)
        LeafletJob.objects.filter(pk=key).update(
            state=State.FAILED, problem=f"{type(error).__name__}: {error}"[:1000], changed_at=timezone.now()
        )
        return
    job.refresh_from_db()
    _keep(job, data)
    sweep()


def sweep(most: int = _SWEEP) -> int:
    """Delete what is past keeping, at most `most` with their files."""
    past = LeafletJob.objects.filter(created_at__lt=timezone.now() - timedelta(hours=KEPT_HOURS)).order_by("created_at")
    rows = list(past[:most])
    surplus = LeafletJob.objects.count() - len(rows) - MOST_KEPT
    if surplus > 0 and not rows:
        rows = list(LeafletJob.objects.filter(state=State.DONE).order_by("created_at")[: min(surplus, most)])
    for row in rows:
        row.delete()
    return len(rows)


def _created(key: uuid.UUID, **about: Any) -> tuple[LeafletJob, bool]:
    """The row, and whether it is new: of two at once, one makes it."""
    try:
        with transaction.atomic():
            return LeafletJob.objects.create(key=key, **about), True
    except IntegrityError:
        return LeafletJob.objects.get(key=key), False


def _keep(job: LeafletJob, data: bytes) -> None:
    # Two processes may have been at it: the second file would be nobody's.
    if finished(job.key) is not None:
        job.refresh_from_db()
        return
    job.file.save(f"{job.key}.pdf", ContentFile(data), save=False)
    job.state, job.problem, job.done = State.DONE, "", job.total
    job.save(update_fields=["file", "state", "problem", "done", "changed_at"])


def _enqueue(job: LeafletJob) -> None:
    from promo.leaflets.tasks import make_leaflet

    key = str(job.key)
    transaction.on_commit(lambda: make_leaflet.enqueue(key))
