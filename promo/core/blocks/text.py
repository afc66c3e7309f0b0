from django.utils.translation import gettext_lazy as _

from promo.core.blocks.base import TEXT_FEATURES, RichText


class TextBlock(RichText):
    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, headings, lists and links.")
        template = "blocks/text.html"
        preview_value = (
            "<h2>Bên dòng sông Hồng</h2><p>Đất bãi phù sa, <b>nhãn lồng</b> chín vàng vào tháng bảy.</p>"
            "<ul><li>Đi bộ ven đê</li><li>Thăm vườn nhãn</li></ul>"
        )
