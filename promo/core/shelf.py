"""What bodies point at (pages, pictures, figures), remembered until the content changes.

The same few records are pointed at by many pages. They are shared between requests: read them, never
change or save them.
"""

from collections.abc import Callable, Iterable
from typing import Any

from promo.core.versions import Remembered

_records = Remembered(size=8192)


def in_bulk(kind: str, keys: Iterable[Any], read: Callable[[list[Any]], dict[Any, Any]]) -> dict[Any, Any]:
    """Records by key; those not remembered are read together, in one call of `read`."""

    def make(missing: set[tuple[str, Any]]) -> dict[tuple[str, Any], Any]:
        # What does not exist is not remembered: guessing addresses must not push the real ones out.
        return {(kind, key): record for key, record in read([key for _kind, key in missing]).items()}

    found = _records.get_many([(kind, key) for key in keys if key], make)
    return {key: record for (_kind, key), record in found.items()}
