"""What an article is tied to: tags, topics, related articles."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from promo.core import shelf
from promo.core.languages import CODES, column

if TYPE_CHECKING:
    from promo.editorial.models import ArticlePage


@dataclass
class Relations:
    """Names of the tags by language, keys of topics and of related articles, each in its order."""

    tags: list[dict[str, str | None]] = field(default_factory=list)
    topics: list[int] = field(default_factory=list)
    related: list[int] = field(default_factory=list)


def relations_of(article: "ArticlePage", *, draft: bool = False) -> Relations:
    """As they are public, from the shelf; of a draft, as the form has them."""
    if draft:
        return Relations(
            tags=[{code: getattr(tag, column("name", code)) for code in CODES} for tag in article.tags.all()],
            topics=[topic.pk for topic in article.topics.all()],
            related=[row.related_id for row in article.related_articles.all()],
        )
    return shelf.in_bulk("relations", [article.pk], _read).get(article.pk) or Relations()


def _read(keys: list[Any]) -> dict[Any, Relations]:
    """Three queries, however many articles."""
    from promo.editorial.models import ArticlePage, ArticleTag, RelatedArticle

    found: dict[Any, Relations] = defaultdict(Relations, {key: Relations() for key in keys})
    names = [column("tag__name", code) for code in CODES]
    tags = ArticleTag.objects.filter(content_object__in=keys).order_by("tag__slug")
    for key, *translated in tags.values_list("content_object_id", *names):
        found[key].tags.append(dict(zip(CODES, translated, strict=True)))
    topics = ArticlePage.topics.through.objects.filter(articlepage__in=keys).order_by("pk")
    for key, topic in topics.values_list("articlepage_id", "topicpage_id"):
        found[key].topics.append(topic)
    related = RelatedArticle.objects.filter(article__in=keys).order_by("sort_order")
    for key, other in related.values_list("article_id", "related_id"):
        found[key].related.append(other)
    return dict(found)
