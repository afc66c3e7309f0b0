from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvestmentConfig(AppConfig):
    name = "promo.investment"
    label = "investment"
    verbose_name = _("Investment")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from promo.investment import models
        from promo.portals.starter import register_kind

        register_kind("projects", models.ProjectIndexPage)
        register_kind("project", models.ProjectPage)
        register_kind("parks", models.ParkIndexPage)
        register_kind("park", models.ParkPage)
        register_kind("incentives", models.IncentiveFinderPage)
        register_kind("procedures", models.ProcedureIndexPage)
        register_kind("procedure", models.ProcedurePage)
        register_kind("dataset", models.DatasetPage)
