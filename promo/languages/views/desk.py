"""The desk: a translation's texts beside their source, saved one at a time."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from promo.core.languages import SOURCE, language_tag
from promo.core.models import BasePage
from promo.languages import desk as work
from promo.languages import glossary, machine, memory, publishing, quality
from promo.languages.board_people import possible_translators
from promo.languages.models import Translation, Unit
from promo.languages.names import language_label
from promo.languages.segments import Kind, inline
from promo.languages.views import desk_data as data
from promo.languages.views.desk_actions import action
from promo.languages.views.desk_standing import Standing
from promo.languages.views.desk_words import states, words

__all__ = ["action", "desk", "news", "preview", "unit", "unit_help"]


@require_GET
def desk(request: HttpRequest, original: int, language: str) -> HttpResponse:
    standing = Standing(request, original, language)
    translation = standing.translation
    if not standing.may_see:
        return render(request, "languages/desk_refused.html", status=403)
    instance = work.read_source(translation)
    if instance is None:
        raise Http404
    units = work.worksheet(translation, instance)
    title = next((row.target for row in units if row.key == "title" and row.target), "")
    context = {
        "translation": translation,
        "original": standing.original,
        "instance": instance,
        "language_label": language_label(language),
        "tag": language_tag(language),
        "groups": data.groups_of(units, instance),
        "languages": data.languages_of(translation),
        "standing": standing,
        "buttons": standing.buttons(units),
        "address": data.address_of(translation, title),
        "people": possible_translators(standing.place) if standing.may_assign else [],
        "has_engine": machine.engine() is not None,
        "links": _links(request, translation, instance),
        "desk_config": _config(standing, units),
    }
    return render(request, "languages/desk.html", context)


def _links(request: HttpRequest, translation: Translation, instance: Any) -> dict[str, str]:
    links = {
        "board": reverse("translation_board"),
        "overview": reverse("translation_overview", args=[translation.original_id]),
        "export": f"{reverse('translation_export')}?original={translation.original_id}&language={translation.language}",
        "preview": reverse("translation_preview", args=[translation.original_id, translation.language]),
    }
    if isinstance(instance, BasePage):
        links["source"] = (instance.url_in(SOURCE, request) or "") if instance.live else ""
        links["public"] = (instance.url_in(translation.language, request) or "") if translation.live else ""
    return links


def _config(standing: Standing, units: list[Unit]) -> dict[str, Any]:
    translation = standing.translation
    place = [translation.original_id, translation.language]
    return {
        "urls": {name: reverse(f"translation_{name}", args=place) for name in ("unit", "news", "help", "preview")}
        | {"sign_in": reverse("wagtailadmin_login")},
        "me": standing.user.pk,
        "translation": translation.pk,
        "language": translation.language,
        "lang": language_tag(translation.language),
        "write": standing.may_write,
        "counts": data.counts_of(translation),
        "token": data.news_token(translation, in_review=standing.in_review),
        "stamps": {row.pk: data.stamp(row.version, row.comment) for row in units},
        "states": states(),
        "words": words(),
    }


# --- One text ------------------------------------------------------------------------------------


@require_POST
def unit(request: HttpRequest, original: int, language: str) -> JsonResponse:
    """Save one text, a comment on it, or the words of the address."""
    standing = Standing(request, original, language)
    sent = _sent(request)
    if sent is None:
        return _error(_("This could not be read."), status=400)
    if "target" not in sent and "key" in sent:
        return _save_comment(standing, sent) if standing.may_see else _refused()
    if not standing.may_write:
        return _refused(standing.explanation)
    return _save_address(standing, sent) if "address" in sent else _save_text(standing, sent)


def _sent(request: HttpRequest) -> dict[str, Any] | None:
    """The body as it should be, else None."""
    kinds = {"key": str, "target": str, "state": str, "version": int, "kind": str, "comment": str, "before": str}
    try:
        sent = json.loads(request.body)
    except ValueError:
        return None
    if not isinstance(sent, dict) or not ("key" in sent or "address" in sent):
        return None
    if "target" in sent and not {"key", "state", "version"} <= set(sent):
        return None
    expected = {**kinds, "address": str}
    return sent if all(isinstance(value, expected.get(name, object)) for name, value in sent.items()) else None


def _error(message: str, *, status: int, **more: Any) -> JsonResponse:
    return JsonResponse({"errors": [message], **more}, status=status)


def _refused(message: str = "") -> JsonResponse:
    return _error(message or _("You may not change this translation."), status=403)


def _save_text(standing: Standing, sent: dict[str, Any]) -> JsonResponse:
    translation, errors = standing.translation, []
    text = {"target": sent["target"], "version": sent["version"], "user": standing.user}
    try:
        try:
            saved = work.save_unit(translation, sent["key"], state=sent["state"], **text)
        except ValidationError as error:
            if sent["state"] != Unit.State.REVIEWED:
                return _error(" ".join(error.messages), status=400)
            # It cannot be confirmed, but what was written must not be lost.
            errors = error.messages
            saved = work.save_unit(translation, sent["key"], state=Unit.State.DRAFT, **text)
    except Unit.DoesNotExist:
        return _error(_("This text is no longer in the original."), status=410)
    if saved.conflict:
        return JsonResponse(
            {"conflict": True, "theirs": data.unit_data(saved.unit, standing.user, with_source=True)}, status=409
        )
    answer: dict[str, Any] = {
        "unit": data.unit_data(saved.unit, standing.user),
        "counts": data.counts_of(translation),
        "errors": errors,
        "issues": _issues(saved.unit, translation.language, sent.get("kind", "")),
    }
    if saved.unit.key == "title":
        answer["address"] = data.address_of(translation, saved.unit.target)
    return JsonResponse(answer)


def _issues(row: Unit, language: str, kind: str) -> list[dict[str, str]]:
    if not row.target:
        return []
    kind = kind if kind in set(Kind) else Kind.RICH
    found = quality.check(kind, row.source, row.target, language, glossary.all_terms(language))
    return [{"severity": issue.severity, "message": str(issue.message)} for issue in found]


def _save_comment(standing: Standing, sent: dict[str, Any]) -> JsonResponse:
    """A comment changes no text: it makes nobody a translator, and is there for reviewers, too."""
    rows = standing.translation.units.filter(key=sent["key"], present=True)
    comment = sent.get("comment", "").strip()[:2000]
    with transaction.atomic():
        row = rows.select_for_update().first()
        if row is None:
            return _error(_("This text is no longer in the original."), status=410)
        if row.comment not in (comment, sent.get("before", row.comment)):
            # Somebody else wrote one in between: both stay.
            comment = f"{row.comment}\n{comment}".strip()[:2000]
        rows.update(comment=comment)
        row.comment = comment
    return JsonResponse({"unit": data.unit_data(row, standing.user)})


def _save_address(standing: Standing, sent: dict[str, Any]) -> JsonResponse:
    translation = standing.translation
    if translation.original.page_id is None:
        return _error(_("There is no address here."), status=400)
    words = sent["address"].strip()[:150]
    if words != translation.local_slug:
        translation.local_slug = words
        translation.has_unpublished_changes = True
        translation.save(update_fields=["local_slug", "has_unpublished_changes"])
        work.refresh(translation)
    title = translation.units.filter(key="title", present=True).values_list("target", flat=True).first()
    return JsonResponse({"address": data.address_of(translation, title or ""), "counts": data.counts_of(translation)})


# --- Beside the texts ----------------------------------------------------------------------------


@require_GET
def news(request: HttpRequest, original: int, language: str) -> JsonResponse:
    """What others have done. `?since=` the last token: one query where nothing has; `?units=` the texts asked for."""
    standing = Standing(request, original, language)
    if not standing.may_see:
        return _refused()
    asked = [int(pk) for pk in request.GET.get("units", "").split(",") if pk.isdigit()][:500]
    if asked:
        rows = standing.translation.units.filter(pk__in=asked, present=True).select_related("edited_by")
        return JsonResponse({"units": [data.unit_data(row, standing.user, with_source=True) for row in rows]})
    token = data.news_token(standing.translation, in_review=standing.in_review)
    if token == request.GET.get("since"):
        return JsonResponse({"token": token})
    return JsonResponse(
        {"token": token, "stamps": data.stamps(standing.translation), "counts": data.counts_of(standing.translation)}
    )


@require_GET
def unit_help(request: HttpRequest, original: int, language: str) -> JsonResponse:
    """What helps with one text: terms of the glossary, earlier translations, what to check."""
    standing = Standing(request, original, language)
    if not standing.may_see:
        return _refused()
    row = standing.translation.units.filter(key=request.GET.get("key", ""), present=True).first()
    if row is None:
        return _error(_("This text is no longer in the original."), status=410)
    terms = [
        {
            "term": term.term,
            "translation": term.translation,
            "note": term.note,
            "kind": term.get_kind_display(),
            "rule": term.rule,
        }
        for term in glossary.terms_in(row.source, language)
    ]
    matches = [
        {
            "percent": match.percent,
            "target": match.target,
            "changes": ""
            if match.percent == 100
            else data.diff_html(inline.plain(match.source), inline.plain(row.source)),
        }
        for match in memory.matches(language, row.source)
    ]
    issues = _issues(row, language, request.GET.get("kind", ""))
    return JsonResponse({"terms": terms, "matches": matches, "issues": issues})


@require_GET
def preview(request: HttpRequest, original: int, language: str) -> HttpResponse:
    """The page as it would be public with the work's texts; of a record, its texts one below the other."""
    standing = Standing(request, original, language)
    if not standing.may_see:
        return render(request, "languages/desk_refused.html", status=403)
    translation = standing.translation
    instance = publishing.preview_page(translation)
    if isinstance(instance, BasePage):
        response: HttpResponse = instance.make_preview_request(original_request=request, preview_mode=language)
    else:
        rows = [
            {
                "label": row.segment.label or row.segment.context,
                "target": inline.plain(row.target),
                "source": inline.plain(row.source),
            }
            for row in work.worksheet(translation)
        ]
        context = {"translation": translation, "rows": rows, "tag": language_tag(language)}
        response = render(request, "languages/desk_record_preview.html", context)
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
