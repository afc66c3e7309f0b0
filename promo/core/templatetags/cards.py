"""{% card item "square" kind="row" place=True %}: a card, the component lists are made of.

Made here and not by a template because a page shows a dozen: a template costs five times as much.
"""

from typing import Any

from django import template
from django.utils.dateformat import format as format_date
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from promo.core.pictures import picture_html

register = template.Library()

_NOTHING = mark_safe("")
_BLANK = mark_safe('<span class="card-blank"></span>')


@register.simple_tag
def card(item: dict[str, Any], role: str, kind: str = "plain", heading: str = "h3", place: bool = False) -> SafeString:
    """One card. `role` is the picture's, `kind` the layout; `place` names the portal the story is from."""
    image = item.get("image")
    language = item.get("lang")
    introduction = item.get("introduction")
    title_tag = mark_safe("h2" if heading == "h2" else "h3")
    return format_html(
        '<article class="card card--{}"{}><div class="card-picture">{}</div><div>{}'
        '<{} class="card-title"><a href="{}">{}</a></{}>{}</div></article>',
        kind,
        format_html(' lang="{}"', language) if language else _NOTHING,
        picture_html(image, role, alt="") if image else _BLANK,
        _kicker(item, place),
        title_tag,
        item["url"],
        item["title"],
        title_tag,
        format_html('<p class="card-intro">{}</p>', introduction) if introduction else _NOTHING,
    )


def _kicker(item: dict[str, Any], place: bool) -> SafeString:
    """The line above the title: column, place, date, of those there are."""
    kicker, date, unit = item.get("kicker"), item.get("date"), item.get("unit_name") if place else ""
    if not (kicker or date or unit):
        return _NOTHING
    local = localtime(date) if date else None
    return format_html(
        '<p class="card-kicker">{}{}{}</p>',
        format_html('<a href="{}">{}</a>', item["kicker_url"], kicker) if kicker else _NOTHING,
        format_html("<span>{}</span>", unit) if unit else _NOTHING,
        format_html('<time datetime="{}">{}</time>', format_date(local, "Y-m-d"), date_format(local))
        if local
        else _NOTHING,
    )
