"""What leaflets of tourism say."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.translation import gettext
from wagtail.rich_text import expand_db_html

from promo.leaflets.content import body_pictures, body_sections, fact_pairs, permanent_address, point_of
from promo.leaflets.leaf import Leaf, Point, Section
from promo.tourism import facts as rows


def _leaf(page: Any, facts: list[rows.Fact], *, sections: tuple[Section, ...] = (), **more: Any) -> Leaf:
    return Leaf(
        title=page.title,
        address=permanent_address(page),
        introduction=page.introduction or "",
        picture=page.image,
        facts=fact_pairs(facts),
        sections=tuple(section for section in (*sections, *body_sections(page.body)) if section.html),
        pictures=body_pictures(page.body),
        **more,
    )


def destination(page: Any, request: HttpRequest) -> Leaf:
    return _leaf(
        page,
        rows.destination_facts(page),
        kicker=rows.kind_label(page),
        directions=expand_db_html(page.getting_there or ""),
        points=point_of(page),
        sections=(Section(gettext("For visitors with disabilities"), linebreaks(page.accessibility, autoescape=True)),)
        if page.accessibility
        else (),
    )


def dish(page: Any, request: HttpRequest, ingredients: list[str], steps: list[str]) -> Leaf:
    def listed(tag: str, items: list[str]) -> str:
        return format_html("<{0}>{1}</{0}>", tag, format_html_join("", "<li>{}</li>", [(item,) for item in items]))

    sections = [
        Section(gettext("Ingredients"), listed("ul", ingredients) if ingredients else ""),
        Section(gettext("How it is made"), listed("ol", steps) if steps else ""),
        Section(gettext("Where to taste or buy it"), expand_db_html(page.where_to_try or "")),
    ]
    return _leaf(
        page,
        rows.dish_facts(page),
        kicker=rows.kind_label(page),
        points=point_of(page),
        sections=tuple(sections),
    )


def venue(page: Any, request: HttpRequest) -> Leaf:
    return _leaf(
        page,
        rows.venue_facts(page),
        kicker=rows.kind_label(page),
        points=point_of(page),
        note=rows.invented_words() if page.fictional else "",
    )


def route(page: Any, request: HttpRequest, stops: list[Any], facts: list[rows.Fact]) -> Leaf:
    several = len({stop.day for stop in stops}) > 1

    def when(stop: Any) -> str:
        day = gettext("Day %(number)s") % {"number": stop.day} if several else ""
        hours = f"{stop.arrival}–{stop.departure}" if stop.departure else stop.arrival
        return " · ".join(filter(None, (day, hours)))

    return _leaf(
        page,
        facts,
        kicker=gettext("Route"),
        points=tuple(Point(*stop.position, name=stop.title, number=stop.number) for stop in stops if stop.position),
        line=True,
        rows=tuple(
            {
                "time": when(stop),
                "title": stop.title,
                "text": stop.note,
                "distance": stop.distance,
            }
            for stop in stops
        ),
    )
