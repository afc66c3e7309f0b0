"""From an office's list to projects and back: found again, vanished, all or nothing, undone without a trace."""

import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Revision

from promo.core.models import BasePage
from promo.investment.columns import COLUMNS
from promo.investment.importing.kinds import RENAMED
from promo.investment.models import ParkPage, ProjectChange, ProjectPage
from promo.sheets import export, forms_xlsx, kinds
from promo.sheets.applying import Writer
from promo.sheets.known import Known
from promo.sheets.models import ColumnMapping, ImportBatch
from tests.investment.conftest import ParkIndexPageFactory, ProjectIndexPageFactory, ProjectPageFactory, path
from tests.languages.conftest import group_at, person
from tests.sheets.helpers import book, checked, go, imported, problems
from tests.sheets.test_undoing import undo

HEADINGS = ("STT", "Tên dự án", "Diện tích (ha)", "Xã", "Ghi chú", "Tình trạng")
ROWS = (
    (1, "Nhà máy gạch", 12.5, "Việt Tiến", None, None),
    (2, "Kho lạnh", "khoảng 3", "Triệu Việt Vương", "Đất sạch", "Đang kêu gọi"),
)


def list_of(*rows: Any, above: tuple[Any, ...] = ("Danh mục dự án, ngày 12/3/2026",)) -> bytes:
    return book(above, HEADINGS, *rows)


def bring(portal: Any, user: Any, raw: bytes, **more: Any) -> ImportBatch:
    return imported(portal, user, raw, kind="projects", **more)


def counts(batch: ImportBatch) -> dict[str, int]:
    return {name: count for name, count in batch.report["counts"].items() if count}


def traces() -> dict[str, Any]:
    """All that an import could leave behind, of pages and of what they say has changed."""
    fields = [field.attname for field in ProjectPage._meta.concrete_fields]
    # Of publishing itself: the pages of the fixtures were never published by a person.
    later = {"latest_revision_id", "live_revision_id", "latest_revision_created_at"}
    later |= {"first_published_at", "last_published_at"}
    return {
        "pages": list(BasePage.objects.order_by("pk").values_list("pk", "title_vi", "live", "has_unpublished_changes")),
        "projects": list(ProjectPage.objects.order_by("pk").values(*(set(fields) - later))),
        "changes": list(ProjectChange.objects.order_by("pk").values()),
        "lost revisions": Revision.objects.exclude(
            object_id__in=[str(pk) for pk in BasePage.objects.values_list("pk", flat=True)]
        ).count(),
    }


def browser_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_every_column_an_office_can_fill_is_a_field() -> None:
    written = {RENAMED.get(column.name, column.name) for column in COLUMNS if column.written}
    assert written <= set(kinds.get("projects").by_name)


def test_a_list_is_found_again_by_number_name_and_commune(
    province: Any, projects: Any, communes: Any, officer: Any
) -> None:
    assert bring(province, officer, list_of(*ROWS)).state == "done"
    page = ProjectPage.objects.get(title_vi="Kho lạnh")
    assert (page.area, page.note_vi, str(page.as_of)) == (3, "Đất sạch; Diện tích: khoảng 3", "2026-03-12")
    assert page.live and page.get_parent().pk == projects.pk
    assert counts(checked(province, officer, list_of(*ROWS), kind="projects")) == {"same": 2}

    # Renumbered, in capitals, and the rough figure made exact: the same project.
    again = list_of((7, "KHO LẠNH", 3.2, "Triệu Việt Vương", None, None), ROWS[0])
    batch = checked(province, officer, again, kind="projects")
    assert counts(batch) == {"changed": 1, "same": 1}
    changed = next(row for row in batch.report["rows"] if row["state"] == "changed")
    assert changed["page"] == page.pk
    assert {(before, after) for _label, before, after in changed["changes"]} >= {("2", "7"), ("3", "3,2")}
    go(batch)
    page.refresh_from_db()
    assert "khoảng" not in page.get_latest_revision_as_object().note_vi
    # One of the same name in another commune is another one.
    other = checked(province, officer, list_of((9, "Kho lạnh", 3.2, "Việt Tiến", None, None)), kind="projects")
    assert counts(other)["new"] == 1


