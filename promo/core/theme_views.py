"""`/theme/<palette>[-<accent>].css`: the same for ever, so browsers keep it for ever."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from promo.core import themes


def theme(request: HttpRequest, name: str) -> HttpResponse:
    palette = next((key for key in themes.PALETTES if name == key or name.startswith(f"{key}-")), None)
    if palette is None:
        raise Http404
    accent = name[len(palette) + 1 :]
    if name != palette and themes.problems(palette, accent):
        raise Http404
    response = HttpResponse(themes.stylesheet(palette, accent), content_type="text/css")
    patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    return response
