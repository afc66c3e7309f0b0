"""What columns need beside a project's own fields, read once for all rows."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from promo.catalogue.filters import units
from promo.core.languages import SOURCE, column
from promo.core.portals import portal_of
from promo.core.querysets import PageQuerySet
from promo.core.sites import owner_of
from promo.investment.incentives import applying, incentives_of
from promo.investment.models import ExchangeRate, Incentive, ParkPage


@dataclass(frozen=True)
class Reading:
    """`communes` and `parks` by key, a park as (name, kind)."""

    language: str
    rate: ExchangeRate | None = None
    communes: dict[int, str] = field(default_factory=dict)
    parks: dict[int, tuple[str, str]] = field(default_factory=dict)
    incentives: list[Incentive] = field(default_factory=list)

    def dollars(self, capital: Decimal | None) -> Decimal | None:
        """Millions of USD for billions of VND; None without a rate."""
        return self.rate.millions(capital) if self.rate and capital is not None else None

    def commune_name(self, key: int | None) -> str:
        return self.communes.get(key, "") if key else ""

    def park_name(self, key: int | None) -> str:
        return self.parks.get(key, ("", ""))[0] if key else ""

    def park_kind(self, key: int | None) -> str:
        """Where it is, as incentives ask (`Incentive.Place`)."""
        return self.parks.get(key, ("", ""))[1] or "outside" if key else "outside"

    def incentives_for(self, group: str, place: str, capital: Decimal | None) -> list[Incentive]:
        return [found for found in self.incentives if applying(found, group, place, capital)]

    def url(self, path: str, public_path: str) -> str:
        """The full address of a page in the language."""
        site = owner_of(path)
        return site.root_url + site.page_path(self.language, public_path) if site else ""


def reading_of(projects: PageQuerySet, language: str, portal: Any) -> Reading:
    """For the columns of a queryset, in the active language; a fixed number of queries."""
    communes = set(projects.order_by().rewrite(False).values_list("commune_id", flat=True).distinct()) - {None}
    parks = set(projects.order_by().rewrite(False).values_list("park_id", flat=True).distinct()) - {None}
    return reading_for(communes, parks, language, portal)


def reading_of_page(page: Any, language: str) -> Reading:
    # A park stands in none.
    parks: set[Any] = {getattr(page, "park_id", None)} - {None}
    return reading_for({page.commune_id} - {None}, parks, language, portal_of(page))


def reading_for(communes: set[int], parks: set[int], language: str, portal: Any) -> Reading:
    return Reading(
        language,
        ExchangeRate.newest(),
        {key: unit.public_full_name for key, unit in units(communes).items()},
        park_names(parks, language),
        incentives_of(portal, language),
    )


def park_names(keys: set[int], language: str) -> dict[int, tuple[str, str]]:
    """(name, kind) of those of these parks that are public, Vietnamese where they are not in `language`; one query."""
    if not keys:
        return {}
    parks = ParkPage.objects.filter(pk__in=keys, live=True).order_by().rewrite(False)
    rows = parks.values_list(
        "pk", column("published_at", language), column("title", language), column("title", SOURCE), "kind"
    )
    return {key: (name if published and name else source, kind) for key, published, name, source, kind in rows}
