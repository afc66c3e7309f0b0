from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from promo.core.blocks.base import PictureChooser, PortalBlock, preview_picture


class PictureBlock(PortalBlock):
    image = PictureChooser(label=_("Picture"))
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, max_length=255, help_text=_("The picture's own caption if empty.")
    )
    width = blocks.ChoiceBlock(
        label=_("Width"),
        choices=[("text", _("As wide as the text")), ("wide", _("Wider than the text"))],
        default="text",
    )

    def get_preview_value(self) -> Any:
        return self.normalize({"image": preview_picture(), "caption": "Sương sớm trên sông Hồng", "width": "text"})

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One picture with its caption and credit.")
        template = "blocks/picture.html"
