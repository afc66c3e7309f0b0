"""Which texts of a unit exist in every language."""

from modeltranslation.translator import TranslationOptions, register

from promo.core.languages import SOURCE
from promo.localities.models import AdministrativeUnit


@register(AdministrativeUnit)
class AdministrativeUnitTranslation(TranslationOptions):
    fields = ("name", "full_name")
    required_languages = (SOURCE,)
