"""The row of files beside the list, and beside the shortlist."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext

from promo.investment.downloads.answers import FORMATS
from promo.investment.downloads.asking import ONLY, SHORTLIST


def list_files(listing: dict[str, Any]) -> list[dict[str, str]]:
    """What the filters leave, as files; none of an empty list."""
    if not listing["count"]:
        return []
    pairs = [(name, value) for name, value in parse_qsl(listing["query"]) if name != "chosen"]
    return [*_files(listing["url"], urlencode(pairs)), _pack(listing["url"], urlencode(pairs))]


def shortlist_files(url: str, keys: list[int]) -> list[dict[str, str]]:
    if not keys:
        return []
    query = urlencode([(ONLY, SHORTLIST), *(("chosen", key) for key in keys)])
    return [*_files(url, query), _pack(url, query)]


def all_files(url: str) -> list[dict[str, str]]:
    """The whole list."""
    return _files(url, "")


def _files(url: str, query: str) -> list[dict[str, str]]:
    tail = f"?{query}" if query else ""
    found = [
        {"url": f"{url}{name}{tail}", "label": str(made.label), "type": made.kind} for name, made in FORMATS.items()
    ]
    paper = {"url": f"{url}projects.pdf{tail}", "label": gettext("Table to print"), "type": "PDF"}
    return [found[0], paper, *found[1:]]


def _pack(url: str, query: str) -> dict[str, str]:
    return {
        "url": f"{url}investor-pack.pdf" + (f"?{query}" if query else ""),
        "label": gettext("Investor pack"),
        "type": "PDF",
    }
