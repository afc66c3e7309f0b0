"""Which texts of editorial exist in every language."""

from modeltranslation.translator import TranslationOptions, register

from promo.editorial.models import ArticleIndexPage, ArticlePage, TopicIndexPage, TopicPage


@register([ArticleIndexPage, TopicIndexPage, TopicPage])
class ListingPageTranslation(TranslationOptions):
    fields = ("introduction",)


@register(ArticlePage)
class ArticlePageTranslation(TranslationOptions):
    fields = ("introduction", "body")
