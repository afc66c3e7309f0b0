"""Columns (chuyên mục) and topic hubs (chuyên đề): lists of articles with their own feeds."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from promo.core.cards import queryset_cards
from promo.core.languages import public_language
from promo.core.models import BasePage
from promo.core.pagination import asked_page, page_links
from promo.core.querysets import PageQuerySet

PER_PAGE = 12


class ListingPage(BasePage):
    """Abstract: a page that lists articles, page by page, and has a feed of them."""

    introduction = models.CharField(_("introduction"), max_length=400, blank=True)
    image = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction_vi", widget=AdminAutoHeightTextInput),
        FieldPanel("image"),
    ]

    class Meta:
        abstract = True

    def articles(self, language: str) -> PageQuerySet:
        """The articles of this list that are public in `language`, newest first."""
        raise NotImplementedError

    def feed_urls(self, language: str, request: HttpRequest | None = None) -> list[dict[str, str]]:
        address = self.url_in(language, request) or ""
        return [
            {"title": f"{self.title}: {name}", "url": f"{address}{file}", "type": mime}
            for name, file, mime in (
                ("RSS", "rss.xml", "application/rss+xml"),
                ("Atom", "atom.xml", "application/atom+xml"),
            )
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        language = public_language()
        page = asked_page(Paginator(self.articles(language), PER_PAGE), request.GET.get("page", "1"))
        return {
            **super().get_context(request, *args, **kwargs),
            "cards": self.cards(page.object_list, request, language),
            "paginator": page_links(page, self.url_in(language, request) or ""),
            "feed_urls": self.feed_urls(language, request),
        }

    def cards(self, articles: PageQuerySet, request: HttpRequest, language: str) -> list[dict[str, Any]]:
        return queryset_cards(articles, request)


class ArticleIndexPage(ListingPage):
    """A column."""

    template = "pages/article_index_page.html"
    page_description = _("A column: a list of articles with its feed.")
    parent_page_types = ["portals.HomePage", "portals.SectionPage"]
    subpage_types = ["editorial.ArticlePage"]

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")

    def articles(self, language: str) -> PageQuerySet:
        return BasePage.objects.child_of(self).live_in(language).newest_first(language)

    def cards(self, articles: PageQuerySet, request: HttpRequest, language: str) -> list[dict[str, Any]]:
        # All from this column: naming it on each card would say nothing.
        return queryset_cards(articles, request, kickers=False)


class TopicIndexPage(ListingPage):
    """The list of topic hubs."""

    template = "pages/topic_index_page.html"
    page_description = _("Lists the portal's topic hubs.")
    parent_page_types = ["portals.HomePage"]
    subpage_types = ["editorial.TopicPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of topics")
        verbose_name_plural = _("lists of topics")

    def articles(self, language: str) -> PageQuerySet:
        return BasePage.objects.child_of(self).live_in(language).newest_first(language)


class TopicPage(ListingPage):
    """A topic hub: articles on one subject from all columns, and from the portals below."""

    template = "pages/topic_page.html"
    page_description = _("A topic: gathers articles on one subject from all columns.")
    parent_page_types = ["editorial.TopicIndexPage", "portals.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def articles(self, language: str) -> PageQuerySet:
        from promo.editorial.models.articles import ArticlePage

        keys = ArticlePage.topics.through.objects.filter(topicpage=self).values("articlepage_id")
        return BasePage.objects.filter(pk__in=keys).live_in(language).newest_first(language)
