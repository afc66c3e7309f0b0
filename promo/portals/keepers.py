"""Whose portal it is: the people who edit or publish its pages."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission

from promo.core.portals import portal_paths
from promo.portals.models import HomePage

_KEEPS = ("change_basepage", "publish_basepage")


def kept_paths(user: Any) -> list[str] | None:
    """Tree paths below which he edits or publishes; None for everything.

    Read once for each user object, that is for each request, as Django reads permissions.
    """
    if not user.is_authenticated or not user.is_active:
        return []
    if user.is_superuser:
        return None
    kept = getattr(user, "_kept_paths", None)
    if kept is None:
        rows = GroupPagePermission.objects.filter(group__user=user, permission__codename__in=_KEEPS)
        kept = user._kept_paths = sorted(set(rows.values_list("page__path", flat=True)))
    return kept  # type: ignore[no-any-return]


def kept_q(user: Any, prefix: str = "") -> Q:
    """Condition "he keeps this page"; `prefix` reaches it over a relation ("page__")."""
    paths = kept_paths(user)
    if paths is None:
        return Q()
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{prefix}path__startswith": path})
    return condition


def keeps_any(user: Any) -> bool:
    return kept_paths(user) != []


def kept_portals(user: Any) -> QuerySet[HomePage]:
    """The portals he keeps as a whole, with those below them; not one of which he keeps a section only."""
    return HomePage.objects.filter(kept_q(user)).order_by("path")


def kept_portal_keys(user: Any) -> list[int] | None:
    """Keys of `kept_portals`, from memory; None for all."""
    paths = kept_paths(user)
    if paths is None:
        return None
    return [pk for path, pk in portal_paths().items() if any(path.startswith(kept) for kept in paths)]
