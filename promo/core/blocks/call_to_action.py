from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from promo.core.blocks.base import PageChooser, PortalBlock
from promo.core.languages import public_language


class CallToActionBlock(PortalBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=150)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=500)
    label = blocks.CharBlock(label=_("Words on the button"), max_length=60)
    page = PageChooser(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Or an address elsewhere"), required=False)

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not value["page"] and not value["url"]:
            raise blocks.StructBlockValidationError({"page": ValidationError(_("Choose a page or give an address."))})
        return value

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        link = value["url"]
        page = value["page"]
        if page is not None and page.published_in(public_language()):
            link = page.url_in(public_language(), (parent_context or {}).get("request"))
        return {**super().get_context(value, parent_context=parent_context), "link": link}

    class Meta:
        icon = "pick"
        label = _("Call to action")
        description = _("An invitation with a button.")
        template = "blocks/call_to_action.html"
        preview_value = {
            "heading": "Về Khoái Châu mùa nhãn",
            "text": "Vườn mở cửa đón khách từ tháng bảy.",
            "label": "Xem đường đi",
            "page": None,
            "url": "https://example.org/",
        }
