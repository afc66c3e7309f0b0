"""A copied page starts in Vietnamese alone; its other languages wait at the desk as drafts."""

from collections import defaultdict
from typing import Any

from django.db import transaction

from promo.core.models import BasePage
from promo.languages import following, originals
from promo.languages.models import Original, Translation, Unit
from promo.languages.segments import extract


@transaction.atomic
def copy_drafts(source: BasePage, copy: BasePage) -> None:
    """Give the copy the translations its original has, as drafts to look over. Blocks keep their ids when copied."""
    was = originals.find(source)
    if was is None:
        return
    targets = _targets(was, source.specific)
    now = originals.original_of(copy)
    begun = [translation for translation in now.translations.all() if targets.get(translation.language)]
    for translation in begun:
        translation.original = now
    following.adopt(begun, copy.specific)
    rows: dict[int, list[Unit]] = defaultdict(list)
    for unit in Unit.objects.filter(translation__in=begun).select_related("translation"):
        target = targets[unit.translation.language].get(unit.key)
        if target and unit.state == Unit.State.EMPTY:
            unit.target, unit.state = target, Unit.State.DRAFT
        rows[unit.translation_id].append(unit)
    Unit.objects.bulk_update([unit for units in rows.values() for unit in units], ["target", "state"], batch_size=200)
    for translation in begun:
        following.tally(translation, rows[translation.pk], in_review=False)
    Translation.objects.bulk_update(begun, following.COUNTERS)


def _targets(original: Original, instance: Any) -> dict[str, dict[str, str]]:
    """Language -> key -> what is written there: the work, or the public texts of what nobody has opened."""
    found = extract(instance)
    made: dict[str, dict[str, str]] = {}
    opened = {}
    for translation in original.translations.exclude(state=Translation.State.MISSING):
        if translation.units_total:
            opened[translation.pk] = made.setdefault(translation.language, {})
        else:
            made[translation.language] = following.public_texts(instance, translation.language, found)
    units = Unit.objects.filter(translation__in=opened, present=True).exclude(target="")
    for key, place, target in units.values_list("translation", "key", "target"):
        opened[key][place] = target
    return made
