"""CSV, for people and for programs. Pieces come as soon as the first rows are read."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.formats import get_format

from promo.core.spreadsheets import csv_text
from promo.investment.columns import COLUMNS, Batch, Column, Type
from promo.investment.downloads.asking import Asked
from promo.investment.downloads.cells import (
    IDENTIFIER,
    Read,
    Style,
    batches_of_all,
    codes,
    identifiers,
    lines,
    readers,
)

BOM = "\ufeff"


def people_csv(asked: Asked) -> Iterator[bytes]:
    """UTF-8 with BOM; decimal mark and separator as spreadsheet programs expect them where the language is spoken."""
    mark = str(get_format("DECIMAL_SEPARATOR"))
    reads = readers(asked.reading, COLUMNS, Style("", csv_text, _figures(mark)))
    head = [column.heading for column in COLUMNS]
    batches = batches_of_all(asked)
    return _pieces(head, batches, reads, separator=";" if mark == "," else ",", start=BOM)


def plain_csv(asked: Asked, columns: tuple[Column, ...] = COLUMNS) -> Iterator[bytes]:
    """RFC 4180: names of columns, codes of choices, a point as decimal mark, no BOM."""
    reads: list[Read] = [identifiers()]
    for column, read in zip(columns, readers(asked.reading, columns, Style("", csv_text, _figures("."))), strict=True):
        reads.append(codes(column, "") if column.type is Type.CHOICE else read)
    head = ["id", *(column.name for column in columns)]
    return _pieces(head, batches_of_all(asked, IDENTIFIER), reads, separator=",", start="")


def _figures(mark: str) -> Callable[[Any], str]:
    """12.5 for 12.50, 300 for 300.00, with that decimal mark."""

    def figure(value: Any) -> str:
        digits = str(value)
        return digits.rstrip("0").rstrip(".").replace(".", mark) if "." in digits else digits

    return figure


def _pieces(
    head: list[str], batches: Iterable[Batch], reads: list[Read], *, separator: str, start: str
) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    buffer.write(start)
    writer = csv.writer(buffer, delimiter=separator)
    writer.writerow(head)
    for batch in batches:
        writer.writerows(lines(batch, reads))
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
    # The head of an empty list.
    yield buffer.getvalue().encode()
