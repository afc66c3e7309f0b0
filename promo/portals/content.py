"""Content files: one TOML file a page, every public text in it by language.

A *leaf* is a table keyed by language code with at least Vietnamese ({vi = "…", en = "…"}). The list of
blocks is the same in all languages, and so are the blocks' ids, which are made from the page's key:
what is read twice is the same twice.
"""

import tomllib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from promo.core.languages import CODES, SOURCE

_NAMESPACE = uuid.UUID("7f0c2a54-6d0e-4f0b-9a55-8f5b7a8f7a11")

# The fields of blocks that point at something, and the kind of thing they point at.
_REFERENCES = {"image": "image", "poster": "image", "page": "page", "document": "document"}
_LISTS = {
    "pictures",
    "entries",
    "people",
    "questions",
    "documents",
    "sources",
    "doors",
    "partners",
    "children",
    "links",
}
_LISTS_OF_REFERENCES = {"figures": "figure", "pages": "page"}


@dataclass(frozen=True)
class References:
    """How keys in content files become primary keys. An unknown key raises KeyError."""

    image: Callable[[str], int | None] = field(default=lambda key: None)
    page: Callable[[str], int | None] = field(default=lambda key: None)
    figure: Callable[[str], int | None] = field(default=lambda key: None)
    document: Callable[[str], int | None] = field(default=lambda key: None)


def load(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def is_leaf(value: Any) -> bool:
    return isinstance(value, dict) and SOURCE in value and set(value) <= set(CODES)


def text(value: Any, language: str, names: dict[str, str] | None = None) -> str:
    """A leaf in one language, with {name} replaced by the unit's name in it; empty where it has none."""
    found = value.get(language, "") if is_leaf(value) else value or ""
    name = (names or {}).get(language)
    return found.replace("{name}", name) if name and isinstance(found, str) else found


def languages_of(content: dict[str, Any]) -> list[str]:
    """The languages in which the page has a title."""
    return [code for code in CODES if content["title"].get(code)]


def build_body(
    blocks: list[dict[str, Any]], key: str, language: str, references: References, names: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """StreamField data of a content file's blocks in one language."""
    builder = _Builder(key, language, references, names)
    return [builder.block(block, f"{number}") for number, block in enumerate(blocks)]


@dataclass(frozen=True)
class _Builder:
    key: str
    language: str
    references: References
    names: dict[str, str] | None

    def identify(self, place: str) -> str:
        return str(uuid.uuid5(_NAMESPACE, f"{self.key}/{place}"))

    def block(self, block: dict[str, Any], place: str) -> dict[str, Any]:
        fields = {name: value for name, value in block.items() if name != "type"}
        if block["type"] == "text":
            value: Any = text(fields["value"], self.language, self.names)
        elif block["type"] == "table":
            value = self.table(fields)
        else:
            value = self.struct(fields, place)
        return {"type": block["type"], "value": value, "id": self.identify(place)}

    def struct(self, fields: dict[str, Any], place: str) -> dict[str, Any]:
        # A content file names a download by its file; the block points at a document.
        return {
            "document" if name == "file" else name: self.value(
                "document" if name == "file" else name, value, f"{place}.{name}"
            )
            for name, value in fields.items()
        }

    def value(self, name: str, value: Any, place: str) -> Any:
        if name in _REFERENCES:
            return getattr(self.references, _REFERENCES[name])(value) if value else None
        if name in _LISTS_OF_REFERENCES:
            kind = getattr(self.references, _LISTS_OF_REFERENCES[name])
            return self.items([kind(key) for key in value], place)
        if name in _LISTS:
            return self.items([self.struct(item, f"{place}.{number}") for number, item in enumerate(value)], place)
        return text(value, self.language, self.names)

    def items(self, values: list[Any], place: str) -> list[dict[str, Any]]:
        return [
            {"type": "item", "value": value, "id": self.identify(f"{place}.{number}")}
            for number, value in enumerate(values)
            if value is not None
        ]

    def table(self, fields: dict[str, Any]) -> dict[str, Any]:
        rows = fields["rows"]
        columns = []
        for number, heading in enumerate(fields["columns"]):
            numeric = all(isinstance(row[number], (int, float)) and not isinstance(row[number], bool) for row in rows)
            # A year is written without separators: four-digit whole numbers stay text.
            years = numeric and all(isinstance(row[number], int) and 1000 <= row[number] <= 2100 for row in rows)
            columns.append(
                {
                    "type": "number" if numeric and not years else "text",
                    "heading": text(heading, self.language, self.names),
                }
            )
        return {
            "caption": text(fields.get("caption"), self.language, self.names),
            "columns": columns,
            "rows": [
                {
                    "values": [
                        # Numbers in words, too: 199.87 as a float is 199.8700000000000045.
                        str(text(cell, self.language, self.names))
                        for cell in row
                    ]
                }
                for row in rows
            ],
        }
