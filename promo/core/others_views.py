"""Wagtail's views that would name others' drafts, with those left out. Their addresses stand before Wagtail's own."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import chooser
from wagtail.admin.views.bulk_action import index as bulk_action
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.snippets.views.chooser import SnippetChooserViewSet

from promo.core.models import BasePage
from promo.core.others import visible_to


def _seen(request: HttpRequest, model: Any, keys: Iterable[Any]) -> list[int]:
    """Those of the keys that stand for something the person may see; what is no key is none."""
    numbers = {int(key) for key in keys if str(key).isdecimal()}
    return list(visible_to(request.user, model.objects.filter(pk__in=numbers)).values_list("pk", flat=True))


def _with_ids(request: HttpRequest, keys: list[int]) -> HttpRequest:
    """The request as if it had asked for these."""
    asked = request.GET.copy()
    asked.setlist("id", [str(key) for key in keys])
    request.GET = asked  # type: ignore[assignment]
    return request


class BrowseView(chooser.BrowseView):
    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        if parent_page_id and not _seen(request, BasePage, [parent_page_id]):
            raise Http404
        return super().get(request, parent_page_id)


class ChosenMultipleView(chooser.ChosenMultipleView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return super().get(_with_ids(request, _seen(request, BasePage, request.GET.getlist("id"))))


class PageTypesUsage(PageTypesUsageReportView):
    def decorate_paginated_queryset(self, page_types: Any) -> Any:
        found = super().decorate_paginated_queryset(page_types)
        seen = _seen(self.request, BasePage, [one.last_edited_page_id for one in found])
        for one in found:
            if one.last_edited_page_id not in seen:
                one.last_edited_page = None
        return found


def bulk(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponse:
    """Wagtail's, which lists by name what it refuses to touch."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        raise Http404 from None
    action_class = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if action_class is None:
        raise Http404
    keys = request.GET.getlist("id")
    if "all" in keys:
        parent = request.GET.get("childOf")
        if parent and issubclass(model, BasePage) and not _seen(request, BasePage, [parent]):
            raise Http404
        keys = action_class(request, model).get_all_objects_in_listing_query(parent)
    seen = _seen(request, model, keys)
    if not seen:
        raise Http404
    response: HttpResponse = bulk_action(_with_ids(request, seen), app_label, model_name, action)
    return response


class _OfOnesShelves:
    """For the admin's API: files that one may choose, change or add to."""

    def get_queryset(self) -> Any:
        return visible_to(self.request.user, super().get_queryset())  # type: ignore[attr-defined,misc]


class Images(_OfOnesShelves, ImagesAdminAPIViewSet):
    pass


class Documents(_OfOnesShelves, DocumentsAdminAPIViewSet):
    pass


class NoChooser(SnippetChooserViewSet):
    """For records of a portal that no form asks for: choosers show all there are to everybody."""

    def get_urlpatterns(self) -> list[Any]:
        return []


def _guarded(view: Any) -> Any:
    return never_cache(require_admin_access(view))


# Below /admin/.
urlpatterns = [
    path("bulk/<str:app_label>/<str:model_name>/<str:action>/", _guarded(bulk)),
    path("choose-page/<int:parent_page_id>/", _guarded(BrowseView.as_view())),
    path("choose-page/chosen-multiple/", _guarded(ChosenMultipleView.as_view())),
    path("reports/page-types-usage/", _guarded(PageTypesUsage.as_view())),
    path("reports/page-types-usage/results/", _guarded(PageTypesUsage.as_view(results_only=True))),
]
