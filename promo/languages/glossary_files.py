"""Reading glossary files, CSV or TBX, and putting what they hold into the glossary."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from promo.core.languages import NAMES, TARGETS
from promo.languages import glossary
from promo.languages.models import GlossaryTerm

SEED = Path(__file__).parent / "data" / "glossary.csv"
MAX_BYTES = 5 * 1024 * 1024
MAX_PROBLEMS = 50
_LENGTHS = {name: GlossaryTerm._meta.get_field(name).max_length for name in ("term", "translation", "note")}


class GlossaryFileError(Exception):
    """The file cannot be used; `problems` says why, a line each: "row 12: …"."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Row:
    """A term as a file has it. `place` is where: "row 12"; what is None the file does not say."""

    place: str
    language: str
    term: str
    translation: str
    note: str | None = None
    kind: str | None = None
    rule: str | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        return self.language, self.term, self.translation

    @property
    def language_name(self) -> str:
        return NAMES[self.language]

    def over(self, before: GlossaryTerm | None) -> "Row":
        """With what the glossary has already, or begins with, where the file is silent."""
        before = before or GlossaryTerm()
        said = {name: getattr(self, name) for name in ("note", "kind", "rule")}
        return replace(self, **{name: getattr(before, name) if text is None else text for name, text in said.items()})


@dataclass
class Report:
    """What a file would change, or has changed."""

    new: list[Row] = field(default_factory=list)
    # What it says now, and what the glossary said before.
    changed: list[tuple[Row, GlossaryTerm]] = field(default_factory=list)
    unchanged: int = 0


def read(name: str, raw: bytes) -> list[Row]:
    """All rows of a file, checked; raises GlossaryFileError if any of them is wrong."""
    from promo.languages import glossary_csv, glossary_tbx

    if len(raw) > MAX_BYTES:
        raise GlossaryFileError([_("The file is larger than %(size)d MB.") % {"size": MAX_BYTES // 1024 // 1024}])
    if not raw.strip():
        raise GlossaryFileError([_("The file is empty.")])
    is_markup = name.lower().endswith((".tbx", ".xml")) or raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    rows, problems = (glossary_tbx if is_markup else glossary_csv).parse(raw)
    problems += _check(rows)
    if problems:
        more = len(problems) - MAX_PROBLEMS
        if more > 0:
            problems = [*problems[:MAX_PROBLEMS], _("… and %(count)d more.") % {"count": more}]
        raise GlossaryFileError(problems)
    if not rows:
        raise GlossaryFileError([_("There are no terms in the file.")])
    return rows


def language_code(written: str) -> str:
    """Our code for a language as files name it ("zh", "zh-CN", "English", "EN-us"); empty if it is none of ours."""
    wanted = written.strip().lower().replace("_", "-")
    for code in TARGETS:
        if wanted in (code, NAMES[code].lower()):
            return code
    if wanted.startswith(("zh-tw", "zh-hk", "zh-mo", "zh-hant")):
        return ""
    return next((code for code in TARGETS if wanted.split("-")[0] == code.split("-")[0]), "")


def clean(text: str) -> str:
    """One line, in Unicode's composed form, without control characters."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(letter for letter in line if unicodedata.category(letter) != "Cc")


def _check(rows: Iterable[Row]) -> list[str]:
    problems = []
    seen: dict[tuple[str, str, str], str] = {}
    for row in rows:
        reasons = []
        if not row.term:
            reasons.append(_("the term in Vietnamese is missing"))
        if row.rule == GlossaryTerm.Rule.KEEP and row.translation:
            reasons.append(_("what is never translated has no translation: leave it empty"))
        if row.rule != GlossaryTerm.Rule.KEEP and not row.translation:
            reasons.append(_("the translation is missing"))
        reasons += [
            _("“%(text)s…” is longer than %(limit)d letters") % {"text": getattr(row, name)[:30], "limit": limit}
            for name, limit in _LENGTHS.items()
            if len(getattr(row, name) or "") > limit
        ]
        if row.key in seen:
            reasons.append(_("the same term with the same translation is in %(place)s") % {"place": seen[row.key]})
        seen.setdefault(row.key, row.place)
        problems += [f"{row.place}: {reason}." for reason in reasons]
    return problems


def compare(rows: list[Row]) -> Report:
    """What the rows would change. Nothing is written; terms the file does not name stay as they are."""
    report = Report()
    known = {
        (term.language, term.term, term.translation): term
        for term in GlossaryTerm.objects.filter(language__in={row.language for row in rows})
    }
    for read_row in rows:
        term = known.get(read_row.key)
        row = read_row.over(term)
        if term is None:
            report.new.append(row)
        elif (term.note, term.kind, term.rule) != (row.note, row.kind, row.rule):
            report.changed.append((row, term))
        else:
            report.unchanged += 1
    return report


@transaction.atomic
def apply(rows: list[Row]) -> Report:
    """Write the rows, all or nothing."""
    report = compare(rows)
    names = ("language", "term", "translation", "note", "kind", "rule")
    GlossaryTerm.objects.bulk_create(
        [GlossaryTerm(**{name: getattr(row, name) for name in names}) for row in report.new], batch_size=200
    )
    renewed = [
        GlossaryTerm(pk=before.pk, **{name: getattr(row, name) for name in names}) for row, before in report.changed
    ]
    GlossaryTerm.objects.bulk_update(renewed, ["note", "kind", "rule"], batch_size=200)
    if report.new or report.changed:
        glossary.changed()
    return report


def summary(report: Report) -> str:
    return _("Terms: %(new)d new, %(changed)d changed, %(unchanged)d unchanged.") % {
        "new": len(report.new),
        "changed": len(report.changed),
        "unchanged": report.unchanged,
    }


def seed_glossary() -> Report:
    """The terms that come with the product: state titles, place names, what must not be written. Can be repeated."""
    return apply(read(SEED.name, SEED.read_bytes()))
