"""Addresses of enquiries that are not a page's."""

from django.urls import path

from promo.enquiries import views

app_name = "enquiries"

urlpatterns = [
    path("<str:language>/<uuid:key>/", views.ask, name="ask"),
    path("<str:language>/<uuid:key>/thanks/", views.thanks, name="thanks"),
]
