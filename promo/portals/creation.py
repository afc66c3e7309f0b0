"""A new portal in one step: home, sections, legal pages, menus, host, people's groups, workflow."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils.translation import gettext
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from promo.core.languages import CODES, SOURCE, TARGETS, column, in_source
from promo.core.models import BasePage
from promo.core.publishing import publish_languages, publish_record_language
from promo.core.text import slugify
from promo.localities.models import AdministrativeUnit
from promo.portals.content import load, text
from promo.portals.models import HomePage, Menu
from promo.portals.starter import STARTER, starter_pages

_HOST = RegexValidator(r"\A(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\Z")


# Sent with `home` and the `name` of its groups, inside the transaction.
portal_created = Signal()


@dataclass(frozen=True)
class NewPortal:
    """What `create_portal` made."""

    home: HomePage
    site: Site
    pages: dict[str, BasePage]


def parse_host(host: str) -> tuple[str, int]:
    """("me-so.localhost", 8000) of "me-so.localhost:8000"; port 80 where none is named. Raises ValidationError."""
    name, _colon, port = host.strip().lower().partition(":")
    try:
        _HOST(name)
        number = int(port or 80)
    except (ValidationError, ValueError):
        raise ValidationError(gettext("“%(host)s” is not a host name.") % {"host": host}) from None
    if not 0 < number < 65536:
        raise ValidationError(gettext("“%(host)s” is not a host name.") % {"host": host})
    return name, number


@transaction.atomic
def create_portal(
    unit: AdministrativeUnit,
    host: str,
    *,
    slug: str = "",
    theme: str = "phu-sa",
    languages: list[str] | None = None,
    asean: bool = True,
) -> NewPortal:
    """Make a complete portal for `unit` that answers at `host`, all or nothing.

    It hangs below the portal of the unit's parent, if there is one. Raises ValidationError if the host
    or the unit has a portal already, or the host is no name.
    """
    hostname, port = parse_host(host)
    if Site.objects.filter(hostname=hostname, port=port).exists():
        raise ValidationError(gettext("The host “%(host)s” has a portal already.") % {"host": host})
    if HomePage.objects.filter(unit=unit).exists():
        raise ValidationError(gettext("%(unit)s has a portal already.") % {"unit": unit.full_name_vi})
    unknown = set(languages or ()) - set(CODES)
    if unknown:
        raise ValidationError(gettext("There is no language “%(codes)s”.") % {"codes": ", ".join(sorted(unknown))})
    offered = [code for code in CODES if not languages or code in languages or code in ("vi", "en")]
    with in_source():
        home = _home(unit, slug or slugify(unit.name_vi), theme, offered)
        site = Site.objects.create(
            hostname=hostname,
            port=port,
            site_name=unit.full_name_vi,
            root_page=home,
            is_default_site=not Site.objects.filter(is_default_site=True).exists(),
        )
        names = unit_names(unit)
        pages = starter_pages(home, offered, names, asean=asean)
        _menus(home, pages, offered)
        name = _name_of_its_own(unit)
        _people(home, name)
        portal_created.send(HomePage, home=home, name=name)
    return NewPortal(home, site, pages)


def unit_names(unit: AdministrativeUnit) -> dict[str, str]:
    """The unit's full name in every language: its own there, else the English one, else the Vietnamese."""
    return {code: getattr(unit, column("full_name", code)) or unit.full_name_en or unit.full_name_vi for code in CODES}


def _short_names(unit: AdministrativeUnit) -> dict[str, str]:
    return {code: getattr(unit, column("name", code)) or unit.name_en or unit.name_vi for code in CODES}


