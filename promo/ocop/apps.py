from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OcopConfig(AppConfig):
    name = "promo.ocop"
    label = "ocop"
    verbose_name = _("OCOP and enterprises")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from promo.core import chores, outward
        from promo.ocop import models, sheet_kinds, signals  # noqa: F401
        from promo.places import layers
        from promo.portals.starter import register_kind

        sheet_kinds.register_kinds()
        chores.register("check_links", chores.WEEK)
        register_kind("products", models.ProductIndexPage)
        register_kind("product", models.ProductPage)
        register_kind("enterprises", models.EnterpriseIndexPage)
        register_kind("enterprise", models.EnterprisePage)
        outward.register(models.ProductPage, ["links"])
        outward.register(models.EnterprisePage, ["website"])
        groups = tuple(models.ProductPage.Group.choices)
        kinds = tuple(models.EnterprisePage.Kind.choices)
        layers.register(layers.Layer("products", _("Products"), "basket", groups, 10))
        layers.register(layers.Layer("enterprises", _("Enterprises"), "works", kinds, 11))
