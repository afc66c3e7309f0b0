"""Menus: drafted, published, translated; never a link to what the reader cannot read."""

from typing import Any

import lxml.html
import pytest
from django.urls import reverse
from django.utils import translation

from promo.core.languages import CODES
from promo.core.models import BasePage
from promo.core.publishing import publish_language, publish_record_language, withdraw_language
from promo.portals.models import Menu
from tests.factories import SectionPageFactory
from tests.shared import shared

pytestmark = pytest.mark.django_db


def item(page: Any = None, label: str = "", url: str = "", children: Any = ()) -> dict[str, Any]:
    value = {
        "label": label,
        "page": page and page.pk,
        "url": url,
        "children": [{"type": "item", "value": c, "id": f"c{number}"} for number, c in enumerate(children)],
    }
    return {"type": "item", "value": value}


def link(page: Any, label: str = "") -> dict[str, Any]:
    return {"label": label, "page": page.pk, "url": ""}


@shared
def travel(province: Any) -> Any:
    return SectionPageFactory(parent=province, title="Du lịch", en="Travel")


def labels(client: Any, language: str = "vi") -> list[str]:
    """What the header's menu says."""
    tree = lxml.html.fromstring(client.get(f"/{language}/").content)
    (header,) = tree.xpath("//header[1]") or [None]
    assert header is not None
    return [" ".join(anchor.text_content().split()) for anchor in header.xpath(".//nav//a")]


def test_a_published_menu_is_in_the_header(client: Any, province: Any, travel: Any) -> None:
    Menu.objects.create(
        portal=province, place="header", items_vi=[item(travel), item(label="Bản đồ", url="https://example.org/")]
    )
    assert {"Du lịch", "Bản đồ"} <= set(labels(client))


def test_a_draft_menu_is_not_public(client: Any, province: Any, travel: Any) -> None:
    Menu.objects.create(portal=province, place="header", items_vi=[item(travel)], live=False)
    assert "Du lịch" not in labels(client)


def test_a_draft_of_a_public_menu_changes_nothing_until_it_is_published(
    client: Any, province: Any, travel: Any
) -> None:
    menu = Menu.objects.create(portal=province, place="header", items_vi=[item(travel)])
    publish_record_language(menu, "en", {"items": [item(travel, "Visit")]})
    draft = Menu.objects.get(pk=menu.pk)
    draft.items_vi = [item(travel, "Khám phá")]
    with translation.override("en"):
        revision = draft.save_revision()
    assert "Khám phá" not in labels(client)
    assert "Du lịch" in labels(client)
    publish_record_language(Menu.objects.get(pk=menu.pk), "en", {"items": [item(travel, "See")]})
    with translation.override("en"):
        revision.publish()
    assert "Khám phá" in labels(client)
    assert "See" in labels(client, "en"), "publishing the Vietnamese draft brought no old English back"


def test_unpublishing_takes_it_away(client: Any, province: Any, travel: Any) -> None:
    menu = Menu.objects.create(portal=province, place="header", items_vi=[item(travel)])
    assert "Du lịch" in labels(client)
    menu.unpublish()
    assert "Du lịch" not in labels(client)


def test_a_page_missing_in_a_language_is_not_in_its_menu(client: Any, province: Any, travel: Any) -> None:
    Menu.objects.create(portal=province, place="header", items_vi=[item(travel, "Đi đâu")])
    assert "Đi đâu" in labels(client, "en"), "Vietnamese words where the menu is not translated"
    assert "Đi đâu" not in labels(client, "ja")
    publish_language(travel, "ja", {"title": "旅"})
    assert "Đi đâu" in labels(client, "ja")
    withdraw_language(travel, "ja")
    assert "Đi đâu" not in labels(client, "ja")
    BasePage.objects.get(pk=travel.pk).specific.unpublish()
    assert "Đi đâu" not in labels(client)


