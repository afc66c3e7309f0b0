from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from promo.core.blocks.base import PortalBlock


class DownloadBlock(PortalBlock):
    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=150, help_text=_("The file's own title if empty.")
    )

    class Meta:
        icon = "doc-full"
        label = _("File")


class DownloadsBlock(PortalBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=150)
    documents = blocks.ListBlock(DownloadBlock(), label=_("Files"), min_num=1)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        documents = [
            {
                "title": item.get("title") or item["document"].public_title,
                "url": item["document"].url,
                "extension": item["document"].file_extension.upper(),
                "size": item["document"].file_size,
                "date": item["document"].created_at,
            }
            for item in value["documents"]
            if item["document"] is not None
        ]
        return {**super().get_context(value, parent_context=parent_context), "documents": documents}

    def get_preview_value(self) -> Any:
        from promo.core.models import PortalDocument

        # Of the shelf that all share: the others are portals' own.
        shared = PortalDocument.objects.filter(collection__depth=1).order_by("pk")
        return self.normalize(
            {
                "heading": "Tải về",
                "documents": [{"document": document} for document in shared[:2]],
            }
        )

    class Meta:
        icon = "download"
        label = _("Downloads")
        description = _("Files with their type, size and date.")
        template = "blocks/downloads.html"
