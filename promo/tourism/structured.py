"""Schema.org nodes of places to see, dishes, places to eat and stay, and routes.

What is no CreativeWork has no publisher: `core.seo` gives every node one unless it says that it has none.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, pgettext

from promo.catalogue.facts import telephone_url
from promo.catalogue.structured import Node, common, geo, page_nodes, postal_address
from promo.core.languages import language_tag, shown_language
from promo.core.portals import portal_of
from promo.core.text import fold
from promo.tourism.prices import band_range

# Vietnamese words a ticket's text begins with where nothing is asked. Nothing is said of other texts.
_FREE = ("mien phi", "khong thu phi", "khong thu ve", "vao cua tu do", "tu do")


def place(page: Any, request: HttpRequest) -> Node:
    """What every place has: name, address, position, telephone."""
    node = common(page, request)
    node["address"] = postal_address(page)
    if page.latitude is not None and page.longitude is not None:
        node["geo"] = geo(page.latitude, page.longitude)
    phone = telephone_url(getattr(page, "phone", ""))
    node["telephone"] = phone.removeprefix("tel:")
    node["sameAs"] = getattr(page, "website", "")
    if getattr(page, "hours", ""):
        # Words, which openingHours has no form for.
        node["description"] = " ".join(
            [node["description"], gettext("Opening hours: %(hours)s") % {"hours": page.hours}]
        ).strip()
    return node


def organisation(page: Any, request: HttpRequest) -> Node | None:
    """The portal the page stands on, as an organiser or author."""
    portal = portal_of(page)
    if portal is None:
        return None
    home = portal.full_url_in(shown_language(request))
    return {"@type": "GovernmentOrganization", "name": portal.full_name, **({"url": home} if home else {})}


def is_free(page: Any) -> bool:
    """Whether the ticket's text says that nothing is asked."""
    return fold(page.ticket_vi or "").startswith(_FREE)


def destination(page: Any, request: HttpRequest) -> list[Node]:
    node = place(page, request)
    subtypes = {
        page.Kind.TEMPLE: "PlaceOfWorship",
        page.Kind.RELIC: "LandmarksOrHistoricalBuildings",
        page.Kind.MUSEUM: "Museum",
    }
    types = ["TouristAttraction", subtypes.get(page.kind)]
    if page.rank:
        types.append("LandmarksOrHistoricalBuildings")
    node["@type"] = list(dict.fromkeys(found for found in types if found))
    if is_free(page):
        node["isAccessibleForFree"] = True
    if page.step_free:
        node["amenityFeature"] = [
            {
                "@type": "LocationFeatureSpecification",
                "name": gettext("A way in without steps, and room inside"),
                "value": True,
            }
        ]
    return page_nodes(page, request, node)


def dish(page: Any, request: HttpRequest, ingredients: list[str], steps: list[str]) -> list[Node]:
    """A recipe where there are ingredients, steps and the picture that search engines ask for; else a term."""
    node = common(page, request)
    if not (ingredients and steps and node["image"] and page.kind != page.Kind.CRAFT):
        return page_nodes(page, request, {"@type": "DefinedTerm", **node})
    url = page.full_url_in(shown_language(request)) or ""
    published = page.published_in(shown_language(request)) or page.first_published_at
    recipe = {
        "@type": "Recipe",
        **node,
        "author": organisation(page, request),
        "inLanguage": language_tag(shown_language(request)),
        "recipeCategory": str(page.get_kind_display()),
        "recipeCuisine": pgettext("cuisine", "Vietnamese"),
        "datePublished": published.isoformat() if published else "",
        "recipeIngredient": ingredients,
        "recipeInstructions": [
            {"@type": "HowToStep", "text": step, "url": f"{url}#step-{number}"} for number, step in enumerate(steps, 1)
        ],
    }
    nodes = page_nodes(page, request, recipe)
    # A recipe is a work: it has a publisher, whom `core.seo` names.
    del nodes[1]["publisher"]
    return nodes


def venue(page: Any, request: HttpRequest) -> list[Node]:
    node = place(page, request)
    node["@type"] = "Restaurant" if page.kind == page.Kind.EAT else "LodgingBusiness"
    node["email"] = page.email
    if page.price_band:
        node["priceRange"] = band_range(page.kind, page.price_band)
    return page_nodes(page, request, node)


def route(page: Any, request: HttpRequest, stops: list[Any]) -> list[Node]:
    items = []
    for stop in stops:
        item: Node = {"@type": "Place", "name": stop.title}
        if stop.url:
            item["url"] = request.build_absolute_uri(stop.url)
        if stop.position:
            item["geo"] = geo(*stop.position)
        items.append({"@type": "ListItem", "position": stop.number, "item": item})
    node = common(page, request) | {
        "@type": "TouristTrip",
        "itinerary": {
            "@type": "ItemList",
            "numberOfItems": len(items),
            "itemListOrder": "https://schema.org/ItemListOrderAscending",
            "itemListElement": items,
        },
    }
    return page_nodes(page, request, node)
