"""Pages that have leaflets, and a stand-in for the PDF where a test is about who gets it and when."""

from collections.abc import Callable
from typing import Any

import pytest

from promo.leaflets import engine
from promo.leaflets.drafts import Draft
from tests.factories import (
    DestinationIndexPageFactory,
    DestinationPageFactory,
    PortalFactory,
    ProductIndexPageFactory,
    ProductPageFactory,
)
from tests.shared import shared

TITLES = {"en": "Da Hoa Temple", "ja": "ダーホア祠", "lo": "ວິຫານດາຮວ່າ"}


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@shared
def province() -> Any:
    """In as many languages as these tests look at: each costs time."""
    return PortalFactory(
        key="33", name="Hưng Yên", kind="province", host="testserver", languages=("vi", "en", "ja", "lo", "fr")
    )


@shared
def index(province: Any) -> Any:
    return DestinationIndexPageFactory(parent=province, title="Điểm đến", slug="diem-den", en="Places", ja="名所")


@shared
def temple(index: Any) -> Any:
    """In every language but French."""
    return DestinationPageFactory(
        parent=index,
        title="Đền Đa Hòa",
        slug="den-da-hoa",
        kind="temple",
        introduction_vi="Trông ra sông Hồng.",
        latitude=20.8825,
        longitude=105.9235,
        **TITLES,
    )


@shared
def more(index: Any) -> list[Any]:
    """Four others, in Vietnamese and English."""
    return [DestinationPageFactory(parent=index, title=f"Nơi {n}", kind="garden", en=f"Garden {n}") for n in range(4)]


@shared
def products(province: Any) -> Any:
    return ProductIndexPageFactory(parent=province, title="Sản phẩm", slug="san-pham", en="Products")


@shared
def longan(products: Any) -> Any:
    return ProductPageFactory(parent=products, title="Nhãn lồng", group="food", en="Longan")


class Press:
    """Stands in for WeasyPrint: notes what it was asked for."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.error: Exception | None = None
        self.before: Callable[[], None] = lambda: None

    def pdf(self, draft: Draft, progress: Callable[[int], None] = lambda done: None) -> bytes:
        assert engine.slot.locked()
        self.before()
        progress(1)
        if self.error:
            raise self.error
        self.drafts.append(draft)
        return b"%PDF-1.7 " + draft.digest().encode()


@pytest.fixture
def press(monkeypatch: Any) -> Press:
    made = Press()
    monkeypatch.setattr(Draft, "pdf", lambda draft, *args: made.pdf(draft, *args))
    return made


def path(page: Any, language: str = "vi", name: str = "leaflet.pdf") -> str:
    return page.full_url_in(language).split("testserver", 1)[1] + name
