"""Keeping the work in step with its source: which texts there are, which have moved on, how much is to do.

Everything here works on all languages of an object together, so that a save of the Vietnamese page costs
the same few queries whether the portal offers two languages or ten.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from wagtail.models import WorkflowState

from promo.languages.alignment import align
from promo.languages.models import Translation, Unit
from promo.languages.segments import Extraction, Segment, count_words, extract

# Says the same in every language: a telephone number, a year.
_VERBATIM = re.compile(r"[\d\s+()\-–]+\Z")

State = Unit.State

_CONTENT = (
    *("source", "source_digest", "words", "previous_source"),
    *("target", "state", "comment", "edited_by_id", "edited_at"),
)
COUNTERS = ("units_total", "units_done", "units_outdated", "words_todo", "state", "changed_at")


# --- The first units ---------------------------------------------------------------------------


def adopt(translations: Sequence[Translation], instance: Any, found: Extraction | None = None) -> None:
    """Give translations that nobody has opened their units: what the language's columns hold counts as reviewed."""
    found = found or extract(instance)
    made: list[Unit] = []
    for translation in translations:
        public = public_texts(instance, translation.language, found)
        units = []
        for place, segment in enumerate(found.segments):
            unit = _new_unit(translation, segment, place)
            if segment.key in public or (public and not segment.required):
                unit.target, unit.state = public.get(segment.key, ""), State.REVIEWED
            units.append(unit)
        tally(translation, units, in_review=False)
        made += units
    # Two people may open it at once: the second finds the first one's units.
    Unit.objects.bulk_create(made, ignore_conflicts=True, batch_size=500)
    Translation.objects.bulk_update(translations, COUNTERS)


def public_texts(instance: Any, language: str, found: Extraction) -> dict[str, str]:
    """Texts of the language's columns by the source's keys; where ids differ, by their order."""
    there = extract(instance, language).segments
    public = {segment.key: segment.text for segment in there}
    missing = [segment for segment in found.segments if segment.key not in public]
    keys = {segment.key for segment in found.segments}
    spare = [segment for segment in there if segment.key not in keys]
    if missing and [segment.kind for segment in spare] == [segment.kind for segment in missing]:
        public.update({mine.key: theirs.text for mine, theirs in zip(missing, spare, strict=True)})
    return public


def _new_unit(translation: Translation, segment: Segment, place: int) -> Unit:
    verbatim = bool(_VERBATIM.match(segment.text))
    return Unit(
        translation=translation,
        key=segment.key,
        position=place,
        source=segment.text,
        source_digest=segment.digest,
        words=count_words(segment.text),
        target=segment.text if verbatim else "",
        state=State.REVIEWED if verbatim else State.EMPTY,
    )


# --- A changed source --------------------------------------------------------------------------


def follow(translations: Sequence[Translation], found: Extraction) -> None:
    """Bring units to the texts there are now: what stayed keeps its translation, what changed is outdated."""
    rows: dict[int, list[Unit]] = {translation.pk: [] for translation in translations}
    for unit in Unit.objects.filter(translation__in=translations):
        rows[unit.translation_id].append(unit)
    new: list[Unit] = []
    changed: list[Unit] = []
    reviewed = _in_review(translations)
    for translation in translations:
        known = rows[translation.pk]
        present: list[Unit] = []
        if known:
            present = _follow_one(translation, known, found, new, changed)
        tally(translation, present, in_review=translation.pk in reviewed)
    Unit.objects.bulk_create(new, batch_size=500)
    Unit.objects.bulk_update(changed, [*_CONTENT, "position", "present", "version"], batch_size=100)
    Translation.objects.bulk_update(translations, COUNTERS)


def _follow_one(
    translation: Translation, known: list[Unit], found: Extraction, new: list[Unit], changed: list[Unit]
) -> list[Unit]:
    """The units of one translation; those to write are added to `new` and `changed`."""
    rows = {unit.key: unit for unit in known}
    # Rows stay where they are and hand on what they hold: keys are unique at every moment.
    contents = {key: _content(unit) for key, unit in align(known, found.segments).items()}
    present = []
    for place, segment in enumerate(found.segments):
        fresh = _new_unit(translation, segment, place)
        unit = rows.get(segment.key) or fresh
        before = (_content(unit), unit.position, unit.present)
        _put(unit, contents.get(segment.key) or _content(fresh), segment)
        unit.position, unit.present = place, True
        if unit.pk is None:
            new.append(unit)
        elif before != (_content(unit), unit.position, unit.present):
            unit.version += before[0] != _content(unit)
            changed.append(unit)
        present.append(unit)
    keys = {segment.key for segment in found.segments}
    for unit in known:
        if unit.key not in keys and unit.present:
            unit.present = False
            changed.append(unit)
    return present


def _content(unit: Unit) -> dict[str, Any]:
    return {name: getattr(unit, name) for name in _CONTENT}


def _put(unit: Unit, content: dict[str, Any], segment: Segment) -> None:
    """The translation of `content` at the place of `segment`, whose text may be another now."""
    for name, value in content.items():
        setattr(unit, name, value)
    if unit.source_digest == segment.digest:
        return
    if unit.state == State.OUTDATED and unit.previous_source == segment.text:
        # Back to what it was translated from.
        unit.state, unit.previous_source = State.REVIEWED, ""
    elif not unit.target:
        unit.previous_source, unit.state = "", State.EMPTY
    elif unit.state != State.OUTDATED:
        unit.previous_source, unit.state = unit.source, State.OUTDATED
    unit.source, unit.source_digest, unit.words = segment.text, segment.digest, count_words(segment.text)


# --- Counting ----------------------------------------------------------------------------------


def _in_review(translations: Sequence[Translation]) -> set[int]:
    states = WorkflowState.objects.filter(
        base_content_type=Translation.get_base_content_type(),
        object_id__in=[str(translation.pk) for translation in translations],
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return {int(pk) for pk in states.values_list("object_id", flat=True)}


def refresh(translation: Translation) -> None:
    """Count the units anew and say from them which state the translation is in."""
    units = list(translation.units.filter(present=True).only("state", "words", "edited_by_id", "translation_id"))
    tally(translation, units, in_review=bool(_in_review([translation])))
    translation.save(update_fields=COUNTERS)


def tally(translation: Translation, units: Iterable[Unit], *, in_review: bool) -> None:
    """Set counters and state, unsaved, from the units that are in the source."""
    units = list(units)
    todo = [unit for unit in units if not unit.is_done]
    translation.units_total, translation.units_done = len(units), len(units) - len(todo)
    translation.units_outdated = sum(unit.state == State.OUTDATED for unit in units)
    translation.words_todo = sum(unit.words for unit in todo)
    if not units and not translation.live:
        translation.words_todo = translation.original.words
    translation.changed_at = timezone.now()
    translation.state = _state(translation, units, todo, in_review)


def _state(translation: Translation, units: list[Unit], todo: list[Unit], in_review: bool) -> Any:
    S = Translation.State
    if in_review:
        return S.REVIEW
    if translation.live:
        if any(unit.state in (State.OUTDATED, State.EMPTY) for unit in todo):
            return S.OUTDATED
        if todo:
            return S.WORK
        # The same texts in another order, with other pictures: to be published again.
        moved = translation.arrangement != translation.original.arrangement
        return S.READY if moved or translation.has_unpublished_changes else S.LIVE
    if units and not todo:
        return S.READY
    begun = any(unit.state != State.EMPTY and (unit in todo or unit.edited_by_id) for unit in units)
    return S.WORK if begun else S.MISSING
