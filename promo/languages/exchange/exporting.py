"""From the desk to files."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.db.models import QuerySet
from django.utils import timezone

from promo.languages import desk
from promo.languages.exchange.archives import ERRORS, Names, file_name
from promo.languages.exchange.bundle import ExchangeError, TextFile, file_of
from promo.languages.exchange.formats import Format
from promo.languages.models import Original, Translation

State = Translation.State
# Read together; the texts of each are read on their own.
_TOGETHER = 200


def translations_of(
    originals: QuerySet[Original], languages: Iterable[str], *, only_todo: bool
) -> QuerySet[Translation]:
    """In the order of the tree, an object's languages together."""
    found = Translation.objects.filter(original__in=originals.order_by().values("pk"), language__in=list(languages))
    if only_todo:
        found = found.exclude(state__in=(State.LIVE, State.READY, State.REVIEW))
    return found.order_by("original__page__path", "original_id", "language")


def text_file(translation: Translation, instance: Any = None, *, only_todo: bool = False) -> TextFile:
    units = desk.worksheet(translation, instance)
    return file_of(translation, [unit for unit in units if not (only_todo and unit.is_done)])


def text_files(translations: QuerySet[Translation], *, only_todo: bool) -> Iterator[TextFile]:
    """The files of many, one at a time; what has no texts is left out."""
    keys = list(translations.values_list("pk", flat=True))
    source: tuple[int, Any] = (0, None)
    for start in range(0, len(keys), _TOGETHER):
        some = keys[start : start + _TOGETHER]
        rows = Translation.objects.select_related("original__content_type").in_bulk(some)
        for translation in (rows[key] for key in some if key in rows):
            if source[0] != translation.original_id:
                source = (translation.original_id, desk.read_source(translation))
            if source[1] is None:
                continue
            file = text_file(translation, source[1], only_todo=only_todo)
            if file.units:
                yield file


# --- Archives ----------------------------------------------------------------------------------


class _Pipe(io.RawIOBase):
    """What zipfile writes, to be taken away piece by piece: an archive of any size in little memory."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def archive(files: Iterable[TextFile], made_by: Format, problems: list[str] | None = None) -> Iterator[bytes]:
    """A ZIP with a file an object and language, as it grows.

    What cannot be written in this format is named in `problems` and in a text file of the archive.
    """
    problems = [] if problems is None else problems
    pipe, names = _Pipe(), Names()
    with zipfile.ZipFile(pipe, "w") as packed:
        for file in files:
            try:
                content = made_by.write(file)
            except ExchangeError as error:
                problems.append(f"{file.title}: {error}")
                continue
            name = names.free(file_name(file.title, file.language, made_by.extension))
            # A workbook is packed already.
            _add(packed, name, content, zipfile.ZIP_STORED if made_by.name == "xlsx" else zipfile.ZIP_DEFLATED)
            yield pipe.take()
        if problems:
            _add(packed, ERRORS, "\n".join(problems).encode(), zipfile.ZIP_DEFLATED)
    yield pipe.take()


def _add(packed: zipfile.ZipFile, name: str, content: bytes, compression: int) -> None:
    entry = zipfile.ZipInfo(name, timezone.localtime().timetuple()[:6])
    entry.compress_type = compression
    # Readable for everybody who unpacks it.
    entry.external_attr = 0o644 << 16
    packed.writestr(entry, content)


def write_archive(stream: IO[bytes], files: Iterable[TextFile], made_by: Format, problems: list[str]) -> None:
    for piece in archive(files, made_by, problems):
        stream.write(piece)
