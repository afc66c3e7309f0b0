"""XLIFF 2.0. The unit's id is its key, with what an id may not have as `:23:` (hexadecimal)."""

import re
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from promo.core.languages import SOURCE, language_tag
from promo.languages.exchange import markup
from promo.languages.exchange.bundle import (
    LOST,
    ExchangeError,
    State,
    TextFile,
    TextUnit,
    language_code,
    letter,
    parts_of,
)
from promo.languages.segments import Kind, Tag, inline

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
# Ours: the stamp of the target as it was exported.
OWN = "urn:x-dat-lanh:exchange:1"
_NSMAP = {None: NAMESPACE, "slr": SIZES, "dl": OWN}
# Our state -> (state, subState), and back.
_STATES = {
    State.EMPTY: ("initial", ""),
    State.DRAFT: ("translated", ""),
    State.MACHINE: ("translated", "dl:machine"),
    State.REVIEWED: ("final", ""),
    State.OUTDATED: ("translated", "dl:outdated"),
}
_DONE = ("final", "reviewed")
_FORMATS = {"b": "xlf:b", "strong": "xlf:b", "i": "xlf:i", "em": "xlf:i", "u": "xlf:u", "br": "xlf:lb"}
_NO_ID = re.compile(r"[^A-Za-z0-9._-]")
_ENCODED = re.compile(r":([0-9a-f]{1,6}):")


def id_of(key: str) -> str:
    return _NO_ID.sub(lambda match: f":{ord(match[0]):x}:", key)


def key_of(written: str) -> str:
    return _ENCODED.sub(lambda match: letter(int(match[1], 16)), written)


def write(file: TextFile) -> bytes:
    if not file.units:
        raise ExchangeError(_("There is nothing to translate in “%(title)s”.") % {"title": file.title})
    root = etree.Element(
        f"{{{NAMESPACE}}}xliff",
        {"version": "2.0", "srcLang": SOURCE, "trgLang": language_tag(file.language), markup.XML_SPACE: "preserve"},
        nsmap=_NSMAP,
    )
    element = _sub(root, "file", id="f1", original=file.original, canResegment="no")
    if any(unit.max_length for unit in file.units):
        etree.SubElement(element, f"{{{SIZES}}}profiles", {"generalProfile": "xliff:codepoints"})
    if file.title.strip():
        _note(_sub(element, "notes"), "title", file.title)
    for unit in file.units:
        _write_unit(element, unit)
    return markup.document(root, ("source", "target", "note"))


def _write_unit(parent: Any, unit: TextUnit) -> None:
    attributes = {
        "id": id_of(unit.key),
        "name": markup.without_illegal(unit.label),
        "type": f"dl:{unit.kind}",
        f"{{{OWN}}}seen": unit.seen,
        f"{{{SIZES}}}sizeRestriction": str(unit.max_length) if unit.max_length else "",
    }
    element = _sub(parent, "unit", **{name: value for name, value in attributes.items() if value})
    previous = inline.plain(unit.previous) if unit.kind == Kind.RICH else unit.previous
    notes = {"context": unit.context, "previous-source": previous, "comment": unit.comment}
    if any(notes.values()):
        holder = _sub(element, "notes")
        for category, text in notes.items():
            _note(holder, category, text)
    state, more = _STATES[State(unit.state)]
    segment = _sub(element, "segment", state=state, **({"subState": more} if more else {}))
    writer = markup.InlineWriter(_maker({tag.number: tag for tag in unit.tags}))
    writer.fill(_sub(segment, "source"), parts_of(unit.source, unit.kind))
    if unit.target:
        writer.fill(_sub(segment, "target"), parts_of(unit.target, unit.kind))


def _note(holder: Any, category: str, text: str) -> None:
    if text:
        _sub(holder, "note", category=category).text = markup.without_illegal(text)


def _maker(tags: dict[int, Tag]) -> Any:
    def make(role: str, number: int) -> Any:
        if role == "char":
            return _new("cp", hex=f"{number:04X}")
        if role == "end":
            return _new("ec", startRef=str(number))
        name = tags[number].name if number in tags else "tag"
        kind = {"a": "link", "img": "image"}.get(name) or "fmt"
        more = _FORMATS.get(name, "" if kind != "fmt" else f"dl:{name}")
        kept = {"canCopy": "no", "canDelete": "no"}
        attributes = {"id": str(number), "type": kind, **({"subType": more} if more else {}), **kept}
        return _new({"alone": "ph", "pair": "pc", "start": "sc"}[role], **attributes)

    return make


