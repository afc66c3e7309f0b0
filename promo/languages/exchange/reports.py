"""What an import would do, or has done: for each text, each object, the whole upload."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from promo.languages.models import Translation
from promo.languages.names import language_label


class Result(StrEnum):
    """What becomes of a text of the file."""

    # Written.
    NEW = "new"
    CHANGED = "changed"
    CONFIRMED = "confirmed"  # the same words, but the file calls them final
    # Left out.
    SAME = "same"
    EMPTY = "empty"
    KEPT = "kept"  # the file has it as it was exported; the desk has gone on
    SOURCE_CHANGED = "source_changed"
    TARGET_CHANGED = "target_changed"
    GONE = "gone"  # no longer in the original
    # Reasons to take nothing of the object.
    TAGS = "tags"
    UNKNOWN = "unknown"
    TWICE = "twice"
    UNUSABLE = "unusable"


WRITTEN = (Result.NEW, Result.CHANGED, Result.CONFIRMED)
CONFLICTS = (Result.SOURCE_CHANGED, Result.TARGET_CHANGED, Result.GONE)
ERRORS = (Result.TAGS, Result.UNKNOWN, Result.TWICE, Result.UNUSABLE)


@dataclass(frozen=True)
class Outcome:
    """A text of the file beside the desk's."""

    result: Result
    key: str
    label: str = ""
    place: str = ""
    source: str = ""
    source_in_file: str = ""
    before: str = ""
    after: str = ""
    approved: bool = False
    # What is wrong, or what to look at.
    message: str = ""
    comment: str | None = None

    @property
    def is_error(self) -> bool:
        return self.result in ERRORS

    @property
    def is_conflict(self) -> bool:
        return self.result in CONFLICTS


@dataclass
class ObjectReport:
    """An object in a language."""

    name: str
    title: str = ""
    language: str = ""
    translation: Translation | None = None
    # Why nothing of it can be taken, if that is not because of single texts.
    problem: str = ""
    outcomes: list[Outcome] = field(default_factory=list)
    # Texts written; set by `apply`.
    written: int | None = None

    @cached_property
    def counts(self) -> Counter[Result]:
        return Counter(outcome.result for outcome in self.outcomes)

    def count(self, results: tuple[Result, ...]) -> int:
        return sum(self.counts[result] for result in results)

    @property
    def is_refused(self) -> bool:
        return bool(self.problem) or self.count(ERRORS) > 0

    @property
    def changes(self) -> int:
        """Texts that would be written."""
        return 0 if self.is_refused else self.count((Result.NEW, Result.CHANGED))

    @property
    def finals(self) -> int:
        """Texts that stay as they are and would count as reviewed, if final ones do."""
        return 0 if self.is_refused else self.counts[Result.CONFIRMED]

    @property
    def has_conflicts(self) -> bool:
        return self.count(CONFLICTS) > 0

    @cached_property
    def _comments(self) -> int:
        return sum(outcome.comment is not None for outcome in self.outcomes)

    @property
    def comments(self) -> int:
        """Comments that would be written."""
        return 0 if self.is_refused else self._comments

    def forget_texts(self) -> None:
        """Keep the numbers only: an archive may hold the texts of a whole province."""
        self.counts, self._comments  # noqa: B018  counted now
        self.outcomes = []

    @property
    def language_label(self) -> str:
        return language_label(self.language) if self.language else ""


@dataclass
class Report:
    objects: list[ObjectReport] = field(default_factory=list)

    @cached_property
    def counts(self) -> Counter[Result]:
        return sum((one.counts for one in self.objects if not one.problem), Counter())

    @property
    def refused(self) -> list[ObjectReport]:
        return [one for one in self.objects if one.is_refused]

    @property
    def changes(self) -> int:
        return sum(one.changes for one in self.objects)

    @property
    def finals(self) -> int:
        return sum(one.finals for one in self.objects)

    @property
    def comments(self) -> int:
        return sum(one.comments for one in self.objects)

    @property
    def written(self) -> int:
        return sum(one.written or 0 for one in self.objects)
