from typing import Any

import pytest

from tests.core.conftest import _changes_are_committed_at_once  # noqa: F401  a fixture
from tests.factories import (
    DestinationIndexPageFactory,
    EnterpriseIndexPageFactory,
    ProductIndexPageFactory,
    VenueIndexPageFactory,
)
from tests.languages.conftest import group_at, person


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def lists(province: Any) -> dict[str, Any]:
    """The lists into which sheets bring pages."""
    return {
        "destinations": DestinationIndexPageFactory(parent=province, title="Điểm đến"),
        "venues": VenueIndexPageFactory(parent=province, title="Ăn ở"),
        "products": ProductIndexPageFactory(parent=province, title="Sản phẩm"),
        "enterprises": EnterpriseIndexPageFactory(parent=province, title="Doanh nghiệp"),
    }


@pytest.fixture
def editor(province: Any, lists: Any) -> Any:
    """Writes at the province's portal and publishes nothing."""
    return person("bientap", group_at(province, "Biên tập", "add", "change"))


@pytest.fixture
def of_commune(commune: Any, lists: Any) -> Any:
    """Does everything at the commune's portal below, and nothing at the province's."""
    DestinationIndexPageFactory(parent=commune, title="Điểm đến của xã")
    return person("xa", group_at(commune, "Xã", "add", "change", "publish"))
