"""The investor pack: the place, its parks, incentives and procedures, and the fiches of what is chosen, in one PDF.

A booklet of leaves like those of a reader's own choice, with contents, map and a QR code on each page; but nothing is
cut to fit a page. What an incentive says stands there once. The worker makes it.
"""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import linebreaks
from django.utils.translation import gettext

from promo.core.portals import portal_of
from promo.investment.columns import by_name
from promo.investment.downloads.asking import Asked, asked
from promo.investment.facts import amount
from promo.investment.incentives import incentives_of
from promo.investment.leaves import park_leaf, project_leaf
from promo.investment.models import IncentiveFinderPage, ParkPage, ProcedurePage, ProjectIndexPage, ProjectPage
from promo.investment.procedures import procedure_context
from promo.leaflets import drafts
from promo.leaflets.content import body_pictures, body_sections, fact_pairs, permanent_address
from promo.leaflets.drafts import Draft
from promo.leaflets.leaf import Leaf, Section
from promo.leaflets.views import document
from promo.portals.models import ProfilePage
from promo.portals.scope import within

KIND = "pack"
# What somebody carries to a meeting.
MOST_PARKS, MOST_PROCEDURES, MOST_PROJECTS = 10, 10, 20


def investor_pack(page: ProjectIndexPage, request: HttpRequest) -> HttpResponse:
    wanted = asked(page, request)
    return document(page, request, KIND, title=gettext("Investor pack"), query=wanted.query)


def pack_draft(page: Any, request: HttpRequest, portal: Any, language: str, paper: str) -> Draft:
    wanted = asked(page, request)
    leaves = [
        *_profile(portal, language),
        *_parks(portal, language, request),
        *_incentives(portal, language),
        *_procedures(portal, language, request),
        *_projects(wanted, request),
    ]
    draft = drafts.booklet(leaves, portal, language, paper)
    # Whole, however many pages each takes.
    draft.parts.clear()
    draft.context |= {"title": gettext("Investor pack"), "title_class": "short", "left_out": _left_out(wanted)}
    return draft


def _left_out(wanted: Asked) -> str:
    found = wanted.projects.order_by().count()
    if found <= MOST_PROJECTS:
        return ""
    words = gettext(
        "The first %(most)s of %(count)s projects. Those you put on the shortlist make a pack of their own."
    )
    return words % {"most": MOST_PROJECTS, "count": found}


def _first(model: Any, portal: Any, language: str) -> Any:
    pages = model.objects.filter(within(portal)).live_in(language).only_columns_of(language)
    return pages.select_related("image").order_by("depth", "path").first()


def _profile(portal: Any, language: str) -> Iterator[Leaf]:
    page = _first(ProfilePage, portal, language)
    if page is None:
        return
    sections = [
        Section(heading, str(text or ""))
        for heading, text in (
            (gettext("Land and nature"), page.land),
            (gettext("People"), page.people),
            (gettext("History"), page.history),
            (gettext("Apparatus"), page.apparatus),
        )
    ]
    yield Leaf(
        title=page.title,
        address=permanent_address(page),
        kicker=portal.full_name,
        introduction=page.introduction or "",
        picture=page.image,
        sections=tuple(section for section in (*sections, *body_sections(page.body)) if section.html),
        pictures=body_pictures(page.body),
    )


def _parks(portal: Any, language: str, request: HttpRequest) -> Iterator[Leaf]:
    parks = ParkPage.objects.filter(within(portal)).live_in(language).only_columns_of(language)
    for park in parks.select_related("image").order_by("listed__weight", "path")[:MOST_PARKS]:
        yield park_leaf(park, request, in_full=False)


def _incentives(portal: Any, language: str) -> Iterator[Leaf]:
    rules = incentives_of(portal, language)
    page = _first(IncentiveFinderPage, portal, language)
    if not rules or page is None:
        return
    sections = []
    for rule in rules:
        least = amount(rule.least_capital, str(by_name("capital").unit))
        conditions = filter(
            None, (rule.condition, gettext("Capital from %(amount)s") % {"amount": least} if least else "")
        )
        lines = [rule.text, *conditions, rule.legal_basis]
        sections.append(Section(rule.name, linebreaks("\n\n".join(lines), autoescape=True)))
    yield Leaf(
        title=page.title,
        address=permanent_address(page),
        introduction=page.introduction or "",
        sections=tuple(sections),
    )


def _procedures(portal: Any, language: str, request: HttpRequest) -> Iterator[Leaf]:
    pages = ProcedurePage.objects.filter(within(portal)).live_in(language).only_columns_of(language)
    for page in pages.select_related("image").order_by("path")[:MOST_PROCEDURES]:
        shown = procedure_context(page, request)
        sections = []
        for number, step in enumerate(shown["steps"], 1):
            facts = "; ".join(f"{label}: {value}" for label, value in fact_pairs(step["facts"]))
            text = str(step["text"] or "") + linebreaks(facts, autoescape=True)
            sections.append(Section(f"{number}. {step['title']}", text if facts or step["text"] else "<p>–</p>"))
        yield Leaf(
            title=page.title,
            address=permanent_address(page),
            kicker=gettext("Procedure"),
            introduction=page.introduction or "",
            facts=fact_pairs(shown["facts"]),
            sections=(*sections, *body_sections(page.body)),
        )


def _projects(wanted: Asked, request: HttpRequest) -> Iterator[Leaf]:
    keys = list(wanted.projects.rewrite(False).values_list("pk", flat=True)[:MOST_PROJECTS])
    found = ProjectPage.objects.filter(pk__in=keys).only_columns_of(wanted.language).select_related("image").in_bulk()
    for key in keys:
        if key in found and portal_of(found[key]) is not None:
            yield project_leaf(found[key], request, in_full=False)
