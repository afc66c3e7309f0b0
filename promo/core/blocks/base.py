"""What all our blocks share."""

from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from promo.core import shelf
from promo.core.languages import public_language
from promo.core.richtext import normalise

# What an editor may do to running text. Headings from the second level: the first is the page's title.
TEXT_FEATURES = ["h2", "h3", "bold", "italic", "superscript", "subscript", "ol", "ul", "link", "document-link"]
SHORT_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class RichText(blocks.RichTextBlock):
    """Rich text whose empty form is empty: Draftail's leftover paragraph counts as no text."""

    def get_prep_value(self, value: Any) -> str:
        return normalise(super().get_prep_value(value))


class PortalBlock(blocks.StructBlock):
    """A block with fields. Its template is blocks/<name>.html and sees them as `value`."""


class PageChooser(blocks.PageChooserBlock):
    """A chosen page, with what a link in the reader's language needs of it."""

    def bulk_to_python(self, values: Any) -> list[Any]:
        from promo.core.models import BasePage

        language = public_language()
        pages = shelf.in_bulk(f"page {language}", values, BasePage.objects.as_links(language).in_bulk)
        return [pages.get(value) for value in values]


class PictureChooser(ImageChooserBlock):
    def bulk_to_python(self, values: Any) -> list[Any]:
        from promo.core.models import PortalImage

        images = shelf.in_bulk("picture", values, PortalImage.objects.in_bulk)
        return [images.get(value) for value in values]


class FigureChooser(SnippetChooserBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__("core.Figure", **kwargs)

    def bulk_to_python(self, values: Any) -> list[Any]:
        from promo.core.models import Figure

        figures = shelf.in_bulk("figure", values, Figure.objects.in_bulk)
        return [figures.get(value) for value in values]


def preview_picture() -> Any:
    """Some picture to show in the block chooser's preview, of the shelf that all share; None if there is none."""
    from promo.core.models import PortalImage

    return PortalImage.objects.filter(collection__depth=1).order_by("pk").first()
