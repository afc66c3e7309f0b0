"""What the page of a map shows besides the list: the settings of its script, the drawing under it, the frame's code."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext

from promo.core.languages import public_language
from promo.core.portals import portal_of
from promo.places import layers
from promo.places.areas import linked_units
from promo.places.filters import Asked
from promo.places.listing import listing
from promo.places.tiles import SHOWN_FROM, TILE_ZOOM


def map_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    portal = portal_of(page)
    shown = listing(page, portal, request)
    asked: Asked = shown["asked"]
    return {
        "listing": shown,
        "settings": map_settings(page, request, asked.query()),
        "portals": linked_units(portal, request),
        "embed_code": embed_code(page, asked),
        "tiles_credit": settings.MAP_TILES_CREDIT if settings.MAP_TILES_URL else "",
    }


def map_settings(
    page: Any, request: HttpRequest, query: str, *, embedded: bool = False, shown: tuple[str, ...] = ()
) -> dict[str, Any]:
    """What the script needs to know, for `json_script`. The page has the files that are named here.

    `shown` are the keys of the layers, without any all of them; the first one is what the filters are about.
    """
    url = page.url_in(public_language(), request) or ""
    return {
        "places": f"{url}map.geojson",
        "area": f"{url}area.geojson",
        "popup": f"{url}popup.html",
        "query": query,
        "about": shown[0] if shown else "",
        "outlines": {"url": f"{url}outlines.geojson", "tile": TILE_ZOOM, "from": SHOWN_FROM},
        "embedded": embedded,
        "language": public_language(),
        "leaflet": static("vendor/leaflet/leaflet-1.9.4.min.js"),
        "clusters": static("vendor/supercluster/supercluster-9.1.0.min.js"),
        "icons": static("img/map-icons.svg"),
        "tiles": settings.MAP_TILES_URL,
        "layers": {
            layer.key: {
                "label": capfirst(str(layer.label)),
                "icon": layer.icon,
                "square": layer.square,
                "outlined": layer.outlines is not None,
                "kinds": {kind: capfirst(str(label)) for kind, label in layer.kinds},
            }
            for layer in layers.all_layers()
            if not shown or layer.key in shown
        },
        "words": {
            "in": gettext("Zoom in"),
            "out": gettext("Zoom out"),
            "close": gettext("Close"),
            "places": gettext("Places here: {number}"),
            "portal": gettext("To the portal of {name}"),
            "nothing": gettext("No place fits these filters."),
            "failed": gettext("The map could not be loaded. The list below has all places."),
            "denied": gettext("Your device did not tell its position. The list below has all places."),
            "nearest": gettext("Nearest to you"),
            "far": gettext("You are outside this area: {distance} to the nearest place."),
        },
    }


def embed_code(page: Any, asked: Asked) -> str:
    """The element others put on their pages."""
    address = f"{page.full_url_in(public_language())}embed.html"
    query = asked.query()
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="480" loading="lazy" style="border:0"></iframe>',
        f"{address}?{query}" if query else address,
        page.title,
    )
