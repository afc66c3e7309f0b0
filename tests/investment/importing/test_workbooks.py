"""Workbooks as offices keep them, and damaged ones: the right rows, or a message that names where it is wrong."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from promo.core.archives import FileError
from tests.factories import UnitFactory
from tests.investment.importing.looking import DEMO, WORKBOOKS, Looked, look

BRICKS = {"title": "Nhà máy gạch", "area": Decimal("12.5"), "capital": Decimal(350)}
MARCH = date(2026, 3, 12)
# Workbook -> what its rows are, each with no more than is looked at; None: the field is as a new page has it.
ROWS: dict[str, list[dict[str, Any]]] = {
    "plain-list": [
        {**BRICKS, "number": 1, "commune": "Việt Tiến", "note": None},
        {"title": "Kho lạnh", "commune": "Triệu Việt Vương", "note": "x"},
    ],
    "titles-above": [
        {
            **BRICKS,
            "as_of": MARCH,
            "source": "DANH MỤC DỰ ÁN THU HÚT ĐẦU TƯ NĂM 2026, Kèm theo Quyết định số 123/QĐ-UBND ngày 12/3/2026",
        }
    ],
    "headings-in-two-rows": [
        {
            **BRICKS,
            "commune": "Việt Tiến",
            "address": "Thôn Đồng",
            "provincial_plan": "in",
            "construction_plan": "making",
            "km_highway": Decimal("3.2"),
            "km_airport": 55,
            "note": "Sạch; Cách sân bay: khoảng 55 km",
            "plan_note": None,
        }
    ],
    "headings-in-two-rows-unmerged": [{**BRICKS, "commune": "Việt Tiến"}],
    "headings-with-line-breaks": [{**BRICKS, "commune": "Việt Tiến"}],
    "headings-with-typing-errors": [{**BRICKS, "commune": "Việt Tiến"}],
    "sections-and-totals": [
        {**BRICKS, "group": None},
        {"title": "Kho lạnh", "group": None},
        {"title": "Trang trại nhãn", "group": "agriculture"},
        {"title": "Khu sinh thái", "group": "tourism"},
    ],
    "footnotes-and-signature": [BRICKS],
    "merged-down": [
        {**BRICKS, "commune": "Việt Tiến", "note": "Đất sạch"},
        {"title": "Kho lạnh", "commune": "Việt Tiến", "note": "Đất sạch"},
        {"title": "Bến xe", "commune": "Triệu Việt Vương", "note": "Đất sạch"},
    ],
    "vietnamese-numbers": [
        {"area": Decimal("1234.5"), "capital": 12500},
        {"area": Decimal("199.87"), "capital": 1200},
        {"area": Decimal("12.5"), "capital": 850},
        {"area": Decimal("4.5"), "capital": Decimal("1234.5")},
        {"area": Decimal("0.3"), "capital": 2500},
    ],
    "rough-areas": [
        {
            "area": 200,
            "capital": None,
            "note": "Ưu tiên; Diện tích: khoảng 200; Vốn đầu tư: Nhà đầu tư đề xuất",
        },
        {"area": 200, "capital": 1500, "note": "Diện tích: 200-250 ha; Vốn đầu tư: ≈ 1.500"},
        {"area": 50, "capital": None},
        {"area": 20, "capital": None, "note": "Diện tích: trên 20ha"},
    ],
    "units-in-headings": [BRICKS, {"area": 3, "capital": 80}],
    "unit-above-the-list": [BRICKS],
    "several-sheets": [BRICKS],
    "hidden-rows-and-columns": [BRICKS, {"title": "Kho lạnh"}],
    "numbered-in-any-way": [{"number": number} for number in (1, 2, 3, 4, None, None)],
    "same-name-in-two-communes": [{"number": number, "title": "Khu dân cư mới"} for number in (1, 2, 3)],
    "columns-twice": [BRICKS],
    "says-it-is-endless": [BRICKS, {"title": "Kho lạnh"}],
}
# Workbook -> (row, column, words of the message) of all that is wrong, and what the right rows are.
WRONG: dict[str, tuple[list[tuple[int, str, str]], list[dict[str, Any]]]] = {
    "capital-in-dollars": ([(2, "D", "another currency"), (3, "D", "15 triệu USD")], []),
    "numbers-that-are-none": (
        [
            (2, "C", "hai khu 50 ha"),
            (2, "D", "1.2.3"),
            (3, "C", "holds a date"),
            (3, "D", "2 x 50"),
            (4, "C", "below zero"),
            (4, "D", "truth value"),
        ],
        [],
    ),
    "dates": (
        [(13, "C", "no such day"), (14, "C", "sắp tới"), (15, "C", "3/12")],
        [
            *({"called_on": MARCH, "note": None} for _number in range(8)),
            *({"called_on": None, "note": f"Kêu gọi: {words}"} for words in ("Quý II/2026", "2026-2030", "2026")),
        ],
    ),
    "one-project-in-two-rows": ([(3, "", "row 2 are about the same")], [BRICKS]),
    "choices-in-words": (
        [*((4, letter, "none of the choices") for letter in "CDEFGHIJ")],
        [
            {
                "group": "urban",
                "form": None,
                "selection": "bidding",
                "provincial_plan": "in",
                "construction_plan": "adjusting",
                "land": "farmland",
                "clearance": "none",
                "status": None,
            },
            # On what day the investor was chosen, the list does not say.
            {"title": "Hai", "status": "chosen", "clearance": "partly", "chosen_on": None},
        ],
    ),
    "unknown-places": (
        [(2, "C", "Xã Việt Tiến, xã Triệu"), (3, "C", "Xã Không Có"), (3, "D", "Tân Dân"), (5, "D", "Sao Hỏa")],
        [{"commune": "Việt Tiến", "park": None}],
    ),
    "rows-without-a-name": ([(2, "B", "is missing")], [{"title": "Kho lạnh"}]),
    "errors-and-formulas": ([(2, "C", "#DIV/0!"), (2, "D", "#REF!"), (3, "C", "formula")], []),
    "too-long": ([(2, "F", "150"), (3, "B", "255")], []),
    "no-known-headings": ([(2, "", "is missing")], []),
    "strange-letters": ([(2, "F", "formula")], []),
}
# Workbook -> words of the message about the whole file.
REFUSED = {
    "only-headings": "headings in row 1 and nothing below",
    "nothing-in-it": "nothing in the sheet",
    "cut-off": "damaged or incomplete",
    "broken-inside": "damaged or incomplete",
    "without-its-sheet": "no visible sheet",
    "with-an-entity": "DOCTYPE",
    "old-format": "old format",
}
# Workbook -> what the preview says besides.
NOTES = {
    "sections-and-totals": [
        "row 2 “LĨNH VỰC CÔNG NGHIỆP”, row 5 “Nông nghiệp và chế biến”, row 7 “III. Du lịch”",
        "row 9 “Tổng cộng”, row 10 “Tổng số: 4 dự án”",
    ],
    "footnotes-and-signature": ["row 4 “Ghi chú", "row 8 “Nguyễn Văn A”"],
    "merged-down": ["E2:E3"],
    "several-sheets": ["“Biểu 1” is read", "left out: Nháp"],
    "hidden-rows-and-columns": ["Hidden rows are read like the others (3)"],
    "columns-twice": ["stands in several columns (C, D)"],
}


@pytest.fixture
def see(province: Any, projects: Any, communes: Any, officer: Any) -> Any:
    return lambda name, **more: look(province, officer, f"{name}.xlsx", **more)


def rows_of(found: Looked, expected: list[dict[str, Any]], communes: list[Any]) -> list[dict[str, Any]]:
    """The right rows, with the fields that are looked at, communes by name."""
    names = {unit.pk: unit.name_vi for unit in communes}
    rows = [{**values, "commune": names.get(values.get("commune"))} for values in found.values]
    return [
        {name: row.get(name) for name in (wanted or row)}
        for row, wanted in zip(rows, expected + [{}] * (len(rows) - len(expected)), strict=False)
    ]


def test_every_workbook_is_tried() -> None:
    assert {path.stem for path in WORKBOOKS.iterdir()} == {*ROWS, *WRONG, *REFUSED}
    assert len({*ROWS, *WRONG, *REFUSED}) >= 30


def test_odd_lists_give_the_right_rows(see: Any, communes: Any) -> None:
    for name, expected in ROWS.items():
        found = see(name)
        assert found.problems == [], name
        assert rows_of(found, expected, communes) == expected, name


def test_what_is_wrong_is_named_by_row_and_column(see: Any, communes: Any) -> None:
    with override("en"):
        for name, (wrong, right) in WRONG.items():
            found = see(name)
            assert [problem[:2] for problem in found.problems] == [problem[:2] for problem in wrong], name
            for (_row, _column, message), (_r, _c, words) in zip(found.problems, wrong, strict=True):
                assert words in message, (name, message)
            assert rows_of(found, right, communes) == right, name


def test_damaged_files_are_refused_in_words(see: Any) -> None:
    with override("en"):
        for name, words in REFUSED.items():
            with pytest.raises(FileError, match=words):
                see(name)


def test_what_is_left_out_or_doubtful_is_said(see: Any) -> None:
    with override("en"):
        for name, expected in NOTES.items():
            said = " ".join(see(name).notes)
            for words in expected:
                assert words in said, (name, said)


def test_another_sheet_and_what_is_wrong_in_it(see: Any) -> None:
    with override("en"):
        found = see("several-sheets", sheet="Biểu 2")
    assert (found.table.sheet, found.table.sheets) == ("Biểu 2", ["Bìa", "Biểu 1", "Biểu 2"])
    assert [(row, column) for row, column, _message in found.problems] == [(2, "D"), (2, "E")]


def test_the_demonstrations_list_is_clean(province: Any, projects: Any, officer: Any) -> None:
    for name in ("Châu Ninh", "Chí Minh", "Việt Tiến"):
        UnitFactory(name_vi=name, full_name_vi=f"Xã {name}", parent=province.unit)
    found = look(province, officer, DEMO)
    assert found.problems == []
    assert [row.number for row in found.rows] == [11, 13, 14, 15, 17, 19, 21, 22]
    bananas, station = found.values[3], found.values[7]
    assert (bananas["area"], bananas["group"], bananas["form"]) == (120, "agriculture", "domestic")
    assert bananas["note"] == (
        "Ưu tiên hợp tác xã; Diện tích: 120-150 ha; Vốn đầu tư: Nhà đầu tư đề xuất; Kêu gọi: Quý IV/2026"
    )
    assert (station["area"], station["capital"], station["group"]) == (Decimal("1.2"), Decimal("35.5"), "environment")
    assert {row["as_of"] for row in found.values} == {date(2026, 10, 1)}
