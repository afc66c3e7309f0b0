from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from promo.core.languages import CODES, in_source
from promo.ocop.models import Certificate
from tests.factories import (
    EnterpriseIndexPageFactory,
    EnterprisePageFactory,
    ProductIndexPageFactory,
    ProductPageFactory,
    UnitFactory,
)
from tests.shared import shared

NAMES = {
    "en": "Products",
    "zh_hans": "产品",
    "ja": "産品",
    "ko": "상품",
    "fr": "Produits",
    "lo": "ຜະລິດຕະພັນ",
}


def in_all_languages(title: str) -> dict[str, str]:
    """Titles for a factory: the Vietnamese one, marked with each language."""
    return {code.replace("-", "_"): f"{title} {code}" for code in CODES if code != "vi"}


def certify(product: Any, stars: int = 4, *, issued: date | None = None, **fields: Any) -> Certificate:
    """Give a product stars, by default since a month ago."""
    issued = issued or timezone.localdate() - timedelta(days=30)
    values = {"decision_number": "1234/QĐ-UBND", "issuer": "UBND tỉnh Hưng Yên", **fields}
    found = Certificate.objects.create(product=product, stars=stars, issued_on=issued, **values)
    product.refresh_from_db()
    product.__dict__.pop("certificate_in_force", None)
    return found


def shown(client: Any, url: str, **query: Any) -> dict[str, Any]:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.context["listing"]


def titles(listing: dict[str, Any]) -> list[str]:
    return [card["title"] for card in listing["cards"]]


@shared
def products(province: Any) -> Any:
    return ProductIndexPageFactory(parent=province, title="Sản phẩm", slug="san-pham", **NAMES)


@shared
def enterprises(province: Any) -> Any:
    return EnterpriseIndexPageFactory(
        parent=province, title="Doanh nghiệp", slug="doanh-nghiep", **in_all_languages("Makers")
    )


@shared
def communes(province: Any) -> Any:
    return [
        UnitFactory(
            name_vi=name, full_name_vi=f"Xã {name}", name_en=english, full_name_en=english, parent=province.unit
        )
        for name, english in (("Đông Tảo", "Dong Tao"), ("Mễ Sở", "Me So"))
    ]


@shared
def maker(enterprises: Any, communes: Any) -> Any:
    return EnterprisePageFactory(
        parent=enterprises,
        title="Hợp tác xã Nhãn lồng",
        slug="htx-nhan-long",
        kind="cooperative",
        commune=communes[1],
        phone="0221 3 862 862",
        email="htx@example.vn",
        website="https://htx.example.vn/",
        tax_code="0900123456",
        contact_person="Nguyễn Văn A",
        export_markets=["JP", "FR"],
        **in_all_languages("Longan cooperative"),
    )


@shared
def longan(products: Any, maker: Any, communes: Any) -> Any:
    """A product with everything filled in, in every language."""
    with in_source():
        return ProductPageFactory(
            parent=products,
            title="Nhãn lồng",
            slug="nhan-long",
            introduction_vi="Cùi dày, hạt nhỏ, thơm mật.",
            group="food",
            enterprise=maker,
            signature=True,
            price_from=60000,
            price_to=90000,
            price_unit_vi="kg",
            season_from=7,
            season_to=8,
            season_vi="rộ giữa tháng 7",
            mark="indication",
            mark_number="00053",
            growing_area_code="VN-HYOR-0012",
            export_markets=["JP", "US"],
            how_to_use_vi="<p>Ăn tươi, giữ ở 5 °C.</p>",
            links=[("link", {"label": "Chợ Phiên", "url": "https://cho-phien.example.vn/nhan-long"})],
            commune=communes[1],
            address_vi="Thôn Đa Hòa",
            code="NL-01",
            **in_all_languages("Longan"),
        )


@shared
def plain(products: Any) -> Any:
    """A product with nothing but its name, in every language."""
    return ProductPageFactory(parent=products, title="Bưởi", slug="buoi", **in_all_languages("Pomelo"))
