"""Which column of a sheet is which field: guessed, and remembered as it was put right."""

import re
from typing import Any

from django.utils.translation import override
from rapidfuzz import fuzz

from promo.core.languages import SOURCE
from promo.core.text import fold
from promo.sheets.headings import parts_of
from promo.sheets.kinds import SheetField, SheetKind
from promo.sheets.models import ColumnMapping
from promo.sheets.reading import Table

# A typing error in a heading, and no other word.
_NEAR = 90


def folded(heading: str) -> str:
    """ "Tên sản phẩm (*)" -> "ten san pham"."""
    return " ".join(re.sub(r"\([^)]*\)|[^\w\s]", " ", fold(heading)).split())


def names_of(field: SheetField) -> set[str]:
    names = {folded(alias) for alias in (*field.aliases, field.name.replace("_", " "))}
    for language in (SOURCE, "en"):
        with override(language):
            names.add(folded(str(field.label)))
    return names - {""}


class Guesser:
    """Knows the headings of a kind."""

    def __init__(self, kind: SheetKind) -> None:
        self._by_name = {name: field.name for field in reversed(kind.every_field) for name in names_of(field)}

    def is_heading(self, text: str) -> bool:
        return folded(text) in self._by_name

    def guess(self, heading: str) -> str:
        """Name of the field; empty for none."""
        known = (self._by_name.get(folded(part)) for part in parts_of(heading))
        words = folded(heading)
        if name := next((name for name in known if name), ""):
            return name
        if not words:
            return ""
        name, likeness = max(((name, fuzz.ratio(words, name)) for name in self._by_name), key=lambda pair: pair[1])
        return self._by_name[name] if likeness >= _NEAR and len(words) > 4 else ""


def propose(kind: SheetKind, portal: Any, table: Table) -> dict[str, str]:
    """Number of the column -> field, each field once: as remembered, else as guessed."""
    row = ColumnMapping.objects.filter(portal=portal, kind=kind.key).first()
    remembered = row.columns if row else {}
    guesser = Guesser(kind)
    taken: set[str] = set()
    proposed = {}
    for heading in table.headings:
        words = folded(heading.text)
        name = remembered[words] if words in remembered else guesser.guess(heading.text)
        if name and name in kind.by_name and name not in taken:
            proposed[str(heading.index)] = name
            taken.add(name)
    return proposed


def remember(kind: SheetKind, portal: Any, table: Table, columns: dict[str, str]) -> None:
    """Headings that stand twice are not remembered: nobody could say which was meant."""
    words = [folded(heading.text) for heading in table.headings]
    once = {
        folded(heading.text): columns.get(str(heading.index), "")
        for heading in table.headings
        if folded(heading.text) and words.count(folded(heading.text)) == 1
    }
    row, _made = ColumnMapping.objects.get_or_create(portal=portal, kind=kind.key)
    row.columns = {**row.columns, **once}
    row.save()
