"""What is coming up on a portal. An app above that knows of dates tells, in its `AppConfig.ready`."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

# (portal, language, request, how many) -> items, the next first: "title", "url", "date", "when", "kind_label",
# "place", "state_label"; and the address of all of them, or "". At most one query once the address is remembered.
Source = Callable[[Any, str, HttpRequest | None, int], tuple[list[dict[str, Any]], str]]

_sources: list[Source] = []


def register(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def coming(portal: Any, language: str, request: HttpRequest | None, limit: int) -> tuple[list[dict[str, Any]], str]:
    """The next items of all sources, at most `limit`, and where there are more of them."""
    items: list[dict[str, Any]] = []
    more = ""
    for source in _sources:
        found, url = source(portal, language, request, limit)
        items += found
        more = more or (url if found else "")
    return sorted(items, key=lambda item: item["date"])[:limit], more
