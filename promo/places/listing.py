"""What the page of a map shows for a query string: the filters with counts, and the places as a list.

Queries: the grouped count, the keys of the page's places, their rows (one a page type, none for what is remembered),
what each layer asks for its lines, and once until something is published the names of communes.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from promo.core import shelf
from promo.core.cards import cards, mixed_rows
from promo.core.languages import public_language
from promo.core.pagination import CountedPaginator, asked_page, page_links
from promo.core.text import fold
from promo.localities.models import AdministrativeUnit
from promo.localities.querysets import column_of_sort_name
from promo.places import layers
from promo.places.filters import Asked, Counts, places_of
from promo.places.layers import Line

PER_PAGE = 24


def listing(page: Any, portal: Any, request: HttpRequest) -> dict[str, Any]:
    """The context of the list and its filters."""
    language = public_language()
    asked = Asked.read(request.GET)
    places = places_of(portal, language)
    counts = Counts(places, asked)
    asked = _only_known_commune(asked, counts)
    lines = all_lines(portal, language, request)
    matching = counts.matching(asked)
    url = page.url_in(language, request) or ""
    address = _address(url, asked)
    paginator = CountedPaginator(places.filter(asked.condition()), PER_PAGE, matching)
    shown = asked_page(paginator, request.GET.get("page", "1"))
    items = _cards(shown.object_list, language, request) if matching else []
    routes = matching_lines(lines, asked) if shown.number == 1 else []
    first = (shown.number - 1) * PER_PAGE
    for number, item in enumerate(items, first + 1):
        item["number"] = number
    return {
        "asked": asked,
        "url": url,
        "search": asked.search,
        "layers": _layer_options(asked, counts, lines),
        "kinds": _kind_options(asked, counts),
        "communes": _commune_options(asked, counts),
        "active": _active(url, asked),
        "is_filtered": bool(asked),
        "items": items,
        "routes": routes,
        "count": matching,
        "count_words": count_words(matching),
        "total": counts.total + len(lines),
        "suggestions": [] if matching or routes else _suggestions(url, asked, counts),
        "paginator": page_links(shown, address),
    }


def count_words(number: int) -> str:
    return ngettext("%(count)s place", "%(count)s places", number) % {"count": number}


def all_lines(portal: Any, language: str, request: HttpRequest | None) -> list[tuple[layers.Layer, Line]]:
    """The lines of all layers that have some; what each layer asks for them, however many there are."""
    if portal is None:
        return []
    return [
        (layer, line) for layer in layers.all_layers() if layer.lines for line in layer.lines(portal, language, request)
    ]


def matching_lines(lines: list[tuple[layers.Layer, Line]], asked: Asked) -> list[Line]:
    """A line has a name and a layer, and neither kind nor commune."""
    if asked.kind or asked.commune:
        return []
    return [
        line
        for layer, line in lines
        if (not asked.layers or layer.key in asked.layers) and all(word in fold(line.title) for word in asked.words)
    ]


def _only_known_commune(asked: Asked, counts: Counts) -> Asked:
    return asked if asked.commune in {group.commune for group in counts.groups} else asked.without("commune")


def _address(url: str, asked: Asked) -> str:
    query = asked.query()
    return f"{url}?{query}" if query else url


def _cards(places: Any, language: str, request: HttpRequest) -> list[dict[str, Any]]:
    columns = ("page_id", "page__content_type_id", "layer", "kind", "latitude", "longitude")
    found = list(places.values_list(*columns))
    by_key = {key: place for key, _type, *place in found}
    rows = mixed_rows([(key, content_type) for key, content_type, *_place in found], language)
    items = []
    for row, card in zip(rows, cards(rows, request, kickers=False), strict=True):
        layer, kind, latitude, longitude = by_key[row.pk]
        items.append({**card, "kind_label": layers.kind_label(layer, kind), "lat": latitude, "lon": longitude})
    return items


def _layer_options(asked: Asked, counts: Counts, lines: list[tuple[layers.Layer, Line]]) -> list[dict[str, Any]]:
    numbers = counts.by("layers", asked)
    matching = matching_lines(lines, asked.without("layers").without("kind"))
    for layer, line in lines:
        numbers[layer.key] = numbers.get(layer.key, 0) + (line in matching)
    return [
        {
            "value": layer.key,
            "label": capfirst(str(layer.label)),
            "icon": layer.icon,
            "count": numbers.get(layer.key, 0),
            "chosen": layer.key in asked.layers,
        }
        for layer in layers.all_layers()
        if layer.key in numbers or layer.key in asked.layers
    ]


def _kind_options(asked: Asked, counts: Counts) -> list[dict[str, Any]]:
    """By layer, those of the chosen layers or of all."""
    numbers = counts.by("kind", asked)
    groups = []
    for layer in layers.all_layers():
        if asked.layers and layer.key not in asked.layers:
            continue
        options = [
            {
                "value": f"{layer.key}.{kind}",
                "label": capfirst(str(label)),
                "count": numbers[f"{layer.key}.{kind}"],
                "chosen": f"{layer.key}.{kind}" == asked.kind,
            }
            for kind, label in layer.kinds
            if f"{layer.key}.{kind}" in numbers
        ]
        if options:
            groups.append({"label": capfirst(str(layer.label)), "options": options})
    return groups


def _commune_options(asked: Asked, counts: Counts) -> list[dict[str, Any]]:
    numbers = counts.by("commune", asked)
    return [
        {"value": key, "label": name, "count": numbers[key], "chosen": key == asked.commune}
        for key, name in _communes([key for key in numbers if key]).items()
    ]


def _communes(keys: list[int]) -> dict[int, str]:
    """Names of communes, in the reader's alphabet."""
    language = public_language()
    sort_name = column_of_sort_name(language)

    def read(missing: list[int]) -> dict[int, tuple[str, str]]:
        units = AdministrativeUnit.objects.filter(pk__in=missing).defer("boundary")
        return {unit.pk: (getattr(unit, sort_name), unit.public_name) for unit in units}

    found = shelf.in_bulk(f"commune name {language}", keys, read)
    return {key: name for key, (_sort_name, name) in sorted(found.items(), key=lambda item: (item[1], item[0]))}


def _labels(asked: Asked) -> dict[str, str]:
    """What is asked for, field by field, in words."""
    labels = {}
    if asked.search:
        # Translators: what somebody has looked for, in quotation marks.
        labels["search"] = gettext("“%(words)s”") % {"words": asked.search}
    if asked.layers:
        chosen = [layer for layer in layers.all_layers() if layer.key in asked.layers]
        labels["layers"] = ", ".join(capfirst(str(layer.label)) for layer in chosen)
    if asked.kind:
        labels["kind"] = layers.kind_label(*asked.kind.split(".", 1))
    if asked.commune:
        labels["commune"] = _communes([asked.commune]).get(asked.commune, "")
    return labels


def _active(url: str, asked: Asked) -> list[dict[str, str]]:
    """The filters in use, each with the address of the map without it."""
    return [{"label": label, "url": _address(url, asked.without(field))} for field, label in _labels(asked).items()]


def _suggestions(url: str, asked: Asked, counts: Counts) -> list[dict[str, str]]:
    """Which one filter to drop for a result, the widest first."""
    found = []
    for field, label in _labels(asked).items():
        wider = asked.without(field)
        found.append((counts.matching(wider), label, _address(url, wider)))
    return [
        {"label": label, "url": url, "count_words": count_words(number)}
        for number, label, url in sorted(found, key=lambda row: -row[0])
        if number
    ]
