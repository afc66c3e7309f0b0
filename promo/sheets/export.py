"""Pages as a spreadsheet: headings in the reader's language, typed cells, and no text that is ever a formula."""

import io
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from promo.core.languages import SOURCE
from promo.core.spreadsheets import MAX_LENGTH, put_text
from promo.core.text import slugify
from promo.sheets import kinds
from promo.sheets.fields import CodeField
from promo.sheets.kinds import SheetField, SheetKind

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADING_FILL = PatternFill("solid", fgColor="0A7069")
HEADING_FONT = Font(bold=True, color="FFFFFF")
_LINK = Font(color="0563C1", underline="single")
_LINES = 60


def file_name(title: str, extension: str = "xlsx") -> str:
    """A name that every system takes: "Sản phẩm Khoái Châu" -> "san-pham-khoai-chau.xlsx"."""
    return f"{slugify(title)[:80].strip('-') or 'portal'}.{extension}"


def workbook(kind_key: str, queryset: Any, language: str = SOURCE) -> bytes:
    """The pages of a queryset as XLSX. What is exported in Vietnamese can be imported again, and changes nothing."""
    kind = kinds.get(kind_key)
    book = Workbook(write_only=True)
    with override(language):
        sheet = book.create_sheet(_sheet_title(str(kind.label)))
        columns = exported_fields(kind)
        labels = [*(str(one.label) for one in columns), _("Page")]
        _lay_out(sheet, [*(one.width for one in columns), 44])
        sheet.append([heading_cell(sheet, label) for label in labels])
    for values, url in _rows(kind, columns, queryset, language):
        cells = [cell_of(sheet, one, value) for one, value in zip(columns, values, strict=True)]
        sheet.append([*cells, _link_cell(sheet, url)])
    return saved(book)


def exported_fields(kind: SheetKind) -> list[SheetField]:
    """Every column but those that say in another way what one of the others says."""
    return [one for one in kind.every_field if one.exported]


def _rows(kind: SheetKind, columns: list[SheetField], queryset: Any, language: str) -> Iterator[tuple[list[Any], str]]:
    """(values, address) of each page, in a fixed number of queries."""
    names = {field.name for field in kind.page_model._meta.get_fields()}
    related = [name for name in ("commune", "enterprise", "park", "image") if name in names]
    pages = list(queryset.select_related(*related))
    children = {group.relation: _children(group, pages) for group in kind.groups}
    for page in pages:
        shown = {group.relation: group.shown(children[group.relation].get(page.pk, [])) for group in kind.groups}
        values = []
        for one in columns:
            group = kind.group_of(one.name)
            source = shown[group.relation] if group else page
            values.append(None if source is None else one.cell(source, language))
        yield values, page.full_url_in(language if page.published_in(language) else SOURCE) or ""


def _children(group: Any, pages: list[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    model, parent = apps.get_model(group.model), group.parent_field
    for child in model.objects.filter(**{f"{parent}__in": [page.pk for page in pages]}).order_by("sort_order", "pk"):
        found.setdefault(getattr(child, f"{parent}_id"), []).append(child)
    return found


# --- Cells -------------------------------------------------------------------------------------


def heading_cell(sheet: Any, text: str) -> Any:
    cell = put_text(WriteOnlyCell(sheet), text)
    cell.font, cell.fill = HEADING_FONT, HEADING_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def text_cell(sheet: Any, text: str) -> Any:
    cell = put_text(WriteOnlyCell(sheet), text[: MAX_LENGTH // 2])
    cell.alignment = Alignment(wrap_text=len(text) > _LINES or "\n" in text, vertical="top")
    return cell


def cell_of(sheet: Any, field: SheetField, value: Any) -> Any:
    """A number is a number and a date a date; all else is text, whatever it begins with."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or isinstance(field, CodeField) or not isinstance(value, (int, float, Decimal, date)):
        return text_cell(sheet, str(value))
    cell = WriteOnlyCell(sheet, value)
    cell.alignment = Alignment(vertical="top")
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, Decimal):
        cell.number_format = "#,##0" if value == value.to_integral_value() else "#,##0.00"
    elif isinstance(value, float):
        cell.number_format = "0.000000"
    return cell


def _link_cell(sheet: Any, url: str) -> Any:
    if not url:
        return None
    cell = text_cell(sheet, url)
    cell.hyperlink = url
    cell.font = _LINK
    return cell


# --- Sheets ------------------------------------------------------------------------------------


def _sheet_title(text: str) -> str:
    return "".join(" " if letter in r"[]:*?/\'" else letter for letter in text)[:31].strip() or "1"


def _lay_out(sheet: Any, widths: Iterable[int]) -> None:
    # Before the first row: a sheet that is written as it goes has its head first.
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "C2"
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "1:1"


def saved(book: Any) -> bytes:
    book.properties.creator = ""
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
