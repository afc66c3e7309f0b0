"""The board: what it shows, how it narrows, what it does with many at once, and what it costs."""

import re
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from promo.core import versions
from promo.languages import originals
from promo.languages.board_cells import Column, age_of
from promo.languages.models import Original, Translation
from promo.languages.names import initials
from promo.portals.models import Notice
from tests.factories import ArticlePageFactory
from tests.languages.board_bench import fill, open_board
from tests.languages.conftest import group_at, person, translation_of
from tests.shared import shared

pytestmark = pytest.mark.django_db
S = Translation.State


def tree(response: Any) -> Any:
    return BeautifulSoup(response.content.decode(), "html.parser")


def titles(response: Any) -> list[str]:
    return [link.get_text() for link in tree(response).select(".board-table th.name a")]


def cell(response: Any, title: str, language: str) -> Any:
    """The link of one cell."""
    for row in tree(response).select("tr.entry"):
        if row.select("th.name a")[0].get_text() == title:
            return next(link for link in row.select("td.cell a") if f"/{language}/" in link.get("href"))
    raise AssertionError(f"no row “{title}”")


def put(page: Any, language: str, **values: Any) -> Translation:
    translation = translation_of(page, language)
    Translation.objects.filter(pk=translation.pk).update(**values)
    translation.refresh_from_db()
    return translation


class TestWhatItShows:
    def test_pages_in_the_order_of_the_tree_then_records(self, english_admin: Any, province: Any, story: Any) -> None:
        now = timezone.now()
        Notice.objects.create(portal=province, text_vi="Nghỉ lễ", kind="info", starts=now, ends=now + timedelta(days=1))
        for page in (province, story.get_parent().specific, story):
            originals.original_of(page)
        shown = titles(open_board(english_admin, province))
        assert shown == ["Hưng Yên", "Tin tức", "Đền Đa Hòa", "Nghỉ lễ"]
        depths = [th.get("class") for th in tree(open_board(english_admin, province)).select("tr.entry th.name")]
        assert depths == [["name", f"depth-{depth}"] for depth in (0, 0, 1, 0)]

    def test_another_portals_pages_stay_away(self, english_admin: Any, province: Any, commune: Any, story: Any) -> None:
        for page in (province, commune, story):
            originals.original_of(page)
        assert "Mễ Sở" not in titles(open_board(english_admin, province))
        assert titles(open_board(english_admin, commune)) == ["Mễ Sở"]

    def test_columns_are_the_languages_the_portal_offers(self, english_admin: Any, province: Any, story: Any) -> None:
        originals.original_of(story)
        type(province).objects.filter(pk=province.pk).update(languages=["vi", "en", "lo"])
        heads = [link.get_text() for link in tree(open_board(english_admin, province)).select("th.head a")]
        assert heads == ["English", "Lao"]

    def test_a_cell_says_its_state_in_words(self, english_admin: Any, province: Any, story: Any) -> None:
        mai = person("mai")
        mai.first_name, mai.last_name = "Lê Thị", "Mai"
        mai.save()
        yesterday = timezone.localdate() - timedelta(days=1)
        put(story, "fr", state=S.WORK, units_total=10, units_done=6, words_todo=12, translator=mai, due=yesterday)
        link = cell(open_board(english_admin, province), "Đền Đa Hòa", "fr")
        assert link.get("href") == reverse("translation_desk", args=[translation_of(story).original_id, "fr"])
        label = link.get("aria-label")
        assert label.startswith(
            "Đền Đa Hòa – French: In work, 60 %, 12 words to do, given to Lê Thị Mai, overdue since "
        )
        text = " ".join(link.get_text(" ").split())
        assert text == f"In work 12 words · today LM {yesterday.day}/{yesterday.month}"
        assert link.select(".who.overdue")
        assert link.select("svg[aria-hidden=true]")

    def test_what_is_public_while_its_rework_goes_on(self, english_admin: Any, province: Any, story: Any) -> None:
        put(story, "en", state=S.OUTDATED, live=True, units_total=4, units_done=3)
        label = cell(open_board(english_admin, province), "Đền Đa Hòa", "en").get("aria-label")
        assert "Outdated" in label
        assert "an earlier version is public" in label

    def test_a_language_just_added_has_cells_before_it_has_rows(
        self, english_admin: Any, province: Any, story: Any
    ) -> None:
        translation_of(story, "ko").delete()
        label = cell(open_board(english_admin, province), "Đền Đa Hòa", "ko").get("aria-label")
        assert "Missing" in label

    def test_heads_count_words_of_the_whole_portal(self, english_admin: Any, province: Any, story: Any) -> None:
        for page in (province, story.get_parent().specific, story):
            originals.original_of(page)
        Translation.objects.update(words_todo=0, state=S.LIVE)
        words = Original.objects.get(page=story.pk).words
        everything = sum(Original.objects.exclude(page=None).values_list("words", flat=True))
        put(story, "ja", state=S.MISSING, words_todo=words)
        columns = {
            column.language: column for column in open_board(english_admin, province).context_data["board"].columns
        }
        assert columns["en"].percent == 100
        assert columns["ja"].words_todo == words
        assert columns["ja"].percent == 100 * (everything - words) // everything

    def test_long_numbers_of_words_are_short(self) -> None:
        def short(words: int) -> str:
            return Column("en", "English", "English", 0, words, "", False).short_words

        with translation.override("en"):
            assert [short(1), short(9_999), short(43_210), short(1_250_000)] == [
                "1 word",
                "9,999 words",
                "43k words",
                "1.2M words",
            ]

    def test_ids_are_not_written_with_thousands_separators(self, english_admin: Any, province: Any, story: Any) -> None:
        kept = translation_of(story).original
        kept.delete()
        kept.pk = 1_234_567
        kept.save(force_insert=True)
        Translation.objects.create(original=kept, language="fr")
        page = open_board(english_admin, province).content.decode()
        assert 'value="1234567"' in page
        assert "/translate/1234567/fr/" in page
        assert "1,234,567" not in page

    def test_without_anything_it_says_so(self, english_admin: Any, province: Any) -> None:
        Original.objects.all().delete()
        assert "Nothing to translate yet" in open_board(english_admin, province).content.decode()

    @pytest.mark.parametrize(
        ("days", "expected"),
        [(0, "today"), (1, "1 day"), (13, "13 days"), (20, "2 weeks"), (90, "3 months"), (800, "2 years")],
    )
    def test_age(self, days: int, expected: str) -> None:
        with translation.override("en"):
            assert age_of(timezone.now() - timedelta(days=days)) == expected

    def test_initials(self) -> None:
        assert [initials("Nguyễn Văn An"), initials("bientap"), initials("")] == ["NA", "BI", ""]


