"""Removing a block, a picture or a page from all languages and portals, with the reason."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from promo.core.models import BasePage, PortalImage
from promo.languages import access, originals, takedowns
from promo.languages.models import Takedown


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is taken down"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        min_length=10,
        help_text=gettext_lazy("Kept in the history. For example: the map leaves out Hoàng Sa and Trường Sa."),
    )
    understood = forms.BooleanField(
        label=gettext_lazy("I understand that this cannot be undone."),
        error_messages={"required": gettext_lazy("Tick the box if you are sure.")},
    )


def takedown(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What is to go and where it is; then, with a reason, it goes."""
    what, pages = _find(request.user, kind, key)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = _take_down(kind, key, what, form.cleaned_data["reason"], request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("translation_board")
        count = len(done.places)
        messages.success(
            request,
            ngettext(
                "“%(title)s” has been removed from %(count)s page, in all its languages.",
                "“%(title)s” has been removed from %(count)s pages, in all their languages.",
                count,
            )
            % {"title": done.title, "count": count},
        )
        return redirect("translation_of_page", pages[0].pk) if pages else redirect("translation_board")
    mine = [page for page in pages if access.may_translate(request.user, originals.original_of(page))]
    context: dict[str, Any] = {
        "kind": kind,
        "what": what,
        "pages": mine,
        "elsewhere": len(pages) - len(mine),
        "form": form,
        "heading": _heading(kind, what, pages),
        "breadcrumbs_items": [
            {"url": reverse("translation_board"), "label": _("Translations")},
            {"url": "", "label": _("Take down everywhere")},
        ],
    }
    return render(request, "languages/takedown.html", context)


def _heading(kind: str, what: Any, pages: list[BasePage]) -> str:
    if kind == Takedown.Kind.BLOCK:
        return _("A block of “%(title)s”") % {"title": pages[0].title_vi}
    return what.title_vi if kind == Takedown.Kind.PAGE else what.title


def _find(user: Any, kind: str, key: str) -> tuple[Any, list[BasePage]]:
    """(page or picture or the block's id, pages it is on). Raises Http404, PermissionDenied."""
    if kind == Takedown.Kind.PICTURE and key.isdecimal():
        image = get_object_or_404(PortalImage, pk=key)
        if not policy_registry.get_by_type(PortalImage).user_has_permission_for_instance(user, "change", image):
            raise PermissionDenied
        return image, takedowns.pages_with_picture(image)
    if kind == Takedown.Kind.PAGE and key.isdecimal():
        pages = [get_object_or_404(BasePage, pk=key).specific]
    elif kind == Takedown.Kind.BLOCK:
        pages = takedowns.pages_with_block(key)
    else:
        raise Http404
    if not pages:
        raise Http404
    if not any(access.may_publish(user, originals.original_of(page)) for page in pages):
        raise PermissionDenied
    return (pages[0] if kind == Takedown.Kind.PAGE else key), pages


def _take_down(kind: str, key: str, what: Any, reason: str, user: Any) -> Takedown:
    if kind == Takedown.Kind.PICTURE:
        return takedowns.take_down_picture(what, reason=reason, user=user)
    if kind == Takedown.Kind.PAGE:
        return takedowns.take_down_page(what, reason=reason, user=user)
    return takedowns.take_down_block(key, reason=reason, user=user)
