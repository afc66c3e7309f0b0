"""Walking the stored JSON of a body: every text in it, in reading order, to read or to replace."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from promo.languages.segments import richtext
from promo.languages.segments.segment import Kind, Segment

# Given a text as it is found, gives what shall stand in its place.
Visit = Callable[[Segment], str]

# Children whose text says what a block is about, shown with its other texts.
_NAMING = ("heading", "title", "question", "caption", "name")
_POINTS_AT_PICTURE = ("image", "poster")


@dataclass(frozen=True)
class Place:
    """Where in the body the walk is."""

    key: str
    block: str = ""
    label: str = ""
    context: str = ""
    image: int | None = None

    def into(self, step: str, label: str = "") -> "Place":
        joined = " · ".join(part for part in (self.label, label) if part)
        return replace(self, key=f"{self.key}.{step}", label=joined)


def walk_stream(stream: blocks.BaseStreamBlock, raw: Any, field: str, visit: Visit) -> list[Any]:
    """A copy of a StreamField's stored list with every text replaced by what `visit` gives for it."""
    made = []
    for number, item in enumerate(raw or ()):
        child = stream.child_blocks.get(item["type"])
        if child is None:
            made.append(item)
            continue
        identity = str(item.get("id") or f"@{number}")
        label = str(child.label)
        naming = _naming(item["value"])
        place = Place(f"{field}#{identity}", identity, context=f"{label}: {naming}" if naming else label)
        made.append({**item, "value": _walk(child, item["value"], place, visit)})
    return made


def _walk(block: blocks.Block, value: Any, place: Place, visit: Visit) -> Any:
    if isinstance(block, blocks.RichTextBlock):
        return walk_rich_text(value, place, visit) if isinstance(value, str) else value
    if isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        return _walk_text(block, value, place, visit)
    if isinstance(block, blocks.BaseStructBlock) and isinstance(value, dict):
        return _walk_struct(block, value, place, visit)
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        return _walk_list(block, value, place, visit)
    if isinstance(block, TypedTableBlock) and isinstance(value, dict):
        return _walk_table(block, value, place, visit)
    if isinstance(block, blocks.BaseStreamBlock) and isinstance(value, list):
        return walk_stream(block, value, place.key, visit)
    return value


def _walk_text(block: Any, value: Any, place: Place, visit: Visit) -> Any:
    if not isinstance(value, str) or not value.strip():
        return value
    kind = Kind.TEXT if isinstance(block, blocks.TextBlock) else Kind.LINE
    limit = getattr(block.field, "max_length", None)
    return visit(_segment(place, kind, value, limit))


def walk_rich_text(value: str, place: Place, visit: Visit) -> str:
    parts = richtext.split(value)
    texts = {}
    for part in parts:
        if isinstance(part, richtext.Paragraph):
            segment = _segment(replace(place, key=f"{place.key}#{part.key}"), Kind.RICH, part.text)
            label = " · ".join(word for word in (place.label, _element(part.element)) if word)
            texts[part.key] = visit(replace(segment, tags=part.tags, label=label))
    return richtext.join(parts, texts)


def _walk_struct(block: Any, value: dict[str, Any], place: Place, visit: Visit) -> dict[str, Any]:
    image = next((value[name] for name in _POINTS_AT_PICTURE if isinstance(value.get(name), int)), place.image)
    place = replace(place, image=image)
    # In the order of the block, which is the order of reading; what the block does not know is kept.
    made = dict(value)
    for name, child in block.child_blocks.items():
        if name in value:
            made[name] = _walk(child, value[name], place.into(name, str(child.label)), visit)
    return made


def _walk_list(block: Any, value: list[Any], place: Place, visit: Visit) -> list[Any]:
    made = []
    for number, item in enumerate(value):
        # The older form of a stored list has no ids; its items go by their number.
        wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
        identity = str((wrapped and item.get("id")) or number)
        inner = replace(place, key=f"{place.key}.{identity}", label=f"{place.label} {number + 1}")
        content = _walk(block.child_block, item["value"] if wrapped else item, inner, visit)
        made.append({**item, "value": content} if wrapped else content)
    return made


def _walk_table(block: Any, value: dict[str, Any], place: Place, visit: Visit) -> dict[str, Any]:
    """Cells have no ids: they go by row and column, and `alignment` follows them when rows move."""
    made = dict(value)
    if (value.get("caption") or "").strip():
        made["caption"] = visit(_segment(place.into("caption", _("Caption")), Kind.LINE, value["caption"]))
    columns = []
    for number, column in enumerate(value.get("columns") or ()):
        heading = column.get("heading") or ""
        if heading.strip():
            label = _("Heading of column %(column)s") % {"column": number + 1}
            heading = visit(_segment(place.into(f"columns.{number}", label), Kind.LINE, heading))
        columns.append({**column, "heading": heading})
    rows = []
    for number, row in enumerate(value.get("rows") or ()):
        cells = []
        for index, cell in enumerate(row["values"]):
            child = block.child_blocks.get(columns[index]["type"]) if index < len(columns) else None
            label = _("Row %(row)s, column %(column)s") % {"row": number + 1, "column": index + 1}
            inner = replace(place.into(f"rows.{number}.{index}"), label=label)
            cells.append(cell if child is None else _walk(child, cell, inner, visit))
        rows.append({**row, "values": cells})
    return {**made, "columns": columns, "rows": rows}


def _segment(place: Place, kind: Kind, text: str, limit: int | None = None) -> Segment:
    return Segment(
        key=place.key,
        kind=kind,
        text=text,
        label=place.label,
        context=place.context,
        max_length=limit,
        image=place.image,
        block=place.block,
    )


def _naming(value: Any) -> str:
    if isinstance(value, dict):
        return next((value[name] for name in _NAMING if isinstance(value.get(name), str) and value[name].strip()), "")
    return ""


def _element(element: str) -> str:
    if element == "li":
        return _("Item of a list")
    return _("Heading") if element.startswith("h") else ""
