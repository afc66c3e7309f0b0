"""What leaflets of products and enterprises, and the catalogue, say."""

from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.rich_text import expand_db_html

from promo.catalogue.facts import invented_words
from promo.catalogue.listing import filters_of
from promo.core.languages import public_language
from promo.leaflets.content import body_pictures, body_sections, fact_pairs, permanent_address, point_of
from promo.leaflets.leaf import Leaf, Section
from promo.ocop import facts
from promo.ocop.facts import maker_names
from promo.ocop.models import EnterprisePage, ProductPage


def product_leaf(page: ProductPage, request: HttpRequest) -> Leaf:
    certificate, language = page.certificate_in_force, public_language()
    maker = page.maker.name_in(language) if page.maker else ""
    sections = (*body_sections(page.body), Section(gettext("How to use and keep it"), expand_db_html(page.how_to_use)))
    return Leaf(
        **_common(page),
        kicker=capfirst(str(page.get_group_display())),
        stars=certificate.stars if certificate else 0,
        facts=fact_pairs(facts.product_facts(page, language, maker)),
        sections=tuple(section for section in sections if section.html),
        pictures=body_pictures(page.body),
        points=point_of(page),
    )


def enterprise_leaf(page: EnterprisePage, request: HttpRequest) -> Leaf:
    return Leaf(
        **_common(page),
        kicker=capfirst(str(page.get_kind_display())),
        facts=fact_pairs(facts.enterprise_facts(page, public_language())),
        sections=tuple(section for section in body_sections(page.body) if section.html),
        pictures=body_pictures(page.body),
        points=point_of(page),
    )


def catalogue_leaves(page: Any, request: HttpRequest) -> list[Leaf]:
    """The products the list's filters leave, each with its table; their stories stay on their pages."""
    language = public_language()
    products = list(
        filters_of(page, request, language)
        .qs.only_columns_of(language, bodies=False)
        .select_related("image")
        .prefetch_related("certificates")
    )
    makers = maker_names((product.enterprise_id for product in products), language)
    return [_entry(product, makers.get(product.enterprise_id, ""), language) for product in products]


def _entry(product: ProductPage, maker: str, language: str) -> Leaf:
    # The stars are drawn, and the group is the heading above.
    said = (gettext("Stars"), gettext("Group"))
    rows = [row for row in facts.product_facts(product, language, maker) if row["label"] not in said]
    return Leaf(
        **_common(product),
        kicker=capfirst(str(product.get_group_display())),
        stars=product.shown_stars(),
        facts=fact_pairs(rows),
    )


def _common(page: Any) -> dict[str, Any]:
    return {
        "title": page.title,
        "address": permanent_address(page),
        "introduction": page.introduction or "",
        "picture": page.image,
        "note": invented_words() if page.fictional else "",
    }
