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
        {"label": gettext("In its present form since"), "value": date_format(unit.valid_from) if unit.valid_from else ""},
        {"label": gettext("Existed until"), "value": date_format(unit.valid_until) if unit.valid_until else ""},
    ]
    return [fact for fact in facts if fact["value"]]


def unit_relations(unit: Any, request: HttpRequest) -> dict[str, list[dict[str, Any]]]:
    """What the unit was made of and what became of it, with their portals; three queries at most."""
    from promo.localities.models import Succession
    from promo.portals.models import HomePage

    language = public_language()
    before = [row.predecessor for row in Succession.objects.filter(successor=unit).select_related("predecessor__parent")]
    after = [row.successor for row in Succession.objects.filter(predecessor=unit).select_related("successor__parent")]
    homes = {
        home.unit_id: home.url_in(language, request)
        for home in HomePage.objects.live_in(language).filter(unit__in=[*before, *after]).defer_streamfields()
    }

    def rows(units: list[Any]) -> list[dict[str, Any]]:
        ordered = sorted(units, key=lambda other: (other.kind == "district", other.sort_name or ""))
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
