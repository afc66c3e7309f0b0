"""Which texts of OCOP exist in every language."""

from modeltranslation.translator import TranslationOptions, register

from promo.ocop.models import EnterpriseIndexPage, EnterprisePage, ProductIndexPage, ProductPage


@register([ProductIndexPage, EnterpriseIndexPage])
class ListTranslation(TranslationOptions):
    fields = ("introduction", "body")


@register(EnterprisePage)
class EnterprisePageTranslation(TranslationOptions):
    fields = ("introduction", "address", "old_address", "body")


@register(ProductPage)
class ProductPageTranslation(TranslationOptions):
    fields = ("introduction", "price_unit", "season", "how_to_use", "address", "old_address", "body")
