from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from promo.core.blocks.base import PictureChooser, PortalBlock


class PersonBlock(PortalBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=120)
    role = blocks.CharBlock(label=_("Office"), required=False, max_length=150)
    biography = blocks.TextBlock(label=_("Short biography"), required=False, max_length=1500)
    phone = blocks.CharBlock(label=_("Telephone"), required=False, max_length=40)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    image = PictureChooser(label=_("Portrait"), required=False)

    class Meta:
        icon = "user"
        label = _("Person")


class PeopleBlock(PortalBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=150)
    people = blocks.ListBlock(PersonBlock(), label=_("People"), min_num=1)

    def get_preview_value(self) -> Any:
        return self.normalize(
            {
                "heading": "Đầu mối liên hệ",
                "people": [{"name": "Nguyễn Văn A (minh họa)", "role": "Người phát ngôn", "phone": "0221 000 000"}],
            }
        )

    class Meta:
        icon = "group"
        label = _("People")
        description = _("Leaders, spokespersons or experts with their contacts.")
        template = "blocks/people.html"
