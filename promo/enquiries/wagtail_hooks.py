"""Enquiries in the admin: their list, what one person has asked, and on the first page what waits."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import path
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import register_permission_policy

from promo.enquiries.admin import EnquiryViewSet
from promo.enquiries.models import Enquiry
from promo.enquiries.person import person
from promo.enquiries.rights import EnquiryPolicy, may_read_any, readable

# Before the viewset, which would else make one of its own.
register_permission_policy(Enquiry, EnquiryPolicy(Enquiry))


@hooks.register("register_admin_viewset")
def enquiries() -> EnquiryViewSet:
    return EnquiryViewSet()


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("enquiries/person/", person, name="enquiries_person")]


def waiting(user: Any) -> dict[str, int]:
    """How many questions of the person's portals are new, how many of these are overdue; one query."""
    new = readable(user).filter(state=Enquiry.State.NEW)
    return new.aggregate(new=Count("pk"), overdue=Count("pk", filter=Q(answer_by__lt=timezone.localdate())))


class WaitingPanel(Component):
    """New and overdue questions, where staff begin their day; nothing where nothing waits."""

    name = "enquiries_waiting"
    template_name = "enquiries/admin/waiting_panel.html"
    order = 205

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = (parent_context or {})["request"].user
        return {"waiting": waiting(user) if may_read_any(user) else {}}


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WaitingPanel())
