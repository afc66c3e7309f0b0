"""One object: all its languages, what has been done with them, and what can be done."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder

from promo.core.languages import NAMES, SOURCE, TARGETS, column
from promo.core.models import BasePage, PortalImage
from promo.core.portals import portal_of
from promo.languages import access
from promo.languages.board_cells import ICONS, age_of
from promo.languages.history import Entry, history_of
from promo.languages.models import Original, Translation, Unit
from promo.languages.names import language_label, person_name
from promo.languages.removable import removable_parts

State = Translation.State


@dataclass(frozen=True)
class Line:
    """A language of the object."""

    translation: Translation
    label: str
    native: str
    icon: str
    percent: int
    age: str
    person: str
    due: date | None
    is_overdue: bool
    published: Entry | None
    desk_url: str
    export_url: str
    may_publish: bool
    may_withdraw: bool
    public_url: str


def overview(request: HttpRequest, original: int) -> HttpResponse:
    related = ("page", "portal", "content_type")
    found = get_object_or_404(Original.objects.select_related(*related), pk=original)
    user = request.user
    publishes = access.may_publish(user, found)
    if not (publishes or access.may_translate(user, found)):
        raise PermissionDenied
    instance = found.read()
    if isinstance(instance, BasePage) and not instance.live:
        instance = instance.get_latest_revision_as_object()
    edits = access.may_edit_source(user, found)
    offered, place = _place(found, instance)
    translations = {
        translation.language: translation
        for translation in found.translations.filter(language__in=offered).select_related("translator")
    }
    for translation in translations.values():
        translation.original = found
    history = history_of(found, instance, list(found.translations.values_list("pk", "language")))
    context = {
        "original": found,
        "title": found.title or _("Untitled"),
        "kind": _kind(found, instance),
        "place": place,
        "picture": _picture(instance),
        "is_live": not isinstance(instance, BasePage) or instance.live,
        "lines": [_line(translations[code], instance, history, publishes) for code in offered if code in translations],
        "changed": _changed_texts(found),
        "edits": edits,
        "edit_url": AdminURLFinder(user).get_edit_url(instance) if edits and instance is not None else None,
        "history": history[:20],
        "removable": removable_parts(instance) if publishes else [],
        "page_title": found.title,
        "header_icon": "globe",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": _board_url(found, instance), "label": _("Translations")},
            {"url": "", "label": found.title or _("Untitled")},
        ],
    }
    return TemplateResponse(request, "languages/overview.html", context)


def _board_url(original: Original, instance: Any) -> str:
    portal = portal_of(instance) if isinstance(instance, BasePage) else original.portal
    return f"{reverse('translation_board')}?portal={portal.pk if portal else 'shared'}"


def _place(original: Original, instance: Any) -> tuple[list[str], list[str]]:
    """Target languages the object's portal offers, and where it is: from the portal down."""
    portal: Any = portal_of(instance) if isinstance(instance, BasePage) else original.portal
    if portal is None:
        return list(TARGETS), [_("Shared data")]
    offered = [code for code in portal.offered_languages if code != SOURCE]
    if not isinstance(instance, BasePage):
        return offered, [portal.title_vi]
    step = instance.steplen
    paths = [instance.path[:end] for end in range(len(portal.path), len(instance.path), step)]
    rows = BasePage.objects.filter(path__in=paths).order_by("path").values_list(column("title", SOURCE), flat=True)
    return offered, list(rows)


def _kind(original: Original, instance: Any) -> str:
    model = original.content_type.model_class() if instance is None else type(instance)
    return capfirst(str(model._meta.verbose_name)) if model else ""


def _picture(instance: Any) -> PortalImage | None:
    if isinstance(instance, PortalImage):
        return instance
    return getattr(instance, "share_image", None) if isinstance(instance, BasePage) else None


def _line(translation: Translation, instance: Any, history: list[Entry], publishes: bool) -> Line:
    state = State(translation.state)
    moment = translation.original.changed_at if state in (State.MISSING, State.OUTDATED) else translation.changed_at
    due = translation.due
    public_url = ""
    if translation.live and isinstance(instance, BasePage) and instance.live:
        public_url = instance.full_url_in(translation.language) or ""
    return Line(
        translation=translation,
        label=language_label(translation.language),
        native=NAMES.get(translation.language, ""),
        icon=ICONS[state],
        percent=translation.progress if translation.units_total else 100 * (state == State.LIVE),
        age=age_of(moment or translation.original.changed_at),
        person=person_name(translation.translator) if translation.translator else "",
        due=due if state not in (State.LIVE, State.REVIEW) else None,
        is_overdue=_is_late(due, state),
        published=next(
            (entry for entry in history if entry.is_publication and entry.language == translation.language), None
        ),
        desk_url=translation.desk_url,
        export_url=f"{reverse('translation_export')}?original={translation.original_id}&language={translation.language}",
        may_publish=publishes and state == State.READY,
        may_withdraw=publishes and translation.live,
        public_url=public_url,
    )


def _is_late(due: date | None, state: str) -> bool:
    return due is not None and due < timezone.localdate() and state not in (State.LIVE, State.REVIEW)


def _changed_texts(original: Original) -> int:
    outdated = Unit.objects.filter(translation__original=original, present=True, state=Unit.State.OUTDATED)
    return outdated.aggregate(count=Count("key", distinct=True))["count"]
