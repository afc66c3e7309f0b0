from datetime import date
from decimal import Decimal
from typing import Any

import factory

from promo.core.languages import CODES, in_source
from promo.investment.models import (
    ExchangeRate,
    Incentive,
    IncentiveFinderPage,
    InvestPage,
    ParkIndexPage,
    ParkPage,
    ProcedureIndexPage,
    ProcedurePage,
    ProjectIndexPage,
    ProjectPage,
)
from tests.factories import PageFactory, UnitFactory
from tests.shared import shared


class InvestPageFactory(PageFactory):
    class Meta:
        model = InvestPage


class ProjectIndexPageFactory(PageFactory):
    class Meta:
        model = ProjectIndexPage


class ProjectPageFactory(PageFactory):
    class Meta:
        model = ProjectPage


class ParkIndexPageFactory(PageFactory):
    class Meta:
        model = ParkIndexPage


class ParkPageFactory(PageFactory):
    class Meta:
        model = ParkPage


class IncentiveFinderPageFactory(PageFactory):
    class Meta:
        model = IncentiveFinderPage


class ProcedureIndexPageFactory(PageFactory):
    class Meta:
        model = ProcedureIndexPage


class ProcedurePageFactory(PageFactory):
    class Meta:
        model = ProcedurePage


class IncentiveFactory(factory.django.DjangoModelFactory):
    key = factory.Sequence(lambda number: f"uu-dai-{number}")
    name_vi = "Miễn thuế thu nhập doanh nghiệp 2 năm"
    text_vi = "Miễn 2 năm, giảm 50 % trong 4 năm tiếp theo."
    legal_basis_vi = "Luật số 67/2025/QH15"

    class Meta:
        model = Incentive


def in_all_languages(title: str) -> dict[str, str]:
    """Titles for a factory: the Vietnamese one, marked with each language."""
    return {code.replace("-", "_"): f"{title} {code}" for code in CODES if code != "vi"}


@shared
def invest(province: Any) -> Any:
    return InvestPageFactory(parent=province, title="Đầu tư", slug="dau-tu", **in_all_languages("Invest"))


@shared
def projects(invest: Any) -> Any:
    return ProjectIndexPageFactory(parent=invest, title="Dự án", slug="du-an", **in_all_languages("Projects"))


@shared
def parks(invest: Any) -> Any:
    return ParkIndexPageFactory(
        parent=invest, title="Khu công nghiệp", slug="khu-cong-nghiep", **in_all_languages("Parks")
    )


@shared
def finder(invest: Any) -> Any:
    return IncentiveFinderPageFactory(parent=invest, title="Ưu đãi", slug="uu-dai", **in_all_languages("Incentives"))


@shared
def procedures(invest: Any) -> Any:
    return ProcedureIndexPageFactory(parent=invest, title="Thủ tục", slug="thu-tuc", **in_all_languages("Procedures"))


@shared
def rate() -> ExchangeRate:
    return ExchangeRate.objects.create(day=date(2026, 11, 20), vnd=Decimal("26000"), source_vi="Ngân hàng Nhà nước")


@shared
def communes(province: Any) -> Any:
    return [
        UnitFactory(
            name_vi=name, full_name_vi=f"Xã {name}", name_en=english, full_name_en=english, parent=province.unit
        )
        for name, english in (("Triệu Việt Vương", "Trieu Viet Vuong"), ("Việt Tiến", "Viet Tien"))
    ]


@shared
def park(parks: Any, communes: Any) -> Any:
    with in_source():
        return ParkPageFactory(
            parent=parks,
            title="Khu công nghiệp Tân Dân",
            slug="tan-dan",
            kind="park",
            state="building",
            area=Decimal("199.87"),
            leasable=Decimal("140.5"),
            occupancy=Decimal("35.5"),
            rent_from=Decimal("120"),
            rent_to=Decimal("150.5"),
            decision_number="1688/QĐ-UBND",
            decision_date=date(2025, 6, 29),
            developer="Công ty A",
            sectors_vi="Cơ khí, điện tử",
            commune=communes[0],
            as_of=date(2025, 7, 1),
            source_vi="Ban Quản lý khu công nghiệp",
            **in_all_languages("Tan Dan park"),
        )


@shared
def plant(projects: Any, park: Any, communes: Any, rate: Any) -> Any:
    """A project with everything filled in, in every language."""
    with in_source():
        return ProjectPageFactory(
            parent=projects,
            title="Nhà máy linh kiện",
            slug="nha-may",
            code="DA-01",
            number=7,
            introduction_vi="Linh kiện điện tử cho xuất khẩu.",
            group="industry",
            section="C",
            form="foreign",
            selection="bidding",
            objective_vi="Sản xuất linh kiện điện tử.",
            capacity_vi="2 triệu bộ một năm",
            area=Decimal("12.5"),
            capital=Decimal("1300.000"),
            provincial_plan="in",
            construction_plan="making",
            plan_note_vi="Quy hoạch 1/500 đang lập",
            land="public",
            clearance="partly",
            park=park,
            commune=communes[0],
            address_vi="Thôn Đồng",
            utilities_vi="Điện 110 kV.\nNước 5.000 m³/ngày.",
            km_highway=Decimal("3.2"),
            km_port=Decimal("78"),
            km_airport=Decimal("55"),
            distances_note_vi="5B; Hải Phòng; Nội Bài",
            status="calling",
            called_on=date(2026, 3, 1),
            legal_basis_vi="Quyết định 1688/QĐ-UBND",
            note_vi="Ưu tiên công nghệ sạch",
            contact_name="Nguyễn Văn A",
            contact_title_vi="Trưởng phòng Đầu tư",
            contact_phone="0221 3 862 862",
            contact_email="dautu@example.vn",
            as_of=date(2026, 3, 1),
            source_vi="Danh mục dự án 2026",
            fictional=True,
            **in_all_languages("Component plant"),
        )


@shared
def plain(projects: Any) -> Any:
    """A project with nothing but its name, in every language."""
    return ProjectPageFactory(parent=projects, title="Khu du lịch", slug="khu-du-lich", **in_all_languages("Resort"))


def path(page: Any, language: str = "vi") -> str:
    return page.full_url_in(language).split("testserver", 1)[1]


def shown(client: Any, index: Any, language: str = "vi", **query: Any) -> Any:
    """The context of a page."""
    response = client.get(path(index, language), query)
    assert response.status_code == 200
    assert not response.cookies
    return response.context


def titles(context: Any) -> list[str]:
    return [row["title"] for row in context["listing"]["cards"]]
