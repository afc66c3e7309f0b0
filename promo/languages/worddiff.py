"""What has changed between two texts, word by word."""

import re
from difflib import SequenceMatcher
from typing import Literal

Piece = tuple[Literal["same", "added", "removed"], str]

# Written without spaces between words: compared letter by letter, each with the marks that belong to it.
_UNSPACED = "\u0e80-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u0300-\u036f\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u3099\u309a"
_TOKEN = re.compile(rf"[{_UNSPACED}][{_MARKS}]*|(?:(?![{_UNSPACED}])[\w{_MARKS}])+|\s+|.", re.DOTALL)

# Beyond this many comparisons the answer is not worth the wait: everything went, everything came.
_TOO_MUCH = 4_000_000


def word_diff(before: str, after: str) -> list[Piece]:
    """Pieces in reading order; without the added ones they are `before`, without the removed ones `after`."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    start, end = _common_ends(old, new)
    head, tail = "".join(old[:start]), "".join(old[len(old) - end :])
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    return _joined([("same", head), *_spaces_with_their_words(_compare(old, new)), ("same", tail)])


def _common_ends(old: list[str], new: list[str]) -> tuple[int, int]:
    """How many tokens the two begin and end with alike."""
    shorter = min(len(old), len(new))
    start = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    left = shorter - start
    end = next((place for place in range(left) if old[-1 - place] != new[-1 - place]), left)
    return start, end


def _compare(old: list[str], new: list[str]) -> list[Piece]:
    if len(old) * len(new) > _TOO_MUCH:
        return [("removed", "".join(old)), ("added", "".join(new))]
    pieces: list[Piece] = []
    for operation, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "equal":
            pieces.append(("same", "".join(old[a:b])))
        else:
            pieces += [("removed", "".join(old[a:b])), ("added", "".join(new[c:d]))]
    return pieces


def _spaces_with_their_words(pieces: list[Piece]) -> list[Piece]:
    """Two changes with nothing but a space between them are one: phrases are easier to read than scattered words."""
    pieces = [piece for piece in pieces if piece[1]]
    made: list[Piece] = []
    for place, (kind, text) in enumerate(pieces):
        between = 0 < place < len(pieces) - 1
        if kind == "same" and between and not text.strip():
            made += [("removed", text), ("added", text)]
        else:
            made.append((kind, text))
    return made


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of a kind as one; in each change what was removed comes first."""
    made: list[Piece] = []
    removed = added = ""
    for kind, text in [*pieces, ("same", "")]:
        if kind == "removed":
            removed += text
        elif kind == "added":
            added += text
        elif text or not pieces:
            made += _change(removed, added)
            removed = added = ""
            if made and made[-1][0] == "same":
                made[-1] = ("same", made[-1][1] + text)
            else:
                made.append(("same", text))
    return made + _change(removed, added)


def _change(removed: str, added: str) -> list[Piece]:
    pieces: list[Piece] = [("removed", removed), ("added", added)]
    return [piece for piece in pieces if piece[1]]
