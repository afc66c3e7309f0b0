r"""Inline markup as numbered tags, and back.

A paragraph's HTML `Đất <b>nhãn</b><br/>` becomes the tagged text `Đất <1>nhãn</1><2/>`: translators move
numbers, never attributes. Everything that is no tag is plain Unicode, without entities. Text that looks
like a tag has a backslash before it (`\<1>`); backslashes before a tag or such text are doubled.
"""

import html
import re
from dataclasses import dataclass
from typing import Literal

from promo.languages.segments.segment import Tag

_MARKUP = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^'\">])*?)(/?)>")
TAG = re.compile(r"(\\*)<(/?)([0-9]+)(/?)>")
_ALONE = {"br", "wbr", "img", "embed", "hr"}


@dataclass(frozen=True)
class TagToken:
    number: int
    kind: Literal["open", "close", "alone"]

    def __str__(self) -> str:
        return {"open": "<{}>", "close": "</{}>", "alone": "<{}/>"}[self.kind].format(self.number)


@dataclass(frozen=True)
class TagProblem:
    kind: Literal["lost", "added", "nesting", "twice"]
    number: int


def tokens(text: str) -> list[str | TagToken]:
    """Tagged text as plain strings, backslashes undone, and tags."""
    found: list[str | TagToken] = []
    end = 0
    words = ""
    for match in TAG.finditer(text):
        slashes = len(match[1])
        words += text[end : match.start()] + "\\" * (slashes // 2)
        end = match.end()
        if slashes % 2 or (match[2] and match[4]):
            words += match[0][slashes:]
            continue
        if words:
            found.append(words)
        words = ""
        kind: Literal["open", "close", "alone"] = "close" if match[2] else "alone" if match[4] else "open"
        found.append(TagToken(int(match[3]), kind))
    words += text[end:]
    if words:
        found.append(words)
    return found


def tagged(parts: list[str | TagToken]) -> str:
    """The reverse of `tokens`."""
    joined: list[str | TagToken] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    text = ""
    for place, part in enumerate(joined):
        if isinstance(part, TagToken):
            text += str(part)
            continue
        escaped = TAG.sub(lambda match: match[1] * 2 + "\\" + match[0][len(match[1]) :], part)
        if place + 1 < len(joined):
            # A tag follows: backslashes that end the text would be read as belonging to it.
            bare = escaped.rstrip("\\")
            escaped += "\\" * (len(escaped) - len(bare))
        text += escaped
    return text


def plain(text: str) -> str:
    """Without tags."""
    return "".join(part for part in tokens(text) if isinstance(part, str))


def from_html(markup: str) -> tuple[str, tuple[Tag, ...]]:
    """(tagged text, its tags) of the inside of a paragraph."""
    parts: list[str | TagToken] = []
    tags: dict[int, Tag] = {}
    open_tags: list[tuple[str, int]] = []
    end = 0
    for match in _MARKUP.finditer(markup):
        if match.start() > end:
            parts.append(html.unescape(markup[end : match.start()]))
        end = match.end()
        name = match[2].lower()
        if match[1]:
            number = next((number for other, number in reversed(open_tags) if other == name), None)
            if number is None:
                continue
            open_tags.remove((name, number))
            tags[number] = Tag(number, name, tags[number].opening, match[0])
            parts.append(TagToken(number, "close"))
            continue
        number = len(tags) + 1
        tags[number] = Tag(number, name, match[0])
        if match[4] or name in _ALONE:
            parts.append(TagToken(number, "alone"))
        else:
            open_tags.append((name, number))
            parts.append(TagToken(number, "open"))
    if end < len(markup):
        parts.append(html.unescape(markup[end:]))
    return tagged(parts), tuple(tags[number] for number in sorted(tags))


def to_html(text: str, tags: tuple[Tag, ...]) -> str:
    """Markup of a tagged text; tags it should not have are left out, ones left open are closed."""
    known = {tag.number: tag for tag in tags}
    made = ""
    open_tags: list[Tag] = []
    for part in tokens(text):
        if isinstance(part, str):
            made += escape(part)
            continue
        tag = known.get(part.number)
        if tag is None:
            continue
        if part.kind == "close":
            if tag in open_tags:
                while open_tags[-1] != tag:
                    made += open_tags.pop().closing
                made += open_tags.pop().closing
        else:
            made += tag.opening
            if part.kind == "open" and tag.closing:
                open_tags.append(tag)
    while open_tags:
        made += open_tags.pop().closing
    return made


def escape(text: str) -> str:
    """For the inside of an element. Quotes stay as they are: they need no escaping there."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def tag_problems(source: str, target: str) -> list[TagProblem]:
    """What keeps the target's tags from being the source's: lost, added, twice, or badly nested."""
    wanted = [part for part in tokens(source) if isinstance(part, TagToken)]
    found = [part for part in tokens(target) if isinstance(part, TagToken)]
    problems = [TagProblem("lost", token.number) for token in wanted if token not in found]
    for token in dict.fromkeys(found):
        if token not in wanted:
            problems.append(TagProblem("added", token.number))
        elif found.count(token) > 1:
            problems.append(TagProblem("twice", token.number))
    if not problems and not _nests(found):
        problems.append(TagProblem("nesting", _first_crossing(found)))
    return list(dict.fromkeys(problems))


def _nests(found: list[TagToken]) -> bool:
    return _first_crossing(found) == 0


def _first_crossing(found: list[TagToken]) -> int:
    """Number of the first tag that closes out of order; 0 if all nest."""
    open_numbers: list[int] = []
    for token in found:
        if token.kind == "open":
            open_numbers.append(token.number)
        elif token.kind == "close":
            if not open_numbers or open_numbers[-1] != token.number:
                return token.number
            open_numbers.pop()
    return open_numbers[-1] if open_numbers else 0
