"""From a page to its translations, and which languages return when it is published again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from promo.core.languages import NAMES, TARGETS
from promo.core.models import BasePage
from promo.languages import access, originals, publishing
from promo.languages.models import Translation


def of_page(request: HttpRequest, page: int) -> HttpResponse:
    """The page's row on the board, by the page's key."""
    instance = get_object_or_404(BasePage, pk=page).specific
    return redirect("translation_overview", originals.original_of(instance).pk)


def returning_languages(page: BasePage) -> list[str]:
    """Languages that would be public again as soon as the page is."""
    return [] if page.live else [code for code in TARGETS if page.text_in("published_at", code)]


def returning(request: HttpRequest, page: int) -> HttpResponse:
    """Before a withdrawn page is published again: which of its languages return with it."""
    instance = get_object_or_404(BasePage, pk=page).specific
    original = originals.original_of(instance)
    if not access.may_publish(request.user, original):
        raise PermissionDenied
    languages = returning_languages(instance)
    back = redirect("wagtailadmin_pages:edit", instance.pk)
    if not languages:
        return back
    publishes = "publish" in request.GET or "publish" in request.POST
    if request.method == "POST":
        _hold_back(original, set(languages) - set(request.POST.getlist("language")), request.user)
        if not publishes:
            messages.success(request, _("Noted which languages return."))
            return back
        revision = instance.get_latest_revision()
        revision.publish(user=request.user)
        instance.refresh_from_db()
        if instance.live:
            messages.success(request, _("Page “%(title)s” is published.") % {"title": instance.title_vi})
        else:
            messages.success(request, _("Page “%(title)s” will be published later.") % {"title": instance.title_vi})
        return redirect("wagtailadmin_explore", instance.get_parent().pk)
    rows: list[dict[str, Any]] = [
        {
            "translation": translation,
            "name": NAMES[translation.language],
            "title": instance.text_in("title", translation.language),
            "since": instance.text_in("published_at", translation.language),
        }
        for translation in original.translations.order_by("pk")
        if translation.language in languages
    ]
    context = {
        "page": instance,
        "original": original,
        "rows": rows,
        "publishes": publishes,
        "breadcrumbs_items": [
            {"url": reverse("translation_board"), "label": _("Translations")},
            {"url": reverse("translation_overview", args=[original.pk]), "label": instance.title_vi},
            {"url": "", "label": _("Which languages return?")},
        ],
    }
    return render(request, "languages/returning.html", context)


@transaction.atomic
def _hold_back(original: Any, languages: set[str], user: Any) -> None:
    for translation in Translation.objects.filter(original=original, language__in=languages):
        publishing.withdraw(translation, user)
