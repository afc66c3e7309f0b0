"""How far an import is that writes all its rows in one transaction.

Nobody else sees what is written within it: the count is in the cache that worker and web share. What the cache
forgets is only not shown; the state of an import is in the database alone.
"""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.utils import timezone

# Steps: the rows are compared and checked, nobody has to wait; then they are written, after whoever writes already.
CHECKING, WAITING, WRITING = "checking", "waiting", "writing"
_KEPT = 24 * 60 * 60
# Seconds between two notes.
_EVERY = 0.5


@dataclass(frozen=True)
class Seen:
    step: str
    done: int
    heard_at: datetime


def _key(batch_id: int) -> str:
    return f"import:{batch_id}"


def seen(batch_id: int) -> Seen | None:
    found: Any = cache.get(_key(batch_id))
    return Seen(*found) if found else None


def forget(batch_id: int) -> None:
    cache.delete(_key(batch_id))


class Noting:
    """The worker's side. Calling it often costs nothing."""

    def __init__(self, batch_id: int) -> None:
        self._batch_id, self._step, self._last = batch_id, "", 0.0

    def note(self, step: str, done: int = 0) -> None:
        now = time.monotonic()
        if step != self._step or now - self._last >= _EVERY:
            self._step, self._last = step, now
            cache.set(_key(self._batch_id), (step, done, timezone.now()), _KEPT)
