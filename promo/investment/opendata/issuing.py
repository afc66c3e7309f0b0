"""Versions of datasets: the plain file as it was on a day, whenever its rows have changed since the version before.

What is computed (dollars, incentives, addresses) stands in no version: it would change without the list.
"""

import csv
import hashlib
import io
from collections.abc import Iterator

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from promo.core import versions
from promo.core.languages import SOURCE, speaking
from promo.investment.columns import COLUMNS
from promo.investment.downloads.asking import Asked
from promo.investment.downloads.texts import plain_csv
from promo.investment.models import DatasetPage, DatasetVersion, ProjectIndexPage

VERSION_COLUMNS = tuple(column for column in COLUMNS if column.written or column.name == "invented")


def issue(dataset: DatasetPage) -> DatasetVersion | None:
    """A new version, if the rows are others than those of the newest (at first: if there are any).

    The file is in Vietnamese.
    """
    source = ProjectIndexPage.objects.filter(pk=dataset.source_id, live=True).first()  # type: ignore[attr-defined]
    if source is None:
        return None
    with speaking(SOURCE):
        asked = Asked(source, SOURCE, source.entries(SOURCE).order_by("path"), "", ())
        data = b"".join(plain_csv(asked, VERSION_COLUMNS))
    digest = hashlib.sha256(data).hexdigest()
    before = dataset.versions.first()  # type: ignore[attr-defined]
    if before.digest == digest if before else not _lines(data):
        return None
    old, new = _lines(_data_of(before)) if before else {}, _lines(data)
    changed = sum(old.get(key) != line for key, line in new.items()) + len(old.keys() - new.keys())
    with transaction.atomic():
        # Two workers at once would give the same number.
        DatasetPage.objects.select_for_update().filter(pk=dataset.pk).order_by().first()
        version = DatasetVersion(
            dataset=dataset,
            number=_number(dataset),
            digest=digest,
            rows=len(new),
            changed_rows=changed if before else 0,
            issued_at=timezone.now(),
        )
        version.file.save(f"{dataset.pk}-{version.number}.csv", File(io.BytesIO(data)), save=False)
        version.save()
    versions.bump()
    return version


def _number(dataset: DatasetPage) -> str:
    """The day, with a letter from the second of a day on: 2026-11-26, 2026-11-26b."""
    day = timezone.localdate().isoformat()
    issued = dataset.versions.filter(number__startswith=day).count()  # type: ignore[attr-defined]
    if not issued:
        return day
    return day + (chr(ord("a") + issued) if issued < 26 else f"-{issued + 1}")


def _data_of(version: DatasetVersion) -> bytes:
    try:
        with version.file.open("rb") as file:
            return file.read()  # type: ignore[no-any-return]
    except OSError:
        # Lost: all rows count as changed.
        return b""


def _lines(data: bytes) -> dict[str, tuple[str, ...]]:
    """Row by the permanent address of its project."""
    found: Iterator[list[str]] = csv.reader(io.StringIO(data.decode(), newline=""))
    next(found, None)
    return {line[0]: tuple(line[1:]) for line in found if line}
