"""Wagtail's page views where an English interface would otherwise write into English columns."""

from typing import Any

from django.http import HttpResponse
from wagtail.admin.forms.pages import CopyForm as WagtailCopyForm
from wagtail.admin.views.pages.copy import CopyView as WagtailCopyView
from wagtail.admin.viewsets.pages import PageViewSet

from promo.core.languages import in_source
from promo.core.models import BasePage


class CopyForm(WagtailCopyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # An alias would never get the translations that its original gets later; placements do its job.
        self.fields.pop("alias", None)


class CopyView(WagtailCopyView):
    def get_form_class(self) -> type[CopyForm]:
        return CopyForm

    def form_valid(self, form: Any) -> HttpResponse:
        # The action sets the bare title, which means the active language's column.
        with in_source():
            return super().form_valid(form)


class BasePageViewSet(PageViewSet):
    model = BasePage
    name = "portal_pages"
    copy_view_class = CopyView
