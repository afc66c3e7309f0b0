"""Schema.org nodes of products and of who makes them, as Google's product and organisation results want them."""

from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst

from promo.catalogue.facts import invented_words, telephone_url
from promo.catalogue.structured import Node, about_id, common, geo, page_nodes, postal_address
from promo.core.languages import shown_language
from promo.core.money import CURRENCY
from promo.ocop.certificates import last_day
from promo.ocop.models import EnterprisePage, ProductPage

SCHEMA = "https://schema.org/"


def product_nodes(page: ProductPage, request: HttpRequest) -> list[Node]:
    maker = maker_node(page.maker, request)
    node: Node = {**common(page, request), "disambiguatingDescription": invented_words() if page.fictional else ""}
    offered, reviewed = offer(page, request, maker), review(page.certificate_in_force)
    if not offered and not reviewed:
        # Google refuses a Product that has neither offer nor rating: then it is a thing with a name.
        return page_nodes(page, request, {"@type": "Thing", **node})
    node |= {
        "@type": "Product",
        "category": capfirst(str(page.get_group_display())),
        "productID": page.code,
        "sku": page.code,
        "countryOfOrigin": {"@type": "Country", "name": "VN"},
        "hasCertification": certification(page.certificate_in_force),
        "offers": offered,
        "review": reviewed,
    }
    if maker:
        node["brand"] = {"@type": "Brand", "name": maker["name"]}
        node["manufacturer"] = maker
    return page_nodes(page, request, node)


def maker_node(maker: EnterprisePage | None, request: HttpRequest) -> Node | None:
    if maker is None:
        return None
    language = shown_language(request)
    node: Node = {"@type": "Organization", "name": maker.name_in(language)}
    if maker.published_in(language):
        url = maker.full_url_in(language) or ""
        node |= {"@id": about_id(url), "url": url}
    return node


def certification(certificate: Any) -> Node | None:
    if certificate is None:
        return None
    return {
        "@type": "Certification",
        "name": "OCOP",
        "certificationIdentification": certificate.decision_number,
        "certificationStatus": f"{SCHEMA}CertificationActive",
        "issuedBy": {"@type": "Organization", "name": certificate.issuer},
        "validFrom": certificate.issued_on.isoformat(),
        "expires": last_day(certificate).isoformat(),
        "certificationRating": {"@type": "Rating", "ratingValue": certificate.stars, "bestRating": 5},
    }


def review(certificate: Any) -> Node | None:
    """The stars as what they are: one assessment by the authority, on a scale of one to five; no visitors' opinion."""
    if certificate is None:
        return None
    return {
        "@type": "Review",
        "name": "OCOP",
        "author": {"@type": "Organization", "name": certificate.issuer},
        "datePublished": certificate.issued_on.isoformat(),
        "reviewRating": {"@type": "Rating", "ratingValue": certificate.stars, "bestRating": 5, "worstRating": 1},
    }


def offer(page: ProductPage, request: HttpRequest, maker: Node | None) -> Node | None:
    """What it costs; none without a price above nothing, which Google takes for a mistake."""
    if not page.price_from:
        return None
    node: Node = {
        "priceCurrency": CURRENCY,
        "availability": f"{SCHEMA}{'InStock' if page.season_from is None or page.in_season() else 'OutOfStock'}",
        "itemCondition": f"{SCHEMA}NewCondition",
        "url": page.full_url_in(shown_language(request)),
    }
    if maker:
        node["seller"] = maker
    low = int(page.price_from)
    if page.price_to is None or page.price_to == page.price_from:
        return {"@type": "Offer", "price": low, **node}
    return {"@type": "AggregateOffer", "lowPrice": low, "highPrice": int(page.price_to), "offerCount": 1, **node}


def enterprise_nodes(page: EnterprisePage, request: HttpRequest) -> list[Node]:
    address = postal_address(page)
    node: Node = {
        # A business with an address is local; without one Google's result would be incomplete.
        "@type": "LocalBusiness" if address else "Organization",
        **common(page, request),
        "disambiguatingDescription": invented_words() if page.fictional else "",
        "address": address,
        "telephone": telephone_url(page.phone).removeprefix("tel:"),
        "email": page.email,
        "taxID": page.tax_code,
        "sameAs": page.website,
    }
    if page.latitude is not None and page.longitude is not None and address:
        node["geo"] = geo(page.latitude, page.longitude)
    nodes = page_nodes(page, request, node)
    products = getattr(page, "shown_products", [])
    if products:
        nodes.append(
            {
                "@type": "ItemList",
                "publisher": None,
                "numberOfItems": len(products),
                "itemListElement": [
                    {
                        "@type": "ListItem",
                        "position": number,
                        "name": card["title"],
                        "url": request.build_absolute_uri(card["url"]),
                    }
                    for number, card in enumerate(products, 1)
                ],
            }
        )
    return nodes
