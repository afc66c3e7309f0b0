from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LocalitiesConfig(AppConfig):
    name = "promo.localities"
    label = "localities"
    verbose_name = _("Localities")
    default_auto_field = "django.db.models.BigAutoField"
