"""What leaflets of projects and parks say."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import linebreaks
from django.utils.text import capfirst
from django.utils.translation import gettext

from promo.catalogue.facts import invented_words
from promo.core.languages import public_language
from promo.investment import facts
from promo.investment.models import ParkPage, ProjectPage
from promo.investment.reading import reading_of_page
from promo.leaflets.content import body_pictures, body_sections, fact_pairs, permanent_address, point_of
from promo.leaflets.leaf import Leaf, Section


def project_leaf(page: ProjectPage, request: HttpRequest) -> Leaf:
    reading = reading_of_page(page, public_language())
    applying = reading.incentives_for(page.group, reading.park_kind(page.park_id), page.capital)
    return _leaf(page, capfirst(str(page.get_group_display())), facts.project_facts(page, reading), applying)


def park_leaf(page: ParkPage, request: HttpRequest) -> Leaf:
    reading = reading_of_page(page, public_language())
    rows = [*facts.park_facts(page, dated=False), *facts.contact_of(page)]
    return _leaf(page, capfirst(str(page.get_kind_display())), rows, reading.incentives_for("", page.kind, None))


def _leaf(page: Any, kicker: str, rows: list[facts.Fact], incentives: list[Any]) -> Leaf:
    listed = "\n\n".join(f"{incentive.name}: {incentive.text} ({incentive.legal_basis})" for incentive in incentives)
    sections = (
        *body_sections(page.body),
        Section(gettext("Incentives that apply"), linebreaks(listed, autoescape=True) if listed else ""),
    )
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
