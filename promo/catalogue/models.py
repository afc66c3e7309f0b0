"""A listing: entries of one type, filtered, with counts beside the filters, page by page."""

from typing import ClassVar

from django.apps import apps

from promo.core.portals import portal_of
from promo.core.querysets import PageQuerySet
from promo.portals.models.pages import PARENTS, IntroducedPage
from promo.portals.scope import within


class CataloguePage(IntroducedPage):
    """Abstract: lists what its portal has of `entry_model`, wherever below the portal it stands.

    Filters are `filterset`, the dotted path of a django-filter FilterSet (`promo.catalogue.filters`).
    """

    entry_model: ClassVar[str] = ""
    filterset: ClassVar[str] = ""

    template = "catalogue/index_page.html"
    parent_page_types = PARENTS

    class Meta:
        abstract = True

    def entries(self, language: str) -> PageQuerySet:
        """All entries the portal shows in `language`, unfiltered, in the listing's order."""
        model = apps.get_model(self.entry_model)
        return self.in_order(model.objects.filter(within(portal_of(self))).live_in(language), language)

    def in_order(self, entries: PageQuerySet, language: str) -> PageQuerySet:
        return entries.order_by("path")
