"""What the cells of a sheet are read with, asked of the database once for the whole sheet."""

from functools import cached_property
from typing import Any

from django.apps import apps
from wagtail.images import get_image_model

from promo.core.languages import SOURCE, column
from promo.core.text import fold
from promo.localities.models import AdministrativeUnit
from promo.portals.scope import within
from promo.sheets.pictures import Pictures, key_of

# "xã Mễ Sở", "Mễ Sở (xã)" and "Mễ Sở" are one commune.
_KINDS_OF_UNITS = ("xa", "phuong", "thi tran", "dac khu", "huyen", "quan", "thi xa", "thanh pho", "tinh")


class Known:
    """One for each sheet, as it remembers what it has been asked."""

    def __init__(self, portal: Any, pictures: Pictures | None = None) -> None:
        self.portal = portal
        self.pictures = pictures or Pictures()
        self._wanted: set[int] = set()
        self._units: dict[int, AdministrativeUnit] = {}
        self._pages: dict[str, PageIndex] = {}
        self._wanted_images: set[int] = set()
        self._images: dict[int, tuple[str, str]] = {}

    # --- Administrative units --------------------------------------------------------------------

    @cached_property
    def _unit_rows(self) -> list[tuple[int, str, str, str, int | None]]:
        names = [column(name, SOURCE) for name in ("name", "full_name")]
        rows = AdministrativeUnit.objects.in_force().order_by().values_list("pk", "code", *names, "parent_id")
        return list(rows)

    @cached_property
    def _units_by_word(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for pk, code, name, full_name, _parent in self._unit_rows:
            for word in {code.strip().lower(), fold(name), fold(full_name), bare_unit_name(name)}:
                found.setdefault(word, set()).add(pk)
        return found

    @cached_property
    def _near(self) -> list[set[int]]:
        """The portal's unit with all below it; then those of its parent, and so on upwards."""
        parents = {pk: parent for pk, _code, _name, _full, parent in self._unit_rows}
        rings: list[set[int]] = []
        unit = self.portal.unit_id
        while unit is not None and len(rings) < 5:
            ring = {unit}
            grown = True
            while grown:
                more = {pk for pk, parent in parents.items() if parent in ring} - ring
                grown = bool(more)
                ring |= more
            rings.append(ring)
            # An abolished district's portal stands on, its unit is not in force.
            unit = parents[unit] if unit in parents else self.portal.unit.parent_id if len(rings) == 1 else None
        return rings

    def find_units(self, words: str) -> list[int]:
        """Keys of the units that are called so, by name or code; of several the one nearest to the portal."""
        index = self._units_by_word
        found = index.get(words.strip().lower()) or index.get(fold(words)) or index.get(bare_unit_name(words)) or set()
        if len(found) > 1:
            for ring in self._near:
                if near := found & ring:
                    return sorted(near)
        return sorted(found)

    def unit_name(self, pk: int | None) -> str:
        return next((full for key, _code, _name, full, _parent in self._unit_rows if key == pk), "")

    @cached_property
    def commune_names(self) -> list[str]:
        """Of the portal's surroundings, for a drop-down list."""
        for ring in self._near:
            names = [
                full for pk, _code, _name, full, _parent in self._unit_rows if pk in ring and pk != self.portal.unit_id
            ]
            if len(names) > 1:
                return sorted(names, key=fold)
        return []

    def want(self, pk: int | None) -> None:
        """This unit will be asked for: all that are wanted are read together."""
        if pk is not None and pk not in self._units:
            self._wanted.add(pk)

    def unit(self, pk: int | None) -> AdministrativeUnit | None:
        if pk is None:
            return None
        if pk not in self._units:
            self._units.update(AdministrativeUnit.objects.in_bulk({*self._wanted, pk}))
            self._wanted.clear()
        return self._units.get(pk)

    # --- Pictures --------------------------------------------------------------------------------

    def want_image(self, pk: int | None) -> None:
        if pk is not None and pk not in self._images:
            self._wanted_images.add(pk)

    def image(self, pk: int | None) -> tuple[str, str]:
        """(file name as `pictures.key_of` has it, digest) of a picture that a page has."""
        if pk is None:
            return "", ""
        if pk not in self._images:
            keys = {*self._wanted_images, pk}
            rows = get_image_model().objects.filter(pk__in=keys).values_list("pk", "file", "file_hash")
            self._images.update({key: (key_of(name), digest) for key, name, digest in rows})
            self._wanted_images.clear()
        return self._images.get(pk, ("", ""))

    # --- Other pages of the portal ---------------------------------------------------------------

    def pages(self, model: str, keys: tuple[str, ...]) -> "PageIndex":
        if model not in self._pages:
            self._pages[model] = PageIndex(self.portal, model, keys)
        return self._pages[model]


class PageIndex:
    """Pages of one type by their keys and titles."""

    def __init__(self, portal: Any, model: str, keys: tuple[str, ...]) -> None:
        names = [column("title", SOURCE), *keys]
        pages = apps.get_model(model).objects.filter(within(portal))
        self.titles: dict[int, str] = {}
        self._by_word: dict[str, set[int]] = {}
        for pk, title, *codes in pages.order_by().values_list("pk", *names):
            self.titles[pk] = title or ""
            for word in (title, *codes):
                if word:
                    self._by_word.setdefault(fold(str(word)).strip(), set()).add(pk)

    def find(self, words: str) -> list[int]:
        return sorted(self._by_word.get(fold(words).strip(), ()))


def bare_unit_name(name: str) -> str:
    words = fold(name).strip()
    for kind in _KINDS_OF_UNITS:
        if words.startswith(f"{kind} "):
            return words[len(kind) + 1 :]
    return words
