"""Fixtures whose data is made once for all tests in a row that ask for it.

`@shared` in place of `@pytest.fixture` on a function that makes data of nothing but other shared fixtures:

    @shared
    def article(column_page):
        return ArticlePageFactory(parent=column_page)

What such a fixture makes lies in a transaction of its own below that of the tests, one upon the other: the article's
upon the column's upon the portal's. Before each test those go that it has not asked for, and those come that are
missing, so that a test finds in the database what its fixtures name, as if they were made for it alone. What it changes
is rolled back after it; records it is given are read anew for it. `sorted_for_sharing` puts tests of a module that ask
for the same next to each other.

Data is made in Vietnamese, at the real time and with the project's settings: no fixture of the test that turns the
clock, the language or the folder of files is there yet.
"""

import inspect
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import models, transaction
from django.utils import translation

from promo.core import versions

# A maker with those it needs, and what they need: an overridden fixture below makes another one above.
Key = tuple[Hashable, ...]


def shared(maker: Callable[..., Any]) -> Any:
    """A fixture made by `maker`, whose parameters are names of shared fixtures.

    A test with transactions of its own, or with one of these fixtures replaced by an ordinary one, makes it for itself.
    """

    needs = tuple(inspect.signature(maker).parameters)

    def fixture(request: pytest.FixtureRequest, db: Any) -> Any:
        layer = _layers.find(_plan(request.node).get(maker))
        # What it needs is asked for only where it is made: reading it costs queries.
        return fresh(layer.value) if layer else maker(*map(request.getfixturevalue, needs))

    fixture.__name__, fixture.__doc__, fixture.__module__ = maker.__name__, maker.__doc__, maker.__module__
    fixture.maker, fixture.needs = maker, needs  # type: ignore[attr-defined]
    return pytest.fixture(fixture)


def fresh(made: Any) -> Any:
    """Records as they are in the database now, alone or in lists and dictionaries; anything else as it is."""
    if isinstance(made, models.Model):
        return type(made)._default_manager.get(pk=made.pk)  # type: ignore[attr-defined]
    if isinstance(made, (list, tuple)):
        return type(made)(map(fresh, made))
    if isinstance(made, dict):
        return {name: fresh(one) for name, one in made.items()}
    return made


# --- Which data a test asks for ---------------------------------------------------------------------

_PLAN = pytest.StashKey[dict[Any, Key]]()


def _plan(item: pytest.Item) -> dict[Any, Key]:
    """Maker -> key of the shared fixtures that the test asks for, those first that others need."""
    found = item.stash.get(_PLAN, None)
    if found is None:
        found = item.stash[_PLAN] = {}
        if not _has_own_transactions(item):
            for name in getattr(item, "fixturenames", ()):
                _key(item, name, found)
    return found


def _key(item: Any, name: str, plan: dict[Any, Key]) -> Key | None:
    definitions = item.session._fixturemanager.getfixturedefs(name, item)
    function = definitions and definitions[-1].func
    # A parameter of the test may have the name of a fixture.
    if not hasattr(function, "maker") or name in getattr(getattr(item, "callspec", None), "params", ()):
        return None
    if function.maker not in plan:
        below = [_key(item, needed, plan) for needed in function.needs]
        if None in below:
            return None
        plan[function.maker] = (function.maker, *below)
    return plan[function.maker]


def _has_own_transactions(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in getattr(item, "fixturenames", ())


def _asks_for_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or "db" in getattr(item, "fixturenames", ())


def sorted_for_sharing(items: list[pytest.Item]) -> list[pytest.Item]:
    """Modules stay in their order; within each, tests that ask for the same data stand together.

    What most tests of a module ask for lies at the bottom. It is asked for at least as often as what needs it.
    """
    ordered: list[pytest.Item] = []
    for _path, group in groupby(items, key=lambda item: item.path):
        tests = list(group)
        asked = Counter(key for item in tests for key in _plan(item).values())
        ranks = {key: (-number, _depth(key), key[0].__qualname__) for key, number in asked.items()}
        for item in tests:
            item.stash[_PLAN] = dict(sorted(_plan(item).items(), key=lambda entry: ranks[entry[1]]))
        ordered += sorted(tests, key=lambda item: [ranks[key] for key in _plan(item).values()])
    return ordered


def _depth(key: Key) -> int:
    return 1 + max(map(_depth, key[1:]), default=0)


# --- The data that is there ---------------------------------------------------------------------------


class _Layer:
    """What a maker has made, and the transaction it lies in."""

    def __init__(self, key: Key, given: list[Any]) -> None:
        self.key = key
        self._transaction = transaction.atomic()
        # As those of TestCase: code that wants a transaction of its own may begin it here.
        self._transaction._from_testcase = True
        self._transaction.__enter__()
        try:
            self.value = key[0](*given)
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        transaction.set_rollback(True)
        self._transaction.__exit__(None, None, None)


class _Layers:
    def __init__(self) -> None:
        self._blocker: Any = None
        self._item: pytest.Item | None = None
        self._stack: list[_Layer] = []
        # What lies below is held by a fixture of a wider scope.
        self._floor = 0

    def find(self, key: Key | None) -> _Layer | None:
        return next((layer for layer in self._stack if layer.key == key), None)

    def begin(self, blocker: Any) -> None:
        """There is a database now."""
        self._blocker = blocker
        if self._item is not None:
            self.turn_to(self._item)

    def turn_to(self, item: pytest.Item) -> None:
        """End what the test has not asked for, and all that lies upon it; make what is missing."""
        self._item = item
        if self._blocker is None or not _asks_for_database(item):
            return
        wanted = _plan(item).values()
        unasked = (at for at, layer in enumerate(self._stack) if at >= self._floor and layer.key not in wanted)
        keep = next(unasked, len(self._stack))
        missing = [key for key in wanted if key not in [layer.key for layer in self._stack[:keep]]]
        with self._blocker.unblock():
            self._end_from(keep)
            if missing:
                self._make(missing)

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Nothing ends, for now, that is there or is made inside."""
        height, below = len(self._stack), self._floor
        self._stack.append(_Layer((lambda: None,), []))
        self._floor = height + 1
        yield
        self._floor = below
        self._end_from(height)

    def end(self) -> None:
        with self._blocker.unblock():
            self._end_from(0)

    def _end_from(self, height: int) -> None:
        while len(self._stack) > height:
            self._stack.pop().end()

    def _make(self, keys: list[Key]) -> None:
        forget()
        with translation.override(settings.LANGUAGE_CODE):
            for key in keys:
                self._stack.append(_Layer(key, [fresh(self.find(needed).value) for needed in key[1:]]))
        forget()


@contextmanager
def shared_data(blocker: Any) -> Iterator[None]:
    """For a fixture of a module whose data needs more than other data (files, settings): what is made inside stays.

    `blocker` is `django_db_blocker`; the fixture asks for `django_db_setup`, too. Give every test its own instances.
    """
    with blocker.unblock(), _layers.hold():
        forget()
        yield


def forget() -> None:
    """Forget what the process remembers of the database: the map of sites, menus, pages."""
    cache.clear()
    versions.forget_for_this_request()


_layers = _Layers()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    _layers.begin(django_db_blocker)
    yield
    _layers.end()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    _layers.turn_to(item)
