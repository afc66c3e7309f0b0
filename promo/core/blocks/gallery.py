from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from promo.core.blocks.base import PictureChooser, PortalBlock, preview_picture


class GalleryItemBlock(PortalBlock):
    image = PictureChooser(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=255)

    class Meta:
        icon = "image"
        label = _("Picture")


class GalleryBlock(PortalBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=150)
    pictures = blocks.ListBlock(GalleryItemBlock(), label=_("Pictures"), min_num=1, max_num=40)

    def get_preview_value(self) -> Any:
        return self.normalize(
            {
                "heading": "Mùa lễ hội",
                "pictures": [
                    {"image": preview_picture(), "caption": caption} for caption in ("Rước nước", "Đoàn thuyền")
                ],
            }
        )

    class Meta:
        icon = "grip"
        label = _("Gallery")
        description = _("Several pictures side by side.")
        template = "blocks/gallery.html"
