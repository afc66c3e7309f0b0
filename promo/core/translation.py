"""Which texts of core exist in every language."""

from modeltranslation.translator import TranslationOptions, register

from promo.core.models import BasePage, Figure, PortalDocument, PortalImage, Tag


@register(BasePage)
class BasePageTranslation(TranslationOptions):
    fields = ("title", "seo_title", "search_description")


@register(PortalImage)
class PortalImageTranslation(TranslationOptions):
    fields = ("description", "caption")


@register(PortalDocument)
class PortalDocumentTranslation(TranslationOptions):
    fields = ("display_title",)


@register(Figure)
class FigureTranslation(TranslationOptions):
    fields = ("label", "unit", "source")


@register(Tag)
class TagTranslation(TranslationOptions):
    fields = ("name",)
    # Names are unique: a missing one must be NULL, or the second missing one would clash.
    empty_values = {"name": None}
