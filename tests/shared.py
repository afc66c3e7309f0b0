"""Data that the tests of a module or package share: made once, rolled back after the last of them.

Each test's own transaction is a savepoint in the shared one, so that what a test changes is gone before the next.
Fixtures give every test its own instances: read them by key.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.cache import cache
from django.db import transaction

from promo.core import versions


@contextmanager
def shared_data(blocker: Any) -> Iterator[None]:
    """`blocker` is `django_db_blocker`; the fixture that uses this asks for `django_db_setup`, too."""
    with blocker.unblock(), transaction.atomic():
        cache.clear()
        versions.forget_for_this_request()
        yield
        transaction.set_rollback(True)
