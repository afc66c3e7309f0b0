"""Amounts in đồng, as each language writes them."""

from babel import Locale
from babel.numbers import format_currency

CURRENCY = "VND"


def money(amount: int, language: str) -> str:
    """100.000 ₫, ₫100,000: `language` is one of ours."""
    return format_currency(amount, CURRENCY, locale=Locale.parse(language, sep="-"))
