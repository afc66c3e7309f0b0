"""Schema.org nodes of projects, parks, procedures and questions."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext

from promo.catalogue.structured import Node, common, geo, page_nodes, postal_address
from promo.core.languages import shown_language
from promo.investment.columns import Column, Type, by_name, values_of
from promo.investment.models import InvestPage, ParkPage, ProcedurePage, ProjectPage
from promo.investment.reading import reading_of_page

# Hectares and square metres in UN/CEFACT's codes.
_HECTARE, _SQUARE_METRE = "HAR", "MTK"
_PROJECT_PROPERTIES = ("status", "group", "section", "area", "capital", "capital_usd", "form", "called_on")


def _place(page: Any, request: HttpRequest) -> Node:
    node: Node = {**common(page, request), "@type": "Place", "address": postal_address(page)}
    if page.latitude is not None and page.longitude is not None:
        node["geo"] = geo(page.latitude, page.longitude)
    if page.code:
        node["identifier"] = page.code
    return node


def project_nodes(page: ProjectPage, request: HttpRequest) -> list[Node]:
    language = shown_language(request)
    reading, values = reading_of_page(page, language), values_of(page, language)
    node = _place(page, request)
    found = ((column, column.value(values, reading)) for column in map(by_name, _PROJECT_PROPERTIES))
    node["additionalProperty"] = [_property(column, value) for column, value in found if value not in (None, "")]
    return page_nodes(page, request, node)


def _property(column: Column, value: Any) -> Node:
    node: Node = {"@type": "PropertyValue", "propertyID": column.name, "name": str(column.label)}
    node["value"] = float(value) if column.type is Type.NUMBER else str(value)
    if column.unit:
        node["unitText"] = str(column.unit)
    if column.name == "area":
        node["unitCode"] = _HECTARE
    return node


def park_nodes(page: ParkPage, request: HttpRequest) -> list[Node]:
    node = _place(page, request)
    figures = (
        (gettext("Area"), page.area, _HECTARE, gettext("ha")),
        (gettext("Land for lease"), page.leasable, _HECTARE, gettext("ha")),
        (gettext("Occupied"), page.occupancy, "P1", "%"),
    )
    node["additionalProperty"] = [
        {"@type": "PropertyValue", "name": name, "value": float(value), "unitCode": code, "unitText": unit}
        for name, value, code, unit in figures
        if value is not None
    ]
    nodes = page_nodes(page, request, node)
    offered = _lease(page, nodes[1]["@id"])
    return [*nodes, offered] if offered else nodes


def _lease(page: ParkPage, about: str) -> Node | None:
    """Land to lease, at a rent. Nothing is offered without a price, nor of what is invented."""
    if page.rent_from is None or page.fictional:
        return None
    highest = page.rent_to if page.rent_to is not None else page.rent_from
    return {
        "@type": "Offer",
        "publisher": None,
        "name": gettext("Land for lease"),
        "businessFunction": "http://purl.org/goodrelations/v1#LeaseOut",
        "availableAtOrFrom": {"@id": about},
        "seller": {"@type": "Organization", "name": page.developer} if page.developer else None,
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "priceCurrency": "USD",
            "minPrice": _price(page.rent_from),
            "maxPrice": _price(highest),
            "unitCode": _SQUARE_METRE,
        },
    }


def _price(rent: Decimal) -> float:
    return float(rent)


def procedure_nodes(page: ProcedurePage, request: HttpRequest) -> list[Node]:
    node: Node = {
        **common(page, request),
        "@type": "GovernmentService",
        "identifier": page.service_code,
        "serviceOperator": {"@type": "GovernmentOrganization", "name": page.authority} if page.authority else None,
        "availableChannel": {"@type": "ServiceChannel", "serviceUrl": page.service_url} if page.service_url else None,
        "areaServed": {"@type": "Country", "name": "VN"},
    }
    return page_nodes(page, request, node)


def section_nodes(page: InvestPage) -> list[Node]:
    """Questions and answers of the body."""
    questions = [
        {
            "@type": "Question",
            "name": item["question"],
            "acceptedAnswer": {"@type": "Answer", "text": strip_tags(str(item["answer"])).strip()},
        }
        for block in page.body
        if block.block_type == "questions"
        for item in block.value["questions"]
    ]
    return [{"@type": "FAQPage", "mainEntity": questions}] if questions else []
