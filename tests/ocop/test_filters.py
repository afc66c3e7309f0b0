"""What lists of products and enterprises are filtered by."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from promo.ocop.models import ProductPage
from tests.factories import EnterprisePageFactory, ProductPageFactory
from tests.ocop.conftest import certify, in_all_languages, shown, titles

pytestmark = pytest.mark.django_db
URL = "/en/products/"


def product(products: Any, title: str, **fields: Any) -> Any:
    return ProductPageFactory(parent=products, title=title, en=title, **fields)


def counts(listing: dict[str, Any], name: str) -> dict[str, int]:
    facet = next(facet for facet in listing["facets"] if facet["name"] == name)
    return {str(option["value"]): option["count"] for option in facet["options"]}


def test_the_six_official_groups(client: Any, products: Any) -> None:
    groups = list(ProductPage.Group.values)
    assert len(groups) == 6
    for group in groups:
        product(products, group, group=group)
    assert counts(shown(client, URL), "group") == dict.fromkeys(groups, 1)
    assert titles(shown(client, URL, group="craft")) == ["craft"]
    assert set(titles(shown(client, URL, group=["craft", "herb"]))) == {"craft", "herb"}


def test_stars_of_today(client: Any, products: Any) -> None:
    today = timezone.localdate()
    for stars in (3, 4, 5):
        certify(product(products, f"{stars}"), stars)
    ended = product(products, "ended")
    certify(ended, 5, issued=today - timedelta(days=1200))
    product(products, "none", signature=True)
    listing = shown(client, URL)
    # The best first; of those without, what the area is known for.
    assert titles(listing) == ["5", "4", "3", "none", "ended"]
    assert counts(listing, "stars") == {"5": 1, "4": 1, "3": 1}
    assert titles(shown(client, URL, stars=5)) == ["5"]
    assert titles(shown(client, URL, signature=1)) == ["none"]


def test_a_season_over_the_end_of_the_year(client: Any, products: Any, monkeypatch: Any) -> None:
    for title, first, last in (("summer", 6, 8), ("winter", 11, 2), ("may", 5, 5)):
        product(products, title, season_from=first, season_to=last)
    product(products, "unknown")
    for day, expected in (
        (date(2026, 1, 15), {"winter"}),
        (date(2026, 12, 1), {"winter"}),
        (date(2026, 5, 31), {"may"}),
        (date(2026, 8, 31), {"summer"}),
        (date(2026, 9, 1), set()),
    ):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, day=day: day)
        found = titles(shown(client, URL, season=1))
        assert set(found) == expected, day
        assert {one.title for one in ProductPage.objects.all() if one.in_season()} == expected


def test_communes_marks_and_what_is_no_example(client: Any, products: Any, communes: Any) -> None:
    product(products, "here", commune=communes[0], mark="indication")
    product(products, "there", commune=communes[1], fictional=True)
    assert titles(shown(client, URL, commune=communes[0].pk)) == ["here"]
    assert titles(shown(client, URL, mark="indication")) == ["here"]
    assert titles(shown(client, URL, real=1)) == ["here"]
    assert titles(shown(client, URL, q="there")) == ["there"]


def test_markets_and_kinds_of_makers(client: Any, enterprises: Any) -> None:
    rows = (("a", ["JP", "FR"], "household"), ("b", ["FR"], "cooperative"), ("c", [], "enterprise"))
    for title, markets, kind in rows:
        EnterprisePageFactory(parent=enterprises, title=title, en=title, export_markets=markets, kind=kind)
    url = "/en/makers-en/"
    found = counts(shown(client, url), "market")
    assert (found["JP"], found["FR"]) == (1, 2)
    assert titles(shown(client, url, market="FR")) == ["a", "b"]
    assert titles(shown(client, url, kind="household")) == ["a"]
    assert shown(client, url, market="XX' OR 1=1")["count"] in (0, 3)


def test_the_list_costs_the_same_with_more(client: Any, products: Any, longan: Any) -> None:
    def queries() -> int:
        client.get(URL)
        with CaptureQueriesContext(connection) as found:
            assert client.get(URL).status_code == 200
        return len(found)

    certify(longan, 4)
    before = queries()
    for number in range(12):
        certify(product(products, f"P{number}", enterprise=longan.enterprise, commune=longan.commune), 3)
    assert queries() <= before


def test_every_language_counts_its_own(client: Any, products: Any) -> None:
    ProductPageFactory(parent=products, title="Chung", **in_all_languages("All"))
    product(products, "Chỉ tiếng Anh")
    assert shown(client, URL)["count"] == 2
    assert shown(client, "/vi/san-pham/")["count"] == 2
    assert titles(shown(client, products.full_url_in("ko").split("testserver", 1)[1])) == ["All ko"]
