"""Who may import what, and where."""

from typing import Any

from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from promo.portals.models import HomePage
from promo.sheets import kinds
from promo.sheets.kinds import SheetKind
from promo.sheets.matching import pages_of


class Rights:
    """One person's rights on pages, read once."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.may_publish = False
        rows = [] if user.is_superuser else self._rows(user)
        self._places = [(path, codename.removesuffix("_basepage")) for path, codename in rows]

    @staticmethod
    def _rows(user: Any) -> list[tuple[str, str]]:
        rows = GroupPagePermission.objects.filter(group__user=user)
        return list(rows.values_list("page__path", "permission__codename"))

    def may(self, action: str, path: str) -> bool:
        if not self.user.is_active:
            return False
        return self.user.is_superuser or any(path.startswith(place) for place, has in self._places if has == action)

    def may_edit(self, page: Any) -> bool:
        return self.may("change", page.path) or (page.owner_id == self.user.pk and self.may("add", page.path))

    def at(self, index: Any) -> "Rights":
        """With what may be done below a list."""
        self.may_publish = self.may("publish", index.path)
        return self


def may_import(user: Any) -> bool:
    """Whether the menu has the item: one query for who is no administrator."""
    if not user.is_active:
        return False
    if user.is_superuser:
        return True
    return GroupPagePermission.objects.filter(group__user=user, permission__codename="add_basepage").exists()


def index_of(kind: SheetKind, portal: Any) -> Any:
    """The list on a portal in which a kind's pages stand; None without one."""
    return pages_of(kind.index_page_model, portal).order_by("path").first()


def choices(rights: Rights) -> list[tuple[HomePage, list[SheetKind]]]:
    """Portals with the kinds that may be imported there: a query a kind."""
    portals = list(HomePage.objects.select_related("unit").order_by("path"))
    homes = sorted((portal.path for portal in portals), key=len, reverse=True)
    found: dict[str, list[SheetKind]] = {}
    for kind in kinds.every():
        for path in kind.index_page_model.objects.order_by("path").values_list("path", flat=True):
            home = next((home for home in homes if path.startswith(home)), "")
            if rights.may("add", path) and kind not in found.setdefault(home, []):
                found[home].append(kind)
    return [(portal, found[portal.path]) for portal in portals if found.get(portal.path)]


def collection_for(user: Any, portal: Any) -> Collection | None:
    """The shelf for a portal's pictures: one on which its people and this person may put some; None for no right."""
    may_add = {"permission__codename": "add_image", "permission__content_type__app_label": "wagtailimages"}
    mine = Collection.objects.all()
    if not user.is_superuser:
        groups = GroupCollectionPermission.objects.filter(group__user=user, **may_add)
        paths = list(groups.values_list("collection__path", flat=True))
        mine = [one for one in mine if any(one.path.startswith(path) for path in paths)]
    keys = {one.pk for one in mine}
    people = GroupPagePermission.objects.filter(page=portal).values("group")
    shelves = GroupCollectionPermission.objects.filter(group__in=people, **may_add).order_by("pk")
    for shelf in shelves.select_related("collection"):
        if shelf.collection_id in keys:
            return shelf.collection
    return next(iter(mine), None)
