"""Addresses of leaflets that are not a page's."""

from django.urls import path

from promo.leaflets.views import jobs, selection

app_name = "leaflets"

urlpatterns = [
    path("<str:language>/", selection.choose, name="selection"),
    path("<str:language>/<uuid:key>/", jobs.progress, name="job"),
    path("<str:language>/<uuid:key>/file.pdf", jobs.download, name="file"),
]
