"""Every block shows something: its preview, and what an editor left half filled in."""

import io
from typing import Any

import lxml.html
import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.urls import reverse

from promo.core.blocks import REGISTRY, body_blocks
from promo.core.languages import CODES, speaking
from promo.core.models import PortalDocument, PortalImage
from promo.core.publishing import publish_language
from promo.editorial.models import ArticlePage
from promo.portals.blocks import HOME_PARTS
from tests.core.test_pictures import picture_bytes
from tests.factories import FigureFactory, SectionPageFactory
from tests.shared import shared

pytestmark = pytest.mark.django_db


@shared
def stock(province: Any) -> Any:
    """What previews choose from: a picture, a file, some figures."""
    PortalImage.objects.create(
        title="x", description_vi="Sông", file=ImageFile(io.BytesIO(picture_bytes()), name="a.jpg")
    )
    PortalDocument.objects.create(title="Kế hoạch", file=ContentFile(b"%PDF-1.4 ...", name="ke-hoach.pdf"))
    FigureFactory()
    section = SectionPageFactory(
        parent=province, title="Du lịch", **dict.fromkeys(("en", "zh_hans", "ja", "ko", "fr", "lo"), "Travel")
    )
    assert section.live_languages == list(CODES)
    return province


def render(name: str, value: Any) -> str:
    block = REGISTRY[name]()
    return str(block.render(block.normalize(value)))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", REGISTRY)
def test_previews(stock: Any, name: str, code: str) -> None:
    block = REGISTRY[name]()
    with speaking(code):
        html = str(block.render(block.normalize(block.get_preview_value())))
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    assert tree.text_content().strip() or tree.xpath(".//img")
    assert "None" not in tree.text_content()
    assert not tree.xpath(".//script[not(@src)] | .//style | .//*[@style] | .//*[@onclick]"), (
        "the CSP lets none of it run"
    )


@pytest.mark.parametrize("name", REGISTRY)
def test_previews_on_an_empty_installation(province: Any, name: str) -> None:
    block = REGISTRY[name]()
    with speaking("vi"):
        assert "None" not in str(block.render(block.normalize(block.get_preview_value())))


def as_saved(block: Any, value: Any) -> Any:
    """A default as the form hands it back: a text nobody wrote is an empty text."""

    def emptied(prepared: Any) -> Any:
        if isinstance(prepared, dict):
            return {key: "" if child is None and key in WRITTEN else emptied(child) for key, child in prepared.items()}
        return [emptied(child) for child in prepared] if isinstance(prepared, list) else prepared

    return block.to_python(emptied(block.get_prep_value(block.normalize(value))))


WRITTEN = {
    "text", "attribution", "role", "title", "heading", "caption", "url", "label", "question", "date", "name", "biography", "phone",
    "email", "transcript", "answer",
}  # fmt: skip


@pytest.mark.parametrize("name", REGISTRY)
def test_left_empty(province: Any, name: str) -> None:
    """Nothing is required in a draft: its preview must not fall over."""
    block = REGISTRY[name]()
    with speaking("vi"):
        html = str(block.render(as_saved(block, block.get_default())))
    assert "None" not in lxml.html.fragment_fromstring(html, create_parent="div").text_content()


@pytest.mark.parametrize("name", [name for name, _block in body_blocks()])
def test_previews_in_the_admin(stock: Any, english_admin: Any, name: str) -> None:
    block = dict(ArticlePage._meta.get_field("body_vi").stream_block.child_blocks)[name]
    response = english_admin.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200


def test_markup_in_plain_texts_is_text(province: Any) -> None:
    evil = '"><script>alert(1)</script>'
    html = render("quote", {"text": evil, "attribution": evil, "role": evil})
    html += render("timeline", {"heading": evil, "entries": [{"date": evil, "title": evil, "text": evil}]})
    html += render(
        "people", {"heading": evil, "people": [{"name": evil, "role": evil, "biography": evil, "phone": evil}]}
    )
    html += render("sources", {"sources": [{"label": evil, "url": ""}]})
    html += render(
        "call_to_action",
        {"heading": evil, "text": evil, "label": evil, "page": None, "url": "https://example.org/?a=1&b=2"},
    )
    html += render("questions", {"heading": evil, "questions": [{"question": evil, "answer": "<p>ok</p>"}]})
    assert "<script" not in html


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=abcdefghijk", "https://youtu.be/abcdefghijk?t=3", "https://m.youtube.com/watch?v=abcdefghijk&x=1",
        "https://vimeo.com/123456789",
    ],
)  # fmt: skip
def test_films_load_nothing_before_the_visitor_agrees(province: Any, url: str) -> None:
    html = render("film", {"title": "Phim", "url": url})
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    assert not tree.xpath(".//iframe | .//video | .//img | .//link | .//object")
    assert all(source.startswith("/static/") for source in tree.xpath(".//script/@src"))
    assert "youtube-nocookie.com" in html or "player.vimeo.com" in html


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/watch?v=abcdefghijk", "http://www.youtube.com/watch?v=abcdefghijk", "javascript:alert(1)",
        "https://www.youtube.com.evil.example/watch?v=abcdefghijk", "https://www.youtube.com/watch?v=\"><script>", "https://youtu.be/",
        "https://www.youtube.com/watch?v=../../x", "https://user@evil.example/youtu.be/abcdefghijk",
    ],
)  # fmt: skip
def test_films_from_elsewhere_are_refused(province: Any, url: str) -> None:
    from django.core.exceptions import ValidationError

    block = REGISTRY["film"]()
    with pytest.raises(ValidationError):
        block.clean(block.normalize({"title": "Phim", "url": url}))
    assert "iframe" not in render("film", {"title": "Phim", "url": url})


def test_numbers_in_tables_as_each_language_writes_them(province: Any) -> None:
    value = {
        "caption": "Khu công nghiệp",
        "columns": [{"type": "text", "heading": "Tên"}, {"type": "number", "heading": "ha"}],
        "rows": [{"values": ["Tân Dân", "1199.87"]}],
    }
    block = REGISTRY["table"]()
    with speaking("en"):
        assert "1,199.87" in str(block.render(block.to_python(value)))
    with speaking("vi"):
        assert "1.199,87" in str(block.render(block.to_python(value)))


def test_linked_pages_are_those_the_reader_can_read(client: Any, article: Any, column_page: Any) -> None:
    from tests.factories import ArticlePageFactory

    only_vietnamese = ArticlePageFactory(parent=column_page, title="Chỉ tiếng Việt")
    pages = [{"type": "item", "id": str(page.pk), "value": page.pk} for page in (only_vietnamese, article)]
    host = ArticlePageFactory(parent=column_page, title="Bài chủ")
    block = {"type": "linked_pages", "id": "1", "value": {"heading": "Xem thêm", "pages": pages}}
    publish_language(host, "en", {"title": "Host", "body": [block]})
    html = client.get("/en/news/host/").content.decode()
    assert "Spring festival" in html
    assert "Chỉ tiếng Việt" not in html


@pytest.mark.parametrize("name", [name for name, _block in HOME_PARTS])
def test_parts_of_the_home_page_that_have_nothing_to_show_are_left_out(client: Any, province: Any, name: str) -> None:
    home = type(province).objects.get(pk=province.pk)
    nothing = {"doors": [], "figures": [], "partners": []}
    home.body_vi = [{"type": name, "value": {"heading": "Đầu đề riêng", **nothing}, "id": "1"}]
    home.save()
    response = client.get("/vi/")
    assert response.status_code == 200
    assert "Đầu đề riêng" not in response.content.decode(), "no heading over nothing"
