"""What pages of products and enterprises show besides their own texts, in a fixed number of queries."""

from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext

from promo.catalogue.facts import commune_names, invented_words
from promo.catalogue.listing import entry_cards
from promo.catalogue.showing import visit
from promo.core.languages import SOURCE, public_language, shown_language
from promo.ocop import facts
from promo.ocop.models import EnterprisePage, ProductPage

MORE_OF_THE_MAKER = 3
# More stand in the list of products.
PRODUCTS_OF_A_MAKER = 48


def product_context(page: ProductPage, request: HttpRequest) -> dict[str, Any]:
    language = shown_language(request)
    certificate = page.certificate_in_force
    return {
        **visit(page, request, facts.origin_facts(page, language)),
        "kicker": capfirst(str(page.get_group_display())),
        "note": invented_words() if page.fictional else "",
        "signature": gettext("Signature product") if page.signature else "",
        "stars": certificate.stars if certificate else 0,
        "certificate": certificate_of(certificate),
        "price": facts.price_words(page.price_from, page.price_to, page.price_unit, language),
        "season": facts.season_of(page),
        "how_to_use": page.how_to_use,
        "shops": [block.value for block in page.links],
        "enquiry_url": page.enquiry_url(request),
        "maker": maker_card(page.maker, request),
        "more_products": more_of_the_maker(page, request),
    }


def certificate_of(certificate: Any) -> dict[str, Any] | None:
    if certificate is None:
        return None
    return {"facts": facts.certificate_facts(certificate), "file": certificate.file}


def maker_card(maker: EnterprisePage | None, request: HttpRequest) -> dict[str, Any] | None:
    """Who makes it; without a link where its page is not in the reader's language."""
    if maker is None:
        return None
    language = public_language()
    is_public = bool(maker.published_in(language))
    kind = capfirst(str(maker.get_kind_display()))
    return {
        "title": maker.name_in(language),
        # Read aloud and set in the language it is in.
        "lang": "" if is_public or language == SOURCE else SOURCE,
        "url": maker.url_in(language, request) if is_public else "",
        "introduction": maker.introduction if is_public else "",
        "label": " · ".join(filter(None, (kind, commune_names([maker.commune_id]).get(maker.commune_id, "")))),
        "image": maker.image,
        "note": invented_words() if maker.fictional else "",
    }


def more_of_the_maker(page: ProductPage, request: HttpRequest) -> list[dict[str, Any]]:
    if page.enterprise_id is None:
        return []
    return products_of(page.enterprise_id, request, MORE_OF_THE_MAKER, without=page.pk)


def products_of(
    enterprise: int | None, request: HttpRequest, limit: int, *, without: int | None = None
) -> list[dict[str, Any]]:
    """Cards of an enterprise's products in the reader's language, the best first; two queries."""
    language = public_language()
    products = ProductPage.objects.filter(enterprise=enterprise).live_in(language).exclude(pk=without)
    return entry_cards(facts.best_first(products, language)[:limit], request, language)


def enterprise_context(page: EnterprisePage, request: HttpRequest) -> dict[str, Any]:
    # For the structured data, too.
    page.shown_products = products_of(page.pk, request, PRODUCTS_OF_A_MAKER) if page.pk else []
    return {
        **visit(page, request, facts.enterprise_facts(page, shown_language(request))),
        "kicker": capfirst(str(page.get_kind_display())),
        "note": invented_words() if page.fictional else "",
        "enquiry_url": page.enquiry_url(request),
        "products": page.shown_products,
    }


def by_commune(listing: dict[str, Any]) -> list[dict[str, str]]:
    """Below the whole list: its communes, each with the address of what comes from there."""
    if listing["is_filtered"]:
        return []
    facet = next((facet for facet in listing["facets"] if facet["name"] == "commune"), None)
    return [
        {
            "label": option["label"],
            "url": f"{listing['url']}?commune={option['value']}",
            "count_words": facts.products_words(option["count"]),
        }
        for option in (facet["options"] if facet else ())
        if option["count"]
    ]
