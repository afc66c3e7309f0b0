"""Export to files and import from them, in the admin."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from promo.core.languages import SOURCE, TARGETS
from promo.core.portals import portal_of
from promo.languages import access
from promo.languages.exchange import exporting
from promo.languages.exchange.archives import file_name
from promo.languages.exchange.bundle import ExchangeError, TextFile
from promo.languages.exchange.formats import FORMATS, Format
from promo.languages.models import Original
from promo.languages.names import language_label
from promo.languages.views.board import board_of, portal_choices
from promo.languages.views.exchange_import import import_view

__all__ = ["export_view", "import_view"]

# Ticked one by one on the board; more go as a board's filters.
_MAX_TICKED = 500


@dataclass(frozen=True)
class Chosen:
    """What an address of the export names: ticked objects, a board's filters, or a portal."""

    originals: QuerySet[Original]
    languages: list[str]
    # What it is, in words, and as the name of an archive.
    title: str
    params: list[tuple[str, str]]
    only: Original | None = None


class ExportForm(forms.Form):
    language = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one language.")},
    )
    format = forms.ChoiceField(
        label=gettext_lazy("File format"),
        choices=[(made.name, made.label) for made in FORMATS.values()],
        widget=forms.RadioSelect,
        initial="xlsx",
    )
    todo = forms.BooleanField(
        label=gettext_lazy("Only what is to do"),
        required=False,
        help_text=gettext_lazy("Leaves out texts whose translation is reviewed already."),
    )

    def __init__(self, data: Any, languages: list[str], chosen: list[str]) -> None:
        preset = [code for code in chosen if code in languages] or (languages if len(languages) == 1 else [])
        super().__init__(data, initial={"language": preset})
        self.fields["language"].choices = [(code, language_label(code)) for code in languages]


def export_view(request: HttpRequest) -> HttpResponse:
    """A form for what was chosen on the board, an overview or a desk; then the file."""
    data = request.POST if request.method == "POST" else request.GET
    portals = portal_choices(request.user)
    if not portals:
        raise PermissionDenied
    chosen = _chosen(request.user, data, portals)
    form = None
    if chosen is not None:
        sent = request.POST if request.method == "POST" and "format" in request.POST else None
        form = ExportForm(sent, chosen.languages, data.getlist("language"))
        if form.is_bound and form.is_valid():
            response = _file(chosen, form)
            if response is not None:
                return response
    context = {
        "chosen": chosen,
        "count": chosen.originals.order_by().count() if chosen else 0,
        "form": form,
        "portals": portals,
        **_head(_("Export translations"), "download"),
    }
    return TemplateResponse(request, "languages/export.html", context)


def _head(title: str, icon: str) -> dict[str, Any]:
    return {
        "page_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("translation_board"), "label": _("Translations")},
            {"url": "", "label": title},
        ],
    }


# --- What is exported --------------------------------------------------------------------------


def _chosen(user: Any, data: Any, portals: list[Any]) -> Chosen | None:
    """None if the address names nothing yet. Raises Http404 for a portal that is not his."""
    if data.getlist("original"):
        return _ticked(user, data)
    if data.get("board") or data.get("portal"):
        query = QueryDict(data["board"]) if data.get("board") else QueryDict(mutable=True)
        if data.get("portal"):
            query["portal"] = data["portal"]
        board = board_of(user, query, portals)
        key = str(board.portal.pk) if board.portal else query.get("portal", "")
        title = next((name for one, name, _portal in portals if one == key), _("Translations"))
        params = [(name, data[name]) for name in ("board", "portal") if data.get(name)]
        return Chosen(board.found if data.get("board") else board.originals, board.languages, title, params)
    return None


def _ticked(user: Any, data: Any) -> Chosen:
    keys = [int(key) for key in data.getlist("original") if key.isdecimal()][:_MAX_TICKED]
    rows = Original.objects.filter(pk__in=keys).select_related("page", "portal", "content_type")
    mine = [original for original in rows if access.may_translate(user, original)]
    if not mine:
        raise PermissionDenied
    languages: set[str] = set()
    for original in mine:
        place: Any = portal_of(original.page) if original.page_id else original.portal
        languages |= set(place.offered_languages) if place is not None else set(TARGETS)
    return Chosen(
        Original.objects.filter(pk__in=[original.pk for original in mine]),
        [code for code in TARGETS if code in languages],
        mine[0].title if len(mine) == 1 else _("Translations"),
        [("original", str(original.pk)) for original in mine],
        only=mine[0] if len(mine) == 1 else None,
    )


# --- The file ----------------------------------------------------------------------------------


def _file(chosen: Chosen, form: ExportForm) -> HttpResponse | None:
    """One object in one language as it is, all else packed; None with an error in the form if there is nothing."""
    made_by = FORMATS[form.cleaned_data["format"]]
    languages, only_todo = form.cleaned_data["language"], form.cleaned_data["todo"]
    files = exporting.text_files(
        exporting.translations_of(chosen.originals, languages, only_todo=only_todo), only_todo=only_todo
    )
    first = next(files, None)
    if first is None:
        nothing = _("There is nothing to do: every text is reviewed.") if only_todo else _("There are no texts in it.")
        form.add_error(None, nothing)
        return None
    if chosen.only is not None and len(languages) == 1:
        return _single(first, made_by, form)
    # What it says of texts and labels is in the language of who asked, however long it takes.
    pieces = _in_language(get_language() or SOURCE, exporting.archive(chain([first], files), made_by))
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    # Packed already: the middleware need not try again.
    response["Content-Encoding"] = "identity"
    name = file_name(chosen.title, ", ".join(languages), "zip")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _single(file: TextFile, made_by: Format, form: ExportForm) -> HttpResponse | None:
    try:
        content = made_by.write(file)
    except ExchangeError as error:
        form.add_error("format", str(error))
        return None
    response = HttpResponse(content, content_type=made_by.content_type)
    name = file_name(file.title, file.language, made_by.extension)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _in_language(language: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    with override(language):
        yield from pieces
