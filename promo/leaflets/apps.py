from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeafletsConfig(AppConfig):
    name = "promo.leaflets"
    label = "leaflets"
    verbose_name = _("Leaflets")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from promo.core import chores

        chores.register("forget_leaflets", chores.DAY)
