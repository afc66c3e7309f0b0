"""The page cache: kept until something is published, and only what depends on nothing but its address."""

import contextlib
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from promo.core import versions
from promo.core.middleware import PageCacheMiddleware
from promo.editorial.models import ArticlePage
from tests.factories import ArticlePageFactory


class Counter:
    """A view that says how often it was asked."""

    def __init__(self, **headers: str) -> None:
        self.asked = 0
        self.headers = headers
        self.change: Callable[[HttpResponse], Any] = lambda response: None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.asked += 1
        response = HttpResponse(f"{request.path} {self.asked}", headers=self.headers)
        self.change(response)
        return response


def ask(middleware: PageCacheMiddleware, path: str = "/vi/", method: str = "get", **extra: Any) -> HttpResponse:
    versions.forget_for_this_request()
    return middleware(getattr(RequestFactory(), method)(path, **extra))


def another_process_publishes() -> None:
    cache.set(versions._KEY, uuid.uuid4().hex, timeout=None)


def test_kept_and_given_again() -> None:
    view = Counter(**{"X-Page-Cache": "keep", "Cache-Control": "public", "Vary": "Accept-Encoding"})
    middleware = PageCacheMiddleware(view)
    first, second = ask(middleware), ask(middleware)
    assert view.asked == 1
    assert second.content == first.content
    assert second["Cache-Control"] == "public"
    assert "X-Page-Cache" not in first
    assert "X-Page-Cache" not in second


def test_dropped_when_another_process_publishes() -> None:
    view = Counter(**{"X-Page-Cache": "keep"})
    middleware = PageCacheMiddleware(view)
    ask(middleware)
    another_process_publishes()
    assert ask(middleware).content == b"/vi/ 2"
    assert ask(middleware).content == b"/vi/ 2"


@pytest.mark.parametrize(
    ("path", "extra"),
    [
        ("/en/", {}), ("/vi/tin-tuc/", {}), ("/vi/?page=2", {}), ("/vi/", {"HTTP_HOST": "other"}), ("/vi/", {"SERVER_PORT": "8000"}),
    ],
)  # fmt: skip
def test_each_address_is_a_page_of_its_own(path: str, extra: dict[str, Any]) -> None:
    view = Counter(**{"X-Page-Cache": "keep"})
    middleware = PageCacheMiddleware(view)
    ask(middleware)
    ask(middleware, path, **extra)
    ask(middleware, path, **extra)
    assert view.asked == 2


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/",
        "/sitemap.xml",
        "/id/x/",
        "/vi/?q=a",
        "/vi/?page=x",
        "/vi/?page=2&q=a",
        "/vi/?page=%C2%B2",
        "/vii/",
    ],
)
def test_not_kept_at_other_addresses(path: str) -> None:
    view = Counter(**{"X-Page-Cache": "keep"})
    middleware = PageCacheMiddleware(view)
    ask(middleware, path)
    ask(middleware, path)
    assert view.asked == 2


@pytest.mark.parametrize("method", ["post", "head", "put"])
def test_only_reading_is_kept(method: str) -> None:
    view = Counter(**{"X-Page-Cache": "keep"})
    middleware = PageCacheMiddleware(view)
    ask(middleware, method=method)
    ask(middleware, method=method)
    assert view.asked == 2


def unkept(response: HttpResponse, how: str) -> None:
    if how == "cookie":
        response.set_cookie("a", "b")
    elif how == "unasked":
        del response["X-Page-Cache"]
    else:
        response.status_code = int(how)


@pytest.mark.parametrize("how", ["cookie", "unasked", "404", "500", "301"])
def test_not_kept_for_what_it_is(how: str) -> None:
    view = Counter(**{"X-Page-Cache": "keep"})
    view.change = lambda response: unkept(response, how)
    middleware = PageCacheMiddleware(view)
    ask(middleware)
    assert "X-Page-Cache" not in ask(middleware)
    assert view.asked == 2


def test_a_page_made_before_a_publish_is_not_kept_for_after_it() -> None:
    """It was begun under the old version: kept, if at all, where nobody looks any more."""
    view = Counter(**{"X-Page-Cache": "keep"})
    view.change = lambda response: another_process_publishes() if view.asked == 1 else None
    middleware = PageCacheMiddleware(view)
    ask(middleware)
    assert ask(middleware).content == b"/vi/ 2"


