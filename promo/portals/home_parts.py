"""What each part of a home page shows. One room for the queries: they must not grow."""

from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import get_page_models

from promo.core.blocks.figures import figure_rows
from promo.core.cards import queryset_cards
from promo.core.languages import public_language
from promo.core.models import BasePage
from promo.core.portals import get_portal, portal_paths
from promo.core.trail import STEP
from promo.portals.coming import coming
from promo.portals.maps import portal_map
from promo.portals.models import ContactPage, HomePage, StandardPage
from promo.portals.scope import within

NEWEST = 14
# What is on: so many events, or stories where there are none.
WHATS_ON = 3
# More would make the home page a directory; the map leads to all of them.
MOST_PORTALS = 24


def home_parts(home: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Context of the home template: the hero, and the parts in order, each with its data and template.

    A part with nothing to show is left out, and so is its heading.
    """
    language = public_language()
    pages = _linked_pages(home)
    shared = {"stories": _stories(home, request, language), "pages": pages, "coming": ([], "")}
    if any(block.block_type == "whats_on" for block in home.body):
        shared["coming"] = coming(home, language, request, WHATS_ON)
    parts = []
    for block in home.body:
        shown = PARTS[block.block_type](home, block.value, request, shared)
        if shown:
            data = {"items": shown} if isinstance(shown, list) else shown
            heading = block.value["heading"]
            parts.append({**data, "heading": heading, "template": f"home/{block.block_type}.html"})
    actions = [
        {"label": action.value["label"], "url": pages[action.value["page"].pk]}
        for action in home.actions
        if action.value["page"] is not None and action.value["page"].pk in pages
    ]
    hero = {"title": home.title, "tagline": home.tagline, "image": home.image, "actions": actions}
    return {"hero": hero, "parts": parts}


def _linked_pages(home: HomePage) -> dict[int, str | None]:
    """Addresses of all pages the home's parts and buttons lead to, where they exist in the language."""
    language = public_language()
    chosen = [action.value["page"] for action in home.actions]
    for block in home.body:
        if block.block_type == "doors":
            chosen += [door["page"] for door in block.value["doors"]]
        elif "page" in block.value:
            chosen.append(block.value["page"])
    return {page.pk: page.url_in(language) for page in chosen if page is not None and page.published_in(language)}


def story_models() -> list[type[BasePage]]:
    """Page types that are stories: they carry a date and stand in lists of news."""
    return [model for model in get_page_models() if getattr(model, "is_story", False)]


def _stories(home: HomePage, request: HttpRequest, language: str) -> list[dict[str, Any]]:
    types = ContentType.objects.get_for_models(*story_models()).values()
    newest = BasePage.objects.filter(within(home), content_type__in=types).live_in(language)
    return queryset_cards(newest.newest_first(language)[:NEWEST], request)


# What a part shows: its items, or all its data; something falsy for nothing.
Part = Callable[[HomePage, Any, HttpRequest, dict[str, Any]], Any]


def _whats_on(home: HomePage, value: Any, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any] | None:
    """The next events; the newest stories where none is to come."""
    events, url = shared["coming"]
    items = events or shared["stories"][:WHATS_ON]
    return {"items": items, "url": url, "are_events": bool(events)} if items else None


def _some_stories(home: HomePage, value: Any, request: HttpRequest, shared: dict[str, Any]) -> list[dict[str, Any]]:
    """The newest stories, after those that "what is on" shows already."""
    events, _url = shared["coming"]
    above = WHATS_ON if not events and any(block.block_type == "whats_on" for block in home.body) else 0
    return shared["stories"][above : above + value["count"]]


def _doors(home: HomePage, value: Any, request: HttpRequest, shared: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"title": door["title"], "text": door["text"], "image": door["image"], "url": shared["pages"][door["page"].pk]}
        for door in value["doors"]
        if door["page"] is not None and door["page"].pk in shared["pages"]
    ]


def _sections(home: HomePage, value: Any, request: HttpRequest, shared: dict[str, Any]) -> list[dict[str, Any]]:
    """What hangs below the home page, but for other portals and for what the footer leads to."""
    footer = ContentType.objects.get_for_models(ContactPage, StandardPage).values()
    children = BasePage.objects.child_of(home).live_in(public_language()).exclude(content_type__in=footer)
    return queryset_cards(children.exclude(pk__in=portal_paths().values()).order_by("path"), request, kickers=False)


def _figures(home: HomePage, value: Any, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any] | None:
    page = value["page"]
    url = shared["pages"].get(page.pk) if page else None
    rows = figure_rows(value["figures"])
    return {"items": rows, "text": value["text"], "url": url} if rows else None


def _area_map(home: HomePage, value: Any, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any] | None:
    drawn = portal_map(home, request)
    return {"area_map": drawn} if drawn else None


def _asean(home: HomePage, value: Any, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any] | None:
    page = value["page"]
    if page is None or page.pk not in shared["pages"]:
        return None
    language = public_language()
    children = BasePage.objects.child_of(page).live_in(language).as_links(language).order_by("path")
    links = [{"label": child.title, "url": child.url_in(language, request)} for child in children]
    return {"title": page.title, "introduction": value["text"], "url": shared["pages"][page.pk], "links": links}


def _portals(home: HomePage, value: Any, request: HttpRequest, shared: dict[str, Any]) -> list[dict[str, Any]]:
    """The portals below this one; for a portal with none below, its neighbours under the same province."""
    language = public_language()
    paths = portal_paths()
    below = [path for path in paths if path.startswith(home.path) and path != home.path]
    beside = [path for path in paths if home.depth > 2 and path[:-STEP] == home.path[:-STEP] and path != home.path]
    shown = (get_portal(paths[path]) for path in sorted(below or beside)[:MOST_PORTALS])
    return [
        {
            "title": portal.full_name,
            "url": portal.url_in(language, request),
            "image": portal.image,
            "kind": portal.unit.get_kind_display(),
            "introduction": portal.tagline,
        }
        for portal in shown
        if portal.published_in(language)
    ]


def _partners(home: HomePage, value: Any, request: HttpRequest, shared: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"label": partner["label"], "url": partner["url"]} for partner in value["partners"]]


PARTS: dict[str, Part] = {
    "whats_on": _whats_on,
    "stories": _some_stories,
    "doors": _doors,
    "sections": _sections,
    "figures": _figures,
    "area_map": _area_map,
    "asean": _asean,
    "portals": _portals,
    "partners": _partners,
}
