"""Links of a translated text lead to the page in the text's own language."""

import re
from typing import Any
from urllib.parse import urlsplit

from promo.core import addresses
from promo.core.languages import SOURCE, column
from promo.core.models import BasePage
from promo.core.sites import SiteEntry, owner_of, site_map

_WRITTEN = re.compile(rf"<a ([^>]*)href=\"((?:https?://[^/\"]+)?/{SOURCE}/[^\"]*)\"([^>]*)>")


def follow(texts: dict[str, Any], page: Any) -> dict[str, Any]:
    """Replace written-out links to our own Vietnamese pages by links to the page, which follow the reader.

    Links that were chosen (`linktype="page"`) do so by themselves. One query for all. `page` is the one
    the texts are of, on whose host an address without a host is; None for a record of no portal.
    """
    found = {match[2] for text in _strings(texts) for match in _WRITTEN.finditer(text)}
    if not found:
        return texts
    pages = _pages(found, owner_of(page.path) if page is not None else None)

    def put(match: re.Match[str]) -> str:
        page = pages.get(match[2])
        return match[0] if page is None else f'<a linktype="page" id="{page}">'

    return _replace(texts, lambda text: _WRITTEN.sub(put, text))


def _pages(urls: set[str], here: SiteEntry | None) -> dict[str, int]:
    """Address as written -> primary key of the page it leads to."""
    keys: dict[str, list[str]] = {}
    for url in urls:
        parts = urlsplit(url)
        path = parts.path.removeprefix(f"/{SOURCE}/")
        path = path if not path or path.endswith("/") else f"{path}/"
        site = site_map().for_host(parts.netloc) if parts.netloc else here
        if site is not None:
            keys.setdefault(addresses.path_key(site.full_path(SOURCE, path)), []).append(url)
    name = column("path_key", SOURCE)
    rows = BasePage.objects.filter(**{f"{name}__in": keys}).order_by().values_list(name, "pk")
    return {url: pk for key, pk in rows for url in keys[key]}


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, (list, tuple)):
        return [text for item in value for text in _strings(item)]
    return []


def _replace(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _replace(item, change) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_replace(item, change) for item in value]
    return value
