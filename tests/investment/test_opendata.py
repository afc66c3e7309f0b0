"""Datasets: their page, their versions, and the catalogue as programs for catalogues read it."""

import csv
import io
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rdflib import DCAT, DCTERMS, FOAF, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic

from promo.core.languages import CODES, in_source
from promo.investment.models import DatasetPage, DatasetVersion, ProjectPage
from promo.investment.opendata import terms
from promo.investment.opendata.graph import Graph as Written
from promo.investment.opendata.graph import Iri, Text
from tests.factories import PageFactory
from tests.investment.conftest import ProjectIndexPageFactory, ProjectPageFactory, in_all_languages, path
from tests.shared import shared

pytestmark = pytest.mark.django_db
CATALOGUE = DCAT.Catalog


class DatasetPageFactory(PageFactory):
    class Meta:
        model = DatasetPage


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@shared
def dataset(invest: Any, projects: Any) -> Any:
    with in_source():
        return DatasetPageFactory(
            parent=invest,
            title="Dữ liệu dự án",
            slug="du-lieu",
            source=projects,
            introduction_vi="Danh mục dự án kêu gọi đầu tư.",
            keywords_vi='đầu tư, "dự án", đất',
            publisher_email="dulieu@example.vn",
            **in_all_languages("Project data"),
        )


def empty(invest: Any, source: Any) -> Any:
    """A dataset whose list is gone."""
    page = DatasetPageFactory(parent=invest, title="Trống", slug="trong", frequency="ANNUAL", source=source)
    DatasetPage.objects.filter(pk=page.pk).update(source=None)
    return page


def graphs(client: Any, **headers: Any) -> tuple[Graph, Graph]:
    found = []
    for name, syntax, kind in (("ttl", "turtle", "text/turtle"), ("jsonld", "json-ld", "application/ld+json")):
        response = client.get(f"/catalogue.{name}", **headers)
        assert response.status_code == 200 and response["Content-Type"].startswith(kind)
        found.append(Graph().parse(data=response.content.decode(), format=syntax))
    return found[0], found[1]


def test_both_catalogues_say_the_same(client: Any, dataset: Any, plant: Any) -> None:
    call_command("issue_datasets", verbosity=0)
    turtle, json_ld = graphs(client)
    assert to_isomorphic(turtle) == to_isomorphic(json_ld)
    (catalogue,) = turtle.subjects(predicate=None, object=CATALOGUE)
    identifier = f"http://testserver/id/{dataset.translation_key}/"
    assert list(turtle.objects(catalogue, DCAT.dataset)) == [URIRef(identifier)]
    titles = {title.language: str(title) for title in turtle.objects(URIRef(identifier), DCTERMS.title)}
    assert titles["vi"] == "Dữ liệu dự án" and titles["zh-Hans"] == "Project data zh-hans" and len(titles) == len(CODES)
    assert Literal('"dự án"', lang="vi") in set(turtle.objects(URIRef(identifier), DCAT.keyword))
    assert client.get(f"/id/{dataset.translation_key}/").url == path(dataset)
    (agent,) = turtle.objects(catalogue, DCTERMS.publisher)
    assert list(turtle.objects(agent, FOAF.name))


def test_every_file_that_the_catalogue_names_is_there(client: Any, dataset: Any, plant: Any) -> None:
    call_command("issue_datasets", verbosity=0)
    turtle, _json_ld = graphs(client)
    found = list(turtle.subject_objects(DCAT.downloadURL))
    assert len(found) == len(CODES) * 5 + 1
    for distribution, url in found:
        response = client.get(str(url).split("testserver", 1)[1])
        assert response.status_code == 200
        (media_type,) = turtle.objects(distribution, DCAT.mediaType)
        assert str(media_type).endswith(response["Content-Type"].partition(";")[0])


