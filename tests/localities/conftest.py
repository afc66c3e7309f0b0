"""The whole register, imported once for a module and rolled back after it."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction

from promo.localities.importing import import_units

HEADING = ("code", "parent_code", "kind", "name", "name_en", "full_name", "full_name_en", "latitude", "longitude")
PROVINCE = ("98", "", "province", "Thử", "Thu", "Tỉnh Thử", "Thu Province", "20.6", "106.2")
COMMUNE = ("99001", "98", "commune", "Đất Lành", "Dat Lanh", "Xã Đất Lành", "Dat Lanh Commune", "20.61", "106.21")


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        import_units()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def write_rows(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: tuple[str, ...], heading: tuple[str, ...] = HEADING, name: str = "units.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([heading, *rows])
        return path

    return write
