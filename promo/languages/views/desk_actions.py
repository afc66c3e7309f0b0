"""What is done with a whole translation: hand it in, approve it, publish it, withdraw it …"""

from collections.abc import Callable
from datetime import date

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from promo.languages import machine, publishing
from promo.languages.board_people import possible_translators
from promo.languages.names import language_label, person_name
from promo.languages.views.desk_standing import Standing


@require_POST
def action(request: HttpRequest, original: int, language: str, action: str) -> HttpResponse:
    act = _ACTIONS.get(action)
    if act is None:
        raise Http404
    standing = Standing(request, original, language)
    try:
        messages.success(request, act(request, standing))
    # PublishPermissionError is a PermissionDenied.
    except (ValidationError, PermissionDenied) as error:
        messages.error(request, _said(error))
    return redirect(get_valid_next_url_from_request(request) or reverse("translation_desk", args=[original, language]))


def _said(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error) or _("You may not do this here.")


def _allow(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied(_("You may not do this here."))


def _comment(request: HttpRequest) -> str:
    return request.POST.get("comment", "").strip()


def _hand_in(request: HttpRequest, standing: Standing) -> str:
    _allow(standing.translates)
    publishing.hand_in(standing.translation, standing.user)
    if not Standing(request, standing.original.pk, standing.translation.language).in_review:
        return _("Handed in and approved at once: it is published.")
    return _("Handed in. Whoever approves it will be told.")


def _publish(request: HttpRequest, standing: Standing) -> str:
    _allow(standing.publishes)
    if standing.in_review:
        raise ValidationError(_("It waits for approval: approve it or take it back first."))
    publishing.publish_now(standing.translation, standing.user)
    return _published(standing)


def _published(standing: Standing) -> str:
    label = language_label(standing.translation.language)
    return _("“%(title)s” is public in %(language)s.") % {"title": standing.original.title, "language": label}


def _approve(request: HttpRequest, standing: Standing) -> str:
    _allow(standing.reviews)
    publishing.approve(standing.translation, standing.user, _comment(request))
    if standing.translation.current_workflow_state is None:
        return _published(standing)
    return _("Approved. It goes on to the next approval.")


def _send_back(request: HttpRequest, standing: Standing) -> str:
    _allow(standing.reviews)
    publishing.send_back(standing.translation, standing.user, _comment(request))
    return _("Sent back. The translator sees your comment at the top of the desk.")


def _cancel(request: HttpRequest, standing: Standing) -> str:
    _allow(standing.may_take_back)
    publishing.cancel(standing.translation, standing.user)
    return _("Taken back: you can go on writing.")


def _withdraw(request: HttpRequest, standing: Standing) -> str:
    _allow(standing.publishes)
    if not standing.translation.live:
        raise ValidationError(_("It is not public in this language."))
    publishing.withdraw(standing.translation, standing.user)
    label = language_label(standing.translation.language)
    return _("The public no longer sees it in %(language)s. All texts stay here.") % {"language": label}


def _machine(request: HttpRequest, standing: Standing) -> str:
    _allow(standing.may_write)
    if machine.engine() is None:
        raise ValidationError(_("No machine translation is set up."))
    try:
        count = machine.translate_missing(standing.translation, standing.user)
    except machine.MachineError as error:
        raise ValidationError(str(error)) from error
    return ngettext(
        "The machine has translated %(count)s text. Read it and confirm it.",
        "The machine has translated %(count)s texts. Read and confirm each of them.",
        count,
    ) % {"count": count}


def _assign(request: HttpRequest, standing: Standing) -> str:
    translation = standing.translation
    chosen = request.POST.get("translator", "")
    if standing.may_assign:
        people = possible_translators(standing.place)
        translator = people.filter(pk=chosen).first() if chosen.isdigit() else None
        if chosen and translator is None:
            raise ValidationError(_("Choose somebody who may translate here."))
        translation.translator = translator
        translation.due = _due(request)
    else:
        # Nobody gives work to others here, but everybody may take it or leave it.
        _allow(standing.translates and translation.translator_id in (None, standing.user.pk))
        take = chosen == str(standing.user.pk)
        translation.translator = get_user_model().objects.get(pk=standing.user.pk) if take else None
    translation.save(update_fields=["translator", "due"])
    if translation.translator is None:
        return _("Nobody is named as translator.")
    return _("%(name)s translates this.") % {"name": person_name(translation.translator)}


def _due(request: HttpRequest) -> date | None:
    written = request.POST.get("due", "").strip()
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise ValidationError(_("This is no date.")) from error


_ACTIONS: dict[str, Callable[[HttpRequest, Standing], str]] = {
    "hand-in": _hand_in,
    "publish": _publish,
    "approve": _approve,
    "send-back": _send_back,
    "cancel": _cancel,
    "withdraw": _withdraw,
    "machine": _machine,
    "assign": _assign,
}
