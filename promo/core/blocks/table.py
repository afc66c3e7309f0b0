from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from promo.core.numbers import NumberBlock


class TableBlock(TypedTableBlock):
    def __init__(self, local_blocks: object = None, **kwargs: object) -> None:
        cells = local_blocks or [
            ("text", blocks.CharBlock(label=_("Text"), required=False, max_length=500)),
            ("number", NumberBlock(label=_("Number"), required=False)),
        ]
        super().__init__(cells, **kwargs)

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns with headings; numbers are written as each language writes them.")
        template = "blocks/table.html"
        preview_value = {
            "caption": "Khu công nghiệp",
            "columns": [{"type": "text", "heading": "Tên"}, {"type": "number", "heading": "Diện tích (ha)"}],
            "rows": [{"values": ["Tân Dân", Decimal("199.87")]}, {"values": ["Lý Thường Kiệt", Decimal(300)]}],
        }
