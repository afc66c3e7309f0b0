"""{% picture image "card" class="…" eager=True %}"""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from promo.core.pictures import picture_html, share_url

register = template.Library()


@register.simple_tag
def picture(image: Any, role: str, **options: Any) -> SafeString:
    return picture_html(
        image, role, css_class=options.get("class", ""), eager=bool(options.get("eager")), alt=options.get("alt")
    )


@register.simple_tag
def share_picture(image: Any) -> str:
    return share_url(image)
