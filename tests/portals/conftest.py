from tests.core.conftest import _changes_are_committed_at_once  # noqa: F401  a fixture
