"""Addresses of leaflets that are not a page's."""

from typing import Any

urlpatterns: list[Any] = []
