"""Lists of the admin as files that spreadsheet programs open without calculating anything."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from openpyxl.cell import WriteOnlyCell

from promo.core.spreadsheets import csv_text, put_text


class SafeExport:
    """For Wagtail's views with an export, first of the bases: text stays text, whatever it begins with."""

    def generate_xlsx_row(
        self, worksheet: Any, row_dict: "OrderedDict[str, Any]", date_format: str | None = None
    ) -> Iterator[Any]:
        for cell in super().generate_xlsx_row(worksheet, row_dict, date_format):  # type: ignore[misc]
            yield put_text(WriteOnlyCell(worksheet), cell.value) if isinstance(cell.value, str) else cell

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        found = super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]
        return csv_text(found) if export_format == "csv" and isinstance(found, str) else found