def test_the_catalogue_conforms_to_dcat_ap(client: Any, dataset: Any, plant: Any, invest: Any, province: Any) -> None:
    folder = os.environ.get("SCHEMAS_DIR", "")
    shapes = Path(folder) / "dcat-ap-3.0"
    if not folder or not shapes.exists():
        pytest.skip("SCHEMAS_DIR names no folder with the shapes of DCAT-AP")
    from pyshacl import validate

    def check(*names: str) -> None:
        turtle, _json_ld = graphs(client)
        for name in names:
            rules = Graph().parse(shapes / name)
            conforms, _graph, words = validate(turtle, shacl_graph=rules, advanced=False, inference="none")
            assert conforms, f"{name}: {words}"

    province.unit.latitude, province.unit.longitude = 20.8, 106.0
    ring = [[105.8, 20.6], [106.3, 20.6], [106.3, 21], [105.8, 20.6]]
    province.unit.boundary = {"type": "Polygon", "coordinates": [ring]}
    province.unit.save()
    call_command("issue_datasets", verbosity=0)
    check("shapes.ttl", "range.ttl", "shapes_recommended.ttl")
    # One with nothing that may be missing.
    empty(invest, dataset.source)
    check("shapes.ttl", "range.ttl")


def test_hosts_have_their_own_catalogue_and_drafts_are_in_none(
    client: Any, commune: Any, dataset: Any, plant: Any
) -> None:
    index = ProjectIndexPageFactory(parent=commune, title="Dự án của xã", slug="du-an")
    other = DatasetPageFactory(parent=commune, title="Dữ liệu của xã", slug="du-lieu", source=index)
    here, there = graphs(client)[0], graphs(client, HTTP_HOST="me-so.testserver")[0]
    identifiers = [URIRef(f"http://{host}/id/{page.translation_key}/")
                   for host, page in (("testserver", dataset), ("me-so.testserver", other))]  # fmt: skip
    assert (identifiers[0], None, None) in here and (identifiers[1], None, None) not in here
    assert (identifiers[1], None, None) in there and (identifiers[0], None, None) not in there
    with in_source():
        dataset.unpublish()
    assert (identifiers[0], None, None) not in graphs(client)[0]


def test_the_catalogue_is_not_sent_twice(client: Any, dataset: Any) -> None:
    for name in ("ttl", "jsonld"):
        etag = client.get(f"/catalogue.{name}")["ETag"]
        assert client.get(f"/catalogue.{name}", HTTP_IF_NONE_MATCH=etag).status_code == 304
    assert client.post("/catalogue.ttl").status_code == 405


def test_texts_of_any_kind_are_written(client: Any) -> None:
    graph = Written()
    texts = ['"', "\\", "a\nb\tc\r", "đất ☂ 汉 ", "'''\"\"\"", "\\u0041", "<b>", ""]
    graph.say("http://a.example/ b<c>", "dcat:Dataset", dct_title=[Text(text, "vi") for text in texts])
    graph.say("http://a.example/2", dct_relation=[Iri('http://x.example/"q"'), None, Iri("mailto:a@b.example")])
    turtle = Graph().parse(data=graph.turtle(), format="turtle")
    assert to_isomorphic(turtle) == to_isomorphic(Graph().parse(data=graph.json_ld(), format="json-ld"))
    found = {str(text) for text in turtle.objects(URIRef("http://a.example/%20b%3Cc%3E"), DCTERMS.title)}
    assert found == set(texts)


def test_every_language_has_its_code() -> None:
    assert set(terms.LANGUAGES) == set(CODES)


# --- Versions ----------------------------------------------------------------------------------


def test_a_version_is_issued_when_rows_change(client: Any, dataset: Any, projects: Any, plant: Any, rate: Any) -> None:
    call_command("issue_datasets", verbosity=0)
    call_command("issue_datasets", verbosity=0)
    (first,) = DatasetVersion.objects.all()
    assert (first.rows, first.changed_rows) == (1, 0)
    # Another exchange rate changes no row of the list.
    rate.vnd = 25000
    rate.save()
    call_command("issue_datasets", verbosity=0)
    assert DatasetVersion.objects.count() == 1
    with in_source():
        page = ProjectPage.objects.get(pk=plant.pk)
        page.area = Decimal("13.25")
        page.save()
        ProjectPageFactory(parent=projects, title="Mới", slug="moi")
    call_command("issue_datasets", verbosity=0)
    second = DatasetVersion.objects.first()
    assert (second.rows, second.changed_rows) == (2, 2) and second.number == f"{first.number}b"
    with in_source():
        ProjectPage.objects.get(pk=plant.pk).unpublish()
    call_command("issue_datasets", verbosity=0)
    third = DatasetVersion.objects.first()
    assert (third.rows, third.changed_rows) == (1, 1)
    for version, area in ((first, "12.5"), (second, "13.25")):
        response = client.get(f"{path(dataset)}version.csv?number={version.number}")
        rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
        assert len(rows) == version.rows and area in {row["area"] for row in rows}
        url = f"{path(dataset, 'en')}version.csv?number={version.number}"
        assert client.get(url, HTTP_IF_NONE_MATCH=response["ETag"]).status_code == 304
    assert client.get(f"{path(dataset)}version.csv").status_code == 404
    shown = client.get(path(dataset)).context["versions"]
    assert [version["number"] for version in shown] == [third.number, second.number, first.number]


