"""Files of the list of projects, read by programs that others wrote."""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from promo.core import versions
from promo.core.languages import CODES, in_source, speaking
from promo.investment.columns import COLUMNS, Type, by_name, values_of
from promo.investment.models import ProjectPage
from promo.investment.reading import reading_of_page
from tests.investment.conftest import IncentiveFactory, ProjectIndexPageFactory, ProjectPageFactory, path

pytestmark = pytest.mark.django_db

NAMES = ("projects.xlsx", "projects.csv", "projects-plain.csv", "projects.json", "projects.geojson")
SQUARE = [[105.9, 20.8], [105.9, 20.9], [106.0, 20.9], [106.0, 20.8], [105.9, 20.8]]
COMMA = ("vi", "fr", "lo")


def fetch(client: Any, page: Any, name: str, language: str = "vi", query: str = "", **headers: Any) -> Any:
    response = client.get(f"{path(page, language)}{name}{query}", **headers)
    assert response.status_code == 200, response.status_code
    assert not response.cookies
    return response


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def sheets(client: Any, page: Any, language: str = "vi", query: str = "") -> tuple[list[dict[str, Any]], list[Any]]:
    """Rows of the first sheet as cells by heading, and the rows of the second."""
    book = load_workbook(io.BytesIO(content(fetch(client, page, "projects.xlsx", language, query))))
    table, notes = book.worksheets
    head, *lines = list(table.iter_rows())
    return [{name.value: cell for name, cell in zip(head, line, strict=True)} for line in lines], list(
        notes.iter_rows(values_only=True)
    )


def csv_rows(client: Any, page: Any, name: str, language: str = "vi", query: str = "") -> list[dict[str, str]]:
    raw = content(fetch(client, page, name, language, query)).decode("utf-8-sig")
    separator = ";" if name == "projects.csv" and language in COMMA else ","
    return list(csv.DictReader(io.StringIO(raw, newline=""), delimiter=separator))


def json_rows(client: Any, page: Any, name: str, language: str = "vi", query: str = "") -> list[dict[str, Any]]:
    found = json.loads(content(fetch(client, page, name, language, query)))
    if name == "projects.json":
        return found["projects"]
    return [feature["properties"] for feature in found["features"]]


def names_in(client: Any, page: Any, name: str, query: str = "") -> list[str]:
    """Titles of the projects in a file, in its order."""
    if name == "projects.xlsx":
        return [row[by_name("name").heading].value for row in sheets(client, page, query=query)[0]]
    if name.endswith("csv"):
        label = "name" if name == "projects-plain.csv" else by_name("name").heading
        return [row[label] for row in csv_rows(client, page, name, query=query)]
    return [row["name"] for row in json_rows(client, page, name, query=query)]


@pytest.fixture
def incentive(province: Any) -> Any:
    return IncentiveFactory(portal=province, groups=["industry"])


def test_every_value_of_the_page_is_in_every_file(
    client: Any, projects: Any, plant: Any, plain: Any, incentive: Any
) -> None:
    """The page's words come from the same columns: what those say is looked for in each file."""
    plant.latitude, plant.longitude = 20.85, 105.95
    plant.save()
    for language in CODES:
        with speaking(language):
            page = ProjectPage.objects.get(pk=plant.pk)
            reading, values = reading_of_page(page, language), values_of(page, language)
            expected = {column.name: column.value(values, reading) for column in COLUMNS}
            headings = {column.name: column.heading for column in COLUMNS}
            listed = client.get(path(projects, language)).content.decode()
            shown = client.get(path(plant, language)).content.decode()
            for name in ("area", "capital", "capital_usd"):
                words = by_name(name).full_words(expected[name])
                assert words in listed and words in shown, (language, name)
        workbook = next(row for row in sheets(client, projects, language)[0] if row[headings["code"]].value == "DA-01")
        for_people = next(
            row for row in csv_rows(client, projects, "projects.csv", language) if row[headings["code"]] == "DA-01"
        )
        for_programs = {
            name: next(row for row in read(client, projects, name, language) if row["code"] == "DA-01")
            for name, read in (
                ("projects-plain.csv", csv_rows),
                ("projects.json", json_rows),
                ("projects.geojson", json_rows),
            )
        }
        for column in COLUMNS:
            value, name = expected[column.name], column.name
            cell, told = workbook[headings[name]], for_people[headings[name]]
            plainly, record = for_programs["projects-plain.csv"][name], for_programs["projects.json"]
            assert record[name] == for_programs["projects.geojson"][name]
            if value is None:
                assert (cell.value, told, plainly, record[name]) == (None, "", "", None)
            elif column.type in (Type.NUMBER, Type.INTEGER):
                assert cell.data_type == "n" and Decimal(str(cell.value)) == Decimal(str(value)), name
                assert Decimal(told.replace(",", ".") if language in COMMA else told) == Decimal(str(value))
                assert Decimal(plainly) == Decimal(str(value))
                assert isinstance(record[name], int | float) and Decimal(str(record[name])) == Decimal(str(value))
            elif column.type is Type.DATE:
                assert isinstance(cell.value, datetime) and cell.value.date() == value and cell.is_date
                assert told == plainly == record[name] == value.isoformat()
            elif column.type is Type.CHOICE:
                assert cell.value == told == record[f"{name}_label"] == value
                assert plainly == record[name] == column.code(values)
            else:
                assert (cell.value or "") == (record[name] or "") == value, name
                assert told.removeprefix("'") == plainly.removeprefix("'") == value, name


