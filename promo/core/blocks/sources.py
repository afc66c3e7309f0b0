from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from promo.core.blocks.base import PortalBlock


class SourceBlock(PortalBlock):
    label = blocks.CharBlock(
        label=_("Source"),
        max_length=250,
        help_text=_("Number, date and issuer of the document, or title and publisher."),
    )
    url = blocks.URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "link"
        label = _("Source")


class SourcesBlock(PortalBlock):
    sources = blocks.ListBlock(SourceBlock(), label=_("Sources"), min_num=1)

    class Meta:
        icon = "clipboard-list"
        label = _("Sources")
        description = _("Where the facts of the article come from.")
        template = "blocks/sources.html"
        preview_value = {"sources": [{"label": "Kế hoạch số 151/KH-UBND ngày 13/11/2023", "url": ""}]}
