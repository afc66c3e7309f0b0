"""All texts of a page or record, and its fields rebuilt from their translations."""

import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils.text import capfirst
from wagtail.fields import RichTextField, StreamField

from promo.core.languages import SOURCE, column
from promo.core.translated import translated_fields
from promo.languages.segments import bodies
from promo.languages.segments.segment import Kind, Segment, digest

# Read last: they are about the page, not in it.
_LAST = ("seo_title", "search_description")


@dataclass(frozen=True)
class Extraction:
    """What there is to translate, and digests that tell what has changed since."""

    segments: tuple[Segment, ...]
    arrangement: str  # of everything around the texts: blocks, pictures, links, order

    @property
    def text_digest(self) -> str:
        return digest("".join(f"{segment.key}\0{segment.digest}\0" for segment in self.segments))

    @property
    def words(self) -> int:
        return sum(count_words(segment.text) for segment in self.segments)


def count_words(text: str) -> int:
    """Words of a Vietnamese text: what spaces part."""
    return len(text.split())


def fields_in_order(model: type[models.Model]) -> list[str]:
    """Translated fields as one reads them: title, the type's own, those for search engines."""
    translated = set(translated_fields(model))
    names = [field.name for field in model._meta.concrete_fields if field.name in translated]
    first = [name for name in names if name == "title"]
    last = [name for name in _LAST if name in translated]
    return [*first, *(name for name in names if name not in (*first, *last)), *last]


def extract(instance: models.Model, language: str = SOURCE) -> Extraction:
    """The texts of `instance` in `language`, in reading order."""
    segments: list[Segment] = []

    def note(segment: Segment) -> str:
        segments.append(segment)
        # A changed link is not a changed text, but the translation should follow it.
        return "".join(tag.opening for tag in segment.tags)

    made = _walk(instance, language, note)
    # A field of its own keeps no arrangement: it has its text or it has none.
    arrangement = [value if isinstance(value, list) else bool(value) for value in made.values()]
    shape = json.dumps(arrangement, sort_keys=True, ensure_ascii=False, default=str)
    return Extraction(tuple(segments), digest(shape))


def rebuild(instance: models.Model, targets: dict[str, str]) -> dict[str, Any]:
    """Every translated field as it would be public: the source's blocks, pictures and links with `targets` in place.

    `targets` maps keys to tagged text. A text that is not in it stays in Vietnamese.
    """

    def put(segment: Segment) -> str:
        return targets.get(segment.key, segment.text)

    return _walk(instance, SOURCE, put)


def _walk(instance: models.Model, language: str, visit: bodies.Visit) -> dict[str, Any]:
    """Every translated field with what `visit` gives in place of its texts."""
    seen: Counter[str] = Counter()

    def once(segment: Segment) -> str:
        # Ids are unique but for a body that was put together by hand.
        seen[segment.key] += 1
        count = seen[segment.key]
        return visit(segment if count == 1 else replace(segment, key=f"{segment.key}~{count}"))

    return {name: _walk_field(instance, name, language, once) for name in fields_in_order(type(instance))}


def _walk_field(instance: models.Model, name: str, language: str, visit: bodies.Visit) -> Any:
    field = instance._meta.get_field(column(name, language))
    value = getattr(instance, field.attname)
    label = capfirst(str(instance._meta.get_field(name).verbose_name))
    if isinstance(field, StreamField):
        raw = value.get_prep_value() if hasattr(value, "get_prep_value") else value or []
        in_field = _with_label(visit, label)
        return bodies.walk_stream(field.stream_block, raw, name, in_field)
    if not isinstance(value, str) or not value.strip():
        return value or ""
    if isinstance(field, RichTextField):
        return bodies.walk_rich_text(value, bodies.Place(name, context=label), visit)
    kind = Kind.TEXT if isinstance(field, models.TextField) else Kind.LINE
    required = name not in getattr(instance, "omissible_fields", ())
    limit = field.max_length
    return visit(Segment(key=name, kind=kind, text=value, label=label, max_length=limit, required=required))


def _with_label(visit: bodies.Visit, label: str) -> bodies.Visit:
    """Texts of a block that has no children (running text) are labelled by nothing: the field's name then."""
    return lambda segment: visit(segment if segment.label or segment.context else replace(segment, label=label))
