"""The field of a page's body."""

from typing import Any

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField whose blocks stay out of the migrations.

    Block definitions change weekly, columns do not. In a migration the field therefore has no blocks
    and hands the stored JSON through untouched: a plain StreamField without blocks would drop every
    block it does not know, and a data migration that saves pages would empty their bodies.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    @property
    def is_historical(self) -> bool:
        return isinstance(self.block_types_arg, (list, tuple)) and not self.block_types_arg

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    def to_python(self, value: Any) -> Any:
        return value if self.is_historical else super().to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        return value if self.is_historical else super().get_prep_value(value)

    def get_default(self) -> Any:
        return [] if self.is_historical else super().get_default()

    def clone(self) -> "BodyField":
        # deconstruct() keeps no blocks, so a copy of the field must be handed them.
        _name, _path, _args, kwargs = self.deconstruct()
        return BodyField(self.block_types_arg, **kwargs)
