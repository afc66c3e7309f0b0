"""Schema.org nodes of what stands in listings.

What is no CreativeWork has no publisher: `core.seo` gives every node one unless it says that it has none.
"""

from typing import Any

from django.http import HttpRequest

from promo.catalogue.facts import commune_of
from promo.catalogue.filters import units
from promo.core.languages import language_tag, shown_language
from promo.core.pictures import share_url

Node = dict[str, Any]


def page_nodes(page: Any, request: HttpRequest, node: Node) -> list[Node]:
    """The page, and the thing it is about."""
    url = page.full_url_in(shown_language(request)) or ""
    about = about_id(url)
    web_page = {
        "@type": "WebPage",
        "@id": url,
        "name": page.title,
        "description": page.search_description or page.introduction,
        "inLanguage": language_tag(shown_language(request)),
        "url": url,
        "mainEntity": {"@id": about},
    }
    return [web_page, {"publisher": None, **node, "@id": about, "url": url}]


def about_id(url: str) -> str:
    """Of the thing a page at `url` is about."""
    return f"{url}#about"


def common(page: Any, request: HttpRequest) -> Node:
    return {
        "name": page.title,
        "description": page.introduction or page.search_description,
        "image": image_urls(page, request),
    }


def image_urls(page: Any, request: HttpRequest) -> list[str]:
    url = share_url(page.image)
    if not url and page.image is not None:
        url = page.image.file.url
    return [request.build_absolute_uri(url)] if url else []


def geo(latitude: float, longitude: float) -> Node:
    return {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}


def postal_address(page: Any) -> Node | None:
    commune = commune_of(page)
    if not page.address and commune is None:
        return None
    region = units([commune.parent_id]).get(commune.parent_id) if commune and commune.parent_id else None
    address = {
        "@type": "PostalAddress",
        "streetAddress": page.address,
        "addressLocality": commune.public_full_name if commune else "",
        "addressRegion": region.public_full_name if region else "",
        "addressCountry": "VN",
    }
    return {key: value for key, value in address.items() if value}
