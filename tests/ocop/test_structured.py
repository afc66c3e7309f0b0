"""What machines read of products and makers, as a stranger reads it."""

from decimal import Decimal
from typing import Any

import extruct
import pytest

from promo.core.languages import CODES
from tests.ocop.conftest import certify
from tests.ocop.test_pages import path

pytestmark = pytest.mark.django_db


def nodes(client: Any, page: Any, language: str = "en") -> dict[str, Any]:
    """By type: the nodes of the page's graph."""
    html = client.get(path(page, language)).content.decode()
    found = extruct.extract(html, syntaxes=["json-ld"], errors="strict")["json-ld"]
    assert len(found) == 1
    return {node["@type"]: node for node in found[0]["@graph"]}


def complete(product: dict[str, Any]) -> None:
    """What Google asks of a product: a name, and an offer or a review, each with what it must have."""
    assert product["name"]
    assert product.get("offers") or product.get("review")
    if "offers" in product:
        offer = product["offers"]
        assert offer["priceCurrency"] == "VND"
        assert (offer["price"] if offer["@type"] == "Offer" else offer["lowPrice"]) > 0
        assert offer["availability"].startswith("https://schema.org/")
    if "review" in product:
        review = product["review"]
        assert review["author"]["name"]
        rating = review["reviewRating"]
        assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]


def test_a_full_product_is_complete_in_each_language(client: Any, longan: Any) -> None:
    certify(longan, 5, score=Decimal(95))
    for language in CODES:
        product = nodes(client, longan, language)["Product"]
        complete(product)
        assert product["name"] == longan.text_in("title", language)
        assert product["offers"]["@type"] == "AggregateOffer"
        assert (product["offers"]["lowPrice"], product["offers"]["highPrice"]) == (60000, 90000)
        assert product["offers"]["url"] == longan.full_url_in(language)
        assert product["review"]["reviewRating"]["ratingValue"] == 5
        assert product["hasCertification"]["certificationIdentification"] == "1234/QĐ-UBND"
        assert product["manufacturer"]["name"] == longan.enterprise.text_in("title", language)
        assert product["brand"]["name"] == product["manufacturer"]["name"]
        assert product["sku"] == "NL-01"


def test_a_price_or_stars_make_a_product_and_nothing_makes_a_thing(client: Any, plain: Any) -> None:
    found = nodes(client, plain)
    assert "Product" not in found
    assert found["Thing"]["name"] == "Pomelo en"
    assert found["WebPage"]["mainEntity"]["@id"] == found["Thing"]["@id"]
    plain.price_from = 25000
    plain.save()
    product = nodes(client, plain)["Product"]
    complete(product)
    assert (product["offers"]["@type"], product["offers"]["price"]) == ("Offer", 25000)
    assert "review" not in product
    plain.price_from = None
    plain.save()
    certify(plain, 3)
    product = nodes(client, plain)["Product"]
    complete(product)
    assert "offers" not in product


def test_what_is_invented_says_so(client: Any, longan: Any) -> None:
    assert "disambiguatingDescription" not in nodes(client, longan)["Product"]
    longan.fictional = True
    longan.save()
    assert nodes(client, longan)["Product"]["disambiguatingDescription"] == "Invented example"


def test_a_maker_with_its_products(client: Any, longan: Any, maker: Any) -> None:
    found = nodes(client, maker)
    business = found["LocalBusiness"]
    assert business["name"] == "Longan cooperative en"
    assert business["address"]["addressLocality"] == "Me So"
    assert business["address"]["addressCountry"] == "VN"
    assert business["telephone"] == "02213862862"
    assert business["taxID"] == "0900123456"
    items = found["ItemList"]["itemListElement"]
    assert [(item["position"], item["url"]) for item in items] == [(1, longan.full_url_in("en"))]
    assert [item["position"] for item in found["BreadcrumbList"]["itemListElement"]] == [1, 2, 3]


def test_a_maker_without_an_address_is_an_organisation(client: Any, maker: Any) -> None:
    maker.commune = None
    maker.save()
    found = nodes(client, maker)
    assert "LocalBusiness" not in found
    assert found["Organization"]["email"] == "htx@example.vn"


def test_a_list_names_what_it_shows(client: Any, products: Any, longan: Any, plain: Any) -> None:
    items = nodes(client, products)["ItemList"]["itemListElement"]
    assert {item["url"] for item in items} == {longan.full_url_in("en"), plain.full_url_in("en")}
