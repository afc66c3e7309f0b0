"""Translations among Wagtail's own lists: what waits for approval on the dashboard, workflow reports.

Wagtail looks a draftable model's addresses up in its snippet viewset. Approving from the dashboard works as
it stands; whatever would open a form leads to the desk or the board instead.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.views import snippets

from promo.core.others_views import NoChooser
from promo.languages.models import Translation


class _ToTheDesk:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(get_object_or_404(Translation, pk=kwargs["pk"]).desk_url)


class _ToTheBoard:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("translation_board")


class IndexView(_ToTheBoard, snippets.IndexView):
    pass


class CreateView(_ToTheBoard, snippets.CreateView):
    pass


class EditView(_ToTheDesk, snippets.EditView):
    pass


class DeleteView(_ToTheDesk, snippets.DeleteView):
    pass


class RevisionsCompareView(_ToTheDesk, snippets.RevisionsCompareView):
    pass


class TranslationViewSet(snippets.SnippetViewSet):
    model = Translation
    icon = "globe"
    # Its own item in the menu is the board.
    menu_item_is_registered = True
    edit_handler = ObjectList([FieldPanel("due")])
    copy_view_enabled = False
    chooser_viewset_class = NoChooser
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
    revisions_compare_view_class = RevisionsCompareView
