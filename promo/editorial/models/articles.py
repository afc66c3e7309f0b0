"""Articles."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Orderable
from wagtail.search import index

from promo.core import shelf
from promo.core.blocks import body_blocks
from promo.core.cards import cards_of
from promo.core.fields import BodyField
from promo.core.languages import CODES, SOURCE, column, public_language, shown_language
from promo.core.models import BasePage, Tag
from promo.core.pictures import share_url
from promo.core.portals import portal_of
from promo.editorial.relations import relations_of


class ArticleTag(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="article_tags")
    content_object = ParentalKey("editorial.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("tag of an article")
        verbose_name_plural = _("tags of articles")


class RelatedArticle(Orderable):
    article = ParentalKey("editorial.ArticlePage", on_delete=models.CASCADE, related_name="related_articles")
    related = models.ForeignKey(
        "editorial.ArticlePage", verbose_name=_("article"), on_delete=models.CASCADE, related_name="related_from"
    )

    panels = [PageChooserPanel("related")]

    class Meta(Orderable.Meta):
        verbose_name = _("related article")
        verbose_name_plural = _("related articles")


class ArticlePage(BasePage):
    """An article. Its byline is official: the portal's unit and the date, no author."""

    is_story = True

    introduction = models.CharField(
        _("introduction"), max_length=400, help_text=_("One or two sentences; shown in lists and feeds, too.")
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
    tags = ClusterTaggableManager(through=ArticleTag, verbose_name=_("tags"), blank=True)
    topics = ParentalManyToManyField(
        "editorial.TopicPage", verbose_name=_("topics"), blank=True, related_name="articles_of_topic"
    )
    fictional = models.BooleanField(
        _("contains invented examples"),
        default=False,
        help_text=_("A line at the end of the article says so, in every language."),
    )

    template = "pages/article_page.html"
    page_description = _("An article with pictures, tables, quotations, questions and more.")
    parent_page_types = ["editorial.ArticleIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction_vi", widget=AdminAutoHeightTextInput),
        FieldPanel("image"),
        FieldPanel("body_vi"),
        MultiFieldPanel(
            [FieldPanel("tags"), FieldPanel("topics"), FieldPanel("fictional")],
            heading=_("Where it belongs"),
        ),
        InlinePanel("related_articles", heading=_("Related articles"), label=_("Related article"), max_num=6),
    ]
    search_fields = [
        *BasePage.search_fields,
        *[index.SearchField(column("introduction", code)) for code in CODES],
        *[index.SearchField(column("body", code)) for code in CODES],
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        language = public_language()
        tied = relations_of(self, draft=getattr(request, "is_preview", False))
        # Before the head, which names the tags as subjects.
        self.tag_names = [str(tag.get(language) or tag[SOURCE]) for tag in tied.tags]
        context = super().get_context(request, *args, **kwargs)
        portal = portal_of(self)
        links = shelf.in_bulk(
            f"page {language}", [*tied.topics, *tied.related], BasePage.objects.as_links(language).in_bulk
        )
        topics = [links[key] for key in tied.topics if key in links and links[key].published_in(language)]
        context["article"] = {
            "title": self.title,
            "introduction": self.introduction,
            "date": self.display_date,
            "updated": self.last_published_at,
            "unit_name": portal.full_name if portal else "",
            "unit_url": portal.url_in(language, request) if portal else "",
            "image": self.image,
            "body": self.body,
            "tags": [{"name": name} for name in self.tag_names],
            "topics": [{"title": topic.title, "url": topic.url_in(language, request)} for topic in topics],
            "related": cards_of([links.get(key) for key in tied.related], request),
            "share": {"url": self.full_url_in(language), "title": self.title},
            "fictional": self.fictional,
        }
        return context

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        language = shown_language(request)
        portal = portal_of(self)
        published = self.published_in(language)
        image = share_url(self.image)
        home = portal.full_url_in(language) if portal else ""
        origin = (home or "").split(f"/{language}/", 1)[0]
        return [
            {
                "@type": "NewsArticle",
                "headline": self.title[:110],
                "description": self.introduction,
                "inLanguage": language,
                "datePublished": published.isoformat() if published else "",
                "dateModified": self.last_published_at.isoformat() if self.last_published_at else "",
                "author": {"@type": "GovernmentOrganization", "name": portal.full_name if portal else "", "url": home},
                "mainEntityOfPage": self.full_url_in(language),
                "image": [origin + image if image.startswith("/") else image] if image else [],
            }
        ]
