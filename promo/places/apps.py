from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "promo.places"
    label = "places"
    verbose_name = _("Places and the map")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from promo.places import signals  # noqa: F401
        from promo.places.models import MapPage
        from promo.portals.starter import register_kind

        register_kind("map", MapPage)
