"""{% drawn_map points line as map %} and what goes with a place wherever it is shown."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from promo.core.pictures import picture_html
from promo.places.addresses import map_address
from promo.places.drawing import small_map

register = template.Library()

_NOTHING = mark_safe("")
_BLANK = mark_safe('<span class="card-blank"></span>')


@register.simple_tag(takes_context=True)
def drawn_map(context: Context, points: Any, line: bool = False, width: int = 720, height: int = 440) -> dict[str, Any]:
    """`drawing.small_map` of the points, with `map_url`: the portal's own map, opened at the first of them."""
    drawing = small_map(points or (), line, width, height)
    page = getattr(getattr(context, "request", None), "page", None)
    drawing["map_url"] = ""
    if page is not None and drawing["dots"]:
        first = drawing["dots"][0]
        drawing["map_url"] = map_address(page, (first["latitude"], first["longitude"]))
    return drawing


@register.simple_tag
def place_card(item: dict[str, Any], heading: str = "h3", number: int = 0) -> SafeString:
    """The card of a place: what it is and how far, its title, where there is one its picture."""
    distance = item.get("distance")
    return format_html(
        '<article class="card card--row place-card"><div class="card-picture">{}{}</div><div>'
        '<p class="card-kicker"><span>{}</span>{}</p><{} class="card-title"><a href="{}">{}</a></{}></div></article>',
        picture_html(item["image"], "thumb", alt="") if item.get("image") else _BLANK,
        format_html('<span class="place-number" aria-hidden="true">{}</span>', number) if number else _NOTHING,
        item["kind_label"],
        format_html("<span>{}</span>", distance) if distance else _NOTHING,
        mark_safe("h2" if heading == "h2" else "h3"),
        item["url"],
        item["title"],
        mark_safe("h2" if heading == "h2" else "h3"),
    )
