from promo.core.models.documents import PortalDocument
from promo.core.models.figures import Figure, FigureHistory
from promo.core.models.images import PortalImage, PortalRendition
from promo.core.models.pages import BasePage, PathChange
from promo.core.models.tags import Tag

__all__ = [
    "BasePage",
    "Figure",
    "FigureHistory",
    "PathChange",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "Tag",
]
