"""The seeded demonstration: every file a page, found where a visitor looks for it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.html import escape

from promo.catalogue.models import CatalogueEntry, Listed
from promo.core.languages import CODES, SOURCE, TARGETS, column, in_source
from promo.core.models import BasePage
from promo.core.translated import translated_fields
from promo.demo.entries import folder_of, load_entries
from promo.demo.files import load_folder
from promo.demo.seeding import step_count
from promo.investment.incentives import incentives_of
from promo.investment.models import ExchangeRate, ParkPage, ProjectPage
from promo.ocop.models import ProductPage
from promo.places.models import Located, Place
from promo.portals.content import languages_of, load
from promo.portals.models import HomePage
from promo.portals.starter import STARTER
from promo.tourism.dates import next_time
from promo.tourism.models import EventPage, Occurrence, RoutePage

pytestmark = pytest.mark.django_db
ENTRIES = load_entries()


@pytest.fixture
def pages(demo):
    return demo.entries.pages


def open_page(client, page, language):
    host, _slash, path = page.full_url_in(language).partition("//")[2].partition("/")
    return client.get(f"/{path}", headers={"host": host})


def test_the_progress_bar_ends_at_its_end(demo):
    assert len(demo.steps) == step_count()
    assert set(ENTRIES) <= set(demo.steps)


def test_every_file_is_a_page_in_its_section_and_its_languages(demo, pages):
    for name, content in ENTRIES.items():
        page = BasePage.objects.get(pk=pages[name].pk).specific
        assert page.is_child_of(demo.sections[content["portal"], folder_of(name).section]), name
        assert [code for code in CODES if page.published_in(code)] == languages_of(content), name


def test_every_page_passes_what_its_form_asks(pages):
    """Positions in their commune, ranks with decisions, stops in order, dates, scores of stars."""
    for name, page in pages.items():
        page = BasePage.objects.get(pk=page.pk).specific
        with in_source():
            page.full_clean()
            for field in translated_fields(type(page)):
                value = getattr(page, column(field, SOURCE))
                if hasattr(value, "stream_block"):
                    assert value.stream_block.clean(value) is not None, (name, field)
        if isinstance(page, ProductPage):
            for certificate in page.certificates.all():
                certificate.full_clean()


def test_no_block_has_lost_what_it_points_at(pages):
    def lost(value):
        if isinstance(value, dict):
            return any((key == "page" and inner is None) or lost(inner) for key, inner in value.items())
        return isinstance(value, list) and any(map(lost, value))

    for page in pages.values():
        page = BasePage.objects.get(pk=page.pk).specific
        for field in ("body", "stops"):
            if hasattr(page, field):
                assert not lost(list(getattr(page, column(field, SOURCE)).raw_data)), page


def test_places_have_dots_and_entries_rows_in_listings(pages):
    for page in pages.values():
        if isinstance(page, Located) and page.latitude is not None:
            assert Place.objects.get(page=page.pk).layer == page.map_layer
        if isinstance(page, CatalogueEntry):
            assert Listed.objects.filter(page=page.pk).exists()


def test_every_festival_has_dates_this_year_or_next(pages):
    today = timezone.localdate()
    for page in pages.values():
        if isinstance(page, EventPage):
            days = Occurrence.objects.filter(event=page.pk, starts_on__gte=today - timedelta(days=1))
            assert days.filter(starts_on__lte=today + timedelta(days=400)).exists(), page
            assert next_time(page) is not None


@pytest.mark.parametrize("language", TARGETS)
def test_a_visitor_of_any_language_finds_the_temple_its_festival_and_the_way(pages, client, language):
    temple = BasePage.objects.get(pk=pages["destinations/den-da-hoa"].pk).specific
    festival = BasePage.objects.get(pk=pages["events/le-hoi-chu-dong-tu-tien-dung"].pk).specific
    response = open_page(client, temple, language)
    html = response.content.decode()
    assert response.status_code == 200
    assert f'lang="{language}"' in html
    assert festival.url_in(language).partition("khoai-chau.testserver")[2] in html
    occurrences = Occurrence.objects.filter(event=festival.pk, starts_on__gte=timezone.localdate())[:2]
    assert str(occurrences[0].starts_on.year) in html
    assert temple.text_in("hours", language) in html
    assert 'id="way"' in html


@pytest.mark.parametrize("language", CODES)
def test_pages_open_in_every_language(pages, client, language):
    """Every page in Vietnamese and, by turns, in one other language: each type comes to each of them."""
    for number, (name, page) in enumerate(pages.items()):
        if language != SOURCE and number % len(TARGETS) != TARGETS.index(language):
            continue
        page = BasePage.objects.get(pk=page.pk).specific
        if page.published_in(language):
            assert open_page(client, page, language).status_code == 200, name


def test_the_day_out_is_whole_in_every_language(pages):
    route = RoutePage.objects.get(pk=pages["routes/mot-ngay-chuyen-tinh-song-hong"].pk)
    for code in CODES:
        stops = getattr(route, column("stops", code)).raw_data
        assert len(stops) == 4
        assert all(stop["value"]["note"] for stop in stops)


@pytest.mark.parametrize("language", CODES)
def test_an_investor_of_any_language_finds_reasons_answers_and_projects(demo, pages, client, language):
    """Each page only in the reader's language: the doors, the questions, the list and what applies."""
    starter = load(STARTER / "dau-tu.toml")
    for portal, home in demo.homes.items():
        html = open_page(client, demo.sections[portal, "dau-tu"].specific, language).content.decode()
        why = load_folder("invest")[portal]["introduction"][language]
        assert escape(why) in html, portal
        for row in starter["body"][0]["questions"]:
            assert escape(row["question"][language]) in html, portal
        assert len(incentives_of(HomePage.objects.get(pk=home.pk), language)) == incentives_in_force()
    html = open_page(client, demo.sections["hung-yen", "du-an"].specific, language).content.decode()
    newest = BasePage.objects.get(pk=pages["projects/linh-kien-dien-tu"].pk)
    assert escape(newest.text_in("title", language)) in html


def incentives_in_force():
    today = timezone.localdate()
    return sum(content.get("valid_to", today) >= today for content in load_folder("incentives").values())


def test_projects_know_their_park_their_price_in_dollars_and_what_has_changed(pages):
    project = ProjectPage.objects.get(pk=pages["projects/kho-lanh-viet-tien"].pk)
    assert ExchangeRate.newest().millions(project.capital) == Decimal("5.00")
    change = project.changes.get()
    assert (change.column, change.before, Decimal(change.after)) == ("area", "4.2", project.area)
    inside = pages["parks/phu-sa"].projects.live_in("ja")
    assert {page.slug for page in inside} == {"linh-kien-dien-tu", "dien-mat-troi-mai-nha"}


def test_figures_are_what_the_files_say(pages):
    assert ParkPage.objects.get(pk=pages["parks/tan-dan"].pk).area == Decimal("199.87")


def test_buttons_and_doors_of_the_home_pages_lead_somewhere(demo):
    for home in HomePage.objects.all():
        assert all(action.value["page"] is not None for action in home.actions), home
        for block in home.body:
            if block.block_type == "doors":
                assert all(door["page"] is not None for door in block.value["doors"]), home
