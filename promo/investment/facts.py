"""What pages and cards of projects and parks say, in the active language; empty rows are left out."""

from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from promo.catalogue.facts import (
    Fact,
    address_facts,
    card_label,
    card_rows,
    commune_names,
    fact,
    falls_back,
    invented_words,
    kept,
    telephone_url,
)
from promo.catalogue.models import CardFacts
from promo.core.numbers import shortest
from promo.core.querysets import live_q
from promo.core.translated import translated_fields
from promo.investment.columns import COLUMNS, Part, Reading, Values, by_name, values_of
from promo.investment.models import ParkPage, ProjectPage
from promo.investment.models.choices import Group, Status


def amount(number: Decimal | None, unit: str) -> str:
    """“199.87 ha”; empty where nothing is known."""
    if number is None:
        return ""
    return f"{number_format(shortest(number), use_l10n=True, force_grouping=True)} {unit}"


def projects_words(number: int) -> str:
    return ngettext("%(count)s project", "%(count)s projects", number) % {"count": number} if number else ""


def as_of_words(page: Any) -> str:
    """Of what day the page's figures are, and from where."""
    day = gettext("As of %(date)s") % {"date": date_format(page.as_of)} if page.as_of else ""
    return " · ".join(filter(None, (day, page.source or "")))


def rate_words(reading: Reading) -> str:
    """“At 26,300 VND for 1 USD, 25 November 2026, State Bank of Viet Nam”."""
    if reading.rate is None:
        return ""
    return gettext("At %(rate)s VND for 1 USD, %(date)s, %(source)s") % {
        "rate": number_format(shortest(reading.rate.vnd), use_l10n=True, force_grouping=True),
        "date": date_format(reading.rate.day),
        "source": reading.rate.source,
    }


# --- Projects ----------------------------------------------------------------------------------

_TEXTS = frozenset(translated_fields(ProjectPage))
_PARTS = (
    (Part.PROJECT, lambda: gettext("The project")),
    (Part.LAND, lambda: gettext("Place and land")),
    (Part.CALL, lambda: gettext("The call")),
)


def project_tables(page: ProjectPage, reading: Reading) -> list[dict[str, Any]]:
    """The project's columns as tables with a heading each; every figure with its date and source."""
    values = values_of(page, reading.language)
    dated = as_of_words(page)
    tables = []
    for part, heading in _PARTS:
        rows = [_row(page, found, values, reading, dated) for found in COLUMNS if found.part is part]
        rows = kept(rows)
        if rows:
            tables.append({"heading": heading(), "facts": rows})
    return tables


def _row(page: Any, found: Any, values: Values, reading: Reading, dated: str) -> Fact:
    value = found.value(values, reading)
    note = ""
    if found.name == "capital_usd":
        note = rate_words(reading)
    elif found.name in ("area", "capital"):
        # The line below the tables says it of all others.
        note = dated
    is_vietnamese = found.name == "investor" or (found.fields[0] in _TEXTS and falls_back(page, found.fields[0]))
    shown = fact(str(found.label), found.full_words(value), note=note, is_vietnamese=is_vietnamese)
    return {**shown, "name": found.name}


def project_facts(page: ProjectPage, reading: Reading) -> list[Fact]:
    """All in one table, for a leaflet: the date of the figures once, at the end."""
    values = values_of(page, reading.language)
    parts = (Part.PROJECT, Part.LAND, Part.CALL, Part.CONTACT, Part.SOURCE)
    return kept(
        [
            fact(str(found.label), found.full_words(found.value(values, reading)))
            for part in parts
            for found in COLUMNS
            if found.part is part
        ]
    )


def key_figures(page: ProjectPage, reading: Reading) -> list[dict[str, str]]:
    """The three an investor asks first: area, capital, and what that is in dollars."""
    values = values_of(page, reading.language)
    figures = []
    for name in ("area", "capital", "capital_usd"):
        found = by_name(name)
        words = found.words(found.value(values, reading))
        if words:
            figures.append({"label": str(found.label), "value": words, "unit": str(found.unit)})
    return figures


def contact_of(page: Any) -> list[Fact]:
    phone, email = page.contact_phone, page.contact_email
    return kept(
        [
            fact(gettext("Person in charge"), page.contact_name, note=page.contact_title or "", is_vietnamese=True),
            fact(gettext("Office"), "" if page.contact_name else page.contact_title),
            fact(gettext("Telephone"), phone, url=telephone_url(phone)),
            fact(gettext("E-mail"), email, url=f"mailto:{email}"),
        ]
    )


