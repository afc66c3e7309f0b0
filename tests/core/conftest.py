"""What the tests of core, portals and editorial share."""

import pytest

from promo.core import versions


@pytest.fixture(autouse=True)
def _changes_are_committed_at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's transaction never commits, so the next request would not hear of its changes."""
    if "real_commits" not in request.fixturenames:
        monkeypatch.setattr(versions, "bump", versions._write)


@pytest.fixture
def real_commits() -> None:
    """Asked for by tests of the version itself."""