def test_a_dataset_that_is_deleted_leaves_no_files(
    dataset: Any, plant: Any, invest: Any, django_capture_on_commit_callbacks: Any, settings: Any
) -> None:
    """Also with the section above it; and not before the deletion is certain."""
    call_command("issue_datasets", verbosity=0)
    with in_source():
        page = ProjectPage.objects.get(pk=plant.pk)
        page.area = Decimal("13.25")
        page.save()
    call_command("issue_datasets", verbosity=0)
    files = [Path(settings.MEDIA_ROOT) / version.file.name for version in DatasetVersion.objects.all()]
    assert len(files) == 2 and all(file.exists() for file in files)
    with django_capture_on_commit_callbacks(execute=True):
        type(invest).objects.get(pk=invest.pk).delete()
        assert all(file.exists() for file in files)
    assert not DatasetVersion.objects.exists() and not any(file.exists() for file in files)


# --- The page ----------------------------------------------------------------------------------


def test_the_page_in_each_language(client: Any, dataset: Any, projects: Any, plant: Any) -> None:
    call_command("issue_datasets", verbosity=0)
    for language in CODES:
        response = client.get(path(dataset, language))
        assert response.status_code == 200 and not response.cookies
        page = BeautifulSoup(response.content, "lxml")
        links = {link["href"] for link in page.select("a[href]")}
        assert {
            f"{path(projects, language)}{name}" for name in ("projects.xlsx", "projects.csv", "projects.pdf")
        } <= links
        assert {"/catalogue.ttl", "/catalogue.jsonld", "https://creativecommons.org/licenses/by/4.0/"} <= links
        assert any("version.csv?number=" in link for link in links)
        assert [code.text for code in page.select(".dataset-columns tbody th code")][:3] == [
            "number", "code", "name",
        ]  # fmt: skip
        assert '"Dataset"' in str(page)


def test_nobody_publishes_the_list_of_another_portal(commune: Any, dataset: Any) -> None:
    index = ProjectIndexPageFactory(parent=commune, title="Dự án của xã", slug="du-an")
    dataset.source = index
    with pytest.raises(ValidationError) as caught:
        dataset.full_clean()
    assert set(caught.value.message_dict) == {"source"}
    fresh = DatasetPage(title_vi="Dữ liệu khác", slug="khac", source=index)
    with pytest.raises(ValidationError):
        dataset.get_parent().specific.add_child(instance=fresh)


def test_a_dataset_without_anything(client: Any, invest: Any, projects: Any) -> None:
    response = client.get(path(empty(invest, projects)))
    assert response.status_code == 200 and not response.context["files"] and not response.context["versions"]


def test_queries_do_not_grow(client: Any, invest: Any, dataset: Any, projects: Any, plant: Any) -> None:
    def queries(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    urls = (path(dataset), "/catalogue.ttl")
    call_command("issue_datasets", verbosity=0)
    few = [queries(url) for url in urls]
    for number in range(4):
        DatasetPageFactory(parent=invest, title=f"Số {number}", slug=f"so-{number}", source=projects)
        DatasetVersion.objects.create(dataset=dataset, number=str(number), digest="0", rows=1, issued_at=timezone.now())
    assert [queries(url) for url in urls] == few
    assert max(few) <= 14, few
