"""The group of a portal that translates."""

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext

from promo.languages.models import TranslatorGroup
from promo.portals.models import HomePage


def add_translators(home: HomePage, name: str) -> Group:
    """A group whose members translate the portal and keep the glossary, and can do nothing else.

    `name` begins the group's; the unit's code is added where another group has it.
    """
    suffix = ": " + gettext("translators")
    taken = Group.objects.filter(name=name + suffix).exists()
    group = Group.objects.create(name=(f"{name} ({home.unit.code})" if taken else name) + suffix)
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        *Permission.objects.filter(
            content_type__app_label="languages",
            content_type__model="glossaryterm",
            codename__in=("add_glossaryterm", "change_glossaryterm", "view_glossaryterm"),
        ),
    )
    TranslatorGroup.objects.create(portal=home, group=group)
    return group
