"""OCOP in Wagtail's admin: two reports, and on the first page what waits."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from promo.ocop.reports import CertificatesReport, LinksReport, waiting
from promo.portals.keepers import keeps_any


class KeptMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return keeps_any(request.user)


@hooks.register("register_reports_menu_item")
def certificates_in_the_menu() -> MenuItem:
    return KeptMenuItem(
        _("OCOP certificates that end"),
        reverse("ocop_certificates"),
        name="ocop-certificates",
        icon_name="date",
        order=600,
    )


@hooks.register("register_reports_menu_item")
def links_in_the_menu() -> MenuItem:
    return KeptMenuItem(
        _("Links to other websites"),
        reverse("outward_links"),
        name="outward-links",
        icon_name="link-external",
        order=610,
    )


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("reports/ocop-certificates/", CertificatesReport.as_view(), name="ocop_certificates"),
        path(
            "reports/ocop-certificates/results/",
            CertificatesReport.as_view(results_only=True),
            name="ocop_certificates_results",
        ),
        path("reports/links/", LinksReport.as_view(), name="outward_links"),
        path("reports/links/results/", LinksReport.as_view(results_only=True), name="outward_links_results"),
    ]


class WaitingPanel(Component):
    """Certificates that end and links that fail, where staff begin their day; nothing where nothing waits."""

    name = "ocop_waiting"
    template_name = "ocop/admin/waiting_panel.html"
    order = 210

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = (parent_context or {})["request"].user
        return {"waiting": waiting(user) if keeps_any(user) else {}}


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WaitingPanel())
