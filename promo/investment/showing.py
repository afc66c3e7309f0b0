"""What pages of projects and parks show besides their own texts, in a fixed number of queries."""

from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext

from promo.catalogue.facts import invented_words
from promo.catalogue.listing import entry_cards
from promo.catalogue.models import sort_name_column
from promo.catalogue.showing import visit
from promo.core.languages import public_language, shown_language
from promo.core.portals import portal_of
from promo.investment import facts
from promo.investment.finder import shown_incentives
from promo.investment.history import changes_of
from promo.investment.links import first_url
from promo.investment.models import (
    IncentiveFinderPage,
    ParkPage,
    ProcedureIndexPage,
    ProjectIndexPage,
    ProjectPage,
)
from promo.investment.models.choices import Status
from promo.investment.reading import reading_of_page
from promo.investment.selection import address

# More stand in the list of projects.
PROJECTS_OF_A_PARK = 24


def project_context(page: ProjectPage, request: HttpRequest) -> dict[str, Any]:
    language = shown_language(request)
    reading = reading_of_page(page, language)
    list_url = first_url(ProjectIndexPage, page, request)
    return {
        **_visit(page, request),
        **_common(page, request),
        "kicker": capfirst(str(page.get_group_display())),
        "status": {"code": page.status, "label": capfirst(str(page.get_status_display()))},
        "key_figures": facts.key_figures(page, reading),
        "rate": facts.rate_words(reading) if page.capital is not None else "",
        "tables": facts.project_tables(page, reading),
        "park": park_link(page, request),
        "incentives": shown_incentives(
            reading.incentives_for(page.group, reading.park_kind(page.park_id), page.capital)
        ),
        "changes": changes_of(page, language),
        "list_url": list_url,
        "choose_url": address(list_url, chosen=[page.pk]) if list_url and page.pk else "",
    }


def park_context(page: ParkPage, request: HttpRequest) -> dict[str, Any]:
    language = shown_language(request)
    reading = reading_of_page(page, language)
    list_url = first_url(ProjectIndexPage, page, request)
    return {
        **_visit(page, request),
        **_common(page, request),
        "kicker": capfirst(str(page.get_kind_display())),
        "tables": [{"heading": gettext("The land"), "facts": facts.park_facts(page)}],
        # Whatever the group and the capital: it depends on who comes.
        "incentives": shown_incentives(reading.incentives_for("", page.kind, None)),
        "projects": projects_in(page, request) if page.pk else [],
        "projects_url": f"{list_url}?park={page.pk}" if list_url else "",
    }


def _visit(page: Any, request: HttpRequest) -> dict[str, Any]:
    """As of every page with a place; its map shows the land as well, where somebody has drawn it."""
    context = visit(page, request, [])
    land = {"square": isinstance(page, ParkPage), "outline": page.outline}
    return {**context, "points": [{**found, **land} for found in context["points"]]}


def _common(page: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        "note": invented_words() if page.fictional else "",
        "figures_from": facts.as_of_words(page),
        "contact": facts.contact_of(page),
        "enquiry_url": page.enquiry_url(request),
        "finder_url": first_url(IncentiveFinderPage, page, request),
        "procedures_url": first_url(ProcedureIndexPage, page, request),
    }


def park_link(page: ProjectPage, request: HttpRequest) -> dict[str, str] | None:
    """The project's park, if the reader can go there."""
    park = page.park if page.park_id else None
    language = public_language()
    if park is None or not park.published_in(language):
        return None
    return {"title": park.title, "url": park.url_in(language, request) or ""}


def projects_in(park: ParkPage, request: HttpRequest) -> list[dict[str, Any]]:
    """Cards of a park's projects that still call or talk, on its own portal's side; two queries."""
    language = public_language()
    open_ones = ProjectPage.objects.filter(park=park.pk, status__in=(Status.CALLING, Status.NEGOTIATING))
    portal = portal_of(park)
    if portal is not None:
        open_ones = open_ones.filter(path__startswith=portal.path)
    ordered = open_ones.live_in(language).order_by("listed__weight", f"listed__{sort_name_column(language)}", "path")
    return entry_cards(ordered[:PROJECTS_OF_A_PARK], request, language)