def test_a_deleted_page_leaves_no_hole(client: Any, province: Any, travel: Any) -> None:
    other = SectionPageFactory(parent=province, title="Đầu tư")
    Menu.objects.create(portal=province, place="header", items_vi=[item(travel), item(other)])
    BasePage.objects.get(pk=travel.pk).specific.delete()
    assert client.get("/vi/").status_code == 200
    assert "Đầu tư" in labels(client)


def test_without_words_of_its_own_an_item_says_the_pages_title(client: Any, province: Any, travel: Any) -> None:
    Menu.objects.create(portal=province, place="header", items_vi=[item(travel)])
    assert "Travel" in labels(client, "en")


def test_an_address_stands_in_for_a_page_that_is_missing_in_the_language(
    client: Any, province: Any, travel: Any
) -> None:
    both = item(travel, "Đi", "https://example.org/travel")
    Menu.objects.create(portal=province, place="header", items_vi=[both])
    tree = lxml.html.fromstring(client.get("/ko/").content)
    assert tree.xpath("//header//nav//a[contains(., 'Đi')]/@href") == ["https://example.org/travel"]
    tree = lxml.html.fromstring(client.get("/en/").content)
    assert "/en/travel/" in tree.xpath("//header//nav//a[contains(., 'Đi')]/@href")


def test_children_and_footer(client: Any, province: Any, travel: Any) -> None:
    lake = SectionPageFactory(parent=travel, title="Hồ sen")
    Menu.objects.create(portal=province, place="header", items_vi=[item(travel, children=[link(lake)])])
    Menu.objects.create(
        portal=province, place="footer",
        items_vi=[{"type": "group", "value": {"title": "Khám phá", "links": [{"type": "item", "value": link(travel, "Đi"), "id": "1"}]}}],
    )  # fmt: skip
    assert "Hồ sen" in labels(client)
    assert "Hồ sen" not in labels(client, "en")
    tree = lxml.html.fromstring(client.get("/vi/").content)
    footer = tree.xpath("//footer")[-1].text_content()
    assert "Khám phá" in footer
    assert "Đi" in footer


def test_each_portal_has_its_own(client: Any, province: Any, commune: Any, travel: Any) -> None:
    local = SectionPageFactory(parent=commune, title="Làng nghề")
    Menu.objects.create(portal=province, place="header", items_vi=[item(travel)])
    Menu.objects.create(portal=commune, place="header", items_vi=[item(local)])
    assert "Làng nghề" not in labels(client)
    below = lxml.html.fromstring(client.get("/vi/me-so/").content)
    assert below.xpath("//header//nav//a[contains(., 'Làng nghề')]/@href")[0] == "/vi/me-so/lang-nghe/"
    own = lxml.html.fromstring(client.get("/vi/", HTTP_HOST="me-so.testserver").content)
    assert own.xpath("//header//nav//a[contains(., 'Làng nghề')]/@href")[0] == "/vi/lang-nghe/"


def test_the_form_has_vietnamese_only_and_saves_vietnamese(english_admin: Any, province: Any, travel: Any) -> None:
    menu = Menu.objects.create(portal=province, place="header", items_vi=[item(travel)])
    publish_record_language(menu, "en", {"items": [item(travel, "Visit")]})
    url = reverse("wagtailsnippets_portals_menu:edit", args=[menu.pk])
    form = english_admin.get(url).context["form"]
    assert not [name for name in form.fields if name.startswith("items_") and name != "items_vi"]
    data = {
        "portal": province.pk, "place": "header", "items_vi-count": "1", "items_vi-0-deleted": "", "items_vi-0-order": "0",
        "items_vi-0-type": "item", "items_vi-0-id": "", "items_vi-0-value-label": "Khám phá", "items_vi-0-value-page": travel.pk,
        "items_vi-0-value-url": "", "items_vi-0-value-children-count": "0", "action-publish": "1",
    }  # fmt: skip
    response = english_admin.post(url, data)
    assert response.status_code == 302, response.context["form"].errors
    menu = Menu.objects.get(pk=menu.pk)
    assert menu.items_vi[0].value["label"] == "Khám phá"
    assert menu.items_en[0].value["label"] == "Visit"
    assert set(CODES) > {"vi", "en"}
