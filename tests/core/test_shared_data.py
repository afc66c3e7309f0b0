"""What tests may rely on though their data is made once: `tests.shared`."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from promo.core.models import BasePage
from promo.editorial.models import ArticleIndexPage, ArticlePage
from promo.portals.models import HomePage
from tests.factories import ArticleIndexPageFactory
from tests.shared import shared

made: list[str] = []


@shared
def two(article: Any) -> dict[str, Any]:
    made.append("two")
    return {"article": article, "all": [article, article.get_parent().specific]}


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_changes_is_gone_for_the_next(article: Any, time: str) -> None:
    assert article.title_vi == "Lễ hội mùa xuân"
    assert ArticlePage.objects.get().title_vi == article.title_vi
    assert cache.get("left-by-a-test") is None
    cache.set("left-by-a-test", time)
    article.title_vi = "Khác"
    article.save()
    HomePage.objects.get().delete()


@pytest.mark.parametrize("time", ["first", "second"])
def test_it_is_made_once_and_read_anew(two: dict[str, Any], time: str) -> None:
    assert made == ["two"]
    article, (again, column) = two["article"], two["all"]
    assert article is not again and article == again
    assert type(column) is ArticleIndexPage
    article.title_vi = "Khác"
    again.refresh_from_db()
    assert again.title_vi == "Lễ hội mùa xuân"


def test_only_what_a_test_asks_for_is_there(province: Any, commune: Any) -> None:
    """Tests of articles come before it, others of the portal alone before those: see `sorted_for_sharing`."""
    assert set(HomePage.objects.all()) == {province, commune}
    assert not ArticleIndexPage.objects.exists()


@pytest.mark.django_db
def test_nothing_is_there_for_who_asks_for_nothing() -> None:
    assert not HomePage.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("province", ["33"])
def test_a_parameter_may_have_the_name_of_a_fixture(province: str) -> None:
    assert province == "33"
    assert not HomePage.objects.exists()


def test_a_transaction_of_its_own_may_be_begun(article: Any) -> None:
    with transaction.atomic(durable=True):
        assert BasePage.objects.filter(pk=article.pk).exists()


class TestWithAnOrdinaryFixtureInTheMiddle:
    @pytest.fixture
    def column_page(self, province: Any) -> Any:
        return ArticleIndexPageFactory(parent=province, title="Chuyện", slug="chuyen")

    def test_what_needs_it_is_made_of_it(self, article: Any, column_page: Any) -> None:
        assert article.is_child_of(column_page)
        assert ArticleIndexPage.objects.get() == column_page
