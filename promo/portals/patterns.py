"""Samples for the pattern page: every component with long texts in several scripts, and without a picture."""

from datetime import UTC, datetime
from typing import Any

from promo.core.blocks import REGISTRY
from promo.core.blocks.base import preview_picture
from promo.core.blocks.figures import figure_rows
from promo.core.models import Figure

TITLES = {
    "vi": "Lễ hội truyền thống Chử Đồng Tử – Tiên Dung: ba ngày rước nước, rước rồng và hát bên bờ sông Hồng mênh mang",
    "lo": "ບຸນປະເພນີຂອງເຈືອດົງຕື ແລະ ຕຽນຢຸງ ຢູ່ແຄມແມ່ນ້ຳແດງ ຈັດຂຶ້ນໃນເດືອນສອງຕາມຈັນທະຄະຕິ ທຸກໆປີ",
    "zh-hans": "褚童子与仙容传统庙会：红河岸边为期三天的取水、舞龙与民歌盛会，每年农历二月初十至十二举行",
}


def samples() -> dict[str, Any]:
    image = preview_picture()
    date = datetime(2026, 3, 28, tzinfo=UTC)
    cards = [
        {
            "title": title,
            "url": "#content",
            "introduction": title,
            "image": image if code != "lo" else None,
            "date": date,
            "kicker": title[:24],
            "kicker_url": "#content",
            "unit_name": title[:12],
            "lang": code,
        }
        for code, title in TITLES.items()
    ]
    links = [{"label": title[:40], "url": "#content"} for title in TITLES.values()]
    doors = [{"title": title[:14], "text": title, "image": image, "url": "#content"} for title in TITLES.values()]
    return {
        "hero": {"title": "Triệu Việt Vương", "tagline": TITLES["vi"], "image": image, "actions": links[:2]},
        "parts": [
            {"template": "home/whats_on.html", "items": cards},
            {"template": "home/doors.html", "items": doors},
            {"template": "home/stories.html", "items": cards * 3},
            {"template": "home/sections.html", "items": cards},
            {"template": "home/figures.html", "items": figure_rows(Figure.objects.all()[:3])},
            {
                "template": "home/asean.html",
                "heading": "ASEAN",
                "text": TITLES["vi"],
                "url": "#content",
                "links": links,
            },
            {"template": "home/partners.html", "items": links},
        ],
        "cards": cards,
        "facts": [{"label": label, "value": label * 2} for label in ("Xã", "ຕາແສງ", "乡")],
        "paginator": {
            "number": 2,
            "num_pages": 9,
            "previous_url": "#content",
            "next_url": "#content",
            "pages": [
                {"number": n, "url": "" if n == "…" else "#content", "current": n == 2} for n in (1, 2, 3, "…", 9)
            ],
        },
        "notices": [{"kind": "downtime", "text": TITLES["vi"]}, {"kind": "notice", "text": TITLES["zh-hans"]}],
        "blocks": [_block(name) for name in REGISTRY],
    }


def _block(name: str) -> dict[str, Any]:
    block = REGISTRY[name]()
    return {"label": block.label, "html": block.render(block.get_preview_value(), {})}
