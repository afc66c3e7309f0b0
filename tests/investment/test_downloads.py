"""Files of the list of projects, read by programs that others wrote."""

import csv
import io
import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from promo.core import quotas, versions
from promo.core.languages import CODES, in_source, speaking
from promo.investment.columns import COLUMNS, Type, by_name, values_of
from promo.investment.downloads import answers
from promo.investment.models import ProjectPage
from promo.investment.reading import reading_of_page
from promo.leaflets import engine
from tests.investment.conftest import (
    IncentiveFactory,
    ProcedurePageFactory,
    ProjectIndexPageFactory,
    ProjectPageFactory,
    path,
)
from tests.investment.many import fill
from tests.leaflets.reading import text_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

NAMES = ("projects.xlsx", "projects.csv", "projects-plain.csv", "projects.json", "projects.geojson")
SQUARE = [[105.9, 20.8], [105.9, 20.9], [106.0, 20.9], [106.0, 20.8], [105.9, 20.8]]
COMMA = ("vi", "fr", "lo")


def project(index: Any, title: str, **fields: Any) -> Any:
    """Figures need their day."""
    return ProjectPageFactory(parent=index, title=title, as_of=date(2026, 3, 1), **fields)


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


@shared
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
    project(projects, "Kho lạnh", area=Decimal("7.75"), capital=Decimal("0.125"))
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
        project(
            projects,
            f"={number}+1",
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
    project(
        projects,
        "Có ranh giới",
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


def test_files_hold_what_the_list_shows(client: Any, projects: Any, plant: Any, plain: Any) -> None:
    for title, area in (("Bến xe", 3), ("Chợ đầu mối", 30), ("Ao cá", 300)):
        project(projects, title, area=area, group="trade")
    for query in ("", "?group=trade", "?group=trade&sort=-area", "?q=cho", "?area=20-50", "?sort=name", "?nothing=1"):
        listed = client.get(path(projects) + query).context["listing"]["cards"]
        for name in NAMES:
            with speaking("vi"):
                assert names_in(client, projects, name, query) == [row["title"] for row in listed], (name, query)
    chosen = ProjectPage.objects.get(slug="ao-ca"), plant
    query = "?only=chosen&group=trade&" + "&".join(f"chosen={page.pk}" for page in chosen)
    for name in NAMES:
        with speaking("vi"):
            assert names_in(client, projects, name, query) == ["Ao cá", "Nhà máy linh kiện"]
            assert names_in(client, projects, name, "?only=chosen") == []


def test_the_list_leads_to_its_files(client: Any, projects: Any, plant: Any, plain: Any) -> None:
    shown = client.get(f"{path(projects)}?group=industry&chosen={plant.pk}")
    listed = shown.context["listing"]["files"]
    assert {file["url"].rpartition("/")[2] for file in listed} == {
        f"{name}?group=industry" for name in (*NAMES, "projects.pdf", "investor-pack.pdf")
    }
    for file in shown.context["shortlist"]["files"]:
        assert file["url"].endswith(f"?only=chosen&chosen={plant.pk}")
        assert file["url"].replace("&", "&amp;") in shown.content.decode()
    assert not client.get(f"{path(projects)}?q=khongcogi").context["listing"]["files"]


def test_drafts_are_in_no_file(client: Any, projects: Any, plant: Any, plain: Any) -> None:
    with in_source():
        ProjectPage.objects.get(pk=plant.pk).unpublish()
    for name in NAMES:
        with speaking("vi"):
            assert names_in(client, projects, name) == ["Khu du lịch"]
            assert names_in(client, projects, name, f"?only=chosen&chosen={plant.pk}") == []
    project(projects, "Chỉ có tiếng Việt", code="CHI-VI")
    for name in NAMES[1:]:
        assert b"CHI-VI" in content(fetch(client, projects, name))
        assert b"CHI-VI" not in content(fetch(client, projects, name, "ja"))


def test_two_portals_hand_out_their_own(client: Any, commune: Any, projects: Any, plant: Any) -> None:
    index = ProjectIndexPageFactory(parent=commune, title="Dự án của xã", slug="du-an")
    project(index, "Bãi đỗ xe", slug="bai-do-xe", area=3, code="XA-01")
    address = index.full_url_in("vi").split("testserver", 1)[1]
    for name in NAMES[1:]:
        for query in ("", f"?only=chosen&chosen={plant.pk}"):
            found = content(client.get(f"{address}{name}{query}", HTTP_HOST="me-so.testserver"))
            assert b"DA-01" not in found and (b"XA-01" in found) is (query == "")
    with speaking("vi"):
        assert "Nhà máy linh kiện" in names_in(client, projects, "projects.csv")


# --- Headers -----------------------------------------------------------------------------------


def test_who_has_the_newest_is_told_so(client: Any, projects: Any, plant: Any) -> None:
    marks = {}
    for name in NAMES:
        first = fetch(client, projects, name)
        content(first)
        url, marks[name] = f"{path(projects)}{name}", first["ETag"]
        assert first["Last-Modified"].endswith("GMT")
        for header in ({"HTTP_IF_NONE_MATCH": first["ETag"]}, {"HTTP_IF_MODIFIED_SINCE": first["Last-Modified"]}):
            again = client.get(url, **header)
            assert again.status_code == 304 and again["ETag"] == first["ETag"]
        head = client.head(url)
        assert head.status_code == 200 and head["ETag"] == first["ETag"] and not head.content
        assert fetch(client, projects, name, "en")["ETag"] != first["ETag"]
        filtered = fetch(client, projects, name, query="?group=industry")["ETag"]
        # However it was typed.
        assert fetch(client, projects, name, query="?group=industry&page=3&bad=1")["ETag"] == filtered != first["ETag"]
    assert len(set(marks.values())) == len(NAMES)
    versions.bump()
    versions._write()
    for name, mark in marks.items():
        assert client.get(f"{path(projects)}{name}", HTTP_IF_NONE_MATCH=mark).status_code == 200


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


def test_queries_do_not_grow(client: Any, projects: Any, plant: Any, incentive: Any, communes: Any, park: Any) -> None:
    def queries(name: str) -> int:
        content(fetch(client, projects, name))
        with CaptureQueriesContext(connection) as captured:
            content(fetch(client, projects, name))
        return len(captured)

    def grow(count: int) -> None:
        for number in range(count):
            project(projects, f"Số {number} {count}", slug=f"so-{number}-{count}",
                commune=communes[number % 2], park=park, capital=number,
            )  # fmt: skip

    grow(2)
    few = {name: queries(name) for name in NAMES}
    grow(12)
    assert {name: queries(name) for name in NAMES} == few
    assert max(few.values()) <= 9, few


def test_a_day_changes_the_mark(client: Any, projects: Any, plant: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exchange rate and incentives hang on the day."""
    before = fetch(client, projects, "projects.json")["ETag"]
    monkeypatch.setattr(answers.timezone, "localdate", lambda: date(2030, 1, 1))
    assert fetch(client, projects, "projects.json")["ETag"] != before


def test_rows_are_sent_before_the_last_is_read(
    client: Any, projects: Any, plant: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from promo.investment.downloads import records, texts

    fill(plant, 700)
    for module, name in ((texts, "projects.csv"), (texts, "projects-plain.csv"), (records, "projects.geojson")):
        seen: list[Any] = []
        original = module.batches_of_all

        def counted(*args: Any, original: Any = original, seen: list[Any] = seen) -> Any:
            for batch in original(*args):
                seen.extend(batch["pk"])
                yield batch

        monkeypatch.setattr(module, "batches_of_all", counted)
        pieces = iter(fetch(client, projects, name).streaming_content)
        next(pieces)
        assert 0 < len(seen) < 701
        sum(map(len, pieces))
        assert len(seen) == 701
        monkeypatch.undo()


# --- Paper -------------------------------------------------------------------------------------


def printed(page: Any, language: str, maker: Any, query: str = "") -> str:
    """The words of a document as it is laid out."""
    from django.http import QueryDict

    from promo.core.portals import portal_of
    from promo.core.sites import owner_of, serving

    request = RequestFactory().get("/")
    request.GET = QueryDict(query)
    request.site_entry = owner_of(page.path)
    request.language = request.shown_language = language
    request.page = page
    with speaking(language), serving(request.site_entry):
        page = type(page).objects.get(pk=page.pk)
        draft = maker(page, request, portal_of(page), language, "a4")
        laid = engine.lay_out(
            draft.html(frozenset()), draft.css, {"motif.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}
        )
    return text_of(laid)


def test_the_list_on_paper_says_what_the_list_says(client: Any, projects: Any, plant: Any, plain: Any) -> None:
    from promo.investment.downloads.printed import list_draft

    for language in ("vi", "en", "zh-hans"):
        words = printed(projects, language, list_draft)
        with speaking(language):
            shown = client.get(path(projects, language)).context
            for row in shown["listing"]["cards"]:
                assert row["title"] in words
            page = ProjectPage.objects.get(pk=plant.pk)
            reading, values = reading_of_page(page, language), values_of(page, language)
            for name in ("number", "area", "capital", "capital_usd", "status", "form", "called_on", "commune"):
                column = by_name(name)
                assert column.words(column.value(values, reading)) in words, (language, name)
        assert "CC BY 4.0" in words and "None" not in words
    filtered = printed(projects, "vi", list_draft, "q=linh+kien")
    assert "Nhà máy linh kiện" in filtered and "Khu du lịch" not in filtered


def test_files_of_paper_are_made_and_kept(client: Any, projects: Any, plant: Any, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    response = client.get(f"{path(projects)}projects.pdf")
    assert response.status_code == 200 and response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-") and response["Last-Modified"]
    again = client.get(f"{path(projects)}projects.pdf", HTTP_IF_NONE_MATCH=response["ETag"])
    assert again.status_code == 304
    with in_source():
        ProjectPage.objects.get(pk=plant.pk).unpublish()
    assert client.get(f"{path(projects)}projects.pdf?q=x").status_code in (200, 303)


def test_the_pack_has_everything_an_investor_takes_along(
    client: Any, projects: Any, plant: Any, plain: Any, park: Any, finder: Any, procedures: Any, incentive: Any
) -> None:
    from promo.investment.downloads.pack import pack_draft

    steps = [("step", {"title": "Nộp hồ sơ", "text": "<p>Một bộ.</p>", "authority": "Sở Tài chính", "days": 3})]
    ProcedurePageFactory(parent=procedures, title="Chấp thuận chủ trương", slug="chap-thuan", steps_vi=steps)
    words = printed(projects, "vi", pack_draft, f"only=chosen&chosen={plant.pk}")
    for found in ("Khu công nghiệp Tân Dân", "199,87", "Miễn thuế thu nhập", "Luật số 67/2025/QH15", "Nộp hồ sơ"):
        assert found in words, found
    assert "Nhà máy linh kiện" in words and "12,5" in words and "Khu du lịch" not in words
    # What does not fit is said, not left out in silence.
    assert "20 dự án đầu trong 32" not in words
    fill(plant, 30)
    assert "20 dự án đầu trong 32" in printed(projects, "vi", pack_draft)
    # Made by the worker: the reader is led to the page that waits for it.
    response = client.get(f"{path(projects)}investor-pack.pdf")
    assert response.status_code == 303 and response["Location"].startswith("/leaflets/vi/")


# --- How often ---------------------------------------------------------------------------------


def test_workbooks_are_limited_for_one_visitor_and_files_that_cost_little_are_not(
    client: Any, projects: Any, plant: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(answers, "MOST_WORKBOOKS", 2)
    here, there = {"REMOTE_ADDR": "8.8.8.8"}, {"REMOTE_ADDR": "9.9.9.9"}
    first = fetch(client, projects, "projects.xlsx", **here)
    fetch(client, projects, "projects.xlsx", "en", "?q=linh", **here)
    for language in CODES:
        url = f"{path(projects, language)}projects.xlsx"
        refused = client.get(f"{url}?status=calling&q=a", **here)
        assert (refused.status_code, refused["Retry-After"]) == (429, "600")
        assert not refused.cookies and refused["Cache-Control"] == "no-store"
        page = BeautifulSoup(refused.content, "lxml")
        assert page.html["lang"].lower() == language
        links = {link["href"] for link in page.select("main a")}
        assert links == {
            f"{path(projects, language)}?q=a&status=calling",
            f"{path(projects, language)}projects.csv?q=a&status=calling",
        }
        assert all(client.get(link, **here).status_code == 200 for link in links)
        # Who has it, or asks whether there is one, has nothing made.
        assert client.head(url, **here).status_code == 200
    url = f"{path(projects)}projects.xlsx"
    assert client.get(url, HTTP_IF_NONE_MATCH=first["ETag"], **here).status_code == 304
    fetch(client, projects, "projects.xlsx", **there)
    for name in NAMES[1:]:
        fetch(client, projects, name, **here)


def test_after_ten_minutes_there_are_workbooks_again(client: Any, projects: Any, plant: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(answers, "MOST_WORKBOOKS", 0)
    url, here = f"{path(projects)}projects.xlsx", {"REMOTE_ADDR": "8.8.8.8"}
    assert client.get(url, **here).status_code == 429
    monkeypatch.setattr(answers, "MOST_WORKBOOKS", 1)
    assert client.get(url, **here).status_code == 429
    later = timezone.now() + timedelta(seconds=quotas.TEN_MINUTES)
    monkeypatch.setattr(quotas.timezone, "now", lambda: later)
    assert client.get(url, **here).status_code == 200
