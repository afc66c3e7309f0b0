"""Every address of the installation."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from promo.core import views
from promo.core.languages import CODES
from promo.core.sitemaps import robots, sitemap
from promo.core.theme_views import theme
from promo.editorial.feeds import feed
from promo.investment.opendata.views import catalogue_file
from promo.portals.views import pattern_library, userbar

# Any segment without a slash: addresses may be in any script, combining marks included.
LANGUAGE = f"(?P<language>{'|'.join(sorted(CODES, key=len, reverse=True))})"
PATH = r"(?P<path>(?:[^/]+/)*)"

handler404 = "promo.core.views.handle_404"
handler500 = "promo.core.views.handle_500"

urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("admin/components/", pattern_library, name="pattern_library"),
    path("admin/userbar/<int:page_id>/", userbar, name="userbar"),
    path("admin/", include("promo.core.others_views")),
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("id/<uuid:key>/", views.permanent, name="permanent"),
    path("theme/<slug:name>.css", theme, name="theme"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("catalogue.ttl", catalogue_file, {"syntax": "ttl"}, name="catalogue_ttl"),
    path("catalogue.jsonld", catalogue_file, {"syntax": "jsonld"}, name="catalogue_jsonld"),
    path("health/", views.health, name="health"),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/favicon.svg", permanent=True)),
    re_path(r"^media/(?P<path>.+)$", views.media, {"document_root": settings.MEDIA_ROOT}, name="media"),
    path("enquiry/", include("promo.enquiries.urls")),
    path("leaflets/", include("promo.leaflets.urls")),
    re_path(rf"^{LANGUAGE}/{PATH}(?P<kind>rss|atom)\.xml$", feed, name="feed"),
    re_path(rf"^{LANGUAGE}/{PATH}(?P<name>[a-z0-9-]+\.[a-z0-9]+)$", views.page_file, name="page_file"),
    re_path(rf"^{LANGUAGE}/{PATH}$", views.page, name="page"),
    # Without its last slash an address is still understood.
    re_path(rf"^{LANGUAGE}(?:/(?P<path>.*[^/]))?$", views.add_slash, name="add_slash"),
]
