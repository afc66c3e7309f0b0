"""What a reader has chosen: it stands in the address, and nowhere else.

`?view=map` shows the list on a map. `?chosen=12&chosen=15` is a shortlist, kept while filters change.
`?compare=12&compare=15` shows projects side by side; `compare=chosen` those of the shortlist. Keys are those of pages.
"""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

MOST_CHOSEN = 30
MOST_COMPARED = 4
# The value of `compare` that means the shortlist: what a button of a form can say.
SHORTLIST = "chosen"


def chosen_keys(request: HttpRequest) -> list[int]:
    """Keys on the shortlist, in order, each once; whether they exist is not known."""
    return _keys(request, "chosen")[:MOST_CHOSEN]


def compared_keys(request: HttpRequest) -> list[int]:
    """Keys of the projects to compare; also those that are too many, so that the page can say so."""
    if SHORTLIST in request.GET.getlist("compare"):
        return chosen_keys(request)
    return _keys(request, "compare")[:MOST_CHOSEN]


def is_comparison(request: HttpRequest) -> bool:
    return "compare" in request.GET


def is_map(request: HttpRequest) -> bool:
    return request.GET.get("view") == "map"


def _keys(request: HttpRequest, name: str) -> list[int]:
    found = [value for value in request.GET.getlist(name) if value.isascii() and value.isdecimal() and len(value) < 10]
    return list(dict.fromkeys(int(value) for value in found))


def address(
    url: str, *, chosen: list[int] | None = None, compare: list[int] | None = None, on_map: bool = False
) -> str:
    """An address of the list with a shortlist, or a comparison; `on_map`: from there, or back to it."""
    pairs: list[tuple[str, Any]] = [("view", "map")] if on_map else []
    pairs += [("compare", key) for key in compare or ()]
    pairs += [("chosen", key) for key in chosen or ()]
    return f"{url}?{urlencode(pairs)}" if pairs else url
