from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from promo.core.blocks.base import PageChooser, PortalBlock
from promo.core.cards import cards_of


class LinkedPagesBlock(PortalBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=150)
    pages = blocks.ListBlock(PageChooser(), label=_("Pages"), min_num=1, max_num=12)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        request = (parent_context or {}).get("request")
        return {**super().get_context(value, parent_context=parent_context), "cards": cards_of(value["pages"], request)}

    def get_preview_value(self) -> Any:
        from promo.core.models import BasePage

        return self.normalize(
            {"heading": "Xem thêm", "pages": list(BasePage.objects.filter(live=True, depth__gt=2)[:3])}
        )

    class Meta:
        icon = "link"
        label = _("Pages of this portal")
        description = _("Cards that lead to other pages; only those that exist in the reader's language are shown.")
        template = "blocks/linked_pages.html"
