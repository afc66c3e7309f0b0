"""What datasets of a catalogue have in common: who publishes them, where, for what time, on what terms."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.encoding import iri_to_uri

from promo.core.languages import SOURCE, column, language_tag
from promo.core.sites import owner_of
from promo.core.versions import Remembered
from promo.investment.models import DatasetPage
from promo.investment.opendata.datasets import Dataset
from promo.investment.opendata.graph import Graph, Iri, Text
from promo.localities.geometry import bounds
from promo.localities.models import AdministrativeUnit
from promo.localities.outlines import polygons

EU = "http://publications.europa.eu/resource/authority/"
# Of the vocabularies that DCAT-AP asks for.
LANGUAGES = {"vi": "VIE", "en": "ENG", "zh-hans": "ZHO", "ja": "JPN", "ko": "KOR", "fr": "FRA", "lo": "LAO"}
_PUBLISHER_TYPE = "http://purl.org/adms/publishertype/LocalAuthority"
_LICENCE_TYPES = {
    DatasetPage.Licence.CC_BY: ("http://purl.org/adms/licencetype/Attribution", "Attribution"),
    DatasetPage.Licence.CC0: ("http://purl.org/adms/licencetype/PublicDomain", "Public domain"),
}

_boxes = Remembered(size=256)


def permanent(page: Any) -> str:
    site = owner_of(page.path)
    return f"{site.root_url}/id/{page.translation_key}/" if site else ""


def publisher(graph: Graph, portal: Any) -> Iri:
    kind = graph.say(_PUBLISHER_TYPE, "skos:Concept", skos_prefLabel=Text("Local authority", "en"))
    names = [Text(words, language_tag(code)) for code, words in in_languages(portal, "full_name")]
    return graph.say(f"{permanent(portal)}#publisher", "foaf:Agent", foaf_name=names, dct_type=kind)


def contact(graph: Graph, dataset: Dataset, portal: Any) -> Iri:
    email = dataset.page.publisher_email or portal.email
    return graph.say(
        f"{dataset.identifier}#contact",
        "vcard:Kind",
        "vcard:Organization",
        vcard_fn=Text(portal.text_in("full_name", SOURCE)),
        vcard_hasEmail=Iri(f"mailto:{email}") if email else None,
        vcard_hasURL=Iri(iri_to_uri(portal.full_url_in(SOURCE) or "")),
    )


def place(graph: Graph, portal: Any) -> Iri:
    names = [Text(words, language_tag(code)) for code, words in in_languages(portal, "full_name")]
    unit = portal.unit
    return graph.say(
        f"{permanent(portal)}#place",
        "dct:Location",
        skos_prefLabel=names,
        dct_identifier=Text(unit.code) if unit else None,
        dcat_centroid=_point(unit),
        dcat_bbox=_box(unit),
    )


def _point(unit: Any) -> Text | None:
    if unit is None or unit.latitude is None or unit.longitude is None:
        return None
    return Text(f"POINT({unit.longitude} {unit.latitude})", datatype="geo:wktLiteral")


def _box(unit: Any) -> Text | None:
    # Portals are remembered without the outline of their unit, which is long.
    words = _boxes.get(unit.pk, lambda: _box_of(unit.pk)) if unit else ""
    return Text(words, datatype="geo:wktLiteral") if words else None


def _box_of(key: int) -> str:
    outline = AdministrativeUnit.objects.filter(pk=key).values_list("boundary", flat=True).first()
    if not outline:
        return ""
    west, south, east, north = bounds([part[0] for part in polygons(outline)])
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"POLYGON(({', '.join(f'{x} {y}' for x, y in corners)}))"


def period(graph: Graph, subject: str, dataset: Dataset, until: datetime) -> Iri:
    """What its rows are of: from the day it was public on until that day."""
    begun: Any = dataset.page.first_published_at or dataset.page.published_in(SOURCE)
    first, last = (
        Text(timezone.localdate(moment).isoformat(), datatype="xsd:date") for moment in (min(begun, until), until)
    )
    name = f"{subject}-period" if "#" in subject else f"{subject}#period"
    return graph.say(name, "dct:PeriodOfTime", dcat_startDate=first, dcat_endDate=last)


def licence(graph: Graph, licence: str) -> Iri:
    address, label = _LICENCE_TYPES[DatasetPage.Licence(licence)]
    kind = graph.say(address, "skos:Concept", skos_prefLabel=Text(label, "en"))
    return graph.say(str(licence), "dct:LicenseDocument", dct_type=kind)


def language(graph: Graph, code: str) -> Iri:
    return graph.say(f"{EU}language/{LANGUAGES[code]}", "dct:LinguisticSystem")


def theme(graph: Graph, key: str, label: str) -> Iri:
    return graph.say(f"{EU}data-theme/{key}", "skos:Concept", skos_prefLabel=Text(label, "en"))


def availability(graph: Graph) -> Iri:
    return graph.say(f"{EU}planned-availability/STABLE", "skos:Concept", skos_prefLabel=Text("Stable", "en"))


def in_languages(portal: Any, field: str) -> list[tuple[str, str]]:
    found = [(code, getattr(portal, column(field, code))) for code in portal.offered_languages]
    return [(code, words) for code, words in found if words] or [(SOURCE, portal.title)]
