"""Which texts of places exist in every language."""

from modeltranslation.translator import TranslationOptions, register

from promo.places.models import MapPage


@register(MapPage)
class MapPageTranslation(TranslationOptions):
    fields = ("introduction", "body")
