from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "promo.editorial"
    label = "editorial"
    verbose_name = _("Editorial")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from promo.editorial.models import ArticleIndexPage, TopicIndexPage
        from promo.portals.starter import register_kind

        register_kind("column", ArticleIndexPage)
        register_kind("topics", TopicIndexPage)
