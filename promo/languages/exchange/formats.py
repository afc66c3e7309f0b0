"""The formats, by name for who exports and by content for who imports."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promo.languages.exchange import archives, markup, po, xliff1, xliff2, xlsx
from promo.languages.exchange.bundle import ExchangeError, TextFile


@dataclass(frozen=True)
class Format:
    name: str
    # In words, with what it is good for.
    label: str
    extension: str
    content_type: str
    write: Callable[[TextFile], bytes]
    read: Callable[[bytes], list[TextFile]]


FORMATS: dict[str, Format] = {
    made.name: made
    for made in (
        Format(
            "xlsx",
            gettext_lazy("Spreadsheet (XLSX) – for Excel or LibreOffice"),
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            xlsx.write,
            xlsx.read,
        ),
        Format(
            "xliff1",
            gettext_lazy("XLIFF 1.2 – for translation programs (Trados, memoQ, OmegaT)"),
            "xlf",
            "application/x-xliff+xml",
            xliff1.write,
            xliff1.read,
        ),
        Format(
            "xliff2",
            gettext_lazy("XLIFF 2.0 – for newer translation programs"),
            "xlf",
            "application/xliff+xml",
            xliff2.write,
            xliff2.read,
        ),
        Format("po", gettext_lazy("PO – for Poedit or Weblate"), "po", "text/x-gettext-translation", po.write, po.read),
    )
}

_VERSION = re.compile(r"\A\d+")


@dataclass(frozen=True)
class Read:
    """One file of an import: what is in it, or why it cannot be used."""

    name: str
    files: tuple[TextFile, ...] = ()
    problem: str = ""


def read(raw: bytes) -> list[TextFile]:
    """A single file in any of the formats. Raises ExchangeError."""
    if not raw.strip():
        raise ExchangeError(_("The file is empty."))
    if archives.is_zip(raw):
        return xlsx.read(raw)
    start = raw[:4000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if start.startswith(b"<"):
        return _read_xliff(raw)
    if b"msgid" in raw[:100_000].replace(b"\0", b""):
        return po.read(raw)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise ExchangeError(_("This is a workbook of an old kind (.xls). Save it as .xlsx and try again."))
    raise ExchangeError(_("This is no XLIFF, PO or XLSX file. Choose a file that was exported here."))


def _read_xliff(raw: bytes) -> list[TextFile]:
    root = markup.root_of(raw)
    if markup.local(root) != "xliff":
        raise ExchangeError(
            _("This is XML, but no XLIFF: it begins with <%(name)s>. Choose a file that was exported here.")
            % {"name": markup.local(root)[:40]}
        )
    version = _VERSION.match(root.get("version") or "")
    if version is None or version[0] not in ("1", "2"):
        raise ExchangeError(
            _("XLIFF of version %(version)s is unknown here; 1.2 and 2.0 are read.")
            % {"version": root.get("version") or "?"}
        )
    return (xliff1 if version[0] == "1" else xliff2).from_root(root)


def read_all(name: str, source: io.BufferedIOBase | io.BytesIO, limits: archives.Limits) -> Iterator[Read]:
    """Every file of an upload: itself, or what is packed in it, one at a time.

    A damaged file among others is reported in its place; raises ExchangeError if the archive itself is not sound.
    """
    head = source.read(4000)
    source.seek(0)
    packed = archives.is_zip(head)
    if packed:
        # A workbook is an archive, too.
        raw = source.read(limits.file_bytes + 1) if _names_workbook(head) else b""
        packed = not (raw and archives.is_workbook(raw))
        source.seek(0)
    if packed:
        for member, content in archives.unpack(source, limits):
            yield _read_one(member, content)
        return
    raw = source.read(limits.file_bytes + 1)
    if len(raw) > limits.file_bytes:
        raise ExchangeError(_("The file is larger than %(limit)d MB.") % {"limit": limits.file_bytes // 1024 // 1024})
    yield _read_one(name, raw)


def _names_workbook(head: bytes) -> bool:
    return any(part in head for part in (b"[Content_Types].xml", b"xl/", b"docProps/", b"_rels/"))


def _read_one(name: str, raw: bytes) -> Read:
    try:
        return Read(name, tuple(read(raw)))
    except ExchangeError as error:
        return Read(name, problem=str(error))
