"""{% entry item %}: the card of an entry of a listing. Made here and not by a template, as `{% card %}` is."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from promo.core.pictures import picture_html

register = template.Library()

_NOTHING = mark_safe("")
_BLANK = mark_safe('<span class="card-blank"></span>')


@register.simple_tag
def entry(item: dict[str, Any], role: str = "card", heading: str = "h2") -> SafeString:
    """One card; `item` is of `listing.entry_cards`."""
    title_tag = mark_safe("h3" if heading == "h3" else "h2")
    label, facts, introduction = item.get("label"), item.get("facts"), item.get("introduction")
    return format_html(
        '<article class="card card--entry"><div class="card-picture">{}</div><div>{}{}'
        '<{} class="card-title"><a href="{}">{}</a></{}>{}{}{}</div></article>',
        picture_html(item["image"], role, alt="") if item.get("image") else _BLANK,
        format_html('<p class="card-kicker">{}</p>', label) if label else _NOTHING,
        stars(item.get("stars", 0)),
        title_tag,
        item["url"],
        item["title"],
        title_tag,
        format_html('<p class="card-intro">{}</p>', introduction) if introduction else _NOTHING,
        format_html('<ul class="card-facts">{}</ul>', format_html_join("", "<li>{}</li>", [(fact,) for fact in facts]))
        if facts
        else _NOTHING,
        format_html('<p class="card-note">{}</p>', item["note"]) if item.get("note") else _NOTHING,
    )


@register.simple_tag
def stars(number: int) -> SafeString:
    """Stars of a product: drawn, and said."""
    if not number:
        return _NOTHING
    return format_html(
        '<p class="stars" role="img" aria-label="{}">{}<span>{}</span></p>',
        gettext("%(number)s of 5 stars") % {"number": number},
        "★" * number,
        "★" * (5 - number),
    )
