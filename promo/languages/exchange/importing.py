"""From files to the desk: first what they would change, then the change, all or nothing for each object."""

import io
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promo.core.languages import SOURCE
from promo.languages import access, desk
from promo.languages.exchange import archives, formats
from promo.languages.exchange.bundle import State, TextFile
from promo.languages.exchange.judging import outcomes_of
from promo.languages.exchange.reports import ObjectReport, Outcome, Result
from promo.languages.models import Original, Translation, Unit

# --- A whole upload ----------------------------------------------------------------------------


def examine_all(
    name: str, source: io.BufferedIOBase | io.BytesIO, user: Any, limits: archives.Limits
) -> Iterator[ObjectReport]:
    """What each object of an upload would change. Writes nothing; raises ExchangeError for an unsound archive.

    `user` None is whoever runs a command: everything is his.
    """
    for file, refused in _each(name, source, limits):
        yield refused if refused is not None else examine(file, user)


def apply_all(
    name: str, source: io.BufferedIOBase | io.BytesIO, user: Any, limits: archives.Limits, *, reviewed: bool = False
) -> Iterator[ObjectReport]:
    """The same, and write what can be written: each object in its own transaction."""
    for file, refused in _each(name, source, limits):
        yield refused if refused is not None else apply(file, user, reviewed=reviewed)


@dataclass(frozen=True)
class Named:
    """An object's texts and the file they came in."""

    name: str
    file: TextFile


def _each(
    name: str, source: io.BufferedIOBase | io.BytesIO, limits: archives.Limits
) -> Iterator[tuple[Any, ObjectReport | None]]:
    seen: dict[tuple[str, str], str] = {}
    for read in formats.read_all(name, source, limits):
        if read.problem:
            yield None, ObjectReport(read.name, problem=read.problem)
        for file in read.files:
            place = (file.original, file.language)
            if place in seen:
                says = _("The same object in the same language is in “%(name)s”, too: leave one of them out.")
                yield None, ObjectReport(read.name, language=file.language, problem=says % {"name": seen[place]})
                continue
            seen[place] = read.name
            yield Named(read.name, file), None


# --- One object --------------------------------------------------------------------------------


def examine(named: Named, user: Any) -> ObjectReport:
    """What a file would change. Nothing is written, not even the empty texts of a translation nobody has opened."""
    return _compare(named, user)


def apply(named: Named, user: Any, *, reviewed: bool = False) -> ObjectReport:
    """Write what a file has for an object: all of it that is new, or nothing if something in it is wrong.

    What is written is a draft; with `reviewed`, what the file calls final counts as reviewed.
    """
    report = _compare(named, user)
    if report.is_refused or not (report.changes or report.comments or (reviewed and report.finals)):
        # Without a transaction: files that were imported before keep nobody waiting.
        report.written = 0
        return report
    try:
        with transaction.atomic():
            report = _compare(named, user, to_write=True)
            report.written = 0
            if report.translation is not None and not report.is_refused:
                report.written = _write(report.translation, report.outcomes, user, reviewed=reviewed)
    except ValidationError as error:
        report.problem, report.written = " ".join(error.messages), 0
    return report


def _write(translation: Translation, outcomes: list[Outcome], user: Any, *, reviewed: bool) -> int:
    groups: dict[str, list[Outcome]] = {State.DRAFT: [], State.REVIEWED: []}
    for outcome in outcomes:
        final = reviewed and outcome.approved
        if outcome.result in (Result.NEW, Result.CHANGED) or (outcome.result == Result.CONFIRMED and final):
            # What is too long for its place waits for somebody to shorten it.
            groups[State.REVIEWED if final and not outcome.message else State.DRAFT].append(outcome)
    written = 0
    for state, group in groups.items():
        if group:
            targets = {outcome.key: outcome.after for outcome in group}
            written += desk.apply_targets(translation, targets, state=state, user=user)
    # A comment changes no text and makes nobody its translator.
    comments = {outcome.key: outcome.comment for outcome in outcomes if outcome.comment is not None}
    commented = list(translation.units.filter(key__in=comments, present=True))
    for unit in commented:
        unit.comment = comments[unit.key]
    Unit.objects.bulk_update(commented, ["comment"], batch_size=100)
    return written


def _compare(named: Named, user: Any, *, to_write: bool = False) -> ObjectReport:
    file = named.file
    report = ObjectReport(named.name, language=file.language)
    translation, report.problem = _find(file, user)
    if translation is None:
        return report
    report.title, report.translation = translation.original.title, translation
    if to_write:
        list(translation.units.select_for_update().values_list("pk", flat=True))
    sheet = {unit.key: unit for unit in _sheet(translation, to_write=to_write)}
    if not sheet:
        report.problem = _("The original is no longer there, or it has no texts.")
    elif not file.units:
        report.problem = _("There are no texts in the file.")
    else:
        report.outcomes = list(outcomes_of(file, sheet, translation))
        if report.changes + report.finals + report.comments and translation.workflow_in_progress:
            report.problem = _("This translation waits for approval; nothing can be changed meanwhile.")
    return report


def _sheet(translation: Translation, *, to_write: bool) -> list[Unit]:
    if to_write or translation.units_total:
        return desk.worksheet(translation)
    # Nobody has opened it: its texts are made to look at, and forgotten.
    with transaction.atomic():
        units = desk.worksheet(translation)
        transaction.set_rollback(True)
    return units


def _find(file: TextFile, user: Any) -> tuple[Translation | None, str]:
    """The translation a file is for, or why there is none. Other portals' objects are as unknown as none."""
    unknown = _(
        "The object of this file is unknown here, or not among those you translate. Was it exported from this portal?"
    )
    try:
        key = uuid.UUID(file.original)
    except ValueError:
        return None, unknown
    original = Original.objects.select_related("content_type", "page", "portal").filter(key=key).first()
    if original is None or (user is not None and not access.may_translate(user, original)):
        return None, unknown
    if file.source_written and file.source_written.lower().split("-")[0].split("_")[0] != SOURCE:
        return None, _("The file translates from “%(language)s”; originals here are Vietnamese.") % {
            "language": file.source_written[:20]
        }
    if not file.language_written:
        return None, _("The file does not say which language it translates into. Export the object again.")
    translation = original.translations.filter(language=file.language).first() if file.language else None
    if translation is None:
        return None, _("“%(language)s” is none of the languages of this portal.") % {
            "language": file.language_written[:20]
        }
    translation.original = original
    return translation, ""
