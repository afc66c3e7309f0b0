"""Spreadsheets of places to see, to eat and to stay at."""

from django.utils.translation import gettext_lazy as _

from promo.sheets import common
from promo.sheets.fields import ChoiceField, CodeField, DateField, TextField, TruthField
from promo.sheets.kinds import SheetKind, register
from promo.sheets.place_fields import check_position
from promo.sheets.text_fields import RichField
from promo.tourism.models import DestinationPage, VenuePage

HOURS = TextField(
    name="hours",
    label=_("Opening hours"),
    aliases=("giờ mở cửa", "thời gian mở cửa", "giờ hoạt động"),
    translated=True,
    example="7:00–17:00 hằng ngày",
)


def register_kinds() -> None:
    register(_destinations())
    register(_venues())


def _destinations() -> SheetKind:
    phone, _email, website = common.contact()
    return SheetKind(
        key="destinations",
        label=_("Places to see"),
        model="tourism.DestinationPage",
        index_model="tourism.DestinationIndexPage",
        fields=(
            *common.naming("tên điểm đến", "tên di tích", "điểm đến", "điểm du lịch", example="Đền Đa Hòa"),
            ChoiceField(
                name="kind",
                label=_("Kind"),
                aliases=("loại", "loại hình", "loại điểm đến", "phân loại"),
                options=DestinationPage.Kind.choices,
                synonyms=(
                    ("đền", "temple"),
                    ("chùa", "temple"),
                    ("đình", "temple"),
                    ("chùa, đền", "temple"),
                    ("di tích", "relic"),
                    ("làng nghề", "craft_village"),
                    ("bảo tàng", "museum"),
                    ("danh thắng", "scenery"),
                ),
                example="Làng nghề",
            ),
            ChoiceField(
                name="rank",
                label=_("Rank as a relic"),
                aliases=("xếp hạng", "hạng di tích", "cấp di tích", "cấp xếp hạng"),
                options=DestinationPage.Rank.choices,
                synonyms=(
                    ("quốc gia đặc biệt", "special"),
                    ("quốc gia", "national"),
                    ("cấp quốc gia", "national"),
                    ("tỉnh", "provincial"),
                    ("cấp tỉnh", "provincial"),
                    ("thành phố", "provincial"),
                ),
            ),
            CodeField(
                name="decision_number",
                label=_("Number of the decision"),
                aliases=("số quyết định", "quyết định", "quyết định công nhận", "quyết định xếp hạng"),
            ),
            DateField(
                name="decision_date",
                label=_("Date of the decision"),
                aliases=("ngày quyết định", "ngày công nhận", "ngày ký"),
            ),
            HOURS,
            TextField(
                name="ticket",
                label=_("Ticket"),
                aliases=("vé", "giá vé", "vé tham quan", "phí tham quan"),
                translated=True,
                example="Miễn phí",
            ),
            TextField(
                name="best_season",
                label=_("Best season"),
                aliases=("mùa đẹp nhất", "thời điểm đẹp nhất", "thời điểm tham quan"),
                translated=True,
            ),
            RichField(name="getting_there", label=_("How to get there"), aliases=("cách đi", "đường đi", "chỉ đường")),
            TruthField(
                name="step_free",
                label=_("Can be visited in a wheelchair"),
                aliases=("xe lăn", "đi được xe lăn", "có lối cho xe lăn"),
            ),
            TextField(
                name="accessibility",
                label=_("For visitors with disabilities"),
                aliases=("người khuyết tật", "cho người khuyết tật", "hỗ trợ người khuyết tật"),
                translated=True,
                lines=True,
                width=34,
            ),
            phone,
            website,
            *common.located("Mễ Sở"),
            common.story("lịch sử"),
            common.picture(),
        ),
        checks=(check_position,),
    )


def _venues() -> SheetKind:
    phone, email, website = common.contact()
    return SheetKind(
        key="venues",
        label=_("Eating and staying"),
        model="tourism.VenuePage",
        index_model="tourism.VenueIndexPage",
        fields=(
            *common.naming("tên cơ sở", "tên nhà hàng", "tên khách sạn", "cơ sở", example="Nhà vườn Sông Hồng"),
            ChoiceField(
                name="kind",
                label=_("Kind"),
                aliases=("loại", "loại hình", "loại cơ sở", "phân loại"),
                options=VenuePage.Kind.choices,
                synonyms=(
                    *((word, "eat") for word in ("ăn", "ăn uống", "nhà hàng", "quán ăn", "quán")),
                    *((word, "stay") for word in ("ở", "lưu trú", "khách sạn", "nhà nghỉ", "homestay")),
                ),
                example="Nơi lưu trú",
            ),
            TextField(
                name="standard",
                label=_("Standard"),
                aliases=("tiêu chuẩn", "hạng", "hạng sao", "xếp hạng"),
                translated=True,
                example="Homestay",
            ),
            CodeField(
                name="licence_number",
                label=_("Number of licence or recognition"),
                aliases=("số giấy phép", "giấy phép", "giấy phép kinh doanh", "số quyết định"),
            ),
            ChoiceField(
                name="price_band",
                label=_("Price band"),
                aliases=("mức giá", "khoảng giá"),
                options=VenuePage.PriceBand.choices,
                synonyms=(("rẻ", 1), ("bình dân", 1), ("trung bình", 2), ("vừa phải", 2), ("cao cấp", 3), ("cao", 3)),
            ),
            HOURS,
            phone,
            email,
            website,
            TruthField(
                name="fictional", label=_("Invented example"), aliases=("hư cấu", "ví dụ hư cấu", "minh họa"), width=12
            ),
            *common.located("Mễ Sở"),
            common.story(),
            common.picture(),
        ),
        checks=(check_position,),
    )
