"""From an object to its texts and back. Pure functions: nothing here reads or writes the database."""

from promo.languages.segments.extract import Extraction, count_words, extract, fields_in_order, rebuild
from promo.languages.segments.segment import Kind, Segment, Tag, digest

__all__ = ["Extraction", "Kind", "Segment", "Tag", "count_words", "digest", "extract", "fields_in_order", "rebuild"]
