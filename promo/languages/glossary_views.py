"""The glossary in Wagtail's admin: list, forms, import and export."""

import uuid
from typing import Any

from django import forms
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from promo.core.languages import NAMES, TARGETS
from promo.languages import glossary_csv, glossary_files, glossary_tbx
from promo.languages.models import GlossaryTerm

policy = ModelPermissionPolicy(GlossaryTerm)
# How long a file that was looked at may wait for the click that imports it.
_WAITS = 60 * 60
_SHOWN = 200


class TermForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        """One line in composed form, as imports have it: else the same term would be there twice."""
        data = super().clean()
        for name in ("term", "translation", "note"):
            if data.get(name):
                data[name] = glossary_files.clean(data[name])
        return data


class TermFilterSet(WagtailFilterSet):
    class Meta:
        model = GlossaryTerm
        fields = ("language", "kind", "rule")


class TermIndexView(IndexView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = list(super().header_buttons)
        if may_import(self.request.user):
            buttons.append(HeaderButton(_("Import"), url=reverse("glossary_import"), icon_name="upload", priority=20))
        buttons.append(HeaderButton(_("Export"), url=reverse("glossary_export"), icon_name="download", priority=30))
        return buttons


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    menu_name = "glossary"
    menu_order = 260
    add_to_admin_menu = True
    index_view_class = TermIndexView
    list_display = [
        "term",
        "translation",
        Column("get_language_display", label=_("Language"), sort_key="language"),
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("get_rule_display", label=_("Rule"), sort_key="rule"),
        "note",
    ]
    list_per_page = 50
    filterset_class = TermFilterSet
    search_fields = ["term", "translation", "note"]
    ordering = ("term", "language")

    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("language"), FieldPanel("kind"), FieldPanel("rule")]),
            FieldPanel("term"),
            FieldPanel("translation"),
            FieldPanel("note"),
        ],
        base_form_class=TermForm,
    )


def may_import(user: Any) -> bool:
    return policy.user_has_permission(user, "add") and policy.user_has_permission(user, "change")


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV (UTF-8) or TBX. Export the glossary to see what such a file looks like."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tbx,.xml,text/csv"}),
    )


def import_glossary(request: HttpRequest) -> HttpResponse:
    """A file, then what it would change, then the change."""
    if not may_import(request.user):
        raise PermissionDenied
    if "confirm" in request.POST:
        return _confirmed(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "list_url": list_url(), "columns": glossary_csv.COLUMNS.values()}
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        raw = upload.read(glossary_files.MAX_BYTES + 1)
        try:
            report = glossary_files.compare(glossary_files.read(upload.name, raw))
        except glossary_files.GlossaryFileError as error:
            return render(request, "languages/glossary_import.html", {**context, "problems": error.problems})
        key = uuid.uuid4().hex
        cache.set(_cache_key(request, key), (upload.name, raw), _WAITS)
        context |= {
            "report": report,
            "key": key,
            "file_name": upload.name,
            "new": report.new[:_SHOWN],
            "changed": [_shown_change(row, before) for row, before in report.changed[:_SHOWN]],
            "shown": _SHOWN,
        }
        return render(request, "languages/glossary_report.html", context)
    return render(request, "languages/glossary_import.html", context)


def _confirmed(request: HttpRequest) -> HttpResponse:
    key = _cache_key(request, request.POST["confirm"])
    kept = cache.get(key)
    if kept is None:
        messages.error(request, gettext("The file is no longer there: choose it again."))
        return redirect("glossary_import")
    try:
        report = glossary_files.apply(glossary_files.read(*kept))
    except glossary_files.GlossaryFileError as error:
        messages.error(request, " ".join(error.problems))
        return redirect("glossary_import")
    cache.delete(key)
    messages.success(request, glossary_files.summary(report))
    return redirect(list_url())


def _cache_key(request: HttpRequest, key: str) -> str:
    return f"glossary-import-{request.user.pk}-{key}"


def _shown_change(row: glossary_files.Row, before: GlossaryTerm) -> dict[str, Any]:
    after = GlossaryTerm(kind=row.kind, rule=row.rule)
    pairs = [(getattr(before, name), getattr(after, name)) for name in ("get_kind_display", "get_rule_display")]
    texts = [(old(), new()) for old, new in pairs] + [(before.note, row.note)]
    return {"row": row, "texts": [(old or "–", new or "–") for old, new in texts if old != new]}


class ExportForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), required=False)
    format = forms.ChoiceField(
        label=_("File format"),
        choices=[("csv", _("CSV, for a spreadsheet")), ("tbx", _("TBX, for translation programs"))],
        widget=forms.RadioSelect,
        initial="csv",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("All languages")), *((code, NAMES[code]) for code in TARGETS)]


def export_glossary(request: HttpRequest) -> HttpResponse:
    if not policy.user_has_any_permission(request.user, ("add", "change", "delete", "view")):
        raise PermissionDenied
    form = ExportForm(request.GET if "format" in request.GET else None)
    if not form.is_valid():
        count = GlossaryTerm.objects.count()
        says = ngettext("The glossary has %(count)s term.", "The glossary has %(count)s terms.", count)
        context = {"form": form, "list_url": list_url(), "says": says % {"count": count}}
        return render(request, "languages/glossary_export.html", context)
    language, kind = form.cleaned_data["language"], form.cleaned_data["format"]
    terms = GlossaryTerm.objects.order_by("language", "term", "pk")
    if language:
        terms = terms.filter(language=language)
    made = (glossary_tbx if kind == "tbx" else glossary_csv).write(terms)
    content_type = "application/x-tbx+xml" if kind == "tbx" else "text/csv; charset=utf-8"
    response = HttpResponse(made, content_type=content_type)
    response["Content-Disposition"] = (
        f'attachment; filename="bang-thuat-ngu{f"-{language}" if language else ""}.{kind}"'
    )
    return response


def list_url() -> str:
    return reverse(GlossaryViewSet().get_url_name("list"))


urlpatterns = [
    path("glossary/import/", import_glossary, name="glossary_import"),
    path("glossary/export/", export_glossary, name="glossary_export"),
]
