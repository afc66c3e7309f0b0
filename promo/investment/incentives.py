"""Which incentives apply: to a project, and to what somebody has in mind."""

from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone
from treebeard.mp_tree import MP_Node

from promo.core.languages import column
from promo.core.versions import Remembered
from promo.investment.models import Incentive

_read = Remembered(size=256)


def incentives_of(portal: Any, language: str) -> list[Incentive]:
    """Those in force today that a portal shows: its own and those of the portals above it, in order.

    In `language` those that have a name there. One query until the content changes; shared, so read and never save.
    """
    if portal is None:
        return []
    today = timezone.localdate()
    paths = [portal.path[:end] for end in range(MP_Node.steplen, len(portal.path) + 1, MP_Node.steplen)]

    def read() -> list[Incentive]:
        rules = Incentive.objects.filter(
            Q(valid_from=None) | Q(valid_from__lte=today),
            Q(valid_to=None) | Q(valid_to__gte=today),
            portal__path__in=paths,
        )
        named = {f"{column('name', language)}__isnull": True}
        rules = rules.exclude(**{column("name", language): ""}).exclude(**named)
        return list(rules.order_by("sort_order", "pk"))

    return _read.get((portal.pk, language, today), read)


def applying(incentive: Incentive, group: str, place: str, capital: Decimal | None) -> bool:
    """Whether it can apply. What is not known ("" and None) leaves a condition out."""
    if group and incentive.groups and group not in incentive.groups:
        return False
    if place and incentive.place and place != incentive.place:
        return False
    return capital is None or incentive.least_capital is None or capital >= incentive.least_capital
