"""What an import says of itself, in words."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promo.languages.exchange.reports import ObjectReport, Report, Result

LABELS = {
    Result.NEW: gettext_lazy("new"),
    Result.CHANGED: gettext_lazy("changed"),
    Result.CONFIRMED: gettext_lazy("called final"),
    Result.SAME: gettext_lazy("unchanged"),
    Result.EMPTY: gettext_lazy("without a translation"),
    Result.KEPT: gettext_lazy("newer at the desk"),
    Result.SOURCE_CHANGED: gettext_lazy("original changed"),
    Result.TARGET_CHANGED: gettext_lazy("changed by somebody else"),
    Result.GONE: gettext_lazy("no longer in the original"),
    Result.TAGS: gettext_lazy("broken tags"),
    Result.UNKNOWN: gettext_lazy("unknown id"),
    Result.TWICE: gettext_lazy("twice in the file"),
    Result.UNUSABLE: gettext_lazy("not usable"),
}


def counts_in_words(counts: Counter[Result]) -> str:
    """ "3 new, 1 changed"."""
    return ", ".join(f"{counts[result]} {label}" for result, label in LABELS.items() if counts[result])


def line_of(one: ObjectReport) -> str:
    title = f"{one.title} ({one.language})" if one.title else ""
    if one.problem:
        says = one.problem
    elif one.is_refused:
        says = _("nothing of it is taken, because of: %(counts)s.") % {"counts": counts_in_words(one.counts)}
    else:
        says = counts_in_words(one.counts)
    return ": ".join(text for text in (title, says) if text)


def sum_of(report: Report) -> str:
    counts = counts_in_words(report.counts) or _("no texts")
    return _("%(objects)d objects: %(counts)s.") % {"objects": len(report.objects), "counts": counts}
