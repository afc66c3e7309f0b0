"""The whole register, and rows of registers that are made up."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from promo.localities.importing import import_units
from tests.shared import shared

HEADING = ("code", "parent_code", "kind", "name", "name_en", "full_name", "full_name_en", "latitude", "longitude")
PROVINCE = ("98", "", "province", "Thử", "Thu", "Tỉnh Thử", "Thu Province", "20.6", "106.2")
COMMUNE = ("99001", "98", "commune", "Đất Lành", "Dat Lanh", "Xã Đất Lành", "Dat Lanh Commune", "20.61", "106.21")


@shared
def country() -> None:
    import_units()


@pytest.fixture
def write_rows(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: tuple[str, ...], heading: tuple[str, ...] = HEADING, name: str = "units.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([heading, *rows])
        return path

    return write
