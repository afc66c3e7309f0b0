"""Sitemaps of each portal, with every page's alternates, and robots.txt."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control

from promo.core.models import BasePage
from promo.core.portals import offered_languages
from promo.core.seo import sitemap_entries
from promo.core.sites import site_of


def sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap of the portal at this host (sitemaps.org protocol with xhtml:link alternates)."""
    site = site_of(request)
    if site is None:
        raise Http404
    root = BasePage.objects.get(pk=site.root_page_id)
    entries = sitemap_entries(root, offered_languages(root))
    response = HttpResponse(render_to_string("sitemap.xml", {"entries": entries}), content_type="application/xml")
    patch_cache_control(response, public=True, max_age=settings.PAGE_CACHE_SECONDS)
    return response


def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /id/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")
