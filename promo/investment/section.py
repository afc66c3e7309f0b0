"""What the section for investors shows: figures, doors with what is behind them, what is new. Fixed queries."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, Sum
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from promo.catalogue.listing import entry_cards
from promo.core.cards import cards, mixed_rows
from promo.core.languages import public_language
from promo.core.models import BasePage
from promo.core.portals import portal_of
from promo.investment.facts import amount
from promo.investment.incentives import incentives_of
from promo.investment.links import first_url
from promo.investment.models import (
    IncentiveFinderPage,
    InvestPage,
    ParkIndexPage,
    ParkPage,
    ProcedureIndexPage,
    ProcedurePage,
    ProjectIndexPage,
    ProjectPage,
)
from promo.investment.models.choices import Status
from promo.portals.scope import within

NEWEST = 3


def section_context(page: InvestPage, request: HttpRequest) -> dict[str, Any]:
    blocks = list(page.body)
    figures = [block for block in blocks if block.block_type == "figures"][:1]
    return {
        "figures": figures,
        "body": [block for block in blocks if block not in figures],
        "doors": doors(page, request),
        "newest": newest(page, request),
        "projects_url": first_url(ProjectIndexPage, page, request),
        "enquiry_url": page.enquiry_url(request),
    }


def doors(page: InvestPage, request: HttpRequest) -> list[dict[str, Any]]:
    """The pages below, each with how much is behind it."""
    language = public_language()
    if not page.pk:
        return []
    children = BasePage.objects.child_of(page).live_in(language).order_by("path")
    keys = list(children.values_list("pk", "content_type_id"))
    behind = _behind(page, language, {kind for _key, kind in keys})
    rows = mixed_rows(keys, language)
    kinds = dict(keys)
    return [
        {**card, "behind": behind.get(kinds[row.pk], "")}
        for row, card in zip(rows, cards(rows, request, kickers=False), strict=True)
    ]


def _behind(page: InvestPage, language: str, kinds: set[int]) -> dict[int, str]:
    """Content type of a door -> "24 projects, 1,234 ha"; a query for each kind of door there is."""
    portal: Any = portal_of(page)
    if portal is None:
        return {}
    counted = {
        ProjectIndexPage: lambda: _projects(portal, language),
        ParkIndexPage: lambda: _parks(portal, language),
        IncentiveFinderPage: lambda: _incentives(portal, language),
        ProcedureIndexPage: lambda: _procedures(portal, language),
    }
    types = ContentType.objects.get_for_models(*counted)
    return {types[model].pk: words() for model, words in counted.items() if types[model].pk in kinds}


def _projects(portal: Any, language: str) -> str:
    calling = Q(status=Status.CALLING)
    found = (
        ProjectPage.objects.filter(within(portal))
        .live_in(language)
        .order_by()
        .aggregate(number=Count("pk", filter=calling), hectares=Sum("area", filter=calling))
    )
    number = found["number"]
    if not number:
        return ""
    words = ngettext("%(count)s project calling", "%(count)s projects calling", number) % {"count": number}
    return " · ".join(filter(None, (words, amount(found["hectares"], gettext("ha")))))


def _parks(portal: Any, language: str) -> str:
    found = (
        ParkPage.objects.filter(within(portal))
        .live_in(language)
        .order_by()
        .aggregate(number=Count("pk"), hectares=Sum("area"))
    )
    number = found["number"]
    if not number:
        return ""
    words = ngettext("%(count)s park or cluster", "%(count)s parks and clusters", number) % {"count": number}
    return " · ".join(filter(None, (words, amount(found["hectares"], gettext("ha")))))


def _incentives(portal: Any, language: str) -> str:
    number = len(incentives_of(portal, language))
    return ngettext("%(count)s incentive", "%(count)s incentives", number) % {"count": number} if number else ""


def _procedures(portal: Any, language: str) -> str:
    number = ProcedurePage.objects.filter(within(portal)).live_in(language).count()
    return ngettext("%(count)s procedure", "%(count)s procedures", number) % {"count": number} if number else ""


def newest(page: InvestPage, request: HttpRequest) -> list[dict[str, Any]]:
    """The last projects that called, two queries."""
    portal: Any = portal_of(page)
    language = public_language()
    if portal is None:
        return []
    calling = ProjectPage.objects.filter(within(portal), status=Status.CALLING, called_on__isnull=False)
    return entry_cards(calling.live_in(language).order_by("-called_on", "path")[:NEWEST], request, language)
