from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeafletsConfig(AppConfig):
    name = "promo.leaflets"
    label = "leaflets"
    verbose_name = _("Leaflets")
    default_auto_field = "django.db.models.BigAutoField"
