"""The layers of the map. An app above brings its own in `AppConfig.ready`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst


@dataclass(frozen=True)
class Line:
    """A route on the map: its title, address and the positions (latitude, longitude) it passes."""

    key: int
    title: str
    url: str
    positions: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Layer:
    """`key` is what `Place.layer` holds; `kinds` the values of `Place.kind` with their labels.

    `icon` names a symbol of `img/map-icons.svg`; `square` dots are told from round ones without colour.
    `lines(portal, language, request)` gives what is no dot. `outlines(places, most)` gives (page, GeoJSON polygons) of
    those of its `Place`s that have any.
    """

    key: str
    label: Any
    icon: str
    kinds: tuple[tuple[str, Any], ...] = ()
    order: int = 0
    square: bool = False
    lines: Callable[[Any, str, HttpRequest | None], Iterable[Line]] | None = field(default=None, compare=False)
    outlines: Callable[[Any, int], Iterable[tuple[int, dict[str, Any]]]] | None = field(default=None, compare=False)


_layers: dict[str, Layer] = {}


def register(layer: Layer) -> None:
    _layers[layer.key] = layer


def all_layers() -> list[Layer]:
    return sorted(_layers.values(), key=lambda layer: (layer.order, layer.key))


def get_layer(key: str) -> Layer | None:
    return _layers.get(key)


def kind_label(key: str, kind: str) -> str:
    """What a dot is, in the active language: its kind, or its layer where the layer has none; "" for a strange one."""
    layer = _layers.get(key)
    if layer is None:
        return ""
    return capfirst(str(dict(layer.kinds).get(kind, layer.label)))
