"""What pages and cards of entries say: rows of a table, label and value, in the active language.

Empty rows are left out by `kept`.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext

from promo.catalogue.filters import units
from promo.core.languages import SOURCE, language_tag, public_language

Fact = dict[str, Any]


def fact(
    label: str, value: Any, *, note: str = "", url: str = "", outside: bool = False, is_vietnamese: bool = False
) -> Fact:
    """`is_vietnamese`: the value is, whatever language the page is in, which then says so."""
    lang = language_tag(SOURCE) if is_vietnamese and public_language() != SOURCE else ""
    return {"label": label, "value": value, "note": note, "url": url, "outside": outside, "lang": lang}


def falls_back(page: Any, field: str) -> bool:
    """Whether readers see the Vietnamese text of a translated field, as their language has none."""
    return not page.text_in(field, public_language())


def kept(facts: list[Fact]) -> list[Fact]:
    return [row for row in facts if row["value"]]


def commune_of(page: Any) -> Any:
    """The page's commune, from the shelf; None where it has none."""
    return units([page.commune_id]).get(page.commune_id) if page.commune_id else None


def commune_name(page: Any) -> str:
    commune = commune_of(page)
    return commune.public_full_name if commune else ""


def address_facts(page: Any) -> list[Fact]:
    """Today's address and the one older maps have, which visitors will compare."""
    commune = commune_name(page)
    address = page.address or commune
    # The commune once: most addresses name it.
    note = commune if commune and commune.casefold() not in address.casefold() else ""
    return [
        fact(gettext("Address"), address, note=note, is_vietnamese=bool(page.address) and falls_back(page, "address")),
        fact(
            gettext("Address before July 2025"),
            page.old_address,
            note=gettext("As on older maps and signs"),
            is_vietnamese=falls_back(page, "old_address"),
        ),
    ]


def contact_facts(page: Any) -> list[Fact]:
    email = getattr(page, "email", "")
    return [
        fact(gettext("Telephone"), page.phone, url=telephone_url(page.phone)),
        fact(gettext("E-mail"), email, url=f"mailto:{email}"),
        fact(gettext("Website"), website_name(page.website), url=page.website, outside=True),
    ]


def telephone_url(phone: str) -> str:
    """`tel:` of the first number: a field may hold two, and words."""
    digits = ""
    for character in phone:
        if (character.isdecimal() and character.isascii()) or (character == "+" and not digits):
            digits += character
        elif character not in " .-()" and digits:
            break
    return f"tel:{digits}" if len(digits) >= 3 else ""


def website_name(url: str) -> str:
    return url.partition("//")[2].removeprefix("www.").rstrip("/")


def card_rows(model: Any, keys: list[int], *columns: str) -> list[tuple[Any, ...]]:
    """The key and these columns of pages, for what their cards say; one query."""
    return list(model.objects.filter(pk__in=keys).order_by().rewrite(False).values_list("pk", *columns))


def card_label(choices: Any, value: Any) -> str:
    return capfirst(str(dict(choices).get(value, "")))


def commune_names(keys: Iterable[int | None]) -> dict[int | None, str]:
    return {key: unit.public_name for key, unit in units(keys).items()}


def invented_words() -> str:
    return gettext("Invented example")
