"""Extracting and rebuilding, over generated bodies."""

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promo.core.blocks import body_blocks
from promo.editorial.models import ArticlePage
from promo.languages.alignment import align
from promo.languages.models import Unit
from promo.languages.segments import Kind, Segment, extract, inline, rebuild, richtext
from tests.languages import trees

pytestmark = pytest.mark.django_db
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def page_with(body: list[dict[str, Any]]) -> ArticlePage:
    field = ArticlePage._meta.get_field("body_vi")
    page = ArticlePage(title_vi="Đền Đa Hòa", introduction_vi="Ngôi đền bên sông.", slug="den")
    page.body_vi = field.to_python(copy.deepcopy(body))
    return page


def units(page: ArticlePage) -> dict[str, Segment]:
    return {segment.key: segment for segment in extract(page).segments}


@many
@given(trees.bodies())
def test_extract_then_rebuild_is_the_identity(body: list[dict[str, Any]]) -> None:
    page = page_with(body)
    segments = extract(page).segments
    assert len({segment.key for segment in segments}) == len(segments)
    assert all(segment.text.strip() for segment in segments)
    made = rebuild(page, {segment.key: segment.text for segment in segments})
    assert made["body"] == body
    assert made["title"] == page.title_vi


@many
@given(trees.bodies())
def test_translated_texts_are_found_again_where_they_were_put(body: list[dict[str, Any]]) -> None:
    page = page_with(body)
    wanted = {
        segment.key: "".join(
            [str(token) if not isinstance(token, str) else "X" for token in inline.tokens(segment.text)]
        )
        for segment in extract(page).segments
    }
    again = page_with(rebuild(page, wanted)["body"])
    found = {key: segment.text for key, segment in units(again).items() if key.startswith("body")}
    assert found == {key: text for key, text in wanted.items() if key.startswith("body")}
    assert extract(again).arrangement == extract(page).arrangement


@many
@given(trees.inline())
def test_tagged_text_and_markup_say_the_same(markup: str) -> None:
    text, tags = inline.from_html(markup)
    assert inline.from_html(inline.to_html(text, tags)) == (text, tags)
    assert inline.tagged(inline.tokens(text)) == text
    assert inline.tag_problems(text, text) == []


@many
@given(trees.tricky, st.integers(0, 3))
def test_what_looks_like_a_tag_is_kept_as_text(words: str, slashes: int) -> None:
    parts = [words + "\\" * slashes, inline.TagToken(1, "alone"), words]
    assert inline.tokens(inline.tagged(parts)) == parts


def known(segments: Any) -> list[Unit]:
    return [
        Unit(key=segment.key, source=segment.text, source_digest=segment.digest, target=f"T {segment.text}")
        for segment in segments
    ]


def outcome(before: ArticlePage, after: ArticlePage) -> tuple[set[str], set[str], set[str]]:
    """Keys of the texts of `after` that keep their translation, have it outdated, have none."""
    segments = extract(after).segments
    taken = align(known(extract(before).segments), segments)
    kept = {s.key for s in segments if s.key in taken and taken[s.key].source == s.text}
    outdated = {s.key for s in segments if s.key in taken and taken[s.key].source != s.text}
    return kept, outdated, {s.key for s in segments} - kept - outdated


@many
@given(trees.bodies().filter(bool), st.data())
def test_an_edit_marks_exactly_the_texts_it_touches(body: list[dict[str, Any]], data: Any) -> None:
    before = page_with(body)
    keys = list(units(before))
    touched = data.draw(st.sampled_from(keys))
    words = units(before)[touched].text
    changed = {touched: f"{words} mới sửa 77"}
    made = rebuild(before, changed)
    after = page_with(made["body"])
    after.title_vi, after.introduction_vi = made["title"], made["introduction"]
    kept, outdated, new = outcome(before, after)
    assert outdated == {touched}
    assert not new
    assert kept == set(keys) - {touched}


@many
@given(trees.bodies().filter(lambda body: len(body) > 1), st.randoms())
def test_moved_and_removed_blocks_cost_nothing(body: list[dict[str, Any]], random: Any) -> None:
    before = page_with(body)
    shuffled = random.sample(body, len(body) - 1)
    kept, outdated, new = outcome(before, page_with(shuffled))
    assert not outdated and not new
    assert kept == set(units(page_with(shuffled)))


@many
@given(trees.bodies().filter(bool), trees.values(), st.data())
def test_an_added_block_is_new_and_nothing_else_is(body: list[dict[str, Any]], value: Any, data: Any) -> None:
    place = data.draw(st.integers(0, len(body)))
    added = {"type": value[0], "value": value[1], "id": "11111111-2222-4333-8444-555555555555"}
    after = page_with([*body[:place], added, *body[place:]])
    _kept, outdated, new = outcome(page_with(body), after)
    assert not outdated
    assert new == {key for key in units(after) if "11111111-2222-4333-8444-555555555555" in key}


