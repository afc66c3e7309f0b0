"""XLIFF 1.2, which every translation program reads. The unit's id is its key, as it is."""

from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from promo.core.languages import SOURCE, language_tag
from promo.languages.exchange import markup
from promo.languages.exchange.bundle import (
    ExchangeError,
    State,
    TextFile,
    TextUnit,
    language_code,
    letter,
    parts_of,
)
from promo.languages.segments import Kind, Tag, inline

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
# Our state -> (state, state-qualifier), and back.
_STATES = {
    State.EMPTY: ("new", ""),
    State.DRAFT: ("needs-review-translation", ""),
    State.MACHINE: ("needs-review-translation", "leveraged-mt"),
    State.REVIEWED: ("final", ""),
    State.OUTDATED: ("needs-translation", "x-outdated"),
}
_DONE = ("final", "signed-off")
_PAIRS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underlined", "a": "link"}
_ALONE = {"br": "lb", "img": "image"}
_CHARACTER = "x-cp-"


def write(file: TextFile) -> bytes:
    root = _new("xliff", version="1.2", nsmap={None: NAMESPACE})
    body_of = _sub(
        root,
        "file",
        **{
            "original": file.original,
            "source-language": SOURCE,
            "target-language": language_tag(file.language),
            "datatype": "plaintext",
            markup.XML_SPACE: "preserve",
        },
    )
    if file.title.strip():
        note = _sub(_sub(body_of, "header"), "note", **{"from": "title"})
        note.text = markup.without_illegal(file.title)
    body = _sub(body_of, "body")
    for unit in file.units:
        _write_unit(body, unit, file.language)
    return markup.document(root, ("source", "target", "note"))


def _write_unit(body: Any, unit: TextUnit, language: str) -> None:
    attributes = {
        "id": unit.key,
        "resname": markup.without_illegal(unit.label),
        "restype": f"x-{unit.kind}",
        "approved": "yes" if unit.approved else "no",
        "maxwidth": str(unit.max_length) if unit.max_length else "",
        "size-unit": "char" if unit.max_length else "",
        "extradata": unit.seen,
        markup.XML_SPACE: "preserve",
    }
    element = _sub(body, "trans-unit", **{name: value for name, value in attributes.items() if value})
    writer = markup.InlineWriter(_maker({tag.number: tag for tag in unit.tags}))
    writer.fill(_sub(element, "source"), parts_of(unit.source, unit.kind))
    state, qualifier = _STATES[State(unit.state)]
    qualified = {"state-qualifier": qualifier} if qualifier else {}
    target = _sub(element, "target", state=state, **qualified)
    writer.fill(target, parts_of(unit.target, unit.kind))
    if unit.context:
        note = _sub(element, "note", **{"from": "context", "annotates": "source"})
        note.text = markup.without_illegal(unit.context)
    if unit.comment:
        note = _sub(element, "note", **{"from": "translator", "annotates": "target"})
        note.text = markup.without_illegal(unit.comment)
    if unit.previous:
        earlier = _sub(element, "alt-trans", alttranstype="previous-version")
        plain = inline.plain(unit.previous) if unit.kind == Kind.RICH else unit.previous
        writer.fill(_sub(earlier, "source"), [plain])
        writer.fill(_sub(earlier, "target"), parts_of(unit.target, unit.kind))


def _maker(tags: dict[int, Tag]) -> Any:
    def make(role: str, number: int) -> Any:
        if role == "char":
            return _new("x", id=f"cp-{number:04X}", ctype=f"{_CHARACTER}{number:04X}")
        name = tags[number].name if number in tags else "tag"
        if role == "alone":
            return _new("x", id=str(number), ctype=_ALONE.get(name, f"x-{name}"))
        if role == "end":
            return _new("ex", id=str(number))
        return _new("g" if role == "pair" else "bx", id=str(number), ctype=_PAIRS.get(name, f"x-{name}"))

    return make


def _new(name: str, /, nsmap: Any = None, **attributes: str) -> Any:
    return etree.Element(f"{{{NAMESPACE}}}{name}", attributes, nsmap=nsmap or {None: NAMESPACE})


def _sub(parent: Any, name: str, /, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


# --- Reading -----------------------------------------------------------------------------------


class _Reader(markup.InlineReader):
    paired = ("g",)
    alone = ("x", "ph", "it")
    opening = ("bx", "bpt")
    closing = ("ex", "ept")

    def character(self, element: Any) -> str | None:
        ctype = element.get("ctype", "")
        if not ctype.startswith(_CHARACTER):
            return None
        try:
            return letter(int(ctype.removeprefix(_CHARACTER), 16))
        except ValueError:
            return None


def read(raw: bytes) -> list[TextFile]:
    return from_root(markup.root_of(raw))


def from_root(root: Any) -> list[TextFile]:
    found = [_read_file(element) for element in root if markup.local(element) == "file"]
    if not found:
        raise ExchangeError(_("There is no <file> in this XLIFF. Export the object again."))
    return found


def _read_file(element: Any) -> TextFile:
    written = element.get("target-language") or ""
    header = markup.child(element, "header")
    title = next((note.text for note in header if note.get("from") == "title"), "") if header is not None else ""
    return TextFile(
        original=(element.get("original") or "").strip(),
        language=language_code(written),
        units=tuple(_read_unit(unit) for unit in element.iter("{*}trans-unit")),
        title=title or "",
        language_written=written,
        source_written=element.get("source-language") or "",
    )


def _read_unit(element: Any) -> TextUnit:
    reader = _Reader()
    source, target = (markup.child(element, name) for name in ("source", "target"))
    if source is None:
        raise ExchangeError(
            _("The text “%(key)s” has no <source>. The file is damaged: export it again.")
            % {"key": (element.get("id") or "")[:80]},
            element.sourceline,
        )
    texts = [markup.parts_of_element(side, reader) if side is not None else [] for side in (source, target)]
    written = (element.get("restype") or "").removeprefix("x-")
    has_tags = any(not isinstance(part, str) for side in texts for part in side)
    kind = written if written in (Kind.LINE, Kind.TEXT) and not has_tags else Kind.RICH
    source_text, target_text = (
        inline.tagged(side) if kind == Kind.RICH else "".join(str(part) for part in side) for side in texts
    )
    notes = [note for note in element if markup.local(note) == "note" and note.get("from") != "context"]
    return TextUnit(
        key=element.get("id") or "",
        source=source_text,
        target=target_text,
        state=_state(element, target, target_text),
        comment="\n".join(note.text.strip() for note in notes if note.text and note.text.strip()),
        kind=kind,
        seen=element.get("extradata") or "",
        place=_("line %(line)d") % {"line": element.sourceline},
    )


def _state(element: Any, target: Any, text: str) -> str:
    if not text.strip():
        return State.EMPTY
    state, qualifier = (target.get("state") or "", target.get("state-qualifier") or "")
    if element.get("approved") == "yes" or state in _DONE:
        return State.REVIEWED
    return next((ours for ours, pair in _STATES.items() if pair == (state, qualifier)), State.DRAFT)
