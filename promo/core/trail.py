"""The places pages hang below: titles and addresses of sections, for breadcrumbs and above headlines.

The same few sections stand above all pages of a portal, so they are remembered until the content
changes, and a trail costs no query.
"""

from dataclasses import dataclass

from treebeard.mp_tree import MP_Node

from promo.core.languages import column
from promo.core.sites import SiteEntry, owner_of
from promo.core.versions import Remembered

STEP = MP_Node.steplen


@dataclass(frozen=True)
class Place:
    """A page as part of a trail. `public` is false where it does not exist in the language."""

    title: str
    public_path: str
    tree_path: str
    public: bool

    def url(self, language: str, site: SiteEntry | None) -> str:
        if site is not None and site.holds(self.tree_path):
            return site.page_path(language, self.public_path)
        owner = owner_of(self.tree_path)
        return owner.root_url + owner.page_path(language, self.public_path) if owner else ""


_places = Remembered(size=4096)


def places(tree_paths: set[str], language: str) -> dict[str, Place]:
    """The pages at these tree paths; at most one query, and none for what is remembered."""
    from promo.core.models import BasePage

    def read(missing: set[tuple[str, str]]) -> dict[tuple[str, str], Place | None]:
        title, path, published = (column(name, language) for name in ("title", "public_path", "published_at"))
        rows = BasePage.objects.filter(path__in=[tree_path for tree_path, _language in missing]).rewrite(False)
        found: dict[tuple[str, str], Place | None] = dict.fromkeys(missing)
        for tree_path, live, name, public_path, date in rows.values_list("path", "live", title, path, published):
            found[tree_path, language] = Place(name or "", public_path, tree_path, bool(live and date))
        return found

    found = _places.get_many([(path, language) for path in tree_paths], read)
    return {path: place for (path, _language), place in found.items() if place is not None}
