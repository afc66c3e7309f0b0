"""The translation memory: what was published before, the same or nearly so.

Near ones are found by MinHash: a text is the set of its runs of three letters; of twelve shuffles of all runs
the first one that the text has is noted, two make a band. Texts that are 75 % alike agree in one of the six bands
nine times of ten, those 90 % alike always. A band is a column with an index: one query, however much there is.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from rapidfuzz import fuzz

from promo.languages.glossary import composed
from promo.languages.models import MemoryEntry
from promo.languages.segments import inline
from promo.languages.segments.segment import digest

BANDS = 6
RUN = 3
LEAST_LENGTH = 8  # shorter texts are only found when they are the same
LEAST_PERCENT = 60
CANDIDATES = 200
BATCH = 500
_HASHES = struct.Struct(f"<{2 * BANDS}I")


@dataclass(frozen=True)
class Match:
    percent: int  # 100: the very same source text
    source: str
    target: str


def remember(language: str, pairs: Iterable[tuple[str, str]]) -> None:
    """Note published texts, (source, target). Empty ones and pure numbers are left out."""
    wanted = {(digest(source), digest(target)): (source, target) for source, target in pairs if _worth(source, target)}
    keys = list(wanted)
    for start in range(0, len(keys), BATCH):
        chunk = {key: wanted[key] for key in keys[start : start + BATCH]}
        known = {
            (source, target): pk
            for pk, source, target in MemoryEntry.objects.filter(
                language=language, source_digest__in={source for source, _target in chunk}
            ).values_list("pk", "source_digest", "target_digest")
        }
        again = [known[key] for key in chunk if key in known]
        MemoryEntry.objects.filter(pk__in=again).update(uses=F("uses") + 1, used_at=timezone.now())
        # Another process may have published the same text just now.
        MemoryEntry.objects.bulk_create(
            [_entry(language, *key, *pair) for key, pair in chunk.items() if key not in known], ignore_conflicts=True
        )


def exact(language: str, sources: Iterable[str]) -> dict[str, str]:
    """Digest of the source -> its translation, the one published most often, then last. One query."""
    digests = {digest(source) for source in sources}
    if not digests:
        return {}
    rows = MemoryEntry.objects.filter(language=language, source_digest__in=digests)
    return dict(rows.order_by("uses", "used_at", "pk").values_list("source_digest", "target"))


def matches(language: str, source: str, limit: int = 5) -> list[Match]:
    """The most similar texts with their translations, the best first. Two queries at most."""
    found: dict[str, Match] = {}
    entries = MemoryEntry.objects.filter(language=language)
    same = entries.filter(source_digest=digest(source)).order_by("-uses", "-used_at", "-pk")
    for text, target in same.values_list("source", "target")[:limit]:
        found[target] = Match(100, text, target)
    if len(found) < limit and len(_comparable(source)) >= LEAST_LENGTH:
        for match in _similar(language, source):
            found.setdefault(match.target, match)
    return sorted(found.values(), key=lambda match: -match.percent)[:limit]


def _similar(language: str, source: str) -> list[Match]:
    bands = bands_of(source)
    any_band = Q()
    # Each with its language: one index search a band.
    for number, band in enumerate(bands):
        any_band |= Q(language=language, **{f"band_{number}": band})
    rows = MemoryEntry.objects.filter(any_band).exclude(source_digest=digest(source))
    # Where thousands share a phrase ("Ủy ban nhân dân xã …"), those that share most come first.
    agreeing = sum(
        (Case(When(**{f"band_{number}": band}, then=1), default=0) for number, band in enumerate(bands)), Value(0)
    )
    rows = rows.order_by(agreeing.desc(), "-uses", "-pk")
    searched = inline.plain(source).lower()
    scored = []
    for text, target, uses in rows.values_list("source", "target", "uses")[:CANDIDATES]:
        percent = fuzz.ratio(searched, inline.plain(text).lower(), score_cutoff=LEAST_PERCENT)
        if percent >= LEAST_PERCENT:
            # Never 100: something differs, if only case or tags.
            scored.append((min(int(percent), 99), uses, Match(min(int(percent), 99), text, fitted(source, target))))
    return [match for _percent, _uses, match in sorted(scored, key=lambda row: (-row[0], -row[1]))]


def fitted(source: str, target: str) -> str:
    """`target` as a translation of `source`: with its tags if they are the source's, else without."""
    if inline.tag_problems(source, target):
        return inline.tagged([inline.plain(target)])
    return target


def bands_of(text: str) -> list[int]:
    """Six numbers below 2⁶³, the same on every machine and database."""
    compared = _comparable(text)
    runs = {compared[start : start + RUN] for start in range(max(1, len(compared) - RUN + 1))}
    hashes = (_HASHES.unpack(blake2b(run.encode(), digest_size=_HASHES.size).digest()) for run in runs)
    first = [min(column) for column in zip(*hashes, strict=True)]
    return [(first[2 * band] << 32 | first[2 * band + 1]) & 0x7FFF_FFFF_FFFF_FFFF for band in range(BANDS)]


def _comparable(text: str) -> str:
    """With its marks: without them, all Vietnamese texts share too many runs."""
    return " ".join(composed(inline.plain(text)).lower().split())


def _worth(source: str, target: str) -> bool:
    return bool(target.strip()) and any(letter.isalpha() for letter in inline.plain(source))


def _entry(language: str, source_digest: str, target_digest: str, source: str, target: str) -> MemoryEntry:
    bands = {f"band_{number}": band for number, band in enumerate(bands_of(source))}
    return MemoryEntry(
        language=language,
        source=source,
        source_digest=source_digest,
        target=target,
        target_digest=target_digest,
        **bands,
    )
