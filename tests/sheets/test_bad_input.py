"""Files that are broken, too large, dangerous or in the wrong letters: clear words, the row's number, nothing written."""

import io
import time
import zipfile
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from promo.core.archives import FileError
from promo.core.models import PortalImage
from promo.localities.models import AdministrativeUnit
from promo.sheets import reading
from promo.sheets.kinds import CellError
from promo.sheets.parsing import to_date, to_degrees, to_position, to_price, to_prices, to_stars, to_truth
from promo.sheets.pictures import Pictures
from promo.tourism.models import DestinationPage
from tests.sheets.helpers import PRODUCTS, book, checked, imported, picture, problems, saved, zipped

HEADS = ("Mã", "Tên", "Điện thoại")


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with override("en"):
        yield


def read(raw: bytes, name: str = "a.xlsx") -> reading.Table:
    return reading.read(raw, name, lambda text: text in HEADS)


def refusal(raw: bytes, name: str = "a.xlsx") -> str:
    with pytest.raises(FileError) as caught:
        read(raw, name)
    return str(caught.value)


def with_part(raw: bytes, name: str, content: bytes) -> bytes:
    """A workbook with one of its parts replaced, or another one added."""
    with zipfile.ZipFile(io.BytesIO(raw)) as old:
        parts = {member: old.read(member) for member in old.namelist()}
    return zipped({**parts, name: content})


WHOLE = book(HEADS, ("A", "Đền", "1"))


