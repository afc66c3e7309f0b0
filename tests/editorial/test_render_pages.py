"""Each page type in each language on two portals, with content and empty; and what a request costs."""

from collections.abc import Callable
from typing import Any

import lxml.html
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from promo.core.blocks import REGISTRY
from promo.core.languages import CODES, TARGETS, column
from promo.core.models import BasePage
from promo.core.publishing import publish_language, publish_languages
from promo.core.translated import translated_fields
from promo.editorial.models import ArticlePage
from promo.portals.models import HomePage, Menu
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    ContactPageFactory,
    FigureFactory,
    PortalFactory,
    ProfilePageFactory,
    SectionPageFactory,
    StandardPageFactory,
    TagFactory,
    TopicIndexPageFactory,
    TopicPageFactory,
)
from tests.shared import shared

pytestmark = pytest.mark.django_db

# Blocks that point at nothing in the database.
PLAIN = ("text", "quote", "table", "timeline", "people", "questions", "call_to_action", "sources", "film")


def sample_body(code: str) -> list[dict[str, Any]]:
    body = []
    for name in PLAIN:
        block = REGISTRY[name]()
        value = block.get_prep_value(block.normalize(block.get_preview_value()))
        body.append({"type": name, "value": value, "id": f"{name}-{code}"})
    return body


def fill(page: Any) -> None:
    """All languages, all texts; `Mục <code>` tells them apart."""
    page = page.specific
    for field, value in texts_of(page, "vi").items():
        setattr(page, column(field, "vi"), value)
    page.save()
    publish_languages(
        page, {code: texts_of(page, code) for code in TARGETS}, local_slugs=dict.fromkeys(TARGETS, page.slug)
    )


def texts_of(page: Any, code: str) -> dict[str, Any]:
    texts: dict[str, Any] = {}
    for field in translated_fields(type(page)):
        kind = type(page._meta.get_field(column(field, "vi"))).__name__
        if field == "body" and not isinstance(page, HomePage):
            texts[field] = sample_body(code)
        elif "BodyField" not in kind:
            texts[field] = f"Mục {code} {field}" if field != "title" else f"Mục {code} {page.pk}"
    return texts


def tree_of(portal: Any) -> dict[str, Any]:
    """One page of each type."""
    column_ = ArticleIndexPageFactory(parent=portal, title="Tin tức")
    topics = TopicIndexPageFactory(parent=portal, title="Chuyên đề")
    return {
        "home": portal,
        "section": SectionPageFactory(parent=portal, title="Du lịch"),
        "standard": StandardPageFactory(parent=portal, title="Điều khoản"),
        "contact": ContactPageFactory(parent=portal, title="Liên hệ"),
        "profile": ProfilePageFactory(parent=portal, title="Giới thiệu"),
        "column": column_,
        "article": ArticlePageFactory(parent=column_, title="Bài viết"),
        "topics": topics,
        "topic": TopicPageFactory(parent=topics, title="Nhãn lồng"),
    }


TYPES = ("home", "section", "standard", "contact", "profile", "column", "article", "topics", "topic")


def address(page: Any, code: str, home: Any) -> str:
    row = BasePage.objects.get(pk=page.pk)
    return f"/{code}/" + getattr(row, column("public_path", code)).removeprefix(
        getattr(home, column("public_path", code))
    )


def assert_is_a_page_in(response: Any, code: str) -> Any:
    assert response.status_code == 200
    html = response.content.decode()
    tree = lxml.html.fromstring(html)
    assert tree.get("lang") == code
    (canonical,) = tree.xpath("//link[@rel='canonical']/@href")
    assert f"/{code}/" in canonical
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//title")[0].text
    assert tree.xpath("//main")
    identifiers = tree.xpath("//@id")
    assert len(identifiers) == len(set(identifiers)), "no id twice"
    assert not tree.xpath(
        "//*[@style] | //style | //*[@onclick] | //script[not(@src)][not(@type='application/ld+json')]"
    )
    assert "None" not in " ".join(tree.xpath("//body//text()")).split()
    assert response["Content-Language"] == code if response.has_header("Content-Language") else True
    return tree


