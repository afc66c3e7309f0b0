"""Writes the workbooks of lists as offices keep them, and damaged ones, beside this file: `python make_workbooks.py`.

Each function below is one workbook, called after it. What is in them is invented.
"""

import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent / "workbooks"
DEMO = Path(__file__).parents[3] / "promo/demo/content/files/danh-muc-du-an-khoai-chau.xlsx"
# A fixed day: the same script makes the same files.
DAY = datetime(2026, 3, 12)
_DAY = f"{DAY:%Y-%m-%dT%H:%M:%SZ}".encode()
_MODIFIED = re.compile(rb"(?<=>)\d{4}-\d\d-\d\dT[\d:]+Z(?=<)")
HEADINGS = ("STT", "Tên dự án", "Diện tích (ha)", "Vốn đầu tư (tỷ đồng)", "Xã", "Ghi chú")
_MADE: dict[str, Callable[[], bytes]] = {}


def workbook(made: Callable[[], bytes]) -> Callable[[], bytes]:
    _MADE[f"{made.__name__.replace('_', '-')}.xlsx"] = made
    return made


def saved(book: Workbook) -> bytes:
    book.properties.created = book.properties.modified = DAY
    out = io.BytesIO()
    book.save(out)
    return again(out.getvalue(), lambda name, data: _MODIFIED.sub(_DAY, data) if name == "docProps/core.xml" else data)


