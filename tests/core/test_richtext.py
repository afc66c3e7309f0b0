"""Rich text: what is kept of it, and where its links lead."""

import json
from typing import Any

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.rich_text import expand_db_html

from promo.core.blocks.base import RichText
from promo.core.languages import speaking
from promo.core.models import BasePage
from promo.core.richtext import normalise
from promo.core.sites import serving, site_map
from promo.editorial.models import ArticlePage
from promo.portals.models import ProfilePage
from tests.core.test_who_writes_what import form_data
from tests.factories import ArticlePageFactory, ProfilePageFactory


@pytest.mark.parametrize(
    "html",
    [
        "",
        " ",
        "<p></p>",
        '<p data-block-key="a1b2c"></p>',
        "<p>&nbsp;</p>",
        "<p><br/></p>",
        "<p> <br> </p>\n<p></p>",
        "<br/>",
        None,
    ],
)
def test_nothing_to_see_is_nothing(html: Any) -> None:
    assert normalise(html) == ""


@pytest.mark.parametrize(
    "html", ["<p>a</p>", "<p></p><p>a</p>", "<hr/>", '<embed embedtype="image" id="1"/>', "<h2>x</h2>", "0"]
)
def test_something_stays_as_it_is(html: str) -> None:
    assert normalise(html) == html


@pytest.mark.django_db
def test_an_empty_rich_text_block_is_stored_empty() -> None:
    block = RichText(required=False)
    assert block.get_prep_value(block.normalize('<p data-block-key="x"></p>')) == ""
    assert block.get_prep_value(block.normalize("<p>a</p>")) == "<p>a</p>"


def draftail(*blocks: dict[str, Any], entities: dict[str, Any] | None = None) -> str:
    defaults = {"depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps(
        {
            "blocks": [{**defaults, "key": f"k{n:04d}", "type": "unstyled", **block} for n, block in enumerate(blocks)],
            "entityMap": entities or {},
        }
    )


def save_body(client: Any, page: Any, content: str) -> str:
    data = {
        **form_data(title=page.title_vi, slug=page.slug),
        "body_vi-count": "1", "body_vi-0-deleted": "", "body_vi-0-order": "0", "body_vi-0-type": "text",
        "body_vi-0-id": "11111111-1111-1111-1111-111111111111", "body_vi-0-value": content, "action-publish": "1",
    }  # fmt: skip
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302, response.context["form"].errors
    return ArticlePage.objects.get(pk=page.pk).body_vi[0].value.source


@pytest.mark.django_db
def test_scripts_are_stripped_from_what_an_editor_saves(article: Any, english_admin: Any) -> None:
    content = draftail(
        {"text": "<script>alert(1)</script>"},
        {"text": "bấm vào đây", "entityRanges": [{"key": 0, "offset": 0, "length": 4}]},
        {"text": "và đây", "entityRanges": [{"key": 1, "offset": 0, "length": 3}]},
        {"text": "hình", "type": "header-one"},
        entities={
            "0": {
                "type": "LINK",
                "mutability": "MUTABLE",
                "data": {"url": "javascript:alert(1)", "onclick": "alert(2)"},
            },
            "1": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": " jAvA\tscript:alert(3)"}},
        },
    )
    stored = save_body(english_admin, article, content)
    tree = lxml.html.fragment_fromstring(expand_db_html(stored), create_parent="div")
    assert not tree.xpath("//script | //*[@onclick] | //iframe")
    assert not [link for link in tree.xpath("//@href") if "script" in link.lower()]
    assert "<script>alert(1)</script>" in tree.text_content(), "what was typed is shown as text"
    assert "bấm vào đây" in tree.text_content()


@pytest.mark.django_db
def test_pasted_html_is_not_html(article: Any, english_admin: Any) -> None:
    """Not what the editor sends, but what somebody might post by hand."""
    for content in ("<p onclick='alert(1)'>a</p><script>alert(1)</script>", "not json", '{"blocks": 1}'):
        try:
            stored = save_body(english_admin, article, content)
        except AssertionError:
            continue  # refused by the form: as good
        except (ValueError, TypeError, KeyError, AttributeError):
            continue  # an error page for a forged request: nothing stored
        assert "<script" not in stored
        assert "onclick" not in stored
    assert "<script" not in json.dumps(ArticlePage.objects.get(pk=article.pk).body_vi.get_prep_value())


@pytest.mark.django_db
def test_markup_in_plain_fields_is_text(article: Any, english_admin: Any, client: Any) -> None:
    data = {
        **form_data(title="<b>Đậm</b><script>alert(1)</script>", slug=article.slug),
        "introduction_vi": "<img src=x onerror=alert(1)>",
        "action-publish": "1",
    }
    response = english_admin.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), data)
    assert response.status_code == 302
    html = client.get("/vi/tin-tuc/le-hoi-mua-xuan/").content.decode()
    assert "<script>alert(1)" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;alert(1)" in html


# --- Links -------------------------------------------------------------------------------------


def link(page: Any) -> str:
    return f'<a linktype="page" id="{page.pk}">{page.pk}</a>'


@pytest.mark.django_db
def test_links_lead_to_the_readers_language(article: Any) -> None:
    html = f"<p>{link(article)}</p>"
    with speaking("en"), serving(site_map().for_host("testserver")):
        assert 'href="/en/news/spring-festival/"' in expand_db_html(html)
    with speaking("vi"), serving(site_map().for_host("testserver")):
        assert 'href="/vi/tin-tuc/le-hoi-mua-xuan/"' in expand_db_html(html)
    with speaking("en"):
        assert 'href="http://testserver/en/news/spring-festival/"' in expand_db_html(html)


@pytest.mark.django_db
def test_many_links_cost_one_query(column_page: Any) -> None:
    pages = [ArticlePageFactory(parent=column_page, title=f"Bài {number}") for number in range(8)]
    html = "<p>" + " ".join(link(page) for page in pages) * 3 + "</p>"
    with speaking("vi"), serving(site_map().for_host("testserver")), CaptureQueriesContext(connection) as queries:
        expanded = expand_db_html(html)
    assert len(queries) == 1
    assert all(f'href="/vi/tin-tuc/bai-{number}/"' in expanded for number in range(8))


@pytest.mark.django_db
def test_links_to_what_is_gone_or_no_longer_public_lead_nowhere(article: Any, column_page: Any) -> None:
    gone = ArticlePageFactory(parent=column_page, title="Bài cũ")
    html = f'<p>{link(article)} {link(gone)} <a linktype="page" id="x">?</a></p>'
    BasePage.objects.get(pk=gone.pk).specific.delete()
    ArticlePage.objects.get(pk=article.pk).unpublish()
    with speaking("vi"):
        assert "href" not in expand_db_html(html)


@pytest.mark.django_db
def test_a_rich_text_field_links_the_same_way(client: Any, province: Any, article: Any) -> None:
    profile = ProfilePageFactory(parent=province, title="Giới thiệu", land_vi=f"<p>Xem {link(article)}.</p>")
    assert ProfilePage.objects.get(pk=profile.pk).land_vi.startswith("<p>")
    assert 'href="/vi/tin-tuc/le-hoi-mua-xuan/"' in client.get("/vi/gioi-thieu/").content.decode()
