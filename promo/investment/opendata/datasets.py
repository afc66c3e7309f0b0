"""What a dataset has: its list, its files in each language, its versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from promo.core.languages import CODES, column
from promo.core.portals import portal_of
from promo.core.querysets import PageQuerySet
from promo.core.sites import owner_of
from promo.investment.downloads.answers import FORMATS
from promo.investment.models import DatasetPage, DatasetVersion, ProjectIndexPage


@dataclass(frozen=True)
class DataFile:
    """A file of the list as it is now: `language` it is in, `url` in full."""

    name: str
    language: str
    url: str


@dataclass(frozen=True)
class Dataset:
    """`source` is the list in all languages, None where nobody may read it; `versions` the newest first."""

    page: DatasetPage
    source: Any
    versions: list[DatasetVersion]

    @property
    def identifier(self) -> str:
        site = owner_of(self.page.path)
        return f"{site.root_url}/id/{self.page.translation_key}/" if site else ""

    @property
    def languages(self) -> list[str]:
        """Those in which page and list can be read."""
        portal: Any = portal_of(self.page)
        offered = portal.offered_languages if portal else ()
        return [code for code in CODES if code in offered and self.page.published_in(code)]

    def files(self, language: str) -> list[DataFile]:
        if self.source is None or not self.source.published_in(language):
            return []
        url = self.source.full_url_in(language)
        return [DataFile(name, language, f"{url}{name}") for name in FORMATS] if url else []

    def version_url(self, version: DatasetVersion, language: str) -> str:
        return f"{self.page.full_url_in(language)}version.csv?number={version.number}"


def datasets_of(pages: PageQuerySet, most_versions: int | None = None) -> list[Dataset]:
    """Three queries."""
    found = list(pages)
    sources = _sources({page.source_id for page in found} - {None})
    versions: dict[int, list[DatasetVersion]] = {}
    for version in DatasetVersion.objects.filter(dataset__in=[page.pk for page in found]).order_by("-issued_at", "-pk"):
        versions.setdefault(version.dataset_id, []).append(version)  # type: ignore[attr-defined]
    return [Dataset(page, sources.get(page.source_id), versions.get(page.pk, [])[:most_versions]) for page in found]


def _sources(keys: Iterable[int]) -> dict[int, Any]:
    """Lists with their title and address in every language, without their bodies."""
    names = [column(field, code) for field in ("title", "public_path", "published_at") for code in CODES]
    pages = ProjectIndexPage.objects.filter(pk__in=keys, live=True).order_by()
    rows = pages.rewrite(False).values_list("pk", "path", "depth", "live", *names)
    found = {}
    for pk, path, depth, live, *values in rows:
        found[pk] = ProjectIndexPage(pk=pk, path=path, depth=depth, live=live, **dict(zip(names, values, strict=True)))
    return found
