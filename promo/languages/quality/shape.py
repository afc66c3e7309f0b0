"""Tags, spaces, and whether it is translated at all."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from promo.languages.glossary import Terms, comparable
from promo.languages.models import GlossaryTerm
from promo.languages.quality.issue import Issue, error, warning
from promo.languages.quality.verbatim import without_fixed_parts
from promo.languages.segments import inline

# Letters with marks, as many of which make a text recognisably Vietnamese.
_MARKED = re.compile(r"[à-ỹđ]", re.IGNORECASE)
_LEAST_MARKED = 3
# So many words in a row as in the source, some of them small, are no name.
_LEFT_OVER = 7
_LEAST_SMALL = 3
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[^\w\s]+|\n|\s\d\S*")


def check(kind: str, source: str, target: str) -> list[Issue]:
    found: list[Issue] = []
    if kind == "rich":
        found += [error("tag", _tag_message(problem)) for problem in inline.tag_problems(source, target)]
    if re.search(r"[^\S\n]{2,}", target) and not re.search(r"[^\S\n]{2,}", source):
        found.append(warning("double_space", _("There are two spaces in a row.")))
    if source[:1].isspace() != target[:1].isspace():
        found.append(warning("space", _("At the beginning, there is a space too many or too few.")))
    if source[-1:].isspace() != target[-1:].isspace():
        found.append(warning("space", _("At the end, there is a space too many or too few.")))
    return found


def _tag_message(problem: inline.TagProblem) -> str:
    return {
        "lost": _("Tag %(number)d is missing."),
        "added": _("Tag %(number)d is not in the source."),
        "twice": _("Tag %(number)d is there twice."),
        "nesting": _("Tag %(number)d is closed at the wrong place."),
    }[problem.kind] % {"number": problem.number}


def untranslated(source: str, target: str, terms: Terms) -> list[Issue]:
    """The source again, or a long piece of it. Names that the glossary keeps do not count."""
    source, target = (
        _names_taken_out(without_fixed_parts(unicodedata.normalize("NFC", text)), terms) for text in (source, target)
    )
    words = _words(source)
    if len(_MARKED.findall(source)) >= _LEAST_MARKED and words == _words(target):
        return [warning("untranslated", _("This is the Vietnamese text: it is not translated."))]
    given = {comparable(piece) for piece in _pieces(target)}
    for piece in _pieces(source):
        if comparable(piece) in given:
            return [warning("left_over", _("“%(text)s …” is not translated.") % {"text": piece})]
    return []


def _pieces(text: str) -> Iterator[str]:
    """Runs of words that are long enough, and Vietnamese enough, to be no name."""
    for clause in _CLAUSE.split(text):
        words = _WORD.findall(clause)
        for place in range(len(words) - _LEFT_OVER + 1):
            run = words[place : place + _LEFT_OVER]
            small = [word for word in run if word[0].islower()]
            if len(small) >= _LEAST_SMALL and sum(bool(_MARKED.search(word)) for word in run) >= _LEAST_MARKED:
                yield " ".join(run)


def _names_taken_out(text: str, terms: Terms) -> str:
    """Without what the glossary leaves in Vietnamese."""
    for hit in reversed(terms.find(text)):
        if any(_is_kept(term) for term in hit.terms):
            text = text[: hit.start] + " · " + text[hit.end :]
    return text


def _is_kept(term: GlossaryTerm) -> bool:
    if term.rule == GlossaryTerm.Rule.FORBID:
        return False
    return not term.translation or comparable(term.translation) == comparable(term.term)


def _words(text: str) -> list[str]:
    return _WORD.findall(comparable(text))
