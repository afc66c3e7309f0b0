"""What the leaflet's button needs to know."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from promo.core.languages import shown_language
from promo.leaflets import engine

register = template.Library()


@register.simple_tag(takes_context=True)
def leaflet_problem(context: Context) -> str:
    """Why there is no leaflet in the page's language on this server; empty if there is one."""
    return engine.problem(shown_language(_request(context)))


@register.simple_tag(takes_context=True)
def leaflet_selection_url(context: Context) -> str:
    """Where several pages become one leaflet, with this one chosen already."""
    request = _request(context)
    url = reverse("leaflets:selection", args=[shown_language(request)])
    key = getattr(getattr(request, "page", None), "translation_key", None)
    return f"{url}?p={key}" if key else url


def _request(context: Context) -> Any:
    # The button is included with `only`: its context has no variable `request`, but is still the request's.
    return getattr(context, "request", None)
