"""What may be wrong with a translation, said in words. Nothing here changes a text."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from promo.languages.glossary import all_terms, as_terms, plain_source
from promo.languages.models import GlossaryTerm
from promo.languages.quality import marks, numbers, shape, terms, verbatim
from promo.languages.quality.issue import Issue, error

__all__ = ["Issue", "check"]


def check(
    unit_kind: str, source: str, target: str, language: str, glossary: Iterable[GlossaryTerm] | None = None
) -> list[Issue]:
    """All that is found, errors first.

    `source` and `target` are as in a unit (tagged if it is rich text). `glossary`: all rows of the language, of
    which those are used that matter here; read if None. For many texts, pass `glossary.all_terms(language)`.
    """
    if not target.strip():
        return [error("empty", _("There is no translation yet."))] if source.strip() else []
    found = shape.check(unit_kind, source, target)
    if unit_kind == "rich":
        source, target = plain_source(source), plain_source(target)
    known = all_terms(language) if glossary is None else as_terms(glossary)
    found += verbatim.check(source, target)
    found += numbers.check(source, target, language)
    found += terms.check(source, target, language, known)
    found += shape.untranslated(source, target, known)
    found += marks.check(target, language)
    return sorted(dict.fromkeys(found), key=lambda issue: issue.severity != "error")