def test_the_sum_of_the_notes_is_that_of_the_list(client: Any, projects: Any, plant: Any, plain: Any) -> None:
    ProjectPageFactory(parent=projects, title="Kho lạnh", area=Decimal("7.75"), capital=Decimal("0.125"))
    rows, notes = sheets(client, projects)
    found = {row[0]: row[1] for row in notes if row[0]}
    with speaking("vi"):
        area, capital = by_name("area").heading, by_name("capital").heading
    assert sum(row[area].value or 0 for row in rows) == 20.25 in found.values()
    assert sum(row[capital].value or 0 for row in rows) == 1300.125 in found.values()
    # 1300.125 billion at 26,000.
    assert {50, 26000, datetime(2026, 11, 20), 3, "CC BY 4.0"} <= set(found.values())
    assert "20,25" in client.get(path(projects)).content.decode()


def test_what_a_workbook_is_like(client: Any, projects: Any, plant: Any) -> None:
    book = load_workbook(io.BytesIO(content(fetch(client, projects, "projects.xlsx", "zh-hans"))))
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, len(COLUMNS)).column_letter}2"
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
    assert all(8 <= width <= 50 for width in widths) and len(set(widths)) > 5
    assert book.properties.title == projects.text_in("title", "zh-hans")


def test_no_text_becomes_a_formula(client: Any, projects: Any) -> None:
    evil = [
        "=1+1",
        "+84 221",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "http://x.example",
        "0123",
        "<b>&\"'",
        'đất;lành,"a"',
        "x" * 149,
    ]
    for number, text in enumerate(evil):
        ProjectPageFactory(
            parent=projects,
            title=f"={number}+1",
            slug=f"p{number}",
            code=f"C{number}",
            note=text,
            contact_phone=text[:60],
        )
    with speaking("vi"):
        code, note = by_name("code").heading, by_name("note").heading
    rows, _notes = sheets(client, projects)
    cells = {row[code].value: row[note] for row in rows}
    for number, text in enumerate(evil):
        cell = cells[f"C{number}"]
        assert cell.data_type in ("s", "inlineStr") and cell.value == text and cell.hyperlink is None
    for name, label in (("projects.csv", note), ("projects-plain.csv", "note")):
        found = csv_rows(client, projects, name)
        texts = {row[label] for row in found}
        assert {"'=1+1", "'+84 221", "'-2", "'@SUM(A1)", "'\t=1", "0123", "<b>&\"'", 'đất;lành,"a"'} <= texts
        for row in found:
            assert not any(value.startswith(("=", "+", "@", "\t", "\r")) for value in row.values())


def test_csv_for_people_has_a_mark_of_its_encoding_and_the_other_none(client: Any, projects: Any, plant: Any) -> None:
    assert content(fetch(client, projects, "projects.csv")).startswith(b"\xef\xbb\xbf")
    plainly = content(fetch(client, projects, "projects-plain.csv"))
    assert plainly.startswith(b"id,number,code,name,status,") and b"\r\n" in plainly
    assert ";1300;" in content(fetch(client, projects, "projects.csv", "fr")).decode()
    assert ",12.5," in content(fetch(client, projects, "projects.csv", "en")).decode()