def test_a_newer_list_is_the_source_of_the_figures_it_dates(
    province: Any, projects: Any, communes: Any, officer: Any
) -> None:
    bring(province, officer, list_of(*ROWS))
    newer = "Danh mục dự án quý III, ngày 1/10/2026"
    bring(province, officer, list_of(ROWS[0], above=(newer,)))
    brick, store = (ProjectPage.objects.get(title_vi=title) for title in ("Nhà máy gạch", "Kho lạnh"))
    assert (str(brick.as_of), brick.source_vi) == ("2026-10-01", newer)
    assert (str(store.as_of), store.source_vi) == ("2026-03-12", "Danh mục dự án, ngày 12/3/2026")
    # A list without a day says nothing of whose figures they are.
    bring(province, officer, list_of(ROWS[0], above=("Danh mục dự án mới",)))
    brick.refresh_from_db()
    assert (str(brick.as_of), brick.source_vi) == ("2026-10-01", newer)


def test_two_projects_of_one_name_are_told_apart(province: Any, projects: Any, communes: Any, officer: Any) -> None:
    twins = [(number, "Khu dân cư mới", number, communes[number % 2].name_vi, None, None) for number in (1, 2, 3)]
    bring(province, officer, list_of(*twins))
    assert ProjectPage.objects.count() == 3
    assert counts(checked(province, officer, list_of(*reversed(twins)), kind="projects")) == {"same": 3}
    unsaid = checked(province, officer, list_of((None, "Khu dân cư mới", 8, None, None, None)), kind="projects")
    assert [row for row, _column, _message in problems(unsaid)] == [3]


def test_an_editors_note_stays(province: Any, projects: Any, communes: Any, officer: Any) -> None:
    page = ProjectPageFactory(parent=projects, title="Kho lạnh", note_vi="Hỏi trước khi đến")
    bring(province, officer, book(("STT", "Tên dự án", "Diện tích"), (1, "Kho lạnh", "khoảng 3")))
    bring(province, officer, book(("STT", "Tên dự án", "Diện tích"), (1, "Kho lạnh", "khoảng 4")))
    page.refresh_from_db()
    assert (page.note_vi, page.area) == ("Hỏi trước khi đến; Diện tích: khoảng 4", 4)


def test_vanished_projects_are_shown_and_withdrawn_only_if_wanted(
    province: Any, projects: Any, communes: Any, officer: Any, django_capture_on_commit_callbacks: Any
) -> None:
    gone = ProjectPageFactory(parent=projects, title="Cảng cũ", status="calling")
    ProjectPageFactory(parent=projects, title="Đã chọn", status="chosen", chosen_on="2026-01-01")
    ProjectPageFactory(parent=projects, title="Nháp", live=False)
    before = traces()
    browser = browser_of(officer)

    def run(**data: Any) -> ImportBatch:
        batch = checked(province, officer, list_of(*ROWS), kind="projects")
        assert counts(batch).get("gone", 0) == (1 if ProjectPage.objects.get(pk=gone.pk).status == "calling" else 0)
        shown = browser.get(reverse("sheets_batch", args=[batch.pk]), {"show": "gone"})
        assert [row["title"] for row in shown.context["rows"]] == ["Cảng cũ"]
        with django_capture_on_commit_callbacks(execute=True):
            browser.post(reverse("sheets_start", args=[batch.pk]), {"afterwards": "publish", **data})
        batch.refresh_from_db()
        assert batch.state == "done"
        return batch

    batch = run()
    gone.refresh_from_db()
    assert gone.status == "calling"
    undo(batch)
    batch = run(gone="on")
    gone.refresh_from_db()
    assert (gone.status, gone.changes.get().after) == ("withdrawn", "withdrawn")
    assert "–" in [row["number"] for row in browser.get(reverse("sheets_batch", args=[batch.pk])).context["rows"]]
    undo(batch)
    assert traces() == before


