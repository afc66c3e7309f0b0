"""Units in Wagtail's admin."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from promo.core.text import fold
from promo.localities.models import AdministrativeUnit, Kind

NAMES = ("name_vi", "full_name_vi", "name_en", "code")


def _with_parents(units: Any) -> QuerySet[AdministrativeUnit]:
    """For lists: several communes share a name, so each is shown with its parent, and no outline is read."""
    return units.select_related("parent").defer("boundary", "parent__boundary")


def _top_units(request: HttpRequest | None) -> QuerySet[AdministrativeUnit]:
    return AdministrativeUnit.objects.without_boundaries().filter(
        Q(parent=None) | Q(kind__in=(Kind.PROVINCE, Kind.CITY, Kind.DISTRICT))
    )


class UnitFilterSet(WagtailFilterSet):
    # 3,355 parents would make a long list of choices: those that hold something are enough.
    parent = django_filters.ModelChoiceFilter(queryset=_top_units, label=_("part of"))

    class Meta:
        model = AdministrativeUnit
        fields = ("kind", "parent")


class UnitSearchForm(SearchFilterMixin, BaseFilterForm):
    """Finds a unit by its name with marks or without: 3,355 rows need no search index."""

    def filter(self, objects: Any) -> Any:
        words = (self.cleaned_data.get("q") or "").strip()
        if not words:
            return objects
        self.is_searching, self.search_query = True, words
        found = Q(name_en__icontains=fold(words)) | Q(code=words)
        return objects.filter(found | Q(full_name_vi__icontains=words))


class _UnitsToChoose:
    filter_form_class = UnitSearchForm

    def get_object_list(self) -> Any:
        return _with_parents(AdministrativeUnit.objects.all())

    @property
    def columns(self) -> list[Column]:
        more = [Column("parent", label=_("Part of")), Column("code", label=_("Code"))]
        return [*super().columns, *more]  # type: ignore[misc]


class ChooseUnitView(_UnitsToChoose, ChooseView):
    pass


class ChooseUnitResultsView(_UnitsToChoose, ChooseResultsView):
    pass


class UnitChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseUnitView
    choose_results_view_class = ChooseUnitResultsView


class AdministrativeUnitViewSet(SnippetViewSet):
    model = AdministrativeUnit
    icon = "site"
    menu_label = _("Administrative units")
    menu_order = 360
    add_to_admin_menu = True
    list_display = [
        "full_name_vi",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        "parent",
        "code",
        "valid_until",
    ]
    filterset_class = UnitFilterSet
    search_fields = list(NAMES)
    chooser_viewset_class = UnitChooserViewSet

    def get_queryset(self, request: HttpRequest) -> QuerySet[AdministrativeUnit]:
        return _with_parents(AdministrativeUnit.objects.all())


register_snippet(AdministrativeUnitViewSet)
