"""What of an object can be taken down from all languages and portals at once."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from promo.core.languages import SOURCE, column
from promo.core.models import BasePage, PortalImage
from promo.core.translated import translated_fields
from promo.languages.models import Takedown
from promo.languages.takedowns import pictures_of


@dataclass(frozen=True)
class Removable:
    kind: str
    label: str
    title: str
    url: str


def removable_parts(instance: Any) -> list[Removable]:
    """The page itself, its pictures and its blocks, in this order."""
    if isinstance(instance, PortalImage):
        return [_part("picture", str(instance.pk), instance.title)]
    if not isinstance(instance, BasePage):
        return []
    parts = [_part("page", str(instance.pk), instance.title_vi)]
    parts += [_part("picture", str(image.pk), image.title) for image in _pictures(instance)]
    for name in translated_fields(type(instance)):
        field = instance._meta.get_field(column(name, SOURCE))
        if isinstance(field, StreamField):
            for block in getattr(instance, field.name):
                title = f"{capfirst(str(block.block.label))}: {_words(block.value)}".removesuffix(": ")
                parts.append(_part("block", str(block.id), title))
    return parts


def _part(kind: str, key: str, title: str) -> Removable:
    label = str(Takedown.Kind(kind).label)
    return Removable(kind, label, title or _("Untitled"), reverse("translation_takedown", args=[kind, key]))


def _pictures(page: BasePage) -> list[PortalImage]:
    return list(PortalImage.objects.filter(pk__in=pictures_of(page)).order_by("title", "pk").only("pk", "title"))


def _words(value: Any) -> str:
    """The first words of a block, by which its editor knows it."""
    for text in _texts(value):
        plain = " ".join(strip_tags(text).split())
        if plain:
            return Truncator(plain).chars(60)
    return ""


def _texts(value: Any) -> Any:
    if isinstance(value, str):
        yield value
    elif hasattr(value, "source") and isinstance(value.source, str):
        yield value.source
    elif isinstance(value, dict):
        for child in value.values():
            yield from _texts(child)
    elif hasattr(value, "__iter__"):
        for item in value:
            yield from _texts(getattr(item, "value", item))
