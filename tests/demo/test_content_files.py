"""The content files of places, festivals, routes, products: complete, and pointing at what exists."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone

from promo.core.languages import CODES, column
from promo.core.translated import translated_fields
from promo.demo.entries import _NO_FIELDS, FOLDERS, folder_of, load_entries
from promo.demo.files import load_folder
from promo.demo.pictures import picture_texts
from promo.demo.seeding import PORTALS
from promo.investment.models import Incentive
from promo.investment.models.choices import Form, Group, Selection, Status
from promo.portals.content import is_leaf, languages_of
from promo.portals.starter import LEGAL, SECTIONS

ENTRIES = load_entries()
# What a visitor who reads only Japanese, say, is promised: the temple, its festival, the day out and all its stops.
IN_EVERY_LANGUAGE = (
    "destinations/den-da-hoa",
    "destinations/bai-tu-nhien",
    "destinations/den-hoa-da-trach",
    "destinations/canh-dong-nghe-chi-tan",
    "events/le-hoi-chu-dong-tu-tien-dung",
    "routes/mot-ngay-chuyen-tinh-song-hong",
)
FEWEST = {
    "destinations": 10,
    "events": 5,
    "routes": 2,
    "venues": 3,
    "projects": 24,
    "parks": 4,
    "procedures": 4,
    "incentives": 10,
    "invest": len(PORTALS),
}
# What an investor who reads one language only is promised.
FOR_INVESTORS = ("projects/", "parks/", "procedures/")
each_file = pytest.mark.parametrize(("name", "content"), ENTRIES.items(), ids=ENTRIES)


def leaves(value: Any, place: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text of a file with its place, at any depth."""
    if is_leaf(value):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{place}.{number}")


def named(value: Any, name: str) -> Iterator[Any]:
    """Everything that stands under this name, at any depth."""
    if isinstance(value, dict):
        if name in value:
            yield value[name]
        for inner in value.values():
            yield from named(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from named(inner, name)


@pytest.mark.parametrize(("folder", "number"), FEWEST.items())
def test_there_are_as_many_as_promised(folder, number):
    assert len(load_folder(folder)) >= number


@pytest.mark.parametrize("name", [*IN_EVERY_LANGUAGE, *(name for name in ENTRIES if name.startswith(FOR_INVESTORS))])
def test_the_promised_ones_are_in_every_language(name):
    assert languages_of(ENTRIES[name]) == list(CODES)


def test_a_route_in_every_language_stops_at_pages_in_every_language():
    for name in IN_EVERY_LANGUAGE:
        for stop in ENTRIES[name].get("stops", []):
            assert stop["page"] in IN_EVERY_LANGUAGE


@each_file
def test_every_text_is_in_every_language_the_page_has(name, content):
    languages = set(languages_of(content))
    assert {"vi", "en"} <= languages
    missing = {place: languages - set(leaf) for place, leaf in leaves(content) if not languages <= set(leaf)}
    assert not missing
    assert languages - {"vi"} <= set(content["local_slug"])
    assert not [place for place, leaf in leaves(content) if not all(text.strip() for text in leaf.values())]


@each_file
def test_texts_fit_their_columns(name, content):
    model = folder_of(name).model
    for field in set(content) & set(translated_fields(model)):
        longest = getattr(model._meta.get_field(column(field, "vi")), "max_length", None)
        if longest and is_leaf(content[field]):
            assert max(map(len, content[field].values())) <= longest, field


@each_file
def test_every_field_is_known_and_every_choice_possible(name, content):
    model = folder_of(name).model
    for key, value in content.items():
        if key in _NO_FIELDS or key in translated_fields(model):
            continue
        try:
            field = model._meta.get_field(key)
        except FieldDoesNotExist:
            pytest.fail(f"{name} has “{key}”, which is no field.")
        if isinstance(field, models.Field) and field.choices:
            assert value in dict(field.flatchoices) or value == "", key


@each_file
def test_it_stands_on_a_portal_and_has_a_picture(name, content):
    assert content["portal"] in PORTALS
    assert set(named(content, "image")) <= set(picture_texts())


@each_file
def test_what_it_points_at_exists(name, content):
    pages = {*ENTRIES, *SECTIONS, *LEGAL, *load_folder("articles"), *load_folder("topics")}
    assert set(named(content, "page")) <= pages
    if "destination" in content:
        assert f"destinations/{content['destination']}" in ENTRIES
    if "enterprise" in content:
        assert f"enterprises/{content['enterprise']}" in ENTRIES


@each_file
def test_it_says_where_its_facts_are_from(name, content):
    if name.startswith(FOR_INVESTORS):
        assert content["as_of"] <= timezone.localdate()
        assert content.get("source") or content["legal_basis"]
    else:
        assert content["body"][-1]["type"] == "sources"
        assert content["body"][-1]["sources"]


@each_file
def test_invented_houses_are_marked(name, content):
    """A model that can say that something is invented says so: nobody real runs the demonstration's businesses.

    What is real in the list of projects and parks names no person, and its source is an authority's.
    """
    if content.get("fictional") is False:
        assert name.startswith(FOR_INVESTORS)
        assert not {key for key in content if key.startswith("contact_")}
        assert "ví dụ" not in content["source"]["vi"] and "ví dụ" not in content.get("decision_number", "")
    elif any(field.name == "fictional" for field in folder_of(name).model._meta.get_fields()):
        assert content["fictional"] is True
    elif content.get("kind") == "fair":
        for leaf in (content["title"], content["introduction"]):
            assert "minh họa" in leaf["vi"] and "nvented example" in leaf["en"]


def test_invented_persons_are_marked_in_every_language():
    for name, content in ENTRIES.items():
        if name.startswith(FOR_INVESTORS) and "contact_name" in content:
            marks = ("minh họa", "illustrative", "示例", "架空", "예시", "fictive", "ສົມມຸດ")
            assert all(mark in content["contact_title"][code] for mark, code in zip(marks, CODES, strict=True)), name
            assert content["contact_email"].endswith(".example"), name


def test_projects_vary():
    """A filter that finds everything or nothing shows nothing."""
    projects = [content for name, content in ENTRIES.items() if name.startswith("projects/")]
    for field, choices in (("status", Status), ("group", Group), ("form", Form), ("selection", Selection)):
        assert {content.get(field) for content in projects} >= set(choices.values), field
    assert {content["portal"] for content in projects} == set(PORTALS)
    assert len({content["code"] for content in projects}) == len(projects)


@pytest.mark.parametrize("folder", ["incentives", "rates", "invest"])
def test_records_are_in_every_language(folder):
    for key, content in load_folder(folder).items():
        for place, leaf in leaves(content):
            assert list(leaf) == list(CODES) and all(text.strip() for text in leaf.values()), (key, place)


def test_incentives_name_their_ground():
    for key, content in load_folder("incentives").items():
        assert set(content.get("groups", ())) <= set(Group.values), key
        assert content.get("place", "") in Incentive.Place.values and content["kind"] in Incentive.Kind.values, key
        assert content["legal_basis"]["vi"], key


def test_the_folders_are_those_that_are_seeded():
    assert {name.partition("/")[0] for name in ENTRIES} <= set(FOLDERS)
