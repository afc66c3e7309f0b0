"""PO, which Poedit, Weblate and every gettext tool read. The context of a message is its key.

Tags stand in the text as the desk shows them: <1>…</1>.
"""

import codecs
import os
import re
import tempfile

import polib
from django.utils.translation import gettext as _

from promo.core.languages import SOURCE, language_tag
from promo.languages.exchange.bundle import (
    ExchangeError,
    State,
    TextFile,
    TextUnit,
    decode,
    language_code,
    one_line,
)

# Nothing is wrapped: a line of the file is a line of the text.
_WIDTH = 10**9
_LINE = re.compile(r"\(line (\d+)\)")
# What a line may be: empty, a comment, a keyword with a string, or a string that goes on.
_SOUND = re.compile(r'\s*(?:#.*|(?:msg[a-z_]+(?:\[\d+\])?\s*)?"(?:[^"\\]|\\.)*")?\s*\Z', re.DOTALL)
_CHARSET = re.compile(rb"charset=([\w.:-]+)")
# Letters that would end a line of the file for some program or other.
_LINE_ENDS = dict.fromkeys(map(ord, "\x1c\x1d\x1e\x85\u2028\u2029\0"), " ")


def write(file: TextFile) -> bytes:
    made = polib.POFile(wrapwidth=_WIDTH)
    made.metadata = {
        "Project-Id-Version": one_line(file.title),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language_tag(file.language).replace("-", "_"),
        "X-Source-Language": SOURCE,
        "X-Original": file.original,
        # Nothing else tells that a file broke off between two texts.
        "X-Texts": str(len(file.units)),
    }
    for unit in file.units:
        made.append(_entry(unit))
    return str(made).encode() + b"\n"


def _entry(unit: TextUnit) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=unit.key,
        msgid=unit.source,
        msgstr=_ending_like(unit.source, unit.target),
        comment="\n".join(_comment_lines(unit.context, unit.label, _limit(unit))),
        tcomment="\n".join(_comment_lines(unit.comment)),
        occurrences=[(f"seen-{unit.seen}", "")] if unit.seen else [],
    )
    if unit.target and not unit.approved:
        entry.flags = ["fuzzy"]
        entry.previous_msgid = unit.previous or None
    return entry


def _comment_lines(*texts: str) -> list[str]:
    """Comments end with their line, and begin with a sign that must not be taken for another kind of comment."""
    lines = [line.strip().translate(_LINE_ENDS) for text in texts for line in re.split(r"[\r\n\v\f]+", text)]
    return [line for line in lines if line]


def _limit(unit: TextUnit) -> str:
    return _("At most %(limit)d characters") % {"limit": unit.max_length} if unit.max_length else ""


# --- Reading -----------------------------------------------------------------------------------


def read(raw: bytes) -> list[TextFile]:
    return [_file_of(_parse(decode(raw, _charset(raw))))]


def _charset(raw: bytes) -> str:
    declared = _CHARSET.search(raw[:5000].replace(b"\0", b""))
    name = declared[1].decode("ascii", "ignore").split("\\")[0] if declared else ""
    if not name or name == "CHARSET":
        return "utf-8"
    try:
        # Some of Python's codecs make no text.
        is_text = getattr(codecs.lookup(name), "_is_text_encoding", False)
    except LookupError:
        is_text = False
    return name if is_text else f"{name}?"


def _parse(text: str) -> polib.POFile:
    if "msgid" not in text:
        raise ExchangeError(_("There are no texts in this PO file. Export the object again."))
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if not _SOUND.match(line):
            raise _unsound(number)
    # From a file of our own: polib would take a short text for a path and split others at rare letters.
    handle, path = tempfile.mkstemp(suffix=".po")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n", errors="replace") as file:
            file.write(text)
        return polib.pofile(path, encoding="utf-8", wrapwidth=_WIDTH)
    except (OSError, ValueError, IndexError, TypeError, AttributeError) as error:
        named = _LINE.search(str(error))
        raise _unsound(int(named[1]) if named else None) from error
    finally:
        os.unlink(path)


def _unsound(line: int | None) -> ExchangeError:
    return ExchangeError(
        _(
            "This is no correct PO file: a quotation mark or a line is missing here. Fetch it again, or save it once more "
            "in the program it comes from."
        ),
        line,
    )


def _ending_like(source: str, target: str) -> str:
    """A translation ends with a line break only where its source does: by that a file cut off in a text is told."""
    return target if source.endswith("\n") else target.rstrip("\n")


def _file_of(found: polib.POFile) -> TextFile:
    entries = [entry for entry in found if not entry.obsolete]
    if not entries:
        raise ExchangeError(_("There are no texts in this PO file. Export the object again."))
    if not found.metadata.get("X-Original"):
        raise ExchangeError(
            _("The head of this PO file does not say which object it belongs to (X-Original). Export the object again.")
        )
    _check_whole(found, entries)
    written = found.metadata.get("Language", "")
    return TextFile(
        original=found.metadata["X-Original"].strip(),
        language=language_code(written),
        units=tuple(_unit_of(entry) for entry in entries),
        title=found.metadata.get("Project-Id-Version", ""),
        language_written=written,
        source_written=found.metadata.get("X-Source-Language", ""),
    )


def _check_whole(found: polib.POFile, entries: list[polib.POEntry]) -> None:
    last = entries[-1]
    expected = found.metadata.get("X-Texts", "")
    is_cut = not last.msgid or (last.msgstr.endswith("\n") and not last.msgid.endswith("\n"))
    if is_cut or (expected.isdecimal() and len(entries) < int(expected)):
        raise ExchangeError(
            _(
                "The file is incomplete: it breaks off after %(count)d of %(expected)s texts. Fetch or save it once more."
            )
            % {"count": len(entries) - is_cut, "expected": expected or "?"}
        )


def _unit_of(entry: polib.POEntry) -> TextUnit:
    seen = next((name for name, _line in entry.occurrences if name.startswith("seen-")), "")
    state = State.REVIEWED
    if not entry.msgstr.strip():
        state = State.EMPTY
    elif entry.fuzzy:
        state = State.DRAFT
    return TextUnit(
        key=entry.msgctxt or "",
        source=entry.msgid,
        target=entry.msgstr,
        state=state,
        comment=entry.tcomment.strip(),
        seen=seen.removeprefix("seen-"),
        place=_("line %(line)d") % {"line": entry.linenum},
    )
