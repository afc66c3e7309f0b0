"""The catalogue of a host's datasets after DCAT 3, within the profile DCAT-AP 3, in all languages at once."""

from datetime import datetime
from typing import Any

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext, override

from promo.core.languages import SOURCE, language_tag
from promo.core.portals import get_portal, portal_of, portal_paths
from promo.core.sites import SiteEntry, owner_of
from promo.investment.downloads.answers import FORMATS
from promo.investment.models import DatasetPage
from promo.investment.opendata import terms
from promo.investment.opendata.datasets import Dataset, datasets_of
from promo.investment.opendata.graph import Graph, Iri, Text

_IANA = "https://www.iana.org/assignments/media-types/"
_FILE_TYPES = {"XLSX": "XLSX", "CSV": "CSV", "JSON": "JSON", "GeoJSON": "GEOJSON"}
_THEMES = {"ECON": "Economy and finance", "REGI": "Regions and cities"}


def datasets_at(site: SiteEntry) -> list[Dataset]:
    """The public datasets that are at home on a host."""
    pages = DatasetPage.objects.filter(live=True, path__startswith=site.tree_path).order_by("path")
    return [found for found in datasets_of(pages) if owner_of(found.page.path) == site and found.languages]


def catalogue(site: SiteEntry) -> Graph | None:
    """None for a host that is no portal."""
    pk = portal_paths().get(site.tree_path)
    portal: Any = get_portal(pk) if pk else None
    if portal is None:
        return None
    graph = Graph()
    found = datasets_at(site)
    publisher = terms.publisher(graph, portal)
    home = f"{site.root_url}/"
    graph.say(
        f"{terms.permanent(portal)}#catalogue",
        "dcat:Catalog",
        dct_title=_catalogue_titles(portal),
        dct_description=_catalogue_descriptions(portal),
        dct_publisher=publisher,
        dct_language=[terms.language(graph, code) for code in portal.offered_languages],
        dct_license=terms.licence(graph, str(DatasetPage.Licence.CC0)),
        dct_spatial=terms.place(graph, portal),
        foaf_homepage=graph.say(home, "foaf:Document"),
        dcat_themeTaxonomy=graph.say(f"{terms.EU}data-theme", "skos:ConceptScheme", dct_title=Text("Data theme", "en")),
        dct_issued=_time(portal.first_published_at or portal.published_in(SOURCE)),
        dct_modified=_time(max([_changed(one) for one in found], default=portal.last_published_at)),
        dcat_dataset=[_dataset(graph, one) for one in found],
    )
    return graph


def _changed(dataset: Dataset) -> datetime:
    newest = [version.issued_at for version in dataset.versions[:1]]
    return max([*newest, dataset.page.last_published_at or dataset.page.published_in(SOURCE)])  # type: ignore[return-value]


def _time(moment: datetime | None) -> Text | None:
    return Text(moment.isoformat(timespec="seconds"), datatype="xsd:dateTime") if moment else None


# --- What is said of each dataset --------------------------------------------------------------


def _dataset(graph: Graph, dataset: Dataset) -> Iri:
    page = dataset.page
    portal: Any = portal_of(page)
    publisher, identifier = terms.publisher(graph, portal), dataset.identifier
    about = {
        "dct_publisher": publisher,
        "dcat_contactPoint": terms.contact(graph, dataset, portal),
        "dct_spatial": terms.place(graph, portal),
        "dct_accessRights": graph.say(f"{terms.EU}access-right/PUBLIC", "dct:RightsStatement"),
        "dcat_theme": [terms.theme(graph, key, label) for key, label in _THEMES.items()],
        "dcat_keyword": _keywords(dataset),
        "dct_description": _texts(dataset, "introduction") or _texts(dataset, "title"),
    }
    previous: list[Iri] = []
    versions = [_version(graph, dataset, version, about, previous) for version in reversed(dataset.versions)]
    return graph.say(
        identifier,
        "dcat:Dataset",
        dct_title=_texts(dataset, "title"),
        dct_identifier=Text(identifier),
        dct_language=[terms.language(graph, code) for code in dataset.languages],
        dct_accrualPeriodicity=graph.say(f"{terms.EU}frequency/{page.frequency}", "dct:Frequency"),
        dct_issued=_time(page.first_published_at),
        dct_modified=_time(_changed(dataset)),
        dct_temporal=terms.period(graph, identifier, dataset, _changed(dataset)),
        dcat_version=Text(dataset.versions[0].number) if dataset.versions else None,
        dcat_hasVersion=versions,
        dcat_landingPage=graph.say(iri_to_uri(page.full_url_in(dataset.languages[0]) or identifier), "foaf:Document"),
        dcat_distribution=[
            _distribution(graph, dataset, file.name, file.language, file.url)
            for code in dataset.languages
            for file in dataset.files(code)
        ],
        **about,
    )