def _home(unit: AdministrativeUnit, slug: str, theme: str, offered: list[str]) -> HomePage:
    above = HomePage.objects.filter(unit=unit.parent).first() if unit.parent_id else None
    parent = above or BasePage.get_first_root_node()
    full, short = unit_names(unit), _short_names(unit)
    home = HomePage(
        title_vi=short[SOURCE],
        draft_title=short[SOURCE],
        full_name_vi=full[SOURCE],
        slug=slug,
        unit=unit,
        theme=theme,
        languages=offered,
        includes_portals_below=above is None,
        body_vi=[{"type": name, "value": {}} for name in ("whats_on", "stories", "sections", "area_map", "portals")],
    )
    parent.add_child(instance=home)
    targets = [code for code in TARGETS if code in offered]
    publish_languages(
        home,
        {code: {"title": short[code], "full_name": full[code], "body": home.body_vi} for code in targets},
        # Short and the same for all who read no Vietnamese: a name in Latin letters.
        local_slugs=dict.fromkeys(targets, slug),
    )
    home.refresh_from_db()
    return home


def _menus(home: HomePage, pages: dict[str, BasePage], offered: list[str]) -> None:
    """Header and footer from starter/menus.toml, of those starter pages the portal has."""
    words = load(STARTER / "menus.toml")

    def links(rows: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
        return [
            {"label": text(row["label"], language), "page": pages[row["page"]].pk, "url": ""}
            for row in rows
            if row["page"] in pages
        ]

    def header(language: str) -> list[dict[str, Any]]:
        items = []
        for row in words["header"]["items"]:
            for link in links([row], language):
                below = links(row.get("children", []), language)
                items.append({"type": "item", "value": {**link, "children": _listed(below, f"menu/{row['page']}")}})
        return items

    def footer(language: str) -> list[dict[str, Any]]:
        return [
            {
                "type": "group",
                "value": {"title": text(group["title"], language), "links": links(group["items"], language)},
            }
            for group in words["footer"]["groups"]
        ]

    for place, items in ((Menu.Place.HEADER, header), (Menu.Place.FOOTER, footer)):
        menu = Menu.objects.create(portal=home, place=place, items_vi=_identified(items(SOURCE), place), live=True)
        for code in TARGETS:
            if code in offered:
                publish_record_language(menu, code, {"items": _identified(items(code), place)})


def _listed(values: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """The items of a list block, with ids for the same reason as below."""
    return [
        {"type": "item", "value": value, "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{key}/{number}"))}
        for number, value in enumerate(values)
    ]


def _identified(blocks: list[dict[str, Any]], place: Any) -> list[dict[str, Any]]:
    """The same ids in every language, by which the desk knows which texts belong together."""
    return [
        {**block, "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"menu/{place}/{number}"))}
        for number, block in enumerate(blocks)
    ]


def _name_of_its_own(unit: AdministrativeUnit) -> str:
    """The unit's name for its groups and shelf; with its code where a unit of the same name was first."""
    name = unit.full_name_vi
    return f"{name} ({unit.code})" if Group.objects.filter(name__startswith=f"{name}: ").exists() else name


def _people(home: HomePage, name: str) -> None:
    """Groups of the portal's own: editors who write, reviewers who approve; a shelf for their pictures."""
    collection = Collection.get_first_root_node().add_child(instance=Collection(name=name))
    editors = Group.objects.create(name=f"{name}: " + gettext("editors"))
    reviewers = Group.objects.create(name=f"{name}: " + gettext("reviewers"))
    admin_access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    page_permissions = {
        permission.codename: permission
        for permission in Permission.objects.filter(content_type__app_label="core", content_type__model="basepage")
    }
    of_pages = {editors: ("add", "change"), reviewers: ("add", "change", "publish", "lock", "unlock")}
    for group, actions in of_pages.items():
        group.permissions.add(admin_access)
        for action in actions:
            GroupPagePermission.objects.create(
                group=group, page=home, permission=page_permissions[f"{action}_basepage"]
            )
        for permission in _shelf_permissions():
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
    approval = f"{name}: " + gettext("approval")
    workflow = Workflow.objects.create(name=approval, active=True)
    task = GroupApprovalTask.objects.create(name=approval, active=True)
    task.groups.add(reviewers)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)


def _shelf_permissions() -> QuerySet[Permission]:
    """To add, change and choose pictures and documents. Wagtail asks for its own models' permissions."""
    codenames = [f"{action}_{model}" for action in ("add", "change", "choose") for model in ("image", "document")]
    return Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=codenames
    )
