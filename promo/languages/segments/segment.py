"""A text of an object, as it is found there."""

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b


class Kind(StrEnum):
    LINE = "line"  # one line, plain
    TEXT = "text"  # several lines, plain
    RICH = "rich"  # tagged: <1>bold</1>, <2/> a line break


_GROUP = re.compile(r"([^#]+#[^.#]+)[.#]")


def group_of(key: str) -> str:
    """The block a text is in, or its field: within it, texts without an id of their own may change places."""
    match = _GROUP.match(key)
    return match[1] if match else key.partition("#")[0]


def digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Tag:
    """What stands for `<number>…</number>` or `<number/>`: its name to show and the markup it becomes."""

    number: int
    name: str  # "b", "i", "sup", "sub", "a", "br"
    opening: str  # raw markup: '<a linktype="page" id="3">'
    closing: str = ""  # empty: the tag stands alone


@dataclass(frozen=True)
class Segment:
    """One text to translate, in reading order."""

    key: str
    kind: Kind
    text: str  # tagged if RICH, else as it is
    label: str  # what it is, for people: "Title", "Caption", "Table, row 3, column 2"
    context: str = ""  # the block it is in: "Gallery: Mùa lễ hội"
    tags: tuple[Tag, ...] = ()
    max_length: int | None = None
    required: bool = True  # False: a language may say it with no word at all
    image: int | None = None  # the picture it belongs to (PortalImage's primary key)
    block: str = ""  # id of the top-level block it is in; empty for a field of its own

    @property
    def digest(self) -> str:
        return digest(self.text)
