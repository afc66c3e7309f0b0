"""What goes out comes in again unchanged, and the catalogue for buyers is a workbook that any program opens."""

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from promo.core.languages import SOURCE
from promo.core.publishing import publish_language
from promo.localities.models import AdministrativeUnit
from promo.ocop.models import Certificate, EnterprisePage, ProductPage
from promo.sheets.export import workbook
from promo.tourism.models import DestinationPage, VenuePage
from tests.factories import (
    DestinationPageFactory,
    EnterprisePageFactory,
    ProductPageFactory,
    UnitFactory,
    VenuePageFactory,
)
from tests.sheets.helpers import book, checked, imported, picture, zipped

SAME = {"new": 0, "changed": 0, "same": 1, "wrong": 0}
DANGEROUS = '=HYPERLINK("http://evil.example";"x")'


@pytest.fixture
def unit(province: Any) -> AdministrativeUnit:
    return UnitFactory(code="12205", name_vi="Khoái Châu", full_name_vi="Xã Khoái Châu", parent=province.unit)


@pytest.fixture
def product(lists: Any, unit: Any) -> ProductPage:
    """A product with something in every column."""
    maker = EnterprisePageFactory(
        parent=lists["enterprises"], title="HTX Nhãn", tax_code="0900123456", kind="cooperative", phone="0221 3555001"
    )
    today = timezone.localdate()
    return ProductPageFactory(
        parent=lists["products"],
        title="+ Nhãn lồng",
        en="Longan",
        code="SP-1",
        introduction_vi="-Ngọt, thơm",
        group="food",
        enterprise=maker,
        signature=True,
        price_from=Decimal(60000),
        price_to=Decimal(90000),
        price_unit_vi="kg",
        season_from=7,
        season_to=8,
        season_vi="@hè",
        mark="indication",
        mark_number="=00012",
        growing_area_code="VN-HYOR-0001",
        export_markets=["JP", "FR"],
        how_to_use_vi="<p>Ăn <b>tươi</b>.</p><p>Giữ lạnh.</p>",
        commune=unit,
        latitude=20.8347,
        longitude=105.9012,
        address_vi="Thôn 1",
        body_vi=[{"type": "text", "value": "<p>Câu chuyện.</p>"}],
        certificates=[
            Certificate(
                stars=4,
                score=Decimal("85.50"),
                decision_number="12/QĐ-UBND",
                issuer="UBND tỉnh",
                issued_on=today - timedelta(days=100),
                expires_on=today + timedelta(days=900),
            )
        ],
    )


def test_a_full_product_comes_back_unchanged(province: Any, product: ProductPage, administrator: Any) -> None:
    raw = workbook("products", ProductPage.objects.all(), SOURCE)
    batch = checked(province, administrator, raw, kind="products")
    assert batch.report["counts"] == SAME, batch.report["rows"]
    # The heading of every exported column is known, and nothing of it is a formula.
    sheet = load_workbook(io.BytesIO(raw)).active
    assert len(batch.columns) == sheet.max_column - 1
    cells = {heading.value: cell for heading, cell in zip(sheet[1], sheet[2], strict=True)}
    assert not [name for name, cell in cells.items() if cell.data_type == "f"]
    assert cells["Mã"].value == "SP-1" and isinstance(cells["Ngày cấp"].value, date)
    # Once more, after somebody has written into it.
    sheet.cell(2, list(cells).index("Giá từ") + 1).value = 70000
    out = io.BytesIO()
    sheet.parent.save(out)
    assert imported(province, administrator, out.getvalue(), kind="products").report["counts"]["changed"] == 1
    product.refresh_from_db()
    assert (product.price_from, product.title_en, product.how_to_use_vi) == (
        70000, "Longan", "<p>Ăn <b>tươi</b>.</p><p>Giữ lạnh.</p>",
    )  # fmt: skip


def test_the_other_kinds_come_back_unchanged(province: Any, lists: Any, unit: Any, administrator: Any) -> None:
    common: dict[str, Any] = {"commune": unit, "latitude": 20.8347, "longitude": 105.9012}
    EnterprisePageFactory(
        parent=lists["enterprises"], title="HTX Nhãn", tax_code="0900123456", kind="cooperative", phone="0221 3555001",
        email="a@b.vn", website="https://a.vn", export_markets=["KR"], contact_person="Bà Sen", **common,
    )  # fmt: skip
    DestinationPageFactory(
        parent=lists["destinations"], title="Đền", code="A", kind="temple", rank="national",
        decision_number="12/QĐ", decision_date=date(1990, 5, 1), hours_vi="7:00", step_free=True,
        getting_there_vi="<p>Đi đò.</p>", accessibility_vi="Có lối dốc.\nCó ghế.", **common,
    )  # fmt: skip
    VenuePageFactory(
        parent=lists["venues"], title="Nhà vườn", kind="stay", price_band=2, licence_number="0012", **common
    )
    for kind, model in (("enterprises", EnterprisePage), ("destinations", DestinationPage), ("venues", VenuePage)):
        raw = workbook(kind, model.objects.all(), SOURCE)
        batch = checked(province, administrator, raw, kind=kind)
        assert batch.report["counts"] == SAME, batch.report["rows"]


def test_pictures_are_known_by_the_names_they_went_out_with(province: Any, lists: Any, administrator: Any) -> None:
    sheet = book(("Mã", "Tên", "Ảnh"), ("A", "Đền", "đền đa hòa.png"))
    imported(province, administrator, sheet, pictures=zipped({"Đền Đa Hòa.png": picture()}))
    raw = workbook("destinations", DestinationPage.objects.all(), SOURCE)
    assert checked(province, administrator, raw).report["counts"] == SAME


def test_the_export_speaks_the_readers_language(province: Any, product: ProductPage, administrator: Any) -> None:
    publish_language(product.enterprise, "ja", {"title": "竜眼組合"})
    sheet = load_workbook(io.BytesIO(workbook("products", ProductPage.objects.all(), "ja"))).active
    values = [cell.value for cell in sheet[2]]
    assert "竜眼組合" in values and "+ Nhãn lồng" in values


def test_the_catalogue_of_the_list_is_a_download(client: Any, product: ProductPage, lists: Any) -> None:
    index = lists["products"]
    publish_language(index, "en", {"title": "Products"})
    page = client.get(index.url_in("vi")).text
    address = f"{index.url_in('vi')}catalogue.xlsx"
    assert f'href="{urlsplit(address).path}"' in page
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats-officedocument.spreadsheetml")
    # A plain name for old programs, the real one beside it.
    assert answer["Content-Disposition"] == (
        "attachment; filename=\"san-pham-vi.xlsx\"; filename*=utf-8''S%E1%BA%A3n%20ph%E1%BA%A9m.xlsx"
    )
    sheet = load_workbook(io.BytesIO(answer.content)).active
    row = [cell.value for cell in sheet[2]]
    assert row[0] == "+ Nhãn lồng" and row[2] == 4 and "=00012" in row
    assert all(cell.data_type != "f" for cell in sheet[2])
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    # The filters hold for the file as well; in another language it has that language's words and name.
    assert load_workbook(io.BytesIO(client.get(f"{address}?group=craft").content)).active.max_row == 1
    english = client.get(f"{index.url_in('en')}catalogue.xlsx")
    assert english["Content-Disposition"] == 'attachment; filename="Products.xlsx"'
    assert load_workbook(io.BytesIO(english.content)).active["A2"].value == "Longan"
