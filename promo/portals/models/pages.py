"""Pages every portal has beside its articles: sections, the locality's profile, standard pages, contact."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import RichTextField

from promo.core.blocks import body_blocks
from promo.core.blocks.base import TEXT_FEATURES
from promo.core.cards import queryset_cards
from promo.core.fields import BodyField
from promo.core.languages import public_language
from promo.core.models import BasePage
from promo.core.portals import portal_of
from promo.portals.maps import portal_map

# Where the pages of this app may stand; types of the apps above name their own places.
PARENTS = ["portals.HomePage", "portals.SectionPage"]


class IntroducedPage(BasePage):
    """Abstract: a page with an introduction, a picture and a body."""

    introduction = models.CharField(
        _("introduction"), max_length=400, blank=True, help_text=_("One or two sentences; shown in lists, too.")
    )
    image = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = BodyField(body_blocks(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction_vi", widget=AdminAutoHeightTextInput),
        FieldPanel("image"),
        FieldPanel("body_vi"),
    ]

    class Meta:
        abstract = True


class SectionPage(IntroducedPage):
    """A part of the portal that gathers other pages."""

    template = "pages/section_page.html"
    page_description = _("Gathers pages: lists what is below it, after a text of its own.")
    parent_page_types = PARENTS

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        language = public_language()
        children = BasePage.objects.child_of(self).live_in(language).order_by("path")
        return {
            **super().get_context(request, *args, **kwargs),
            "cards": queryset_cards(children, request, kickers=False),
        }


class StandardPage(IntroducedPage):
    template = "pages/standard_page.html"
    page_description = _("One page of text: terms, accessibility statement, instructions.")
    parent_page_types = PARENTS
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class ContactPage(IntroducedPage):
    template = "pages/contact_page.html"
    page_description = _("Address, telephone and e-mail of the portal, with the people in charge.")
    parent_page_types = PARENTS
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")


class ProfilePage(IntroducedPage):
    """The locality's profile (Decree 224/2026, article 9)."""

    land = RichTextField(_("land and nature"), blank=True, features=TEXT_FEATURES)
    people = RichTextField(_("people"), blank=True, features=TEXT_FEATURES)
    history = RichTextField(_("history"), blank=True, features=TEXT_FEATURES)
    culture = RichTextField(_("culture, relics and scenery"), blank=True, features=TEXT_FEATURES)
    apparatus = RichTextField(_("apparatus"), blank=True, features=TEXT_FEATURES)

    template = "pages/profile_page.html"
    page_description = _("Land, people, history, culture, apparatus, key figures and the boundary map.")
    parent_page_types = PARENTS
    subpage_types: list[str] = []
    max_count_per_parent = 1

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction_vi", widget=AdminAutoHeightTextInput),
        FieldPanel("image"),
        MultiFieldPanel(
            [
                FieldPanel("land_vi"),
                FieldPanel("people_vi"),
                FieldPanel("history_vi"),
                FieldPanel("culture_vi"),
                FieldPanel("apparatus_vi"),
            ],
            heading=_("The locality"),
        ),
        FieldPanel("body_vi"),
    ]

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.portals.profile import unit_facts, unit_relations

        context = super().get_context(request, *args, **kwargs)
        portal = portal_of(self)
        if portal is None:
            return context
        return {
            **context,
            "land": self.land,
            "people": self.people,
            "history": self.history,
            "culture": self.culture,
            "apparatus": self.apparatus,
            "area_map": portal_map(portal, request, whole=True),
            "facts": unit_facts(portal.unit),
            **unit_relations(portal.unit, request),
        }
