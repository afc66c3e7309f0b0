"""Where a portal's map is."""

from typing import Any

from promo.core.cards import Row
from promo.core.languages import column, public_language
from promo.core.portals import portal_of
from promo.core.versions import Remembered
from promo.portals.scope import within

# Of the address of a view: a single place, with what is around it.
CLOSE = 14

_maps: Remembered = Remembered(size=512)


def map_address(page: Any, position: tuple[float, float]) -> str:
    """Address of the map of the page's portal in the reader's language, opened at a position; "" where it has none."""
    portal = portal_of(page)
    if portal is None:
        return ""
    language = public_language()
    row = _maps.get((portal.pk, language), lambda: _read(portal, language))
    if row is None:
        return ""
    return f"{row.url(language, None)}#{CLOSE}/{position[0]:.5f}/{position[1]:.5f}"


def _read(portal: Any, language: str) -> Row | None:
    from promo.places.models import MapPage

    # The portal's own before that of a portal below it.
    maps = MapPage.objects.filter(within(portal)).live_in(language).order_by("depth", "path").rewrite(False)
    found = maps.values_list("pk", "path", column("public_path", language)).first()
    return Row(found[0], found[1], "", "", found[2], None, None) if found else None