@shared
def pages(province: Any, column_page: Any, story: Any) -> dict[str, Any]:
    other = ArticlePageFactory(parent=column_page, title="Lễ hội Chử Đồng Tử")
    for page in (province, column_page, story, other):
        originals.original_of(page)
    Translation.objects.update(state=S.LIVE, live=True, words_todo=0)
    return {"story": story, "festival": other, "column": column_page, "portal": province}


class TestFilters:
    def shown(self, client: Any, pages: dict[str, Any], **parameters: Any) -> list[str]:
        return titles(open_board(client, pages["portal"], **parameters))

    def test_by_words_with_and_without_marks(self, english_admin: Any, pages: Any) -> None:
        for words in ("Chử Đồng", "chu dong", "LE HOI tu"):
            assert self.shown(english_admin, pages, q=words) == ["Lễ hội Chử Đồng Tử"], words

    def test_by_state_in_one_language(self, english_admin: Any, pages: Any) -> None:
        put(pages["story"], "fr", state=S.REVIEW)
        assert self.shown(english_admin, pages, state="review") == ["Đền Đa Hòa"]
        assert self.shown(english_admin, pages, state="review", language="fr") == ["Đền Đa Hòa"]
        assert self.shown(english_admin, pages, state="review", language="ja") == []

    def test_state_and_person_are_of_the_same_translation(
        self, english_admin: Any, pages: Any, administrator: Any
    ) -> None:
        put(pages["story"], "fr", state=S.WORK)
        put(pages["story"], "ja", translator=administrator)
        assert self.shown(english_admin, pages, state="work", person="me") == []
        put(pages["story"], "fr", translator=administrator)
        assert self.shown(english_admin, pages, state="work", person="me") == ["Đền Đa Hòa"]
        assert self.shown(english_admin, pages, person=str(administrator.pk)) == ["Đền Đa Hòa"]

    def test_what_is_given_to_nobody_has_work(self, english_admin: Any, pages: Any) -> None:
        put(pages["festival"], "lo", state=S.MISSING)
        assert self.shown(english_admin, pages, person="none") == ["Lễ hội Chử Đồng Tử"]

    def test_overdue(self, english_admin: Any, pages: Any) -> None:
        past = timezone.localdate() - timedelta(days=1)
        put(pages["story"], "fr", state=S.WORK, due=past)
        put(pages["festival"], "fr", state=S.REVIEW, due=past)
        assert self.shown(english_admin, pages, state="overdue") == ["Đền Đa Hòa"], "what is handed in is not late"

    def test_by_section_and_kind(self, english_admin: Any, pages: Any) -> None:
        key = pages["column"].pk
        assert self.shown(english_admin, pages, section=key) == ["Tin tức", "Đền Đa Hòa", "Lễ hội Chử Đồng Tử"]
        kind = originals.find(pages["story"]).content_type_id
        assert self.shown(english_admin, pages, kind=kind) == ["Đền Đa Hòa", "Lễ hội Chử Đồng Tử"]
        assert self.shown(english_admin, pages, section="records") == []

    def test_order(self, english_admin: Any, pages: Any) -> None:
        put(pages["festival"], "fr", words_todo=90, state=S.WORK)
        put(pages["story"], "fr", words_todo=5, state=S.WORK, due=timezone.localdate())
        assert self.shown(english_admin, pages, sort="words")[:2] == ["Lễ hội Chử Đồng Tử", "Đền Đa Hòa"]
        assert self.shown(english_admin, pages, sort="due")[0] == "Đền Đa Hòa"
        Original.objects.filter(page=pages["column"].pk).update(changed_at=timezone.now() - timedelta(days=9))
        assert self.shown(english_admin, pages, sort="old")[0] == "Tin tức"
        assert self.shown(english_admin, pages, sort="new")[-1] == "Tin tức"

    def test_nonsense_in_the_address_is_as_if_it_were_not_there(self, english_admin: Any, pages: Any) -> None:
        everything = self.shown(english_admin, pages)
        nonsense = {
            "section": "x",
            "kind": "9999",
            "person": "-1",
            "state": "?",
            "language": "xx",
            "sort": "z",
            "p": "a",
        }
        assert self.shown(english_admin, pages, **nonsense) == everything

    def test_nothing_found_offers_a_way_out(self, english_admin: Any, pages: Any) -> None:
        response = open_board(english_admin, pages["portal"], q="không có đâu")
        [link] = tree(response).select(".board-empty a")
        assert titles(english_admin.get(f"/admin/translate/{link.get('href')}"))

    def test_chips_count_and_keep_the_other_filters(self, english_admin: Any, pages: Any) -> None:
        put(pages["story"], "fr", state=S.REVIEW)
        response = open_board(english_admin, pages["portal"], language="fr", sort="words")
        [chip] = [chip for chip in response.context_data["board"].chips if chip.value == "review"]
        assert chip.count == 1
        assert "language=fr" in chip.query
        assert "sort=words" in chip.query
        assert titles(english_admin.get(f"/admin/translate/?{chip.query}")) == ["Đền Đa Hòa"]


