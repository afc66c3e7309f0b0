"""What core adds to Wagtail."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from promo.core.admin_views import BasePageViewSet
from promo.core.links import PageLinkHandler
from promo.core.models import Figure, Tag
from promo.core.others import visible_to
from promo.core.others_views import Documents, Images
from promo.core.pictures import QuickAvifOperation


# After Wagtail's own registration for the same model, which it replaces.
@hooks.register("register_admin_viewset", order=1000)
def page_views() -> BasePageViewSet:
    return BasePageViewSet()


@hooks.register("construct_page_chooser_queryset")
def no_drafts_of_others(pages: Any, request: HttpRequest) -> Any:
    return visible_to(request.user, pages)


# After those of Wagtail's own that they replace.
@hooks.register("construct_admin_api", order=1000)
def no_files_of_others(router: Any) -> None:
    router.register_endpoint("images", Images)
    router.register_endpoint("documents", Documents)


@hooks.register("register_rich_text_features", order=100)
def link_to_the_readers_language(features: Any) -> None:
    features.register_link_type(PageLinkHandler)


@hooks.register("register_image_operations")
def quick_avif() -> list[tuple[str, type]]:
    return [("quickavif", QuickAvifOperation)]


@hooks.register("insert_global_admin_js")
def scripts_of_the_admin() -> str:
    """Marks the device as an editor's (public pages then offer "Edit"), and folds Vietnamese in addresses."""
    return format_html_join(
        "\n", '<script src="{}"></script>', ((static(f"js/{name}.js"),) for name in ("staff-mark", "slug"))
    )


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