def _new(name: str, /, **attributes: str) -> Any:
    return etree.Element(f"{{{NAMESPACE}}}{name}", attributes, nsmap=_NSMAP)


def _sub(parent: Any, name: str, /, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


# --- Reading -----------------------------------------------------------------------------------


class _Reader(markup.InlineReader):
    paired = ("pc",)
    alone = ("ph",)
    opening = ("sc",)
    closing = ("ec",)
    references = ("startRef",)
    ignored = ("sm", "em")

    def character(self, element: Any) -> str | None:
        if markup.local(element) != "cp":
            return None
        try:
            return letter(int(element.get("hex") or "", 16))
        except ValueError:
            return LOST


def read(raw: bytes) -> list[TextFile]:
    return from_root(markup.root_of(raw))


def from_root(root: Any) -> list[TextFile]:
    written = root.get("trgLang") or ""
    found = [
        TextFile(
            original=(element.get("original") or "").strip(),
            language=language_code(written),
            units=tuple(_read_unit(unit) for unit in element.iter("{*}unit")),
            title=_title(element),
            language_written=written,
            source_written=root.get("srcLang") or "",
        )
        for element in root
        if markup.local(element) == "file"
    ]
    if not found:
        raise ExchangeError(_("There is no <file> in this XLIFF. Export the object again."))
    return found


def _title(element: Any) -> str:
    notes = markup.child(element, "notes")
    found = next((note.text for note in notes if note.get("category") == "title"), "") if notes is not None else ""
    return found or ""


def _read_unit(element: Any) -> TextUnit:
    reader = _Reader()
    texts: list[list[markup.Part]] = [[], []]
    states = []
    # A translation program may cut a unit into several segments; spaces between them are ignorable.
    for segment in element:
        if markup.local(segment) not in ("segment", "ignorable"):
            continue
        source, target = (markup.child(segment, name) for name in ("source", "target"))
        if source is None:
            raise ExchangeError(
                _("The text “%(key)s” has no <source>. The file is damaged: export it again.")
                % {"key": key_of(element.get("id") or "")[:80]},
                segment.sourceline,
            )
        texts[0] += markup.parts_of_element(source, reader)
        if target is not None:
            texts[1] += markup.parts_of_element(target, reader)
        elif markup.local(segment) == "ignorable":
            texts[1] += markup.parts_of_element(source, reader)
        if markup.local(segment) == "segment":
            done = target is not None and bool("".join(target.itertext()).strip() or len(target))
            states.append((segment.get("state") or "initial", segment.get("subState") or "", done))
    complete = bool(states) and all(done for _state, _more, done in states)
    if not complete and not any(done for _state, _more, done in states):
        texts[1] = []
    written = (element.get("type") or "").removeprefix("dl:")
    has_tags = any(not isinstance(part, str) for side in texts for part in side)
    kind = written if written in (Kind.LINE, Kind.TEXT) and not has_tags else Kind.RICH
    source_text, target_text = (
        inline.tagged(side) if kind == Kind.RICH else "".join(str(part) for part in side) for side in texts
    )
    return TextUnit(
        key=key_of(element.get("id") or ""),
        source=source_text,
        target=target_text,
        state=_state_of(states, complete, target_text),
        comment=_comment(element),
        kind=kind,
        seen=element.get(f"{{{OWN}}}seen") or "",
        place=_("line %(line)d") % {"line": element.sourceline},
    )


def _comment(element: Any) -> str:
    notes = markup.child(element, "notes")
    if notes is None:
        return ""
    ours = ("context", "previous-source")
    found = [
        note.text.strip()
        for note in notes
        if markup.local(note) == "note" and note.text and note.get("category") not in ours
    ]
    return "\n".join(text for text in found if text)


def _state_of(states: list[tuple[str, str, bool]], complete: bool, text: str) -> str:
    if not text.strip():
        return State.EMPTY
    if complete and all(state in _DONE for state, _more, _done in states):
        return State.REVIEWED
    first = states[0][:2] if states else ("", "")
    return next((ours for ours, pair in _STATES.items() if pair == first and ours != State.EMPTY), State.DRAFT)
