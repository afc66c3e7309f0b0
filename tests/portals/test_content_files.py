"""Content files: what the builder of bodies makes of them."""

from pathlib import Path
from typing import Any

import pytest

from promo.core.languages import CODES
from promo.editorial.models import ArticlePage
from promo.portals.content import References, build_body, is_leaf, languages_of, load, text
from promo.portals.starter import STARTER

BLOCKS: list[dict[str, Any]] = [
    {"type": "text", "value": {"vi": "<p>Chào {name}</p>", "en": "<p>Hello {name}</p>"}},
    {"type": "picture", "image": "temple", "caption": {"vi": "Đền", "en": "Temple"}, "width": "wide"},
    {
        "type": "gallery",
        "heading": {"vi": "Ảnh"},
        "pictures": [{"image": "temple", "caption": {"vi": "Một"}}, {"image": "river"}],
    },
    {"type": "figures", "heading": {"vi": "Con số"}, "figures": ["area", "people"]},
    {"type": "linked_pages", "heading": {"vi": "Xem thêm"}, "pages": ["news"]},
    {"type": "downloads", "heading": {"vi": "Tải về"}, "documents": [{"file": "plan", "title": {"vi": "Kế hoạch"}}]},
    {
        "type": "table",
        "caption": {"vi": "Bảng", "en": "Table"},
        "columns": [{"vi": "Năm", "en": "Year"}, {"vi": "Xã"}, {"vi": "Héc-ta", "en": "Hectares"}],
        "rows": [[2024, {"vi": "Mễ Sở", "en": "Me So"}, 199.87], [2025, "Tứ Dân", 300]],
    },
]
KEYS = {"temple": 1, "river": 2, "area": 3, "people": 4, "news": 5, "plan": 6}
REFERENCES = References(**dict.fromkeys(("image", "page", "figure", "document"), KEYS.__getitem__))
NAMES = {"vi": "Xã Mễ Sở", "en": "Me So Commune"}


def body(language: str, key: str = "k") -> list[dict[str, Any]]:
    return build_body(BLOCKS, key, language, REFERENCES, NAMES)


def ids(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [
            *([value["id"]] if "id" in value and "type" in value else []),
            *[i for child in value.values() for i in ids(child)],
        ]
    return [i for child in value for i in ids(child)] if isinstance(value, list) else []


def test_the_same_ids_in_all_languages_and_each_time() -> None:
    vietnamese = ids(body("vi"))
    assert len(vietnamese) == len(set(vietnamese)) > len(BLOCKS)
    for code in CODES:
        assert ids(body(code)) == vietnamese
    assert not set(ids(body("vi", "another page"))) & set(vietnamese)


def test_texts_and_names() -> None:
    assert body("vi")[0]["value"] == "<p>Chào Xã Mễ Sở</p>"
    assert body("en")[0]["value"] == "<p>Hello Me So Commune</p>"
    assert body("ja")[0]["value"] == ""
    assert body("en")[2]["value"]["heading"] == ""


def test_references_become_keys() -> None:
    found = {block["type"]: block["value"] for block in body("en")}
    assert found["picture"]["image"] == 1
    assert found["picture"]["width"] == "wide"
    assert [item["value"]["image"] for item in found["gallery"]["pictures"]] == [1, 2]
    assert [item["value"] for item in found["figures"]["figures"]] == [3, 4]
    assert [item["value"] for item in found["linked_pages"]["pages"]] == [5]
    assert [item["value"]["document"] for item in found["downloads"]["documents"]] == [6]


def test_an_unknown_reference_is_an_error_not_a_hole() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        build_body([{"type": "picture", "image": "nowhere"}], "k", "vi", REFERENCES)


def test_tables() -> None:
    table = body("en")[-1]["value"]
    assert table["caption"] == "Table"
    # Years are no quantities: 2,024 would be wrong.
    assert [(column["type"], column["heading"]) for column in table["columns"]] == [
        ("text", "Year"),
        ("text", ""),
        ("number", "Hectares"),
    ]
    assert [[str(cell) for cell in row["values"]] for row in table["rows"]] == [
        ["2024", "Me So", "199.87"],
        ["2025", "Tứ Dân", "300"],
    ]


def test_a_row_of_the_wrong_length_is_an_error() -> None:
    with pytest.raises((ValueError, IndexError)):
        build_body([{"type": "table", "columns": [{"vi": "A"}, {"vi": "B"}], "rows": [["x"]]}], "k", "vi", REFERENCES)


def test_leaves() -> None:
    assert is_leaf({"vi": "a"})
    assert is_leaf({"vi": "a", "en": "b", "zh-hans": "c"})
    for value in ({"en": "a"}, {"vi": "a", "xx": "b"}, "a", None, {}, ["vi"]):
        assert not is_leaf(value)
    assert text(None, "vi") == text({"vi": ""}, "vi") == ""
    assert text({"vi": "a {name} {name}"}, "vi", {"vi": "X"}) == "a X X"
    assert languages_of({"title": {"vi": "a", "en": "", "lo": "b"}}) == ["vi", "lo"]


@pytest.mark.django_db
def test_what_is_built_is_what_a_body_holds() -> None:
    """Through the living field and back: nothing is dropped, nothing changed."""
    from tests.factories import FigureFactory

    figure = FigureFactory()
    references = References(figure=lambda key: figure.pk)
    blocks = [block for block in BLOCKS if block["type"] in ("text", "figures", "table")]
    built = build_body(blocks, "k", "en", references, NAMES)
    page = ArticlePage(title_vi="x", body_en=built)
    assert [block["id"] for block in page.body_en.get_prep_value()] == [block["id"] for block in built]
    assert len(list(page.body_en[2].value.rows)) == 2
    assert [item.pk for item in page.body_en[1].value["figures"]] == [figure.pk, figure.pk]


@pytest.mark.parametrize("path", sorted(STARTER.rglob("*.toml")), ids=lambda path: str(path.relative_to(STARTER)))
def test_starter_files_are_complete(path: Path) -> None:
    """Each text of a starter page in each language: a portal begins without gaps."""

    def leaves(value: Any, where: str) -> Any:
        if is_leaf(value):
            yield where, value
        elif isinstance(value, dict):
            for name, child in value.items():
                yield from leaves(child, f"{where}.{name}")
        elif isinstance(value, list):
            for number, child in enumerate(value):
                yield from leaves(child, f"{where}[{number}]")

    found = list(leaves(load(path), path.stem))
    assert found
    for where, leaf in found:
        assert not [code for code in CODES if not leaf.get(code)], where
