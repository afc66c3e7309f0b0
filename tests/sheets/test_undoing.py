"""A whole import taken back: as if it had never been, and what others did since is left alone."""

from typing import Any

import pytest
from wagtail.models import ReferenceIndex, Revision

from promo.core.languages import in_source
from promo.core.models import BasePage, PortalImage
from promo.core.publishing import publish_language
from promo.ocop.models import ProductPage
from promo.places.models import Place
from promo.sheets import undoing
from promo.sheets.models import ImportBatch
from promo.tourism.models import DestinationPage
from tests.factories import DestinationPageFactory, ProductPageFactory
from tests.shared import shared
from tests.sheets.helpers import PRODUCTS, book, checked, imported, picture, zipped

HEADS = ("Mã", "Tên", "Điện thoại", "Vĩ độ", "Kinh độ", "Ảnh")
SHEET = book(
    HEADS,
    ("A", "Đền mới tên", "99", 20.83, 105.9, "a.png"),
    ("B", "Chùa", "1", 20.84, 105.91, "b.png"),
    ("C", "Đình", None, None, None, "b.png"),
)
PICTURES = zipped({"a.png": picture(), "b.png": picture("blue")})


def undo(batch: ImportBatch, user: Any = None, *, edited: bool = False) -> ImportBatch:
    batch.state, batch.heard_at, batch.undo_edited = ImportBatch.State.UNDOING, None, edited
    batch.user = user or batch.user
    batch.save()
    undoing.run(batch.pk)
    batch.refresh_from_db()
    return batch


def traces() -> dict[str, Any]:
    """All that an import could leave behind."""
    return {
        "pages": list(BasePage.objects.order_by("pk").values_list("pk", "title_vi", "live", "has_unpublished_changes")),
        "pictures": list(PortalImage.objects.values_list("title", flat=True)),
        "places": list(Place.objects.order_by("pk").values_list("pk", "latitude")),
        "references": ReferenceIndex.objects.count(),
        "revisions of no page": Revision.objects.exclude(
            object_id__in=[str(pk) for pk in BasePage.objects.values_list("pk", flat=True)]
        ).count(),
    }


@shared
def page(destinations: Any) -> Any:
    """One that is there before, in two languages."""
    return DestinationPageFactory(parent=destinations, title="Đền", code="A", phone="1", en="Temple")


