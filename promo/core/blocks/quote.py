from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from promo.core.blocks.base import PortalBlock


class QuoteBlock(PortalBlock):
    text = blocks.TextBlock(label=_("Quotation"), max_length=1000)
    attribution = blocks.CharBlock(label=_("Who said or wrote it"), max_length=150)
    role = blocks.CharBlock(label=_("Office, or where it stands"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody's words, with their name.")
        template = "blocks/quote.html"
        preview_value = {
            "text": "Đất lành chim đậu, người tài về.",
            "attribution": "Tục ngữ",
            "role": "",
        }
