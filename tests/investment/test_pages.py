"""Pages of investment, as readers get them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from promo.core.languages import CODES, in_source
from promo.core.publishing import publish_language, publish_record_language
from promo.investment.models import ProjectPage
from tests.factories import FigureFactory, UnitFactory
from tests.investment.conftest import (
    IncentiveFactory,
    ParkPageFactory,
    ProcedurePageFactory,
    ProjectIndexPageFactory,
    ProjectPageFactory,
    in_all_languages,
    path,
)
from tests.shared import shared

pytestmark = pytest.mark.django_db


def tree(client: Any, page: Any, language: str = "vi", query: str = "", **headers: Any) -> Any:
    response = client.get(path(page, language) + query, **headers)
    assert response.status_code == 200, response.status_code
    assert not response.cookies
    return BeautifulSoup(response.content, "lxml")


def text(node: Any, selector: str) -> str:
    return " ".join(" ".join(found.get_text(" ") for found in node.select(selector)).split())


@shared
def incentive(province: Any) -> Any:
    found = IncentiveFactory(portal=province, place="park", groups=["industry"], valid_from=date(2025, 1, 1))
    for code in CODES:
        if code != "vi":
            publish_record_language(
                found, code, {"name": f"Tax {code}", "text": f"Free {code}", "legal_basis": f"Law {code}"}
            )
    return found


def test_a_full_project_in_each_language(client: Any, plant: Any, incentive: Any, procedures: Any, finder: Any) -> None:
    for language in CODES:
        page = tree(client, plant, language)
        assert page.html["lang"] == language
        assert text(page, "h1") == plant.text_in("title", language)
        body, head = text(page, ".site-body"), text(page, ".figures")
        # 1300 billion at 26,000 are 50 million dollars.
        assert "50" in head
        assert ("12,5" if language in ("vi", "fr", "lo") else "12.5") in head
        for words in ("DA-01", "Quyết định 1688", "3", "78", "55"):
            assert words in body
        assert text(page, "#incentives summary") == (
            "Miễn thuế thu nhập doanh nghiệp 2 năm" if language == "vi" else f"Tax {language}"
        )
        aside = text(page, ".site-aside")
        assert "Nguyễn Văn A" in aside
        assert page.select('a[href="tel:02213862862"]')
        assert page.select(f'a[href="/enquiry/{language}/{plant.translation_key}/"]')
        assert page.select(f'a[href*="{path(plant, language)}leaflet.pdf"]')
        assert page.select(f'a[href="{path(procedures, language)}"]')
        assert page.select(f'a[href$="?chosen={plant.pk}"]')
        assert page.select(f'a[href="{path(plant.park, language)}"]')
        assert page.select(".site-note")


def test_an_empty_project_in_each_language(client: Any, plain: Any) -> None:
    for language in CODES:
        page = tree(client, plain, language)
        assert text(page, "h1") == plain.text_in("title", language)
        for part in (".figures", "#incentives", "#way", "#changes", ".site-note", ".site-aside .facts"):
            assert not page.select(part), part
        assert not page.find(string=lambda found: "None" in found)


def test_a_park_in_each_language(client: Any, park: Any, plant: Any, incentive: Any) -> None:
    for language in CODES:
        page = tree(client, park, language)
        assert text(page, "h1") == park.text_in("title", language)
        body = text(page, ".site-body")
        comma = language in ("vi", "fr", "lo")
        for words in ("199,87", "140,5", "35,5", "150,5") if comma else ("199.87", "140.5", "35.5", "150.5"):
            assert words in body
        assert "1688/QĐ-UBND" in body
        assert text(page, "#projects .card-title") == plant.text_in("title", language)
        assert page.select("#incentives summary")


def test_an_empty_park(client: Any, parks: Any) -> None:
    page = tree(client, ParkPageFactory(parent=parks, title="Cụm công nghiệp", kind="cluster"))
    for part in ("#projects", "#incentives", "#way"):
        assert not page.select(part)


def test_lists_full_and_empty_in_each_language(
    client: Any, projects: Any, parks: Any, finder: Any, procedures: Any
) -> None:
    for language in CODES:
        for index in (projects, parks, procedures):
            assert tree(client, index, language).select(".empty"), index
        assert not tree(client, finder, language).select(".incentives")


def test_procedures_in_each_language(client: Any, procedures: Any) -> None:
    steps = [
        ("step", {"title": "Nộp hồ sơ", "text": "<p>Một bộ.</p>", "authority": "Sở Tài chính", "days": 3, "fee": "0"}),
        ("step", {"title": "Nhận kết quả", "days": 12}),
    ]
    procedure = ProcedurePageFactory(
        parent=procedures,
        title="Chấp thuận chủ trương",
        slug="chap-thuan",
        steps_vi=steps,
        authority_vi="Sở Tài chính",
        service_url="https://dichvucong.gov.vn/1",
        service_code="1.009645",
        **in_all_languages("Approval"),
    )
    for language in CODES:
        page = tree(client, procedure, language)
        assert len(page.select(".procedure li")) == 2
        assert "15" in text(page, ".site-aside .facts")
        assert page.select('a[href="https://dichvucong.gov.vn/1"]')
        listed = tree(client, procedures, language)
        assert text(listed, ".procedures h2") == procedure.text_in("title", language)
        assert "15" in text(listed, ".card-facts")


def test_the_section_leads_everywhere(
    client: Any, invest: Any, plant: Any, finder: Any, procedures: Any, incentive: Any
) -> None:
    for language in CODES:
        page = tree(client, invest, language)
        links = {found["href"] for found in page.select(".invest-doors a")}
        assert {path(child, language) for child in (plant.get_parent().specific, finder, procedures)} <= links
        assert "12" in text(page, ".door-behind")
        assert text(page, ".card-title") == plant.text_in("title", language)
        assert page.select(f'a[href="/enquiry/{language}/{invest.translation_key}/"]')


def test_the_section_shows_its_figures_first_and_answers_questions(client: Any, invest: Any) -> None:
    figure = FigureFactory(value=42, unit_vi="dự án")
    with in_source():
        invest.body_vi = [
            (
                "questions",
                {"heading": "Hỏi đáp", "questions": [{"question": "Thuê đất bao lâu?", "answer": "<p>50 năm.</p>"}]},
            ),
            ("figures", {"heading": "", "figures": [figure]}),
        ]
        invest.save()
    page = tree(client, invest)
    assert "42" in text(page, ".invest-figures .figure-value")
    order = [found.name for found in page.select(".invest-figures, main details")]
    assert order == ["div", "details"]
    assert '"FAQPage"' in str(page) and "50 năm." in str(page)


# --- What must not be seen ---------------------------------------------------------------------


def test_drafts_are_seen_nowhere(client: Any, invest: Any, projects: Any, park: Any, plant: Any) -> None:
    with in_source():
        ProjectPage.objects.get(pk=plant.pk).unpublish()
    for page in (invest, projects, park):
        assert "Nhà máy linh kiện" not in client.get(path(page)).content.decode()
    for query in (f"?chosen={plant.pk}", f"?compare={plant.pk}"):
        assert "Nhà máy linh kiện" not in client.get(path(projects) + query).content.decode()
    assert client.get(path(plant)).status_code == 404


def test_a_park_that_is_a_draft_lends_its_name_to_nothing(client: Any, plant: Any, projects: Any, plain: Any) -> None:
    with in_source():
        plant.park.unpublish()
    for page in (plant, projects):
        assert "Tân Dân" not in text(tree(client, page), "main")


def test_two_portals_show_their_own(client: Any, province: Any, commune: Any, projects: Any, plant: Any) -> None:
    index = ProjectIndexPageFactory(parent=commune, title="Dự án của xã", slug="du-an", en="Projects here")
    ProjectPageFactory(parent=index, title="Bãi đỗ xe", slug="bai-do-xe", en="Car park", area=3, as_of=date(2026, 1, 1))
    above = IncentiveFactory(portal=province, name_vi="Của tỉnh")
    IncentiveFactory(portal=commune, name_vi="Của xã")
    here = {"HTTP_HOST": "me-so.testserver"}
    response = client.get(index.url_in("vi").split("testserver", 1)[-1], **here)
    assert [row["title"] for row in response.context["listing"]["cards"]] == ["Bãi đỗ xe"]
    assert "Của xã" not in text(tree(client, plant), "#incentives")
    assert above.name_vi in text(tree(client, plant), "#incentives")
    page = client.get(ProjectPage.objects.get(slug="bai-do-xe").url_in("vi").split("testserver", 1)[-1], **here)
    assert {"Của tỉnh", "Của xã"} <= {row["name"] for row in page.context["incentives"]}


# --- Structured data ---------------------------------------------------------------------------


def nodes(client: Any, page: Any) -> dict[str, Any]:
    import json

    found = json.loads(tree(client, page).select_one('script[type="application/ld+json"]').string)
    return {node["@type"]: node for node in found["@graph"]}


def test_machines_read_a_project_and_a_park(client: Any, plant: Any, park: Any) -> None:
    place = nodes(client, plant)["Place"]
    properties = {row["propertyID"]: row["value"] for row in place["additionalProperty"]}
    assert properties["area"] == 12.5
    assert properties["capital_usd"] == 50
    found = nodes(client, park)
    assert found["Offer"]["priceSpecification"]["minPrice"] == 120
    assert found["Offer"]["availableAtOrFrom"]["@id"] == found["Place"]["@id"]
    with in_source():
        park.fictional = True
        park.save()
    assert "Offer" not in nodes(client, park)


# --- Growth ------------------------------------------------------------------------------------


def test_more_of_everything_adds_no_query(
    client: Any, invest: Any, projects: Any, park: Any, plant: Any, incentive: Any, province: Any
) -> None:
    def grow(number: int) -> None:
        for _number in range(number):
            ProjectPageFactory(
                parent=projects,
                park=ParkPageFactory(parent=park.get_parent()),
                commune=UnitFactory(parent=province.unit),
                area=Decimal("3"),
                capital=Decimal("9"),
                called_on=date(2026, 1, 1),
                as_of=date(2026, 1, 1),
            )
            ProjectPageFactory(parent=projects, park=park)
            IncentiveFactory(portal=province)

    def queries(page: Any, query: str = "?q=trang") -> int:
        client.get(path(page) + query)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path(page) + query).status_code == 200
        return len(captured)

    def all_pages() -> list[int]:
        keys = list(ProjectPage.objects.order_by("-pk").values_list("pk", flat=True)[:4])
        compare = "?" + "&".join(f"compare={key}" for key in keys)
        chosen = "?sort=-area&" + "&".join(f"chosen={key}" for key in keys)
        plain = [queries(page) for page in (invest, projects, park, plant, park.get_parent().specific)]
        return [*plain, queries(projects, compare), queries(projects, chosen)]

    grow(3)
    few = all_pages()
    grow(12)
    assert all_pages() == few
    assert max(few) <= 16, few


# --- Languages ---------------------------------------------------------------------------------


def test_vietnamese_values_say_their_language_on_foreign_pages(client: Any, plant: Any, park: Any) -> None:
    """Those that readers see because their language has none, and names nobody translates."""
    publish_language(plant, "en", {"title": "Plant", "objective": "Components", "address": "Dong hamlet"})
    for language in ("vi", "en", "ko"):
        found = {node.get_text() for node in tree(client, plant, language).select(".facts [lang=vi]")}
        assert ("Ưu tiên công nghệ sạch" in found) is (language != "vi")
        assert ("Sản xuất linh kiện điện tử." in found) is (language == "ko")
        assert not {"Components", "DA-01"} & found
        found = {node.get_text() for node in tree(client, park, language).select(".facts [lang=vi]")}
        assert found == (set() if language == "vi" else {"Công ty A", "Cơ khí, điện tử"})
