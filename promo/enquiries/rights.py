"""Who may see what visitors have asked: the people of that portal, and of no other."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from treebeard.mp_tree import MP_Node
from wagtail.permission_policies import BasePermissionPolicy

from promo.core.portals import portal_paths
from promo.enquiries.models import Enquiry
from promo.portals.keepers import kept_paths


def portal_keys(user: Any) -> list[int] | None:
    """The portals whose enquiries he reads; None for all.

    Narrower than what he may edit: a right on a province's pages reaches the communes' below, but their visitors have
    agreed that their own commune keeps what they say of themselves. A right on the root of the tree is one on all.
    """
    paths = kept_paths(user)
    if paths is None or any(len(path) <= MP_Node.steplen for path in paths):
        return None
    homes = portal_paths()
    return [homes[path] for path in paths if path in homes]


def may_read_any(user: Any) -> bool:
    return portal_keys(user) != []


def readable(user: Any) -> QuerySet[Enquiry]:
    """The enquiries of the person's portals."""
    keys = portal_keys(user)
    return Enquiry.objects.all() if keys is None else Enquiry.objects.filter(portal__in=keys)


class EnquiryPolicy(BasePermissionPolicy):
    """Nobody adds an enquiry in the admin; who reads it may answer and delete it."""

    actions = frozenset(("view", "change", "delete"))

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.actions and may_read_any(user)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        keys = portal_keys(user)
        return action in self.actions and (keys is None or instance.portal_id in keys)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Enquiry]:
        return readable(user) if self.actions & set(actions) else Enquiry.objects.none()

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Wagtail asks this for choosers of users only, which enquiries have none of."""
        return get_user_model().objects.filter(Q(is_superuser=True), is_active=True)
