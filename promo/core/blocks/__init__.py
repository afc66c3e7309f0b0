"""The blocks a body is built of: one file each, listed here."""

from collections.abc import Iterable

from wagtail.blocks import Block

from promo.core.blocks.audio import AudioBlock
from promo.core.blocks.call_to_action import CallToActionBlock
from promo.core.blocks.downloads import DownloadsBlock
from promo.core.blocks.figures import FiguresBlock
from promo.core.blocks.film import FilmBlock
from promo.core.blocks.gallery import GalleryBlock
from promo.core.blocks.linked_pages import LinkedPagesBlock
from promo.core.blocks.people import PeopleBlock
from promo.core.blocks.picture import PictureBlock
from promo.core.blocks.questions import QuestionsBlock
from promo.core.blocks.quote import QuoteBlock
from promo.core.blocks.sources import SourcesBlock
from promo.core.blocks.table import TableBlock
from promo.core.blocks.text import TextBlock
from promo.core.blocks.timeline import TimelineBlock

REGISTRY: dict[str, type[Block]] = {
    "text": TextBlock,
    "picture": PictureBlock,
    "gallery": GalleryBlock,
    "quote": QuoteBlock,
    "film": FilmBlock,
    "audio": AudioBlock,
    "table": TableBlock,
    "figures": FiguresBlock,
    "timeline": TimelineBlock,
    "people": PeopleBlock,
    "questions": QuestionsBlock,
    "downloads": DownloadsBlock,
    "call_to_action": CallToActionBlock,
    "linked_pages": LinkedPagesBlock,
    "sources": SourcesBlock,
}


def body_blocks(names: Iterable[str] = REGISTRY) -> list[tuple[str, Block]]:
    """Fresh instances of the named blocks, for a BodyField."""
    return [(name, REGISTRY[name]()) for name in names]
