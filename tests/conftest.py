"""Fixtures of the whole suite."""

import gc
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from promo.core.management.commands.compile_catalogues import compile_catalogues
from tests.shared import django_db_setup, forget, pytest_runtest_setup, shared, sorted_for_sharing  # noqa: F401

# What a test asks for if it touches the database.
DATABASE_FIXTURES = {"db", "transactional_db"}
# A database knows nothing of these that it does not show in Vietnamese, English and Japanese.
OTHER_LANGUAGES = {"zh-hans", "ko", "fr", "lo"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database", action="store_true", help="Only tests that touch the database, for a run on another one."
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[Any]) -> None:
    if config.getoption("--only-database"):
        items[:] = [
            item
            for item in items
            if (item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))
            and not OTHER_LANGUAGES & set(map(str, getattr(getattr(item, "callspec", None), "params", {}).values()))
        ]
    items[:] = sorted_for_sharing(items)


def pytest_collection_finish() -> None:
    # What has been imported stays: looking it over again and again took a tenth of the suite's time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)


def pytest_configure() -> None:
    # A fresh clone has catalogues but nothing compiled of them.
    compile_catalogues()


@pytest.fixture(autouse=True)
def _fresh_memory() -> Any:
    """What one test remembers (the map of sites, menus) must not be there for the next."""
    forget()
    yield
    forget()


@shared
def province() -> Any:
    from tests.factories import PortalFactory

    return PortalFactory(key="33", name="Hưng Yên", kind="province", host="testserver")


@shared
def commune(province: Any) -> Any:
    from tests.factories import PortalFactory

    return PortalFactory(key="12049", name="Mễ Sở", kind="commune", host="me-so.testserver", above=province)


@shared
def column_page(province: Any) -> Any:
    from tests.factories import ArticleIndexPageFactory

    return ArticleIndexPageFactory(parent=province, title="Tin tức", slug="tin-tuc", en="News")


@shared
def article(column_page: Any) -> Any:
    from tests.factories import ArticlePageFactory

    return ArticlePageFactory(parent=column_page, title="Lễ hội mùa xuân", en="Spring festival")


@pytest.fixture
def administrator(db: Any) -> Any:
    return get_user_model().objects.create_superuser("admin", "admin@example.vn", "secret-for-tests")


@pytest.fixture
def english_admin(client: Any, administrator: Any) -> Any:
    """A signed-in administrator who works in English: the setting in which bare names go wrong."""
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(administrator)
    profile.preferred_language = "en"
    profile.save()
    client.force_login(administrator)
    return client
