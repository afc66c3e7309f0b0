"""Pages for tests. `en="…"` (or any other language code with _ for -) publishes that language, too."""

from typing import Any

import factory
from wagtail.models import Site

from promo.core.languages import CODES, TARGETS, in_source
from promo.core.models import BasePage, Figure, Tag
from promo.core.publishing import publish_languages
from promo.core.text import slugify
from promo.editorial.models import ArticleIndexPage, ArticlePage, TopicIndexPage, TopicPage
from promo.localities.models import AdministrativeUnit
from promo.ocop.models import EnterpriseIndexPage, EnterprisePage, ProductIndexPage, ProductPage
from promo.places.models import MapPage
from promo.portals.models import ContactPage, HomePage, ProfilePage, SectionPage, StandardPage
from promo.tourism.models import (
    DestinationIndexPage,
    DestinationPage,
    DishIndexPage,
    DishPage,
    EventIndexPage,
    EventPage,
    RouteIndexPage,
    RoutePage,
    VenueIndexPage,
    VenuePage,
)


class PageFactory(factory.Factory):
    """Adds the page below `parent`, live unless told otherwise."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda number: f"Trang số {number}")

    @classmethod
    def _create(cls, model_class: type[BasePage], *args: Any, **kwargs: Any) -> BasePage:
        parent = kwargs.pop("parent")
        texts = {code: kwargs.pop(code.replace("-", "_"), None) for code in TARGETS}
        title = kwargs.pop("title")
        kwargs.setdefault("slug", slugify(title))
        with in_source():
            page = model_class(title_vi=title, draft_title=title, **kwargs)
            BasePage.objects.get(pk=parent.pk).add_child(instance=page)
            publish_languages(page, {code: {"title": translated} for code, translated in texts.items() if translated})
        page.refresh_from_db()
        return page


class ArticleIndexPageFactory(PageFactory):
    class Meta:
        model = ArticleIndexPage


class ArticlePageFactory(PageFactory):
    introduction_vi = "Ba ngày hội bên sông Hồng."

    class Meta:
        model = ArticlePage


class TopicIndexPageFactory(PageFactory):
    class Meta:
        model = TopicIndexPage


class TopicPageFactory(PageFactory):
    class Meta:
        model = TopicPage


class SectionPageFactory(PageFactory):
    class Meta:
        model = SectionPage


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage


class ContactPageFactory(PageFactory):
    class Meta:
        model = ContactPage


class ProfilePageFactory(PageFactory):
    class Meta:
        model = ProfilePage


class UnitFactory(factory.django.DjangoModelFactory):
    code = factory.Sequence(lambda number: f"9{number:04d}")
    kind = "commune"
    name_vi = factory.Sequence(lambda number: f"Xã số {number}")
    full_name_vi = factory.LazyAttribute(lambda unit: f"Xã {unit.name_vi}")

    class Meta:
        model = AdministrativeUnit


class TagFactory(factory.django.DjangoModelFactory):
    name_vi = factory.Sequence(lambda number: f"Thẻ {number}")
    slug = factory.Sequence(lambda number: f"the-{number}")

    class Meta:
        model = Tag


class FigureFactory(factory.django.DjangoModelFactory):
    key = factory.Sequence(lambda number: f"so-{number}")
    label_vi = "Diện tích"
    value = 18720
    unit_vi = "m²"
    as_of = "2025-07-01"
    source_vi = "Văn bản số 1"

    class Meta:
        model = Figure


def PortalFactory(  # noqa: N802  a factory that makes four records at once
    *, key: str, name: str, kind: str, host: str, above: HomePage | None = None, languages: Any = CODES, **fields: Any
) -> HomePage:
    """A portal with its unit and host, published in `languages`, without starter pages."""
    english = slugify(name).replace("-", " ").title()
    unit = UnitFactory(
        code=key,
        kind=kind,
        name_vi=name,
        full_name_vi=name,
        name_en=english,
        full_name_en=english,
        parent=above and above.unit,
    )
    home = HomePage(
        title_vi=name,
        draft_title=name,
        full_name_vi=name,
        slug=slugify(name),
        unit=unit,
        languages=list(languages),
        **fields,
    )
    with in_source():
        (BasePage.objects.get(pk=above.pk) if above else BasePage.get_first_root_node()).add_child(instance=home)
        codes = [code for code in languages if code in TARGETS]
        texts = {"title": english, "full_name": english}
        publish_languages(home, dict.fromkeys(codes, texts), local_slugs=dict.fromkeys(codes, home.slug))
    hostname, _colon, port = host.partition(":")
    Site.objects.create(
        hostname=hostname,
        port=int(port or 80),
        root_page=home,
        site_name=name,
        is_default_site=not Site.objects.exists(),
    )
    home.refresh_from_db()
    return home


class DestinationIndexPageFactory(PageFactory):
    class Meta:
        model = DestinationIndexPage


class DestinationPageFactory(PageFactory):
    class Meta:
        model = DestinationPage


class DishIndexPageFactory(PageFactory):
    class Meta:
        model = DishIndexPage


class DishPageFactory(PageFactory):
    class Meta:
        model = DishPage


class VenueIndexPageFactory(PageFactory):
    class Meta:
        model = VenueIndexPage


class VenuePageFactory(PageFactory):
    class Meta:
        model = VenuePage


class RouteIndexPageFactory(PageFactory):
    class Meta:
        model = RouteIndexPage


class RoutePageFactory(PageFactory):
    class Meta:
        model = RoutePage


class EventIndexPageFactory(PageFactory):
    class Meta:
        model = EventIndexPage


class EventPageFactory(PageFactory):
    class Meta:
        model = EventPage


class MapPageFactory(PageFactory):
    class Meta:
        model = MapPage


class EnterpriseIndexPageFactory(PageFactory):
    class Meta:
        model = EnterpriseIndexPage


class EnterprisePageFactory(PageFactory):
    class Meta:
        model = EnterprisePage


class ProductIndexPageFactory(PageFactory):
    class Meta:
        model = ProductIndexPage


class ProductPageFactory(PageFactory):
    class Meta:
        model = ProductPage
