"""What the leaflet's button needs to know."""

from django import template
from django.urls import reverse

from promo.core.languages import public_language
from promo.leaflets import engine

register = template.Library()


@register.simple_tag
def leaflet_problem() -> str:
    """Why there is no leaflet in the reader's language on this server; empty if there is one."""
    return engine.problem(public_language())


@register.simple_tag
def leaflet_selection_url() -> str:
    return reverse("leaflets:selection", args=[public_language()])
