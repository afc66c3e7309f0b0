"""Files as people hand them in: everything wrong with them is said, and nothing is written."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from promo.localities.importing import ImportProblems, former_code, import_units
from promo.localities.models import AdministrativeUnit, Succession
from tests.localities.conftest import COMMUNE, HEADING, PROVINCE

pytestmark = pytest.mark.django_db
SUCCESSION_HEADING = (
    "former_kind", "former_name", "former_district", "former_province", "successor_code", "successor_name",
)  # fmt: skip


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def changed(row, **values):
    return tuple(values.get(name, cell) for name, cell in zip(HEADING, row, strict=True))


def problems_of(**files):
    with pytest.raises(ImportProblems) as caught:
        import_units(**files)
    assert not AdministrativeUnit.objects.exists()
    assert not Succession.objects.exists()
    return caught.value.problems


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (changed(COMMUNE, kind="hamlet"), "row 3: unknown kind “hamlet”"),
        (changed(COMMUNE, name=" "), "row 3: the column name is empty"),
        (changed(COMMUNE, full_name=""), "row 3: the column full_name is empty"),
        (changed(COMMUNE, name="Đ" * 81), "row 3: the column name is longer than 80"),
        (changed(COMMUNE, code=""), "row 3: the column code is empty"),
        (changed(COMMUNE, code="98", parent_code=""), "row 3: code 98 is in row 2 already"),
        (changed(COMMUNE, parent_code="97"), "row 3: there is no unit 97 to be its parent"),
        (changed(COMMUNE, parent_code=""), "row 3: the parent is not named"),
        (changed(COMMUNE, parent_code="99001"), "row 3: it is part of itself"),
        (changed(COMMUNE, latitude="48.8", longitude="2.3"), "row 3: outside Viet Nam: latitude 48.8, longitude 2.3"),
        (changed(COMMUNE, latitude="106", longitude="20"), "row 3: latitude and longitude are swapped: 106.0, 20.0"),
        (changed(COMMUNE, latitude="nan"), "row 3: outside Viet Nam: latitude nan, longitude 106.21"),
        (changed(COMMUNE, latitude="20,61"), "row 3: latitude and longitude are not two numbers: 20,61, 106.21"),
        (changed(COMMUNE, longitude=""), "row 3: latitude and longitude are not two numbers: 20.61, "),
        (COMMUNE[:-1], "row 3: 8 columns instead of 9"),
        ((*COMMUNE, "more"), "row 3: 10 columns instead of 9"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_written(write_rows, row, reason):
    assert f"units.csv: {reason}".strip() in [line.strip() for line in problems_of(units=write_rows(PROVINCE, row))]


def test_every_bad_row_is_reported_and_a_bad_parent_is_not_its_childrens_problem(write_rows):
    path = write_rows(changed(PROVINCE, kind="?"), COMMUNE, changed(COMMUNE, code="99002", name="", latitude="1"))
    assert [line.split(": ")[1] for line in problems_of(units=path)] == ["row 2", "row 4", "row 4"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (",".join(HEADING).encode() + "\n1,,city,Hà Nội".encode("cp1258", "replace"), "row 2: the file is not in UTF"),
        ("code".encode("utf-16"), "row 1: the file is not in UTF-8"),
        (b"PK\x03\x04rest", "this is an Excel workbook, not CSV"),
        (b"code\0", "this is not CSV: it holds binary data"),
        (",".join(HEADING).encode() + b'\n"unclosed', "this is not CSV: unexpected end of data"),
        (";".join(HEADING).encode(), "row 1: the columns are not separated by commas"),
        (b"code,name\n", "row 1: the columns must be code, parent_code, kind"),
        (b"", "row 1: the columns must be code"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path, content, reason):
    path = tmp_path / "units.csv"
    path.write_bytes(content)
    (problem,) = problems_of(units=path)
    assert problem.startswith(f"units.csv: {reason}")


def test_a_missing_file_is_a_problem(tmp_path):
    (problem,) = problems_of(units=tmp_path / "none.csv")
    assert problem == "none.csv: the file cannot be read: No such file or directory."


def test_a_spreadsheets_byte_order_mark_and_decomposed_letters_are_taken(write_rows):
    path = write_rows(PROVINCE, changed(COMMUNE, name="Đất Lành"))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes() + b",,,,,,,,\r\n")
    assert import_units(units=path).created == 2
    assert AdministrativeUnit.objects.get(code="99001").name_vi == "Đất Lành"


def test_rows_in_any_order_and_dates_of_their_own(write_rows):
    path = write_rows(
        (*COMMUNE, "2027-01-01", ""), (*PROVINCE, "", ""), heading=(*HEADING, "valid_from", "valid_until")
    )
    import_units(units=path)
    dates = AdministrativeUnit.objects.order_by("code").values_list("valid_from", flat=True)
    assert [str(date) for date in dates] == ["2025-07-01", "2027-01-01"]
    bad = write_rows((*PROVINCE, "1/7/2025", ""), heading=(*HEADING, "valid_from", "valid_until"))
    with pytest.raises(ImportProblems, match="row 2: not a date like 2025-07-01: 1/7/2025"):
        import_units(units=bad)


SQUARE = [[106.0, 20.0], [106.1, 20.0], [106.1, 20.1], [106.0, 20.0]]


@pytest.mark.parametrize(
    ("code", "geometry", "reason"),
    [
        ("98", {"type": "Polygon", "coordinates": [[*SQUARE[:3], [106.0, 20.1]]]}, "a ring is not closed"),
        ("98", {"type": "Polygon", "coordinates": [[SQUARE[0], SQUARE[1], SQUARE[0]]]}, "a ring has fewer than four"),
        ("98", {"type": "Polygon", "coordinates": [[[y, x] for x, y in SQUARE]]}, "latitude and longitude are swapped"),
        ("98", {"type": "Polygon", "coordinates": [[["a", 1]] * 4]}, "a position is not two numbers"),
        ("98", {"type": "Polygon", "coordinates": []}, "the outline is empty"),
        ("98", {"type": "MultiPolygon", "coordinates": [SQUARE]}, "a position is not two numbers"),
        ("98", {"type": "Polygon", "coordinates": 5}, "the coordinates are not nested"),
        ("98", {"type": "Point", "coordinates": [106, 20]}, "an outline is a Polygon or a MultiPolygon, not Point"),
        ("98", None, "an outline is a Polygon or a MultiPolygon, not None"),
        ("97", {"type": "Polygon", "coordinates": [SQUARE]}, "there is no unit with this code"),
    ],
)
def test_a_bad_outline_is_named_and_nothing_is_written(write_rows, tmp_path, code, geometry, reason):
    path = tmp_path / "map.geojson"
    features = [{"type": "Feature", "properties": {"code": code}, "geometry": geometry}]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (problem,) = problems_of(units=write_rows(PROVINCE), boundaries=[path])
    assert problem.startswith(f"map.geojson: feature 1 ({code}): {reason}")


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"type": "FeatureCollection"}', b"\xff\xfe"])
def test_what_is_not_geojson_is_refused(tmp_path, content):
    path = tmp_path / "map.geojson"
    path.write_bytes(content)
    (problem,) = problems_of(boundaries=[path])
    assert problem.startswith("map.geojson: this is not ")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("hamlet", "Cũ", "Huyện Xưa", "Thử", "99001", "Đất Lành"), "unknown kind “hamlet”"),
        (("commune", "", "Xưa", "Thử", "99001", "Đất Lành"), "the column former_name is empty"),
        (("commune", "Cũ", "Xưa", "Thử", "99009", "Đất Lành"), "there is no unit 99009 to succeed it"),
        (("commune", "Cũ", "Xưa", "Thử", "99001", "Đất Dữ"), "unit 99001 is called Đất Lành, not Đất Dữ"),
        (("commune", "Cũ", "Xưa", "Thử", "98", "Thử"), "unit 98 is part of no province"),
        (("commune", "Mới", "Xưa", "Thử", "99001", "Đất Lành"), "the same succession is in row 2 already"),
    ],
)
def test_a_bad_succession_is_named_and_nothing_is_written(write_rows, row, reason):
    good = ("commune", "Mới", "Xưa", "Thử", "99001", "Đất Lành")
    path = write_rows(good, row, heading=SUCCESSION_HEADING, name="old.csv")
    assert problems_of(units=write_rows(PROVINCE, COMMUNE), successions=path) == [f"old.csv: row 3: {reason}"]


def test_urban_districts_and_towns_say_so_and_namesakes_stay_apart(write_rows):
    rows = [
        ("ward", "1", "Quận 3", "Thành phố Thử", "99001", "Đất Lành"),
        ("commune", "Cũ", "Châu Thành", "Bến Cũ", "99001", "Đất Lành"),
        ("commune", "Cũ", "Châu Thành", "Bến Mới", "99001", "Đất Lành"),
    ]
    path = write_rows(*rows, heading=SUCCESSION_HEADING, name="old.csv")
    assert import_units(units=write_rows(PROVINCE, COMMUNE), successions=path).successions == 6
    district = AdministrativeUnit.objects.get(code="cu-thu-3-quan")
    assert (district.kind, district.full_name_vi, district.full_name_en) == ("urban_district", "Quận 3", "District 3")
    ward = AdministrativeUnit.objects.get(parent=district)
    assert (ward.full_name_vi, ward.full_name_en) == ("Phường 1", "Ward 1")
    assert AdministrativeUnit.objects.filter(name_vi="Châu Thành").count() == 2
    assert former_code("Tỉnh Bến Cũ", "Châu Thành", "commune", "Cũ") == "cu-ben-cu-chau-thanh-cu-xa"


def test_a_dry_run_writes_nothing(write_rows, capsys):
    call_command("import_units", units=write_rows(PROVINCE, COMMUNE), dry_run=True)
    assert not AdministrativeUnit.objects.exists()
    assert "Dry run, nothing was written. Units: 2 created" in capsys.readouterr().out


def test_the_command_fails_with_every_reason(write_rows):
    path = write_rows(changed(PROVINCE, name=""), changed(COMMUNE, kind="x"))
    with pytest.raises(CommandError) as caught:
        call_command("import_units", "--units", str(path))
    assert str(caught.value).splitlines() == [
        "Nothing was imported. Problems: 2",
        "units.csv: row 2: the column name is empty",
        "units.csv: row 3: unknown kind “x”",
    ]
    assert caught.value.returncode == 1