@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
def test_every_type_in_every_language_on_two_portals(client: Client, province: Any, commune: Any, filled: bool) -> None:
    for portal, host in ((province, "testserver"), (commune, "me-so.testserver")):
        for kind, page in tree_of(portal).items():
            if filled:
                fill(page)
            else:
                publish_languages(page, {code: {"title": f"Mục {code} {page.pk}"} for code in TARGETS})
            home = HomePage.objects.get(pk=portal.pk)
            for code in CODES:
                response = client.get(address(page, code, home), HTTP_HOST=host)
                try:
                    tree = assert_is_a_page_in(response, code)
                except AssertionError as error:
                    raise AssertionError(f"{kind} in {code} on {host}: {error}") from error
                text = tree.text_content()
                if code != "vi" or filled:
                    assert f"Mục {code} {page.pk}" in text, (kind, code)
                others = [other for other in CODES if other != code and f"Mục {other} {page.pk}" in text]
                assert not others, (kind, code, others)
                alternates = tree.xpath("//link[@rel='alternate'][@hreflang]")
                assert {node.get("hreflang").lower() for node in alternates} == {*CODES, "x-default"}


def test_the_switcher_lists_the_live_languages_by_their_own_names(client: Client, province: Any, article: Any) -> None:
    publish_language(article, "lo", {"title": "ບຸນ"})
    tree = lxml.html.fromstring(client.get("/vi/tin-tuc/le-hoi-mua-xuan/").content)
    offered = {
        node.get("hreflang") or node.get("lang"): node.text_content().strip()
        for node in tree.xpath("//header//a[@hreflang]")
    }
    assert {code.lower() for code in offered} <= {"vi", "en", "lo"}
    assert {"en", "lo"} <= {code.lower() for code in offered}
    assert "ລາວ" in tree.xpath("//header")[0].text_content()
    assert "日本語" not in tree.xpath("//header")[0].text_content()


@shared
def tree(province: Any) -> dict[str, Any]:
    return tree_of(province)


@pytest.mark.parametrize("kind", TYPES)
def test_previews_of_every_type(english_admin: Client, tree: dict[str, Any], kind: str) -> None:
    """As an editor sees a draft: in each language the preview offers."""
    from django.urls import reverse

    page = tree[kind]
    BasePage.objects.get(pk=page.pk).specific.save_revision()
    response = english_admin.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.status_code == 200
    assert "noindex" in response.content.decode()
    for code in ("vi", "ja"):
        request_mode = BasePage.objects.get(pk=page.pk).specific.make_preview_request(preview_mode=code)
        assert request_mode.status_code == 200


# --- What a request costs ----------------------------------------------------------------------


@shared
def busy(province: Any) -> dict[str, Any]:
    """A portal as it is in service: menus, tags, topics, figures, related articles, all parts of the home page."""
    pages = tree_of(province)
    for page in pages.values():
        fill(page)
    articles = [
        ArticlePageFactory(parent=pages["column"], title=f"Bài {number}", en=f"Item {number}") for number in range(5)
    ]
    article = ArticlePage.objects.get(pk=pages["article"].pk)
    article.tags.add(TagFactory(), TagFactory())
    article.topics.add(pages["topic"])
    from promo.editorial.models import RelatedArticle

    article.related_articles.set([RelatedArticle(related=other, sort_order=n) for n, other in enumerate(articles[:3])])
    article.save()
    figures = [{"type": "item", "id": str(n), "value": FigureFactory().pk} for n in range(3)]
    door = {"type": "item", "id": "1", "value": {"title": "Xem", "page": pages["section"].pk}}
    partner = {"type": "item", "id": "1", "value": {"label": "X", "url": "https://example.org/"}}
    home = HomePage.objects.get(pk=province.pk)
    home.body_vi = [
        {"type": name, "value": {"heading": "", **value}, "id": name}
        for name, value in (
            ("whats_on", {}), ("doors", {"doors": [door]}), ("stories", {"count": 7}), ("sections", {}),
            ("figures", {"figures": figures, "page": pages["profile"].pk}), ("area_map", {}),
            ("asean", {"page": pages["section"].pk, "text": ""}), ("portals", {}), ("partners", {"partners": [partner]}),
        )
    ]  # fmt: skip
    home.actions_vi = [{"type": "action", "value": {"label": "Đi", "page": pages["section"].pk}, "id": "1"}]
    home.save()
    items = [
        {"type": "item", "id": kind, "value": {"label": "", "page": pages[kind].pk, "url": "", "children": []}}
        for kind in ("section", "column", "profile")
    ]
    Menu.objects.create(portal=province, place="header", items_vi=items)
    return pages


