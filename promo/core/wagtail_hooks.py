"""What core adds to Wagtail."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from promo.core.admin_views import BasePageViewSet
from promo.core.links import PageLinkHandler
from promo.core.models import Figure, Tag


# After Wagtail's own registration for the same model, which it replaces.
@hooks.register("register_admin_viewset", order=1000)
def page_views() -> BasePageViewSet:
    return BasePageViewSet()


@hooks.register("register_rich_text_features", order=100)
def link_to_the_readers_language(features: Any) -> None:
    features.register_link_type(PageLinkHandler)


class FigureViewSet(SnippetViewSet):
    model = Figure
    icon = "decimal"
    menu_label = _("Figures")
    list_display = ["label_vi", "formatted", "unit_vi", "as_of"]
    search_fields = ["label_vi"]


class TagViewSet(SnippetViewSet):
    model = Tag
    icon = "tag"
    menu_label = _("Tags")
    list_display = ["name_vi", "slug"]


class SharedRecords(SnippetViewSetGroup):
    menu_label = _("Shared data")
    menu_icon = "folder-open-1"
    menu_order = 350
    items = (FigureViewSet, TagViewSet)


register_snippet(SharedRecords)
