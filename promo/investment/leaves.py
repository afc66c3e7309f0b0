"""What leaflets of projects and parks say."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.text import capfirst
from django.utils.translation import gettext

from promo.catalogue.facts import invented_words
from promo.core.languages import public_language
from promo.investment import facts
from promo.investment.models import Incentive, ParkPage, ProjectPage
from promo.investment.reading import reading_of_page
from promo.leaflets.content import body_pictures, body_sections, fact_pairs, permanent_address, point_of
from promo.leaflets.leaf import Leaf, Section


def project_leaf(page: ProjectPage, request: HttpRequest, *, in_full: bool = True) -> Leaf:
    """`in_full`: with the text of each incentive, not its name alone."""
    reading = reading_of_page(page, public_language())
    applying = reading.incentives_for(page.group, reading.park_kind(page.park_id), page.capital)
    return _leaf(
        page,
        capfirst(str(page.get_group_display())),
        facts.project_facts(page, reading),
        _incentives(applying, in_full),
    )


def park_leaf(page: ParkPage, request: HttpRequest, *, in_full: bool = True) -> Leaf:
    reading = reading_of_page(page, public_language())
    rows = [*facts.park_facts(page, dated=False), *facts.contact_of(page)]
    applying = reading.incentives_for("", page.kind, None)
    return _leaf(page, capfirst(str(page.get_kind_display())), rows, _incentives(applying, in_full))


def _incentives(applying: list[Incentive], in_full: bool) -> Section:
    if in_full:
        texts = "\n\n".join(f"{found.name}: {found.text} ({found.legal_basis})" for found in applying)
        html = linebreaks(texts, autoescape=True) if texts else ""
    else:
        names = format_html_join("", "<li>{}</li>", ((found.name,) for found in applying))
        html = format_html("<ul>{}</ul>", names) if names else ""
    return Section(gettext("Incentives that apply"), html)


def _leaf(page: Any, kicker: str, rows: list[facts.Fact], incentives: Section) -> Leaf:
    sections = (*body_sections(page.body), incentives)
    return Leaf(
        title=page.title,
        address=permanent_address(page),
        introduction=page.introduction or "",
        picture=page.image,
        kicker=kicker,
        facts=fact_pairs(rows),
        sections=tuple(section for section in sections if section.html),
        pictures=body_pictures(page.body),
        points=point_of(page),
        note=invented_words() if page.fictional else "",
    )
