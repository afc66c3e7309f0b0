"""A page as a leaflet has it, in each script, and a portal to print it; none of it from the database."""

import io
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from promo.leaflets.leaf import Leaf, Section

ADDRESS = "https://hung-yen.example.vn/id/0b0bd3d0-7e62-4e6c-9a55-8d3a6a6f5e11/"

# Title, introduction, a fact, a paragraph.
TEXTS = {
    "vi": ("Đền Đa Hòa", "Mười tám nếp mái cong trông ra sông Hồng.", ("Giờ mở cửa", "Cả ngày"), "Mặc kín vai và đầu gối khi vào đền."),
    "en": ("Da Hoa Temple", "Eighteen roofs facing the Red River.", ("Opening hours", "By day"), "Cover shoulders and knees inside."),
    "zh-hans": ("多和祠", "十八座翘角屋宇，面朝红河。", ("开放时间", "白天开放"), "衣着遮住肩膀与膝盖，入内脱帽。"),
    "ja": ("ダーホア祠", "反り上がる十八の屋根が、紅河を望みます。", ("開門時間", "日中"), "肩と膝を覆い、中では帽子を脱ぎます。"),
    "ko": ("다호아 사당", "열여덟 지붕이 홍강을 바라봅니다.", ("여는 시간", "낮"), "어깨와 무릎을 가리고 모자를 벗으세요."),
    "fr": ("Temple de Da Hoa", "Dix-huit toits face au fleuve Rouge.", ("Horaires", "De jour"), "Couvrez épaules et genoux."),
    "lo": ("ວິຫານດາຮວ່າ", "ສິບແປດຫຼັງຄາປິ່ນໜ້າໃສ່ແມ່ນ້ຳແດງ.", ("ເວລາເປີດ", "ກາງເວັນ"), "ນຸ່ງເຄື່ອງປົກບ່າ ແລະ ຫົວເຂົ່າ."),
}  # fmt: skip


def leaf(language: str = "vi", **more: Any) -> Leaf:
    title, introduction, fact, paragraph = TEXTS[language]
    given = {
        "title": title,
        "address": ADDRESS,
        "introduction": introduction,
        "facts": (fact,),
        "sections": (Section(title, f"<p>{paragraph}</p>"),),
    }
    return Leaf(**{**given, **more})


def portal(**more: Any) -> Any:
    given = {
        "theme": "phu-sa",
        "accent": "",
        "full_name": "Tỉnh Hưng Yên",
        "address": "Số 10 đường Chùa Chuông",
        "phone": "0221 3 862 862",
        "email": "",
        "full_url_in": lambda language: f"https://hung-yen.example.vn/{language}/",
    }
    return SimpleNamespace(**{**given, **more})


def drawn(width: int, height: int, mode: str = "RGB", kind: str = "JPEG", colour: Any = "#0e5a52") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), colour).save(out, kind)
    return out.getvalue()


def picture(name: str = "song.jpg", data: bytes | None = None) -> Any:
    """Like a PortalImage of which nothing has been made yet, with its file in the storage."""
    stored = default_storage.save(f"original_images/{name}", ContentFile(data or drawn(1600, 1000)))
    return SimpleNamespace(
        file=SimpleNamespace(name=stored), prepared={}, default_alt_text="Sông Hồng", credit="Nguyễn Văn A"
    )