def project_cards(keys: list[int], language: str) -> dict[int, CardFacts]:
    rows = card_rows(ProjectPage, keys, "group", "status", "area", "capital", "commune_id", "fictional")
    communes = commune_names(row[5] for row in rows)
    return {
        key: CardFacts(
            card_label(Group.choices, group),
            tuple(
                filter(
                    None,
                    (
                        "" if status == Status.CALLING else card_label(Status.choices, status),
                        communes.get(commune, ""),
                        amount(area, gettext("ha")),
                        amount(capital, gettext("billion VND")),
                    ),
                )
            ),
            note=invented_words() if fictional else "",
        )
        for key, group, status, area, capital, commune, fictional in rows
    }


# --- Parks -------------------------------------------------------------------------------------


def decision_words(page: ParkPage) -> str:
    if page.decision_number and page.decision_date:
        return gettext("Decision %(number)s of %(date)s") % {
            "number": page.decision_number,
            "date": date_format(page.decision_date),
        }
    return gettext("Decision %(number)s") % {"number": page.decision_number} if page.decision_number else ""


def rent_words(page: ParkPage) -> str:
    """“70 – 90 USD/m² for the whole term”."""
    if page.rent_from is None:
        return ""
    numbers = [
        number_format(shortest(rent), use_l10n=True, force_grouping=True)
        for rent in (page.rent_from, page.rent_to)
        if rent is not None
    ]
    return gettext("%(rent)s USD/m² for the whole term") % {"rent": " – ".join(dict.fromkeys(numbers))}


def park_facts(page: ParkPage, *, dated: bool = True) -> list[Fact]:
    """`dated`: each figure with its date and source; else both once, at the end."""
    note = as_of_words(page) if dated else ""
    occupied = (
        ""
        if page.occupancy is None
        else gettext("%(number)s %%")
        % {"number": number_format(shortest(page.occupancy), use_l10n=True, force_grouping=True)}
    )
    address, old_address = address_facts(page)
    return kept(
        [
            fact(gettext("State"), capfirst(str(page.get_state_display()))),
            fact(gettext("Area"), amount(page.area, gettext("ha")), note=note),
            fact(gettext("Land for lease"), amount(page.leasable, gettext("ha")), note=note),
            fact(gettext("Occupied"), occupied, note=note),
            fact(gettext("Rent"), rent_words(page), note=note),
            fact(gettext("Sectors that are welcome"), page.sectors, is_vietnamese=falls_back(page, "sectors")),
            fact(gettext("Developer"), page.developer, is_vietnamese=True),
            fact(gettext("Decision"), decision_words(page)),
            address,
            old_address,
            fact(gettext("To the motorway"), amount(page.km_highway, gettext("km"))),
            fact(gettext("To the port"), amount(page.km_port, gettext("km"))),
            fact(gettext("To the airport"), amount(page.km_airport, gettext("km"))),
            fact(gettext("Measured to"), page.distances_note, is_vietnamese=falls_back(page, "distances_note")),
            fact(
                gettext("Electricity, water, roads, waste water"),
                page.utilities,
                is_vietnamese=falls_back(page, "utilities"),
            ),
            fact(gettext("Legal basis"), page.legal_basis, is_vietnamese=falls_back(page, "legal_basis")),
            fact(gettext("Figures as of"), "" if dated or not page.as_of else date_format(page.as_of)),
            fact(gettext("Source of the figures"), "" if dated else page.source),
        ]
    )


def park_cards(keys: list[int], language: str) -> dict[int, CardFacts]:
    calling = Count("projects", filter=live_q(language, "projects__"))
    rows = list(
        ParkPage.objects.filter(pk__in=keys)
        .order_by()
        .annotate(shown_projects=calling)
        .rewrite(False)
        .values_list("pk", "kind", "state", "area", "occupancy", "commune_id", "fictional", "shown_projects")
    )
    communes = commune_names(row[5] for row in rows)
    return {
        key: CardFacts(
            card_label(ParkPage.Kind.choices, kind),
            tuple(
                filter(
                    None,
                    (
                        communes.get(commune, ""),
                        amount(area, gettext("ha")),
                        card_label(ParkPage.State.choices, state),
                        ""
                        if occupancy is None
                        else gettext("%(number)s %% occupied")
                        % {"number": number_format(shortest(occupancy), use_l10n=True)},
                        projects_words(number),
                    ),
                )
            ),
            note=invented_words() if fictional else "",
        )
        for key, kind, state, area, occupancy, commune, fictional, number in rows
    }
