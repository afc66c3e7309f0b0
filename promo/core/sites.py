"""The map of sites: which host serves which part of the tree, without a query for each link.

Wagtail scans all sites for every link it makes: with a portal for each of 3,355 units a page of
links takes seconds. Here one map is read per process and content version, and a link looks up the
ancestors of its page in a dictionary.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.http.request import split_domain_port
from treebeard.mp_tree import MP_Node
from wagtail.models import Site

from promo.core.languages import CODES, column
from promo.core.versions import Remembered

_STEP = MP_Node.steplen


@dataclass(frozen=True)
class SiteEntry:
    """One host: where its part of the tree begins and what its addresses leave out.

    `tree_path` is treebeard's path of the root page; `public_paths` its stored address by language.
    """

    site_id: int
    hostname: str
    port: int
    name: str
    root_page_id: int
    tree_path: str
    public_paths: dict[str, str]

    @property
    def root_url(self) -> str:
        if self.port == 443:
            return f"https://{self.hostname}"
        return f"http://{self.hostname}" + ("" if self.port == 80 else f":{self.port}")

    def holds(self, tree_path: str) -> bool:
        return tree_path.startswith(self.tree_path)

    def page_path(self, language: str, public_path: str) -> str:
        """Path of a page on this host: ("en", "/hung-yen/me-so/") -> "/en/me-so/"."""
        return f"/{language}/{public_path[len(self.public_paths[language]) :]}"

    def full_path(self, language: str, path: str) -> str:
        """The stored address that a request's path (below the language) stands for.

        Some keyboards send letters and their marks apart: addresses are stored composed (NFC).
        """
        return self.public_paths[language] + unicodedata.normalize("NFC", path)


@dataclass(frozen=True)
class SiteMap:
    entries: tuple[SiteEntry, ...]

    @cached_property
    def by_host(self) -> dict[str, list[SiteEntry]]:
        hosts: dict[str, list[SiteEntry]] = {}
        for entry in self.entries:
            hosts.setdefault(entry.hostname, []).append(entry)
        return hosts

    @cached_property
    def by_tree_path(self) -> dict[str, SiteEntry]:
        return {entry.tree_path: entry for entry in reversed(self.entries)}

    @cached_property
    def by_id(self) -> dict[int, SiteEntry]:
        return {entry.site_id: entry for entry in self.entries}

    def for_host(self, host: str) -> SiteEntry | None:
        """The site that answers at `host` ("name" or "name:port"); None for a stranger."""
        domain, port = split_domain_port(host.lower())
        candidates = self.by_host.get(domain, [])
        return next((entry for entry in candidates if str(entry.port) == port), candidates[0] if candidates else None)

    def owner_of(self, tree_path: str) -> SiteEntry | None:
        """The site a page is at home on: that of its nearest ancestor which is a root."""
        for end in range(len(tree_path), 0, -_STEP):
            entry = self.by_tree_path.get(tree_path[:end])
            if entry:
                return entry
        return None


_remembered = Remembered(size=1)
_serving: ContextVar[SiteEntry | None] = ContextVar("serving", default=None)


@contextmanager
def serving(site: SiteEntry | None) -> Iterator[None]:
    """While a page is made for `site`, links that know no request (those in rich text) stay on its host."""
    token = _serving.set(site)
    try:
        yield
    finally:
        _serving.reset(token)


def site_map() -> SiteMap:
    return _remembered.get("sites", _read)


def _read() -> SiteMap:
    paths = [column("public_path", code) for code in CODES]
    rows = Site.objects.order_by("-is_default_site", "pk").values_list(
        "pk",
        "hostname",
        "port",
        "site_name",
        "root_page_id",
        "root_page__path",
        *[f"root_page__{name}" for name in paths],
    )
    return SiteMap(
        tuple(
            SiteEntry(pk, hostname.lower(), port, name, root_id, tree_path, dict(zip(CODES, addresses, strict=True)))
            for pk, hostname, port, name, root_id, tree_path, *addresses in rows
        )
    )


def site_of(request: HttpRequest | None) -> SiteEntry | None:
    """The site a request came in on, found once by HostMiddleware."""
    return getattr(request, "site_entry", None) or _serving.get()


def owner_of(tree_path: str) -> SiteEntry | None:
    return site_map().owner_of(tree_path)