def _version(graph: Graph, dataset: Dataset, version: Any, about: dict[str, Any], previous: list[Iri]) -> Iri:
    """A version is a dataset of its own, with one file that never changes. `previous` has the one before."""
    subject = f"{dataset.identifier}#{version.number}"
    url = iri_to_uri(dataset.version_url(version, SOURCE))
    file = graph.say(
        f"{subject}-csv",
        "dcat:Distribution",
        dct_title=[Text(f"{title.words}, {version.number}", title.language) for title in _texts(dataset, "title")],
        dct_description=about["dct_description"],
        dcat_accessURL=Iri(url),
        dcat_downloadURL=Iri(url),
        dcat_mediaType=graph.say(f"{_IANA}text/csv", "dct:MediaType"),
        dct_format=graph.say(f"{terms.EU}file-type/CSV", "dct:MediaTypeOrExtent"),
        dct_license=terms.licence(graph, dataset.page.licence),
        dcatap_availability=terms.availability(graph),
        dct_language=terms.language(graph, SOURCE),
        dct_issued=_time(version.issued_at),
        spdx_checksum=graph.say(
            f"{subject}-sum",
            "spdx:Checksum",
            spdx_algorithm=graph.say("http://spdx.org/rdf/terms#checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"),
            spdx_checksumValue=Text(version.digest, datatype="xsd:hexBinary"),
        ),
    )
    found = graph.say(
        subject,
        "dcat:Dataset",
        dct_title=[Text(f"{title.words}, {version.number}", title.language) for title in _texts(dataset, "title")],
        dct_identifier=Text(subject),
        dcat_version=Text(version.number),
        dcat_isVersionOf=Iri(dataset.identifier),
        dcat_previousVersion=previous[-1] if previous else None,
        dct_issued=_time(version.issued_at),
        dct_temporal=terms.period(graph, subject, dataset, version.issued_at),
        dct_language=terms.language(graph, SOURCE),
        dcat_distribution=file,
        **about,
    )
    previous.append(found)
    return found


def _distribution(graph: Graph, dataset: Dataset, name: str, language: str, url: str) -> Iri:
    made = FORMATS[name]
    with override(language):
        label = Text(f"{made.label} ({made.kind})", language_tag(language))
        words = gettext("The list as it is now, %(format)s, in the language of the file.") % {"format": made.kind}
    return graph.say(
        f"{dataset.identifier}#{name.replace('.', '-')}-{language}",
        "dcat:Distribution",
        dct_title=label,
        dct_description=Text(words, language_tag(language)),
        dcat_accessURL=Iri(iri_to_uri(url)),
        dcat_downloadURL=Iri(iri_to_uri(url)),
        dcat_mediaType=graph.say(f"{_IANA}{made.media_type}", "dct:MediaType"),
        dct_format=graph.say(f"{terms.EU}file-type/{_FILE_TYPES[made.kind]}", "dct:MediaTypeOrExtent"),
        dct_license=terms.licence(graph, dataset.page.licence),
        dct_language=terms.language(graph, language),
        dct_modified=_time(_changed(dataset)),
        dcatap_availability=terms.availability(graph),
    )


# --- What several datasets share ---------------------------------------------------------------


def _texts(dataset: Dataset, field: str) -> list[Text]:
    """A text in each language in which the dataset is public."""
    found = [(code, dataset.page.text_in(field, code)) for code in dataset.languages]
    return [Text(words, language_tag(code)) for code, words in found if words]


def _keywords(dataset: Dataset) -> list[Text]:
    return [
        Text(word.strip(), text.language)
        for text in _texts(dataset, "keywords")
        for word in text.words.replace("，", ",").replace("、", ",").split(",")
        if word.strip()
    ]


def _catalogue_titles(portal: Any) -> list[Text]:
    return _said(portal, lambda name: gettext("Open data of %(portal)s") % {"portal": name})


def _catalogue_descriptions(portal: Any) -> list[Text]:
    return _said(portal, lambda name: gettext("All datasets that %(portal)s publishes.") % {"portal": name})


def _said(portal: Any, words: Any) -> list[Text]:
    found = []
    for code, name in terms.in_languages(portal, "full_name"):
        with override(code):
            found.append(Text(words(name), language_tag(code)))
    return found
