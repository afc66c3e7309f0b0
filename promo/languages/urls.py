"""Addresses of the desk, below /admin/."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.urls import path

from promo.languages.glossary_views import urlpatterns as glossary_urls


def _view(name: str) -> Callable[..., Any]:
    module, function = name.split(".")

    def view(*args: Any, **kwargs: Any) -> Any:
        return getattr(import_module(f"promo.languages.views.{module}"), function)(*args, **kwargs)

    return view


_OBJECT = "translate/<int:original>/<str:language>/"

urlpatterns = [
    *glossary_urls,
    path("translate/", _view("board.board"), name="translation_board"),
    path("translate/bulk/", _view("bulk.bulk"), name="translation_bulk"),
    path("translate/export/", _view("exchange.export_view"), name="translation_export"),
    path("translate/import/", _view("exchange.import_view"), name="translation_import"),
    path("translate/page/<int:page>/", _view("pages.of_page"), name="translation_of_page"),
    path("translate/returning/<int:page>/", _view("pages.returning"), name="translation_returning"),
    path("translate/takedown/<str:kind>/<str:key>/", _view("takedown.takedown"), name="translation_takedown"),
    path("translate/<int:original>/", _view("overview.overview"), name="translation_overview"),
    path("translate/<int:original>/changes/", _view("changes.changes"), name="translation_changes"),
    path(_OBJECT, _view("desk.desk"), name="translation_desk"),
    path(f"{_OBJECT}unit/", _view("desk.unit"), name="translation_unit"),
    path(f"{_OBJECT}news/", _view("desk.news"), name="translation_news"),
    path(f"{_OBJECT}help/", _view("desk.unit_help"), name="translation_help"),
    path(f"{_OBJECT}preview/", _view("desk.preview"), name="translation_preview"),
    path(f"{_OBJECT}<str:action>/", _view("desk.action"), name="translation_action"),
]
