"""Statements about things, written as Turtle and as JSON-LD."""

import json
import re
from dataclasses import dataclass
from typing import Any

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_NOT_IN_IRIS = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_IN_TEXTS = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True)
class Iri:
    """An address in full."""

    address: str


@dataclass(frozen=True)
class Text:
    """A literal; `datatype` is a short name ("xsd:date"), `language` a tag."""

    words: str
    language: str = ""
    datatype: str = ""


Thing = Iri | Text


class Graph:
    """`say` a subject's properties by short names; what is said twice is there once."""

    def __init__(self) -> None:
        self._nodes: dict[str, dict[str, list[Thing]]] = {}

    def say(self, subject: str, *types: str, **properties: Any) -> Iri:
        """`dct_title=Text(…)` or a list of things; None and empty ones are left out. Gives the subject."""
        node = self._nodes.setdefault(subject, {})
        for name in types:
            self._add(node, "rdf:type", Iri(expanded(name)))
        for name, value in properties.items():
            for thing in value if isinstance(value, list) else [value]:
                if thing is not None:
                    self._add(node, name.replace("_", ":", 1), thing)
        return Iri(subject)

    @staticmethod
    def _add(node: dict[str, list[Thing]], name: str, thing: Thing) -> None:
        things = node.setdefault(name, [])
        if thing not in things:
            things.append(thing)

    def turtle(self) -> str:
        lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
        for subject, node in self._nodes.items():
            said = [
                f"{'a' if name == 'rdf:type' else name} {', '.join(map(_turtle, things))}"
                for name, things in node.items()
            ]
            lines.append(f"\n<{_iri(subject)}>\n    " + " ;\n    ".join(said) + " .")
        return "\n".join(lines) + "\n"

    def json_ld(self) -> str:
        nodes = []
        for subject, node in self._nodes.items():
            row: dict[str, Any] = {"@id": _iri(subject)}
            for name, things in node.items():
                if name == "rdf:type":
                    row["@type"] = [_iri(thing.address) for thing in things if isinstance(thing, Iri)]
                else:
                    row[name] = [_json(thing) for thing in things]
            nodes.append(row)
        return json.dumps({"@context": PREFIXES, "@graph": nodes}, ensure_ascii=False, indent=1)


def expanded(name: str) -> str:
    prefix, _colon, rest = name.partition(":")
    return PREFIXES[prefix] + rest


def _iri(address: str) -> str:
    return _NOT_IN_IRIS.sub(lambda match: f"%{ord(match[0]):02X}", address)


def _turtle(thing: Thing) -> str:
    if isinstance(thing, Iri):
        return f"<{_iri(thing.address)}>"
    words = "".join(_IN_TEXTS.get(letter, letter) for letter in thing.words)
    if thing.language:
        return f'"{words}"@{thing.language}'
    return f'"{words}"' + (f"^^{thing.datatype}" if thing.datatype else "")


def _json(thing: Thing) -> dict[str, str]:
    if isinstance(thing, Iri):
        return {"@id": _iri(thing.address)}
    found = {"@value": thing.words}
    if thing.language:
        found["@language"] = thing.language
    elif thing.datatype:
        found["@type"] = thing.datatype
    return found
