"""Addresses of enquiries that are not a page's."""

from typing import Any

urlpatterns: list[Any] = []
