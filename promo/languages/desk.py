"""The work on a translation: its units, kept in step with the source and saved one at a time."""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.log_actions import log

from promo.core.models import BasePage
from promo.languages import following, memory
from promo.languages.following import refresh as refresh
from promo.languages.models import Translation, Unit
from promo.languages.segments import Extraction, Kind, Segment, extract
from promo.languages.segments.inline import tag_problems

State = Unit.State

_writing: ContextVar[bool] = ContextVar("desk_writes_columns", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """While the desk itself publishes: the columns then follow the work, not the work the columns."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def is_writing() -> bool:
    return _writing.get()


@dataclass(frozen=True)
class Saved:
    unit: Unit
    # Somebody else changed the unit in the meantime: nothing was written, `unit` is as he left it.
    conflict: bool = False


def read_source(translation: Translation) -> Any:
    """The object as it is translated: what is public, or the draft of a page that is not."""
    instance = translation.original.read()
    if isinstance(instance, BasePage) and not instance.live:
        return instance.get_latest_revision_as_object()
    return instance


# --- In step with the source -----------------------------------------------------------------


def worksheet(translation: Translation, instance: Any = None) -> list[Unit]:
    """The units of a translation in reading order, each with its `segment`; up to date with the source."""
    instance = instance or read_source(translation)
    if instance is None:
        return []
    found = extract(instance)
    units = _units(translation)
    if not units or _is_behind(units.values(), found):
        with transaction.atomic():
            # Never with a stale row: what counts is what is in the database now.
            locked = Translation.objects.select_for_update().select_related("original").get(pk=translation.pk)
            if units:
                following.follow([locked], found)
            else:
                following.adopt([locked], instance, found)
                _remember(locked)
        translation.refresh_from_db(fields=following.COUNTERS)
        units = _units(translation)
    for segment in found.segments:
        units[segment.key].segment = segment
    return [units[segment.key] for segment in found.segments]


def _remember(translation: Translation) -> None:
    """What was public before anybody opened the desk is of use to the next translator, too."""
    if translation.live:
        done = translation.units.filter(state=State.REVIEWED)
        memory.remember(translation.language, done.values_list("source", "target"))


def _units(translation: Translation) -> dict[str, Unit]:
    return {unit.key: unit for unit in translation.units.select_related("edited_by")}


def _is_behind(units: Iterable[Unit], found: Extraction) -> bool:
    here = {unit.key: (unit.source_digest, unit.position) for unit in units if unit.present}
    return here != {segment.key: (segment.digest, place) for place, segment in enumerate(found.segments)}


@transaction.atomic
def take_over(translation: Translation, instance: Any) -> None:
    """The language's columns were written elsewhere (an import, a seed): that is the work now."""
    found = extract(instance)
    following.follow([translation], found)
    public = following.public_texts(instance, translation.language, found)
    changed = []
    for unit in translation.units.filter(present=True):
        if unit.key in public and (unit.target != public[unit.key] or unit.state != State.REVIEWED):
            unit.target, unit.state, unit.previous_source = public[unit.key], State.REVIEWED, ""
            unit.version += 1
            changed.append(unit)
    Unit.objects.bulk_update(changed, ["target", "state", "previous_source", "version"], batch_size=100)
    translation.live, translation.arrangement = True, translation.original.arrangement
    translation.has_unpublished_changes = False
    translation.save(update_fields=["live", "arrangement", "has_unpublished_changes"])
    refresh(translation)


# --- Saving ----------------------------------------------------------------------------------


def _refuse(text: str, unit: Unit, state: str, segment: Segment | None) -> None:
    """Raises ValidationError for what must not be kept (control characters) or not be confirmed (broken tags)."""
    if any(unicodedata.category(letter) == "Cc" and letter not in "\r\n\t" for letter in text):
        raise ValidationError(gettext("The text contains invisible control characters. Paste it as plain text."))
    if len(text) > 20_000:
        raise ValidationError(gettext("The text is too long."))
    if state != State.REVIEWED:
        return
    if not text.strip() and (segment is None or segment.required):
        raise ValidationError(gettext("An empty text cannot be confirmed."))
    if segment is not None and segment.kind == Kind.RICH and tag_problems(unit.source, text):
        raise ValidationError(gettext("The numbered tags are not those of the source: put the missing ones in."))
    if segment is not None and segment.max_length and len(text) > segment.max_length:
        raise ValidationError(
            gettext("Too long: %(length)s characters, %(limit)s are allowed here.")
            % {"length": len(text), "limit": segment.max_length}
        )


@transaction.atomic
def save_unit(
    translation: Translation,
    key: str,
    *,
    target: str,
    state: str,
    version: int,
    user: Any,
    segment: Segment | None = None,
) -> Saved:
    """Save one text. Raises ValidationError, Unit.DoesNotExist if the source no longer has it."""
    # One after the other: two who save at the same moment must both be counted.
    Translation.objects.select_for_update().only("pk").get(pk=translation.pk)
    unit = translation.units.select_for_update().get(key=key, present=True)
    if unit.version != version:
        if unit.target == target and unit.state == state:
            return Saved(unit)
        return Saved(unit, conflict=True)
    if state == State.REVIEWED or target != unit.target:
        # Only what is confirmed must fit its place; asking for the place reads the whole object.
        segment = segment or (_segment_of(translation, unit) if state == State.REVIEWED else None)
        _refuse(target, unit, state, segment)
    _write(unit, target, state, user)
    unit.save()
    _work_goes_on(translation)
    return Saved(unit)


def _segment_of(translation: Translation, unit: Unit) -> Segment | None:
    instance = read_source(translation)
    found = extract(instance).segments if instance is not None else ()
    return next((segment for segment in found if segment.key == unit.key), None)


def _write(unit: Unit, target: str, state: Any, user: Any) -> None:
    target = target.replace("\r\n", "\n")
    if state not in State.values or (state == State.MACHINE and user is not None and unit.state != State.MACHINE):
        state = State.DRAFT
    if not target.strip():
        # Confirmed without a word: `_refuse` has seen that this is one that may be left out.
        target, state = "", State.REVIEWED if state == State.REVIEWED else State.EMPTY
    elif state == State.EMPTY:
        state = State.DRAFT
    if state != State.OUTDATED:
        unit.previous_source = "" if state == State.REVIEWED else unit.previous_source
    # Who only confirms a machine's text answers for it, too: he is its translator.
    unit.target, unit.state, unit.edited_by, unit.edited_at = target, state, user, timezone.now()
    unit.version += 1


@transaction.atomic
def apply_targets(
    translation: Translation,
    targets: dict[str, str],
    *,
    state: str,
    user: Any,
) -> int:
    """Write many texts at once (an import, a machine's work); returns how many. All or nothing.

    Raises ValidationError with the place in its words.
    """
    sheet = {unit.key: unit for unit in worksheet(translation)}
    segments = {key: unit.segment for key, unit in sheet.items()}
    changed = []
    for unit in translation.units.select_for_update().filter(key__in=targets.keys(), present=True):
        target = targets[unit.key]
        if unit.target == target and unit.state == state:
            continue
        if state == State.MACHINE:
            unit.state = State.MACHINE
        _refuse(target, unit, state, segments.get(unit.key))
        _write(unit, target, state, user)
        changed.append(unit)
    names = ["target", "state", "previous_source", "edited_by", "edited_at", "version"]
    Unit.objects.bulk_update(changed, names, batch_size=200)
    if changed:
        _work_goes_on(translation)
    return len(changed)


def accept_source(units: Iterable[Unit], user: Any) -> int:
    """The source's change was small and the translations stay right: outdated ones count as reviewed again.

    Returns how many. A text whose tags have changed stays outdated: its translation lacks a link or has one too many.
    """
    by_translation: dict[int, list[Unit]] = {}
    for unit in units:
        fitted = not tag_problems(unit.previous_source, unit.target)
        if unit.state == State.OUTDATED and not (fitted and tag_problems(unit.source, unit.target)):
            unit.state, unit.previous_source = State.REVIEWED, ""
            unit.version += 1
            by_translation.setdefault(unit.translation_id, []).append(unit)
    with transaction.atomic():
        for pk, changed in by_translation.items():
            translation = Translation.objects.select_for_update().select_related("original").get(pk=pk)
            Unit.objects.bulk_update(changed, ["state", "previous_source", "version"])
            refresh(translation)
            # Somebody has waved it through: the history says who.
            data = {"language": translation.language, "texts": len(changed)}
            log(instance=translation.original.read(), action="languages.accept", user=user, data=data)
    return sum(len(changed) for changed in by_translation.values())


def _work_goes_on(translation: Translation) -> None:
    if not translation.has_unpublished_changes:
        translation.has_unpublished_changes = True
        Translation.objects.filter(pk=translation.pk).update(has_unpublished_changes=True)
    refresh(translation)
