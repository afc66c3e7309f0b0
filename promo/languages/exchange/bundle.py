"""What an exchange file holds, whatever its format."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from promo.core.archives import FileError
from promo.core.spreadsheets import letter as letter
from promo.languages import glossary_files
from promo.languages.models import Translation, Unit
from promo.languages.segments import Kind, Tag, inline
from promo.languages.segments.segment import digest

# Django carries no types: a state is the word in the table.
State: Any = Unit.State


# A file that cannot be used, in words for who sent it.
ExchangeError = FileError


@dataclass(frozen=True)
class TextUnit:
    """A text and its translation.

    `kind` says how to read `source` and `target`: tagged if RICH, as they are if LINE or TEXT; empty where
    the format keeps both alike (PO, XLSX). What is not compared need not come back from every format.
    """

    key: str
    source: str
    target: str = ""
    state: str = State.EMPTY
    comment: str = ""
    kind: str = field(default="", compare=False)
    label: str = field(default="", compare=False)
    context: str = field(default="", compare=False)
    previous: str = field(default="", compare=False)
    max_length: int | None = field(default=None, compare=False)
    tags: tuple[Tag, ...] = field(default=(), compare=False)
    # Stamp of the target when it was exported: whoever changed it since is told from this. Empty: unknown.
    seen: str = field(default="", compare=False)
    # Where in the file: "line 12", "D7".
    place: str = field(default="", compare=False)

    @property
    def approved(self) -> bool:
        return self.state == State.REVIEWED


@dataclass(frozen=True)
class TextFile:
    """The texts of one object in one language."""

    original: str
    language: str
    units: tuple[TextUnit, ...]
    title: str = field(default="", compare=False)
    # As the file writes them, if they are none of ours.
    language_written: str = field(default="", compare=False)
    source_written: str = field(default="", compare=False)


# --- The desk's texts as a file ----------------------------------------------------------------


def file_of(translation: Translation, units: Iterable[Unit]) -> TextFile:
    """`units` have their segment, as `desk.worksheet` gives them."""
    return TextFile(
        original=str(translation.original.key),
        language=translation.language,
        title=translation.original.title,
        units=tuple(_unit_of(unit) for unit in units),
    )


def _unit_of(unit: Unit) -> TextUnit:
    segment = unit.segment
    return TextUnit(
        key=unit.key,
        source=unit.source,
        target=unit.target,
        state=unit.state,
        comment=unit.comment,
        kind=segment.kind,
        label=segment.label,
        context=segment.context,
        previous=unit.previous_source,
        max_length=segment.max_length,
        tags=segment.tags,
        seen=stamp(unit.target),
    )


def stamp(target: str) -> str:
    return digest(target)[:12]


# --- Tagged and plain --------------------------------------------------------------------------


def parts_of(text: str, kind: str) -> list[str | inline.TagToken]:
    """A text as strings and tags; only rich text has tags."""
    if kind == Kind.RICH:
        return inline.tokens(text)
    return [text] if text else []


def as_kind(text: str, written: str, wanted: str) -> str:
    """A text of a file as a text of the desk, whose kinds may differ: tags in plain text stay visible."""
    if written == wanted or not written:
        return text
    if wanted == Kind.RICH:
        return inline.tagged([text]) if text else ""
    if written == Kind.RICH:
        return "".join(str(part) for part in inline.tokens(text))
    return text


# --- Languages ---------------------------------------------------------------------------------


def language_code(written: str) -> str:
    """Our code of a target language; empty if it is none of them."""
    return glossary_files.language_code(written) if written else ""


# --- Texts in general --------------------------------------------------------------------------


LOST = "\ufffd"


def one_line(text: str) -> str:
    return " ".join(text.split())


def decode(raw: bytes, declared: str = "") -> str:
    """Bytes as text: by their byte order mark, else as declared, else UTF-8. Raises ExchangeError."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            declared = encoding
            break
    encoding = declared or "utf-8"
    try:
        return raw.decode(encoding).replace("\0", LOST)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ExchangeError(
            _("The letters cannot be read: the file is not in %(encoding)s. Save it as UTF-8 and try again.")
            % {"encoding": encoding.upper().removesuffix("-SIG")},
            line,
        ) from error
    except LookupError as error:
        raise ExchangeError(
            _("The file names an unknown encoding, “%(encoding)s”. Save it as UTF-8 and try again.")
            % {"encoding": encoding[:40]}
        ) from error
