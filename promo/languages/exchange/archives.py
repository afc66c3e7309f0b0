"""ZIP files of exchange files: their names, and how much of them is taken."""

import io
import re
import unicodedata
from collections.abc import Iterator

from promo.core import archives
from promo.core.archives import MB, Limits
from promo.core.archives import is_workbook as is_workbook
from promo.core.archives import is_zip as is_zip
from promo.core.spreadsheets import check_workbook as check
from promo.languages.exchange.bundle import one_line

# What a visitor of the admin may send, and what somebody with a shell may read.
UPLOAD = Limits(file_bytes=20 * MB, total_bytes=100 * MB, files=5000)
COMMAND = Limits(file_bytes=50 * MB, total_bytes=4096 * MB, files=200_000)

# In an archive that was exported: what could not be written, and why.
ERRORS = "errors.txt"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


# --- Names -------------------------------------------------------------------------------------


def file_name(title: str, language: str, extension: str) -> str:
    """As people say it: "Đền Đa Hòa (fr).xlsx"."""
    name = one_line(_NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", title)))[:80].strip(". ")
    return f"{name or '…'} ({language}).{extension}"


class Names:
    """Gives each file of an archive a name of its own, for programs that ignore case, too."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, name: str) -> str:
        stem, dot, extension = name.rpartition(".")
        made, count = name, 1
        while made.casefold() in self._taken:
            count += 1
            made = f"{stem} {count}{dot}{extension}"
        self._taken.add(made.casefold())
        return made


# --- Unpacking ---------------------------------------------------------------------------------


def unpack(source: io.BufferedIOBase | io.BytesIO, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each file but our own note of errors, one at a time. Raises ExchangeError."""
    for name, raw in archives.unpack(source, limits):
        if name != ERRORS and not name.endswith(f"/{ERRORS}"):
            yield name, raw


def check_workbook(raw: bytes) -> None:
    check(raw, UPLOAD)
