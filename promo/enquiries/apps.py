from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnquiriesConfig(AppConfig):
    name = "promo.enquiries"
    label = "enquiries"
    verbose_name = _("Enquiries")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from promo.core import chores

        chores.register("forget_enquiries", chores.DAY)
        chores.register("send_enquiries", chores.HOUR)
