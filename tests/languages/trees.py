"""Hypothesis strategies: generated bodies with every kind of block that holds text."""

import html
import uuid
from typing import Any

from hypothesis import strategies as st

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạéọợ "
plain = st.text(alphabet=LETTERS + "ABC0123.,:;!?“”&<>'\"\\/[]{}%\u00a0", min_size=1, max_size=40).filter(
    lambda text: bool(text.strip())
)
# Text that looks like our own tags must survive, too.
tricky = st.one_of(plain, st.sampled_from(["<1>", "</1>", "<2/>", "\\<1>", "a\\", "\\\\<3/>", "&amp;", "1 < 2 > 0"]))


def identities() -> st.SearchStrategy[str]:
    return st.uuids(version=4).map(str)


@st.composite
def inline(draw: Any, depth: int = 2) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["text", "text", "b", "i", "a", "br"])) if depth else "text"
        if kind == "text":
            parts.append(html.escape(draw(tricky), quote=False))
        elif kind == "br":
            parts.append("<br/>")
        elif kind == "a":
            parts.append(f'<a linktype="page" id="{draw(st.integers(1, 99))}">{draw(inline(depth - 1))}</a>')
        else:
            parts.append(f"<{kind}>{draw(inline(depth - 1))}</{kind}>")
    return "".join(parts)


@st.composite
def paragraphs(draw: Any, keyed: bool | None = None) -> list[tuple[str, str, str]]:
    """[(key or "", element, inner markup)]"""
    keyed = draw(st.booleans()) if keyed is None else keyed
    made = []
    for number in range(draw(st.integers(1, 4))):
        key = f"k{draw(st.integers(100, 999))}{number}" if keyed else ""
        made.append((key, draw(st.sampled_from(["p", "h2", "li"])), draw(inline())))
    return made


def rich_text(parts: list[tuple[str, str, str]]) -> str:
    made = ""
    for key, element, inner in parts:
        attribute = f' data-block-key="{key}"' if key else ""
        one = f"<{element}{attribute}>{inner}</{element}>"
        made += f"<ul>{one}</ul>" if element == "li" else one
    return made


def items(values: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    one = st.builds(lambda value, identity: {"type": "item", "value": value, "id": identity}, values, identities())
    return st.lists(one, min_size=1, max_size=3, unique_by=lambda item: item["id"])


@st.composite
def table(draw: Any) -> dict[str, Any]:
    width = draw(st.integers(1, 3))
    return {
        "caption": draw(st.one_of(st.just(""), plain)),
        "columns": [{"type": draw(st.sampled_from(["text", "number"])), "heading": draw(plain)} for _ in range(width)],
        "rows": [{"values": [draw(plain) for _ in range(width)]} for _ in range(draw(st.integers(0, 3)))],
    }


def values() -> st.SearchStrategy[tuple[str, Any]]:
    text = paragraphs().map(rich_text)
    optional = st.one_of(st.just(""), plain)
    return st.one_of(
        st.tuples(st.just("text"), text),
        st.tuples(st.just("quote"), st.fixed_dictionaries({"text": plain, "attribution": plain, "role": optional})),
        st.tuples(
            st.just("gallery"),
            st.fixed_dictionaries(
                {
                    "heading": optional,
                    "pictures": items(st.fixed_dictionaries({"image": st.integers(1, 9), "caption": optional})),
                }
            ),
        ),
        st.tuples(
            st.just("questions"),
            st.fixed_dictionaries(
                {
                    "heading": optional,
                    "questions": items(st.fixed_dictionaries({"question": plain, "answer": text})),
                }
            ),
        ),
        st.tuples(st.just("table"), table()),
        st.tuples(
            st.just("call_to_action"),
            st.fixed_dictionaries(
                {
                    "heading": optional,
                    "text": optional,
                    "label": plain,
                    "page": st.none(),
                    "url": st.just("https://example.org/"),
                }
            ),
        ),
    )


@st.composite
def bodies(draw: Any) -> list[dict[str, Any]]:
    found = draw(st.lists(values(), max_size=5))
    # Ids are unique, as Wagtail makes them.
    numbers = draw(st.lists(st.integers(1, 2**127), min_size=len(found), max_size=len(found), unique=True))
    return [
        {"type": kind, "value": value, "id": str(uuid.UUID(int=number))}
        for (kind, value), number in zip(found, numbers, strict=True)
    ]