@pytest.mark.parametrize("afterwards", ["publish", "draft"])
def test_undoing_leaves_no_trace(
    province: Any, plant: Any, plain: Any, officer: Any, client: Any, afterwards: str
) -> None:
    ProjectChange.objects.create(project=plant, column="area", before="10", after="12.5", changed_on="2026-01-01")
    before, shown = traces(), client.get(path(plant)).content
    raw = book(
        ("Mã", "Tên dự án", "Diện tích", "Tình trạng", "Nhà đầu tư", "Ngày chọn nhà đầu tư"),
        ("da-01", "Nhà máy khác", "99,5", "Đã chọn", "Công ty B", "1/6/2026"),
        (None, "Khu du lịch", "khoảng 30", None, None, None),
        (None, "Mới tinh", 1, None, None, None),
    )
    batch = bring(province, officer, raw, afterwards=afterwards)
    assert (batch.state, ProjectPage.objects.count()) == ("done", 3)
    assert plant.changes.count() == (6 if afterwards == "publish" else 1)
    assert undo(batch).state == "undone"
    assert not batch.rows.exclude(undone="yes").exists()
    assert traces() == before
    assert client.get(path(plant)).content == shown


def test_all_rows_or_none(province: Any, plant: Any, communes: Any, officer: Any, monkeypatch: Any) -> None:
    before = traces()
    really = Writer._write

    def fails(self: Writer, row: Any) -> Any:
        if row.title == "Kho lạnh":
            raise ValidationError("Hết chỗ")
        return really(self, row)

    batch = checked(province, officer, list_of(*ROWS), kind="projects", afterwards="publish")
    monkeypatch.setattr(Writer, "_write", fails)
    go(batch)
    assert (batch.state, batch.rows.count()) == ("failed", 0)
    assert "4" in batch.report["problem"] and "Hết chỗ" in batch.report["problem"]
    assert traces() == before
    # It can be gone on with, and then all of it is there.
    monkeypatch.setattr(Writer, "_write", really)
    assert (go(batch).state, batch.rows.count()) == ("done", 2)


def test_two_people_at_once_do_not_mix(province: Any, projects: Any, communes: Any, officer: Any) -> None:
    other = person("can-bo-2", officer.groups.get())
    mine = checked(province, officer, list_of(*ROWS), kind="projects", afterwards="publish")
    theirs = list_of((1, "Nhà máy gạch", 14, "Việt Tiến", None, None), (2, "Bến xe", 2, "Việt Tiến", None, None))
    yours = checked(province, other, theirs, kind="projects", afterwards="publish")
    assert counts(mine) == counts(yours) == {"new": 2}
    go(mine), go(yours)
    # What both have is one project, the later one's figure in it.
    assert sorted(ProjectPage.objects.values_list("title_vi", "area")) == [
        ("Bến xe", 2), ("Kho lạnh", 3), ("Nhà máy gạch", 14),
    ]  # fmt: skip
    assert {row.title: row.done for row in yours.rows.all()} == {"Nhà máy gạch": "changed", "Bến xe": "created"}
    # The first cannot be undone behind the second one's back; the second, and then the first, can.
    undo(mine)
    assert {row.title: row.undone for row in mine.rows.all()} == {"Nhà máy gạch": "left", "Kho lạnh": "yes"}
    undo(yours)
    assert list(ProjectPage.objects.values_list("title_vi", "area")) == [("Nhà máy gạch", Decimal("12.5"))]


def test_another_portals_officer_is_refused(province: Any, commune: Any, projects: Any, officer: Any) -> None:
    own = ProjectIndexPageFactory(parent=commune, title="Dự án của xã")
    stranger = person("xa", group_at(commune, "Xã", "add", "change", "publish"))
    batch = checked(province, officer, list_of((1, "Kho lạnh", 3, None, None, None)), kind="projects")
    browser = browser_of(stranger)
    assert browser.get(reverse("sheets_new", args=[commune.pk, "projects"])).status_code == 200
    for name, arguments in (
        ("sheets_new", [province.pk, "projects"]),
        ("sheets_columns", [batch.pk]),
        ("sheets_batch", [batch.pk]),
        ("sheets_wrong", [batch.pk]),
        ("sheets_undo", [batch.pk]),
    ):
        response = browser.get(reverse(name, args=arguments))
        assert response.status_code in (302, 403) and b"Kho l" not in response.content, name
    browser.post(reverse("sheets_start", args=[batch.pk]), {"afterwards": "publish"})
    batch.refresh_from_db()
    assert batch.state == "checked" and not ProjectPage.objects.exists()
    # The province's list says nothing of the commune's projects, nor are they gone from it.
    ProjectPageFactory(parent=own, title="Kho lạnh")
    again = checked(province, officer, list_of((1, "Kho lạnh", 3, None, None, None)), kind="projects")
    assert counts(again) == {"new": 1}


