"""The screens: from a file to pages and back, whose they are, and what bad files and double clicks do."""

import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Collection, GroupCollectionPermission

from promo.core.models import PortalImage
from promo.sheets.models import ColumnMapping, ImportBatch
from promo.tourism.models import DestinationPage
from tests.factories import DestinationPageFactory
from tests.sheets.helpers import DESTINATIONS, book, checked, imported, picture, zipped

ROWS = (
    ("Ký hiệu riêng", "Tên", "Loại", "Vĩ độ", "Kinh độ", "Ghi chú", "Ảnh"),
    ("DD-1", "Đền Đa Hòa", "làng nghề", "20,8347", 105.9, "không lấy", "den.png"),
    ("DD-2", "Làng gốm", "làng nghề", None, None, None, None),
)


@pytest.fixture
def browser_of(client: Client) -> Any:
    def enter(user: Any) -> Client:
        own = Client()
        own.force_login(user)
        return own

    return enter


@pytest.fixture
def with_pictures(editor: Any) -> None:
    """The editors' shelf."""
    from django.contrib.auth.models import Permission

    shelf = Collection.get_first_root_node().add_child(name="Hưng Yên")
    permission = Permission.objects.get(content_type__app_label="wagtailimages", codename="add_image")
    GroupCollectionPermission.objects.create(group=editor.groups.get(), collection=shelf, permission=permission)


def send(
    browser: Client, portal: Any, raw: bytes, kind: str = "destinations", name: str = "bảng.xlsx", **files: Any
) -> Any:
    data = {"file": SimpleUploadedFile(name, raw), **files}
    return browser.post(reverse("sheets_new", args=[portal.pk, kind]), data)


def files_of_imports() -> list[Path]:
    from django.conf import settings

    return [path for path in Path(settings.MEDIA_ROOT).rglob("imports/*") if path.is_file()]


def start(browser: Client, batch: ImportBatch, commits: Any, **data: Any) -> Any:
    with commits(execute=True):
        browser.post(reverse("sheets_start", args=[batch.pk]), {"afterwards": "draft", **data})
    return browser.get(reverse("sheets_batch", args=[batch.pk]))


