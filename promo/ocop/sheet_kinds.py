"""Spreadsheets of products, with one certificate a row, and of enterprises."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from promo.ocop.models import EnterprisePage, ProductPage
from promo.ocop.sheet_fields import INCOMPLETE, CountriesField, check_certificate, check_prices, in_force_longest
from promo.sheets import common
from promo.sheets.fields import (
    ChoiceField,
    CodeField,
    DateField,
    MonthField,
    NumberField,
    PriceField,
    PricesField,
    StarsField,
    TaxCodeField,
    TextField,
    TruthField,
)
from promo.sheets.kinds import ChildGroup, SheetField, SheetKind, register
from promo.sheets.place_fields import check_position
from promo.sheets.reference_fields import PageField
from promo.sheets.text_fields import LinksField, RichField


def register_kinds() -> None:
    register(_products())
    register(_enterprises())


def _markets() -> SheetField:
    return CountriesField(
        name="export_markets",
        label=_("Export markets"),
        aliases=("thị trường xuất khẩu", "xuất khẩu", "nước xuất khẩu"),
        example="Nhật Bản, Pháp",
    )


def _fictional() -> SheetField:
    return TruthField(
        name="fictional", label=_("Invented example"), aliases=("hư cấu", "ví dụ hư cấu", "minh họa"), width=12
    )


def _products() -> SheetKind:
    return SheetKind(
        key="products",
        label=_("Products"),
        model="ocop.ProductPage",
        index_model="ocop.ProductIndexPage",
        fields=(
            *common.naming("tên sản phẩm", "sản phẩm", example="Nhãn lồng Khoái Châu"),
            ChoiceField(
                name="group",
                label=_("Group"),
                aliases=("nhóm", "nhóm sản phẩm", "ngành hàng", "phân nhóm"),
                options=ProductPage.Group.choices,
                synonyms=(
                    ("thực phẩm", "food"),
                    ("đồ uống", "drink"),
                    ("dược liệu", "herb"),
                    ("dược liệu và sản phẩm từ dược liệu", "herb"),
                    ("hàng thủ công mỹ nghệ", "craft"),
                    ("thủ công mỹ nghệ", "craft"),
                    ("sinh vật cảnh", "ornamental"),
                    ("du lịch", "tourism"),
                    ("dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch", "tourism"),
                ),
                example="Thực phẩm",
            ),
            PageField(
                name="enterprise",
                label=_("Made by"),
                aliases=("chủ thể", "cơ sở sản xuất", "đơn vị sản xuất", "nhà sản xuất", "doanh nghiệp", "hợp tác xã"),
                model="ocop.EnterprisePage",
                keys=("tax_code", "code"),
                width=30,
            ),
            TruthField(
                name="signature", label=_("Signature product"), aliases=("đặc sản", "sản phẩm tiêu biểu"), width=14
            ),
            PriceField(
                name="price_from", label=_("Price from"), aliases=("giá từ", "giá thấp nhất"), example=60000, width=14
            ),
            PriceField(
                name="price_to", label=_("Price to"), aliases=("giá đến", "giá cao nhất"), example=90000, width=14
            ),
            PricesField(
                name="price",
                label=_("Price"),
                aliases=("giá", "giá bán", "đơn giá"),
                first="price_from",
                last="price_to",
            ),
            TextField(
                name="price_unit",
                label=_("Price is for"),
                aliases=("đơn vị tính", "đvt", "đơn vị", "quy cách"),
                translated=True,
                example="kg",
                width=12,
            ),
            MonthField(
                name="season_from",
                label=_("Season from month"),
                aliases=("mùa vụ từ tháng", "từ tháng"),
                example=7,
                width=12,
            ),
            MonthField(
                name="season_to",
                label=_("Season to month"),
                aliases=("mùa vụ đến tháng", "đến tháng"),
                example=8,
                width=12,
            ),
            TextField(name="season", label=_("Season"), aliases=("mùa vụ", "mùa", "thời vụ"), translated=True),
            ChoiceField(
                name="mark",
                label=_("Protected mark"),
                aliases=("nhãn hiệu", "bảo hộ", "loại bảo hộ", "chỉ dẫn địa lý"),
                options=ProductPage.Mark.choices,
            ),
            CodeField(
                name="mark_number", label=_("Number of the mark"), aliases=("số nhãn hiệu", "số văn bằng", "số đăng ký")
            ),
            CodeField(
                name="growing_area_code",
                label=_("Growing-area code"),
                aliases=("mã vùng trồng", "mã số vùng trồng", "mã vùng nuôi"),
            ),
            _markets(),
            RichField(
                name="how_to_use",
                label=_("How to use and keep it"),
                aliases=("cách dùng", "hướng dẫn sử dụng", "sử dụng và bảo quản", "cách dùng và bảo quản", "bảo quản"),
            ),
            LinksField(
                name="links",
                label=_("Where to buy it online"),
                aliases=("mua ở đâu", "link mua hàng", "sàn thương mại điện tử", "mua trực tuyến", "gian hàng"),
            ),
            _fictional(),
            *common.located("Khoái Châu"),
            common.story("câu chuyện", "câu chuyện sản phẩm"),
            common.picture(),
        ),
        groups=(_certificate(),),
        checks=(check_position, check_prices),
    )


def _certificate() -> ChildGroup:
    return ChildGroup(
        relation="certificates",
        model="ocop.Certificate",
        key="decision_number",
        incomplete=INCOMPLETE,
        shown=in_force_longest,
        checks=(check_certificate,),
        fields=(
            StarsField(
                name="stars",
                label=_("Stars"),
                aliases=("số sao", "sao", "hạng sao", "hạng", "xếp hạng", "xếp hạng ocop", "sao ocop", "phân hạng"),
                required=True,
                example="4 sao",
                width=10,
            ),
            NumberField(
                name="score", label=_("Score"), aliases=("điểm", "số điểm", "tổng điểm"), example=85.5, width=10
            ),
            CodeField(
                name="decision_number",
                label=_("Number of the decision"),
                aliases=("số quyết định", "quyết định", "quyết định công nhận", "số qđ", "qđ công nhận"),
                required=True,
                example="1234/QĐ-UBND",
            ),
            TextField(
                name="issuer",
                label=_("Issued by"),
                aliases=("cơ quan cấp", "cơ quan ban hành", "nơi cấp", "cấp bởi"),
                required=True,
                example="UBND tỉnh Hưng Yên",
            ),
            DateField(
                name="issued_on",
                label=_("Issued on"),
                aliases=("ngày cấp", "ngày ban hành", "ngày công nhận", "ngày quyết định"),
                required=True,
                example=date(2025, 12, 31),
                width=14,
            ),
            DateField(
                name="expires_on",
                label=_("In force until"),
                aliases=("ngày hết hạn", "hết hạn", "hiệu lực đến", "có hiệu lực đến", "thời hạn"),
                width=14,
            ),
        ),
    )


def _enterprises() -> SheetKind:
    return SheetKind(
        key="enterprises",
        label=_("Enterprises"),
        model="ocop.EnterprisePage",
        index_model="ocop.EnterpriseIndexPage",
        keys=("code", "tax_code"),
        fields=(
            *common.naming(
                "tên doanh nghiệp",
                "doanh nghiệp",
                "tên cơ sở",
                "tên hợp tác xã",
                "tên chủ thể",
                example="Hợp tác xã Nhãn lồng",
            ),
            ChoiceField(
                name="kind",
                label=_("Kind"),
                aliases=("loại", "loại hình", "loại hình doanh nghiệp", "phân loại"),
                options=EnterprisePage.Kind.choices,
                synonyms=(
                    ("công ty", "enterprise"),
                    ("doanh nghiệp", "enterprise"),
                    ("htx", "cooperative"),
                    ("hợp tác xã", "cooperative"),
                    ("hộ", "household"),
                    ("hộ kinh doanh", "household"),
                    ("hộ sản xuất", "household"),
                ),
                example="Hợp tác xã",
            ),
            TaxCodeField(
                name="tax_code",
                label=_("Tax code"),
                aliases=("mã số thuế", "mst", "mã số doanh nghiệp"),
                example="0900123456",
                width=16,
            ),
            TextField(
                name="contact_person",
                label=_("Contact person"),
                aliases=("người liên hệ", "người đại diện", "liên hệ", "đại diện", "giám đốc"),
            ),
            *common.contact(),
            _markets(),
            _fictional(),
            *common.located("Khoái Châu"),
            common.story(),
            common.picture(),
        ),
        checks=(check_position,),
    )
