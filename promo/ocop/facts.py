"""What pages and cards of products and enterprises say, in the active language; empty rows are left out."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from promo.catalogue.facts import (
    Fact,
    address_facts,
    card_label,
    card_rows,
    commune_names,
    contact_facts,
    fact,
    invented_words,
    kept,
)
from promo.catalogue.models import CardFacts, sort_name_column
from promo.core.languages import SOURCE, column
from promo.core.money import money
from promo.core.querysets import PageQuerySet, live_q
from promo.ocop import certificates
from promo.ocop.models import EnterprisePage, ProductPage
from promo.ocop.models.markets import market_names
from promo.ocop.models.products import season_months

# A card has room for as many.
_MARKETS_ON_A_CARD = 3


def best_first(products: PageQuerySet, language: str) -> PageQuerySet:
    """Most stars of today first, then what the area is known for, then by name."""
    stars = certificates.stars_today().desc(nulls_last=True)
    return products.order_by(stars, "-signature", f"listed__{sort_name_column(language)}", "path")


# --- Words -------------------------------------------------------------------------------------


def price_words(low: Decimal | None, high: Decimal | None, unit: str, language: str) -> str:
    """“60.000 ₫ – 90.000 ₫ / kg”; empty where there is no price."""
    if low is None:
        return ""
    amounts = [money(int(amount), language) for amount in (low, high) if amount is not None]
    price = " – ".join(dict.fromkeys(amounts))
    return gettext("%(price)s / %(unit)s") % {"price": price, "unit": unit} if unit else price


def season_words(first: int, last: int | None) -> str:
    """“July – August”."""
    months = season_months(first, last)
    if len(months) == 12:
        return gettext("All year round")
    names = dict.fromkeys(capfirst(str(MONTHS[month])) for month in (months[0], months[-1]))
    return " – ".join(names)


def season_of(page: ProductPage, today: date | None = None) -> dict[str, Any] | None:
    """The months as a strip to draw, and in words; None where nothing is known of a season."""
    if page.season_from is None:
        return {"months": [], "words": page.season, "note": "", "is_now": False} if page.season else None
    now = (today or timezone.localdate()).month
    inside = set(season_months(page.season_from, page.season_to))
    return {
        "months": [{"number": number, "on": number in inside, "now": number == now} for number in range(1, 13)],
        "words": season_words(page.season_from, page.season_to),
        "note": page.season,
        "is_now": now in inside,
    }


def stars_words(stars: int) -> str:
    return gettext("OCOP %(stars)s★") % {"stars": stars} if stars else ""


def maker_names(keys: Iterable[int | None], language: str) -> dict[int | None, str]:
    """Names of those of these enterprises that are public, Vietnamese where they are not in `language`; one query."""
    wanted = set(keys) - {None}
    if not wanted:
        return {}
    makers = EnterprisePage.objects.filter(pk__in=wanted, live=True).order_by().rewrite(False)
    rows = makers.values_list(
        "pk", column("published_at", language), column("title", language), column("title", SOURCE)
    )
    return {key: name if published else source_name for key, published, name, source_name in rows}


# --- Pages -------------------------------------------------------------------------------------


def certificate_facts(certificate: Any) -> list[Fact]:
    score = certificate.score
    return kept(
        [
            fact(gettext("Decision"), certificate.decision_number, note=date_format(certificate.issued_on)),
            fact(gettext("Issued by"), certificate.issuer, is_vietnamese=True),
            fact(gettext("Score"), "" if score is None else number_format(score.normalize(), use_l10n=True)),
            fact(gettext("In force until"), date_format(certificates.last_day(certificate))),
        ]
    )


def origin_facts(page: ProductPage, language: str) -> list[Fact]:
    """What a buyer abroad looks for: protection, traceability, markets, where it comes from."""
    mark = capfirst(str(page.get_mark_display())) if page.mark else ""
    return kept(
        [
            fact(gettext("Group"), capfirst(str(page.get_group_display()))),
            fact(
                gettext("Protected mark"),
                mark,
                note=gettext("No. %(number)s") % {"number": page.mark_number} if page.mark_number else "",
            ),
            fact(gettext("Growing-area code"), page.growing_area_code),
            fact(gettext("Export markets"), ", ".join(market_names(page.export_markets, language))),
            *address_facts(page),
        ]
    )


def product_facts(page: ProductPage, language: str, maker: str = "") -> list[Fact]:
    """All of a product as one table: for a leaflet."""
    certificate = page.certificate_in_force
    season = season_of(page)
    return kept(
        [
            fact(gettext("Stars"), stars_words(certificate.stars) if certificate else ""),
            fact(gettext("Price"), price_words(page.price_from, page.price_to, page.price_unit, language)),
            fact(gettext("Season"), season["words"] if season else "", note=season["note"] if season else ""),
            fact(gettext("Made by"), maker),
            *origin_facts(page, language),
        ]
    )


def enterprise_facts(page: EnterprisePage, language: str) -> list[Fact]:
    return kept(
        [
            fact(gettext("Contact person"), page.contact_person),
            *contact_facts(page),
            *address_facts(page),
            fact(gettext("Export markets"), ", ".join(market_names(page.export_markets, language))),
            fact(gettext("Tax code"), page.tax_code),
        ]
    )


# --- Cards -------------------------------------------------------------------------------------


def product_cards(keys: list[int], language: str) -> dict[int, CardFacts]:
    rows = card_rows(
        ProductPage,
        keys,
        *("group", "stars", "stars_until", "price_from", "price_to", "season_from", "season_to"),
        *(column("price_unit", code) for code in (language, SOURCE)),
        *("commune_id", "signature", "fictional"),
    )
    communes = commune_names(row[10] for row in rows)
    today = timezone.localdate()
    cards = {}
    for key, group, stars, until, low, high, first, last, unit, source_unit, commune, signature, fictional in rows:
        in_season = first is not None and today.month in season_months(first, last)
        facts = (
            price_words(low, high, unit or source_unit or "", language),
            communes.get(commune, ""),
            gettext("Signature product") if signature else "",
            gettext("In season now") if in_season and len(season_months(first, last)) < 12 else "",
        )
        cards[key] = CardFacts(
            card_label(ProductPage.Group.choices, group),
            tuple(filter(None, facts)),
            certificates.shown(stars, until, today),
            invented_words() if fictional else "",
        )
    return cards


def enterprise_cards(keys: list[int], language: str) -> dict[int, CardFacts]:
    rows = (
        EnterprisePage.objects.filter(pk__in=keys)
        .order_by()
        .annotate(shown_products=Count("products", filter=live_q(language, "products__")))
        .rewrite(False)
        .values_list("pk", "kind", "commune_id", "export_markets", "fictional", "shown_products")
    )
    rows = list(rows)
    communes = commune_names(row[2] for row in rows)
    return {
        key: CardFacts(
            card_label(EnterprisePage.Kind.choices, kind),
            tuple(filter(None, (communes.get(commune, ""), products_words(number), markets_words(markets, language)))),
            note=invented_words() if fictional else "",
        )
        for key, kind, commune, markets, fictional, number in rows
    }


def products_words(number: int) -> str:
    if not number:
        return ""
    return ngettext("%(count)s product", "%(count)s products", number) % {"count": number}


def markets_words(codes: list[str] | None, language: str) -> str:
    names = market_names(codes, language)
    if not names:
        return ""
    shown = ", ".join(names[:_MARKETS_ON_A_CARD]) + ("…" if len(names) > _MARKETS_ON_A_CARD else "")
    return gettext("Exports to %(countries)s") % {"countries": shown}
