"""From HTML to PDF by WeasyPrint, which is optional: where its libraries are missing, nothing else is."""

import logging
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext
from PIL import ImageFile

from promo.leaflets import fonts

logger = logging.getLogger(__name__)

# What the addresses of our pictures and fonts begin with. Nothing else can be fetched.
SCHEME = "portal:"

# WeasyPrint holds the interpreter: two at once are slower than one after the other, and both are in visitors' way.
slot = threading.Lock()


@lru_cache(maxsize=1)
def typesetter() -> Any:
    """The module `weasyprint`; None where Pango and its relatives are not installed."""
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        logger.warning("No leaflets: WeasyPrint cannot be used here (%s)", str(error).strip().partition("\n")[0])
        return None
    # WeasyPrint has Pillow take pictures that are cut off, in the whole process: uploads must still be refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    # It remarks on every rule it does not know.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    return weasyprint


def problem(language: str) -> str:
    """Why no leaflet can be made here in `language`, in the reader's words; empty if it can."""
    if typesetter() is None:
        return gettext("Leaflets cannot be made here at the moment: a part of the program is missing on the server.")
    if fonts.missing(language):
        return gettext("Leaflets in this language cannot be made here at the moment: the server has no letters for it.")
    return ""


_MM = 25.4 / 96


@dataclass(frozen=True)
class Place:
    """`page` from 0; `x` and `y` in millimetres from the paper's corner."""

    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Laid:
    """A document with its lines broken and its pages filled."""

    document: Any

    @property
    def page_count(self) -> int:
        return len(self.document.pages)

    def places(self) -> dict[str, Place]:
        """Where each element with an id begins."""
        return {
            name: Place(number, anchor[0] * _MM, anchor[1] * _MM)
            for number, page in reversed(list(enumerate(self.document.pages)))
            for name, anchor in page.anchors.items()
        }

    def filled(self, name: str, columns: int) -> float:
        """How much of its page, from 0 to 1, lies before the element `name` in `columns` that are filled in turn."""
        place = self.places()[name]
        page = self.document.pages[place.page]
        column = int(place.x / (page.width * _MM) * columns)
        return min(1.0, (column + place.y / (page.height * _MM)) / columns)

    def pdf(self) -> bytes:
        return self.document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)


def lay_out(html: str, css: str, files: dict[str, bytes]) -> Laid:
    """`files` are the pictures by name; html and css name them as `portal:<name>`. To be called with `slot` held.

    Raises RuntimeError where `library` has nothing.
    """
    weasyprint = typesetter()
    if weasyprint is None:
        raise RuntimeError("WeasyPrint is not there")
    fetcher = _closed_fetcher({**fonts.own_files(), **files})
    from weasyprint.text.fonts import FontConfiguration

    configuration = FontConfiguration()
    sheet = weasyprint.CSS(
        string=fonts.faces(SCHEME) + css, url_fetcher=fetcher, font_config=configuration, base_url=None
    )
    document = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url=None)
    return Laid(document.render(font_config=configuration, stylesheets=[sheet]))


def _closed_fetcher(files: dict[str, bytes]) -> Any:
    """Serves `files` and refuses everything else: neither the network nor the disk is within reach of a text."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Closed(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url[len(SCHEME) :] if url.startswith(SCHEME) else ""
            if name not in files:
                raise ValueError(f"Not a file of this leaflet: {url[:100]}")
            return URLFetcherResponse(url, files[name])

    return Closed()
