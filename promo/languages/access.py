"""Who may translate, approve and publish what."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission

from promo.core.models import BasePage
from promo.core.portals import portal_paths
from promo.languages.models import Original, TranslatorGroup
from promo.portals.models import HomePage


def may_translate(user: Any, original: Original) -> bool:
    """Editors and reviewers of the page, translators of its portal; of what all portals share, every translator."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser:
        return True
    place = _place(original)
    if place is None:
        return _keeps(user, original) or bool(_rights(user)[1])
    return _may(user, place, "change") or _translates_at(user, place)


def may_publish(user: Any, original: Original) -> bool:
    if user.is_superuser:
        return True
    place = _place(original)
    return _keeps(user, original) if place is None else _may(user, place, "publish")


def may_edit_source(user: Any, original: Original) -> bool:
    if user.is_superuser:
        return True
    place = _place(original)
    return _keeps(user, original) if place is None else _may(user, place, "change")


def translatable_portals(user: Any) -> QuerySet[HomePage]:
    """The portals whose board he sees, in the order of the tree."""
    portals = HomePage.objects.order_by("path")
    if user.is_superuser:
        return portals
    places, translated = _rights(user)
    seen = Q(pk=None)
    for path in {path for path, action in places if action in ("change", "publish")} | set(translated):
        seen |= Q(path__startswith=path)
        # Somebody who keeps one section of a portal sees its board, too; not the boards above it.
        nearest = max((home for home in portal_paths() if path.startswith(home)), key=len, default=None)
        if nearest is not None:
            seen |= Q(path=nearest)
    return portals.filter(seen)


def visible_originals(user: Any, portal: HomePage | None) -> QuerySet[Original]:
    """What he may translate of a portal, without the portals below it; with None: what all portals share."""
    places, translated = _rights(user)
    if portal is None:
        shared = _with_texts().filter(page=None, portal=None)
        if user.is_superuser or translated:
            return shared
        kinds = ContentType.objects.get_for_models(*_record_models()).values()
        kept = [kind.pk for kind in kinds if user.has_perm(f"{kind.app_label}.change_{kind.model}")]
        return shared.filter(content_type__in=kept)
    here = originals_of(portal)
    if user.is_superuser or _translates_at(user, portal) or any(_may(user, portal, a) for a in ("change", "publish")):
        return here
    mine = Q(pk=None)
    for path in {path for path, action in places if action in ("change", "publish")}:
        mine |= Q(page__path__startswith=path)
    return here.filter(mine)


def originals_of(portal: HomePage) -> QuerySet[Original]:
    """The pages and records of a portal, without those of the portals below it."""
    here = Q(page__path__startswith=portal.path)
    below = [path for path in portal_paths() if path.startswith(portal.path) and path != portal.path]
    for path in below:
        # The portals directly below hold those further down.
        if not any(path != other and path.startswith(other) for other in below):
            here &= ~Q(page__path__startswith=path)
    return _with_texts().filter(here | Q(portal=portal))


def _with_texts() -> QuerySet[Original]:
    """A picture without a description, a file without a title: there is nothing to translate."""
    return Original.objects.filter(words__gt=0)


def _record_models() -> list[Any]:
    from promo.languages.originals import registered

    return registered()


def _place(original: Original) -> BasePage | None:
    """The page, or the portal a record belongs to; None for what all share."""
    return original.page if original.page_id else original.portal


def _keeps(user: Any, original: Original) -> bool:
    """Whether he keeps shared records of this kind."""
    kind = original.content_type
    return bool(user.has_perm(f"{kind.app_label}.change_{kind.model}"))


def _rights(user: Any) -> tuple[list[tuple[str, str]], list[str]]:
    """([(tree path, action) of each of his rights on pages], [tree path of each portal he translates]).

    Read once for each user object, that is for each request, as Django reads permissions.
    """
    kept = getattr(user, "_desk_rights", None)
    if kept is None:
        rows = GroupPagePermission.objects.filter(group__user=user).values_list("page__path", "permission__codename")
        places = [(path, codename.removesuffix("_basepage")) for path, codename in rows]
        translated = TranslatorGroup.objects.filter(group__user=user).values_list("portal__path", flat=True)
        kept = user._desk_rights = (places, list(translated))
    return kept  # type: ignore[no-any-return]


def _may(user: Any, page: BasePage, action: str) -> bool:
    # Not Wagtail's `can_edit`, which asks for the owner, too: "add" there means one's own pages only.
    places, _translated = _rights(user)
    if any(page.path.startswith(path) for path, has in places if has == action):
        return True
    is_own = action == "change" and page.owner_id == user.pk
    return is_own and any(page.path.startswith(path) for path, has in places if has == "add")


def _translates_at(user: Any, page: BasePage) -> bool:
    return any(page.path.startswith(path) for path in _rights(user)[1])