@pytest.mark.parametrize("afterwards", ["publish", "review"])
def test_undoing_leaves_no_trace(
    province: Any,
    page: Any,
    administrator: Any,
    tmp_path: Any,
    afterwards: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    before = traces()
    batch = imported(province, administrator, SHEET, pictures=PICTURES, afterwards=afterwards)
    assert batch.report["counts"]["new"] == 2 and DestinationPage.objects.count() == 3
    assert PortalImage.objects.count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        assert undo(batch).state == "undone"
    assert traces() == before
    page.refresh_from_db()
    assert (page.title_vi, page.title_en, page.phone, page.image_id, page.live) == ("Đền", "Temple", "1", None, True)
    assert page.get_latest_revision_as_object().phone == "1"
    assert not page.workflow_in_progress
    assert [path.name for path in tmp_path.rglob("*.*") if path.is_file()] == []
    # A second time there is nothing to undo, and the sheet can be imported again.
    assert not undoing.open_rows(batch).exists()
    assert checked(province, administrator, SHEET, pictures=PICTURES).report["counts"]["new"] == 2


def test_a_certificate_goes_back_too(province: Any, lists: Any, ocop: None, administrator: Any) -> None:
    product = ProductPageFactory(parent=lists["products"], title="Nhãn", code="SP")
    row = ("SP", "Nhãn", "food", 4, "12/QĐ", "UBND", "01/05/2026", None)
    batch = imported(province, administrator, book(PRODUCTS, row), kind="products")
    product.refresh_from_db()
    assert (product.certificates.count(), product.stars) == (1, 4)
    undo(batch)
    product = ProductPage.objects.get(pk=product.pk)
    assert (product.certificates.count(), product.stars or 0) == (0, 0)


def test_somebodys_draft_is_a_draft_again(province: Any, page: Any, administrator: Any) -> None:
    with in_source():
        page.ticket_vi = "Miễn phí"
        page.save_revision()
    undo(imported(province, administrator, SHEET, pictures=PICTURES, afterwards="publish"))
    page.refresh_from_db()
    assert (page.phone, page.ticket_vi or "", page.has_unpublished_changes) == ("1", "", True)
    draft = page.get_latest_revision_as_object()
    assert (draft.phone, draft.ticket_vi, draft.title_vi) == ("1", "Miễn phí", "Đền")


def test_what_was_touched_since_is_left_alone_unless_wanted(province: Any, page: Any, administrator: Any) -> None:
    batch = imported(province, administrator, SHEET, pictures=PICTURES)
    edited, translated = (DestinationPage.objects.get(code=code) for code in "BC")
    with in_source():
        edited.phone = "7"
        edited.save_revision().publish()
    publish_language(translated, "en", {"title": "Hall"})
    assert len(undoing.edited_since(undoing.open_rows(batch))) == 2
    undo(batch)
    assert sorted(DestinationPage.objects.values_list("code", "phone")) == [("A", "1"), ("B", "7"), ("C", "")]
    assert batch.rows.filter(undone="left").count() == 2 and all(
        row.problem for row in batch.rows.filter(undone="left")
    )
    # Their picture stays; the one that stands nowhere any more is gone.
    assert PortalImage.objects.get().title == "Chùa"
    batch.rows.filter(undone="left").update(undone="")
    undo(batch, edited=True)
    assert [one.code for one in DestinationPage.objects.all()] == ["A"] and not PortalImage.objects.exists()


def test_a_page_that_others_point_at_is_left_alone(province: Any, lists: Any, ocop: None, administrator: Any) -> None:
    made = imported(
        province, administrator, book(("Tên doanh nghiệp", "MST"), ("HTX Nhãn", "0900123456")), kind="enterprises"
    )
    products = imported(
        province, administrator, book(("Mã", "Tên", "Nhóm", "Chủ thể"), ("SP", "Nhãn", "food", "0900123456")),
        kind="products",
    )  # fmt: skip
    undo(made)
    row = made.rows.get()
    assert row.undone == "left" and "Nhãn" in row.problem
    assert ProductPage.objects.get().enterprise is not None
    undo(products)
    made.rows.update(undone="")
    undo(made)
    assert made.rows.get().undone == "yes"


def test_who_may_not_take_down_leaves_what_is_public(province: Any, page: Any, editor: Any, administrator: Any) -> None:
    batch = imported(province, administrator, SHEET, pictures=PICTURES)
    undo(batch, editor)
    assert DestinationPage.objects.filter(live=True).count() == 3
    assert set(batch.rows.values_list("undone", flat=True)) == {"left"}
    undo(batch, administrator)
    batch.rows.update(undone="")
    undo(batch, administrator)
    assert DestinationPage.objects.get().title_vi == "Đền"


def test_a_row_that_cannot_be_undone_does_not_stop_the_others(
    province: Any, page: Any, administrator: Any, monkeypatch: Any
) -> None:
    from django.db import DatabaseError

    batch = imported(province, administrator, SHEET, pictures=PICTURES)
    really = DestinationPage.delete

    def fails(self: Any, *args: Any, **kwargs: Any) -> Any:
        if self.code == "C":
            raise DatabaseError("held")
        return really(self, *args, **kwargs)

    monkeypatch.setattr(DestinationPage, "delete", fails)
    assert undo(batch).state == "undone"
    assert sorted(DestinationPage.objects.values_list("code", flat=True)) == ["A", "C"]
    assert batch.rows.get(undone="left").problem == "held"
