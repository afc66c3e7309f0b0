"""JSON and GeoJSON (RFC 7946). The names of columns and the codes of choices are the same in every language."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils import timezone

from promo.core.languages import language_tag
from promo.investment.columns import COLUMNS, Batch, Type
from promo.investment.downloads.asking import Asked
from promo.investment.downloads.cells import (
    IDENTIFIER,
    OUTLINE,
    Read,
    Style,
    batches_of_all,
    codes,
    identifiers,
    lines,
    number,
    readers,
)

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_records(asked: Asked) -> Iterator[bytes]:
    names, reads = _record(asked)
    names, reads = ["id", *names], [identifiers(), *reads]
    start = _encode({**about(asked), "columns": schema()})[:-1] + ',"projects":[\n'
    found = (
        [_encode(dict(zip(names, line, strict=True))) for line in lines(batch, reads)]
        for batch in batches_of_all(asked, IDENTIFIER)
    )
    return _pieces(start, found)


def geojson_features(asked: Asked) -> Iterator[bytes]:
    """A project's outline, else its point, else nothing: a feature without a place has the geometry null."""
    names, reads = _record(asked)
    reads = [identifiers(), _geometries, *reads]

    def feature(line: tuple[Any, ...]) -> str:
        properties = dict(zip(names, line[2:], strict=True))
        return _encode({"type": "Feature", "id": line[0], "geometry": line[1], "properties": properties})

    start = _encode({"type": "FeatureCollection", **about(asked)})[:-1] + ',"features":[\n'
    found = ([feature(line) for line in lines(batch, reads)] for batch in batches_of_all(asked, IDENTIFIER, OUTLINE))
    return _pieces(start, found)


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


def _record(asked: Asked) -> tuple[list[str], list[Read]]:
    """Names and values. Of a choice its code, and the words beside it; null where nothing is known."""
    names: list[str] = []
    reads: list[Read] = []
    style = Style(None, None, number, date.isoformat)
    for column, read in zip(COLUMNS, readers(asked.reading, COLUMNS, style), strict=True):
        names.append(column.name)
        if column.type is Type.CHOICE:
            reads.append(codes(column))
            names.append(f"{column.name}_label")
        reads.append(read)
    return names, reads


def _pieces(start: str, found: Iterator[list[str]]) -> Iterator[bytes]:
    count = 0
    for texts in found:
        yield (start + ",\n".join(texts)).encode()
        start, count = ",\n", count + len(texts)
    yield f'{"" if count else start}\n],"count":{count}}}\n'.encode()


# --- Geometry ----------------------------------------------------------------------------------


def _geometries(batch: Batch) -> Iterator[dict[str, Any] | None]:
    return map(geometry, batch["outline"], batch["latitude"], batch["longitude"])


def geometry(outline: dict[str, Any] | None, latitude: float | None, longitude: float | None) -> dict[str, Any] | None:
    if outline:
        polygons = [outline["coordinates"]] if outline["type"] == "Polygon" else outline["coordinates"]
        turned = [[_turned(ring, outer=not number) for number, ring in enumerate(polygon)] for polygon in polygons]
        return {"type": outline["type"], "coordinates": turned[0] if outline["type"] == "Polygon" else turned}
    if latitude is None or longitude is None:
        return None
    return {"type": "Point", "coordinates": [longitude, latitude]}


def _turned(ring: list[list[float]], *, outer: bool) -> list[list[float]]:
    """Outer rings run against the clock, holes with it (RFC 7946, section 3.1.6)."""
    double_area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    return ring if (double_area > 0) is outer else ring[::-1]
