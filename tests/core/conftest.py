"""What the tests of core, portals and editorial share."""

from typing import Any

import pytest

from promo.core import versions


@pytest.fixture(autouse=True)
def _changes_are_committed_at_once(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A test's transaction never commits, so the next request would not hear of its changes."""
    monkeypatch.setattr(versions, "bump", versions._write)