def test_from_a_file_to_pages_and_back(
    province: Any,
    editor: Any,
    with_pictures: None,
    browser_of: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    browser = browser_of(editor)
    archive = SimpleUploadedFile("ảnh.zip", zipped({"den.png": picture()}))
    batch_url = send(browser, province, book(*ROWS), pictures=archive)["Location"]
    batch = ImportBatch.objects.get()
    assert batch_url == reverse("sheets_columns", args=[batch.pk])

    page = browser.get(batch_url).text
    # Samples stand beside what they become; what nobody knows is left out.
    assert "không lấy" in page and re.search(r'name="column-3".*?value="latitude" selected', page, re.DOTALL)
    chosen = {f"column-{number}": name for number, name in enumerate(
        ("code", "title", "kind", "latitude", "longitude", "", "image"))}  # fmt: skip
    page = browser.post(batch_url, {**chosen, "column-5": "title"}).text
    assert "B" in page and ImportBatch.objects.get().state == "uploaded"
    preview = browser.post(batch_url, chosen, follow=True).text
    assert "Đền Đa Hòa" in preview and not DestinationPage.objects.exists()
    batch.refresh_from_db()
    assert batch.report["counts"] == {"new": 2, "changed": 0, "same": 0, "wrong": 0}
    assert "Làng gốm" not in browser.get(reverse("sheets_batch", args=[batch.pk]) + "?show=wrong").text

    result = start(browser, batch, django_capture_on_commit_callbacks)
    assert result.context["counts"]["created"] == 2
    made = DestinationPage.objects.get(code="DD-1")
    assert (made.live, made.owner, made.image.title) == (False, editor, "Đền Đa Hòa")
    assert files_of_imports() == []

    # A heading nobody could guess is known the next time.
    send(browser, province, book(ROWS[0], ("DD-1", "Đền mới")))
    again = ImportBatch.objects.exclude(pk=batch.pk).get()
    assert again.columns["0"] == "code" and "5" not in again.columns
    browser.post(reverse("sheets_discard", args=[again.pk]))
    assert ImportBatch.objects.count() == 1 and files_of_imports() == []

    undo = reverse("sheets_undo", args=[batch.pk])
    question = browser.get(undo)
    assert question.context["created"] == 2 and DestinationPage.objects.count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(undo)
    batch.refresh_from_db()
    assert batch.state == "undone"
    assert not DestinationPage.objects.exists() and not PortalImage.objects.exists()
    assert "Đền Đa Hòa" in browser.get(reverse("sheets_batch", args=[batch.pk])).text


def test_other_portals_people_are_refused(province: Any, editor: Any, of_commune: Any, browser_of: Any) -> None:
    batch = checked(province, editor, book(DESTINATIONS, ("A", "Đền", None, None, None, None)))
    browser = browser_of(of_commune)
    for name in ("batch", "columns", "start", "progress", "wrong", "undo", "discard"):
        address = reverse(f"sheets_{name}", args=[batch.pk])
        answers = [browser.post(address), *([browser.get(address)] if name not in ("start", "discard") else [])]
        for answer in answers:
            assert answer.status_code == 302 and answer["Location"] == reverse("wagtailadmin_home"), name
    for name in ("new", "template", "export"):
        address = reverse(f"sheets_{name}", args=[province.pk, "destinations"])
        assert browser.get(address)["Location"] == reverse("wagtailadmin_home")
    assert send(browser, province, book(*ROWS))["Location"] == reverse("wagtailadmin_home")
    batch.refresh_from_db()
    assert batch.state == "checked" and ImportBatch.objects.count() == 1

    overview = browser.get(reverse("sheets"))
    assert [kind.key for kind in overview.context["kinds"]] == ["destinations"]
    assert overview.context["rows"] == []
    assert reverse("sheets") in browser.get(reverse("wagtailadmin_home")).text
    assert browser_of(editor).get(reverse("sheets")).context["rows"] != []
    assert "login" in Client().get(reverse("sheets"))["Location"]


def test_who_may_not_publish_cannot_import_so(
    province: Any, editor: Any, browser_of: Any, administrator: Any, django_capture_on_commit_callbacks: Any
) -> None:
    batch = checked(province, editor, book(DESTINATIONS, ("A", "Đền", None, None, None, None)))
    browser = browser_of(editor)
    ways = browser.get(reverse("sheets_batch", args=[batch.pk])).context["ways"]
    assert [way["value"] for way in ways] == ["review", "draft"]
    start(browser, batch, django_capture_on_commit_callbacks, afterwards="publish")
    batch.refresh_from_db()
    assert batch.state == "checked" and not DestinationPage.objects.exists()
    start(browser_of(administrator), batch, django_capture_on_commit_callbacks, afterwards="publish")
    assert DestinationPage.objects.get().live


def test_two_people_at_once_do_not_mix(
    province: Any, editor: Any, administrator: Any, browser_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    first, second = browser_of(editor), browser_of(administrator)
    heads = ("Mã", "Tên", "Điện thoại")
    send(first, province, book(heads, ("X", "Đền", "1"), ("Y", "Chùa", "1")))
    send(second, province, book(heads, ("X", "Đền", "2"), ("Z", "Đình", "2")))
    mine, yours = ImportBatch.objects.order_by("pk")
    columns = {"column-0": "code", "column-1": "title", "column-2": "phone"}
    for browser, batch in ((second, yours), (first, mine)):
        browser.post(reverse("sheets_columns", args=[batch.pk]), columns)
        batch.refresh_from_db()
        assert batch.report["counts"]["new"] == 2
    start(first, mine, django_capture_on_commit_callbacks)
    # Twice is once: the second click finds it done.
    start(first, mine, django_capture_on_commit_callbacks)
    start(second, yours, django_capture_on_commit_callbacks)
    assert sorted(DestinationPage.objects.values_list("code", flat=True)) == ["X", "Y", "Z"]
    assert {row.title: row.done for row in yours.rows.all()} == {"Đền": "changed", "Đình": "created"}
    assert DestinationPage.objects.get(code="X").get_latest_revision_as_object().phone == "2"
    # The first import cannot be undone behind the second one's back, …
    question = first.get(reverse("sheets_undo", args=[mine.pk])).context
    assert (question["created"], question["edited_count"]) == (1, 1)
    with django_capture_on_commit_callbacks(execute=True):
        first.post(reverse("sheets_undo", args=[mine.pk]), {"edited": "leave"})
    assert sorted(DestinationPage.objects.values_list("code", flat=True)) == ["X", "Z"]
    # … and says so.
    (left,) = mine.rows.filter(undone="left")
    assert left.title == "Đền" and left.problem in first.get(reverse("sheets_batch", args=[mine.pk])).text


def test_bad_files_are_refused_with_words_and_leave_nothing(province: Any, editor: Any, browser_of: Any) -> None:
    browser = browser_of(editor)
    whole = book(*ROWS)
    bad = {
        "empty.xlsx": b"",
        "cut.xlsx": whole[: len(whole) // 2],
        "no.xlsx": b"%PDF-1.7 and so on",
        "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "archive.xlsx": zipped({"a.txt": b"a"}),
        "words.csv": "chỉ có một dòng chữ".encode(),
        "tcvn3.csv": "Mã,Tên\nA,§Òn §a Hßa".encode("latin-1"),
        "headings.xlsx": book(ROWS[0]),
    }
    for name, raw in bad.items():
        form = send(browser, province, raw, name=name).context["form"]
        (error,) = form.errors["file"]
        assert len(error) > 8, name
    form = send(browser, province, whole, pictures=SimpleUploadedFile("a.zip", zipped({"../x.png": picture()})))
    assert form.context["form"].errors["pictures"]
    # Without a shelf to put them on, pictures are refused before anything is read.
    form = send(browser, province, whole, pictures=SimpleUploadedFile("a.zip", zipped({"x.png": picture()})))
    assert form.context["form"].errors["pictures"]
    assert not ImportBatch.objects.exists() and files_of_imports() == []


def test_wrong_rows_come_back_as_a_sheet(
    province: Any, editor: Any, browser_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    rows = (("A", "Đền"), ("B", "Chùa"), ("C", "=cmd|' /C calc'!A0"))
    heads = ("Mã", "Tên", "Trang web")
    sheet = book(heads, (*rows[0], None), (*rows[1], "không có"), (*rows[2], "x y"))
    # Text that looks like a formula, not one: openpyxl has to be told.
    batch = checked(province, editor, _as_text(sheet, "B4"))
    browser = browser_of(editor)
    address = reverse("sheets_wrong", args=[batch.pk])
    answer = browser.get(address)
    assert re.fullmatch(r'attachment; filename="bang-[a-z-]+\.xlsx"', answer["Content-Disposition"])
    made = load_workbook(io.BytesIO(answer.content)).active
    assert [row[1].value for row in made.iter_rows(min_row=2)] == [3, 4]
    assert [row[4].value for row in made.iter_rows()] == ["Trang web", "không có", "x y"]
    assert made["D3"].value.startswith("=cmd") and made["D3"].data_type == "s"
    assert " C, " in made["A2"].value and "không có" in made["A2"].value

    refused = start(browser, batch, django_capture_on_commit_callbacks)
    assert not DestinationPage.objects.exists() and refused.context["messages"]
    result = start(browser, batch, django_capture_on_commit_callbacks, skip_wrong="on")
    assert result.context["left_out"] == 2 and [page.code for page in DestinationPage.objects.all()] == ["A"]
    assert load_workbook(io.BytesIO(browser.get(address).content)).active.max_row == 3
    # Put right and sent back, with the columns it came with.
    made["D3"].value, made["E2"].value, made["E3"].value = "Đình", "https://a.vn", None
    out = io.BytesIO()
    made.parent.save(out)
    assert checked(province, editor, out.getvalue()).report["counts"] == {
        "new": 2, "changed": 0, "same": 0, "wrong": 0,
    }  # fmt: skip


def _as_text(raw: bytes, cell: str) -> bytes:
    made = load_workbook(io.BytesIO(raw))
    made.active[cell].data_type = "s"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_progress_without_and_with_a_worker(
    province: Any, editor: Any, browser_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    browser = browser_of(editor)
    batch = checked(province, editor, book(DESTINATIONS, ("A", "Đền", None, None, None, None)))
    address, progress = reverse("sheets_batch", args=[batch.pk]), reverse("sheets_progress", args=[batch.pk])
    # Nobody works: the task waits in its queue.
    with django_capture_on_commit_callbacks():
        browser.post(reverse("sheets_start", args=[batch.pk]), {"afterwards": "draft"})
    page = browser.get(address)
    assert page.template_name == "sheets/progress.html" and 'http-equiv="refresh"' in page.text
    assert browser.get(progress).json() == {
        "done": 0, "total": 1, "percent": 0, "waits": True, "is_late": False, "ready": False, "step": "",
    }  # fmt: skip
    ImportBatch.objects.update(finished_at=timezone.now() - timedelta(minutes=1))
    assert browser.get(progress).json()["is_late"]
    # One that was ended in the middle: the page offers to go on.
    ImportBatch.objects.update(heard_at=timezone.now() - timedelta(minutes=5))
    assert browser.get(progress).json()["ready"]
    assert browser.get(address).context["may_go_on"]
    assert start(browser, batch, django_capture_on_commit_callbacks).context["counts"]["created"] == 1
    assert browser.get(progress).json()["ready"]


def test_another_sheet_of_the_workbook_can_be_read(province: Any, editor: Any, browser_of: Any) -> None:
    from openpyxl import Workbook

    made = Workbook()
    made.active.append(["Ghi chú"])
    made.active.append(["gì đó"])
    made.create_sheet("Điểm").append(["Mã", "Tên"])
    made["Điểm"].append(["A", "Đền"])
    out = io.BytesIO()
    made.save(out)
    browser = browser_of(editor)
    address = send(browser, province, out.getvalue())["Location"]
    # Neither name nor code: said at once.
    assert browser.post(address, {"column-0": "phone"}).context["problem"]
    browser.post(address, {"sheet": "Điểm"})
    batch = ImportBatch.objects.get()
    assert (batch.sheet, batch.columns) == ("Điểm", {"0": "code", "1": "title"})
    # What is waiting and never imported does not pile up.
    assert browser.get(reverse("sheets")).context["rows"][0]["tone"] == "same"


def test_the_template_explains_itself_and_its_example_is_no_page(
    province: Any, lists: Any, ocop: None, editor: Any, browser_of: Any, administrator: Any
) -> None:
    browser = browser_of(editor)
    assert lists["venues"]
    for kind in ("products", "enterprises", "destinations", "venues"):
        answer = browser.get(reverse("sheets_template", args=[province.pk, kind]))
        assert re.fullmatch(r'attachment; filename="mau-[a-z-]+\.xlsx"', answer["Content-Disposition"])
        made = load_workbook(io.BytesIO(answer.content))
        assert len(made.sheetnames) == 3 and made[made.sheetnames[2]].max_row > 15
        sheet = made.active
        title = next(cell.column for cell in sheet[1] if cell.value.endswith("(*)"))
        sheet.cell(3, title).value = "Tên thử"
        out = io.BytesIO()
        made.save(out)
        batch = checked(province, administrator, out.getvalue(), kind=kind)
        assert batch.report["counts"]["new"] == 1, kind
        # Every column of the template is known again.
        assert len(batch.columns) == sheet.max_column, kind


def test_what_is_there_comes_back_unchanged(province: Any, editor: Any, lists: Any, browser_of: Any) -> None:
    DestinationPageFactory(parent=lists["destinations"], title="Đền", code="A", latitude=20.83, longitude=105.9)
    answer = browser_of(editor).get(reverse("sheets_export", args=[province.pk, "destinations"]))
    assert answer["Content-Disposition"].endswith('-hung-yen.xlsx"')
    batch = checked(province, editor, answer.content)
    assert batch.report["counts"] == {"new": 0, "changed": 0, "same": 1, "wrong": 0}


def test_the_list_of_imports_asks_no_more_for_more(
    province: Any, ocop: None, editor: Any, browser_of: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = browser_of(editor)
    ColumnMapping.objects.all().delete()
    counts = []
    for number in (1, 6):
        for _one in range(number):
            ImportBatch.objects.create(portal=province, kind="products", user=editor, file_name="a.xlsx")
        browser.get(reverse("sheets"))
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse("sheets")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_without_a_list_the_overview_says_what_to_do(province: Any, administrator: Any, browser_of: Any) -> None:
    page = browser_of(administrator).get(reverse("sheets"))
    assert page.context["kinds"] == [] and "sheets-empty" in page.text


def test_old_files_that_were_never_imported_are_forgotten(
    province: Any, editor: Any, browser_of: Any, monkeypatch: Any
) -> None:
    from promo.sheets.views import upload

    monkeypatch.setattr(upload, "_WAITING", 2)
    done = imported(province, editor, book(DESTINATIONS, ("A", "Đền", None, None, None, None)), afterwards="draft")
    browser = browser_of(editor)
    for _number in range(4):
        send(browser, province, book(*ROWS))
    assert ImportBatch.objects.count() == 3 and ImportBatch.objects.filter(pk=done.pk).exists()
    assert len(files_of_imports()) == 2
