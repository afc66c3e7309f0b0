"""The list of projects as a table: rows, totals, orders, shortlist; and projects side by side."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db.models import Sum
from django.http import HttpRequest
from django.utils.translation import gettext, pgettext

from promo.catalogue.facts import invented_words
from promo.catalogue.listing import filters_of
from promo.core.cards import Row
from promo.core.languages import SOURCE, column, public_language
from promo.core.portals import portal_of
from promo.investment.columns import COLUMNS, Column, Part, Type, Values, by_name, rows
from promo.investment.downloads.offers import list_files, shortlist_files
from promo.investment.facts import amount, rate_words
from promo.investment.filters import ORDERS
from promo.investment.links import first_url
from promo.investment.models import IncentiveFinderPage, ProjectIndexPage
from promo.investment.project_map import map_context
from promo.investment.reading import Reading, reading_for
from promo.investment.selection import MOST_COMPARED, address, chosen_keys, compared_keys, is_map

# Of the table; dollars stand below the đồng.
SHOWN = ("group", "commune", "area", "capital", "form", "status", "called_on")
_READ = tuple(by_name(name) for name in ("name", *SHOWN, "invented", "page"))
# Orders that a column's head switches between, the first one first.
_HEADS = {
    "name": ("name",),
    "area": ("-area", "area"),
    "capital": ("-capital", "capital"),
    "called_on": ("-called_on",),
}


def _reading_of(found: list[Values], page: Any, language: str) -> Reading:
    communes = {values["commune_id"] for values in found} - {None}
    parks = {values["park_id"] for values in found if "park_id" in values} - {None}
    return reading_for(communes, parks, language, portal_of(page))


def _url(values: Values, language: str, request: HttpRequest) -> str:
    row = Row(values["pk"], values["path"], "", "", values["public_path"], None, None)
    return row.url(language, request)


def table_rows(page: ProjectIndexPage, projects: Any, request: HttpRequest, language: str) -> list[dict[str, Any]]:
    """The rows of a part of the list; two queries, and those of names that are not remembered."""
    found = list(rows(projects, language, _READ))
    reading = _reading_of(found, page, language)
    chosen = set(chosen_keys(request))
    return [
        {
            "key": values["pk"],
            "title": values["title"],
            "url": _url(values, language, request),
            "note": invented_words() if values["fictional"] else "",
            "chosen": values["pk"] in chosen,
            "cells": [_cell(by_name(name), values, reading) for name in SHOWN],
        }
        for values in found
    ]


def _cell(shown: Column, values: Values, reading: Reading) -> dict[str, Any]:
    note = ""
    if shown.name == "capital":
        dollars = by_name("capital_usd")
        note = dollars.full_words(dollars.value(values, reading))
    return {
        "name": shown.name,
        "label": shown.label,
        "value": shown.full_words(shown.value(values, reading)),
        "note": note,
        "code": shown.code(values) if shown.name == "status" else "",
        "is_number": shown.type is Type.NUMBER,
    }


def list_context(page: ProjectIndexPage, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """What the table needs beside the listing."""
    listing, language = context["listing"], public_language()
    pairs = parse_qsl(listing["query"])
    order = dict(pairs).get("sort", "")
    chosen = shortlist(page, request, language, listing["url"], pairs)
    on_this_page = {row["key"] for row in listing["cards"]}
    number = next((found["number"] for found in listing["paginator"]["pages"] if found.get("current")), 1)
    on_map = is_map(request)
    if on_map:
        # One address for search engines: that of the list, which stays the canonical one.
        context = {**context, "head": {**context["head"], "robots": "noindex"}}
    return {
        **context,
        "listing": {
            **listing,
            # Files are of projects, however these are shown.
            "files": list_files({**listing, "query": urlencode([pair for pair in pairs if pair[0] != "view"])}),
            # The way to those without a position is a line below the map.
            "facets": [found for found in listing["facets"] if found["name"] != "unplaced" or found["any"]],
        },
        "views": _views(listing["url"], pairs, on_map),
        "map": map_context(page, request, language, listing) if on_map and listing["total"] else None,
        "table": {
            "heads": [_head(by_name(name), listing["url"], pairs, order) for name in ("name", *SHOWN)],
            "orders": _orders(listing["url"], pairs, order),
            "totals": totals(page, request, language) if listing["count"] else [],
            # What the form of the shortlist sends along: the filters, and what is chosen on other pages.
            "sent": [
                *((name, value) for name, value in pairs if name != "chosen"),
                *(("chosen", str(row["key"])) for row in chosen["projects"] if row["key"] not in on_this_page),
                *([("page", str(number))] if number > 1 else []),
            ],
            "most_compared": MOST_COMPARED,
        },
        "shortlist": chosen,
        "finder_url": first_url(IncentiveFinderPage, page, request),
    }


def _views(url: str, pairs: list[tuple[str, str]], on_map: bool) -> list[dict[str, Any]]:
    """The same projects as a list and on a map."""
    others = [pair for pair in pairs if pair[0] != "view"]
    return [
        {
            "label": pgettext("view", "List"),
            "url": f"{url}?{urlencode(others)}" if others else url,
            "current": not on_map,
        },
        {"label": pgettext("view", "Map"), "url": f"{url}?{urlencode([*others, ('view', 'map')])}", "current": on_map},
    ]


def _ordered(url: str, pairs: list[tuple[str, str]], order: str) -> str:
    kept = [(name, value) for name, value in pairs if name != "sort"]
    query = urlencode([*kept, *([("sort", order)] if order else [])])
    return f"{url}?{query}" if query else url


def _orders(url: str, pairs: list[tuple[str, str]], order: str) -> list[dict[str, Any]]:
    found = [{"label": gettext("Open calls first"), "url": _ordered(url, pairs, ""), "current": not order}]
    return found + [
        {"label": str(label), "url": _ordered(url, pairs, key), "current": key == order}
        for key, label in ORDERS.items()
    ]


def _head(shown: Column, url: str, pairs: list[tuple[str, str]], order: str) -> dict[str, Any]:
    """The head of a column, with the order that following it gives."""
    orders = _HEADS.get(shown.name, ())
    if not orders:
        return {"label": shown.label, "is_number": shown.type is Type.NUMBER}
    following = orders[(orders.index(order) + 1) % len(orders)] if order in orders else orders[0]
    direction = ("descending" if order.startswith("-") else "ascending") if order in orders else ""
    return {
        "label": shown.label,
        "url": _ordered(url, pairs, following),
        "direction": direction,
        "is_number": shown.type is Type.NUMBER,
    }


def totals(page: ProjectIndexPage, request: HttpRequest, language: str) -> list[dict[str, str]]:
    """Area and capital of all that the filters leave, one query."""
    sums = filters_of(page, request, language).qs.order_by().aggregate(area=Sum("area"), capital=Sum("capital"))
    reading = reading_for(set(), set(), language, None)
    rows = [
        (gettext("Area in all"), amount(sums["area"], gettext("ha")), ""),
        (gettext("Capital in all"), amount(sums["capital"], gettext("billion VND")), ""),
        (
            gettext("In US dollars"),
            amount(reading.dollars(sums["capital"]), gettext("million USD")),
            rate_words(reading),
        ),
    ]
    return [{"label": label, "value": value, "note": note} for label, value, note in rows if value]


def shortlist(
    page: ProjectIndexPage, request: HttpRequest, language: str, url: str, pairs: list[tuple[str, str]]
) -> dict[str, Any]:
    """What is chosen and exists, each with the address of the list without it; one query if anything is chosen."""
    asked = chosen_keys(request)
    names = titles(page, asked, language)
    keys = [key for key in asked if key in names]
    others = [(name, value) for name, value in pairs if name != "chosen"]

    def without(left: list[int]) -> str:
        query = urlencode([*others, *(("chosen", key) for key in left)])
        return f"{url}?{query}" if query else url

    return {
        "projects": [
            {"key": key, "title": names[key], "remove_url": without([other for other in keys if other != key])}
            for key in keys
        ],
        "compare_url": address(url, compare=keys[:MOST_COMPARED], chosen=keys, on_map=is_map(request))
        if len(keys) > 1
        else "",
        "alone_url": address(url, chosen=keys),
        "clear_url": without([]),
        "is_too_long": len(keys) > MOST_COMPARED,
        "files": shortlist_files(url, keys),
    }


def titles(page: ProjectIndexPage, keys: list[int], language: str) -> dict[int, str]:
    if not keys:
        return {}
    projects = page.entries(language).filter(pk__in=keys).order_by().rewrite(False)
    found = projects.values_list("pk", column("title", language), column("title", SOURCE))
    return {key: title or source for key, title, source in found}


def comparison_context(page: ProjectIndexPage, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Up to four projects side by side: each column that any of them has something for."""
    language, url = public_language(), page.url_in(public_language(), request) or ""
    asked, chosen, on_map = compared_keys(request), chosen_keys(request), is_map(request)
    by_key = {values["pk"]: values for values in rows(page.entries(language).filter(pk__in=asked), language)}
    keys = [key for key in asked if key in by_key]
    shown = [by_key[key] for key in keys[:MOST_COMPARED]]
    reading = _reading_of(shown, page, language)
    compared = [values["pk"] for values in shown]
    return {
        **context,
        "head": {**context["head"], "robots": "noindex"},
        "projects": [
            {
                "title": values["title"],
                "url": _url(values, language, request),
                "note": invented_words() if values["fictional"] else "",
                "remove_url": address(
                    url, compare=[key for key in compared if key != values["pk"]], chosen=chosen, on_map=on_map
                )
                if len(compared) > 1
                else "",
            }
            for values in shown
        ],
        "lines": [line for line in (_line(found, shown, reading) for found in COLUMNS) if line],
        "rate": rate_words(reading),
        "list_url": address(url, chosen=chosen or compared, on_map=on_map),
        "left_out": max(0, len(keys) - MOST_COMPARED),
        "most": MOST_COMPARED,
    }


def _line(found: Column, shown: list[Values], reading: Reading) -> dict[str, Any] | None:
    if found.part in (Part.HEAD, Part.CONTACT) and found.name != "incentives":
        return None
    cells = [found.full_words(found.value(values, reading)) for values in shown]
    if not any(cells):
        return None
    return {
        "label": found.label,
        "cells": cells,
        "is_number": found.type is Type.NUMBER,
        "differs": len(set(cells)) > 1,
    }
