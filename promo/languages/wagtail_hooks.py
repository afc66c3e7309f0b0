"""The desk in Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import ModelAdminURLFinder, register_admin_url_finder
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from promo.core.languages import NAMES
from promo.core.models import BasePage
from promo.languages import access, home_panels, originals
from promo.languages.glossary_views import GlossaryViewSet
from promo.languages.models import Translation, Unit
from promo.languages.translation_views import TranslationViewSet
from promo.languages.views.pages import returning_languages

hooks.register("construct_homepage_panels", home_panels.put_panels)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("", include("promo.languages.urls"))]


class BoardMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return user_has_any_page_permission(request.user) or access.translatable_portals(request.user).exists()


@hooks.register("register_admin_menu_item")
def board_in_the_menu() -> MenuItem:
    return BoardMenuItem(
        _("Translations"), reverse("translation_board"), name="translations", icon_name="globe", order=250
    )


def _translations_button(page: BasePage, user: Any, priority: int) -> Iterator[Button]:
    original = originals.find(page) if page.depth > 1 else None
    if original is not None and access.may_translate(user, original):
        url = reverse("translation_overview", args=[original.pk])
        yield Button(_("Translations"), url, icon_name="globe", priority=priority)


@hooks.register("register_page_header_buttons")
def in_the_pages_header(page: BasePage, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    yield from _translations_button(page, user, 15)


@hooks.register("register_page_listing_more_buttons")
def in_the_pages_list(page: BasePage, user: Any, next_url: str | None = None) -> Iterator[Button]:
    # Without asking for each row: who sees the list may nearly always translate what is in it.
    if page.depth > 1:
        yield Button(_("Translations"), reverse("translation_of_page", args=[page.pk]), icon_name="globe", priority=15)


@hooks.register("before_publish_page")
def ask_what_returns(request: HttpRequest, page: BasePage) -> HttpResponse | None:
    """A page that was withdrawn would bring its languages back: its editor says which."""
    if page.pk and returning_languages(page):
        return redirect(f"{reverse('translation_returning', args=[page.pk])}?publish=1")
    return None


@hooks.register("before_edit_page")
def say_what_returns(request: HttpRequest, page: BasePage) -> None:
    """The same before it is handed in or scheduled, where nobody is asked any more."""
    languages = returning_languages(page) if request.method == "GET" else []
    if not languages:
        return
    text = _("When this page is published, it returns in these languages, too: %(names)s.") % {
        "names": ", ".join(NAMES[code] for code in languages)
    }
    url = reverse("translation_returning", args=[page.pk])
    may_choose = page.permissions_for_user(request.user).can_publish()
    messages.info(request, text, buttons=[messages.button(url, _("Choose the languages"))] if may_choose else [])


@hooks.register("after_publish_page")
def say_what_is_outdated(request: HttpRequest, page: BasePage) -> None:
    """Where the change is small, one click keeps the translations valid."""
    original = originals.find(page)
    if original is None:
        return
    outdated = Unit.objects.filter(translation__original=original, present=True, state=Unit.State.OUTDATED)
    keys = set(outdated.values_list("key", flat=True))
    if keys:
        text = ngettext(
            "%(count)s text of this page has changed since it was translated.",
            "%(count)s texts of this page have changed since they were translated.",
            len(keys),
        ) % {"count": len(keys)}
        url = reverse("translation_changes", args=[original.pk])
        messages.warning(request, text, buttons=[messages.button(url, _("Small correction?"))])


class TranslationURLFinder(ModelAdminURLFinder):
    """Where the lists of what waits for approval lead."""

    def construct_edit_url(self, instance: Translation) -> str:
        return instance.desk_url

    def get_edit_url(self, instance: Translation) -> str | None:
        if self.user is not None and not access.may_translate(self.user, instance.original):
            return None
        return self.construct_edit_url(instance)


register_snippet(TranslationViewSet)
register_snippet(GlossaryViewSet)
# After the snippet, whose own finder asks for a right on the model.
register_admin_url_finder(Translation, TranslationURLFinder)


@hooks.register("register_log_actions")
def what_the_history_says(actions: Any) -> None:
    @actions.register_action("languages.publish")
    class Published(LogFormatter):
        label = _("Publish a translation")

        def format_message(self, entry: Any) -> str:
            return _("Published in %(language)s") % {"language": _language(entry)}

    @actions.register_action("languages.withdraw")
    class Withdrawn(LogFormatter):
        label = _("Withdraw a translation")

        def format_message(self, entry: Any) -> str:
            return _("Withdrawn in %(language)s") % {"language": _language(entry)}

    @actions.register_action("languages.accept")
    class Accepted(LogFormatter):
        label = _("Small correction: the translation stays right")

        def format_message(self, entry: Any) -> str:
            return format_html("{} ({})", self.label, _language(entry))

    @actions.register_action("languages.takedown")
    class TakenDown(LogFormatter):
        label = _("Take down everywhere")

        def format_message(self, entry: Any) -> str:
            return format_html("{}: {} – {}", self.label, entry.data.get("title", ""), entry.data.get("reason", ""))


def _language(entry: Any) -> str:
    code = entry.data.get("language", "")
    return NAMES.get(code, code)
