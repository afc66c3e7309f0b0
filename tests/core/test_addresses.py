"""Stored addresses: right in every language after whatever happens to a page, refused where taken."""

import hashlib
import time
import unicodedata
import uuid
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from promo.core.addresses import follow_changes, path_key
from promo.core.languages import CODES, NAMES, column
from promo.core.models import BasePage, PathChange
from promo.core.publishing import publish_language, withdraw_language
from promo.editorial.models import ArticlePage
from tests.core.test_who_writes_what import form_data
from tests.factories import ArticleIndexPageFactory, ArticlePageFactory, SectionPageFactory

pytestmark = pytest.mark.django_db


def paths(page: Any) -> dict[str, str]:
    row = BasePage.objects.values(*(column("public_path", code) for code in CODES)).get(pk=page.pk)
    return {code: row[column("public_path", code)] for code in CODES}


def assert_keys_match(queryset: Any) -> None:
    fields = [column(field, code) for code in CODES for field in ("public_path", "path_key")]
    for row in queryset.values(*fields):
        for code in CODES:
            path = row[column("public_path", code)]
            assert row[column("path_key", code)] == hashlib.md5(path.encode(), usedforsecurity=False).hexdigest()


def rename(page: Any, slug: str) -> None:
    page = BasePage.objects.get(pk=page.pk).specific
    page.slug = slug
    page.save()


def move(page: Any, target: Any) -> None:
    BasePage.objects.get(pk=page.pk).specific.move(BasePage.objects.get(pk=target.pk), pos="last-child")


# --- What is stored --------------------------------------------------------------------------


def test_a_new_page_has_an_address_in_every_language(article: Any) -> None:
    assert paths(article) == {
        "vi": "/hung-yen/tin-tuc/le-hoi-mua-xuan/",
        "en": "/hung-yen/news/spring-festival/",
        **dict.fromkeys(("zh-hans", "ja", "ko", "fr", "lo"), "/hung-yen/tin-tuc/le-hoi-mua-xuan/"),
    }
    assert_keys_match(BasePage.objects.all())


def test_each_language_has_words_of_its_own(article: Any) -> None:
    titles = {"zh-hans": "春节庙会", "ja": "春／祭り", "ko": "봄 축제", "fr": "La fête de l’été", "lo": "ບຸນ ນ້ຳ"}
    for code, title in titles.items():
        publish_language(article, code, {"title": title})
    stored = paths(article)
    assert {code: stored[code].rsplit("/", 2)[1] for code in titles} == {
        "zh-hans": "春节庙会",
        "ja": "春-祭り",
        "ko": "봄-축제",
        "fr": "la-fete-de-l-ete",
        "lo": "ບຸນ-ນ້ຳ",
    }
    assert_keys_match(BasePage.objects.all())


def test_words_given_to_publishing_win_over_the_title_and_stay(article: Any) -> None:
    publish_language(article, "fr", {"title": "La fête"}, local_slug="Fête du Printemps!")
    publish_language(article, "fr", {"title": "Autre titre"})
    assert paths(article)["fr"] == "/hung-yen/tin-tuc/fete-du-printemps/"


def test_rename_changes_only_the_languages_without_words_of_their_own(article: Any) -> None:
    rename(article, "hoi-xuan")
    stored = paths(article)
    assert stored["vi"] == stored["lo"] == "/hung-yen/tin-tuc/hoi-xuan/"
    assert stored["en"] == "/hung-yen/news/spring-festival/"
    assert_keys_match(BasePage.objects.all())


def test_publishing_from_a_stale_instance_keeps_a_renamed_page_where_it_is(article: Any) -> None:
    stale = ArticlePage.objects.get(pk=article.pk)
    rename(article, "hoi-xuan")
    publish_language(stale, "ja", {"title": "春祭り"})
    assert paths(article)["vi"] == "/hung-yen/tin-tuc/hoi-xuan/"
    assert BasePage.objects.get(pk=article.pk).slug == "hoi-xuan"


