"""The map of a portal's area, drawn from our own boundaries."""

from typing import Any

from django.http import HttpRequest

from promo.core.languages import public_language
from promo.core.portals import Portal
from promo.core.sites import site_of
from promo.core.versions import Remembered

_maps = Remembered(size=256)


def portal_map(portal: Any, request: HttpRequest | None, *, whole: bool = False) -> dict[str, Any] | None:
    """The units in the portal's unit, on its own outline if `whole`; None where there is no boundary.

    Remembered by portal, language and host until the content changes.
    """
    language = public_language()
    site = site_of(request)
    key = (portal.pk, language, site.site_id if site else None, whole)
    return _maps.get(key, lambda: _draw(portal, language, request, whole))


def units_on_map(portal: Portal, whole: bool) -> list[Any]:
    """The units whose outlines make the map: those in the unit, what became of it, or its neighbours."""
    from promo.localities.models import AdministrativeUnit

    unit = portal.unit  # type: ignore[attr-defined]
    units = AdministrativeUnit.objects.exclude(boundary=None)
    if unit.valid_until:
        return list(units.filter(predecessions__predecessor=unit).distinct())
    inside = list(units.filter(parent=unit, valid_until=None))
    if inside:
        return [unit, *inside] if whole and unit.boundary else inside
    if unit.boundary:
        return list(units.filter(parent_id=unit.parent_id, valid_until=None))
    return []


def _draw(portal: Any, language: str, request: HttpRequest | None, whole: bool) -> dict[str, Any] | None:
    from promo.localities.outlines import area_map
    from promo.portals.models import HomePage

    units = units_on_map(portal, whole)
    if not units:
        return None
    homes = {
        home.unit_id: home.url_in(language, request)
        for home in HomePage.objects.live_in(language).filter(unit__in=units).defer_streamfields()
    }
    return area_map(
        units, current=portal.unit, url_for=lambda unit: homes.get(unit.pk) if unit.pk != portal.unit_id else None
    )
