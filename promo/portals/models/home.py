"""The home page of a portal, which is the portal: its unit, languages, look, contacts and settings."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.widgets import AdminAutoHeightTextInput

from promo.core import themes
from promo.core.fields import BodyField
from promo.core.languages import CODES, shown_language
from promo.core.models import BasePage
from promo.portals.blocks import HOME_PARTS, ActionBlock, LinkBlock

# The pair every portal has; the others are its choice.
REQUIRED_LANGUAGES = ("vi", "en")


def all_languages() -> list[str]:
    return list(CODES)


class LanguagesField(models.JSONField):
    """Codes of languages, chosen by ticking."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return forms.MultipleChoiceField(
            choices=settings.LANGUAGES,
            widget=forms.CheckboxSelectMultiple,
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
            initial=all_languages,
        )


class HomePage(BasePage):
    is_portal = True

    unit = models.ForeignKey(
        "localities.AdministrativeUnit",
        verbose_name=_("administrative unit"),
        on_delete=models.PROTECT,
        related_name="portals",
    )
    full_name = models.CharField(_("full name"), max_length=150, help_text=_("As in the banner: “Xã Mễ Sở”."))
    tagline = models.CharField(
        _("one sentence"), max_length=200, blank=True, help_text=_("Under the name, on the large picture.")
    )
    image = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("large picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    emblem = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("emblem or logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    actions = BodyField(
        [("action", ActionBlock())], verbose_name=_("buttons on the large picture"), blank=True, max_num=2
    )
    body = BodyField(HOME_PARTS, verbose_name=_("parts of the home page"), blank=True)

    theme = models.CharField(
        _("palette"),
        max_length=20,
        default="phu-sa",
        choices=[(key, palette.label) for key, palette in themes.PALETTES.items()],
    )
    accent = models.CharField(
        _("accent colour of its own"),
        max_length=7,
        blank=True,
        help_text=_("Six hexadecimal digits, for example #0e5a52; checked for contrast."),
    )
    languages = LanguagesField(
        _("languages"),
        default=all_languages,
        help_text=_("Vietnamese and English are always offered; tick the others this portal offers."),
    )
    shows_source_text = models.BooleanField(
        _("show the Vietnamese text where a translation is missing"),
        default=True,
        help_text=_("With a clear notice. Otherwise a page that offers the languages there are."),
    )
    includes_portals_below = models.BooleanField(
        _("show stories of the portals below"),
        default=False,
        help_text=_("A province's home page then gathers its communes' articles."),
    )

    address = models.CharField(_("address"), max_length=250, blank=True)
    phone = models.CharField(_("telephone"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    responsible = models.CharField(
        _("person responsible"),
        max_length=200,
        blank=True,
        help_text=_("Name and office of who answers for the portal's content."),
    )
    social = BodyField([("link", LinkBlock())], verbose_name=_("official channels"), blank=True)

    untranslated_fields: ClassVar[tuple[str, ...]] = ("social", "accent")

    template = "pages/home_page.html"
    page_description = _("The home page of a portal.")
    parent_page_types = ["core.BasePage", "portals.HomePage"]
    is_creatable = True

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *BasePage.content_panels,
                    FieldPanel("tagline_vi", widget=AdminAutoHeightTextInput),
                    FieldPanel("image"),
                    FieldPanel("actions_vi"),
                    FieldPanel("body_vi"),
                ],
                heading=_("Content"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("full_name_vi"), FieldPanel("unit"), FieldPanel("emblem")], heading=_("Who")
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("address_vi"),
                            FieldRowPanel([FieldPanel("phone_vi"), FieldPanel("email")]),
                            FieldPanel("responsible_vi"),
                            FieldPanel("social"),
                        ],
                        heading=_("Contact"),
                    ),
                    MultiFieldPanel([FieldRowPanel([FieldPanel("theme"), FieldPanel("accent")])], heading=_("Look")),
                    MultiFieldPanel(
                        [
                            FieldPanel("languages"),
                            FieldPanel("shows_source_text"),
                            FieldPanel("includes_portals_below"),
                        ],
                        heading=_("Languages and lists"),
                    ),
                ],
                heading=_("Portal"),
            ),
            ObjectList(BasePage.promote_panels, heading=_("Search engines")),
            ObjectList(BasePage.settings_panels, heading=_("Publishing")),
        ]
    )

    class Meta:
        verbose_name = _("portal (home page)")
        verbose_name_plural = _("portals (home pages)")

    @property
    def offered_languages(self) -> list[str]:
        chosen = {*REQUIRED_LANGUAGES, *(self.languages or ())}
        return [code for code in CODES if code in chosen]

    @property
    def theme_url(self) -> str:
        name = self.theme + (f"-{self.accent.lstrip('#').lower()}" if self.accent else "")
        return f"/theme/{name}.css"

    def clean(self) -> None:
        super().clean()
        if self.accent:
            found = themes.problems(self.theme, self.accent)
            if found:
                raise ValidationError({"accent": found})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from promo.portals.home_parts import home_parts

        return {**super().get_context(request, *args, **kwargs), **home_parts(self, request)}

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        language = shown_language(request)
        return [
            {
                "@type": "WebSite",
                "name": self.full_name,
                "alternateName": self.title,
                "description": self.tagline,
                "inLanguage": language,
                "url": self.full_url_in(language),
            }
        ]