def test_rename_of_a_parent_reaches_every_depth(province: Any) -> None:
    top = SectionPageFactory(parent=province, title="Du lịch", en="Travel", ja="旅")
    middle = SectionPageFactory(parent=top, title="Làng nghề", en="Villages")
    leaf = SectionPageFactory(parent=middle, title="Hồ sen", ja="蓮の池")
    publish_language(top, "ja", {"title": "旅"}, local_slug="観光")
    rename(top, "kham-pha")
    assert paths(leaf) == {
        "vi": "/hung-yen/kham-pha/lang-nghe/ho-sen/",
        "en": "/hung-yen/travel/villages/ho-sen/",
        "ja": "/hung-yen/観光/lang-nghe/蓮の池/",
        **dict.fromkeys(("zh-hans", "ko", "fr", "lo"), "/hung-yen/kham-pha/lang-nghe/ho-sen/"),
    }
    assert_keys_match(BasePage.objects.all())


def test_move_with_everything_below(province: Any, article: Any, column_page: Any) -> None:
    section = SectionPageFactory(parent=province, title="Lưu trữ", en="Archive")
    move(column_page, section)
    assert paths(article)["vi"] == "/hung-yen/luu-tru/tin-tuc/le-hoi-mua-xuan/"
    assert paths(article)["en"] == "/hung-yen/archive/news/spring-festival/"
    assert_keys_match(BasePage.objects.all())


def test_a_slug_that_begins_like_its_parents_is_rewritten_once(province: Any) -> None:
    """The old prefix comes twice in the address: only the first is the parent's."""
    outer = SectionPageFactory(parent=province, title="A", slug="a")
    inner = SectionPageFactory(parent=outer, title="A", slug="a")
    beside = SectionPageFactory(parent=province, title="A a", slug="aa")
    rename(outer, "b")
    assert paths(inner)["vi"] == "/hung-yen/b/a/"
    assert paths(beside)["vi"] == "/hung-yen/aa/"


def test_quotes_and_wildcards_in_titles_are_no_pattern(province: Any) -> None:
    section = SectionPageFactory(parent=province, title="100% _ ' \" \\", slug="phan-tram")
    child = SectionPageFactory(parent=section, title="Con", slug="con")
    publish_language(section, "lo", {"title": "100%_'\"\\ ລາວ"})
    assert paths(child)["lo"] == "/hung-yen/100-ລາວ/con/"


def test_withdrawing_a_language_keeps_its_address_for_the_return(article: Any) -> None:
    withdraw_language(article, "en")
    assert paths(article)["en"] == "/hung-yen/news/spring-festival/"


def test_a_draft_that_renames_changes_no_address(article: Any) -> None:
    page = ArticlePage.objects.get(pk=article.pk)
    page.slug = "ten-moi"
    before = PathChange.objects.count()
    page.save_revision()
    assert paths(article)["vi"] == "/hung-yen/tin-tuc/le-hoi-mua-xuan/"
    assert PathChange.objects.count() == before


# --- Clashes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [code for code in CODES if code != "vi"])
def test_publishing_into_a_taken_address_names_its_language(column_page: Any, code: str) -> None:
    first = ArticlePageFactory(parent=column_page, title="Bài một")
    second = ArticlePageFactory(parent=column_page, title="Bài hai")
    publish_language(first, code, {"title": "Same"}, local_slug="same")
    before = paths(second)
    with pytest.raises(ValidationError) as refusal:
        publish_language(second, code, {"title": "Same"}, local_slug="same")
    message = " ".join(refusal.value.messages)
    assert NAMES[code] in message
    assert "Bài một" in message
    assert not [name for other, name in NAMES.items() if other != code and name in message]
    assert paths(second) == before
    assert not BasePage.objects.live_in(code).filter(pk=second.pk).exists()
    assert getattr(ArticlePage.objects.get(pk=second.pk), column("title", code)) is None