def test_geojson_has_outlines_that_turn_the_right_way(client: Any, projects: Any, plant: Any, plain: Any) -> None:
    ProjectPageFactory(
        parent=projects,
        title="Có ranh giới",
        outline={"type": "Polygon", "coordinates": [SQUARE, SQUARE[::-1]]},
    )
    plant.latitude, plant.longitude = 20.85, 105.95
    plant.save()
    found = json.loads(content(fetch(client, projects, "projects.geojson")))
    assert found["type"] == "FeatureCollection" and found["count"] == 3
    by_title = {feature["properties"]["name"]: feature for feature in found["features"]}
    outer, hole = by_title["Có ranh giới"]["geometry"]["coordinates"]
    assert outer == SQUARE[::-1] and hole == SQUARE
    assert by_title["Nhà máy linh kiện"]["geometry"] == {"type": "Point", "coordinates": [105.95, 20.85]}
    assert by_title["Khu du lịch"]["geometry"] is None
    identifier = by_title["Nhà máy linh kiện"]["id"]
    assert identifier.endswith(f"/id/{plant.translation_key}/")
    assert client.get(identifier.split("testserver", 1)[1]).url == path(plant)


def test_json_says_what_it_holds(client: Any, projects: Any, plant: Any) -> None:
    found = json.loads(content(fetch(client, projects, "projects.json", "en", "?group=industry")))
    assert found["language"] == "en" and found["count"] == 1
    assert found["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["address"].endswith("?group=industry")
    assert found["exchange_rate"] == {"vnd_for_1_usd": 26000, "day": "2026-11-20", "source": "Ngân hàng Nhà nước"}
    columns = {column["name"]: column for column in found["columns"]}
    assert set(columns) <= set(found["projects"][0])
    assert columns["area"]["unit"] == "ha" and "calling" in columns["status"]["codes"]


# --- What is asked for -------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_files_hold_what_the_list_shows(client: Any, projects: Any, plant: Any, plain: Any, name: str) -> None:
    for title, area in (("Bến xe", 3), ("Chợ đầu mối", 30), ("Ao cá", 300)):
        ProjectPageFactory(parent=projects, title=title, area=area, group="trade")
    for query in ("", "?group=trade", "?group=trade&sort=-area", "?q=cho", "?area=20-50", "?sort=name", "?nothing=1"):
        listed = client.get(path(projects) + query).context["listing"]["cards"]
        with speaking("vi"):
            assert names_in(client, projects, name, query) == [row["title"] for row in listed], query
    chosen = ProjectPage.objects.get(slug="ao-ca"), plant
    query = "?only=chosen&group=trade&" + "&".join(f"chosen={page.pk}" for page in chosen)
    with speaking("vi"):
        assert names_in(client, projects, name, query) == ["Ao cá", "Nhà máy linh kiện"]
        assert names_in(client, projects, name, "?only=chosen") == []


def test_the_list_leads_to_its_files(client: Any, projects: Any, plant: Any, plain: Any) -> None:
    shown = client.get(f"{path(projects)}?group=industry&chosen={plant.pk}")
    listed = shown.context["listing"]["files"]
    assert {file["url"].rpartition("/")[2] for file in listed} == {
        f"{name}?group=industry" for name in (*NAMES, "projects.pdf")
    }
    for file in shown.context["shortlist"]["files"]:
        assert file["url"].endswith(f"?only=chosen&chosen={plant.pk}")
        assert file["url"].replace("&", "&amp;") in shown.content.decode()
    assert not client.get(f"{path(projects)}?q=khongcogi").context["listing"]["files"]


@pytest.mark.parametrize("name", NAMES)
def test_drafts_are_in_no_file(client: Any, projects: Any, plant: Any, plain: Any, name: str) -> None:
    with in_source():
        ProjectPage.objects.get(pk=plant.pk).unpublish()
    with speaking("vi"):
        assert names_in(client, projects, name) == ["Khu du lịch"]
        assert names_in(client, projects, name, f"?only=chosen&chosen={plant.pk}") == []
    ProjectPageFactory(parent=projects, title="Chỉ có tiếng Việt")
    assert b"Ch\xe1\xbb\x89 c\xc3\xb3" not in content(fetch(client, projects, name, "ja"))


@pytest.mark.parametrize("name", NAMES)
def test_two_portals_hand_out_their_own(client: Any, commune: Any, projects: Any, plant: Any, name: str) -> None:
    index = ProjectIndexPageFactory(parent=commune, title="Dự án của xã", slug="du-an")
    ProjectPageFactory(parent=index, title="Bãi đỗ xe", slug="bai-do-xe", area=3)
    url = f"{index.url_in('vi').split('testserver', 1)[-1]}{name}?chosen={plant.pk}&only=chosen"
    assert b"DA-01" not in content(client.get(url, HTTP_HOST="me-so.testserver"))
    with speaking("vi"):
        assert names_in(client, projects, name)[0] == "Nhà máy linh kiện"


# --- Headers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_who_has_the_newest_is_told_so(client: Any, projects: Any, plant: Any, name: str) -> None:
    first = fetch(client, projects, name)
    content(first)
    url = f"{path(projects)}{name}"
    assert first["ETag"] and first["Last-Modified"]
    for header in ({"HTTP_IF_NONE_MATCH": first["ETag"]}, {"HTTP_IF_MODIFIED_SINCE": first["Last-Modified"]}):
        again = client.get(url, **header)
        assert again.status_code == 304 and again["ETag"] == first["ETag"]
    head = client.head(url)
    assert head.status_code == 200 and head["ETag"] == first["ETag"] and not head.content
    assert fetch(client, projects, name, "en")["ETag"] != first["ETag"]
    assert fetch(client, projects, name, query="?group=industry")["ETag"] != first["ETag"]
    # However it was typed.
    twice = "?group=industry&page=3&group=industry&bad=1"
    assert (
        fetch(client, projects, name, query=twice)["ETag"]
        == fetch(client, projects, name, query="?group=industry")["ETag"]
    )
    versions.bump()
    versions._write()
    assert client.get(url, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_files_have_names_in_every_script(client: Any, projects: Any, plant: Any) -> None:
    for name in NAMES:
        extension = name.rpartition(".")[2]
        for language in CODES:
            header = fetch(client, projects, name, language)["Content-Disposition"]
            assert header.startswith("attachment; ") and f'-{language}.{extension}"' in header
            assert header.isascii()
    header = fetch(client, projects, "projects.xlsx")["Content-Disposition"]
    assert header == "attachment; filename=\"du-an-vi.xlsx\"; filename*=utf-8''D%E1%BB%B1%20%C3%A1n%20%28vi%29.xlsx"
    assert fetch(client, projects, "projects.csv")["Content-Type"] == "text/csv; charset=utf-8"
    assert fetch(client, projects, "projects.geojson")["Content-Type"] == "application/geo+json"


def test_other_names_are_no_files(client: Any, projects: Any, plant: Any) -> None:
    for name in ("projects.exe", "projects.xls", "plain.csv"):
        assert client.get(f"{path(projects)}{name}").status_code == 404
    assert client.get(f"{path(plant)}projects.csv").status_code == 404


# --- Many --------------------------------------------------------------------------------------


def test_queries_do_not_grow_and_csv_begins_before_the_last_row_is_read(
    client: Any, projects: Any, plant: Any, incentive: Any, communes: Any, park: Any
) -> None:
    def queries(name: str) -> int:
        content(fetch(client, projects, name))
        with CaptureQueriesContext(connection) as captured:
            content(fetch(client, projects, name))
        return len(captured)

    def grow(count: int) -> None:
        for number in range(count):
            ProjectPageFactory(
                parent=projects, title=f"Số {number} {count}", slug=f"so-{number}-{count}",
                commune=communes[number % 2], park=park, capital=number,
            )  # fmt: skip

    grow(2)
    few = {name: queries(name) for name in NAMES}
    grow(12)
    assert {name: queries(name) for name in NAMES} == few
    assert max(few.values()) <= 9, few


def test_a_day_changes_the_mark(client: Any, projects: Any, plant: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exchange rate and incentives hang on the day."""
    from promo.investment.downloads import answers

    before = fetch(client, projects, "projects.json")["ETag"]
    monkeypatch.setattr(answers.timezone, "localdate", lambda: date(2030, 1, 1))
    assert fetch(client, projects, "projects.json")["ETag"] != before