@pytest.mark.parametrize(
    ("raw", "name", "words"),
    [
        (b"", "a.xlsx", "empty"),
        (WHOLE[:-200], "a.xlsx", "damaged"),
        (WHOLE[:60], "a.xlsx", "damaged"),
        (WHOLE[:900] + bytes(300) + WHOLE[1200:], "a.xlsx", "damaged"),
        (with_part(WHOLE, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='1'>"), "a.xlsx", "damaged"),
        (with_part(WHOLE, "xl/workbook.xml", b"no xml at all"), "a.xlsx", "damaged"),
        (b"just words", "a.xlsx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls", "old format"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "a.ods", "OpenDocument"),
        (zipped({"a.jpg": picture()}), "a.xlsx", "ZIP archive"),
        (with_part(WHOLE, "xl/vbaProject.bin", b"..."), "a.xlsm", "macros"),
        (with_part(WHOLE, "xl/sharedStrings.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><sst/>"), "a.xlsx", "DOCTYPE"),
        (with_part(WHOLE, "xl/worksheets/sheet1.xml", b"0" * 40_000_000), "a.xlsx", "too large"),
        (with_part(WHOLE, "../../sheet.xml", b""), "a.xlsx", "outside"),
        (saved(Workbook()), "a.xlsx", "nothing in the sheet"),
        (book(HEADS), "a.xlsx", "nothing below"),
        (b"\x00\x01\x02" * 900, "a.csv", "no spreadsheet"),
        ("một cột chữ".encode(), "a.csv", "no columns"),
        ('Mã,Tên\nA,"Đền\nB,Chùa'.encode() + b"x" * 140_000, "a.csv", "Row 2"),
    ],
    # Files carry the time they were made, and the processes of a run must agree on names.
    ids=lambda value: value if isinstance(value, str) else "file",
)  # fmt: skip
def test_a_file_that_is_no_sheet(raw: bytes, name: str, words: str) -> None:
    assert words in refusal(raw, name)


def test_a_file_that_is_too_large_is_not_even_opened() -> None:
    assert "20 MB" in refusal(b"PK\x03\x04" + bytes(reading.UPLOAD_BYTES))


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_two_hundred_thousand_rows(ending: str) -> None:
    """Refused in a moment, by the first row too many, with the limit in the words."""
    if ending == "csv":
        raw = "Mã,Tên\n".encode() + b"".join(b"D%d,Den\n" % number for number in range(200_000))
    else:
        row = '<row><c t="inlineStr"><is><t>D</t></is></c><c t="inlineStr"><is><t>Den</t></is></c></row>'
        sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        sheet = sheet.replace("<sheetData>", '<dimension ref="A1:B200000"/><sheetData>')
        # A number in each row, or it would shrink like a bomb.
        rows = "".join(row.replace("D<", f"{number * 7919 % 1_000_003}<") for number in range(200_000))
        raw = with_part(WHOLE, "xl/worksheets/sheet1.xml", f"{sheet}{rows}</sheetData></worksheet>".encode())
    begun = time.process_time()
    assert "5.000 rows" in refusal(raw, f"a.{ending}")
    assert time.process_time() - begun < 5


def test_what_a_file_says_of_its_size_is_not_believed() -> None:
    raw = with_part(
        WHOLE,
        "xl/worksheets/sheet1.xml",
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>T\xc3\xaan</t></is></c></row>'
        b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData></worksheet>',
    )
    assert "nothing below" in refusal(raw)


def test_formulas_count_for_their_results_and_are_never_run() -> None:
    made = Workbook()
    made.active.append(HEADS)
    made.active.append(["A", '=HYPERLINK("http://evil.example","x")', "=1+1"])
    table = read(saved(made))
    # openpyxl stores no results: the cells say so instead of being empty.
    assert all(isinstance(table.rows[0].cells[index], reading.Bad) for index in (1, 2))
    raw = saved(made)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
        sheet = sheet.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    table = read(with_part(raw, "xl/worksheets/sheet1.xml", sheet))
    assert table.rows[0].cells[2] == 2
    assert any("formula" in note for note in table.notes)


def test_text_that_looks_like_a_formula_stays_text(province: Any, lists: Any, administrator: Any) -> None:
    names = ("=1+1", "+84 Đền", "-Chùa-", "@Đình", "=cmd|' /C calc'!A0")
    sheet = Workbook()
    sheet.active.append(HEADS)
    for number, name in enumerate(names):
        sheet.active.append([f"D{number}", name, "+84 912 345"])
        sheet.active.cell(number + 2, 2).data_type = "s"
    assert imported(province, administrator, saved(sheet)).state == "done"
    assert tuple(DestinationPage.objects.order_by("code").values_list("title_vi", flat=True)) == names
    # In a CSV file nobody can tell: what begins with = is refused, a telephone number is not.
    table = read("Mã;Tên;Điện thoại\nA;=1+1;+84 912\nB;'=1+1;-\n".encode(), "a.csv")
    assert isinstance(table.rows[0].cells[1], reading.Bad)
    assert (table.rows[0].cells[2], table.rows[1].cells[1]) == ("+84 912", "=1+1")

    from promo.core.languages import SOURCE
    from promo.sheets.export import workbook

    raw = workbook("destinations", DestinationPage.objects.order_by("code"), SOURCE)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    for row, name in zip(load_workbook(io.BytesIO(raw)).active.iter_rows(min_row=2), names, strict=True):
        assert (row[1].value, row[1].data_type, row[1].quotePrefix) == (name, "s", True)
    assert checked(province, administrator, raw).report["counts"]["same"] == len(names)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_letters_in_any_unicode(encoding: str) -> None:
    table = read("Mã\tTên\nA\tĐền Hoá Dạ Trạch\n".encode(encoding), "a.csv")
    assert table.rows[0].cells[1] == "Đền Hoá Dạ Trạch"


def test_letters_in_old_encodings() -> None:
    # Windows-1258 writes the tones apart; TCVN3 cannot be told from other 8-bit letters and is refused.
    table = read("Tên,Ghi\nĐê\u0300n thơ\u0300,x\n".encode("cp1258"), "a.csv")
    assert table.rows[0].cells[0] == "Đền thờ" and any("1258" in note for note in table.notes)
    assert "UTF-8" in refusal("Mã,Tên\nA,§Òn §a Hßa\n".encode("latin-1"), "a.csv")


def test_pictures_that_are_a_bomb_or_want_out() -> None:
    for files, words in (
        ({"a.png": b"0" * 15_000_000}, "too large"),
        ({"../../a.png": picture()}, "outside"),
        ({"/etc/a.png": picture()}, "outside"),
        ({"C:\\a.png": picture()}, "outside"),
        ({"a.txt": b"x"}, "no picture"),
        ({}, "empty"),
    ):
        with pytest.raises(FileError, match=words):
            Pictures(io.BytesIO(zipped(files)))
    with pytest.raises(FileError, match="damaged"):
        Pictures(io.BytesIO(zipped({"a.png": picture()})[:-30]))


def test_a_picture_of_too_many_points_is_refused(province: Any, lists: Any, administrator: Any) -> None:
    big = io.BytesIO()
    from PIL import Image

    Image.new("1", (15_000, 15_000)).save(big, "PNG")
    archive = zipped({"to.png": big.getvalue(), "gia.png": b"no picture", "web.png": b"<html>" + picture()})
    sheet = book(("Tên", "Ảnh"), ("Đền", "to.png"), ("Chùa", "gia.png"), ("Đình", "web.png"))
    found = problems(checked(province, administrator, sheet, pictures=archive))
    assert [(row, column) for row, column, _message in found] == [(2, "B"), (3, "B"), (4, "B")]
    assert not PortalImage.objects.exists() and not DestinationPage.objects.exists()


def test_a_position_in_the_sea_or_swapped(province: Any, lists: Any, administrator: Any) -> None:
    AdministrativeUnit.objects.filter(pk=province.unit_id).update(
        boundary={"type": "Polygon", "coordinates": [[[105.8, 20.5], [106.3, 20.5], [106.3, 21.1], [105.8, 21.1], [105.8, 20.5]]]}
    )  # fmt: skip
    from promo.core import versions

    versions.bump()
    heads = ("Tên", "Vĩ độ", "Kinh độ", "Tọa độ")
    sheet = book(
        heads,
        ("Đúng", 20.83, 105.9, None),
        ("Biển", 19.9, 107.9, None),
        ("Ngược", 105.9, 20.83, None),
        ("Một", 20.83, None, None),
        ("Biển nữa", None, None, "19.9, 107.9"),
        ("Đảo", None, None, "16.5, 112.0"),
    )
    batch = checked(province, administrator, sheet)
    found = {row: (column, message) for row, column, message in problems(batch)}
    assert set(found) == {3, 4, 5, 6}
    assert "sea" in found[3][1] and "swapped" in found[4][1] and found[5][0] == "C"
    assert found[6][0] == "D" and "sea" in found[6][1]


def test_a_star_without_its_certificate_and_an_end_before_its_start(
    province: Any, lists: Any, ocop: None, administrator: Any
) -> None:
    sheet = book(
        PRODUCTS,
        ("A", "Nhãn", "food", 4, None, None, None, None),
        ("B", "Mật", "food", 4, "1/QĐ", "UBND", date(2026, 5, 1), date(2026, 4, 1)),
        ("C", "Chè", "food", 9, "1/QĐ", "UBND", date(2026, 5, 1), None),
        ("D", "Gà", "food", None, "1/QĐ", "UBND", date(2026, 5, 1), None),
    )
    batch = checked(province, administrator, sheet, kind="products")
    assert batch.report["counts"] == {"new": 0, "changed": 0, "same": 0, "wrong": 4}
    found = problems(batch)
    assert {(row, column) for row, column, _message in found} == {
        (2, "E"), (2, "F"), (2, "G"), (3, "H"), (4, "D"), (5, "D"),
    }  # fmt: skip
    assert all("certificate" in message for row, _column, message in found if row == 2)


@pytest.mark.parametrize(
    ("how", "text", "value"),
    [
        (to_date, "31/12/2026", date(2026, 12, 31)),
        (to_date, "ngày 5 tháng 3 năm 2026", date(2026, 3, 5)),
        (to_date, "2026-03-05T00:00:00", date(2026, 3, 5)),
        (to_date, "30/02/2026", None),
        (to_date, "12/2026", None),
        (to_price, "120.000đ", 120_000),
        (to_price, "1,5 triệu", 1_500_000),
        (to_price, "120,000 VND", 120_000),
        (to_price, "-5", None),
        (to_price, "liên hệ", None),
        (to_prices, "100-150k", (100_000, 150_000)),
        (to_stars, "OCOP 4 sao", 4),
        (to_stars, "★★★★★", 5),
        (to_stars, "2", None),
        (to_truth, "Có", True),
        (to_truth, "có thể", None),
        (to_degrees, "20°50'05\"N", 20.834722),
        (to_degrees, "20,8347", 20.8347),
        (to_degrees, "bắc", None),
        (to_position, "20.8347, 105.9012", (20.8347, 105.9012)),
        (to_position, "20,8347; 105,9012", (20.8347, 105.9012)),
        (to_position, "20.8347", None),
    ],
)
def test_what_people_type(how: Any, text: str, value: Any) -> None:
    if value is None:
        with pytest.raises(CellError, match=r"\S"):
            how(text)
    else:
        assert how(text) == value
