"""`portal` in every template: banner, menus, languages, footer."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from promo.core.languages import NAMES, language_tag, public_language
from promo.core.portals import get_portal, portal_of, portal_paths
from promo.core.sites import SiteEntry, site_of
from promo.core.versions import Remembered
from promo.portals.models import HomePage, Menu, Notice

_chrome = Remembered(size=1024)


def portal(request: HttpRequest) -> dict[str, Any]:
    return {"portal": SimpleLazyObject(lambda: portal_context(request))}


def portal_context(request: HttpRequest) -> dict[str, Any] | None:
    """The portal of the page being shown, else of the host; None where there is none (the admin)."""
    site = site_of(request)
    page = getattr(request, "page", None)
    home = portal_of(page) if page is not None else None
    if home is None and site is not None:
        pk = portal_paths().get(site.tree_path)
        home = get_portal(pk) if pk else None
    if home is None:
        return None
    language = public_language()
    key = (home.pk, language, site.site_id if site else None)
    chrome = _chrome.get(key, lambda: _build(home, language, site, request))
    now = timezone.now()
    return {
        **chrome,
        "key": key,
        "menu": _with_current(chrome["menu"], request.path),
        "languages": _languages(page, home, language, request),
        "notices": [notice for notice in chrome["all_notices"] if notice["starts"] <= now <= notice["ends"]],
    }


def _languages(page: Any, home: Any, language: str, request: HttpRequest) -> list[dict[str, Any]]:
    """The languages this page exists in (on a 404: the portal's), by their own names."""
    subject = page if page is not None and page.live_languages else home
    return [
        {
            "code": code,
            "name": NAMES[code],
            "url": subject.url_in(code, request),
            "current": code == language,
            "hreflang": language_tag(code),
        }
        for code in home.offered_languages
        if subject.published_in(code)
    ]


def _with_current(menu: list[dict[str, Any]], path: str) -> list[dict[str, Any]]:
    return [
        {
            **item,
            "current": bool(item["url"]) and path.startswith(item["url"]),
            "children": [{**child, "current": path == child["url"]} for child in item["children"]],
        }
        for item in menu
    ]


def _build(home: Any, language: str, site: SiteEntry | None, request: HttpRequest) -> dict[str, Any]:
    """All of the chrome that is the same on every page of a portal in one language on one host."""
    menus = {menu.place: menu for menu in Menu.objects.filter(portal=home, live=True)}
    header, footer = menus.get(Menu.Place.HEADER), menus.get(Menu.Place.FOOTER)
    above = (
        HomePage.objects.filter(path__in=[home.path[:end] for end in range(4, len(home.path), 4)])
        .live_in(language)
        .defer_streamfields()
    )
    return {
        "name": home.title,
        "full_name": home.full_name,
        "home_url": home.url_in(language, request),
        "emblem": home.emblem,
        "theme_css_url": home.theme_url,
        "menu": [
            _link(block.value, language, request)
            for block in header.items
            if block.block_type == "item" and _shown(block.value, language)
        ]
        if header
        else [],
        "footer_groups": [
            {
                "title": block.value["title"],
                "items": [_link(link, language, request) for link in block.value["links"] if _shown(link, language)],
            }
            for block in footer.items
            if block.block_type == "group"
        ]
        if footer
        else [],
        "contact": {"address": home.address, "phone": home.phone, "email": home.email},
        "responsible": home.responsible,
        "social": [{"label": block.value["label"], "url": block.value["url"]} for block in home.social],
        "ancestors_portals": [{"name": portal.full_name, "url": portal.url_in(language, request)} for portal in above],
        "all_notices": [
            {"kind": notice.kind, "text": notice.text, "starts": notice.starts, "ends": notice.ends}
            for notice in Notice.objects.filter(portal=home, ends__gte=timezone.now())
        ],
        "sitemap_url": "/sitemap.xml",
    }


def _shown(link: Any, language: str) -> bool:
    """A link to a page that is not public in the language would lead a reader astray."""
    return bool(link["url"]) or (link["page"] is not None and link["page"].published_in(language) is not None)


def _link(link: Any, language: str, request: HttpRequest) -> dict[str, Any]:
    page = link["page"]
    # With both, the address stands in where the page does not exist in the language.
    readable = page is not None and (page.published_in(language) is not None or not link["url"])
    return {
        "label": link["label"] or (page.title if page is not None else link["url"]),
        "url": page.url_in(language, request) if readable else link["url"],
        "children": [_link(child, language, request) for child in link.get("children", []) if _shown(child, language)],
    }
