"""What applies to me: incentives for a group, a place and a capital."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from promo.core.languages import public_language
from promo.core.portals import portal_of
from promo.investment.incentives import applying, incentives_of
from promo.investment.links import first_url
from promo.investment.models import Incentive, ProjectIndexPage
from promo.investment.models.choices import Group

_MOST_CAPITAL = Decimal(1_000_000_000)


def finder_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    group = request.GET.get("group", "")
    group = group if group in Group.values else ""
    place = request.GET.get("place", "")
    place = place if place in Incentive.Place.values else ""
    capital = asked_capital(request.GET.get("capital", ""))
    found = [
        incentive
        for incentive in incentives_of(portal_of(page), public_language())
        if applying(incentive, group, place, capital)
    ]
    return {
        "finder": {
            "is_asked": bool(group or place or capital is not None),
            "groups": _options(Group.choices, group),
            "places": _options([choice for choice in Incentive.Place.choices if choice[0]], place),
            "capital": "" if capital is None else f"{capital.normalize():f}",
            "kinds": by_kind(found),
            "count_words": count_words(len(found)),
        },
        "list_url": first_url(ProjectIndexPage, page, request),
    }


def asked_capital(text: str) -> Decimal | None:
    """Billions of VND that somebody has typed, with a point or a comma; None for what is no amount."""
    try:
        capital = Decimal(text.strip()[:20].replace(",", "."))
    except InvalidOperation:
        return None
    return capital if capital.is_finite() and 0 <= capital <= _MOST_CAPITAL else None


def _options(choices: Any, chosen: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": capfirst(str(label)), "chosen": value == chosen} for value, label in choices]


def count_words(number: int) -> str:
    return ngettext("%(count)s incentive can apply", "%(count)s incentives can apply", number) % {"count": number}


def by_kind(incentives: list[Incentive]) -> list[dict[str, Any]]:
    shown = shown_incentives(incentives)
    return [
        {"label": capfirst(str(label)), "incentives": [row for row in shown if row["kind"] == kind]}
        for kind, label in Incentive.Kind.choices
        if any(row["kind"] == kind for row in shown)
    ]


def shown_incentives(incentives: list[Incentive]) -> list[dict[str, Any]]:
    """Incentives as the templates print them, in the active language."""
    return [
        {
            "kind": incentive.kind,
            "kind_label": capfirst(str(incentive.get_kind_display())),
            "name": incentive.name,
            "text": incentive.text,
            "conditions": conditions(incentive),
            "legal_basis": incentive.legal_basis,
            "legal_url": incentive.legal_url,
            "validity": validity(incentive),
        }
        for incentive in incentives
    ]


def conditions(incentive: Incentive) -> list[str]:
    """To whom it applies, one a line; none for everybody."""
    labels = dict(Group.choices)
    rows = [", ".join(str(labels[group]) for group in incentive.groups if group in labels)]
    if incentive.place:
        rows.append(str(incentive.get_place_display()))  # type: ignore[attr-defined]
    if incentive.least_capital is not None:
        from promo.investment.facts import amount

        least = amount(incentive.least_capital, gettext("billion VND"))
        rows.append(gettext("a capital of %(amount)s or more") % {"amount": least})
    rows.append(incentive.condition or "")
    return [capfirst(row) for row in rows if row]


def validity(incentive: Incentive) -> str:
    first = date_format(incentive.valid_from) if incentive.valid_from else ""
    last = date_format(incentive.valid_to) if incentive.valid_to else ""
    if first and last:
        return gettext("In force from %(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return gettext("In force since %(first)s") % {"first": first}
    return gettext("In force until %(last)s") % {"last": last} if last else gettext("In force")
