"""What is others': work that has not been published is kept from those who do not write at that portal.

Wagtail asks for rights before it changes something, and for its explorer. Its choosers, bulk actions, one report and the
admin's API name whatever they are given the key of.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from wagtail.permissions import policy_registry

from promo.core.languages import SOURCE, column

_at_work: ContextVar[Any] = ContextVar("at_work", default=None)
# A right to any of these on a file is one to see it.
_ON_FILES = ("choose", "add", "change", "delete", "view")


@contextmanager
def at_work(user: Any) -> Iterator[None]:
    """While somebody's request to the admin is answered, and the answer rendered."""
    token = _at_work.set(user)
    try:
        yield
    finally:
        _at_work.reset(token)


def writes_at(user: Any, page: Any) -> bool:
    """Whether he has a right on the page, be it to add below it. Asks the database once for each user object."""
    if user.is_superuser:
        return bool(user.is_active)
    rights = policy_registry.get_by_type(type(page)).get_cached_permissions_for_user(user)
    return any(page.path.startswith(right.page.path) for right in rights)


def visible_to(user: Any, found: models.QuerySet) -> models.QuerySet:
    """Those of pages, files or records that he may hear of in the admin.

    Of pages his own, and others' that are public under the name that the admin calls them by.
    """
    from promo.core.models import BasePage

    if user.is_superuser:
        return found
    # By keys alone, as what is found may still be searched.
    policy = policy_registry.get_by_type(found.model)
    if issubclass(found.model, BasePage):
        own = policy.explorable_instances(user).order_by().values("pk")
        public = BasePage.objects.filter(live=True, draft_title=F(column("title", SOURCE))).order_by().values("pk")
        return found.filter(Q(pk__in=own) | Q(pk__in=public))
    own = policy.instances_user_has_any_permission_for(user, _ON_FILES).order_by().values("pk")
    return found.filter(pk__in=own)


def name_in_admin(page: Any, title: str) -> str:
    """`title` for those who write there; for whoever else is at work in the admin, no more than readers know."""
    user = _at_work.get()
    if user is None or writes_at(user, page):
        return title
    return page.text_in("title", SOURCE) if page.live else gettext("Page of another portal")
