"""Asking what is live: two ways do it right, and a lint test that nobody takes a third."""

import ast
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation

from promo.core.languages import CODES
from promo.core.models import BasePage
from promo.core.publishing import publish_language, withdraw_language
from promo.core.querysets import live_q
from promo.core.translated import ADDRESS_FIELDS, STATE_FIELDS, translated_fields
from promo.editorial.models import ArticlePage, RelatedArticle
from tests.factories import ArticlePageFactory

# --- live_in and live_q ------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("interface", ["vi", "en", "lo"])
def test_live_in_asks_the_language_named_whatever_the_interface_speaks(article: Any, interface: str) -> None:
    publish_language(article, "ja", {"title": "春祭り"})
    with translation.override(interface):
        live = {code for code in CODES if BasePage.objects.live_in(code).filter(pk=article.pk).exists()}
        assert live == {"vi", "en", "ja"}
        assert live == set(ArticlePage.objects.get(pk=article.pk).live_languages)


@pytest.mark.django_db
def test_a_queryset_built_in_one_language_asks_the_same_in_another(article: Any) -> None:
    with translation.override("en"):
        japanese = BasePage.objects.live_in("ja").filter(pk=article.pk)
    with translation.override("vi"):
        assert not japanese.exists()


@pytest.mark.django_db
def test_live_q_over_a_relation(article: Any, column_page: Any) -> None:
    other = ArticlePageFactory(parent=column_page, title="Bài hai")
    RelatedArticle.objects.create(article=other, related=article, sort_order=0)
    RelatedArticle.objects.create(article=article, related=other, sort_order=0)
    with translation.override("fr"):
        rows = RelatedArticle.objects.filter(live_q("en", prefix="related__"))
        assert [row.related_id for row in rows] == [article.pk]
        assert RelatedArticle.objects.filter(live_q("vi", prefix="related__")).count() == 2
        assert not RelatedArticle.objects.filter(live_q("fr", prefix="related__")).exists()
    withdraw_language(article, "en")
    assert not RelatedArticle.objects.filter(live_q("en", prefix="related__")).exists()


@pytest.mark.django_db
def test_an_unpublished_page_is_live_in_no_language(article: Any) -> None:
    ArticlePage.objects.get(pk=article.pk).unpublish()
    page = ArticlePage.objects.get(pk=article.pk)
    assert page.published_at_en is not None, "the desk's date stays"
    assert not [code for code in CODES if page.published_in(code)]
    assert not BasePage.objects.filter(live_q("en")).filter(pk=article.pk).exists()


@pytest.mark.django_db
def test_newest_first_goes_by_the_languages_own_date(article: Any, column_page: Any) -> None:
    late = ArticlePageFactory(parent=column_page, title="Bài mới")
    publish_language(late, "ja", {"title": "新"})
    publish_language(article, "ja", {"title": "春祭り"})
    in_order = [page.pk for page in BasePage.objects.child_of(column_page).live_in("ja").newest_first("ja")]
    assert in_order == [article.pk, late.pk]
    in_order = [page.pk for page in BasePage.objects.child_of(column_page).live_in("vi").newest_first("vi")]
    assert in_order == [late.pk, article.pk]


# --- The lint ----------------------------------------------------------------------------------

METHODS = {
    "filter", "exclude", "get", "order_by", "values", "values_list", "annotate", "aggregate", "alias", "only", "defer", "update",
    "earliest", "latest", "distinct", "in_bulk", "get_or_create", "update_or_create", "select_for_update", "dates", "datetimes",
}  # fmt: skip
EXPRESSIONS = {
    "Q", "F", "When", "OuterRef", "Count", "Max", "Min", "Sum", "Avg", "Lower", "Upper", "Length", "Coalesce", "Concat", "Substr",
    "StringAgg", "Trim", "Cast", "Collate",
}  # fmt: skip
# Methods whose plain strings are fields; `get("title")` is more often a dictionary's.
NAMED_BY_STRINGS = METHODS - {"filter", "exclude", "get", "annotate", "aggregate", "alias", "update", "get_or_create"}
# Never right in a query, whatever the model.
STATE_NAMES = {*STATE_FIELDS, *ADDRESS_FIELDS}


def _models() -> list[Any]:
    return [model for model in apps.get_models() if model.__module__.startswith("promo.")]


def translated_names() -> dict[str, set[str]]:
    """Model -> its translated bare names."""
    return {model.__name__: set(translated_fields(model)) for model in _models() if translated_fields(model)}


def plain_names() -> set[str]:
    """Bare names that some model of the installation has as an ordinary column: `name` of a group, `unit` of a portal."""
    translated = translated_names()
    return {
        field.name
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        or (field.name not in translated.get(model.__name__, ()) and not issubclass(model, BasePage))
    } - {"title"}  # of a picture or a document, whose queries say so, and far more often of a page


