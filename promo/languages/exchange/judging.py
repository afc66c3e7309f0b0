"""A text of a file beside the desk's: whether it is taken, and if not, why."""

import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from promo.languages.exchange.bundle import LOST, State, TextFile, TextUnit, as_kind, one_line, stamp
from promo.languages.exchange.reports import Outcome, Result
from promo.languages.models import Translation, Unit
from promo.languages.segments import Kind, inline

_LONGEST = 20_000
_COMMENT_LENGTH = 2000


def outcomes_of(file: TextFile, sheet: dict[str, Unit], translation: Translation) -> Iterator[Outcome]:
    seen: dict[str, str] = {}
    unknown = {entry.key for entry in file.units} - sheet.keys()
    gone = (
        set(translation.units.filter(key__in=unknown, present=False).values_list("key", flat=True))
        if unknown
        else set()
    )
    for entry in file.units:
        if entry.key in seen:
            if entry.target != seen[entry.key]:
                message = _("The text is in the file twice, with two translations.")
                yield Outcome(Result.TWICE, entry.key, place=entry.place, after=entry.target, message=message)
            continue
        seen[entry.key] = entry.target
        unit = sheet.get(entry.key)
        if unit is not None:
            yield _outcome(entry, unit)
        elif entry.key in gone:
            if entry.target.strip():
                message = _("The text is no longer in the original.")
                yield Outcome(
                    Result.GONE, entry.key, place=entry.place, source=entry.source, after=entry.target, message=message
                )
        else:
            message = _("No text of the original has this id (%(key)s). Ids must stay as they were exported.") % {
                "key": entry.key[:120] or "–"
            }
            yield Outcome(
                Result.UNKNOWN, entry.key, place=entry.place, source=entry.source, after=entry.target, message=message
            )


def _outcome(entry: TextUnit, unit: Unit) -> Outcome:
    kind = unit.segment.kind
    source = as_kind(entry.source, entry.kind, kind)
    target = as_kind(entry.target, entry.kind, kind).replace("\r\n", "\n")
    result, message = _judge(entry, unit, source, target)
    return Outcome(
        result,
        unit.key,
        label=" · ".join(text for text in (unit.segment.context, unit.segment.label) if text),
        place=entry.place,
        source=unit.source,
        source_in_file=source,
        before=unit.target,
        after=target,
        approved=entry.approved,
        message=message,
        comment=_comment(entry.comment, unit.comment),
    )


def _judge(entry: TextUnit, unit: Unit, source: str, target: str) -> tuple[Result, str]:
    kind = unit.segment.kind
    if not target.strip():
        return Result.EMPTY, ""
    source_is_same = one_line(source) == one_line(unit.source)
    limit = unit.segment.max_length
    too_long = ""
    if limit and len(target) > limit:
        too_long = _("Too long: %(length)s characters, %(limit)s are allowed here.") % {
            "length": len(target),
            "limit": limit,
        }
    if _same(kind, target, unit.target.replace("\r\n", "\n")):
        sound = source_is_same and not too_long and not _tag_message(entry, unit, target)
        confirms = entry.approved and unit.state != State.REVIEWED and sound
        return (Result.CONFIRMED if confirms else Result.SAME), ""
    # Who left a text as he got it says nothing about it, whatever has happened since.
    if entry.seen and stamp(target) == entry.seen:
        return Result.KEPT, ""
    if not source_is_same:
        return Result.SOURCE_CHANGED, _("The Vietnamese text has changed since the file was exported.")
    problem = _tag_message(entry, unit, target) or _unusable(unit.source, target)
    if problem:
        return (Result.TAGS if _tag_message(entry, unit, target) else Result.UNUSABLE), problem
    if entry.seen and stamp(unit.target) != entry.seen:
        return Result.TARGET_CHANGED, _("Somebody has changed the translation since the file was exported.")
    return (Result.CHANGED if unit.target else Result.NEW), too_long


def _same(kind: str, one: str, other: str) -> bool:
    return one == other or (kind == Kind.RICH and inline.tokens(one) == inline.tokens(other))


def _unusable(source: str, target: str) -> str:
    if LOST in target and LOST not in source:
        return _(
            "Letters of the text have been lost (%(letter)s). Save the file as UTF-8 and look at the text again."
        ) % {"letter": LOST}
    if any(unicodedata.category(letter) == "Cc" and letter not in "\r\n\t" for letter in target):
        return _("The text contains invisible control characters. Paste it as plain text.")
    if len(target) > _LONGEST:
        return _("The text is too long.")
    return ""


def _tag_message(entry: TextUnit, unit: Unit, target: str) -> str:
    """What is wrong with the tags, in words; empty if nothing is."""
    if unit.segment.kind == Kind.RICH:
        problems = inline.tag_problems(unit.source, target)
    elif entry.kind == Kind.RICH:
        found = [part for part in inline.tokens(entry.target) if isinstance(part, inline.TagToken)]
        problems = [inline.TagProblem("added", token.number) for token in dict.fromkeys(found)]
    else:
        problems = []
    words = {
        "lost": _("tag %(number)s is missing"),
        "added": _("tag %(number)s does not belong here"),
        "twice": _("tag %(number)s is there twice"),
        "nesting": _("tag %(number)s crosses another one"),
    }
    found_words = [words[problem.kind] % {"number": problem.number or "?"} for problem in problems]
    return _("Broken tags: %(problems)s.") % {"problems": ", ".join(dict.fromkeys(found_words))} if problems else ""


def _comment(theirs: str, ours: str) -> str | None:
    """The comment there should be; None if it is there. Of two that differ, both stay."""
    theirs = "".join(letter for letter in theirs if letter in "\n\t" or unicodedata.category(letter) != "Cc")
    if not theirs.strip() or one_line(theirs) in one_line(ours):
        return None
    if one_line(ours) in one_line(theirs):
        return theirs.strip()[:_COMMENT_LENGTH]
    joined = f"{ours.strip()}\n{theirs.strip()}"
    return joined if len(joined) <= _COMMENT_LENGTH else None
