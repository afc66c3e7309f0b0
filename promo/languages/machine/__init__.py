"""Machine translation: off unless an engine is set up; its texts are marked and never public without a review."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from promo.core.languages import SOURCE
from promo.languages import desk, memory
from promo.languages.glossary import all_terms
from promo.languages.machine.engines import BATCH, Engine, MachineError
from promo.languages.machine.libretranslate import LibreTranslate
from promo.languages.machine.masks import LostMaskError, Masked
from promo.languages.models import Translation, Unit
from promo.languages.segments import Kind
from promo.languages.segments.inline import tag_problems

__all__ = ["Engine", "Filled", "MachineError", "engine", "fill_missing", "translate_missing"]


@dataclass
class Filled:
    """How many texts got a translation, and how many the engine spoiled; those are still empty."""

    memory: int = 0
    machine: int = 0
    failed: int = 0

    @property
    def count(self) -> int:
        return self.memory + self.machine


def engine() -> Engine | None:
    """The engine that is set up, if any."""
    url = settings.LIBRETRANSLATE_URL
    return LibreTranslate(url, settings.LIBRETRANSLATE_KEY, settings.LIBRETRANSLATE_TIMEOUT) if url else None


def translate_missing(translation: Translation, user: Any) -> int:
    """Fill what is empty; how many texts. Raises MachineError, with what was done until then kept."""
    return fill_missing(translation, user).count


def fill_missing(translation: Translation, user: Any, using: Engine | None = None) -> Filled:
    """As `translate_missing`: first what was published before, as drafts, then by the engine."""
    using = using or engine()
    filled = Filled()
    empty = [unit for unit in desk.worksheet(translation) if unit.state == Unit.State.EMPTY and unit.source.strip()]
    remembered = memory.exact(translation.language, [unit.source for unit in empty]) if empty else {}
    known = {unit.key: remembered[unit.source_digest] for unit in empty if unit.source_digest in remembered}
    known = {unit.key: known[unit.key] for unit in empty if unit.key in known and _fits(unit, known[unit.key])}
    filled.memory = _save(translation, empty, known, Unit.State.DRAFT, user)
    left = [unit for unit in empty if unit.key not in known]
    if using is None or not left:
        return filled
    made: dict[str, str] = {}
    try:
        for start in range(0, len(left), BATCH):
            chunk = left[start : start + BATCH]
            texts = _translate(using, chunk, translation.language)
            made |= texts
            filled.failed += len(chunk) - len(texts)
    finally:
        filled.machine = _save(translation, left, made, Unit.State.MACHINE, user)
    return filled


def _translate(using: Engine, units: list[Unit], language: str) -> dict[str, str]:
    """Key -> translation of the units that came back whole."""
    terms = all_terms(language)
    masked = [Masked(unit.source, _is_rich(unit), terms) for unit in units]
    made: dict[str, str] = {}
    # Markup only where it is needed: engines do better with plain text.
    for markup in (False, True):
        chosen = [place for place, mask in enumerate(masked) if mask.markup == markup]
        if not chosen:
            continue
        answers = using.translate([masked[place].text for place in chosen], SOURCE, language, markup=markup)
        for place, answer in zip(chosen, answers, strict=True):
            unit = units[place]
            try:
                target = _tidy(masked[place].restore(answer, language), unit)
            except LostMaskError:
                continue
            if target and _fits(unit, target):
                made[unit.key] = target
    return made


def _is_rich(unit: Unit) -> bool:
    return unit.segment is not None and unit.segment.kind == Kind.RICH


def _tidy(text: str, unit: Unit) -> str:
    """Without control characters, and in one line if the source is."""
    kept = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) != "Cc")
    if "\n" not in unit.source:
        kept = re.sub(r"\s*\n\s*", " ", kept)
    return kept.strip()


def _fits(unit: Unit, target: str) -> bool:
    if _is_rich(unit) and tag_problems(unit.source, target):
        return False
    limit = unit.segment.max_length if unit.segment is not None else None
    return not limit or len(target) <= limit


@transaction.atomic
def _save(translation: Translation, units: list[Unit], targets: dict[str, str], state: str, user: Any) -> int:
    """Write them, but for what somebody has filled or changed while the engine was at work."""
    if not targets:
        return 0
    digests = {unit.key: unit.source_digest for unit in units}
    still = translation.units.select_for_update().filter(
        key__in=targets, state=Unit.State.EMPTY, target="", present=True
    )
    free = {key: targets[key] for key, digest in still.values_list("key", "source_digest") if digests[key] == digest}
    return desk.apply_targets(translation, free, state=state, user=user) if free else 0
