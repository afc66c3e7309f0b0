"""What a profile says of its administrative unit."""

from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext

from promo.core.languages import public_language


def unit_facts(unit: Any) -> list[dict[str, str]]:
    """Facts table: label and value, in the active language."""
    facts = [
        {"label": gettext("Kind of unit"), "value": str(unit.get_kind_display())},
        {"label": gettext("Official code"), "value": unit.code if not unit.valid_until else ""},
        {"label": gettext("Belongs to"), "value": unit.parent.public_full_name if unit.parent else ""},
        {
            "label": gettext("In its present form since"),
            "value": date_format(unit.valid_from) if unit.valid_from else "",
        },
        {"label": gettext("Existed until"), "value": date_format(unit.valid_until) if unit.valid_until else ""},
    ]
    return [fact for fact in facts if fact["value"]]


def unit_relations(unit: Any, request: HttpRequest) -> dict[str, list[dict[str, Any]]]:
    """What the unit was made of and what became of it, with their portals; three queries at most."""
    from promo.portals.models import HomePage

    language = public_language()
    before, after = unit.predecessors_list, unit.successors_list
    homes = {
        home.unit_id: home.url_in(language, request)
        for home in HomePage.objects.live_in(language).filter(unit__in=[*before, *after]).defer_streamfields()
    }

    def rows(units: list[Any]) -> list[dict[str, Any]]:
        # The district first: it held the others.
        ordered = sorted(units, key=lambda other: other.kind != "district")
        return [
            {
                "name": other.public_full_name,
                "kind": other.get_kind_display(),
                "url": homes.get(other.pk),
                "from": other.valid_from,
                "to": other.valid_until,
            }
            for other in ordered
        ]

    return {"predecessors": rows(before), "successors": rows(after)}
