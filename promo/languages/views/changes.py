"""What has changed in a source since it was translated, and "small correction: the translations stay right"."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from promo.core.languages import TARGETS
from promo.languages import access, desk
from promo.languages.models import Original, Unit
from promo.languages.names import language_label
from promo.languages.segments import extract
from promo.languages.segments.inline import plain
from promo.languages.worddiff import Piece, word_diff


@dataclass
class Target:
    label: str
    language: str
    text: str
    desk_url: str


@dataclass
class Change:
    """A text of the source as it was translated from and as it is now."""

    label: str
    pieces: list[Piece]
    # Words alike: only bold, links or line breaks are other ones.
    same_words: bool
    targets: list[Target] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)

    @property
    def seen(self) -> str:
        """The units, each with the digest of the text that the editor sees when he ticks."""
        return " ".join(f"{unit.pk}:{unit.source_digest}" for unit in self.units)

    @property
    def languages(self) -> str:
        return ", ".join(dict.fromkeys(target.label for target in self.targets))


def changes(request: HttpRequest, original: int) -> HttpResponse:
    found = get_object_or_404(Original.objects.select_related("page", "portal", "content_type"), pk=original)
    if not access.may_edit_source(request.user, found):
        raise PermissionDenied
    units = Unit.objects.filter(translation__original=found, present=True, state=Unit.State.OUTDATED)
    if request.method == "POST":
        return _accept(request, found, units)
    changes = _changes(found, units.select_related("translation").order_by("position", "pk"))
    context = {
        "original": found,
        "changes": changes,
        "page_title": _("What has changed"),
        "header_icon": "rotate",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("translation_board"), "label": _("Translations")},
            {"url": reverse("translation_overview", args=[found.pk]), "label": found.title or _("Untitled")},
            {"url": "", "label": _("What has changed")},
        ],
    }
    return TemplateResponse(request, "languages/changes.html", context)


def _accept(request: HttpRequest, original: Original, units: Any) -> HttpResponse:
    """Only the texts that were ticked, as they were seen: what has changed since is asked about again."""
    seen = {pair for text in request.POST.getlist("text") for pair in text.split()}
    if not seen:
        messages.error(request, _("Tick the texts whose translations stay right."))
        return redirect("translation_changes", original.pk)
    chosen = [unit for unit in units if f"{unit.pk}:{unit.source_digest}" in seen]
    accepted = desk.accept_source(chosen, request.user)
    count = len({unit.key for unit in chosen if unit.is_done})
    text = ngettext(
        "The translations of %(count)s text stay as they are.",
        "The translations of %(count)s texts stay as they are.",
        count,
    )
    if count:
        messages.success(request, text % {"count": count})
    if accepted < len(chosen):
        messages.warning(request, _("Where a link or emphasis has changed, the translator has to put it in."))
    if len(seen) > len(chosen):
        messages.warning(
            request, _("Some texts have been changed again in the meantime. Please look at them once more.")
        )
    return redirect("translation_changes" if units.all().exists() else "translation_overview", original.pk)


def _changes(original: Original, units: Iterable[Unit]) -> list[Change]:
    """Each changed text once, however many languages it concerns; twice only if they were made of different ones."""
    instance = original.read()
    labels = {}
    if instance is not None:
        for segment in extract(instance).segments:
            labels[segment.key] = " · ".join(part for part in (segment.context, segment.label) if part)
    rank = {code: number for number, code in enumerate(TARGETS)}
    found: dict[tuple[str, str], Change] = {}
    for unit in sorted(units, key=lambda unit: (unit.position, rank.get(unit.translation.language, 99))):
        before, after = plain(unit.previous_source), plain(unit.source)
        place = (unit.key, unit.previous_source)
        if place not in found:
            label = labels.get(unit.key) or _("Text")
            found[place] = Change(label, word_diff(before, after), before == after)
        found[place].units.append(unit)
        found[place].targets.append(
            Target(
                language_label(unit.translation.language),
                unit.translation.language,
                plain(unit.target),
                f"{reverse('translation_desk', args=[original.pk, unit.translation.language])}#{unit.key}",
            )
        )
    return list(found.values())
