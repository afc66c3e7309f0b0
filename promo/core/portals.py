"""Which portal a page belongs to.

The portal's page type lives in an app above this one; PORTAL_PAGE_MODEL names it, as AUTH_USER_MODEL
names the user. What core asks of it is `Portal`.
"""

from typing import Any, Protocol

from django.apps import apps
from django.conf import settings
from django.db import models
from treebeard.mp_tree import MP_Node

from promo.core.languages import SOURCE
from promo.core.versions import Remembered


class Portal(Protocol):
    """A page that is the home of a portal."""

    pk: int
    path: str
    title: str
    shows_source_text: bool
    unit: Any
    image: Any
    tagline: str

    def published_in(self, language: str) -> Any: ...

    @property
    def offered_languages(self) -> list[str]: ...

    @property
    def full_name(self) -> str: ...

    def url_in(self, language: str, request: Any = None) -> str | None: ...

    def full_url_in(self, language: str) -> str | None: ...


_paths = Remembered(size=1)
_portals = Remembered(size=512)


def portal_model() -> type[models.Model]:
    return apps.get_model(settings.PORTAL_PAGE_MODEL)


def portal_paths() -> dict[str, int]:
    """Tree path -> primary key of every portal."""
    return _paths.get("paths", lambda: dict(portal_model().objects.order_by().values_list("path", "pk")))


def get_portal(pk: int) -> Portal:
    """A portal by key, remembered until the content changes: read it, do not save it."""
    model = portal_model()
    return _portals.get(
        pk, lambda: model.objects.select_related("unit", "emblem", "image").defer("unit__boundary").get(pk=pk)
    )


def portal_of(page: Any) -> Portal | None:
    """The nearest portal at or above a page; None outside all portals."""
    paths = portal_paths()
    for end in range(len(page.path), 0, -MP_Node.steplen):
        pk = paths.get(page.path[:end])
        if pk is not None:
            return get_portal(pk)
    return None


def offered_languages(page: Any) -> list[str]:
    portal = portal_of(page)
    return portal.offered_languages if portal else [SOURCE]
