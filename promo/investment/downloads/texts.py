"""CSV, for people and for programs. Pieces come as soon as the first rows are read."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any

from django.utils.formats import get_format

from promo.core.spreadsheets import csv_text
from promo.investment.columns import COLUMNS, Column, Type
from promo.investment.downloads.asking import Asked
from promo.investment.downloads.cells import IDENTIFIER, Read, Style, identifiers, readers, values_of_all

BOM = "\ufeff"
_PIECE = 65_536


def people_csv(asked: Asked) -> Iterator[bytes]:
    """UTF-8 with BOM; decimal mark and separator as spreadsheet programs expect them where the language is spoken."""
    mark = str(get_format("DECIMAL_SEPARATOR"))
    reads = readers(asked.reading, COLUMNS, Style("", csv_text, _figures(mark)))
    lines = ([read(values) for read in reads] for values in values_of_all(asked))
    head = [column.heading for column in COLUMNS]
    return _pieces(head, lines, separator=";" if mark == "," else ",", start=BOM)


def plain_csv(asked: Asked, columns: tuple[Column, ...] = COLUMNS) -> Iterator[bytes]:
    """RFC 4180: names of columns, codes of choices, a point as decimal mark, no BOM."""
    reads: list[Read] = [identifiers()]
    for column, read in zip(columns, readers(asked.reading, columns, Style("", csv_text, _figures("."))), strict=True):
        reads.append(itemgetter(column.fields[0]) if column.type is Type.CHOICE else read)
    lines = ([read(values) for read in reads] for values in values_of_all(asked, IDENTIFIER))
    return _pieces(["id", *(column.name for column in columns)], lines, separator=",", start="")


def _figures(mark: str) -> Callable[[Any], str]:
    """12.5 for 12.50, 300 for 300.00, with that decimal mark."""

    def figure(value: Any) -> str:
        digits = str(value)
        return digits.rstrip("0").rstrip(".").replace(".", mark) if "." in digits else digits

    return figure


def _pieces(head: list[str], lines: Iterable[list[Any]], *, separator: str, start: str) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    buffer.write(start)
    writer = csv.writer(buffer, delimiter=separator)
    writer.writerow(head)
    for line in lines:
        writer.writerow(line)
        if buffer.tell() >= _PIECE:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()