# --- In the whole stack ------------------------------------------------------------------------


@pytest.fixture
def cached(settings: Any) -> Iterator[Client]:
    from django.conf import settings as live

    from portal.settings import base

    settings.MIDDLEWARE = base.MIDDLEWARE
    assert any(name.endswith("PageCacheMiddleware") for name in live.MIDDLEWARE)
    yield Client()


@pytest.mark.django_db
def test_the_second_visitor_costs_no_query(cached: Client, article: Any, django_assert_num_queries: Any) -> None:
    first = cached.get("/en/news/spring-festival/")
    assert first.status_code == 200
    # The map of sites may be asked again, since this test forgets it between requests; a page is not.
    with django_assert_num_queries(0):
        second = cached.get("/en/news/spring-festival/")
    assert second.content == first.content
    assert {name: second[name] for name in ("Content-Type", "Cache-Control", "Content-Security-Policy")} == {
        name: first[name] for name in ("Content-Type", "Cache-Control", "Content-Security-Policy")
    }


@pytest.mark.django_db
def test_a_publish_shows_at_once(cached: Client, article: Any, column_page: Any) -> None:
    assert "Lễ hội mùa xuân" in cached.get("/vi/tin-tuc/").content.decode()
    page = ArticlePage.objects.get(pk=article.pk)
    page.title_vi = "Hội làng"
    page.save_revision().publish()
    html = cached.get("/vi/tin-tuc/").content.decode()
    assert "Hội làng" in html
    assert "Lễ hội mùa xuân" not in html
    ArticlePageFactory(parent=column_page, title="Bài thêm vào cây")
    assert "Bài thêm vào cây" in cached.get("/vi/tin-tuc/").content.decode(), "made live in one step, too"
    ArticlePage.objects.get(pk=article.pk).delete()
    assert "Hội làng" not in cached.get("/vi/tin-tuc/").content.decode()


@pytest.mark.django_db
def test_a_draft_shows_to_nobody(cached: Client, article: Any) -> None:
    cached.get("/vi/tin-tuc/")
    page = ArticlePage.objects.get(pk=article.pk)
    page.title_vi = "Chưa duyệt"
    page.save_revision()
    assert "Chưa duyệt" not in cached.get("/vi/tin-tuc/").content.decode()


@pytest.mark.django_db
def test_staff_and_visitors_get_the_same_page(cached: Client, article: Any, administrator: Any) -> None:
    visitor = cached.get("/vi/tin-tuc/").content
    staff = Client()
    staff.force_login(administrator)
    assert staff.get("/vi/tin-tuc/").content == visitor


# --- The version itself ------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_bump_is_heard_here_at_once_and_elsewhere_after_the_commit(
    real_commits: None, django_capture_on_commit_callbacks: Any
) -> None:
    before = versions.current()
    with django_capture_on_commit_callbacks(execute=True):
        versions.bump()
        assert versions.current() != before
        assert cache.get(versions._KEY) == before
    assert cache.get(versions._KEY) != before
    assert versions.current() == cache.get(versions._KEY)


@pytest.mark.django_db
def test_a_change_that_is_undone_is_never_heard_elsewhere(
    real_commits: None, django_capture_on_commit_callbacks: Any
) -> None:
    before = versions.current()
    with django_capture_on_commit_callbacks(execute=True), contextlib.suppress(RuntimeError), transaction.atomic():
        versions.bump()
        raise RuntimeError
    assert cache.get(versions._KEY) == before
    versions.forget_for_this_request()
    assert versions.current() == before


def test_remembered_forgets_with_the_version_and_the_oldest_first() -> None:
    memory: versions.Remembered = versions.Remembered(size=2)
    made: list[str] = []

    def get(key: str) -> str:
        return memory.get(key, lambda: made.append(key) or key)

    for key in ("a", "b", "a", "c", "a", "b"):
        assert get(key) == key
    assert made == ["a", "b", "c", "b"]
    versions._write()
    get("a")
    assert made[-1] == "a"
    assert memory.get_many(["a", "d"], lambda keys: {key: key for key in keys}) == {"a": "a", "d": "d"}
