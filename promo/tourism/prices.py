"""What the price bands of places to eat and to stay stand for."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext, gettext_noop

from promo.core.money import money

# Upper bounds of the two lower bands, in đồng: for one person's meal, for a room for a night.
_BOUNDS = {"eat": (100_000, 300_000), "stay": (400_000, 1_000_000)}

_WORDS = {
    ("eat", 1): gettext_noop("up to %(high)s a person"),
    ("eat", 2): gettext_noop("%(low)s to %(high)s a person"),
    ("eat", 3): gettext_noop("from %(low)s a person"),
    ("stay", 1): gettext_noop("up to %(high)s a night"),
    ("stay", 2): gettext_noop("%(low)s to %(high)s a night"),
    ("stay", 3): gettext_noop("from %(low)s a night"),
}


def band_amounts(kind: str, band: int) -> tuple[int | None, int | None]:
    """Lower and upper amount of a band; None where it is open."""
    lower, upper = _BOUNDS[kind]
    return {1: (None, lower), 2: (lower, upper), 3: (upper, None)}[band]


def band_words(kind: str, band: int, language: str) -> str:
    """“100,000 to 300,000 ₫ a person”, in the active language with `language`'s way of writing money."""
    amounts = _formatted(kind, band, lambda amount: money(amount, language))
    return gettext(_WORDS[kind, band]) % amounts


def band_range(kind: str, band: int) -> str:
    """For schema.org's priceRange."""
    low, high = band_amounts(kind, band)
    return f"VND {low or 0}-{high}" if high else f"VND {low}+"


def _formatted(kind: str, band: int, write: Callable[[int], str]) -> dict[str, Any]:
    low, high = band_amounts(kind, band)
    return {"low": "" if low is None else write(low), "high": "" if high is None else write(high)}
