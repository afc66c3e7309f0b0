"""ZIP files and workbooks that somebody sends: nothing of them is unpacked before it has been looked at."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext as _


class FileError(Exception):
    """A file that cannot be used. The message says what is wrong and what to do, in the interface's language."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line

    def __str__(self) -> str:
        if self.line:
            return _("Line %(line)d: %(message)s") % {"line": self.line, "message": self.message}
        return self.message


@dataclass(frozen=True)
class Limits:
    file_bytes: int
    total_bytes: int
    files: int


MB = 1024 * 1024
# Texts shrink to a tenth, hardly to a two-hundredth.
_MAX_RATIO = 200
_RATIO_FROM = MB
_CHUNK = MB
# What operating systems add without being asked.
_NOISE = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)")


def is_zip(raw: bytes) -> bool:
    return raw[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def is_workbook(raw: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        # Cut off at its end, where the list of its files is; the first is at the beginning.
        return b"[Content_Types].xml" in raw[:300] or b"xl/" in raw[:4000] or b"docProps/" in raw[:4000]


def opened(source: io.BufferedIOBase | io.BytesIO) -> zipfile.ZipFile:
    """Raises FileError for what is no whole archive."""
    try:
        return zipfile.ZipFile(source)  # type: ignore[arg-type]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise FileError(_("The archive is damaged or incomplete. Fetch or pack it once more.")) from error


def members_of(archive: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    """The archive's files, without what operating systems add. Raises FileError if one may not be unpacked."""
    members = [member for member in archive.infolist() if not member.is_dir() and not _NOISE.search(member.filename)]
    if not members:
        raise FileError(_("The archive is empty."))
    check(members, limits)
    return members


def unpack(source: io.BufferedIOBase | io.BytesIO, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each file, one at a time. Raises FileError before anything is unpacked that should not be."""
    with opened(source) as archive:
        for member in members_of(archive, limits):
            yield member.filename, content(archive, member)


def check(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """By what the archive says of its files, which is all that is ever unpacked of them."""
    if len(members) > limits.files:
        raise FileError(
            _("The archive has %(count)d files, %(limit)d are allowed. Import it in parts.")
            % {"count": len(members), "limit": limits.files}
        )
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", member.filename):
            raise FileError(
                _(
                    "The archive wants to write outside of its folder (“%(name)s”): nothing of it was read. Pack it anew."
                )
                % {"name": member.filename[:80]}
            )
        if member.flag_bits & 1:
            raise FileError(_("The archive is protected by a password. Pack it without one."))
        if member.file_size > limits.file_bytes:
            raise FileError(
                _("“%(name)s” in the archive is larger than %(limit)d MB.")
                % {"name": member.filename[:80], "limit": limits.file_bytes // MB}
            )
        if member.file_size > _RATIO_FROM and member.file_size > _MAX_RATIO * max(member.compress_size, 1):
            raise _bomb()
    if sum(member.file_size for member in members) > limits.total_bytes:
        raise _bomb()


def _bomb() -> FileError:
    return FileError(_("Unpacked, the archive would be far too large: nothing of it was read. Import it in parts."))


def content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    return b"".join(pieces(archive, member))


def pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """A file of the archive, a megabyte at a time. zipfile reads no more than the size that was checked."""
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_CHUNK):
                yield piece
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise FileError(
            _("“%(name)s” in the archive is damaged. Fetch or pack it once more.") % {"name": member.filename[:80]}
        ) from error
