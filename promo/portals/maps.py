"""The map of a portal's area, drawn from our own boundaries."""

from typing import Any

from django.http import HttpRequest

from promo.core.languages import public_language
from promo.core.portals import Portal
from promo.core.sites import site_of
from promo.core.versions import Remembered

_maps = Remembered(size=256)


def portal_map(portal: Any, request: HttpRequest | None) -> dict[str, Any] | None:
    """Outline of the portal's unit with the units in it; None where there is no boundary.

    Remembered by portal, language and host until the content changes.
    """
    language = public_language()
    site = site_of(request)
    key = (portal.pk, language, site.site_id if site else None)
    return _maps.get(key, lambda: _draw(portal, language, request))


def units_on_map(portal: Portal) -> list[Any]:
    """The units whose outlines make the map: the unit's successors or children, or its neighbours."""
    from promo.localities.models import AdministrativeUnit

    unit = portal.unit  # type: ignore[attr-defined]
    units = AdministrativeUnit.objects.exclude(boundary=None)
    if unit.valid_until:
        return list(units.filter(predecessions__predecessor=unit).distinct())
    inside = list(units.filter(parent=unit, valid_until=None))
    if inside:
        return inside
    if unit.boundary:
        return list(units.filter(parent_id=unit.parent_id, valid_until=None))
    return []


def _draw(portal: Any, language: str, request: HttpRequest | None) -> dict[str, Any] | None:
    from promo.localities.outlines import area_map
    from promo.portals.models import HomePage

    units = units_on_map(portal)
    if not units:
        return None
    homes = {
        home.unit_id: home.url_in(language, request)
        for home in HomePage.objects.live_in(language).filter(unit__in=units).defer_streamfields()
    }
    return area_map(units, current=portal.unit, url_for=lambda unit: homes.get(unit.pk))
