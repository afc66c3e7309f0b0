from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from promo.core.blocks.base import SHORT_TEXT_FEATURES, PortalBlock, RichText


class AudioBlock(PortalBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    file = DocumentChooserBlock(label=_("Sound file (MP3)"))
    transcript = RichText(label=_("Transcript"), required=False, features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "volume"
        label = _("Sound")
        description = _("A recording, for example a radio bulletin, with its transcript.")
        template = "blocks/audio.html"
        preview_value = {"title": "Bản tin truyền thanh", "file": None, "transcript": "<p>Kính chào quý thính giả.</p>"}
