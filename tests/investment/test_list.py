"""The list of projects: filters, orders, totals, shortlist, comparison."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup

from promo.core.languages import in_source
from tests.investment.conftest import ProjectPageFactory, path, shown, titles
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def three(projects: Any, communes: Any, rate: Any) -> Any:
    rows = (
        ("Cảng sông", "logistics", "H", "3.5", "80", "calling", date(2026, 2, 1), communes[0]),
        ("Bến thuyền", "tourism", "", "60", "1000", "negotiating", date(2026, 5, 1), communes[1]),
        ("Ao sen", "agriculture", "A", None, None, "calling", None, communes[0]),
    )
    return [
        ProjectPageFactory(
            parent=projects,
            title=title,
            group=group,
            section=section,
            area=area and Decimal(area),
            capital=capital and Decimal(capital),
            status=status,
            called_on=called,
            commune=commune,
            as_of=date(2026, 1, 1),
        )
        for title, group, section, area, capital, status, called, commune in rows
    ]


def test_filters_narrow_and_totals_follow(client: Any, projects: Any, three: Any) -> None:
    whole = shown(client, projects)
    # Those that call stand first, then by name in the alphabet of the language.
    assert titles(whole) == ["Ao sen", "Cảng sông", "Bến thuyền"]
    totals = [row["value"] for row in whole["table"]["totals"]]
    assert totals == ["63,5 ha", "1.080 tỷ đồng", "41,54 triệu USD"] or totals[0].startswith("63,5")
    for query, found in (
        ({"group": "tourism"}, ["Bến thuyền"]),
        ({"area": "0-5"}, ["Cảng sông"]),
        ({"area": ["0-5", "50-100"]}, ["Cảng sông", "Bến thuyền"]),
        ({"capital": "1000-5000"}, ["Bến thuyền"]),
        ({"section": "H"}, ["Cảng sông"]),
        ({"status": "negotiating"}, ["Bến thuyền"]),
        ({"q": "ben thuyen"}, ["Bến thuyền"]),
        ({"commune": str(three[1].commune_id)}, ["Bến thuyền"]),
        ({"area": "1-2", "sort": "nothing"}, ["Ao sen", "Cảng sông", "Bến thuyền"]),
    ):
        assert titles(shown(client, projects, **query)) == found, query
    assert shown(client, projects, group="tourism")["table"]["totals"][0]["value"] == "60 ha"
    assert client.get(path(projects) + "?group=energy&area=0-5").status_code == 200


def test_orders_put_what_has_no_value_last(client: Any, projects: Any, three: Any) -> None:
    for order, found in (
        ("name", ["Ao sen", "Bến thuyền", "Cảng sông"]),
        ("-area", ["Bến thuyền", "Cảng sông", "Ao sen"]),
        ("area", ["Cảng sông", "Bến thuyền", "Ao sen"]),
        ("-capital", ["Bến thuyền", "Cảng sông", "Ao sen"]),
        ("-called_on", ["Bến thuyền", "Cảng sông", "Ao sen"]),
    ):
        context = shown(client, projects, sort=order)
        assert titles(context) == found, order
    head = next(found for found in context["table"]["heads"] if found.get("direction"))
    assert head["direction"] == "descending"
    # A filter keeps the order.
    assert "sort=-called_on" in context["listing"]["query"]


def test_the_shortlist_stands_in_the_address_and_survives_filters(client: Any, projects: Any, three: Any) -> None:
    keys = [three[0].pk, three[1].pk]
    response = client.get(path(projects), {"group": "agriculture", "chosen": [*keys, 999999, "x", "²"]})
    assert not response.cookies
    context = response.context
    assert [row["title"] for row in context["shortlist"]["projects"]] == ["Cảng sông", "Bến thuyền"]
    page = BeautifulSoup(response.content, "lxml")
    sent = {found["value"] for found in page.select('#shortlist input[type="hidden"][name="chosen"]')}
    assert sent == {str(key) for key in keys}
    kept = {found["value"] for found in page.select('#filters input[type="hidden"][name="chosen"]')}
    assert {str(key) for key in keys} <= kept
    remove = context["shortlist"]["projects"][0]["remove_url"]
    assert "group=agriculture" in remove and f"chosen={keys[1]}" in remove and f"chosen={keys[0]}" not in remove
    ticked = BeautifulSoup(client.get(path(projects), {"chosen": keys}).content, "lxml")
    assert {found["value"] for found in ticked.select("#shortlist [type=checkbox][checked]")} == sent
    assert not ticked.select('#shortlist input[type="hidden"][name="chosen"]')


def test_up_to_four_stand_side_by_side(client: Any, projects: Any, three: Any) -> None:
    keys = [page.pk for page in three]
    for query in ({"compare": keys[:2]}, {"compare": "chosen", "chosen": keys[:2]}):
        response = client.get(path(projects), query)
        page = BeautifulSoup(response.content, "lxml")
        assert [found.get_text() for found in page.select("thead th > a:first-child")] == ["Cảng sông", "Bến thuyền"]
        assert '<meta name="robots" content="noindex">' in response.content.decode()
        lines = {str(line["label"]): line["cells"] for line in response.context["lines"]}
        assert ["3,5 ha", "60 ha"] in lines.values()
    more = [ProjectPageFactory(parent=projects).pk for _number in range(3)]
    context = client.get(path(projects), {"compare": [*keys, *more]}).context
    assert len(context["projects"]) == 4
    assert context["left_out"] == 2
    for query in ("?compare=", "?compare=999999", "?compare=%00&chosen=1'"):
        response = client.get(path(projects) + query)
        assert response.status_code == 200
        assert response.context["projects"] == []


def test_the_page_of_a_long_list_keeps_order_and_shortlist(client: Any, projects: Any, three: Any) -> None:
    for _number in range(23):
        ProjectPageFactory(parent=projects)
    context = shown(client, projects, sort="name", chosen=three[0].pk, page=2)
    assert len(context["listing"]["cards"]) == 2
    assert context["listing"]["paginator"]["previous_url"].endswith(f"?sort=name&chosen={three[0].pk}")
    assert ("page", "2") in context["table"]["sent"]


def test_search_engines_get_one_address(client: Any, projects: Any, three: Any) -> None:
    with in_source():
        canonical = f'<link rel="canonical" href="http://testserver{path(projects)}">'
    for query in ("", "?sort=area", "?group=tourism", f"?chosen={three[0].pk}"):
        assert canonical in client.get(path(projects) + query).content.decode()