BUDGETS = {"home": 14, "column": 12, "article": 10}


def addresses_of(pages: dict[str, Any]) -> dict[str, str]:
    home = HomePage.objects.get(pk=pages["home"].pk)
    return {kind: address(pages[kind], "vi", home) for kind in BUDGETS}


def costs(client: Client, addresses: dict[str, str]) -> dict[str, list[str]]:
    """The statements of one request each, the sites and settings being known already."""
    found = {}
    for where in addresses.values():
        assert client.get(where).status_code == 200
    for kind, where in addresses.items():
        with CaptureQueriesContext(connection) as queries:
            client.get(where)
        found[kind] = [query["sql"] for query in queries]
    return found


def test_budgets(client: Client, busy: dict[str, Any]) -> None:
    for kind, statements in costs(client, addresses_of(busy)).items():
        assert len(statements) <= BUDGETS[kind], f"{kind}: {len(statements)}\n" + "\n".join(s[:150] for s in statements)


def test_budgets_right_after_a_publish(client: Client, busy: dict[str, Any]) -> None:
    """With nothing remembered but the sites, as the first visitor after each publish has it."""
    from promo.core import versions
    from promo.core.sites import site_map

    for kind, where in addresses_of(busy).items():
        client.get(where)
        versions._write()
        site_map()
        with CaptureQueriesContext(connection) as queries:
            client.get(where)
        # Once for each publish, not for each visitor: menus, sections and portals are read again.
        assert len(queries) <= 2 * BUDGETS[kind] + 4, f"{kind}: {len(queries)}\n" + "\n".join(
            q["sql"][:150] for q in queries
        )


def add_articles(pages: dict[str, Any]) -> None:
    for number in range(10):
        ArticlePageFactory(parent=pages["column"], title=f"Thêm {number}", en=f"More {number}")


def add_portals(pages: dict[str, Any]) -> None:
    for number in range(10):
        PortalFactory(
            key=f"7{number}", name=f"Xã {number}", kind="commune", host=f"p{number}.testserver", above=pages["home"],
            languages=("vi", "en"),
        )  # fmt: skip


def add_languages(pages: dict[str, Any]) -> None:
    for page in BasePage.objects.filter(depth__gt=1):
        publish_languages(page, {code: {"title": f"{code} {page.pk}"} for code in TARGETS})


def add_sections(pages: dict[str, Any]) -> None:
    for number in range(10):
        SectionPageFactory(parent=pages["home"], title=f"Mục mới {number}")


@pytest.mark.parametrize("grow", [add_articles, add_portals, add_languages, add_sections], ids=lambda f: f.__name__)
def test_more_of_everything_adds_no_query(
    client: Client, busy: dict[str, Any], grow: Callable[[dict[str, Any]], None]
) -> None:
    add_portals({"home": busy["home"]}) if grow is not add_portals else PortalFactory(
        key="70x", name="Xã đầu", kind="commune", host="p.testserver", above=busy["home"], languages=("vi", "en")
    )
    addresses = addresses_of(busy)
    before = costs(client, addresses)
    grow(busy)
    after = costs(client, addresses)
    for kind in BUDGETS:
        more = set(after[kind]) - set(before[kind])
        told = f"{kind}: {len(before[kind])} -> {len(after[kind])}\n" + "\n".join(statement[:200] for statement in more)
        assert len(after[kind]) <= len(before[kind]), told
