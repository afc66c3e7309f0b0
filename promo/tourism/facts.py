"""The facts of a page: rows of a table, label and value, in the active language. Empty ones are left out."""

from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from promo.catalogue.facts import Fact, address_facts, contact_facts, fact, kept
from promo.catalogue.facts import card_label as card_label
from promo.catalogue.facts import card_rows as card_rows
from promo.catalogue.facts import commune_names as commune_names
from promo.catalogue.facts import invented_words as invented_words
from promo.core.languages import public_language
from promo.tourism.prices import band_words


def kind_label(page: Any) -> str:
    return capfirst(str(page.get_kind_display()))


def rank_fact(page: Any) -> Fact:
    note = ""
    if page.rank and page.decision_number and page.decision_date:
        note = gettext("Decision %(number)s of %(date)s") % {
            "number": page.decision_number,
            "date": date_format(page.decision_date),
        }
    elif page.rank and page.decision_number:
        note = gettext("Decision %(number)s") % {"number": page.decision_number}
    return fact(gettext("Rank"), capfirst(str(page.get_rank_display())) if page.rank else "", note=note)


def destination_facts(page: Any) -> list[Fact]:
    access = gettext("A way in without steps, and room inside") if page.step_free else ""
    return kept(
        [
            rank_fact(page),
            fact(gettext("Opening hours"), page.hours),
            fact(gettext("Ticket"), page.ticket),
            fact(gettext("Best season"), page.best_season),
            fact(gettext("With a wheelchair"), access),
            *address_facts(page),
            *contact_facts(page),
        ]
    )


def dish_facts(page: Any) -> list[Fact]:
    return kept([fact(gettext("Season"), page.season), *address_facts(page)])


def venue_facts(page: Any) -> list[Fact]:
    price, amounts = "", ""
    if page.price_band:
        price = capfirst(str(page.get_price_band_display()))
        amounts = capfirst(band_words(page.kind, page.price_band, public_language()))
    return kept(
        [
            fact(gettext("Standard"), page.standard),
            fact(gettext("Licence or recognition"), page.licence_number),
            fact(gettext("Price"), price, note=amounts),
            fact(gettext("Opening hours"), page.hours),
            *address_facts(page),
            *contact_facts(page),
        ]
    )


def route_facts(page: Any, totals: dict[str, Any]) -> list[Fact]:
    return kept(
        [
            fact(gettext("Duration"), capfirst(str(page.get_duration_display()))),
            fact(gettext("How to travel"), capfirst(str(page.get_transport_display()))),
            fact(gettext("Stops"), totals["stops"]),
            fact(gettext("Distance"), totals["distance"]),
            fact(gettext("Time at the stops"), totals["stay"]),
        ]
    )


def stops_words(number: int) -> str:
    return ngettext("%(count)s stop", "%(count)s stops", number) % {"count": number}


def minutes_words(minutes: int) -> str:
    """“1 h 30 min”."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return gettext("%(hours)s h") % {"hours": hours}
    return gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
