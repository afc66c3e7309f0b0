"""Which texts of portals exist in every language."""

from modeltranslation.translator import TranslationOptions, register

from promo.portals.models import ContactPage, HomePage, Menu, Notice, ProfilePage, SectionPage, StandardPage


@register(HomePage)
class HomePageTranslation(TranslationOptions):
    fields = ("full_name", "tagline", "actions", "body", "address", "phone", "responsible")


@register([SectionPage, StandardPage, ContactPage])
class IntroducedPageTranslation(TranslationOptions):
    fields = ("introduction", "body")


@register(ProfilePage)
class ProfilePageTranslation(TranslationOptions):
    fields = ("introduction", "body", "land", "people", "history", "culture", "apparatus")


@register(Menu)
class MenuTranslation(TranslationOptions):
    fields = ("items",)


@register(Notice)
class NoticeTranslation(TranslationOptions):
    fields = ("text",)
