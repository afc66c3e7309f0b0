from promo.editorial.models.articles import ArticlePage, ArticleTag, RelatedArticle
from promo.editorial.models.listings import ArticleIndexPage, TopicIndexPage, TopicPage

__all__ = ["ArticleIndexPage", "ArticlePage", "ArticleTag", "RelatedArticle", "TopicIndexPage", "TopicPage"]
