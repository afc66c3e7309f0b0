"""Spreadsheets in Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from promo.sheets.rights import may_import


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("", include("promo.sheets.urls"))]


class SheetsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


@hooks.register("register_admin_menu_item")
def sheets_in_the_menu() -> MenuItem:
    return SheetsMenuItem(_("Import spreadsheets"), reverse("sheets"), name="sheets", icon_name="table", order=260)
