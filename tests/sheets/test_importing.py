"""From a sheet to pages: what is new, what changes, what is left alone, and that nothing is half-written."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail.models import Revision

from promo.core.languages import in_source
from promo.core.models import PortalImage
from promo.core.publishing import publish_language
from promo.ocop.models import EnterprisePage, ProductPage
from promo.sheets import importing, running
from promo.sheets.models import ImportBatch
from promo.sheets.pages import Pages
from promo.tourism.models import DestinationPage
from tests.factories import DestinationPageFactory, EnterprisePageFactory
from tests.sheets.helpers import (
    DESTINATIONS,
    PRODUCTS,
    book,
    checked,
    go,
    imported,
    picture,
    problems,
    the_problem,
    zipped,
)

ROWS = (
    DESTINATIONS,
    ("DD-1", "Đền Đa Hòa", "Pagoda or temple", "20,8347", 105.9, "0221 3555001"),
    ("DD-2", "Làng gốm", "làng nghề", None, None, None),
)


def test_a_dry_run_writes_nothing_and_says_what_would_be(province: Any, lists: Any, administrator: Any) -> None:
    batch = checked(province, administrator, book(*ROWS))
    assert batch.report["counts"] == {"new": 2, "changed": 0, "same": 0, "wrong": 0}
    assert not DestinationPage.objects.exists()


def test_pages_are_made_and_found_again_by_their_codes(province: Any, lists: Any, administrator: Any) -> None:
    assert imported(province, administrator, book(*ROWS)).state == "done"
    page = DestinationPage.objects.get(code="DD-1")
    assert (page.title_vi, page.kind, page.latitude, page.slug) == ("Đền Đa Hòa", "temple", 20.8347, "den-da-hoa")
    assert page.live and page.get_parent().pk == lists["destinations"].pk

    again = checked(province, administrator, book(*ROWS))
    assert again.report["counts"] == {"new": 0, "changed": 0, "same": 2, "wrong": 0}
    renamed = book(("Mã", "Tên"), ("dd-1", "Đền Hóa Dạ Trạch"))
    assert imported(province, administrator, renamed).report["counts"]["changed"] == 1
    page.refresh_from_db()
    assert (page.title_vi, page.kind, page.phone) == ("Đền Hóa Dạ Trạch", "temple", "0221 3555001")


def test_an_empty_cell_leaves_and_a_hyphen_empties(province: Any, lists: Any, administrator: Any) -> None:
    page = DestinationPageFactory(parent=lists["destinations"], title="Đền", code="A", phone="1", hours_vi="7:00")
    imported(province, administrator, book(("Mã", "Điện thoại", "Giờ mở cửa", "Tên"), ("A", "-", None, None)))
    page.refresh_from_db()
    assert (page.phone, page.hours_vi, page.title_vi) == ("", "7:00", "Đền")
    assert the_problem(checked(province, administrator, book(("Mã", "Tên"), ("A", "-"))))


def test_other_languages_are_left_alone(province: Any, lists: Any, english_admin: Any, administrator: Any) -> None:
    page = DestinationPageFactory(parent=lists["destinations"], title="Đền", code="A", en="Temple")
    batch = checked(province, administrator, book(("Mã", "Tên"), ("A", "Đền mới")), afterwards="publish")
    # A translation is published between the preview and the import.
    publish_language(page, "ja", {"title": "寺"})
    assert go(batch).state == "done"
    page.refresh_from_db()
    assert (page.title_vi, page.title_en, page.title_ja) == ("Đền mới", "Temple", "寺")


def test_somebodys_draft_is_gone_on_with(province: Any, lists: Any, administrator: Any) -> None:
    page = DestinationPageFactory(parent=lists["destinations"], title="Đền", code="A", phone="1")
    with in_source():
        page.ticket_vi = "Miễn phí"
        page.save_revision()
    sheet = book(("Mã", "Điện thoại", "Vé"), ("A", "2", "Miễn phí"))
    batch = imported(province, administrator, sheet, afterwards="draft")
    assert batch.report["rows"][0]["changes"] == [[batch.report["rows"][0]["changes"][0][0], "1", "2"]]
    page.refresh_from_db()
    assert (page.phone, page.ticket_vi or "") == ("1", "")
    draft = page.get_latest_revision_as_object()
    assert (draft.phone, draft.ticket_vi) == ("2", "Miễn phí")


def test_a_certificate_comes_with_its_product(province: Any, lists: Any, ocop: None, administrator: Any) -> None:
    EnterprisePageFactory(parent=lists["enterprises"], title="Hợp tác xã Nhãn", tax_code="0900123456")
    heads = (*PRODUCTS, "Chủ thể", "Giá bán", "Thị trường xuất khẩu")
    row = ("SP1", "Nhãn lồng", "thuc pham", "4 sao", "12/QĐ", "UBND tỉnh", datetime(2025, 5, 1), "01/05/2028")
    imported(
        province, administrator, book(heads, (*row, 900123456, "60.000 - 90.000đ", "Nhật Bản; France")), kind="products"
    )
    page = ProductPage.objects.get(code="SP1")
    (certificate,) = page.certificates.all()
    assert (certificate.stars, certificate.issued_on, certificate.expires_on) == (4, date(2025, 5, 1), date(2028, 5, 1))
    assert (page.enterprise.title_vi, page.price_from, page.price_to) == ("Hợp tác xã Nhãn", 60000, 90000)
    assert page.export_markets == ["JP", "FR"]

    # A later decision is another certificate; the same one is put right.
    imported(
        province, administrator, book(PRODUCTS, (*row[:4], "99/QĐ", "UBND tỉnh", "1/5/2026", None)), kind="products"
    )
    imported(province, administrator, book(PRODUCTS, (*row[:3], 5, "99/QĐ", None, None, None)), kind="products")
    assert sorted(page.certificates.values_list("decision_number", "stars")) == [("12/QĐ", 4), ("99/QĐ", 5)]


def test_what_is_wrong_is_said_by_row_and_column(province: Any, lists: Any, ocop: None, administrator: Any) -> None:
    sheet = book(
        PRODUCTS,
        ("A", "Nhãn", "food", "4 sao", None, None, None, None),
        ("B", "Mật ong", "food", 5, "1/QĐ", "UBND", "31/12/2025", "01/01/2025"),
        ("C", "Gà", "gia súc", "sáu", "1/QĐ", "UBND", "30/02/2025", None),
        ("D", None, None, None, None, None, None, None),
        ("A", "Nhãn", None, None, None, None, None, None),
    )
    found = problems(checked(province, administrator, sheet, kind="products"))
    assert {(row, column) for row, column, _message in found} == {
        (2, "E"), (2, "F"), (2, "G"), (3, "H"), (4, "C"), (4, "D"), (4, "G"), (5, "B"), (6, ""),
    }  # fmt: skip


def test_coordinates_that_cannot_be(province: Any, lists: Any, administrator: Any) -> None:
    positions = {
        (105.9, 20.8): "swapped",
        (2083, 105.9): "decimal point",
        (20.8, 10.5): "106",
        (20.8, "ở đó"): "20.8347",
    }
    sheet = book(("Tên", "Vĩ độ", "Kinh độ"), *((f"Đền {where}", *where) for where in positions))
    with override("en"):
        found = problems(checked(province, administrator, sheet))
    for row, words in enumerate(positions.values(), 2):
        assert any(number == row and words in message for number, _column, message in found), words


def test_wrong_rows_stop_all_or_are_left_out(province: Any, lists: Any, administrator: Any) -> None:
    sheet = book(("Mã", "Tên", "E-mail", "Trang web"), ("A", "Đền", None, None), ("B", "Chùa", None, "không có"))
    batch = imported(province, administrator, sheet)
    assert (batch.state, DestinationPage.objects.count()) == ("failed", 0)
    assert imported(province, administrator, sheet, skip_wrong=True).state == "done"
    assert [page.code for page in DestinationPage.objects.all()] == ["A"]


def test_drafts_wait_for_approval_without_a_flood_of_mails(
    province: Any, lists: Any, administrator: Any, mailoutbox: Any
) -> None:
    from django.contrib.auth.models import Group
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

    workflow, task = Workflow.objects.create(name="Duyệt"), GroupApprovalTask.objects.create(name="Duyệt")
    task.groups.add(Group.objects.create(name="Người duyệt"))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=province)
    imported(province, administrator, book(*ROWS), afterwards="review")
    page = DestinationPage.objects.get(code="DD-1")
    assert not page.live and page.current_workflow_task.specific == task
    assert mailoutbox == []
    # The same person's next sheet takes it back and hands it in again.
    batch = imported(province, administrator, book(("Mã", "Điện thoại"), ("DD-1", "9")), afterwards="review")
    assert batch.report["counts"]["changed"] == 1
    assert DestinationPage.objects.get(pk=page.pk).current_workflow_state.current_task_state.revision == (
        Revision.objects.for_instance(page).latest("pk")
    )


def test_pictures_come_from_the_zip(province: Any, lists: Any, administrator: Any) -> None:
    archive = zipped({"Ảnh/Đền Đa Hòa.PNG": picture(), "ghi-chu.txt": b"?", "gia.jpg": b"<script>"})
    sheet = book(("Mã", "Tên", "Ảnh"), ("A", "Đền Đa Hòa", "den da hoa.png"), ("B", "Chùa", "Đền Đa Hòa"))
    assert imported(province, administrator, sheet, pictures=archive).state == "done"
    image = PortalImage.objects.get()
    assert (image.title, image.description_vi) == ("Đền Đa Hòa", "Đền Đa Hòa")
    assert {page.image_id for page in DestinationPage.objects.all()} == {image.pk}
    assert checked(province, administrator, sheet, pictures=archive).report["counts"]["same"] == 2

    for name in ("gia.jpg", "khac.jpg", "../../etc/passwd.jpg"):
        wrong = book(("Mã", "Tên", "Ảnh"), ("A", "Đền Đa Hòa", name))
        assert problems(checked(province, administrator, wrong, pictures=archive))[0][:2] == (2, "C")
    twice = zipped({"a/x.png": picture(), "b/X.png": picture("blue")})
    assert problems(checked(province, administrator, book(("Tên", "Ảnh"), ("Đình", "x.png")), pictures=twice))


def test_an_import_ended_in_the_middle_is_gone_on_with(
    province: Any, lists: Any, administrator: Any, monkeypatch: Any
) -> None:
    sheet = book(("Mã", "Tên"), *((f"D{number}", f"Điểm {number}") for number in range(4)))
    batch = checked(province, administrator, sheet, afterwards="publish")
    really = running._write

    def dies(writer: Any, row: Any) -> None:
        if row.number == 4:
            raise KeyboardInterrupt
        really(writer, row)

    monkeypatch.setattr(running, "_write", dies)
    with pytest.raises(KeyboardInterrupt):
        go(batch)
    batch.refresh_from_db()
    assert (batch.state, batch.done, DestinationPage.objects.count()) == ("running", 2, 2)
    # Somebody else's worker leaves it alone while this one may still be at work, and takes it once it is silent.
    monkeypatch.setattr(running, "_write", really)
    importing.run(batch.pk)
    assert DestinationPage.objects.count() == 2
    assert go(batch).state == "done"
    assert [page.code for page in DestinationPage.objects.order_by("code")] == ["D0", "D1", "D2", "D3"]


def test_a_row_that_fails_in_writing_leaves_nothing(
    province: Any, lists: Any, administrator: Any, monkeypatch: Any
) -> None:
    really = Pages.finish

    def fails(self: Any) -> None:
        if DestinationPage.objects.filter(title_vi="Chùa").exists():
            raise ValidationError("không được")
        really(self)

    monkeypatch.setattr(Pages, "finish", fails)
    batch = imported(province, administrator, book(("Mã", "Tên"), ("A", "Chùa"), ("B", "Đền")))
    assert [(row.number, row.done, row.problem) for row in batch.rows.all()] == [
        (2, "failed", "không được"),
        (3, "created", ""),
    ]
    assert [page.title_vi for page in DestinationPage.objects.all()] == ["Đền"]


def test_queries_of_a_dry_run_do_not_grow(
    province: Any, lists: Any, ocop: None, administrator: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    unit = province.unit.name_vi
    heads = (*PRODUCTS, "Xã", "Vĩ độ", "Kinh độ", "Chủ thể")
    EnterprisePageFactory(parent=lists["enterprises"], title="HTX", tax_code="0900123456")

    def sheet(count: int, start: str) -> bytes:
        row = ("food", 4, "12/QĐ", "UBND", "01/05/2025", None, unit, None, None, "0900123456")
        return book(heads, *((f"{start}{number}", f"Sản phẩm {start}{number}", *row) for number in range(count)))

    counts = []
    for start, count in (("a", 2), ("b", 12)):
        imported(province, administrator, sheet(count, start), kind="products", afterwards="draft")
        again = sheet(count, start)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            batch = checked(province, administrator, again, kind="products")
        assert batch.report["counts"]["same"] == count
        with CaptureQueriesContext(connection) as of_new:
            checked(province, administrator, sheet(count, f"n{start}"), kind="products")
        counts.append((len(queries), len(of_new)))
    assert counts[0] == counts[1]
    assert max(counts[0]) < 40


def test_tax_codes_keep_their_zeros(province: Any, lists: Any, ocop: None, administrator: Any) -> None:
    sheet = book(("Tên doanh nghiệp", "Mã số thuế", "Loại hình"), ("HTX Nhãn", 900123456, "HTX"))
    imported(province, administrator, sheet, kind="enterprises")
    assert EnterprisePage.objects.get().tax_code == "0900123456"
    batch = imported(province, administrator, book(("MST", "SĐT"), ("0900123456", "'0912")), kind="enterprises")
    assert batch.report["counts"]["changed"] == 1
    assert problems(checked(province, administrator, book(("Tên", "MST"), ("X", "12")), kind="enterprises"))
    assert ImportBatch.objects.count() == 3