def test_a_vietnamese_slug_that_is_anothers_english_word_is_refused(column_page: Any) -> None:
    """Two pages, no clash in Vietnamese: but the first's English address would be the second's."""
    ArticlePageFactory(parent=column_page, title="Lễ hội", en="Festival")
    with pytest.raises(ValidationError, match="English"):
        ArticlePageFactory(parent=column_page, title="Festival")
    assert not BasePage.objects.filter(slug="festival").exists()


def test_a_rename_into_anothers_english_word_is_refused(column_page: Any) -> None:
    ArticlePageFactory(parent=column_page, title="Lễ hội", en="Festival")
    page = ArticlePageFactory(parent=column_page, title="Hội chợ")
    with pytest.raises(ValidationError, match="English"):
        rename(page, "festival")
    assert paths(page)["vi"] == "/hung-yen/tin-tuc/hoi-cho/"


def test_a_move_to_where_the_address_is_taken_is_refused_and_changes_nothing(province: Any, column_page: Any) -> None:
    page = ArticlePageFactory(parent=column_page, title="Chợ phiên", en="Fair")
    target = ArticleIndexPageFactory(parent=province, title="Văn hóa", en="Culture")
    ArticlePageFactory(parent=target, title="Hội chợ", en="Fair")
    with pytest.raises(ValidationError, match="English"):
        move(page, target)
    assert paths(page)["en"] == "/hung-yen/news/fair/"
    assert BasePage.objects.get(pk=page.pk).get_parent().pk == column_page.pk


def test_the_form_for_a_new_page_shows_a_clash_in_one_language(column_page: Any, english_admin: Any) -> None:
    ArticlePageFactory(parent=column_page, title="Lễ hội", en="Festival")
    url = reverse("wagtailadmin_pages:add", args=["editorial", "articlepage", column_page.pk])
    for action in ({"action-publish": "1"}, {}):
        response = english_admin.post(url, {**form_data(title="Hội chợ xuân", slug="festival"), **action})
        assert response.status_code == 200, "the form comes back"
        form = response.context["form"]
        assert "English" in str(form.errors)
        assert "Lễ hội" in str(form.errors)
        assert form["title_vi"].value() == "Hội chợ xuân", "nothing typed is lost"
        assert "Hội chợ xuân" in response.content.decode()
    assert not BasePage.objects.filter(slug="festival").exists()


def test_pages_whose_titles_give_no_slug_get_one_each(column_page: Any) -> None:
    for title in ("农业", "ບຸນ", "🐉"):
        column_page.add_child(instance=ArticlePage(title_vi=title, introduction_vi="x"))
    assert set(ArticlePage.objects.values_list("slug", flat=True)) == {"trang", "trang-2", "trang-3"}


@pytest.mark.parametrize("action", [{"action-publish": "1"}, {}], ids=["publish", "draft"])
def test_the_edit_form_shows_a_clash_in_one_language(column_page: Any, english_admin: Any, action: Any) -> None:
    ArticlePageFactory(parent=column_page, title="Lễ hội", en="Festival")
    page = ArticlePageFactory(parent=column_page, title="Hội chợ")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = english_admin.post(url, {**form_data(title="Hội chợ xuân", slug="festival"), **action})
    assert response.status_code == 200
    assert "English" in str(response.context["form"].errors)
    assert "Hội chợ xuân" in response.content.decode()
    page = ArticlePage.objects.get(pk=page.pk)
    assert (page.title_vi, page.slug) == ("Hội chợ", "hoi-cho")


def test_the_move_view_says_why_it_refuses(province: Any, column_page: Any, english_admin: Any) -> None:
    page = ArticlePageFactory(parent=column_page, title="Chợ phiên", en="Fair")
    target = ArticleIndexPageFactory(parent=province, title="Văn hóa", en="Culture")
    ArticlePageFactory(parent=target, title="Hội chợ", en="Fair")
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk])
    response = english_admin.post(url, follow=True)
    assert response.status_code == 200
    assert "English" in response.content.decode()
    assert paths(page)["en"] == "/hung-yen/news/fair/"