@many
@given(trees.paragraphs(keyed=False), trees.plain, st.data())
def test_paragraphs_without_keys_are_followed(parts: Any, words: str, data: Any) -> None:
    """Imported texts have no keys: a paragraph put in between must not shift the translations."""
    place = data.draw(st.integers(0, len(parts)))
    longer = [*parts[:place], ("", "p", f"{words.replace('<', '').replace('&', '')} hoàn toàn mới 99"), *parts[place:]]
    texts = [richtext_page(trees.rich_text(one)) for one in (parts, longer)]
    _kept, outdated, new = outcome(*texts)
    assert not outdated
    assert len(new) == 1


def richtext_page(markup: str) -> ArticlePage:
    return page_with([{"type": "text", "value": markup, "id": "aaaaaaaa-2222-4333-8444-555555555555"}])


def test_a_row_put_into_a_table_does_not_shift_the_others() -> None:
    def table(*rows: list[str]) -> ArticlePage:
        value = {
            "caption": "Khu",
            "columns": [{"type": "text", "heading": "Tên"}, {"type": "text", "heading": "Nơi"}],
            "rows": [{"values": row} for row in rows],
        }
        return page_with([{"type": "table", "value": value, "id": "t"}])

    _kept, outdated, new = outcome(
        table(["Tân Dân", "Đa Hòa"], ["Sạch", "Lý"]), table(["Mới", "Chợ"], ["Tân Dân", "Đa Hòa"], ["Sạch", "Lý"])
    )
    assert (outdated, new) == (set(), {"body#t.rows.0.0", "body#t.rows.0.1"})


def test_reading_order_labels_and_limits() -> None:
    body = [
        {
            "type": "text",
            "value": '<h2 data-block-key="h">Mục</h2><p data-block-key="p">Chữ <b>đậm</b></p>',
            "id": "b1",
        },
        {
            "type": "gallery",
            "value": {
                "heading": "Lễ hội",
                "pictures": [{"type": "item", "id": "i1", "value": {"image": 7, "caption": "Rước"}}],
            },
            "id": "b2",
        },
    ]
    found = extract(page_with(body)).segments
    assert [segment.key for segment in found] == [
        "title",
        "introduction",
        "body#b1#h",
        "body#b1#p",
        "body#b2.heading",
        "body#b2.pictures.i1.caption",
    ]
    title, introduction, heading, text, _gallery, caption = found
    assert title.max_length == 255 and introduction.max_length == 400
    assert (heading.kind, text.text) == (Kind.RICH, "Chữ <1>đậm</1>")
    assert (caption.image, caption.block, caption.max_length) == (7, "b2", 255)
    assert "Lễ hội" in caption.context


@pytest.mark.parametrize("name", [name for name, _block in body_blocks()])
def test_every_block_gives_its_sample_texts_and_takes_them_back(name: str) -> None:
    block = dict(body_blocks())[name]
    value = block.get_prep_value(block.normalize(block.get_preview_value()))
    page = page_with([{"type": name, "value": value, "id": "s"}])
    segments = [segment for segment in extract(page).segments if segment.key.startswith("body")]
    assert segments
    made = rebuild(page, {segment.key: segment.text for segment in segments})
    assert made["body"][0]["value"] == value


@pytest.mark.parametrize(
    ("target", "problems"),
    [
        ("<1>x</1><2/>", []),
        ("<2/><1>x</1>", []),
        ("x<2/>", [("lost", 1), ("lost", 1)]),
        ("<1>x</1><2/><3/>", [("added", 3)]),
        ("<1>x</1><1>y</1><2/>", [("twice", 1)]),
        ("</1>x<1><2/>", [("nesting", 1)]),
    ],
)
def test_tag_problems(target: str, problems: list[tuple[str, int]]) -> None:
    found = [(problem.kind, problem.number) for problem in inline.tag_problems("a <1>b</1> c<2/>", target)]
    assert found == list(dict.fromkeys(problems))


def test_translated_markup_cannot_smuggle_in_elements() -> None:
    text, tags = inline.from_html("Chữ <b>đậm</b>")
    assert text == "Chữ <1>đậm</1>"
    made = inline.to_html('<script>alert(1)</script> <1>x" onclick="</1><9>y</9>', tags)
    assert made == '&lt;script&gt;alert(1)&lt;/script&gt; <b>x" onclick="</b>y'


def test_split_and_join() -> None:
    source = '<p data-block-key="ab">Đất <b>lành</b></p><ul><li>a<ul><li> b </li></ul>c</li></ul><p></p><hr/>'
    assert richtext.join(richtext.split(source), {}) == source
    paragraphs = [part for part in richtext.split(source) if isinstance(part, richtext.Paragraph)]
    assert [part.key for part in paragraphs] == ["ab", "p1", "p2", "p3"]
