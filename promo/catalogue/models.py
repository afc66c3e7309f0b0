"""A listing: entries of one type, filtered, with counts beside the filters, page by page."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from promo.core.languages import CODES, NAMES, column, public_language
from promo.core.portals import portal_of
from promo.core.querysets import PageQuerySet
from promo.portals.models.pages import PARENTS, IntroducedPage
from promo.portals.scope import within


@dataclass(frozen=True)
class CardFacts:
    """What a card says besides title and introduction: `label` above the title, `facts` below the introduction."""

    label: str = ""
    facts: tuple[str, ...] = ()
    stars: int = 0
    note: str = ""  # "invented example"


class CatalogueEntry(models.Model):
    """Abstract, for page types that stand in listings. Each page has a `Listed` (see `catalogue.signals`)."""

    class Meta:
        abstract = True

    @property
    def list_weight(self) -> int:
        """Where it stands in listings: lower first, equal ones in alphabetical order."""
        return 0

    @classmethod
    def card_facts(cls, keys: list[int], language: str) -> dict[int, CardFacts]:
        """By page: what its card says besides; at most one query for all of them."""
        return {}


class Listed(models.Model):
    """A page's row in listings: what it is found and put in order by, so that both are columns of the database.

    Beside `words` a sort name for each language (`text.sort_key` of the title), see `sort_name_column`.
    """

    page = models.OneToOneField(
        "core.BasePage", verbose_name=_("page"), on_delete=models.CASCADE, primary_key=True, related_name="listed"
    )
    weight = models.SmallIntegerField(_("weight"), default=0, help_text=_("Lower comes first."))
    words = models.TextField(
        _("words to be found by"),
        blank=True,
        help_text=_("Titles and addresses in all languages, without marks, line by line."),
    )

    class Meta:
        verbose_name = _("row in listings")
        verbose_name_plural = _("rows in listings")

    def __str__(self) -> str:
        return self.words.partition("\n")[0]


def sort_name_column(language: str) -> str:
    return column("sort_name", language)


# Not modeltranslation's: a key must not fall back to another language's, nor be offered for translation.
for _code in CODES:
    Listed.add_to_class(
        sort_name_column(_code), models.CharField(f"{NAMES[_code]}: sort name", max_length=120, blank=True, default="")
    )


class CataloguePage(IntroducedPage):
    """Abstract: lists what its portal has of `entry_model`, wherever below the portal it stands.

    Filters are `filterset`, the dotted path of an `EntryFilter` (`promo.catalogue.filters`). Types name the `template`
    "catalogue/index_page.html" themselves, or one that extends it: Wagtail inherits none.
    """

    entry_model: ClassVar[str] = ""
    filterset: ClassVar[str] = ""

    parent_page_types = PARENTS

    class Meta:
        abstract = True

    def entries(self, language: str) -> PageQuerySet:
        """All entries the portal shows in `language`, unfiltered, in the listing's order."""
        model = apps.get_model(self.entry_model)
        portal = portal_of(self)
        if portal is None:
            return model.objects.none()
        return self.in_order(model.objects.filter(within(portal)).live_in(language), language)

    def in_order(self, entries: PageQuerySet, language: str) -> PageQuerySet:
        return entries.order_by("listed__weight", f"listed__{sort_name_column(language)}", "path")

    def entry_cards(self, entries: Any, request: HttpRequest, language: str) -> list[dict[str, Any]]:
        """What the list says of each entry: `title`, `url`, and all that the page's template shows besides."""
        from promo.catalogue.listing import entry_cards

        return entry_cards(entries, request, language)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.catalogue.listing import listing

        # Before the head, whose structured data names the entries.
        self.shown = listing(self, request, public_language())
        context = {**super().get_context(request, *args, **kwargs), "listing": self.shown}
        if self.shown["is_filtered"]:
            # One address for search engines: that of the whole list, which stays the canonical one.
            context["head"] = {**context["head"], "robots": "noindex"}
        return context

    @cached_property
    def shown(self) -> dict[str, Any]:
        """The listing being shown, once `get_context` has read it."""
        return {}

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        nodes = super().structured_data(request)
        cards = self.shown.get("cards", [])
        if cards:
            first = self.shown["first_position"]
            nodes.append(
                {
                    "@type": "ItemList",
                    "name": self.title,
                    "numberOfItems": self.shown["count"],
                    "itemListElement": [
                        {
                            "@type": "ListItem",
                            "position": number,
                            "name": card["title"],
                            "url": request.build_absolute_uri(card["url"]),
                        }
                        for number, card in enumerate(cards, first)
                    ],
                }
            )
        return nodes
