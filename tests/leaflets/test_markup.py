"""Rich text on paper: the few kinds of paragraph, and nothing that could fetch, run or break the document."""

import xml.dom.minidom

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promo.leaflets.items import plain
from promo.leaflets.markup import MOST_LETTERS, MOST_PARAGRAPHS, paragraphs, shortened


def kinds(html: str) -> list[tuple[str, str, int]]:
    return [(one.kind, str(one.html), one.number) for one in paragraphs(html)]


def test_the_kinds_of_paragraph_in_their_order() -> None:
    html = "<h2>Xem gì</h2><p>Đứng <b>lùi</b> lại.</p><ul><li>Mặc kín</li></ul><ol><li>Rửa</li><li>Hấp</li></ol>"
    assert kinds(html) == [
        ("heading", "Xem gì", 0),
        ("text", "Đứng <b>lùi</b> lại.", 0),
        ("point", "Mặc kín", 0),
        ("step", "Rửa", 1),
        ("step", "Hấp", 2),
    ]


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "ab"),
        ('<p>a<img src="file:///etc/passwd">b</p>', "ab"),
        ('<p style="background:url(http://x/)" onclick="x()">a</p>', "a"),
        ('<p><a href="javascript:x()">a</a></p>', "a"),
        ('<p>a<style>*{}</style><svg><image href="http://x/"/></svg>b</p>', "ab"),
        ("<p>1 &lt; 2 &amp; 3</p>", "1 &lt; 2 &amp; 3"),
        ("<p>a\x00\x08b</p>", "ab"),
        ("<p>a<b>b<p>c</p></b>d", None),
    ],
)
def test_only_words_and_emphasis_are_left(html: str, left: str | None) -> None:
    found = "".join(str(one.html) for one in paragraphs(html))
    assert "url(" not in found
    assert "href" not in found
    assert "src" not in found
    if left is not None:
        assert found == left


def test_empty_text_makes_no_paragraph() -> None:
    for html in ("", "   ", '<p data-block-key="x"></p>', "<p><br></p>", "<p>&nbsp;</p>", "<!-- -->"):
        assert paragraphs(html) == []


def test_a_text_that_never_ends_is_cut() -> None:
    assert len(paragraphs("<p>a</p>" * 5000)) == MOST_PARAGRAPHS
    [one] = paragraphs(f"<p>{'chữ ' * 5000}</p>")
    assert len(one.html) <= MOST_LETTERS
    assert one.html.endswith("…")


def test_deeply_nested_markup_does_not_break_it() -> None:
    assert paragraphs("<div>" * 180 + "a" + "</div>" * 180)
    paragraphs("<b>" * 5000 + "a")
    paragraphs("<ul><li>" * 3000 + "a")


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b>",
                "</b>",
                "<i>",
                "<ul>",
                "<li>",
                "</ul>",
                "<ol>",
                "<br>",
                "<h2>",
                "a",
                "&lt;",
                "é",
                "<",
            ]
        ),
        max_size=25,
    )
)
@settings(max_examples=150, deadline=None)
def test_what_is_left_is_well_formed(parts: list[str]) -> None:
    for one in paragraphs("".join(parts)):
        xml.dom.minidom.parseString(f"<p>{one.html}</p>".replace("<br>", "<br/>"))  # noqa: S318


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Ngắn.", 10, "Ngắn."),
        ("Một câu dài. Câu thứ hai nữa.", 20, "Một câu dài."),
        ("không có dấu chấm nào ở đây cả", 20, "không có dấu chấm…"),
        ("一个句子。另一个很长的句子", 9, "一个句子。"),
        ("没有标点的很长的句子", 6, "没有标点的…"),
    ],
)
def test_a_long_text_ends_where_a_sentence_does(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short


def test_plain_text_has_nothing_that_xml_forbids() -> None:
    assert plain("Đền\x00 Đa\x1b Hòa\u2028") == "Đền Đa Hòa"
    assert plain("ວິຫານ") == "ວິຫານ"
    assert len(plain("x" * 9000)) <= 400


def test_spaces_that_mean_something_stay() -> None:
    assert plain("18\u202f720\u00a0m²") == "18\u202f720\u00a0m²"
    assert plain("ນ້ຳ\u200bເຂົ້າ") == "ນ້ຳ\u200bເຂົ້າ"
    assert plain("Thôn Đa Hòa\r\nxã Mễ Sở") == "Thôn Đa Hòa xã Mễ Sở"
    assert str(paragraphs("<p>fleuve Rouge\u00a0: 25\u202fkm</p>")[0].html) == "fleuve Rouge\u00a0: 25\u202fkm"
