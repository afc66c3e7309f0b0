from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvestmentConfig(AppConfig):
    name = "promo.investment"
    label = "investment"
    verbose_name = _("Investment")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from promo.core import chores
        from promo.investment import models
        from promo.investment.downloads import pack, printed
        from promo.investment.importing.kinds import register_kinds
        from promo.investment.models.choices import Group
        from promo.investment.outlines import outlines_of
        from promo.leaflets import sources
        from promo.places import layers
        from promo.portals.starter import register_kind

        register_kinds()
        register_kind("invest", models.InvestPage)
        register_kind("projects", models.ProjectIndexPage)
        register_kind("project", models.ProjectPage)
        register_kind("parks", models.ParkIndexPage)
        register_kind("park", models.ParkPage)
        register_kind("incentives", models.IncentiveFinderPage)
        register_kind("procedures", models.ProcedureIndexPage)
        register_kind("procedure", models.ProcedurePage)
        register_kind("dataset", models.DatasetPage)
        groups, kinds = tuple(Group.choices), tuple(models.ParkPage.Kind.choices)
        drawn = outlines_of(models.ProjectPage)
        layers.register(layers.Layer("projects", _("Investment projects"), "site", groups, 20, outlines=drawn))
        name, drawn = _("Industrial parks and clusters"), outlines_of(models.ParkPage)
        layers.register(layers.Layer("parks", name, "works", kinds, 21, square=True, outlines=drawn))
        chores.register("issue_datasets", chores.DAY)
        sources.register(printed.KIND, printed.list_draft)
        sources.register(pack.KIND, pack.pack_draft)
