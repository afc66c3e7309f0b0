"""What points at something else: another page, a picture of the ZIP file."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from promo.core.languages import column
from promo.sheets import parsing
from promo.sheets.kinds import CellError, SheetField
from promo.sheets.known import Known
from promo.sheets.pictures import key_of

# A picture that is there, and one to be taken from the ZIP file.
_THERE, _ZIP = "image:", "zip:"


@dataclass(frozen=True, kw_only=True)
class PageField(SheetField):
    """Another page of the portal, by one of its codes or its title."""

    model: str
    keys: tuple[str, ...] = ("code",)

    def read(self, cell: Any, known: Known) -> int:
        index, words = known.pages(self.model, self.keys), parsing.one_line(cell)
        # Of a tax code that Excel holds for a number, the zeros in front are gone.
        found = index.find(words) or (index.find(words.zfill(10)) if isinstance(cell, (int, float)) else [])
        if not found:
            raise CellError(
                _("There is no “%(value)s” on this portal yet. Import or make it first, or leave the cell empty.")
                % {"value": parsing.shorten(cell)}
            )
        if len(found) > 1:
            raise CellError(
                _("Several pages are called “%(value)s”. Write the code instead.") % {"value": parsing.shorten(cell)}
            )
        return found[0]

    def now(self, page: Any) -> int | None:
        return getattr(page, f"{self.target}_id")

    def put(self, page: Any, value: int | None, known: Known) -> None:
        setattr(page, f"{self.target}_id", value)

    def nothing(self) -> None:
        return None

    def words(self, value: Any, known: Known) -> str:
        return known.pages(self.model, self.keys).titles.get(value, "")

    def cell(self, page: Any, language: str) -> str:
        other = getattr(page, self.target)
        return (getattr(other, column("title", language)) or other.title_vi or "") if other is not None else ""

    def explanation(self) -> str:
        return _("Tax code, code or name of a page that is there already.")


@dataclass(frozen=True, kw_only=True)
class PictureField(SheetField):
    """The name of a picture in the ZIP file that comes with the sheet."""

    def read(self, cell: Any, known: Known) -> str:
        name = parsing.one_line(cell)
        if ".." in PurePosixPath(name.replace("\\", "/")).parts:
            raise CellError(_("Write the picture's name only, without folders: “%(name)s”.") % {"name": key_of(name)})
        key = known.pictures.find(name)
        if not key:
            return f"?{key_of(name)}"
        if problem := known.pictures.problem(key):
            raise CellError(problem)
        return _ZIP + key

    def settle(self, page: Any, value: str, known: Known) -> str:
        """A picture the page has already is no change, whether the ZIP brings it again or not."""
        file_name, digest = known.image(page.image_id)
        if value.startswith(_ZIP):
            return self.now(page) if digest and known.pictures.digest(value.removeprefix(_ZIP)) == digest else value
        if value.startswith("?"):
            name = value.removeprefix("?")
            if name == file_name:
                return self.now(page)
            raise CellError(
                _("The picture “%(name)s” is not in the ZIP file. Look at its name, or add it to the ZIP file.")
                % {"name": name}
                if known.pictures
                else _("The picture “%(name)s” is missing: upload a ZIP file with the pictures, too.") % {"name": name}
            )
        return value

    def now(self, page: Any) -> str:
        return f"{_THERE}{page.image_id}" if page.image_id else ""

    def put(self, page: Any, value: str, known: Known) -> None:
        """Pictures are stored when the row is written."""
        if not value:
            page.image = None

    def words(self, value: Any, known: Known) -> str:
        if value.startswith(_THERE):
            return known.image(int(value.removeprefix(_THERE)))[0]
        return str(value).removeprefix(_ZIP)

    def cell(self, page: Any, language: str) -> str:
        return PurePosixPath(page.image.file.name).name if page.image else ""

    def explanation(self) -> str:
        return _("The picture's file name in the ZIP file, such as nhan-long.jpg.")


def picture_key(value: Any) -> str:
    """The key in the ZIP file of a picture that a row brings; empty where it brings none."""
    return value.removeprefix(_ZIP) if isinstance(value, str) and value.startswith(_ZIP) else ""
