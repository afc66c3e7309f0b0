"""What a list says in two ways, or leaves out: it is imported, and said with sheet, row and column."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from promo.investment.models import ProjectPage
from tests.investment.conftest import path
from tests.investment.importing.test_importing import HEADINGS, browser_of, counts, list_of
from tests.sheets.helpers import book, checked, go, imported
from tests.sheets.test_undoing import undo

CHOSEN = (1, "Kho lạnh", 12.5, "Việt Tiến", None, "Đã có nhà đầu tư")


def doubts(batch: Any) -> list[tuple[int, str, str]]:
    return [
        (row["number"], doubt["column"], doubt["message"]) for row in batch.report["rows"] for doubt in row["doubts"]
    ]


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("1.234", 1234, "1,234"),
        ("khoảng 1.234 ha", 1234, "1,234"),
        ("1.234-1.500", 1234, "1,234"),
        ("1,234", 1.23, "1234"),
        ("1.234 (một nghìn)", 1234, "1,234"),
        # Only one reading:
        ("1.234,5", 1234.5, ""),
        ("1.234.567", 1234567, ""),
        ("1 234", 1234, ""),
        ("12.34", 12.34, ""),
        ("1.23", 1.23, ""),
        ("0.123", 0.12, ""),
        ("0,123", 0.12, ""),
        ("1234", 1234, ""),
        # Nobody measures a thousandth of a square metre.
        ("12.500 m2", 1.25, ""),
        # In Excel numbers are what they are.
        (1.234, 1.23, ""),
        (1234, 1234, ""),
    ],
)
def test_figures_that_can_be_read_in_two_ways(
    province: Any, projects: Any, communes: Any, officer: Any, cell: Any, value: float, said: str
) -> None:
    with override("en"):
        batch = checked(province, officer, list_of((1, "Kho lạnh", cell, None, None, None)), kind="projects")
    assert [place[:2] for place in doubts(batch)] == ([(3, "C")] if said else [])
    assert all(said in message and str(cell) in message for _row, _column, message in doubts(batch))
    assert counts(batch) == {"new": 1}
    go(batch)
    assert float(ProjectPage.objects.get().area) == value


def test_the_preview_names_sheet_row_and_column(province: Any, projects: Any, communes: Any, officer: Any) -> None:
    raw = book(HEADINGS, (1, "Kho lạnh", "1.234", None, None, None), (2, "Bến xe", 3, None, None, None), title="Biểu 1")
    batch = checked(province, officer, raw, kind="projects")
    browser, address = browser_of(officer), reverse("sheets_batch", args=[batch.pk])
    page = browser.get(address)
    said = [line for row in page.context["rows"] for line in row["doubts"]]
    assert len(said) == 1 and said[0] in page.text.replace("&quot;", '"')
    assert all(words in said[0] for words in ("Biểu 1", " 2,", " C ", "1234", "1,234"))
    (tile,) = [tile for tile in page.context["tiles"] if tile["show"] == "doubtful"]
    assert tile["count"] == 1
    only = browser.get(address, {"show": "doubtful"})
    assert [row["title"] for row in only.context["rows"]] == ["Kho lạnh"]


def test_an_investor_chosen_on_a_day_nobody_named(
    province: Any, projects: Any, communes: Any, officer: Any, client: Any
) -> None:
    batch = checked(province, officer, list_of(CHOSEN), kind="projects", afterwards="publish")
    assert counts(batch) == {"new": 1}
    ((row, column, message),) = doubts(batch)
    assert (row, column) == (3, "F") and message
    assert go(batch).state == "done"
    page = ProjectPage.objects.get()
    assert (page.live, page.status, page.chosen_on) == (True, "chosen", None)
    assert "Kho lạnh" in client.get(path(page)).text
    # The next list changes it, is undone, and the day can still come.
    longer = list_of((1, "Kho lạnh", 14, "Việt Tiến", None, "Đã có nhà đầu tư"))
    later = imported(province, officer, longer, kind="projects")
    page.refresh_from_db()
    assert (later.state, page.area, page.chosen_on) == ("done", 14, None)
    assert undo(later).state == "undone"
    page.refresh_from_db()
    assert (page.area, page.status) == (12.5, "chosen")
    dated = book(("Tên dự án", "Ngày chọn nhà đầu tư"), ("Kho lạnh", "1/6/2026"))
    batch = imported(province, officer, dated, kind="projects")
    page.refresh_from_db()
    assert str(page.chosen_on) == "2026-06-01" and doubts(batch) == []


def test_a_day_that_is_known_stays(province: Any, projects: Any, communes: Any, officer: Any) -> None:
    heads = ("Tên dự án", "Tình trạng", "Ngày chọn nhà đầu tư")
    imported(province, officer, book(heads, ("Kho lạnh", "Đã chọn", "1/6/2026")), kind="projects")
    batch = imported(
        province, officer, book(("Tên dự án", "Tình trạng", "Ghi chú"), ("Kho lạnh", "Đã có nhà đầu tư", "x")),
        kind="projects",
    )  # fmt: skip
    assert doubts(batch) == [] and str(ProjectPage.objects.get().chosen_on) == "2026-06-01"
    # One that is still to come is wrong, as ever.
    wrong = checked(province, officer, book(heads, ("Bến xe", "Đã chọn", "1/6/2099")), kind="projects")
    assert counts(wrong) == {"wrong": 1}


def test_what_nobody_could_approve_is_not_handed_in(province: Any, projects: Any, communes: Any, officer: Any) -> None:
    workflow, task = Workflow.objects.create(name="Duyệt"), GroupApprovalTask.objects.create(name="Duyệt")
    task.groups.add(Group.objects.create(name="Người duyệt"))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=province)
    raw = list_of(CHOSEN, (2, "Bến xe", 3, "Việt Tiến", None, None))
    batch = imported(province, officer, raw, kind="projects", afterwards="review")
    chosen, other = ProjectPage.objects.order_by("-title_vi")
    assert (chosen.workflow_in_progress, other.workflow_in_progress) == (False, True)
    result = browser_of(officer).get(reverse("sheets_batch", args=[batch.pk]))
    assert [bool(row["doubts"]) for row in result.context["rows"]] == [True, False]
    assert undo(batch).state == "undone" and not ProjectPage.objects.exists()