def test_the_mapping_is_remembered(province: Any, projects: Any, officer: Any) -> None:
    raw = book(("Hạng mục", "Rộng"), ("Kho lạnh", 3))
    batch = checked(province, officer, raw, kind="projects")
    ImportBatch.objects.filter(pk=batch.pk).update(state="uploaded")
    browser_of(officer).post(reverse("sheets_columns", args=[batch.pk]), {"column-0": "title", "column-1": "area"})
    assert ColumnMapping.objects.get(kind="projects").columns == {"hang muc": "title", "rong": "area"}
    assert counts(checked(province, officer, raw, kind="projects")) == {"new": 1}


def test_parks_come_from_a_list_too(province: Any, invest: Any, communes: Any, officer: Any) -> None:
    ParkIndexPageFactory(parent=invest, title="Khu công nghiệp")
    raw = book(
        ("DANH SÁCH KHU, CỤM CÔNG NGHIỆP (đến 01/10/2026)", None),
        ("TT", "Tên KCN", "Loại", "Chủ đầu tư", "Số quyết định", "Ngày quyết định", "Diện tích (ha)", "Tỷ lệ lấp đầy",
         "Giá thuê từ", "Xã", "Tình trạng"),
        ("I", "Khu công nghiệp"),
        (1, "KCN Tân Dân", "KCN", "Công ty A", "1688/QĐ-UBND", "29/6/2025", "199,87", "35,5%", "120 USD/m2",
         "Triệu Việt Vương", "Đang xây dựng"),
        (2, "Cụm công nghiệp Sạch", "CCN", None, None, None, "khoảng 50", None, None, "Việt Tiến", "Đã đi vào hoạt động"),
    )  # fmt: skip
    batch = imported(province, officer, raw, kind="parks")
    assert (batch.state, problems(batch)) == ("done", [])
    first, second = ParkPage.objects.order_by("pk")
    assert (first.kind, first.state, str(first.decision_date), first.area, first.occupancy, first.rent_from) == (
        "park", "building", "2025-06-29", Decimal("199.87"), Decimal("35.5"), 120,
    )  # fmt: skip
    assert (second.kind, second.state, second.area, second.utilities_vi) == (
        "cluster", "open", 50, "Diện tích: khoảng 50",
    )  # fmt: skip
    assert counts(checked(province, officer, raw, kind="parks")) == {"same": 2}
    undo(batch)
    assert not ParkPage.objects.exists()


@pytest.mark.parametrize("key", ["projects", "parks"])
def test_what_is_there_comes_back_unchanged(province: Any, plant: Any, plain: Any, officer: Any, key: str) -> None:
    model = kinds.get(key).page_model
    raw = export.workbook(key, model.objects.order_by("pk"))
    batch = checked(province, officer, raw, kind=key)
    assert (counts(batch), problems(batch)) == ({"same": model.objects.count()}, [])
    # The empty form has an example, and explains every column.
    form = load_workbook(io.BytesIO(forms_xlsx.template(kinds.get(key), Known(province))))
    assert form.worksheets[0].max_column == len([one for one in kinds.get(key).fields if one.exported])


def test_queries_of_a_dry_run_do_not_grow(province: Any, projects: Any, communes: Any, officer: Any) -> None:
    def cost(count: int) -> int:
        raw = list_of(*((number, f"Dự án {number}", "khoảng 3", "Việt Tiến", None, None) for number in range(count)))
        with CaptureQueriesContext(connection) as queries:
            batch = checked(province, officer, raw, kind="projects")
        assert counts(batch).get("new", 0) == count - 1
        return len(queries)

    for number in range(4):
        ProjectPageFactory(parent=projects, title=f"Dự án {number}" if not number else f"Cũ {number}")
    cost(1)  # Sites and types are read once.
    assert cost(2) == cost(9) < 40
