"""What is near: the nearest first, in the reader's language, in a fixed number of queries."""

import math
from typing import Any

import pytest

from promo.core.languages import speaking
from promo.core.portals import portal_of
from promo.places.near import distance_km, distance_words, near
from promo.tourism.models import DestinationPage, VenuePage
from tests.factories import DestinationIndexPageFactory, DestinationPageFactory

HERE = (20.86, 105.9)


def _capital(label: Any) -> str:
    with speaking("vi"):
        return str(label)[:1].upper() + str(label)[1:]


def test_the_nearest_come_first_with_their_distance_and_kind(places: Any, province: Any) -> None:
    with speaking("vi"):
        found = near(HERE, "vi", province, exclude=places["temple"].pk)
    assert [card["title"] for card in found] == ["Vườn nhãn", "Nhà nghỉ Ven Sông", "Nhà trưng bày"]
    assert [card["distance"] for card in found] == ["1 km", "2,4 km", "10 km"]
    assert [card["kind_label"] for card in found[:2]] == [
        _capital(DestinationPage.Kind.GARDEN.label),
        _capital(VenuePage.Kind.STAY.label),
    ]
    assert found[0]["url"].endswith("/diem-den/vuon-nhan/")


def test_only_what_the_reader_can_read_and_no_further_than_asked(places: Any, province: Any) -> None:
    with speaking("en"):
        assert [card["title"] for card in near(HERE, "en", province)] == [
            "Da Hoa temple",
            "Longan garden",
            "Riverside inn",
        ]
    assert [card["title"] for card in near(HERE, "vi", province, km=2)] == ["Đền Đa Hòa", "Vườn nhãn"]
    assert len(near(HERE, "vi", province, limit=1)) == 1


def test_other_portals_places_and_drafts_are_not_shown(places: Any, commune: Any) -> None:
    index = DestinationIndexPageFactory(parent=commune, title="Điểm đến", slug="diem-den")
    own = DestinationPageFactory(parent=index, title="Đình làng", latitude=20.86, longitude=105.9)
    assert [card["title"] for card in near(HERE, "vi", commune)] == ["Đình làng"]
    own.unpublish()
    assert near(HERE, "vi", portal_of(own)) == []
    assert near(HERE, "vi", None) == []


def test_distances() -> None:
    assert distance_km((0, 0), (0, 180)) == pytest.approx(math.pi * 6371.0088)
    assert distance_km(HERE, HERE) == 0
    # Hà Nội to Hải Phòng.
    assert distance_km((21.0285, 105.8542), (20.8449, 106.6881)) == pytest.approx(89, abs=1)
    with speaking("vi"):
        assert [distance_words(km) for km in (0, 0.354, 0.999, 1.26, 9.94, 9.96, 1234)] == [
            "10 m", "350 m", "1 km", "1,3 km", "9,9 km", "10 km", "1.234 km",
        ]  # fmt: skip
    with speaking("en"):
        assert distance_words(1.24) == "1.2 km"
