"""Menus and notices in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from promo.core.others_views import NoChooser
from promo.portals.models import Menu, Notice


class MenuViewSet(SnippetViewSet):
    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    list_display = ["portal", "place"]
    list_filter = ["portal", "place"]
    chooser_viewset_class = NoChooser


class NoticeViewSet(SnippetViewSet):
    model = Notice
    icon = "warning"
    menu_label = _("Notices")
    list_display = ["text_vi", "portal", "kind", "starts", "ends"]
    list_filter = ["portal", "kind"]
    chooser_viewset_class = NoChooser


class PortalRecords(SnippetViewSetGroup):
    menu_label = _("Portals")
    menu_icon = "site"
    menu_order = 300
    items = (MenuViewSet, NoticeViewSet)


register_snippet(PortalRecords)
