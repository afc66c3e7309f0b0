"""JSON and GeoJSON (RFC 7946). The names of columns and the codes of choices are the same in every language."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils import timezone

from promo.core.languages import language_tag
from promo.investment.columns import COLUMNS, Type, Values
from promo.investment.downloads.asking import Asked
from promo.investment.downloads.cells import (
    IDENTIFIER,
    OUTLINE,
    Read,
    Style,
    identifiers,
    number,
    readers,
    values_of_all,
)

_PIECE = 65_536
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_records(asked: Asked) -> Iterator[bytes]:
    record, identifier = _record(asked), identifiers()
    start = _encode({**about(asked), "columns": schema()})[:-1] + ',"projects":[\n'
    found = (_encode({"id": identifier(values), **record(values)}) for values in values_of_all(asked, IDENTIFIER))
    return _pieces(start, found)


def geojson_features(asked: Asked) -> Iterator[bytes]:
    """A project's outline, else its point, else nothing: a feature without a place has the geometry null."""
    record, identifier = _record(asked), identifiers()

    def feature(values: Values) -> str:
        return _encode(
            {"type": "Feature", "id": identifier(values), "geometry": geometry(values), "properties": record(values)}
        )

    start = _encode({"type": "FeatureCollection", **about(asked)})[:-1] + ',"features":[\n'
    return _pieces(start, map(feature, values_of_all(asked, IDENTIFIER, OUTLINE)))


def about(asked: Asked) -> dict[str, Any]:
    rate = asked.reading.rate
    return {
        "title": asked.page.title,
        "language": language_tag(asked.language),
        "made_on": timezone.localdate().isoformat(),
        "address": asked.address,
        "publisher": asked.portal.full_name if asked.portal else "",
        "licence": asked.licence[1],
        "exchange_rate": {"vnd_for_1_usd": number(rate.vnd), "day": rate.day.isoformat(), "source": rate.source}
        if rate
        else None,
    }


def schema() -> list[dict[str, Any]]:
    """What each column is, in the active language."""
    found = []
    for column in COLUMNS:
        row: dict[str, Any] = {"name": column.name, "label": str(column.label), "type": column.type.value}
        if column.unit:
            row["unit"] = str(column.unit)
        if column.choices:
            row["codes"] = {code: column.choice_label(code) for code, _label in column.choices if code}
        found.append(row)
    return found


def _record(asked: Asked) -> Callable[[Values], dict[str, Any]]:
    """Of a choice its code, and the words beside it; null where nothing is known."""
    names: list[str] = []
    reads: list[Read] = []
    style = Style(None, None, number, date.isoformat)
    for column, read in zip(COLUMNS, readers(asked.reading, COLUMNS, style), strict=True):
        names.append(column.name)
        if column.type is Type.CHOICE:
            reads.append(_code(column.fields[0]))
            names.append(f"{column.name}_label")
        reads.append(read)
    return lambda values: dict(zip(names, [read(values) for read in reads], strict=True))


def _code(field: str) -> Read:
    return lambda values: values[field] or None


def _pieces(start: str, found: Iterator[str]) -> Iterator[bytes]:
    parts, size, count = [start], len(start), 0
    for text in found:
        parts.append(f",\n{text}" if count else text)
        count += 1
        size += len(text)
        if size >= _PIECE:
            yield "".join(parts).encode()
            parts, size = [], 0
    parts.append(f'\n],"count":{count}}}\n')
    yield "".join(parts).encode()


# --- Geometry ----------------------------------------------------------------------------------


def geometry(values: Values) -> dict[str, Any] | None:
    outline = values["outline"]
    if outline:
        polygons = [outline["coordinates"]] if outline["type"] == "Polygon" else outline["coordinates"]
        turned = [[_turned(ring, outer=not number) for number, ring in enumerate(polygon)] for polygon in polygons]
        return {"type": outline["type"], "coordinates": turned[0] if outline["type"] == "Polygon" else turned}
    if values["latitude"] is None or values["longitude"] is None:
        return None
    return {"type": "Point", "coordinates": [values["longitude"], values["latitude"]]}


def _turned(ring: list[list[float]], *, outer: bool) -> list[list[float]]:
    """Outer rings run against the clock, holes with it (RFC 7946, section 3.1.6)."""
    double_area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    return ring if (double_area > 0) is outer else ring[::-1]
