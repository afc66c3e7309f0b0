from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo.languages.worddiff import word_diff


def test_words_and_not_letters() -> None:
    assert word_diff("Lễ hội mùa xuân", "Lễ hội mùa thu") == [
        ("same", "Lễ hội mùa "),
        ("removed", "xuân"),
        ("added", "thu"),
    ]


def test_neighbouring_changes_are_one_phrase() -> None:
    assert word_diff("một hai ba bốn", "một năm sáu bốn") == [
        ("same", "một "),
        ("removed", "hai ba"),
        ("added", "năm sáu"),
        ("same", " bốn"),
    ]


def test_scripts_without_spaces_are_compared_by_letter() -> None:
    assert word_diff("江南春天", "江南秋天") == [("same", "江南"), ("removed", "春"), ("added", "秋"), ("same", "天")]
    # A Lao vowel sign stays with its letter.
    assert word_diff("ດີ", "ດຸ") == [("removed", "ດີ"), ("added", "ດຸ")]


@pytest.mark.parametrize(("text", "pieces"), [("", []), ("Nhãn lồng", [("same", "Nhãn lồng")])])
def test_nothing_changed(text: str, pieces: list) -> None:
    assert word_diff(text, text) == pieces


def test_a_long_text_that_is_all_new_does_not_take_long() -> None:
    before, after = (" ".join(f"{word}{number}" for number in range(4000)) for word in "ab")
    assert word_diff(before, after) == [("removed", before), ("added", after)]


_TEXTS = st.lists(st.sampled_from(["một", "hai", " ", ", ", "漢", "ດີ", "\n", "<1>"]), max_size=14).map("".join)


@given(_TEXTS, _TEXTS)
def test_both_texts_can_be_read_from_it(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert "".join(text for kind, text in pieces if kind != "added") == before
    assert "".join(text for kind, text in pieces if kind != "removed") == after
    assert all(text for _kind, text in pieces)
    assert not any(a[0] == b[0] for a, b in pairwise(pieces))
