"""What the board does with the ticked rows, or with all that match."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from promo.languages import bulk as work
from promo.languages import machine
from promo.languages.board import Board
from promo.languages.bulk_tasks import translate_by_machine
from promo.languages.models import Translation
from promo.languages.views.board import board_of, portal_choices

State = Translation.State


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    if "undo" in request.POST:
        return _undo(request)
    query = QueryDict(request.POST.get("query", ""))
    board = board_of(request.user, query, portal_choices(request.user))
    back = redirect(f"{reverse('translation_board')}?{query.urlencode()}")
    keys = [int(key) for key in request.POST.getlist("original") if key.isdecimal()]
    everything = "everything" in request.POST
    languages = [code for code in board.languages if code in request.POST.getlist("language")]
    action = _ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        return back
    if not keys and not everything:
        messages.error(request, _("Tick the rows you mean first."))
        return back
    if not languages:
        messages.error(request, _("Choose at least one language."))
        return back
    originals = board.found if everything else board.originals.filter(pk__in=keys)
    translations = Translation.objects.filter(original__in=originals.order_by().values("pk"), language__in=languages)
    return action(request, board, translations, back)


def _assign(request: HttpRequest, board: Board, translations: Any, back: HttpResponse) -> HttpResponse:
    if not board.gives_work:
        return _take(request, translations, back)
    chosen, due_text = request.POST.get("person", "keep"), request.POST.get("due", "").strip()
    try:
        due = parse_date(due_text) if due_text else None
    except ValueError:
        due = None
    if due_text and due is None:
        messages.error(request, _("The due date cannot be read. Write it like 31/12/2026."))
        return back
    person: Any = {"keep": "keep", "none": None}.get(chosen)
    if chosen not in ("keep", "none"):
        person = next((pk for pk in board.people if str(pk) == chosen), None)
        if person is None:
            messages.error(request, _("This person cannot be given translations of this portal."))
            return back
    count, token = work.assign(translations, person, due, request.user)
    if person == "keep":
        text = ngettext("New due date for %(count)s translation.", "New due date for %(count)s translations.", count)
    elif person is None:
        text = ngettext(
            "%(count)s translation is given to nobody now.", "%(count)s translations are given to nobody now.", count
        )
    else:
        text = ngettext("%(count)s translation given to %(name)s.", "%(count)s translations given to %(name)s.", count)
    text %= {"count": count, "name": board.people.get(person, "") if isinstance(person, int) else ""}
    messages.success(request, format_html("{} {}", text, _undo_form(request, token)))
    return back


def _take(request: HttpRequest, translations: Any, back: HttpResponse) -> HttpResponse:
    """Who only translates gives work to nobody but himself, and takes none from others."""
    free = translations.filter(translator=None)
    count, token = work.assign(free, request.user.pk, None, request.user, keep_due=True)
    if not count:
        messages.warning(request, _("All of these are somebody's work already."))
        return back
    text = ngettext("%(count)s translation is yours now.", "%(count)s translations are yours now.", count)
    messages.success(request, format_html("{} {}", text % {"count": count}, _undo_form(request, token)))
    return back


def _undo_form(request: HttpRequest, token: str) -> str:
    return format_html(
        '<form class="board-undo" method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="query" value="{}"><button class="button button-small button-secondary" '
        'name="undo" value="{}">{}</button></form>',
        reverse("translation_bulk"),
        get_token(request),
        request.POST.get("query", ""),
        token,
        _("Undo"),
    )


def _undo(request: HttpRequest) -> HttpResponse:
    count = work.undo(request.POST["undo"], request.user)
    if count is None:
        messages.warning(request, _("It is too late to undo this."))
    else:
        text = ngettext("%(count)s translation is as it was.", "%(count)s translations are as they were.", count)
        messages.success(request, text % {"count": count})
    query = QueryDict(request.POST.get("query", ""))
    return redirect(f"{reverse('translation_board')}?{query.urlencode()}")


def _export(request: HttpRequest, board: Board, translations: Any, back: HttpResponse) -> HttpResponse:
    """On to the form of the export. All that match go as filters: thousands of keys make no address."""
    languages = [code for code in board.languages if code in request.POST.getlist("language")]
    chosen: list[tuple[str, str]] = [("language", code) for code in languages]
    if "everything" in request.POST:
        chosen.append(("board", board.query()))
    else:
        chosen += [("original", key) for key in request.POST.getlist("original") if key.isdecimal()]
    return redirect(f"{reverse('translation_export')}?{urlencode(chosen)}")


def _machine(request: HttpRequest, board: Board, translations: Any, back: HttpResponse) -> HttpResponse:
    if machine.engine() is None:
        messages.error(request, _("No machine translation is set up."))
        return back
    waiting = translations.filter(state__in=(State.MISSING, State.WORK)).order_by("language", "pk")
    keys = list(waiting.values_list("pk", flat=True))
    for start in range(0, len(keys), _QUEUED_TOGETHER):
        translate_by_machine.enqueue(keys[start : start + _QUEUED_TOGETHER], request.user.pk)
    if not keys:
        messages.warning(request, _("None of these translations has empty texts."))
        return back
    text = ngettext(
        "%(count)s translation queued for the machine.", "%(count)s translations queued for the machine.", len(keys)
    )
    more = _("Its texts are suggestions: somebody looks at each before it can be published.")
    messages.success(request, f"{text % {'count': len(keys)}} {more}")
    return back


# One task of the worker; other tasks (publishing on schedule) get their turn in between.
_QUEUED_TOGETHER = 10


def _publish(request: HttpRequest, board: Board, translations: Any, back: HttpResponse) -> HttpResponse:
    """Asks first, naming each; then publishes and reports."""
    ready = translations.filter(state__in=(State.READY, State.REVIEW))
    count = ready.count()
    confirmed = "confirmed" in request.POST
    outcomes = work.look_over(work.reviewed(ready, request.user)[: work.PUBLISHED_AT_ONCE], request.user)
    others = translations.exclude(state__in=(State.READY, State.REVIEW))
    others_count = others.count()
    # Named as far as one reads them; beyond that their number says enough.
    outcomes += work.look_over(work.reviewed(others, request.user)[: max(0, 50 - len(outcomes))], request.user)
    if confirmed:
        work.publish(outcomes, request.user)
    good = [outcome for outcome in outcomes if not outcome.problem]
    skipped = [outcome for outcome in outcomes if outcome.problem]
    context = {
        "confirmed": confirmed,
        "published": good,
        "skipped": skipped,
        "left": max(0, count - work.PUBLISHED_AT_ONCE),
        "unnamed": count + others_count - len(outcomes) - max(0, count - work.PUBLISHED_AT_ONCE),
        "posted": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name in ("query", "original", "everything", "language", "action")
        ],
        "back": back["Location"],
        "page_title": _("Published") if confirmed else _("Publish what is reviewed"),
        "header_icon": "upload",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": back["Location"], "label": _("Translations")},
            {"url": "", "label": _("Publish")},
        ],
    }
    return TemplateResponse(request, "languages/board_publish.html", context)


_ACTIONS = {"assign": _assign, "export": _export, "machine": _machine, "publish": _publish}
