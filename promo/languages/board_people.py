"""Who can be given translations of a portal, and by whom."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission

from promo.core.models import BasePage
from promo.languages import access
from promo.languages.models import Original, Translation, TranslatorGroup
from promo.portals.models import HomePage


def path_and_above(page: BasePage) -> list[str]:
    return [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]


def possible_translators(place: BasePage | None) -> QuerySet[Any]:
    """The people who may translate a page or a portal's records, by name; with None, what all portals share."""
    if place is None:
        groups = Q(groups__in=TranslatorGroup.objects.values("group"))
    else:
        places = path_and_above(place)
        editors = GroupPagePermission.objects.filter(page__path__in=places, permission__codename="change_basepage")
        groups = Q(groups__in=TranslatorGroup.objects.filter(portal__path__in=places).values("group"))
        groups |= Q(groups__in=editors.values("group"))
    people = get_user_model().objects.filter(Q(is_active=True) & (Q(is_superuser=True) | groups))
    return _by_name(people)


def translators_of(portal: HomePage | None, originals: QuerySet[Original], user: Any) -> QuerySet[Any]:
    """Those who can be given work of a portal and those who have some; `user` himself, too."""
    has_work = Translation.objects.filter(original__in=originals.values("pk"), translator__isnull=False)
    able = possible_translators(portal).order_by().values("pk")
    wanted = Q(pk__in=able) | Q(pk=user.pk) | Q(pk__in=has_work.values("translator"))
    return _by_name(get_user_model().objects.filter(wanted))


def _by_name(people: QuerySet[Any]) -> QuerySet[Any]:
    name = get_user_model().USERNAME_FIELD
    return people.distinct().only("pk", name, "first_name", "last_name").order_by("last_name", "first_name", name)


def gives_work(user: Any, portal: HomePage | None) -> bool:
    """Whether he may give translations to others: its editors and reviewers, not those who only translate."""
    if user.is_superuser:
        return True
    if portal is not None:
        whole = Original(page=portal)
        if access.may_edit_source(user, whole) or access.may_publish(user, whole):
            return True
    # Who is no translator sees only what he keeps.
    mine = TranslatorGroup.objects.filter(group__user=user)
    if portal is not None:
        mine = mine.filter(portal__path__in=path_and_above(portal))
    return not mine.exists()
