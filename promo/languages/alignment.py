"""Which earlier translation belongs to which text of a source that has changed. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from promo.languages.models import Unit
from promo.languages.segments import Segment
from promo.languages.segments.segment import group_of

U = TypeVar("U", bound=Unit)


def align(known: Iterable[U], segments: Sequence[Segment]) -> dict[str, U]:
    """Segment key -> the earlier unit whose translation it takes on.

    First the same text at the same place; then the same text elsewhere in the same table or running text,
    whose rows and paragraphs may have no ids; last another text at the same place, which makes the
    translation outdated.
    """
    left = {unit.key: unit for unit in known}
    taken: dict[str, U] = {}

    def take(segment: Segment, unit: U) -> None:
        taken[segment.key] = unit
        del left[unit.key]

    for segment in segments:
        unit = left.get(segment.key)
        if unit is not None and unit.source_digest == segment.digest:
            take(segment, unit)
    moved: dict[tuple[str, str], list[U]] = defaultdict(list)
    for unit in left.values():
        moved[group_of(unit.key), unit.source_digest].append(unit)
    for segment in segments:
        if segment.key not in taken:
            candidates = moved.get((group_of(segment.key), segment.digest))
            if candidates:
                take(segment, candidates.pop(0))
    for segment in segments:
        if segment.key not in taken and segment.key in left:
            take(segment, left[segment.key])
    return taken
