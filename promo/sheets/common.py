"""Columns that every kind of sheet has: what a page is called, and where its thing is."""

from django.utils.translation import gettext_lazy as _

from promo.sheets.fields import AddressField, CodeField, EmailField, TextField
from promo.sheets.kinds import SheetField
from promo.sheets.place_fields import DegreesField, PositionField, UnitField
from promo.sheets.reading import EXAMPLE
from promo.sheets.reference_fields import PictureField
from promo.sheets.text_fields import StoryField


def naming(*aliases: str, example: str) -> tuple[SheetField, ...]:
    """Code, name and introduction. `aliases`: what else such sheets call the name."""
    return (
        CodeField(
            name="code",
            label=_("Code"),
            aliases=("mã", "mã số", "mã định danh", "ký hiệu"),
            example=EXAMPLE,
            width=14,
        ),
        TextField(
            name="title",
            label=_("Name"),
            aliases=("tên", "tên gọi", *aliases),
            required=True,
            translated=True,
            example=example,
            width=34,
        ),
        TextField(
            name="introduction",
            label=_("Introduction"),
            aliases=("giới thiệu", "giới thiệu ngắn", "mô tả ngắn", "tóm tắt"),
            translated=True,
            width=50,
        ),
    )


def story(*aliases: str) -> SheetField:
    return StoryField(
        name="body", label=_("Description"), aliases=("mô tả", "mô tả chi tiết", "nội dung", "chi tiết", *aliases)
    )


def picture() -> SheetField:
    return PictureField(
        name="image",
        label=_("Picture"),
        aliases=("ảnh", "hình ảnh", "hình", "tên ảnh", "tên tệp ảnh", "file ảnh", "ảnh đại diện"),
        example="nhan-long.jpg",
    )


def contact() -> tuple[SheetField, ...]:
    return (
        CodeField(
            name="phone",
            label=_("Telephone"),
            aliases=("điện thoại", "số điện thoại", "sđt", "hotline", "tel", "di động"),
            example="0221 3555 001",
            width=18,
        ),
        EmailField(
            name="email", label=_("E-mail"), aliases=("email", "thư điện tử", "hộp thư"), example="lienhe@example.vn"
        ),
        AddressField(
            name="website",
            label=_("Website"),
            aliases=("trang web", "web", "địa chỉ web"),
            example="https://example.vn",
        ),
    )


def located(commune: str) -> tuple[SheetField, ...]:
    return (
        TextField(
            name="address",
            label=_("Address"),
            aliases=("địa chỉ", "địa điểm", "nơi sản xuất"),
            translated=True,
            width=34,
        ),
        TextField(
            name="old_address",
            label=_("Address before July 2025"),
            aliases=("địa chỉ cũ", "địa chỉ trước sáp nhập", "địa chỉ trước 01/7/2025", "địa chỉ trước tháng 7/2025"),
            translated=True,
            width=34,
        ),
        UnitField(
            name="commune",
            label=_("Commune"),
            aliases=("xã", "phường", "xã phường", "xã/phường", "thuộc xã", "đơn vị hành chính", "mã xã"),
            example=commune,
        ),
        DegreesField(
            name="latitude", label=_("Latitude"), aliases=("vĩ độ", "lat", "toạ độ x"), example=20.8347, width=12
        ),
        DegreesField(
            name="longitude",
            label=_("Longitude"),
            aliases=("kinh độ", "lng", "lon", "long", "toạ độ y"),
            example=105.9012,
            width=12,
        ),
        PositionField(
            name="position", label=_("Position"), aliases=("tọa độ", "toạ độ", "vị trí", "tọa độ GPS", "google map")
        ),
    )
