"""Chores: commands that the worker runs every so often, such as deleting what may not be kept longer.

An app says in its `ready()` what it has to be done: `chores.register("forget_enquiries", chores.DAY)`. A chore must be
harmless to repeat: when the shared cache is emptied, it is due at once.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.core.management import call_command

logger = logging.getLogger(__name__)

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True)
class Chore:
    command: str
    every: timedelta

    @property
    def key(self) -> str:
        return f"chore:{self.command}"


_chores: dict[str, Chore] = {}


def register(command: str, every: timedelta) -> None:
    """Have the worker run `manage.py <command>` once in `every`, however many workers there are."""
    _chores[command] = Chore(command, every)


def run_due() -> list[str]:
    """Run what is due and give the names of what was done. A chore that fails is tried again within the hour."""
    done = []
    for chore in _chores.values():
        # Whoever notes it first does it: workers share the cache.
        if not cache.add(chore.key, "taken", chore.every.total_seconds()):
            continue
        try:
            call_command(chore.command, verbosity=0)
            done.append(chore.command)
        except (Exception, SystemExit):
            logger.exception("The chore %s failed; trying again within the hour", chore.command)
            cache.set(chore.key, "failed", min(chore.every, HOUR).total_seconds())
    return done
