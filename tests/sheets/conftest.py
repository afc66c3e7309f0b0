from typing import Any

import pytest

from tests.core.conftest import _changes_are_committed_at_once  # noqa: F401  a fixture
from tests.factories import (
    DestinationIndexPageFactory,
    EnterpriseIndexPageFactory,
    ProductIndexPageFactory,
    VenueIndexPageFactory,
)


@pytest.fixture
def lists(province: Any) -> dict[str, Any]:
    """The lists into which sheets bring pages."""
    return {
        "destinations": DestinationIndexPageFactory(parent=province, title="Điểm đến"),
        "venues": VenueIndexPageFactory(parent=province, title="Ăn ở"),
        "products": ProductIndexPageFactory(parent=province, title="Sản phẩm"),
        "enterprises": EnterpriseIndexPageFactory(parent=province, title="Doanh nghiệp"),
    }
