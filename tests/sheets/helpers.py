"""Sheets made in memory, and imports run without a browser."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile
from openpyxl import Workbook
from PIL import Image

from promo.sheets import importing, kinds, mapping
from promo.sheets.models import ImportBatch

DESTINATIONS = ("Mã", "Tên", "Loại", "Vĩ độ", "Kinh độ", "Điện thoại")
PRODUCTS = ("Mã", "Tên sản phẩm", "Nhóm", "Số sao", "Số quyết định", "Cơ quan cấp", "Ngày cấp", "Hết hạn")


def book(*rows: Iterable[Any], title: str = "Sheet1") -> bytes:
    """A workbook with these rows, headings first."""
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(list(row))
    return saved(made)


def saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return out.getvalue()


def picture(colour: str = "red", size: tuple[int, int] = (40, 30), kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def uploaded(portal: Any, user: Any, raw: bytes, *, kind: str = "destinations", **fields: Any) -> ImportBatch:
    """A batch with its columns mapped as proposed."""
    pictures = fields.pop("pictures", None)
    batch = ImportBatch(portal=portal, kind=kind, user=user, file_name=fields.pop("name", "bang.xlsx"), **fields)
    batch.file.save(batch.file_name, ContentFile(raw), save=False)
    if pictures is not None:
        batch.pictures.save("anh.zip", ContentFile(pictures), save=False)
    table = importing.read_table(batch)
    batch.columns = mapping.propose(kinds.get(kind), portal, table)
    batch.save()
    return batch


def checked(portal: Any, user: Any, raw: bytes, **fields: Any) -> ImportBatch:
    batch = uploaded(portal, user, raw, **fields)
    importing.check(batch)
    return batch


def imported(portal: Any, user: Any, raw: bytes, **fields: Any) -> ImportBatch:
    fields.setdefault("afterwards", "publish")
    return go(checked(portal, user, raw, **fields))


def go(batch: ImportBatch) -> ImportBatch:
    batch.state, batch.heard_at = ImportBatch.State.RUNNING, None
    batch.save()
    importing.run(batch.pk)
    batch.refresh_from_db()
    return batch


def problems(batch: ImportBatch) -> list[tuple[int, str, str]]:
    """(row, column, message) of all that is wrong."""
    return [
        (row["number"], problem["column"], problem["message"])
        for row in batch.report["rows"]
        for problem in row["problems"]
    ]


def the_problem(batch: ImportBatch) -> str:
    ((_row, _column, message),) = problems(batch)
    return message
