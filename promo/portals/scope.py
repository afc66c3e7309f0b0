"""What a portal shows of the pages below it: its own, and those of the portals below where it says so."""

from typing import Any

from django.db.models import Q

from promo.core.portals import portal_paths


def within(portal: Any, prefix: str = "") -> Q:
    """Condition "stands on this portal"; `prefix` reaches a page over a relation ("page__")."""
    inside = Q(**{f"{prefix}path__startswith": portal.path, f"{prefix}depth__gt": portal.depth})
    if portal.includes_portals_below:
        return inside
    for path in portal_paths():
        if path.startswith(portal.path) and path != portal.path:
            inside &= ~Q(**{f"{prefix}path__startswith": path})
    return inside
