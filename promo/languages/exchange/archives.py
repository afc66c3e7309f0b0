"""ZIP files: many files in one, and what may be wrong with one that somebody sends."""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from promo.languages.exchange.bundle import ExchangeError, one_line


@dataclass(frozen=True)
class Limits:
    file_bytes: int
    total_bytes: int
    files: int


_MB = 1024 * 1024
# What a visitor of the admin may send, and what somebody with a shell may read.
UPLOAD = Limits(file_bytes=20 * _MB, total_bytes=100 * _MB, files=5000)
COMMAND = Limits(file_bytes=50 * _MB, total_bytes=4096 * _MB, files=200_000)
# Texts shrink to a tenth, hardly to a two-hundredth.
_MAX_RATIO = 200
_RATIO_FROM = _MB

# In an archive that was exported: what could not be written, and why.
ERRORS = "errors.txt"
# What is no file of texts: that, and what operating systems add without being asked.
_NOISE = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._|errors\.txt$)")
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


def is_zip(raw: bytes) -> bool:
    return raw[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def is_workbook(raw: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        # Cut off at its end, where the list of its files is; the first is at the beginning.
        return b"[Content_Types].xml" in raw[:300] or b"xl/" in raw[:4000] or b"docProps/" in raw[:4000]


def unpack(source: io.BufferedIOBase | io.BytesIO, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each file, one at a time. Raises ExchangeError before anything is unpacked that should not be."""
    archive = _opened(source)
    with archive:
        members = [
            member for member in archive.infolist() if not member.is_dir() and not _NOISE.search(member.filename)
        ]
        if not members:
            raise ExchangeError(_("The archive is empty."))
        _check(members, limits)
        for member in members:
            yield member.filename, _content(archive, member)


def check_workbook(raw: bytes) -> None:
    """A workbook is an archive, too, and its parts are XML."""
    with _opened(io.BytesIO(raw)) as archive:
        members = archive.infolist()
        _check(members, UPLOAD)
        for member in members:
            if member.filename.endswith((".xml", ".rels", ".vml")) and b"<!DOCTYPE" in _content(
                archive, member
            ).replace(b"\0", b""):
                raise ExchangeError(
                    _(
                        "The workbook has a document type declaration (DOCTYPE), which can do harm. Nothing of it was read."
                    )
                )


def _opened(source: io.BufferedIOBase | io.BytesIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)  # type: ignore[arg-type]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ExchangeError(_("The archive is damaged or incomplete. Fetch or pack it once more.")) from error


def _check(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.files:
        raise ExchangeError(
            _("The archive has %(count)d files, %(limit)d are allowed. Import it in parts.")
            % {"count": len(members), "limit": limits.files}
        )
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", member.filename):
            raise ExchangeError(
                _(
                    "The archive wants to write outside of its folder (“%(name)s”): nothing of it was read. Pack it anew."
                )
                % {"name": member.filename[:80]}
            )
        if member.flag_bits & 1:
            raise ExchangeError(_("The archive is protected by a password. Pack it without one."))
        if member.file_size > limits.file_bytes:
            raise ExchangeError(
                _("“%(name)s” in the archive is larger than %(limit)d MB.")
                % {"name": member.filename[:80], "limit": limits.file_bytes // _MB}
            )
        if member.file_size > _RATIO_FROM and member.file_size > _MAX_RATIO * max(member.compress_size, 1):
            raise _bomb()
    if sum(member.file_size for member in members) > limits.total_bytes:
        raise _bomb()


def _bomb() -> ExchangeError:
    return ExchangeError(_("Unpacked, the archive would be far too large: nothing of it was read. Import it in parts."))


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        # zipfile reads no more than the size that was checked.
        return archive.read(member)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise ExchangeError(
            _("“%(name)s” in the archive is damaged. Fetch or pack it once more.") % {"name": member.filename[:80]}
        ) from error