class TestWhoSeesIt:
    def test_strangers_do_not(self, client: Any, province: Any) -> None:
        nobody = person("khach", group_at(province, "Không gì"))
        client.force_login(nobody)
        assert client.get("/admin/translate/").status_code in (302, 403)

    def test_a_translator_sees_the_portals_he_translates(
        self, client: Any, translator: Any, province: Any, commune: Any, story: Any
    ) -> None:
        originals.original_of(story)
        client.force_login(translator)
        assert "Đền Đa Hòa" in titles(open_board(client, province))
        assert client.get("/admin/translate/", {"portal": "12345"}).status_code == 404

    def test_one_who_keeps_a_section_sees_that_section(
        self, client: Any, province: Any, column_page: Any, story: Any
    ) -> None:
        for page in (province, column_page, story):
            originals.original_of(page)
        client.force_login(person("muc", group_at(column_page, "Mục", "change")))
        assert titles(open_board(client, province)) == ["Tin tức", "Đền Đa Hòa"]


class TestCost:
    def cost(self, client: Any, portal: Any, **parameters: Any) -> int:
        open_board(client, portal, **parameters)
        with CaptureQueriesContext(connection) as queries:
            open_board(client, portal, **parameters)
        bodies = [query["sql"] for query in queries if re.search(r"body_vi|introduction_vi", query["sql"])]
        assert not bodies
        return len(queries)

    def test_more_pages_cost_no_query(self, english_admin: Any, province: Any, administrator: Any) -> None:
        fill(province, 10, [administrator])
        few = self.cost(english_admin, province)
        fill(province, 200, [administrator])
        assert self.cost(english_admin, province) == few <= 15
        filtered = {"state": "work", "language": "fr", "person": "me", "q": "hội", "sort": "words"}
        assert self.cost(english_admin, province, **filtered) <= 15

    def test_a_process_that_remembers_nothing(self, english_admin: Any, province: Any) -> None:
        fill(province, 30)
        english_admin.get("/admin/")
        versions.bump()
        with CaptureQueriesContext(connection) as queries:
            open_board(english_admin, province)
        assert len(queries) <= 15 + 3, "and the map of sites"
