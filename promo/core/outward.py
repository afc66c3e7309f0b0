"""Page types with addresses that lead out of the portal, for whoever checks whether they still answer.

An app registers its types in `AppConfig.ready`.
"""

from collections.abc import Iterable, Iterator
from typing import Any

_registered: dict[Any, tuple[str, ...]] = {}


def register(model: Any, fields: Iterable[str]) -> None:
    """`fields`: columns with one address, or StreamFields whose blocks have a `url`."""
    _registered[model] = tuple(fields)


def registered() -> dict[Any, tuple[str, ...]]:
    return dict(_registered)


def outward_links(portal_path: str = "") -> Iterator[tuple[int, str]]:
    """(page, address) of all live pages below a tree path, each address of a page once."""
    for model, fields in _registered.items():
        rows = model.objects.filter(live=True, path__startswith=portal_path).order_by("pk").only("pk", *fields)
        for page in rows.iterator(chunk_size=500):
            addresses = dict.fromkeys(url for name in fields for url in _addresses(getattr(page, name)))
            yield from ((page.pk, url) for url in addresses)


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value:
            yield value
        return
    for block in value or ():
        url = block.value.get("url") if hasattr(block.value, "get") else None
        if url:
            yield url
