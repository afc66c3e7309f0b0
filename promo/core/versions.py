"""One shared number that says "something the public sees has changed".

Everything this process remembers (the map of sites, a portal's menus, whole pages) is remembered
under the version of its making, so that any process's publish makes every process forget. One cache
read a request is all that costs.
"""

import uuid
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from typing import Any, TypeVar

from asgiref.local import Local
from django.core.cache import cache
from django.db import transaction

T = TypeVar("T")

_KEY = "content-version"
_request = Local()


def current() -> str:
    """The version; read once for each request (see `forget_for_this_request`)."""
    version = getattr(_request, "version", None)
    if version is None:
        version = cache.get(_KEY)
        if version is None:
            version = uuid.uuid4().hex
            cache.add(_KEY, version, timeout=None)
            version = cache.get(_KEY, version)
        _request.version = version
    return version


def forget_for_this_request() -> None:
    _request.version = None


def bump() -> None:
    """Tell every process, as soon as the change is committed.

    In this process at once, too: a save that follows in the same transaction must not see what was
    remembered before it. The token is random, not a counter, so that two writers cannot cancel out.
    """
    _request.version = f"uncommitted-{uuid.uuid4().hex}"
    transaction.on_commit(_write)


def _write() -> None:
    cache.set(_KEY, uuid.uuid4().hex, timeout=None)
    forget_for_this_request()


class Remembered:
    """A small per-process memory whose entries die with the content version."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._version = ""
        self._entries: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def get_many(self, keys: Iterable[Hashable], make: Callable[[set[Any]], dict[Any, T]]) -> dict[Any, T]:
        """Several at once; `make` is called with the keys that are not remembered, if there are any."""
        wanted = set(keys)
        version = current()
        with self._lock:
            if version != self._version:
                self._entries.clear()
                self._version = version
            found: dict[Any, Any] = {key: self._entries[key] for key in wanted if key in self._entries}
        missing = wanted - set(found)
        if missing:
            made = make(missing)
            found.update(made)
            with self._lock:
                if version == self._version:
                    self._entries.update(made)
                    while len(self._entries) > self._size:
                        self._entries.popitem(last=False)
        return found

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        version = current()
        with self._lock:
            if version != self._version:
                self._entries.clear()
                self._version = version
            elif key in self._entries:
                self._entries.move_to_end(key)
                return self._entries[key]  # type: ignore[return-value]
        value = make()
        with self._lock:
            if version == self._version:
                self._entries[key] = value
                while len(self._entries) > self._size:
                    self._entries.popitem(last=False)
        return value
