from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from promo.core.blocks.base import PortalBlock


class TimelineEntryBlock(PortalBlock):
    date = blocks.CharBlock(label=_("Date, as it is written"), max_length=80)
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=1000)

    class Meta:
        icon = "date"
        label = _("Entry")


class TimelineBlock(PortalBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=150)
    entries = blocks.ListBlock(TimelineEntryBlock(), label=_("Entries"), min_num=1)

    class Meta:
        icon = "history"
        label = _("Timeline")
        description = _("What happened, in order.")
        template = "blocks/timeline.html"
        preview_value = {
            "heading": "Ba ngày hội",
            "entries": [
                {"date": "10/2 âm lịch", "title": "Khai hội", "text": "Rước nước từ giữa dòng sông Hồng."},
                {"date": "12/2 âm lịch", "title": "Giã hội", "text": ""},
            ],
        }