def problems(source: str, where: str) -> Iterator[str]:
    """Bare translated names in lookups, each with its line.

    A name that another model has as an ordinary column is judged by the model the query starts from,
    and passes only where that model is known not to translate it.
    """
    by_model, plain = translated_names(), plain_names()
    everywhere = set().union(*by_model.values())
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        method = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if method not in METHODS | EXPRESSIONS:
            continue
        model = _model_of(call)
        for lookup in _lookups(call, method):
            parts = lookup.lstrip("-").split("__")
            # Only the first part is a column of the model itself; behind a relation any translated name is wrong.
            for number, part in enumerate(parts):
                bad = part in STATE_NAMES
                if part in everywhere and not bad:
                    bad = part in by_model.get(model, ()) if number == 0 and model is not None else part not in plain
                if bad:
                    yield f"{where}:{call.lineno}: {method}({lookup!r}) reads the column of whatever language is active"


def _lookups(call: ast.Call, method: str) -> Iterator[str]:
    for keyword in call.keywords:
        if keyword.arg is not None:
            # The left side of annotate(x=…) is a new name.
            if method not in ("annotate", "aggregate", "alias"):
                yield keyword.arg
        elif isinstance(keyword.value, ast.Dict):
            for key in keyword.value.keys:
                yield from _strings(key)
    if method in NAMED_BY_STRINGS | EXPRESSIONS:
        for argument in call.args:
            yield from _strings(argument)


def _strings(node: Any) -> Iterator[str]:
    """String constants, also in an f-string's fixed parts, a starred list or a tuple; not in calls inside."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        for value in node.values:
            yield from _strings(value)
    elif isinstance(node, ast.Starred):
        yield from _strings(node.value)
    elif isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        for element in node.elts:
            yield from _strings(element)


def _model_of(call: ast.Call) -> str | None:
    """Name of the model a chain of queryset methods starts from, where it is written out: Model.objects.…"""
    node: Any = call.func
    while True:
        if isinstance(node, ast.Attribute):
            if node.attr in ("objects", "_base_manager", "_default_manager") and isinstance(node.value, ast.Name):
                name = node.value.id
                return name if name[:1].isupper() else None
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            return None


def test_no_code_asks_by_a_bare_translated_name() -> None:
    files = [path for path in (settings.BASE_DIR / "promo").rglob("*.py") if "migrations" not in path.parts]
    assert len(files) > 80
    found = [
        problem
        for path in files
        for problem in problems(path.read_text(encoding="utf-8"), str(path.relative_to(settings.BASE_DIR)))
    ]
    assert not found, "\n".join(found)


PLANTED = [
    "BasePage.objects.filter(published_at__isnull=False)",
    "BasePage.objects.filter(title='x')",
    "BasePage.objects.live_in('en').exclude(title__icontains='x')",
    "pages.order_by('-published_at')",
    "pages.filter(title='x')",
    "Q(page__title='x')",
    "ArticlePage.objects.order_by('introduction')",
    "queryset.order_by('introduction', 'pk')",
    "queryset.values_list('pk', 'local_slug')",
    "BasePage.objects.values('public_path')",
    "RelatedArticle.objects.filter(related__published_at__lt=now)",
    "Q(article__introduction='x')",
    "Q(**{'published_at': 1})",
    "Q(**{f'{prefix}published_at__isnull': False})",
    "F('path_key')",
    "BasePage.objects.annotate(first=Lower('introduction'))",
    "BasePage.objects.annotate(n=Count('pk', filter=Q(page__published_at=None)))",
    "Case(When(published_at__gt=now, then=1))",
    "Tag.objects.filter(name='x')",
    "Tag.objects.get_or_create(name='x')",
    "AdministrativeUnit.objects.filter(parent=unit).order_by('full_name')",
    "PortalImage.objects.filter(caption='')",
    "Figure.objects.values_list(*['label', 'pk'])",
    "BasePage.objects.only('search_description')",
    "HomePage.objects.filter(pk=1).update(tagline='x')",
]

ALLOWED = [
    "BasePage.objects.live_in('en').filter(live_q('en'))",
    "BasePage.objects.filter(title_vi='x').order_by('-published_at_en')",
    "BasePage.objects.order_by(f\"-{column('published_at', code)}\")",
    "BasePage.objects.filter(**{column('path_key', code): key})",
    "Group.objects.filter(name='x')",
    "Site.objects.values_list('root_page__path')",
    "PortalImage.objects.filter(title='x')",
    "HomePage.objects.filter(unit=unit)",
    "content.get('title', {}).get('introduction')",
    "page.text_in('title', 'en')",
    "data.values()",
    "content.items()",
]


@pytest.mark.parametrize("source", PLANTED)
def test_the_lint_finds_a_planted_one(source: str) -> None:
    assert list(problems(source, "planted.py")), source


@pytest.mark.parametrize("source", ALLOWED)
def test_the_lint_leaves_right_code_alone(source: str) -> None:
    assert not list(problems(source, "fine.py")), source


@pytest.mark.django_db
def test_the_trap_is_real(article: Any) -> None:
    """Why the lint exists: the same lookup finds the page or not by the interface's language."""
    with translation.override("vi"):
        assert ArticlePage.objects.filter(title="Lễ hội mùa xuân").exists()
    with translation.override("en"):
        assert not ArticlePage.objects.filter(title="Lễ hội mùa xuân").exists()