def again(raw: bytes, change: Callable[[str, bytes], bytes | None] = lambda _name, data: data) -> bytes:
    """Packed once more with the same times, each part as `change` has it; None leaves it out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(zipfile.ZipInfo(name, DAY.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def sheet_of(*rows: Iterable[Any], title: str = "Danh mục", book: Workbook | None = None) -> Worksheet:
    if book is None:
        book = Workbook()
        sheet = book.active
        sheet.title = title
    else:
        sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(list(row))
    return sheet


def plain(*rows: Iterable[Any], headings: Iterable[Any] = HEADINGS) -> bytes:
    return saved(sheet_of(headings, *rows).parent)


@workbook
def plain_list() -> bytes:
    return plain((1, "Nhà máy gạch", 12.5, 350, "Xã Việt Tiến", None), (2, "Kho lạnh", 3, 80, "Triệu Việt Vương", "x"))


@workbook
def titles_above() -> bytes:
    sheet = sheet_of(
        ("ỦY BAN NHÂN DÂN TỈNH", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("SỞ TÀI CHÍNH", None, None, "Độc lập - Tự do - Hạnh phúc"),
        (),
        ("DANH MỤC DỰ ÁN THU HÚT ĐẦU TƯ NĂM 2026",),
        ("(Kèm theo Quyết định số 123/QĐ-UBND ngày 12/3/2026)",),
        (None, None, None, None, None, "Đơn vị tính: tỷ đồng"),
        HEADINGS,
        (1, "Nhà máy gạch", 12.5, 350, "Việt Tiến", None),
    )
    for cells in ("A1:C1", "D1:F1", "A2:C2", "D2:F2", "A4:F4", "A5:F5"):
        sheet.merge_cells(cells)
    return saved(sheet.parent)


@workbook
def headings_in_two_rows() -> bytes:
    sheet = sheet_of(
        ("DANH MỤC DỰ ÁN",),
        ("TT", "Tên dự án", "Quy mô", None, "Địa điểm", None, "Quy hoạch", None, "Khoảng cách (km)", None, "Ghi chú"),
        (None, None, "Diện tích (ha)", "Vốn (tỷ đồng)", "Xã, phường", "Vị trí", "Quy hoạch tỉnh",
         "Quy hoạch xây dựng", "Cao tốc", "Sân bay", None),
        (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        (1, "Nhà máy gạch", 12.5, 350, "Việt Tiến", "Thôn Đồng", "Phù hợp", "Đang lập", 3.2, "khoảng 55 km", "Sạch"),
    )  # fmt: skip
    for cells in ("A1:K1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2", "I2:J2", "K2:K3"):
        sheet.merge_cells(cells)
    return saved(sheet.parent)


@workbook
def headings_in_two_rows_unmerged() -> bytes:
    return plain(
        (None, None, "Diện tích (ha)", "Vốn đầu tư", "Xã", None),
        (1, "Nhà máy gạch", "12,5", "350", "Việt Tiến", None),
        headings=("TT", "Tên dự án", "Quy mô", None, "Địa điểm", "Ghi chú"),
    )


@workbook
def headings_with_line_breaks() -> bytes:
    return plain(
        (1, "Nhà máy gạch", 12.5, 350, "Việt Tiến", None),
        headings=("STT", "TÊN\nDỰ ÁN", "DIỆN  TÍCH\n(ha)", "TỔNG MỨC\nĐẦU TƯ (tỷ đồng)", "Xã/ Phường", "GHI CHÚ (*)"),
    )


@workbook
def headings_with_typing_errors() -> bytes:
    return plain(
        (1, "Nhà máy gạch", 12.5, 350, "Việt Tiến", None),
        headings=("STT", "Tên dựu án", "Diện tich", "Vốn đầu tu", "xã", "Ghi chú"),
    )


@workbook
def sections_and_totals() -> bytes:
    sheet = sheet_of(
        HEADINGS,
        ("I", "LĨNH VỰC CÔNG NGHIỆP", 15.5, 430, None, None),
        (1, "Nhà máy gạch", 12.5, 350, "Việt Tiến", None),
        (2, "Kho lạnh", 3, 80, "Triệu Việt Vương", None),
        ("II", "Nông nghiệp và chế biến", None, None, None, None),
        (1, "Trang trại nhãn", 20, 15, "Việt Tiến", None),
        ("III. Du lịch",),
        (1, "Khu sinh thái", 30, 200, "Việt Tiến", None),
        (None, "Tổng cộng", 65.5, 645, None, None),
        ("Tổng số: 4 dự án",),
    )
    sheet.merge_cells("A7:F7")
    return saved(sheet.parent)


@workbook
def footnotes_and_signature() -> bytes:
    sheet = sheet_of(
        HEADINGS,
        (1, "Nhà máy gạch", 12.5, 350, "Việt Tiến", None),
        (),
        ("Ghi chú: (*) Diện tích sẽ được chuẩn xác khi lập quy hoạch.",),
        ("(*) Dự án ưu tiên",),
        (
            None,
            None,
            None,
            "Hưng Yên, ngày 12 tháng 3 năm 2026",
        ),
        ("NGƯỜI LẬP BIỂU", None, None, "GIÁM ĐỐC"),
        ("Nguyễn Văn A", None, None, "Trần Thị B"),
    )
    return saved(sheet.parent)


@workbook
def merged_down() -> bytes:
    sheet = sheet_of(
        HEADINGS,
        (1, "Nhà máy gạch", 12.5, 350, "Việt Tiến", "Đất sạch"),
        (2, "Kho lạnh", 3, 80, None, None),
        (3, "Bến xe", 2, 60, "Triệu Việt Vương", None),
    )
    sheet.merge_cells("E2:E3")
    sheet.merge_cells("F2:F4")
    return saved(sheet.parent)


@workbook
def one_project_in_two_rows() -> bytes:
    sheet = sheet_of(
        HEADINGS,
        (1, "Nhà máy gạch", 12.5, 350, "Việt Tiến", None),
        (None, None, None, None, "Triệu Việt Vương", None),
    )
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")
    return saved(sheet.parent)


@workbook
def vietnamese_numbers() -> bytes:
    return plain(
        (1, "Một", "1.234,5", "12.500", "Việt Tiến", None),
        (2, "Hai", "199.87", "1.200 tỷ đồng", "Việt Tiến", None),
        (3, "Ba", "12,5 ha", "850.000 triệu đồng", "Việt Tiến", None),
        (4, "Bốn", " 45.000 m2 ", "1 234,5", "Việt Tiến", None),
        (5, "Năm", 0.30000000000000004, "2,5 nghìn tỷ", "Việt Tiến", None),
    )


@workbook
def rough_areas() -> bytes:
    return plain(
        (1, "Một", "khoảng 200", "Nhà đầu tư đề xuất", "Việt Tiến", "Ưu tiên"),
        (2, "Hai", "200-250 ha", "≈ 1.500", "Việt Tiến", None),
        (3, "Ba", "50 ha (giai đoạn 1: 20 ha)", "từ", "Việt Tiến", None),
        (4, "Bốn", "trên 20ha", "-", "Việt Tiến", None),
    )


@workbook
def units_in_headings() -> bytes:
    return plain(
        (1, "Nhà máy gạch", 125000, 350000, "Việt Tiến", None),
        (2, "Kho lạnh", "3 ha", "80 tỷ", "Việt Tiến", None),
        headings=("STT", "Tên dự án", "Diện tích (m2)", "Tổng vốn (triệu đồng)", "Xã", "Ghi chú"),
    )


@workbook
def unit_above_the_list() -> bytes:
    return saved(
        sheet_of(
            ("DANH MỤC DỰ ÁN",),
            (None, None, None, None, "Đơn vị tính: triệu đồng"),
            ("STT", "Tên dự án", "Diện tích (ha)", "Vốn đầu tư", "Xã"),
            (1, "Nhà máy gạch", 12.5, 350000, "Việt Tiến"),
        ).parent
    )


@workbook
def capital_in_dollars() -> bytes:
    return plain(
        (1, "Nhà máy gạch", 12.5, 15, "Việt Tiến", None),
        (2, "Kho lạnh", 3, "15 triệu USD", "Việt Tiến", None),
        headings=("STT", "Tên dự án", "Diện tích (ha)", "Vốn (triệu USD)", "Xã", "Ghi chú"),
    )


@workbook
def numbers_that_are_none() -> bytes:
    return plain(
        (1, "Một", "hai khu 50 ha", "1.2.3", "Việt Tiến", None),
        (2, "Hai", date(2026, 5, 12), "2 x 50", "Việt Tiến", None),
        (3, "Ba", -5, True, "Việt Tiến", None),
    )


@workbook
def dates() -> bytes:
    headings = ("STT", "Tên dự án", "Thời gian kêu gọi")
    days = (
        datetime(2026, 3, 12), "12/3/2026", "12.03.2026", "12-3-26", "ngày 12 tháng 3 năm 2026", "Ngày 12/3/2026",
        46093, "2026-03-12", "Quý II/2026", "2026-2030", 2026, "31/2/2026", "sắp tới", "3/12",
    )  # fmt: skip
    return plain(*((number, f"Dự án {number}", day) for number, day in enumerate(days, 1)), headings=headings)


@workbook
def several_sheets() -> bytes:
    cover = sheet_of(("DANH MỤC DỰ ÁN 2026",), ("Gồm hai biểu",), title="Bìa")
    book = cover.parent
    sheet_of(HEADINGS, (1, "Nhà máy gạch", 12.5, 350, "Việt Tiến", None), title="Biểu 1", book=book)
    sheet_of(HEADINGS, (1, "Kho lạnh", "ba", "tám mươi 8", "Xã Không Có", None), title="Biểu 2", book=book)
    hidden = sheet_of(HEADINGS, (1, "Bí mật", 1, 1, "Việt Tiến", None), title="Nháp", book=book)
    hidden.sheet_state = "hidden"
    return saved(book)


@workbook
def hidden_rows_and_columns() -> bytes:
    sheet = sheet_of(
        HEADINGS,
        (1, "Nhà máy gạch", 12.5, 350, "Việt Tiến", None),
        (2, "Kho lạnh", 3, 80, "Việt Tiến", None),
    )
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["F"].hidden = True
    return saved(sheet.parent)


@workbook
def numbered_in_any_way() -> bytes:
    numbers = ("01", "2.", 3.0, "(4)", "II.5", "1.6")
    return plain(*((number, f"Dự án {at}", 1, 1, "Việt Tiến", None) for at, number in enumerate(numbers, 1)))


@workbook
def choices_in_words() -> bytes:
    headings = (
        "STT", "Tên dự án", "Lĩnh vực", "Hình thức đầu tư", "Lựa chọn nhà đầu tư", "Quy hoạch tỉnh",
        "Quy hoạch xây dựng", "Hiện trạng đất", "GPMB", "Tình trạng",
    )  # fmt: skip
    return plain(
        (1, "Một", "Khu đô thị, nhà ở", "Trong nước và nước ngoài", "Đấu thầu", "Phù hợp", "Đang điều chỉnh",
         "Đất trồng lúa", "Chưa GPMB", "Đang kêu gọi"),
        (2, "Hai", "Thương mại - dịch vụ", "FDI", "Đấu giá quyền sử dụng đất", "x",
         "Phù hợp QH chung xã tại QĐ 45/QĐ-UBND", "Đất do nhà nước quản lý", "Đã GPMB 60%", "Đã có nhà đầu tư"),
        (3, "Ba", "Sao Hỏa", "Góp gạo", "Bốc thăm", "Tùy", "Tùy", "Tùy", "Tùy", "Tùy"),
        headings=headings,
    )  # fmt: skip


@workbook
def unknown_places() -> bytes:
    headings = ("STT", "Tên dự án", "Xã", "Khu công nghiệp")
    return plain(
        (1, "Một", "Xã Việt Tiến, xã Triệu Việt Vương", None),
        (2, "Hai", "Xã Không Có", "KCN Tân Dân"),
        (3, "Ba", "xã việt tiến", "Ngoài KCN"),
        (4, "Bốn", "Việt Tiến", "KCN Sao Hỏa"),
        headings=headings,
    )


@workbook
def same_name_in_two_communes() -> bytes:
    return plain(
        (1, "Khu dân cư mới", 10, 100, "Việt Tiến", None),
        (2, "Khu dân cư mới", 12, 120, "Triệu Việt Vương", None),
        (3, "Khu dân cư mới", 12, 120, "Triệu Việt Vương", None),
    )


@workbook
def rows_without_a_name() -> bytes:
    return plain((1, None, 12.5, 350, "Việt Tiến", None), (2, "Kho lạnh", 3, 80, "Việt Tiến", None))


@workbook
def errors_and_formulas() -> bytes:
    return plain(
        (1, "Nhà máy gạch", "#DIV/0!", "#REF!", "Việt Tiến", None),
        (2, "Kho lạnh", "=1+2", 80, "Việt Tiến", None),
    )


@workbook
def too_long() -> bytes:
    return plain((1, "Kho lạnh", 3, 80, "Việt Tiến", "rất dài " * 40), (2, "d" * 300, 3, 80, "Việt Tiến", None))


@workbook
def columns_twice() -> bytes:
    return plain(
        (1, "Nhà máy gạch", 12.5, 11.5, 350, "Việt Tiến"),
        headings=("STT", "Tên dự án", "Diện tích (ha)", "Diện tích (ha)", "Vốn đầu tư", "Xã"),
    )


@workbook
def no_known_headings() -> bytes:
    return plain((1, "Nhà máy gạch", 12.5), headings=("Cột một", "Cột hai", "Cột ba"))


@workbook
def strange_letters() -> bytes:
    decomposed = "Nha\u0300 ma\u0301y ga\u0323ch"
    return plain(
        ("1\xa0", f"  {decomposed}\u200b ", "12,5\xa0ha", "350", "VIỆT TIẾN", '=HYPERLINK("http://x")'),
        headings=("STT", "Te\u0302n d\u01b0\u0323 a\u0301n", "Diện tích", "Vốn đầu tư", "Xã", "Ghi chú"),
    )


@workbook
def only_headings() -> bytes:
    return plain()


@workbook
def nothing_in_it() -> bytes:
    return saved(Workbook())


@workbook
def cut_off() -> bytes:
    return plain_list()[:-400]


@workbook
def broken_inside() -> bytes:
    return again(plain_list(), lambda name, data: data[: len(data) // 2] if "sheet1" in name else data)


@workbook
def without_its_sheet() -> bytes:
    return again(plain_list(), lambda name, data: None if "sheet1" in name else data)


@workbook
def with_an_entity() -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return again(plain_list(), lambda name, data: head + data.split(b"?>", 1)[-1] if "sheet1" in name else data)


@workbook
def says_it_is_endless() -> bytes:
    """Its size is said to be all rows there could be, and its merged cells reach down to the last one."""

    def change(name: str, data: bytes) -> bytes:
        if "sheet1" not in name:
            return data
        data = data.replace(b'<dimension ref="A1:F3"', b'<dimension ref="A1:XFD1048576"')
        return data.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="E2:E1048576"/></mergeCells>')

    return again(plain_list(), change)


@workbook
def old_format() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def demo_list() -> bytes:
    """The demonstration's: what its projects of Khoái Châu are by now, one gone and two new."""
    sheet = sheet_of(
        ("ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN", None, None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("TRUNG TÂM XÚC TIẾN ĐẦU TƯ", None, None, None, None, "Độc lập - Tự do - Hạnh phúc"),
        (),
        ("DANH MỤC DỰ ÁN THU HÚT ĐẦU TƯ VÙNG KHOÁI CHÂU NĂM 2026",),
        ("(Số liệu minh họa, tính đến ngày 01/10/2026)",),
        (),
        ("TT", "Tên dự án", "Quy mô", None, "Địa điểm", None, "Hình thức đầu tư", "Quy hoạch tỉnh",
         "Thời gian kêu gọi", "Ghi chú", "Hư cấu"),
        (None, None, "Diện tích (ha)", "Tổng vốn đầu tư (tỷ đồng)", "Xã", "Vị trí", None, None, None, None, None),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)"),
        ("I", "CÔNG NGHIỆP", 48, 520),
        (1, "Hạ tầng cụm công nghiệp Nắng Bãi", 48, "520", "Châu Ninh", None, None, "Phù hợp", "9/6/2025", None, "x"),
        ("II", "NÔNG NGHIỆP VÀ CHẾ BIẾN"),
        (2, "Nhà máy chế biến nhãn", "khoảng 3,5", 110, "Châu Ninh", None, None, "Phù hợp", "16/3/2026", None, "x"),
        (3, "Nhà máy chiết xuất nghệ", "2,4", 140, "Chí Minh", None, None, "Phù hợp", datetime(2026, 1, 26), None, "x"),
        (4, "Vùng trồng chuối theo hợp đồng", "120-150 ha", "Nhà đầu tư đề xuất", "Việt Tiến", "Bãi ngoài đê",
         "Trong nước", "Đang điều chỉnh", "Quý IV/2026", "Ưu tiên hợp tác xã", "x"),
        ("III", "LOGISTICS"),
        (5, "Kho lạnh và trung tâm đóng gói nông sản", "4,5 ha", 130, "Việt Tiến", None, None, "Phù hợp",
         "13/10/2025", None, "x"),
        ("IV", "THƯƠNG MẠI, DỊCH VỤ"),
        (6, "Trung tâm làng nghề mây tre", 2.1, "45 tỷ đồng", "Việt Tiến", None, "Trong nước", "Phù hợp", "20/4/2026",
         None, "x"),
        ("V", "CẤP NƯỚC, MÔI TRƯỜNG"),
        (7, "Nhà máy nước sạch Chí Minh", 2.8, 260, "Chí Minh", None, "PPP", "Phù hợp", "2/2/2026", None, "x"),
        (8, "Trạm trung chuyển rác Châu Ninh", "12.000 m2", "35,5", "Châu Ninh", None, None, "Chưa có", "1/10/2026",
         None, "x"),
        (None, "Tổng cộng", 184.5, 1240.5),
        ("Ghi chú: diện tích được chuẩn xác khi lập quy hoạch chi tiết.",),
        (None, None, None, None, None, None, None, "Hưng Yên, ngày 01 tháng 10 năm 2026"),
        (None, None, None, None, None, None, None, "GIÁM ĐỐC"),
    )  # fmt: skip
    for cells in ("A1:E1", "F1:K1", "A2:E2", "F2:K2", "A4:K4", "A5:K5", "C7:D7", "E7:F7", "A24:K24"):
        sheet.merge_cells(cells)
    for letter in "ABGHIJK":
        sheet.merge_cells(f"{letter}7:{letter}8")
    for row in sheet.iter_rows(min_row=1, max_row=9):
        for cell in row:
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFGHIJK", (6, 40, 13, 16, 14, 18, 16, 16, 14, 24, 8), strict=True):
        sheet.column_dimensions[letter].width = width
    return saved(sheet.parent)


def main() -> None:
    HERE.mkdir(exist_ok=True)
    DEMO.parent.mkdir(exist_ok=True)
    DEMO.write_bytes(demo_list())
    for name, made in _MADE.items():
        (HERE / name).write_bytes(made())
    sys.stdout.write(f"{len(_MADE)} workbooks\n")


if __name__ == "__main__":
    main()
