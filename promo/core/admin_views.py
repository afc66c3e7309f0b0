"""Wagtail's page views where an English interface would otherwise write into English columns."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages
from wagtail.admin.forms.pages import CopyForm as WagtailCopyForm
from wagtail.admin.views.pages.copy import CopyView as WagtailCopyView
from wagtail.admin.views.pages.create import CreateView as WagtailCreateView
from wagtail.admin.views.pages.move import MoveConfirmView as WagtailMoveConfirmView
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
        try:
            with transaction.atomic(), in_source():
                return super().form_valid(form)
        except ValidationError as error:
            # Wagtail's form knows the clash of slugs alone, not that of another language's address words.
            form.add_error("new_slug", error)
            return self.form_invalid(form)


class CreateView(WagtailCreateView):
    def post(self, request: HttpRequest) -> HttpResponse:
        # Its address is checked with the form: an error to read, where adding the page would raise.
        self.page._cached_parent_obj = self.parent_page
        return super().post(request)


class MoveConfirmView(WagtailMoveConfirmView):
    def dispatch(self, request: HttpRequest, page_to_move_id: int, destination_id: int, **kwargs: Any) -> HttpResponse:
        # Wagtail asks when the page is moved, and has named both by then.
        page = get_object_or_404(BasePage, pk=page_to_move_id).specific
        destination = get_object_or_404(BasePage, pk=destination_id)
        if not page.permissions_for_user(request.user).can_move_to(destination):
            raise PermissionDenied
        return super().dispatch(request, page_to_move_id, destination_id, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("wagtailadmin_pages:move", self.page_to_move.pk)


class BasePageViewSet(PageViewSet):
    model = BasePage
    name = "portal_pages"
    add_view_class = CreateView
    copy_view_class = CopyView
    move_confirm_view_class = MoveConfirmView
