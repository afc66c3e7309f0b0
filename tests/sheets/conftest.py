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
from tests.shared import shared


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


class Lists(dict[str, Any]):
    """The lists into which sheets bring pages, each made when it is asked for."""

    def __init__(self, portal: Any, **made: Any) -> None:
        super().__init__(made)
        self._portal = portal

    def __missing__(self, name: str) -> Any:
        factory, title = _LISTS[name]
        self[name] = factory(parent=self._portal, title=title)
        return self[name]


_LISTS: dict[str, Any] = {
    "destinations": (DestinationIndexPageFactory, "Điểm đến"),
    "venues": (VenueIndexPageFactory, "Ăn ở"),
    "products": (ProductIndexPageFactory, "Sản phẩm"),
    "enterprises": (EnterpriseIndexPageFactory, "Doanh nghiệp"),
}


@shared
def destinations(province: Any) -> Any:
    return Lists(province)["destinations"]


@pytest.fixture
def lists(province: Any, destinations: Any) -> Lists:
    """With that of destinations, of which most sheets of the tests are."""
    return Lists(province, destinations=destinations)


@shared
def ocop_lists(province: Any) -> dict[str, Any]:
    lists = Lists(province)
    return {name: lists[name] for name in ("products", "enterprises")}


@pytest.fixture
def ocop(lists: Lists, ocop_lists: Any) -> None:
    """The lists of products and enterprises."""
    lists.update(ocop_lists)


@shared
def editor(province: Any, destinations: Any) -> Any:
    """Writes at the province's portal and publishes nothing."""
    return person("bientap", group_at(province, "Biên tập", "add", "change"))


@shared
def of_commune(commune: Any, destinations: Any) -> Any:
    """Does everything at the commune's portal below, and nothing at the province's."""
    DestinationIndexPageFactory(parent=commune, title="Điểm đến của xã")
    return person("xa", group_at(commune, "Xã", "add", "change", "publish"))