def test_the_copy_view_says_why_it_refuses(column_page: Any, english_admin: Any) -> None:
    ArticlePageFactory(parent=column_page, title="Lễ hội", en="Festival")
    page = ArticlePageFactory(parent=column_page, title="Hội chợ")
    response = english_admin.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {"new_title": "Bản sao", "new_slug": "festival", "new_parent_page": column_page.pk, "publish_copies": ""},
        follow=True,
    )
    assert response.status_code == 200
    assert "English" in response.content.decode()
    assert not BasePage.objects.filter(slug="festival").exists()


def test_two_pages_may_swap_words_in_two_steps(column_page: Any) -> None:
    first = ArticlePageFactory(parent=column_page, title="Một")
    second = ArticlePageFactory(parent=column_page, title="Hai")
    rename(first, "tam")
    rename(second, "mot")
    rename(first, "hai")
    assert (paths(first)["vi"], paths(second)["vi"]) == ("/hung-yen/tin-tuc/hai/", "/hung-yen/tin-tuc/mot/")


# --- Many ------------------------------------------------------------------------------------


def test_five_thousand_pages_renamed_at_once(province: Any) -> None:
    section = SectionPageFactory(parent=province, title="Kho", slug="kho", en="Store", lo="ສາງ")
    count = 5000
    rows = []
    parent_paths, locale, kind = paths(section), Locale.get_default(), ContentType.objects.get_for_model(BasePage)
    for number in range(count):
        page = BasePage(
            title_vi=f"Trang {number}", draft_title=f"Trang {number}", slug=f"trang-{number}", live=True, locale=locale,
            content_type=kind, translation_key=uuid.uuid4(), depth=section.depth + 1,
            path=BasePage._get_path(section.path, section.depth + 1, number + 1), url_path=f"{section.url_path}trang-{number}/",
        )  # fmt: skip
        for code in CODES:
            path = f"{parent_paths[code]}trang-{number}/"
            setattr(page, column("public_path", code), path)
            setattr(page, column("path_key", code), path_key(path))
        rows.append(page)
    BasePage.objects.bulk_create(rows, batch_size=500)
    BasePage.objects.filter(pk=section.pk).update(numchild=count)

    page = BasePage.objects.get(pk=section.pk).specific
    page.slug = "kho-du-lieu"
    started = time.monotonic()
    with CaptureQueriesContext(connection) as queries:
        page.save()
    assert time.monotonic() - started < 10
    # Most of them Wagtail's own checks and indexes of one saved page; none for any of the 5,000.
    statements = [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    # Five of them are the translation desk's.
    assert len(statements) <= 35, "\n".join(statement[:200] for statement in statements)
    assert sum("public_path_vi" in statement for statement in statements if statement.startswith("UPDATE")) == 2

    children = BasePage.objects.below(page)
    assert children.count() == count
    for code, prefix in (
        ("vi", "/hung-yen/kho-du-lieu/"),
        ("ja", "/hung-yen/kho-du-lieu/"),
        ("en", "/hung-yen/store/"),
    ):
        assert children.filter(**{f"{column('public_path', code)}__startswith": prefix}).count() == count
    assert paths(rows[4321])["lo"] == "/hung-yen/ສາງ/trang-4321/"
    assert children.filter(url_path__startswith="/hung-yen/kho-du-lieu/").count() == count
    assert_keys_match(children.filter(slug__endswith="21"))


def test_a_link_and_a_new_address_cost_the_same_whatever_hangs_below(province: Any) -> None:
    def cost(children: int) -> int:
        section = SectionPageFactory(parent=province, title=f"Mục {children}")
        for number in range(children):
            SectionPageFactory(parent=section, title=f"Con {number}")
        page = BasePage.objects.get(pk=section.pk).specific
        page.slug = f"doi-ten-{children}"
        with CaptureQueriesContext(connection) as queries:
            page.save()
        return len(queries)

    cost(0)
    assert cost(6) == cost(1)


# --- Old addresses ---------------------------------------------------------------------------


def now_at(language: str, path: str) -> Any:
    page = follow_changes(language, path)
    return page.pk if page else None


def test_old_addresses_lead_to_the_page_in_each_language(article: Any) -> None:
    publish_language(article, "ja", {"title": "春祭り"})
    before = paths(article)
    rename(article, "hoi-xuan")
    publish_language(article, "en", {"title": "The feast"}, local_slug="the-feast")
    publish_language(article, "ja", {"title": "春の祭り"}, local_slug="春の祭り")
    after = paths(article)
    assert before["ja"] == "/hung-yen/tin-tuc/春祭り/"
    for code in ("vi", "en", "ja"):
        assert before[code] != after[code]
        assert now_at(code, before[code]) == article.pk


def test_rename_of_a_rename_and_back_again(article: Any) -> None:
    for slug in ("hai", "ba", "bon", "le-hoi-mua-xuan", "nam"):
        rename(article, slug)
    for slug in ("le-hoi-mua-xuan", "hai", "ba", "bon"):
        assert now_at("vi", f"/hung-yen/tin-tuc/{slug}/") == article.pk
    rename(article, "hai")
    for slug in ("le-hoi-mua-xuan", "ba", "bon", "nam"):
        assert now_at("vi", f"/hung-yen/tin-tuc/{slug}/") == article.pk


def test_old_address_of_a_page_below_a_renamed_and_moved_section(province: Any, column_page: Any, article: Any) -> None:
    archive = SectionPageFactory(parent=province, title="Lưu trữ", en="Archive")
    rename(column_page, "thoi-su")
    rename(article, "hoi-xuan")
    move(column_page, archive)
    rename(archive, "kho")
    assert paths(article)["vi"] == "/hung-yen/kho/thoi-su/hoi-xuan/"
    for old in (
        "/hung-yen/tin-tuc/le-hoi-mua-xuan/",
        "/hung-yen/thoi-su/le-hoi-mua-xuan/",
        "/hung-yen/thoi-su/hoi-xuan/",
        "/hung-yen/luu-tru/thoi-su/hoi-xuan/",
    ):
        assert now_at("vi", old) == article.pk, old
    assert now_at("vi", "/hung-yen/tin-tuc/") == column_page.pk
    assert now_at("en", "/hung-yen/news/spring-festival/") == article.pk


def test_the_child_was_renamed_before_its_parent(column_page: Any, article: Any) -> None:
    rename(article, "hoi-xuan")
    rename(column_page, "thoi-su")
    assert now_at("vi", "/hung-yen/tin-tuc/le-hoi-mua-xuan/") == article.pk
    assert now_at("vi", "/hung-yen/tin-tuc/hoi-xuan/") == article.pk


def test_a_reused_address_belongs_to_the_page_that_has_it_now(column_page: Any, article: Any) -> None:
    rename(article, "hoi-xuan")
    newcomer = ArticlePageFactory(parent=column_page, title="Bài mới", slug="le-hoi-mua-xuan")
    assert BasePage.objects.get(path_key_vi=path_key("/hung-yen/tin-tuc/le-hoi-mua-xuan/")).pk == newcomer.pk
    # And when the newcomer moves on, the address is its old one, not the first page's.
    rename(newcomer, "bai-moi")
    assert now_at("vi", "/hung-yen/tin-tuc/le-hoi-mua-xuan/") == newcomer.pk


def test_two_sections_that_swapped_names(province: Any) -> None:
    first = SectionPageFactory(parent=province, title="Một")
    second = SectionPageFactory(parent=province, title="Hai")
    child = SectionPageFactory(parent=first, title="Con")
    rename(first, "tam")
    rename(second, "mot")
    rename(first, "hai")
    assert paths(child)["vi"] == "/hung-yen/hai/con/"
    assert now_at("vi", "/hung-yen/tam/con/") == child.pk
    assert now_at("vi", "/hung-yen/mot/con/") == child.pk


def test_an_address_that_never_was_leads_nowhere(article: Any) -> None:
    rename(article, "hoi-xuan")
    assert now_at("vi", "/hung-yen/tin-tuc/chua-tung-co/") is None
    assert now_at("ja", "/hung-yen/tin-tuc/chua-tung-co/") is None
    assert now_at("vi", "/" + "a/" * 500) is None


def test_a_deleted_page_takes_its_old_addresses_along(article: Any) -> None:
    rename(article, "hoi-xuan")
    BasePage.objects.get(pk=article.pk).specific.delete()
    assert now_at("vi", "/hung-yen/tin-tuc/le-hoi-mua-xuan/") is None
    assert not PathChange.objects.filter(page=article.pk).exists()


def test_following_costs_few_queries_however_long_the_chain(article: Any) -> None:
    for number in range(8):
        rename(article, f"ten-{number}")
    with CaptureQueriesContext(connection) as queries:
        assert now_at("vi", "/hung-yen/tin-tuc/ten-0/") == article.pk
    assert len(queries) == 2


def test_a_rename_keeps_one_row_a_language(article: Any) -> None:
    PathChange.objects.all().delete()
    rename(article, "hoi-xuan")
    # Public in Vietnamese and English; the English address did not change, the others nobody could link to.
    assert list(PathChange.objects.values_list("language", "old_path")) == [
        ("vi", "/hung-yen/tin-tuc/le-hoi-mua-xuan/")
    ]
    rename(article, "le-hoi-mua-xuan")
    rename(article, "hoi-xuan")
    assert PathChange.objects.count() == 2


def test_looking_for_what_never_was_costs_two_queries(article: Any) -> None:
    rename(article, "hoi-xuan")
    with CaptureQueriesContext(connection) as queries:
        assert now_at("vi", "/hung-yen/xmlrpc.php/") is None
    assert len(queries) <= 2


def test_many_renames_above_and_below_end_somewhere(province: Any) -> None:
    """Each of three levels was renamed between renames of the others: all 27 old combinations lead there."""
    top = SectionPageFactory(parent=province, title="A", slug="a0")
    middle = SectionPageFactory(parent=top, title="B", slug="b0")
    leaf = SectionPageFactory(parent=middle, title="C", slug="c0")
    known = [paths(leaf)["vi"]]
    for number in (1, 2, 3):
        for page, letter in ((top, "a"), (leaf, "c"), (middle, "b")):
            rename(page, f"{letter}{number}")
            known.append(paths(leaf)["vi"])
    for old in known[:-1]:
        assert now_at("vi", old) == leaf.pk, old
    with CaptureQueriesContext(connection) as queries:
        assert now_at("vi", "/hung-yen/a0/b0/x/") is None
    assert len(queries) <= 3 * 6


def test_messages_of_clashes_are_the_interface_languages(column_page: Any) -> None:
    ArticlePageFactory(parent=column_page, title="Lễ hội", en="Festival")
    with pytest.raises(ValidationError) as refusal:
        ArticlePageFactory(parent=column_page, title="Festival")
    with translation.override("en"):
        assert "In English the address" in " ".join(refusal.value.messages)


def test_letters_and_marks_apart_name_the_same_address(article: Any, settings: Any) -> None:
    from promo.core.sites import site_map

    publish_language(article, "ja", {"title": "ガイド"})
    site = site_map().for_host("testserver")
    apart = unicodedata.normalize("NFD", "tin-tuc/ガイド/")
    assert apart != "tin-tuc/ガイド/"
    assert site.full_path("ja", apart) == paths(article)["ja"]
